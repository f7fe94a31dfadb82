"""An appToken of the right length that is not all uppercase.

## What it reports
The appToken has 128 letters, but not all of them are uppercase.

## Why it matters
VTEX issues tokens of uppercase letters only, and compares the case ([VTEX's
FAQ](https://help.vtex.com/en/faq/why-doesnt-authentication-with-appkey-and-apptoken-work)): it rejects this one (401 or
403). The usual causes: a form, a database column, a `.toLowerCase()`. The token is still a secret, because its case is
easy to restore.

## Flagged
```dotenv
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
VTEX_APP_TOKEN=token_a
```
```json
{"vtexAppKey": "vtexappkey-fakestore-AAAAAA", "vtexAppToken": "token_a"}
```

## Accepted
```dotenv
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
VTEX_APP_TOKEN=TOKEN_A
```

## What to do
Paste the token again. If it is not stored anywhere else, change all letters to uppercase and try: if only the case was
changed, this is the token.

`--fix --unsafe-fixes` changes them to uppercase. This is unsafe, because more than the case may have been changed.
"""

from collections.abc import Iterator
from functools import partial

from vtexlint.credentials.precedence import in_same_pairs
from vtexlint.diagnostics import Severity
from vtexlint.fixes.values import repair
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.text.messages import Template

ALL_LOWERCASE = Template("token-casing.all", "the appToken is all lowercase; VTEX issues only uppercase letters")
SOME_LOWERCASE = Template(
    "token-casing.some",
    "{count} of the {length} letters of the appToken are lowercase; VTEX issues only uppercase letters",
    "{count} of the {length} letters of the appToken is lowercase; VTEX issues only uppercase letters",
)
HELP = Template(
    "token-casing.help", "paste the token again; if only its case was changed, write it in uppercase (VTEX rejects it as it is: 401 or 403)"
)


def check(context: LintContext) -> Iterator[Violation]:
    same = in_same_pairs(context.found)
    for credential in context.found.miscased:
        core = credential.value
        if not credential.shape.is_token_any_case or credential.strength == "provider":
            continue
        misplaced = credential.kind != "token"  # in the key's field: reported too, since a swap does not fix it
        if misplaced and id(credential) in same:
            continue
        lowercase = sum(c.islower() for c in core)
        yield Violation(
            credential.span,
            ALL_LOWERCASE() if lowercase == len(core) else SOME_LOWERCASE(count=lowercase, length=len(core)),
            HELP(),
            credential,
            fix=None if misplaced else partial(repair, credential),
        )


RULE = Rule("token-casing", __doc__ or "", Severity.ERROR, "0.1.0", check, "unsafe", needs="miscased")
