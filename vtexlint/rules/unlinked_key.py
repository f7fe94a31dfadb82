"""An appKey without a role.

## What it reports
The account snapshot (`--account FILE`, or `account-snapshots` in the settings) shows that this key has no roles. Where
several accounts list the key (its own, and others as an external key), nothing is reported if one of them shows a role, or
does not show the roles of the key.

`GET /api/vlm/account` and `GET /api/vlm/appkeys` do not contain roles. The Admin's export does, and so does a JSON file
with the answers of `GET /api/license-manager/users/{id}/roles`.

## Why it matters
It is the first cause that [VTEX's FAQ](https://help.vtex.com/en/faq/why-doesnt-authentication-with-appkey-and-apptoken-work)
names: a new pair is not linked to a role, and without a role VTEX rejects its requests (401 or 403). No config file shows
this.

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
1. Find out what the integration calls: each page of VTEX's API reference names the License Manager resource that the call
   needs. `vtexlint access KEY` lists the calls of your files, and the role to make for them.
2. In the Admin click your avatar, *Account settings > Roles*. If there is no role with these resources and few others,
   create one.
3. *Account settings > API keys*, tab *Generated* (*External* for the key of another account), in the key's row the menu
   (three dots), *Edit*, select the role, *Save*. By API: `PUT /api/license-manager/users/{id}/roles` with `[<role id>]`.
4. Save a new snapshot.
"""

from collections.abc import Iterator

from vtexlint.accounts.listing import WHERE, listed_keys
from vtexlint.diagnostics import Severity
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.text.messages import Template

MESSAGE = Template("unlinked-key.message", "this key has no role in account `{account}`")
HELP = Template(
    "unlinked-key.help",
    "give it a role with the resources that the integration needs ({where}, the key's menu, Edit); without one "
    "VTEX rejects its requests (401 or 403)",
)


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
