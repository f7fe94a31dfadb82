"""An appKey that the account does not list.

## What it reports
The account snapshot (`--account FILE`, or `account-snapshots` in the settings) lists all keys of the account, and this one
is not among them. An error for a key of the snapshot's own account. A warning for a key of another account that is not
among the external keys, if the snapshot lists these and nothing in the file names the other account. A listed key that is
nearly the same is suggested. A list that is known to be incomplete (one page of several, a file that is cut off, the
answer about one key) never makes a key unknown. In a template (`.env.example`) it is info, because its keys are often
invented.

## Why it matters
VTEX rejects a key that it does not know (401 or 403): one that is mistyped, deleted, or of another account. Deleting a key
[cannot be undone](https://help.vtex.com/en/docs/tutorials/generated-keys), and a key of another account works in yours
only after it was [added as an external key](https://help.vtex.com/en/docs/tutorials/external-keys) and given a role.

## Flagged
```json account.json snapshot
{"accountName": "fakestore", "isActive": true,
 "appKeys": [{"id": "01", "appKey": "vtexappkey-fakestore-AAAAAA", "appToken": null, "isActive": true}]}
```
```dotenv
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAB
VTEX_APP_TOKEN=TOKEN_A
```
```yaml
vtex:
  appKey: vtexappkey-fakestore-QWERTY
  appToken: TOKEN_A
```

## Accepted
```json account.json snapshot
{"items": [{"id": "01", "appKey": "vtexappkey-fakestore-AAAAAA", "isActive": true}],
 "paging": {"page": 1, "perPage": 1, "total": 2, "pages": 2}}
```
```dotenv
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
VTEX_APP_TOKEN=TOKEN_A
```
```toml
[vtex]
app_key = "vtexappkey-fakestore-QWERTY"
app_token = "TOKEN_A"
```

## What to do
1. If a key is suggested: compare it letter by letter, and write the listed one.
2. If the key is newer than the snapshot, save a new one: in the Admin click your avatar, *Account settings > API keys*,
   *Export*; or call `GET /api/vlm/account` again.
3. Otherwise the key was deleted, or never belonged to this account: click `+ Generate key` on the tab *Generated*, select
   its roles, open the link to the token, and put both values here. For a key of another account: tab *External*, *Add
   key*, roles, *Add*.
"""

from collections.abc import Iterator

from vtexlint.accounts.listing import held_keys
from vtexlint.credentials import shapes
from vtexlint.diagnostics import Severity
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.text.messages import Message, Template, listed

OTHER_CASE = Template("unknown-key.case", "account `{account}` lists this key with other upper or lower case")
NOT_LISTED = Template(
    "unknown-key.message",
    "account `{account}` lists {count} keys; this is not one of them",
    "account `{account}` lists {count} key; this is a different one",
)
MISTYPED_ACCOUNT = Template("unknown-key.account", "there is no account snapshot for account `{account}`, whose name looks mistyped")
NOT_EXTERNAL = Template("unknown-key.external", "this key of account `{account}` is not an external key of {called}")
SUGGESTION = Template("unknown-key.suggestion", "did you mean `{key}`?")
WRITE = Template("unknown-key.write", "write `{key}`; VTEX compares the case too and rejects this key (401 or 403)")
WRITE_AS_SHOWN = Template(
    "unknown-key.write-as-shown",
    "write it as Account settings > API keys shows it; VTEX compares the case too and rejects this key (401 or 403)",
)
NEWER = Template(
    "unknown-key.newer",
    "if it is newer than the snapshot, save a new snapshot; otherwise generate a key (Account settings > API keys) and use it here",
)
ADD_EXTERNAL = Template(
    "unknown-key.add-external",
    "add it with a role under Account settings > API keys > External, or add its account to `external-accounts` in the settings",
)


def check(context: LintContext) -> Iterator[Violation]:
    for credential, app_key in held_keys(context.found, context.snapshots):
        judged = _judged(context, app_key)
        if judged is None:
            continue
        message, remedy, severity = judged
        if context.is_template:
            severity = Severity.INFO  # a template's key is often invented
        yield Violation(credential.span, message, remedy, credential, severity=severity)


def _judged(context: LintContext, app_key: str) -> tuple[Message, Message, Severity | None] | None:
    """Message, help and severity for a key that the accounts do not list as it is; None for one that they list, or may have."""
    snapshots = context.snapshots
    assert snapshots is not None
    if snapshots.listings(app_key):
        return None
    account = shapes.account_in(app_key)
    own = snapshots.accounts.get(account)
    near = snapshots.nearest(app_key)
    suggestion = SUGGESTION(key=near) if near and shapes.key_parts(near) else None
    if own is not None:
        if not own.is_complete:
            return None
        if near and near.casefold() == app_key.casefold():
            return OTHER_CASE(account=account), _spelled(near), None
        return NOT_LISTED(account=account, count=own.size), suggestion or NEWER(), None
    if suggestion and near and shapes.account_in(near) != account:
        # the same six letters and nearly the same account: a mistyped key, not one of another account
        return MISTYPED_ACCOUNT(account=account), suggestion, None
    return _foreign(context, account, suggestion)


def _spelled(near: str) -> Message:
    return WRITE(key=near) if shapes.key_parts(near) else WRITE_AS_SHOWN()


def _foreign(context: LintContext, account: str, suggestion: Message | None) -> tuple[Message, Message, Severity | None] | None:
    """A key of an account without a snapshot, if other accounts' external keys are known and nothing names its own account."""
    assert context.snapshots is not None
    known = [snapshot for snapshot in context.snapshots.accounts.values() if snapshot.knows_external]
    named = {found.account for found in context.found.accounts}
    if not known or account in named or account in {name.lower() for name in context.settings.external_accounts}:
        return None
    called = [snapshot.account for snapshot in known if snapshot.account in named] or [snapshot.account for snapshot in known]
    return NOT_EXTERNAL(account=account, called=listed(called)), suggestion or ADD_EXTERNAL(), Severity.WARNING


RULE = Rule("unknown-key", __doc__ or "", Severity.ERROR, "0.1.0", check, scope="account")
