"""An appToken of the right length whose letters are not all capitals.

## What it says
The appToken has the right 128 letters, but not all of them are capitals.

## Why it matters
VTEX issues tokens of capitals alone, and respects the case ([VTEX's
FAQ](https://help.vtex.com/en/faq/why-doesnt-authentication-with-appkey-and-apptoken-work)): it answers 401. Something
changed the case on the way: a form, a database column, a `.toLowerCase()`. The token is still a secret: who knows it
in small letters knows it.

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
Paste the token again. If it is stored nowhere else, turn all letters to capitals and try: that is the token, if
nothing else was changed.

`--fix --unsafe-fixes` turns them to capitals. Unsafe, because nobody can tell from the letters whether more was changed.
"""

from collections.abc import Iterator
from functools import partial

from vtexlint.credentials.precedence import in_same_pairs
from vtexlint.diagnostics import Severity
from vtexlint.fixes.values import repair
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.text.messages import Template

ALL_SMALL = Template(
    "token-casing.all", "the appToken is all in small letters: VTEX issues capitals alone, respects the case and answers 401"
)
SOME_SMALL = Template(
    "token-casing.some",
    "the appToken has {count} small letters among its {length}: VTEX issues capitals alone, respects the case and answers 401",
    "the appToken has {count} small letter among its {length}: VTEX issues capitals alone, respects the case and answers 401",
)
HELP = Template("token-casing.help", "paste the token again; if something turned it to lower case on the way, turn it back to capitals")


def check(context: LintContext) -> Iterator[Violation]:
    same = in_same_pairs(context.found)
    for credential in context.found.miscased:
        core = credential.value
        if not credential.shape.is_token_any_case or credential.strength == "provider":
            continue
        misplaced = credential.kind != "token"  # in the key's field: reported too, since a swap does not fix it
        if misplaced and id(credential) in same:
            continue
        small = sum(c.islower() for c in core)
        yield Violation(
            credential.span,
            ALL_SMALL() if small == len(core) else SOME_SMALL(count=small, length=len(core)),
            HELP(),
            credential,
            fix=None if misplaced else partial(repair, credential),
        )


RULE = Rule("token-casing", __doc__ or "", Severity.ERROR, "0.1.0", check, "unsafe", needs="miscased")
