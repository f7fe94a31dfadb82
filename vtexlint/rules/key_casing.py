"""An appKey that is right but for upper and lower case.

## What it says
The appKey is right but for upper and lower case: the prefix `vtexappkey-` and the account are lower case, the last
six letters are capitals.

## Why it matters
[VTEX's FAQ](https://help.vtex.com/en/faq/why-doesnt-authentication-with-appkey-and-apptoken-work) says that both
values must be filled out "respecting the case sensitivity". VTEX answers 401 to `VTEXAPPKEY-...`. It happens when a
form, a spreadsheet or a script changes the case of all letters.

## Flagged
```dotenv
VTEX_APP_KEY=VtexAppKey-fakestore-AAAAAA
VTEX_APP_TOKEN=TOKEN_A
```
```toml
[vtex]
app_key = "vtexappkey-FakeStore-AAAAAA"
app_token = "TOKEN_A"
```
```json
{"vtexAppKey": "vtexappkey-fakestore-aaaaaa", "vtexAppToken": "TOKEN_A"}
```

## Accepted
```dotenv
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
VTEX_APP_TOKEN=TOKEN_A
```

## What to do
Write prefix and account in lower case, the last six letters in capitals; the Admin lists the key under Account
settings > API keys.

`--fix` does so where the account is in lower case already. An account in capitals is lowered with `--unsafe-fixes`.
"""

from collections.abc import Iterator
from functools import partial

from vtexlint.credentials import shapes
from vtexlint.credentials.precedence import in_same_pairs
from vtexlint.diagnostics import Severity
from vtexlint.fixes.values import repair
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.text.wording import listed


def check(context: LintContext) -> Iterator[Violation]:
    same = in_same_pairs(context.found)
    for credential in context.judged:
        core = credential.value
        parts = shapes.key_parts_any_case(core)
        if parts is None or shapes.key_parts(core) or credential.strength == "provider":
            continue
        misplaced = credential.kind != "key"  # in the token's field: told beside the swap, which alone leaves it wrong
        if misplaced and id(credential) in same:
            continue
        yield Violation(
            credential.span,
            f"the appKey's {_wrong_parts(core, parts)}: VTEX respects the case and answers 401",
            "write `vtexappkey-`, the account in lower case, then the six capitals as VTEX issued them",
            credential,
            fix=None if misplaced else partial(repair, credential),
        )


def _wrong_parts(core: str, parts: shapes.KeyParts) -> str:
    """`prefix is not in lower case and its last six letters are not capitals`."""
    small = ["prefix"] if not core.startswith("vtexappkey-") else []
    if parts.account != parts.account.lower():
        small.append("account")
    told = [f"{listed(small)} {'is' if len(small) == 1 else 'are'} not in lower case"] if small else []
    if parts.suffix != parts.suffix.upper():
        told.append("last six letters are not capitals")
    return " and its ".join(told)


RULE = Rule("key-casing", __doc__ or "", Severity.ERROR, "0.1.0", check, "safe")
