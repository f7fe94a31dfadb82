"""An appKey without a role that the settings or a request require.

## What it reports
The settings require roles under `required-roles`, for an appKey, a path or a credential of a name, and the account
snapshot (`--account FILE`, or `account-snapshots`) does not list all of them for this key. Roles are written as the Admin
shows them, or by their number. Nothing is reported where the snapshot does not contain the roles of a key, or contains
only names and a number is required. The role Owner (Admin Super) does not have every resource, so a key with it also
needs the required role: see below.

With a snapshot, a request that sends the appKey (`.http`, Postman, Insomnia, HAR, `curl`) is reported too, where VTEX's pages
are certain: each role of the key is a predefined one, and the pages list for none of them a resource that the call needs.
Commands with `curl` in scripts and Markdown are read only with `--full`. A call that also sends a user's token is not reported.
`vtexlint explain access` shows what a call needs, and what is not certain.

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
"vtexappkey-fakestore-A*" = ["Catalog integration"]
"services/erp/**" = ["Orders integration", 12]
```
```json account.json snapshot
{"account": "fakestore", "roles": {"vtexappkey-fakestore-AAAAAA": [{"id": 7, "name": "Call center operator"}],
 "vtexappkey-fakestore-BBBBBB": [{"id": 12, "name": "Catalog integration"}],
 "vtexappkey-fakestore-CCCCCC": [{"id": 8, "name": "OMS - Read only"}]}}
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
```http requests.http
POST https://fakestore.vtexcommercestable.com.br/api/oms/pvt/orders/1234-01/cancel
X-VTEX-API-AppKey: vtexappkey-fakestore-CCCCCC
X-VTEX-API-AppToken: TOKEN_A
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
```http requests.http
POST https://fakestore.vtexcommercestable.com.br/api/oms/pvt/orders/1234-01/cancel
X-VTEX-API-AppKey: vtexappkey-fakestore-AAAAAA
X-VTEX-API-AppToken: TOKEN_A
```

## What to do
1. In the Admin click your avatar, *Account settings > API keys*, in the key's row the menu (three dots), *Edit*.
2. Select the role that the message names, *Save*. By API: `PUT /api/license-manager/users/{id}/roles` with `[<role id>]`.
3. If the key has the role and the call still fails, the role lacks the resource: *Account settings > Roles*, the role,
   add the resource that the endpoint's page in VTEX's API reference names (`vtexlint explain access METHOD URL`).
4. Save a new snapshot.
"""

import re
from collections.abc import Iterator

from vtexlint._startup.modules import load
from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.accounts.listing import WHERE, held_keys
from vtexlint.credentials.labels import related_value
from vtexlint.credentials.model import Credential
from vtexlint.diagnostics import Severity
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.text.globs import glob_matches
from vtexlint.text.messages import Message, Template, either, listed

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
CALL_MESSAGE = Template("insufficient-role.call", "no role of `{key}` has a resource that `{call}` needs")
CALL_HELP = Template(
    "insufficient-role.call-help",
    "give the key a role with {resources} ({where}, the key's menu, Edit); VTEX rejects the call without it (401 or 403)",
)
KEY_OF_CALL = Template("insufficient-role.key-of-call", "the appKey that the call sends")
ROLE_NUMBER = Template("insufficient-role.number", "role {number}")
ROLE_NAME = Template("insufficient-role.name", "role `{name}`")

_REQUEST = r"(?i)x-vtex-api-appkey"


def check(context: LintContext) -> Iterator[Violation]:
    if context.snapshots is not None and (context.document.format == "http" or re.search(_REQUEST, context.source.text)):
        # few files have requests, and only these need the table of VTEX's calls
        for app_key, call, operation in load("vtexlint.accounts.access.sent_calls").lacking(
            context.source, context.document, context.snapshots
        ):
            sending = [one for one in context.found.judged if one.kind == "key" and one.value == app_key]
            if sending:
                nearest = min(sending, key=lambda one: abs(one.span.start - call.span.start))
                message = CALL_MESSAGE(key=app_key, call=f"{operation.method} {operation.path}")
                resources = either(f"`{resource.name}`" for resource in operation.resources)
                help = CALL_HELP(resources=resources, where=WHERE)
                yield Violation(call.span, message, help, None, related_value(nearest, KEY_OF_CALL()))
    if context.settings.required_roles:
        yield from _without_required(context)


def _without_required(context: LintContext) -> Iterator[Violation]:
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
