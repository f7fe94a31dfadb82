"""An ignore comment that does not name a rule.

## What it reports
An ignore comment does not name a rule, or names an unknown one; the closest rule name is suggested. Also an
`ignore-file` that is not before the first entry of the file, or in the first 10 lines of source code, and a comment in
the spelling of another program: `vtexlint-disable-line`, `vtexlint: disable=...`, `noqa: VTEX001`, capitals, no
brackets. The help has the right spelling. A comment that only quotes such words, in quotes or backticks, is neither
reported nor counts.

## Why it matters
It suppresses nothing, although its author expects that it does.

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

```toml
[vtex] # vtexlint-disable-next-line missing-token
app_key = "vtexappkey-fakestore-AAAAAA"
```

## Accepted
```dotenv
# vtexlint: ignore[missing-token]
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
```

## What to do
Write the rule name as `vtexlint rules` lists it: `# vtexlint: ignore[rule, rule]` at the end of the line or on the line
above, `# vtexlint: ignore-file[rule]` at the top of the file.

`--fix` removes the names that are not rules, the comment if nothing else is in it, and the line if the comment is alone on
it. Where a rule, or another position, was probably meant, this needs `--unsafe-fixes`, which also corrects the spelling of a comment
that names a rule.
"""

from collections.abc import Callable, Sequence

from vtexlint.diagnostics import Severity
from vtexlint.rules.base import CommentViolation, Rule
from vtexlint.text.messages import Template

NOT_AT_TOP = Template(
    "unknown-suppression.top", "`ignore-file` works only at the top: before the first entry, or in the first 10 lines of source code"
)
NOT_AT_TOP_HELP = Template("unknown-suppression.top-help", "move the comment to the top of the file")
NO_RULE = Template("unknown-suppression.no-rule", "this ignore comment does not name a rule, so it has no effect")
NO_RULE_HELP = Template("unknown-suppression.no-rule-help", "name the rule: `vtexlint: ignore[rule]`")
UNKNOWN = Template("unknown-suppression.message", "this ignore comment names an unknown rule, which has no effect")
SUGGESTION = Template("unknown-suppression.suggestion", "did you mean `{rule}`?")
LIST = Template("unknown-suppression.list", "`vtexlint rules` lists the rules")

MISSPELLED = Template("unknown-suppression.misspelled", "this comment is not an ignore comment of vtexlint, so it has no effect")
MISSPELLED_HELP = Template("unknown-suppression.misspelled-help", "write `{spelling}` at the end of the line or on the line above")
MISSPELLED_FILE_HELP = Template(
    "unknown-suppression.misspelled-file-help", "write `{spelling}` at the top of the file, before the first entry"
)

_LONGEST = 40  # characters of a word that is compared with rule names


def misspelled(spelling: str) -> CommentViolation:
    """The violation for a comment in the spelling of another program; `spelling` is what was meant."""
    form = MISSPELLED_FILE_HELP if "ignore-file" in spelling else MISSPELLED_HELP
    return CommentViolation(MISSPELLED(), form(spelling=spelling), "unsafe")


def violation(words: Sequence[str], closest_match: Callable[[str], str | None]) -> CommentViolation | None:
    """The violation for the words of a comment that are not rule names; `closest_match` gives the rule that a word may mean.

    A comment with a probable meaning is removed only by an unsafe fix: the author may want to move or correct it instead.
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
