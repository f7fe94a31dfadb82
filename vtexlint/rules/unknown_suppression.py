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
from vtexlint.text.suggestions import redact


def told(words: Sequence[str], closest_match: Callable[[str], str | None]) -> CommentViolation | None:
    """What is said of the words of a comment that name no rule; `closest_match` gives the rule that one may have meant.

    What was surely meant is not removed unasked: moving the comment, or the right name in it, would be another fix.
    """
    if not words:
        return None
    if list(words) == ["ignore-file"]:
        return CommentViolation(
            "`ignore-file` counts at the top of a file alone, above its first entry", "move the comment to the top", "unsafe"
        )
    first = next((word for word in words if word), None)
    if first is None:
        return CommentViolation(
            "this ignore comment names no rule, so it silences nothing", "name the rule: `vtexlint: ignore[rule]`", "safe"
        )
    if len(first) > 40 or not first.isprintable():
        return CommentViolation("this ignore comment names something that is no rule", _LIST, "safe")
    meant = closest_match(first)
    message = f"this ignore comment names `{redact(first)}`, which is no rule, so it silences nothing"
    return CommentViolation(message, f"did you mean `{meant}`?" if meant else _LIST, "unsafe" if meant else "safe")


_LIST = "`vtexlint rules` lists the rules"

RULE = Rule("unknown-suppression", __doc__ or "", Severity.WARNING, "0.1.0", fix="safe", scope="comment", suppressible=False)
