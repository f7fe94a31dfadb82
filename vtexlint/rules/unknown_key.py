"""An appKey that the account does not list.

## What it says
The account snapshot (`--account FILE`, or `account-snapshots` in the settings) has all keys of the account, and this one
is not among them. An error for a key of the snapshot's own account; a warning for a key of another account that is not
among the external keys, where the snapshot has these and nothing in the file points to the other account. Where one
listed key is nearly the same, it is suggested. A list that is known to be partial (one page of several, a file that is
cut off, the answer about one key) never makes a key unknown. In a template (`.env.example`) it is an info: its keys are
often invented.

## Why it matters
VTEX answers 401 to a key that it does not know: mistyped, deleted, or of another account. Deleting a key [cannot be
undone](https://help.vtex.com/en/docs/tutorials/generated-keys), and a key of another account opens yours only after it
was [added as an external key](https://help.vtex.com/en/docs/tutorials/external-keys) and given a role.

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
1. Is a key suggested? Compare letter by letter, and write the listed one.
2. Is the key newer than the snapshot? Save a new one: in the Admin click your avatar, Account settings > API keys,
   Export; or call `GET /api/vlm/account` again.
3. Else the key was deleted, or never was this account's: click + Generate Key on the tab Generated, choose its roles,
   open the link to the token, and put both values here. For a key of another account: tab External, Add Key, roles, Add.
"""

from collections.abc import Iterator

from vtexlint.accounts.listing import account_in, held_keys
from vtexlint.credentials import shapes
from vtexlint.diagnostics import Severity
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.text.messages import Message, Template, listed

OTHER_CASE = Template("unknown-key.case", "account {account} lists this key in another case: VTEX respects the case and answers 401")
NOT_LISTED = Template(
    "unknown-key.message",
    "account {account} has {count} keys and this is none of them: VTEX answers 401",
    "account {account} has {count} key and this is none of them: VTEX answers 401",
)
MISTYPED_ACCOUNT = Template("unknown-key.account", "no account snapshot is of account {account}; its name looks mistyped: VTEX answers 401")
NOT_EXTERNAL = Template(
    "unknown-key.external", "the key is of account {account}, and is no external key of {called}: VTEX answers 401 or 403 there"
)
SUGGESTION = Template("unknown-key.suggestion", "did you mean `{key}`?")
WRITE = Template("unknown-key.write", "write `{key}`")
WRITE_AS_SHOWN = Template("unknown-key.write-as-shown", "write it as Account settings > API keys shows it")
NEWER = Template(
    "unknown-key.newer",
    "if it is newer than the snapshot, save a new one; else generate a key (Account settings > API keys) and write that here",
)
ADD_EXTERNAL = Template(
    "unknown-key.add-external",
    "add it on the tab External of Account settings > API keys, with roles; or list its account under `external-accounts`",
)


def check(context: LintContext) -> Iterator[Violation]:
    for credential, app_key in held_keys(context.found, context.snapshots):
        told = _judged(context, app_key)
        if told is None:
            continue
        message, remedy, severity = told
        if context.is_template:
            severity = Severity.INFO  # a template's key is often invented
        yield Violation(credential.span, message, remedy, credential, severity=severity)


def _judged(context: LintContext, app_key: str) -> tuple[Message, Message, Severity | None] | None:
    """Message, remedy and severity for a key that is not as the accounts have it; None for one that is, or may be."""
    snapshots = context.snapshots
    assert snapshots is not None
    if snapshots.listings(app_key):
        return None
    account = account_in(app_key)
    own = snapshots.accounts.get(account)
    near = snapshots.nearest(app_key)
    suggestion = SUGGESTION(key=near) if near and shapes.key_parts(near) else None
    if own is not None:
        if not own.is_complete:
            return None
        if near and near.casefold() == app_key.casefold():
            return OTHER_CASE(account=account), _spelled(near), None
        return NOT_LISTED(account=account, count=own.size), suggestion or NEWER(), None
    if suggestion and near and account_in(near) != account:
        # the same six letters and an account with one slip: it is not the key of another account
        return MISTYPED_ACCOUNT(account=account), suggestion, None
    return _foreign(context, account, suggestion)


def _spelled(near: str) -> Message:
    return WRITE(key=near) if shapes.key_parts(near) else WRITE_AS_SHOWN()


def _foreign(context: LintContext, account: str, suggestion: Message | None) -> tuple[Message, Message, Severity | None] | None:
    """A key of an account without a snapshot, where the others' external keys are known and nothing names its own account."""
    assert context.snapshots is not None
    known = [snapshot for snapshot in context.snapshots.accounts.values() if snapshot.knows_external]
    named = {found.account for found in context.found.accounts}
    if not known or account in named or account in {name.lower() for name in context.settings.external_accounts}:
        return None
    called = [snapshot.account for snapshot in known if snapshot.account in named] or [snapshot.account for snapshot in known]
    return NOT_EXTERNAL(account=account, called=listed(called)), suggestion or ADD_EXTERNAL(), Severity.WARNING


RULE = Rule("unknown-key", __doc__ or "", Severity.ERROR, "0.1.0", check, scope="account")
