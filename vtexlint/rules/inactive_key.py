"""An appKey that its account has deactivated or blocked.

## What it reports
The account snapshot (`--account FILE`, or `account-snapshots` in the settings) lists this key as inactive (`isActive:
false`, or the status inactive in the export) or as blocked (`isBlocked: true`).

## Why it matters
[A key must be active](https://help.vtex.com/en/docs/tutorials/api-keys) for its requests to succeed: VTEX rejects this
one (401 or 403), even if the pair is correct. Keys are deactivated when they leak, or when an integration is retired.

## Flagged
```json account.json snapshot
{"accountName": "fakestore", "isActive": true, "appKeys": [
 {"id": "01", "appKey": "vtexappkey-fakestore-AAAAAA", "appToken": null, "isActive": false, "isBlocked": false},
 {"id": "02", "appKey": "vtexappkey-fakestore-BBBBBB", "appToken": null, "isActive": true, "isBlocked": true}]}
```
```dotenv
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
VTEX_APP_TOKEN=TOKEN_A
```
```json
{"vtexAppKey": "vtexappkey-fakestore-BBBBBB", "vtexAppToken": "TOKEN_B"}
```

## Accepted
```json account.json snapshot
{"accountName": "fakestore", "isActive": true, "appKeys": [
 {"id": "01", "appKey": "vtexappkey-fakestore-AAAAAA", "appToken": null, "isActive": true, "isBlocked": false}]}
```
```dotenv
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
VTEX_APP_TOKEN=TOKEN_A
```

## What to do
1. Find out who deactivated the key, and why. VTEX asks to [reactivate a
   key](https://help.vtex.com/en/docs/tutorials/generated-keys) only if you are sure that it was not compromised.
2. If it was not: in the Admin click your avatar, *Account settings > API keys*, tab *Generated*; in the key's row the
   menu (three dots), *Activate*. By API: `PUT /api/vlm/appkeys/{id}` with `{"isActive": true}`.
3. If it was, or if you cannot find out: `+ Generate key`, give it the same roles, and use the new pair here. Only VTEX
   support can unblock a blocked key.
4. Save a new snapshot.
"""

from collections.abc import Iterator

from vtexlint.accounts.listing import WHERE, listed_keys
from vtexlint.diagnostics import Severity
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.text.messages import Template

BLOCKED = Template("inactive-key.blocked", "account `{account}` lists this key as blocked")
INACTIVE = Template("inactive-key.inactive", "account `{account}` lists this key as inactive")
BLOCKED_EXTERNAL = Template("inactive-key.blocked-external", "account `{account}` lists this external key as blocked")
INACTIVE_EXTERNAL = Template("inactive-key.inactive-external", "account `{account}` lists this external key as inactive")
BLOCKED_HELP = Template(
    "inactive-key.blocked-help", "ask VTEX support why it is blocked, or generate another key with the same roles and use that pair here"
)
INACTIVE_HELP = Template(
    "inactive-key.inactive-help",
    "activate it only if you are sure that it was not compromised ({where}); otherwise generate another key with the same roles",
)


def check(context: LintContext) -> Iterator[Violation]:
    for credential, listings in listed_keys(context.found, context.snapshots):
        for listing in listings:
            if listing.key.blocked:
                message, remedy = (BLOCKED if listing.is_own else BLOCKED_EXTERNAL), BLOCKED_HELP()
            elif listing.key.active is False:
                message, remedy = (INACTIVE if listing.is_own else INACTIVE_EXTERNAL), INACTIVE_HELP(where=WHERE)
            else:
                continue
            yield Violation(credential.span, message(account=listing.snapshot.account), remedy, credential)
            break


RULE = Rule("inactive-key", __doc__ or "", Severity.ERROR, "0.1.0", check, scope="account")
