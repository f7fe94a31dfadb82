"""An appKey with wrong upper or lower case.

## What it reports
The appKey is correct except for upper and lower case: the prefix `vtexappkey-` and the account are lowercase, the last
six letters are uppercase.

## Why it matters
[VTEX's FAQ](https://help.vtex.com/en/faq/why-doesnt-authentication-with-appkey-and-apptoken-work) says that both
values must be filled in "respecting the case sensitivity". VTEX rejects `VTEXAPPKEY-...` (401 or 403). The usual cause:
a form, a spreadsheet or a script changed the case of all letters.

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
Write the prefix and the account in lowercase and the last six letters in uppercase. The Admin lists the key under
*Account settings > API keys*.

`--fix` does so where the account is already lowercase. An uppercase account is changed only with `--unsafe-fixes`.
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
    (True, False, False): Template("key-casing.prefix", "the prefix of the appKey is not lowercase"),
    (False, True, False): Template("key-casing.account", "the account in the appKey is not lowercase"),
    (False, False, True): Template("key-casing.suffix", "the last six letters of the appKey are not uppercase"),
    (True, True, False): Template("key-casing.prefix-account", "the prefix of the appKey and the account in it are not lowercase"),
    (True, False, True): Template(
        "key-casing.prefix-suffix", "the prefix of the appKey is not lowercase, and its last six letters are not uppercase"
    ),
    (False, True, True): Template(
        "key-casing.account-suffix", "the account in the appKey is not lowercase, and its last six letters are not uppercase"
    ),
    (True, True, True): Template("key-casing.all", "the appKey's prefix and account are not lowercase, its last six letters not uppercase"),
}
HELP = Template(
    "key-casing.help",
    "write `vtexappkey-` and the account in lowercase, the last six letters in uppercase; VTEX compares the case "
    "too and rejects this one (401 or 403)",
)


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
