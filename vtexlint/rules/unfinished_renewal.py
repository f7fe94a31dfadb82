"""A token renewal that is not finished: two tokens of one key are valid.

## What it reports
The snapshot (`--account FILE`, or `account-snapshots` in the settings) has a `creationDateNewToken` for this key: a new
token was created, and the old one was not deleted. Reported as info for the first seven days, in which you may still be
deploying the new token; as a warning after that.

This rule uses the clock: an unchanged renewal becomes a warning on the eighth day. The message contains the number of
days. `vtexlint check --now 2026-01-15` counts up to this date instead of today.

## Why it matters
[While a renewal is in progress](https://help.vtex.com/en/docs/tutorials/renewing-api-tokens) both tokens work, so the old
one, which may have leaked, still gives access. vtexlint cannot see which of the two this file contains. When the old
token is deleted, VTEX rejects it (401 or 403) wherever it is still used.

## Flagged
```json account.json snapshot
{"items": [{"keyName": "vtexappkey-fakestore-AAAAAA", "creationDateToken": "2019-01-02", "creationDateNewToken": "2025-11-02"}]}
```
```dotenv
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
VTEX_APP_TOKEN=TOKEN_A
```

## Accepted
```json account.json snapshot
{"items": [{"keyName": "vtexappkey-fakestore-AAAAAA", "creationDateToken": "2026-01-02", "creationDateNewToken": null}]}
```
```dotenv
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
VTEX_APP_TOKEN=TOKEN_A
```

## What to do
1. Find every place that has this key (`vtexlint check` in all repositories; the secrets of the CI; the hosts), and put the
   new token there.
2. In the Admin click your avatar, *Account settings > API keys*, tab *Generated*; in the key's row, which is marked as
   pending, the menu (three dots), *Delete old token*, *Delete*. By API: "Complete token renewal" of the VTEX ID API.
3. If the new token was lost: *Undo Renewal* in the same menu, and start again. A token is shown only once.
4. Save a new snapshot.
"""

from collections.abc import Iterator

from vtexlint.accounts.listing import WHERE, listed_keys
from vtexlint.diagnostics import Severity
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.text.messages import Template

TODAY = Template("unfinished-renewal.today", "the token renewal that started today is not finished: the old token still works")
AGO = Template(
    "unfinished-renewal.ago",
    "the token renewal that started {count} days ago is not finished: the old token still works",
    "the token renewal that started {count} day ago is not finished: the old token still works",
)
HELP = Template(
    "unfinished-renewal.help", "deploy the new token everywhere, then delete the old one: {where}, the key's menu, Delete old token"
)

_CHANGE_OVER = 7  # days that a renewal may take without a warning


def check(context: LintContext) -> Iterator[Violation]:
    for credential, listings in listed_keys(context.found, context.snapshots):
        key = listings[0].key
        if not listings[0].is_own or key.is_dead or key.renewal_started is None or not key.renewal_in_progress:
            continue
        assert context.snapshots is not None
        days = context.snapshots.days_since(key.renewal_started)
        yield Violation(
            credential.span,
            AGO(count=days) if days > 0 else TODAY(),
            HELP(where=WHERE),
            credential,
            severity=Severity.INFO if days <= _CHANGE_OVER else None,
        )


RULE = Rule("unfinished-renewal", __doc__ or "", Severity.WARNING, "0.1.0", check, scope="account")
