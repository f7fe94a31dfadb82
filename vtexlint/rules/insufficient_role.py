"""An appKey without a role that the settings require for it.

## What it reports
The settings require roles under `required-roles`, for an appKey, a path or a credential of a name, and the account
snapshot (`--account FILE`, or `account-snapshots`) does not list all of them for this key. Roles are written as the Admin
shows them, or by their number. Nothing is reported where the snapshot does not contain the roles of a key, or contains
only names and a number is required. The role Owner (Admin Super) does not have every resource, so a key with it also
needs the required role: see below.

## Why it matters
License Manager allows a call if a role of the key has the resource that the call needs; otherwise VTEX rejects the call
(401 or 403). [VTEX's FAQ](https://help.vtex.com/en/faq/why-doesnt-authentication-with-appkey-and-apptoken-work) names
this next to a missing role. The pair is correct, a first call may work, and one endpoint rejects it. Owner (Admin Super)
does not have [*Save
user*](https://help.vtex.com/en/announcements/2023-02-03-the-owner-admin-super-user-role-no-longer-has-permission-to-create-users)
since 2023-02-03. [*Payments
Notification*](https://developers.vtex.com/updates/release-notes/2025-03-10-payments-gateway-api-new-permission-required-for-approving-payments)
is required since 2025-04-01, and the role with it, *Payments Notifier*, was given only to the Sponsor user.

## Flagged
```toml vtexlint.toml settings
[required-roles]
"vtexappkey-fakestore-*" = ["Catalog integration"]
"services/erp/**" = ["Orders integration", 12]
```
```json account.json snapshot
{"account": "fakestore", "roles": {"vtexappkey-fakestore-AAAAAA": [{"id": 7, "name": "Call center operator"}],
 "vtexappkey-fakestore-BBBBBB": [{"id": 12, "name": "Catalog integration"}]}}
```
```dotenv
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
VTEX_APP_TOKEN=TOKEN_A
```
```yaml services/erp/config.yaml
vtex:
  appKey: vtexappkey-fakestore-BBBBBB
  appToken: TOKEN_B
```

## Accepted
```toml vtexlint.toml settings
[required-roles]
"services/erp/**#VTEX_OMS_*" = ["Orders integration"]
```
```json account.json snapshot
{"account": "fakestore", "roles": {"vtexappkey-fakestore-AAAAAA": [{"id": 7, "name": "Orders integration"}],
 "vtexappkey-fakestore-BBBBBB": [{"id": 12, "name": "Catalog integration"}]}}
```
```dotenv services/erp/.env
VTEX_OMS_APP_KEY=vtexappkey-fakestore-AAAAAA
VTEX_OMS_APP_TOKEN=TOKEN_A
VTEX_CATALOG_APP_KEY=vtexappkey-fakestore-BBBBBB
VTEX_CATALOG_APP_TOKEN=TOKEN_B
```

## What to do
1. In the Admin click your avatar, *Account settings > API keys*, in the key's row the menu (three dots), *Edit*.
2. Select the role that the message names, *Save*. By API: `PUT /api/license-manager/users/{id}/roles` with `[<role id>]`.
3. If the key has the role and the call still fails, the role lacks the resource: *Account settings > Roles*, the role,
   add the resource that the endpoint's page in VTEX's API reference names.
4. Save a new snapshot.
"""

from collections.abc import Iterator

from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.accounts.listing import WHERE, held_keys
from vtexlint.credentials.model import Credential
from vtexlint.diagnostics import Severity
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.text.globs import glob_matches
from vtexlint.text.messages import Message, Template, listed

if TYPE_CHECKING:
    from vtexlint.accounts.model import Role

MESSAGE = Template(
    "insufficient-role.message",
    "the settings require {roles} for this key, but account `{account}` does not list them",
    "the settings require {roles} for this key, but account `{account}` does not list it",
)
HELP = Template(
    "insufficient-role.help",
    "add what is missing ({where}, the key's menu, Edit), or change `required-roles`; VTEX rejects calls without the resource (401 or 403)",
)
ROLE_NUMBER = Template("insufficient-role.number", "role {number}")
ROLE_NAME = Template("insufficient-role.name", "role `{name}`")


def check(context: LintContext) -> Iterator[Violation]:
    if not context.settings.required_roles:
        return
    for credential, app_key in held_keys(context.found, context.snapshots):
        assert context.snapshots is not None
        listings = context.snapshots.listings(app_key)
        if any(listing.key.roles is None for listing in listings):
            continue  # the required role may be one that the snapshot does not show
        roles = [role for listing in listings for role in listing.key.roles or ()]
        # unlinked-key reports a key without roles
        if not roles:
            continue
        missing = [_shown(wanted) for wanted in _required(context, credential, app_key) if not _may_have(wanted, roles)]
        if missing:
            account = listings[0].snapshot.account
            yield Violation(
                credential.span,
                MESSAGE(roles=listed(missing), account=account, count=len(set(missing))),
                HELP(where=WHERE),
                credential,
            )


def _required(context: LintContext, credential: Credential, app_key: str) -> Iterator[str | int]:
    for pattern, roles in context.settings.required_roles:
        if pattern.startswith("vtexappkey-"):
            matches = glob_matches(pattern, app_key)
        else:
            path, _, name = pattern.partition("#")
            matches = (not path or glob_matches(path, context.relative)) and (not name or glob_matches(name, credential.name))
        if matches:
            yield from roles


def _may_have(wanted: str | int, roles: "list[Role]") -> bool:
    """Whether the key has the role, or may have it as far as the snapshot shows."""
    if isinstance(wanted, int):
        return any(role.number in (wanted, None) for role in roles)
    names = {_folded(role.name) for role in roles}
    if "" in names or _folded(wanted) in names:
        return True
    # an export separates roles by commas, and a role's name may contain one
    return "," in wanted and {_folded(part) for part in wanted.split(",")} <= names


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _shown(wanted: str | int) -> Message:
    return ROLE_NUMBER(number=wanted) if isinstance(wanted, int) else ROLE_NAME(name=wanted[:80])


RULE = Rule("insufficient-role", __doc__ or "", Severity.ERROR, "0.1.0", check, scope="account")
