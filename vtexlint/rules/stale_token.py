"""A token that was not renewed for longer than the limit.

## What it says
The token of this key is older than `token-max-age` days (a setting; 90 by default), by the column `creationDateToken` of
the Admin's export. Where the snapshot (`--account FILE`, or `account-snapshots` in the settings) tells only when the key
was made (`createdIn` of `GET /api/vlm/account`), that is the *key* age: the token may have been renewed since, so it is
an info. Silent while a renewal is in progress, which `unfinished-renewal` tells, for inactive
keys, and for external ones, whose tokens only their own account can renew.

This rule looks at the clock: the same files give another finding on a later day. The message has the number of days;
`vtexlint check --now 2026-01-15` counts up to this date instead of today.

## Why it matters
Tokens never expire, so a token that leaked years ago still works (the VTEX ID API's
[specification](https://github.com/vtex/openapi-schemas) calls `expirationPeriod` the days that a token is valid; the guides
say otherwise). VTEX recommends to [renew every 90 or 180
days](https://developers.vtex.com/docs/guides/rotating-vtex-api-tokens), and the Admin
[marks](https://help.vtex.com/en/docs/tutorials/configuring-alerts-to-renew-api-tokens) the overdue ones. A warning: VTEX
still accepts the token.

## Flagged
```json account.json snapshot
{"items": [{"keyName": "vtexappkey-fakestore-AAAAAA", "creationDateToken": "2020-01-02", "status": "active"},
           {"keyName": "vtexappkey-fakestore-BBBBBB", "createdIn": "2020-01-02T03:04:05", "status": "active"}]}
```
```dotenv
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
VTEX_APP_TOKEN=TOKEN_A
```
```yaml
vtex:
  appKey: vtexappkey-fakestore-BBBBBB
  appToken: TOKEN_B
```

## Accepted
```json account.json snapshot
{"items": [{"keyName": "vtexappkey-fakestore-AAAAAA", "createdIn": "2020-01-02", "creationDateToken": "2026-01-02"}]}
```
```dotenv
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
VTEX_APP_TOKEN=TOKEN_A
```

## What to do
1. In the Admin click your avatar, Account settings > API keys, tab Generated; in the key's row the menu (three dots), Renew
   Token, and choose to delete the old token *Later*. By API, with another key that has the resource *Renew API Token*:
   "Initiate token renewal" of the VTEX ID API.
2. Open the single-access link within 24 hours, once, and put the new token wherever the old one is. The appKey stays.
3. When everything works with it: Delete old token in the same menu ("Complete token renewal").
4. Save a new snapshot.
"""

from collections.abc import Iterator

from vtexlint.accounts.listing import listed_keys
from vtexlint.diagnostics import Severity
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.text.messages import Template

TOKEN_AGE = Template(
    "stale-token.token", "the token of this key is {days} days old, {over} more than the limit: a leak would still be open"
)
TOKEN_AGE_HELP = Template(
    "stale-token.token-help",
    "renew it (Account settings > API keys > Renew Token), put the new token in all places, then delete the old one",
)
KEY_AGE = Template("stale-token.key", "key age: {days} days; the snapshot does not say when its token was last renewed")
KEY_AGE_HELP = Template(
    "stale-token.key-help", "if that was more than {limit} days ago, renew it; the Admin's export of API keys tells when it was"
)


def check(context: LintContext) -> Iterator[Violation]:
    limit = context.settings.token_max_age
    for credential, listings in listed_keys(context.found, context.snapshots):
        listing = listings[0]
        if not listing.is_own or listing.key.renewal_in_progress or listing.key.is_dead:
            continue
        assert context.snapshots is not None
        key = listing.key
        if key.token_created is not None:
            days = context.snapshots.days_since(key.token_created)
            if days > limit:
                yield Violation(credential.span, TOKEN_AGE(days=days, over=days - limit), TOKEN_AGE_HELP(), credential)
        elif key.created is not None and (days := context.snapshots.days_since(key.created)) > limit:
            yield Violation(credential.span, KEY_AGE(days=days), KEY_AGE_HELP(limit=limit), credential, severity=Severity.INFO)


RULE = Rule("stale-token", __doc__ or "", Severity.WARNING, "0.1.0", check, scope="account")
