"""The account in the appKey is not the account named beside it.

## What it says
The account inside the appKey is not the account that is named beside it: by `VTEX_ACCOUNT`, `accountName` and the
like, or by a VTEX host such as `https://{account}.vtexcommercestable.com.br`. Reported at the key, the account
related. Nearest names count; with several stores in one scope, the names' suffixes must agree. A name that differs from the
key's account in one letter is called a typing error. A session token in its field is compared by the account that it names.

## Why it matters
A key opens its own account. Another account answers 401 or 403, unless it has taken the key in as an external key and
given it a role. So it is a warning: external keys are legal. Not reported where an account snapshot (`--account FILE`)
lists the key as an external one of the named account, with a role, nor where it shows a worse fault of the key, which
[`unknown-key`](unknown-key.md), [`inactive-key`](inactive-key.md) or [`unlinked-key`](unlinked-key.md) then reports.

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
Use a key of the account that is called. If the key is an external one there, list its account in the settings:
`external-accounts = ["fakestore"]`.
"""

from collections.abc import Iterator

from vtexlint._startup.modules import load
from vtexlint.credentials.accounts_beside import AccountsBeside
from vtexlint.credentials.model import Account, Credential
from vtexlint.credentials.names import printable_name
from vtexlint.credentials.precedence import judged_as_foreign
from vtexlint.diagnostics import RelatedSpan, Severity
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.text.distance import distance
from vtexlint.text.messages import Message, Template

BESIDE_HOST = Template(
    "account-mismatch.host",
    "the key belongs to account {account}, but the host beside it is {other}'s: VTEX answers 401 or 403 "
    "unless that account has given the key a role",
)
BESIDE_NAME = Template(
    "account-mismatch.name",
    "the key belongs to account {account}, but {name} beside it says {other}: VTEX answers 401 or 403 "
    "unless that account has given the key a role",
)
BESIDE_SETTING = Template(
    "account-mismatch.setting",
    "the key belongs to account {account}, but a setting beside it says {other}: VTEX answers 401 or 403 "
    "unless that account has given the key a role",
)
TYPED_NAME = Template(
    "account-mismatch.typed-name",
    "the key belongs to account {account}, but {name} beside it says {other}, which differs in one letter: a typing error?",
)
TYPED_HOST = Template(
    "account-mismatch.typed-host",
    "the key belongs to account {account}, but the host beside it is {other}'s, which differs in one letter: a typing error?",
)
SESSION = Template(
    "account-mismatch.session",
    "the session token is for account {account}, but beside it account {other} is named: VTEX answers 401 or 403",
)
HELP = Template(
    "account-mismatch.help",
    "use a key of the account that is called, or list the key's account under `external-accounts` in the settings",
)
TYPED_HELP = Template("account-mismatch.typed-help", "write the account's name the same way in both places")
SESSION_HELP = Template("account-mismatch.session-help", "log in to the account that is called")
RELATED = Template("account-mismatch.related", "account {account}")

_LEAST = 4  # letters of an account in which one wrong letter is a typing error


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
    """Whether an account that is named lists the key as an external one, and has given it a role."""
    assert context.snapshots is not None
    # few runs have snapshots
    held_keys = load("vtexlint.accounts.listing").held_keys
    app_key = next((found for credential, found in held_keys(context.found, context.snapshots) if credential is key), "")
    return any(
        not listing.is_own and listing.key.roles and listing.snapshot.account in named for listing in context.snapshots.listings(app_key)
    )


def _of_sessions(context: LintContext) -> Iterator[Violation]:
    """Session tokens of an account that is not the one named beside them."""
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
    """The account that is named instead of this one."""
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
