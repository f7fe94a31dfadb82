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
from vtexlint.text.messages import Template

# which part is wrong: the prefix, the account, the last six letters
MESSAGES = {
    (True, False, False): Template("key-casing.prefix", "the appKey's prefix is not in lower case: VTEX respects the case and answers 401"),
    (False, True, False): Template(
        "key-casing.account", "the appKey's account is not in lower case: VTEX respects the case and answers 401"
    ),
    (False, False, True): Template(
        "key-casing.suffix", "the appKey's last six letters are not capitals: VTEX respects the case and answers 401"
    ),
    (True, True, False): Template(
        "key-casing.prefix-account", "the appKey's prefix and account are not in lower case: VTEX respects the case and answers 401"
    ),
    (True, False, True): Template(
        "key-casing.prefix-suffix",
        "the appKey's prefix is not in lower case and its last six letters are not capitals: VTEX respects the case and answers 401",
    ),
    (False, True, True): Template(
        "key-casing.account-suffix",
        "the appKey's account is not in lower case and its last six letters are not capitals: VTEX respects the case and answers 401",
    ),
    (True, True, True): Template(
        "key-casing.all",
        "the appKey's prefix and account are not in lower case and its last six letters are not capitals: "
        "VTEX respects the case and answers 401",
    ),
}
HELP = Template("key-casing.help", "write `vtexappkey-`, the account in lower case, then the six capitals as VTEX issued them")


def check(context: LintContext) -> Iterator[Violation]:
    same = in_same_pairs(context.found)
    for credential in context.found.miscased:
        parts = credential.shape.key_parts_any_case
        if parts is None or credential.strength == "provider":
            continue
        misplaced = credential.kind != "key"  # in the token's field: reported too, since a swap does not fix it
        if misplaced and id(credential) in same:
            continue
        yield Violation(
            credential.span,
            MESSAGES[_wrong_parts(credential.value, parts)](),
            HELP(),
            credential,
            fix=None if misplaced else partial(repair, credential),
        )


def _wrong_parts(core: str, parts: shapes.KeyParts) -> tuple[bool, bool, bool]:
    """Whether the prefix, the account and the last six letters have the wrong case; at least one of them has."""
    return (
        not core.startswith("vtexappkey-"),
        parts.account != parts.account.lower(),
        parts.suffix != parts.suffix.upper(),
    )


RULE = Rule("key-casing", __doc__ or "", Severity.ERROR, "0.1.0", check, "safe", needs="miscased")
