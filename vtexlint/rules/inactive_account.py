"""A key of an account that VTEX has deactivated.

## What it reports
The account snapshot (`--account FILE`, or `account-snapshots` in the settings) contains `isActive: false` for the account
that issued this key.

## Why it matters
[`GET /api/vlm/account`](https://developers.vtex.com/docs/api-reference/license-manager-api) shows whether an account is
active, and since when it is not (`inactivationDate`). Expect calls with the keys of an inactive account to fail, even if
the pair is correct.

## Flagged
```json account.json snapshot
{"accountName": "fakestore", "isActive": false, "inactivationDate": "2025-10-01T00:00:00",
 "appKeys": [{"id": "01", "appKey": "vtexappkey-fakestore-AAAAAA", "appToken": null, "isActive": true}]}
```
```dotenv
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
VTEX_APP_TOKEN=TOKEN_A
```

## Accepted
```json account.json snapshot
{"accountName": "fakestore", "isActive": true,
 "appKeys": [{"id": "01", "appKey": "vtexappkey-fakestore-AAAAAA", "appToken": null, "isActive": true}]}
```
```dotenv
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
VTEX_APP_TOKEN=TOKEN_A
```

## What to do
1. If the store moved to another account, use a pair of that account here.
2. If the store was closed, delete the pair and the programs that use it.
3. If the account should be active, ask VTEX support.
4. Save a new snapshot.
"""

from collections.abc import Iterator

from vtexlint.accounts.listing import held_keys
from vtexlint.credentials.shapes import account_in
from vtexlint.diagnostics import Severity
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.text.messages import Template

MESSAGE = Template("inactive-account.message", "the account snapshot lists account `{account}` as inactive")
HELP = Template(
    "inactive-account.help", "use a pair of the account that the store runs on now, or ask VTEX support why this one is inactive"
)


def check(context: LintContext) -> Iterator[Violation]:
    for credential, app_key in held_keys(context.found, context.snapshots):
        assert context.snapshots is not None
        account = account_in(app_key)
        snapshot = context.snapshots.accounts.get(account)
        if snapshot is not None and snapshot.active is False:
            yield Violation(
                credential.span,
                MESSAGE(account=account),
                HELP(),
                credential,
            )


RULE = Rule("inactive-account", __doc__ or "", Severity.ERROR, "0.1.0", check, scope="account")
