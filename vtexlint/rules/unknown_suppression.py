"""An ignore comment that names no rule.

## What it says
An ignore comment names no rule, or something that is no rule; the nearest right name is suggested. Also an
`ignore-file` that does not stand above the file's first entry.

## Why it matters
It silences nothing, while its author believes that it does.

## Flagged
```dotenv
# vtexlint: ignore[surounding-whitespace]
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
VTEX_APP_TOKEN=TOKEN_A
```
```yaml
# vtexlint: ignore
vtex: {appKey: vtexappkey-fakestore-AAAAAA, appToken: TOKEN_A}
```

## Accepted
```dotenv
# vtexlint: ignore[missing-token]
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
```

## What to do
Write the rule's name as `vtexlint rules` lists it: `# vtexlint: ignore[rule, rule]` at the line's end or on the line
above, `# vtexlint: ignore-file[rule]` at the top of the file.

`--fix` takes out what names no rule: the name, the comment where nothing else is in it, the line where it stands alone.
Where a rule was surely meant, or another place, that needs `--unsafe-fixes`.
"""

from collections.abc import Callable, Sequence

from vtexlint.diagnostics import Severity
from vtexlint.rules.base import CommentViolation, Rule
from vtexlint.text.messages import Template

NOT_AT_TOP = Template("unknown-suppression.top", "`ignore-file` counts at the top of a file alone, above its first entry")
NOT_AT_TOP_HELP = Template("unknown-suppression.top-help", "move the comment to the top")
NO_RULE = Template("unknown-suppression.no-rule", "this ignore comment names no rule, so it silences nothing")
NO_RULE_HELP = Template("unknown-suppression.no-rule-help", "name the rule: `vtexlint: ignore[rule]`")
UNKNOWN = Template("unknown-suppression.message", "this ignore comment names something that is no rule, so it silences nothing")
SUGGESTION = Template("unknown-suppression.suggestion", "did you mean `{rule}`?")
LIST = Template("unknown-suppression.list", "`vtexlint rules` lists the rules")

_LONGEST = 40  # letters of a word that a rule may be meant by


def told(words: Sequence[str], closest_match: Callable[[str], str | None]) -> CommentViolation | None:
    """What is said of the words of a comment that name no rule; `closest_match` gives the rule that one may have meant.

    What was surely meant is not removed unasked: moving the comment, or the right name in it, would be another fix.
    """
    if not words:
        return None
    if list(words) == ["ignore-file"]:
        return CommentViolation(NOT_AT_TOP(), NOT_AT_TOP_HELP(), "unsafe")
    first = next((word for word in words if word), None)
    if first is None:
        return CommentViolation(NO_RULE(), NO_RULE_HELP(), "safe")
    # the word is not repeated: it may be a part of a token that was pasted here
    meant = closest_match(first) if len(first) <= _LONGEST and first.isprintable() else None
    return CommentViolation(UNKNOWN(), SUGGESTION(rule=meant), "unsafe") if meant else CommentViolation(UNKNOWN(), LIST(), "safe")


RULE = Rule("unknown-suppression", __doc__ or "", Severity.WARNING, "0.1.0", fix="safe", scope="comment", suppressible=False)
