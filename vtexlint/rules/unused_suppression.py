"""An ignore comment without a finding.

## What it reports
An ignore comment names a rule that has no finding there. Rules that are not selected are not counted, and a comment for
`committed-secret` counts as used wherever there is an appToken, whatever the git state of the file.

## Why it matters
The fault was fixed and the comment remained: it would suppress the next finding.

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
Remove the comment, or the rule name from its brackets.

`--fix` does so, and removes the line if the comment is alone on it. The name of a rule that needs the whole run
(`conflicting-pair`) is kept, because the other file may not be checked today.
"""

from collections.abc import Sequence

from vtexlint.diagnostics import Severity
from vtexlint.rules.base import CommentViolation, Rule
from vtexlint.text.messages import Template, either

MESSAGE = Template("unused-suppression.message", "unused ignore comment: there is no {rules} finding here")
HELP = Template("unused-suppression.help", "remove the comment, or the rule name from it")


def violation(rules: Sequence[str]) -> CommentViolation | None:
    """The violation for the rules of a comment that have no finding there."""
    if not rules:
        return None
    return CommentViolation(MESSAGE(rules=either(rules)), HELP(), "safe")


RULE = Rule("unused-suppression", __doc__ or "", Severity.WARNING, "0.1.0", fix="safe", scope="comment", suppressible=False)
