"""The account in the appKey is not the account named beside it.

## What it says
The account inside the appKey is not the account that is named beside it: by `VTEX_ACCOUNT`, `accountName` and the
like, or by a VTEX host such as `https://{account}.vtexcommercestable.com.br`. Reported at the key, the account
related. Nearest names count; with several stores in one scope, the names' suffixes must agree.

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

from collections import defaultdict
from collections.abc import Iterator

from vtexlint._startup.modules import load
from vtexlint.credentials.model import Account, Credential, Scope
from vtexlint.credentials.names import printable_name
from vtexlint.diagnostics import RelatedSpan, Severity
from vtexlint.rules.base import LintContext, Rule, Violation
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
HELP = Template(
    "account-mismatch.help",
    "use a key of the account that is called, or list the key's account under `external-accounts` in the settings",
)
RELATED = Template("account-mismatch.related", "account {account}")


def check(context: LintContext) -> Iterator[Violation]:
    keys = [c for c in context.judged if c.shape.kind == "key" and not c.is_disabled]
    external = {name.lower() for name in context.settings.external_accounts}
    beside = _Beside(context, keys)
    for key in keys:
        parts = key.shape.key_parts_any_case
        if parts is None or parts.account.lower() in external:
            continue
        named = beside(key)
        if not named or parts.account.lower() in named:
            continue
        if context.snapshots is not None and _is_legal(context, key, named):
            continue
        nearest = next(iter(named.values()))
        yield Violation(
            key.span,
            _message(parts.account.lower(), nearest),
            HELP(),
            key,
            (RelatedSpan(nearest.span, RELATED(account=nearest.account)),),
        )


def _is_legal(context: LintContext, key: Credential, named: dict[str, Account]) -> bool:
    """Whether an account that is named lists the key as an external one, and has given it a role."""
    assert context.snapshots is not None
    # few runs have snapshots
    held_keys = load("vtexlint.accounts.listing").held_keys
    app_key = next((found for credential, found in held_keys(context.found, context.snapshots) if credential is key), "")
    return any(
        not listing.is_own and listing.key.roles and listing.snapshot.account in named for listing in context.snapshots.listings(app_key)
    )


def _message(account: str, nearest: Account) -> Message:
    if nearest.by_host:
        return BESIDE_HOST(account=account, other=nearest.account)
    if name := printable_name(nearest.name):
        return BESIDE_NAME(account=account, name=name, other=nearest.account)
    return BESIDE_SETTING(account=account, other=nearest.account)


class _Beside:
    """Finds the accounts that are named nearest to a key: in its own scope, else in the mappings around it."""

    def __init__(self, context: LintContext, keys: list[Credential]) -> None:
        self._accounts: dict[tuple[int, int], _Named] = defaultdict(_Named)
        for account in context.found.accounts:
            self._accounts[(account.scope.host, account.scope.container)].add(account)
        self._affixes: dict[Scope, set[tuple[str, ...]]] = defaultdict(set)
        for key in keys:
            self._affixes[key.scope].add(key.qualifier)

    def __call__(self, key: Credential) -> dict[str, Account]:
        """By account, in the order of the text; empty where nothing is named, or too much for one to be meant."""
        containers = key.host.document.containers
        container = key.scope.container
        while self._accounts and container != -1:
            if found := self._accounts.get((key.scope.host, container)):
                return self._fitting(found, key)
            container = containers[container].parent if container < len(containers) else -1
        return {}

    def _fitting(self, found: "_Named", key: Credential) -> dict[str, Account]:
        """A name comes before a host; in a scope with several stores, the affix must be that of the key."""
        same = found.by_affix.get(frozenset(key.qualifier), {})
        if same or len(self._affixes[key.scope]) > 1:
            return same
        return found.by_affix.get(frozenset(), {}) or found.by_host


class _Named:
    """The accounts that one container names."""

    def __init__(self) -> None:
        self.by_affix: dict[frozenset[str], dict[str, Account]] = defaultdict(dict)
        self.by_host: dict[str, Account] = {}

    def add(self, account: Account) -> None:
        found = self.by_host if account.by_host else self.by_affix[frozenset(account.qualifier)]
        found.setdefault(account.account, account)


RULE = Rule(
    "account-mismatch",
    __doc__ or "",
    Severity.WARNING,
    "0.1.0",
    check,
    gives_way_to=("unknown-key", "inactive-key", "unlinked-key"),
)
