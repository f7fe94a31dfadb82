"""The appKey is for another account than the one named in the same file.

## What it reports
The account inside the appKey is not the account that the same file names: in `VTEX_ACCOUNT`, `accountName` and the
like, or in a VTEX host such as `https://{account}.vtexcommercestable.com.br`. Reported at the appKey; the account is
shown as a related location. The nearest names count. With several stores in one scope, the suffixes of the names must
agree. Where the two accounts differ in one letter, the message says so. A session token in its own field is compared by
the account that it names.

## Why it matters
A key works in its own account. Another account rejects it (401 or 403), unless it has added the key as an external key
and given it a role. External keys are allowed, so this is a warning. Not reported where an account snapshot
(`--account FILE`) lists the key as an external key of the named account, with a role. Not reported either where the
snapshot shows a worse fault of the key: [`unknown-key`](unknown-key.md), [`inactive-key`](inactive-key.md) or
[`unlinked-key`](unlinked-key.md) reports it.

## Flagged
```dotenv
VTEX_ACCOUNT=otherstore
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
VTEX_APP_TOKEN=TOKEN_A
```
```yaml
vtex:
  baseUrl: https://otherstore.vtexcommercestable.com.br
  appKey: vtexappkey-fakestore-AAAAAA
  appToken: TOKEN_A
```

## Accepted
```dotenv
VTEX_ACCOUNT=fakestore
VTEX_HOST=dev--fakestore.myvtex.com
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
VTEX_APP_TOKEN=TOKEN_A
```

## What to do
Use a key of the account that your program calls. If the key is an external key there, add its account to the settings:
`external-accounts = ["fakestore"]`.
"""

from collections.abc import Iterator

from vtexlint._startup.modules import load
from vtexlint.credentials.accounts_beside import AccountsBeside
from vtexlint.credentials.labels import printable_name
from vtexlint.credentials.model import Account, Credential
from vtexlint.credentials.precedence import judged_as_foreign
from vtexlint.diagnostics import RelatedSpan, Severity
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.text.distance import distance
from vtexlint.text.messages import Message, Template

BESIDE_HOST = Template(
    "account-mismatch.host", "the appKey is for account `{account}`, but the host in the same file is of account `{other}`"
)
BESIDE_NAME = Template("account-mismatch.name", "the appKey is for account `{account}`, but `{name}` in the same file names `{other}`")
BESIDE_SETTING = Template(
    "account-mismatch.setting", "the appKey is for account `{account}`, but another setting in the same file names `{other}`"
)
TYPED_NAME = Template(
    "account-mismatch.typed-name",
    "the appKey is for account `{account}`, but `{name}` in the same file names `{other}` (one letter differs)",
)
TYPED_HOST = Template(
    "account-mismatch.typed-host",
    "the appKey is for account `{account}`, but the host in the same file is of `{other}` (one letter differs)",
)
SESSION = Template("account-mismatch.session", "the session token is for account `{account}`, but the same file names account `{other}`")
HELP = Template(
    "account-mismatch.help",
    "use a key of that account (it rejects others with 401 or 403); if the key is an external key with a role "
    "there, add its account to `external-accounts` in the settings",
)
TYPED_HELP = Template("account-mismatch.typed-help", "write the account name the same way in both places")
SESSION_HELP = Template("account-mismatch.session-help", "log in to the account that the requests go to")
RELATED = Template("account-mismatch.related", "account `{account}`")

_LEAST = 4  # letters of an account in which one different letter is reported as such


def check(context: LintContext) -> Iterator[Violation]:
    keys = [c for c in context.judged if c.shape.kind == "key" and not c.is_disabled]
    external = {name.lower() for name in context.settings.external_accounts}
    beside = AccountsBeside(context.found.accounts, keys)
    for key in keys:
        parts = key.shape.key_parts_any_case
        if parts is None or parts.account.lower() in external:
            continue
        account = parts.account.lower()
        named = beside(key)
        other = _other(named, account)
        if other is None or (context.snapshots is not None and _is_legal(context, key, named)):
            continue
        message, remedy = _words(account, other)
        yield Violation(key.span, message, remedy, key, _related(other))
    yield from _of_sessions(context)


def _is_legal(context: LintContext, key: Credential, named: dict[str, Account]) -> bool:
    """Whether a named account lists the key as an external key with a role."""
    assert context.snapshots is not None
    # few runs have snapshots
    held_keys = load("vtexlint.accounts.listing").held_keys
    app_key = next((found for credential, found in held_keys(context.found, context.snapshots) if credential is key), "")
    return any(
        not listing.is_own and listing.key.roles and listing.snapshot.account in named for listing in context.snapshots.listings(app_key)
    )


def _of_sessions(context: LintContext) -> Iterator[Violation]:
    """Session tokens of another account than the one that the file names."""
    if not (context.found.sessions and context.found.accounts):
        return
    elsewhere = judged_as_foreign(context.found)
    beside = AccountsBeside(context.found.accounts, (one.credential for one in context.found.sessions))
    for one in context.found.sessions:
        if one.in_use and one.credential.span not in elsewhere:
            other = _other(beside(one.credential), one.account.lower())
            if other is not None:
                message = SESSION(account=one.account, other=other.account)
                yield Violation(one.credential.span, message, SESSION_HELP(), one.credential, _related(other))


def _other(named: dict[str, Account], account: str) -> Account | None:
    """The account that is named instead of this one; None if this one is named, or no other."""
    if account in named:
        return None
    return next((one for one in named.values() if one.account and one.form != "domain"), None)


def _words(account: str, other: Account) -> tuple[Message, Message]:
    name = printable_name(other.name)
    if min(len(account), len(other.account)) >= _LEAST and distance(account, other.account, 1) == 1:
        if other.by_host or not name:
            return TYPED_HOST(account=account, other=other.account), TYPED_HELP()
        return TYPED_NAME(account=account, name=name, other=other.account), TYPED_HELP()
    if other.by_host:
        return BESIDE_HOST(account=account, other=other.account), HELP()
    if name:
        return BESIDE_NAME(account=account, name=name, other=other.account), HELP()
    return BESIDE_SETTING(account=account, other=other.account), HELP()


def _related(other: Account) -> tuple[RelatedSpan, ...]:
    return (RelatedSpan(other.span, RELATED(account=other.account)),)


RULE = Rule(
    "account-mismatch",
    __doc__ or "",
    Severity.WARNING,
    "0.1.0",
    check,
    gives_way_to=("unknown-key", "inactive-key", "unlinked-key"),
    needs="accounts",
)
