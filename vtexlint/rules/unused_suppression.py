"""An ignore comment that silences nothing.

## What it says
An ignore comment names a rule that finds nothing there. Rules that are not selected are not counted, and a comment
for `committed-secret` counts as used wherever a real token stands, whatever git says of the file today.

## Why it matters
The fault is mended and the comment stayed: it would silence the next one.

## Flagged
```dotenv
# vtexlint: ignore[key-casing]
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
VTEX_APP_TOKEN=TOKEN_A
```

## Accepted
```dotenv
# vtexlint: ignore[key-casing]
VTEX_APP_KEY=VTEXAPPKEY-fakestore-AAAAAA
VTEX_APP_TOKEN=TOKEN_A
```

## What to do
Remove the comment, or the rule's name from its brackets.

`--fix` does that, and removes the line where the comment stands alone. A name that the whole run alone can judge
(`conflicting-pair`) stays: the other file may not be among those that are checked today.
"""

from collections.abc import Sequence

from vtexlint.diagnostics import Severity
from vtexlint.rules.base import CommentViolation, Rule
from vtexlint.text.messages import Template, either

MESSAGE = Template("unused-suppression.message", "nothing here is a {rules}: the comment silences nothing")
HELP = Template("unused-suppression.help", "remove the comment, or the rule from it")


def told(rules: Sequence[str]) -> CommentViolation | None:
    """What is said of the rules of a comment that find nothing there."""
    if not rules:
        return None
    return CommentViolation(MESSAGE(rules=either(rules)), HELP(), "safe")


RULE = Rule("unused-suppression", __doc__ or "", Severity.WARNING, "0.1.0", fix="safe", scope="comment", suppressible=False)
