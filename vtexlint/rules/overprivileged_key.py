"""An appKey with the owner role or the user administrator role.

## What it reports
The account snapshot (`--account FILE`, or `account-snapshots` in the settings) lists the role Owner (Admin Super) for this
key, or a role that License Manager marks as `isAdmin`, or the role User Administrator - RESTRICTED.

## Why it matters
The owner role has [virtually every resource of the
store](https://help.vtex.com/en/announcements/2023-02-03-the-owner-admin-super-user-role-no-longer-has-permission-to-create-users):
anyone with the token can read customers' data, change prices and cancel orders, whatever the integration was made for.
VTEX asks for [one key per integration with only the access it
needs](https://help.vtex.com/en/docs/tutorials/best-practices-api-keys). Until 2021 every new key [got this role
automatically](https://help.vtex.com/en/announcements/2021-01-06-new-appkeys-will-not-have-a-predefined-role), so old keys
often still have it. User Administrator - RESTRICTED [manages API keys](https://help.vtex.com/en/docs/tutorials/api-keys)
and users: anyone with such a token can create access that remains when the token is renewed. A warning, because the
integration works.

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
   `vtexlint access KEY` lists the calls of your files, and the role to make for them.
2. In the Admin click your avatar, *Account settings > Roles*, and create a role with these resources.
3. *Account settings > API keys*, in the key's row the menu (three dots), *Edit*: add the new role first, *Save*, and check
   that the integration works; then remove the other role. By API: `PUT /api/license-manager/users/{id}/roles` with
   `[<role id>]`, then `DELETE /api/license-manager/users/{id}/roles/{roleId}`.
4. Save a new snapshot.
"""

from collections.abc import Iterator

from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.accounts.listing import listed_keys
from vtexlint.diagnostics import Severity
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.text.messages import Message, Template

if TYPE_CHECKING:
    from vtexlint.accounts.model import Role

BY_NAME = Template("overprivileged-key.name", "this key has the role `{role}` in account `{account}`, with access to nearly everything")
BY_NUMBER = Template(
    "overprivileged-key.number", "this key has administrator role number {role} in account `{account}`, with access to nearly everything"
)
USERS = Template("overprivileged-key.users", "this key has the role `{role}` in account `{account}`, which can manage users and API keys")
HELP = Template(
    "overprivileged-key.help",
    "give the key a role with only the resources that the integration needs, then remove this one (Account settings > API keys > Edit)",
)


def check(context: LintContext) -> Iterator[Violation]:
    for credential, listings in listed_keys(context.found, context.snapshots):
        for listing in listings:
            message = None if listing.key.is_dead else _message(listing.key.roles or (), listing.snapshot.account)
            if message is not None:
                yield Violation(credential.span, message, HELP(), credential)
                break


def _message(roles: "tuple[Role, ...]", account: str) -> Message | None:
    """A message about the owner role, else about the user administrator role; None where the key has neither."""
    for role in roles:
        if role.is_owner:
            return BY_NAME(role=role.name, account=account) if role.name else BY_NUMBER(role=str(role.number), account=account)
    return next((USERS(role=role.name, account=account) for role in roles if role.manages_users), None)


RULE = Rule("overprivileged-key", __doc__ or "", Severity.WARNING, "0.1.0", check, scope="account")
