"""An appKey that is linked to no role.

## What it says
The account snapshot (`--account FILE`, or `account-snapshots` in the settings) knows the roles of this key, and there are
none. Where several accounts list the key (its own, and others as an external key), a role in any of them is enough, and
so is one that does not tell the key's roles.
`GET /api/vlm/account` and `GET /api/vlm/appkeys` do not tell roles: the Admin's export does, and so does a wrapper with
the answers of `GET /api/license-manager/users/{id}/roles`.

## Why it matters
It is the first cause that [VTEX's FAQ](https://help.vtex.com/en/faq/why-doesnt-authentication-with-appkey-and-apptoken-work)
names: a new pair is linked to no role, and until it is, it may do nothing. VTEX answers 401 or 403 to every call. No
config file shows it.

## Flagged
```json account.json snapshot
{"account": "fakestore", "roles": {"vtexappkey-fakestore-AAAAAA": []}}
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
```toml
[vtex]
app_key = "vtexappkey-fakestore-BBBBBB"
app_token = "TOKEN_B"
```

## What to do
1. Know what the integration calls: each page of VTEX's API reference names the License Manager resource that the call needs.
2. In the Admin click your avatar, Account settings > Roles: is there a role with these resources and little more? If not,
   create one.
3. Account settings > API keys, tab Generated (External for another account's key), in the key's row the menu (three dots),
   Edit, choose the role, Save. By API: `PUT /api/license-manager/users/{id}/roles` with `[<role id>]`.
4. Save a new snapshot.
"""

from collections.abc import Iterator

from vtexlint.accounts.listing import WHERE, listed_keys
from vtexlint.diagnostics import Severity
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.text.messages import Template

MESSAGE = Template("unlinked-key.message", "account {account} has linked this key to no role: VTEX answers 401 or 403 to every call")
HELP = Template("unlinked-key.help", "give the key a role with the resources that the integration needs: {where}, the key's menu, Edit")


def check(context: LintContext) -> Iterator[Violation]:
    for credential, listings in listed_keys(context.found, context.snapshots):
        if any(listing.key.roles is None or listing.key.roles for listing in listings):
            continue  # what one account does not show may be a role
        yield Violation(
            credential.span,
            MESSAGE(account=listings[0].snapshot.account),
            HELP(where=WHERE),
            credential,
        )


RULE = Rule("unlinked-key", __doc__ or "", Severity.ERROR, "0.1.0", check, scope="account")
