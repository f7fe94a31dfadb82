"""An appKey with the owner's role.

## What it says
The account snapshot (`--account FILE`, or `account-snapshots` in the settings) lists the role Owner (Admin Super) for this
key, or a role that License Manager marks as `isAdmin`.

## Why it matters
The owner's role has [virtually every resource of the
store](https://help.vtex.com/en/announcements/2023-02-03-the-owner-admin-super-user-role-no-longer-has-permission-to-create-users):
who finds the token may read customers' data, change prices and cancel orders, whatever the integration was made for. VTEX
asks for [one key per integration with only the access it
needs](https://help.vtex.com/en/docs/tutorials/best-practices-api-keys). Until 2021 every new key [got this role
automatically](https://help.vtex.com/en/announcements/2021-01-06-new-appkeys-will-not-have-a-predefined-role), so old keys
often still have it. A warning: everything works, and that is the danger.

## Flagged
```json account.json snapshot
{"account": "fakestore", "roles": {"vtexappkey-fakestore-AAAAAA": [{"id": 1, "name": "Owner (Admin Super)"}]}}
```
```dotenv
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
VTEX_APP_TOKEN=TOKEN_A
```

## Accepted
```json account.json snapshot
{"account": "fakestore", "roles": {"vtexappkey-fakestore-AAAAAA": [{"id": 12, "name": "Catalog integration"}]}}
```
```dotenv
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
VTEX_APP_TOKEN=TOKEN_A
```

## What to do
1. List what the integration calls; each page of VTEX's API reference names the resource that the call needs.
2. In the Admin click your avatar, Account settings > Roles, create a role with these resources.
3. Account settings > API keys, in the key's row the menu (three dots), Edit: add the new role first, Save, and see that the
   integration works; then take the owner's role off. By API: `PUT /api/license-manager/users/{id}/roles` with
   `[<role id>]`, then `DELETE /api/license-manager/users/{id}/roles/{roleId}`.
4. Save a new snapshot.
"""

from collections.abc import Iterator

from vtexlint.accounts.listing import listed_keys
from vtexlint.diagnostics import Severity
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.text.messages import Template

BY_NAME = Template(
    "overprivileged-key.name",
    "this key has the role `{role}` in account {account}: whoever has its token may do nearly everything there",
)
BY_NUMBER = Template(
    "overprivileged-key.number",
    "this key has the role number {role}, an administrator's in account {account}: whoever has its token may do nearly everything there",
)
HELP = Template(
    "overprivileged-key.help",
    "give the key a role with only what the integration needs, then take this one off (Account settings > API keys > Edit)",
)


def check(context: LintContext) -> Iterator[Violation]:
    for credential, listings in listed_keys(context.found, context.snapshots):
        for listing in listings:
            owner = next((role for role in listing.key.roles or () if role.is_owner), None)
            if owner is None or listing.key.is_dead:
                continue
            message, role = (BY_NAME, owner.name) if owner.name else (BY_NUMBER, str(owner.number))
            yield Violation(credential.span, message(role=role, account=listing.snapshot.account), HELP(), credential)
            break


RULE = Rule("overprivileged-key", __doc__ or "", Severity.WARNING, "0.1.0", check, scope="account")
