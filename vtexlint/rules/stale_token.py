"""A token that is older than the limit.

## What it reports
The token of this key is older than `token-max-age` days (a setting; 90 by default), by the column `creationDateToken` of
the Admin's export. Where the snapshot (`--account FILE`, or `account-snapshots` in the settings) contains only when the
key was created (`createdIn` of `GET /api/vlm/account`), the age of the *key* is reported as info, because the token may
have been renewed since. Not reported: keys with a renewal in progress (see `unfinished-renewal`), inactive keys, and
external keys, whose tokens only their own account can renew.

This rule uses the clock: the same files have another finding on a later day. The message contains the number of days.
`vtexlint check --now 2026-01-15` counts up to this date instead of today.

## Why it matters
Tokens do not expire, so a token that leaked years ago still works (the VTEX ID API's
[specification](https://github.com/vtex/openapi-schemas) describes `expirationPeriod` as the days that a token is valid;
the guides contradict it). VTEX recommends to [renew tokens every 90 or 180
days](https://developers.vtex.com/docs/guides/rotating-vtex-api-tokens), and the Admin
[marks](https://help.vtex.com/en/docs/tutorials/configuring-alerts-to-renew-api-tokens) tokens overdue for renewal. A
warning, because VTEX still accepts the token.

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
1. In the Admin click your avatar, *Account settings > API keys*, tab *Generated*; in the key's row the menu (three dots),
   *Renew token*, and choose to delete the old token *Later*. By API, with another key that has the resource *Renew API
   Token*: "Initiate token renewal" of the VTEX ID API.
2. Open the single-access link once, within 24 hours, and use the new token wherever the old one is. The appKey stays the
   same.
3. When everything works with it: *Delete old token* in the same menu ("Complete token renewal").
4. Save a new snapshot.
"""

from collections.abc import Iterator

from vtexlint.accounts.listing import listed_keys
from vtexlint.diagnostics import Severity
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.text.messages import Template

TOKEN_AGE = Template("stale-token.token", "the token of this key is {days} days old (limit {limit}): if it leaked, it still works")
TOKEN_AGE_HELP = Template(
    "stale-token.token-help", "renew it (Account settings > API keys > Renew token), deploy the new token everywhere, then Delete old token"
)
KEY_AGE = Template("stale-token.key", "this key is {days} days old; the snapshot does not contain the age of its token")
KEY_AGE_HELP = Template(
    "stale-token.key-help", "renew the token if it is older than {limit} days; the Admin's export of API keys contains its date"
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
                yield Violation(credential.span, TOKEN_AGE(days=days, limit=limit), TOKEN_AGE_HELP(), credential)
        elif key.created is not None and (days := context.snapshots.days_since(key.created)) > limit:
            yield Violation(credential.span, KEY_AGE(days=days), KEY_AGE_HELP(limit=limit), credential, severity=Severity.INFO)


RULE = Rule("stale-token", __doc__ or "", Severity.WARNING, "0.1.0", check, scope="account")
