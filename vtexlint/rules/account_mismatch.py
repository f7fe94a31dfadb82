"""The account in the appKey is not the account named beside it.

## What it says
The account inside the appKey is not the account that is named beside it: by `VTEX_ACCOUNT`, `accountName` and the
like, or by a VTEX host such as `https://{account}.vtexcommercestable.com.br`. Reported at the key, the account
related. Nearest names count; with several stores in one scope, the names' suffixes must agree.

## Why it matters
A key opens its own account. Another account answers 401 or 403, unless it has taken the key in as an external key and
given it a role. So it is a warning: external keys are legal.

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

from vtexlint.credentials import shapes
from vtexlint.credentials.model import Account, Credential
from vtexlint.credentials.names import speakable
from vtexlint.findings import Label, Severity
from vtexlint.rules.base import Report, Rule, Subject


def check(subject: Subject) -> Iterator[Report]:
    keys = [c for c in subject.judged if shapes.held_role(c.core) == "key" and not c.is_off]
    external = {name.lower() for name in subject.settings.external_accounts}
    for key in keys:
        parts = shapes.key_parts_any_case(key.core)
        if parts is None or parts.account.lower() in external:
            continue
        named = _named_beside(key, subject, keys)
        if not named or any(account.account == parts.account.lower() for account in named):
            continue
        yield Report(
            key.span,
            f"the key belongs to account {parts.account.lower()}, but {_where(named[0])}: VTEX answers 401 or 403 "
            "unless that account has given the key a role",
            "use a key of the account that is called, or list the key's account under `external-accounts` in the settings",
            key,
            (Label(named[0].span, f"account {named[0].account}"),),
        )


def _where(account: Account) -> str:
    if account.by_host:
        return f"the host beside it is {account.account}'s"
    return f"{speakable(account.name) or 'a setting'} beside it says {account.account}"


def _named_beside(key: Credential, subject: Subject, keys: list[Credential]) -> list[Account]:
    """The accounts nearest to the key: in its own scope, else in the mappings around it."""
    document = key.host.document
    container = key.scope.container
    while container != -1:
        found = [a for a in subject.harvest.accounts if a.scope.host == key.scope.host and a.scope.container == container]
        fitting = _fitting(found, key, keys)
        if fitting:
            return fitting
        if found:
            return []
        container = document.containers[container].parent if container < len(document.containers) else -1
    return []


def _fitting(found: list[Account], key: Credential, keys: list[Credential]) -> list[Account]:
    """A name says more than a host; and where a scope holds several stores, the affix must be the key's."""
    same = [a for a in found if not a.by_host and set(a.affix) == set(key.affix)]
    if same:
        return same
    others = {other.affix for other in keys if other.scope == key.scope}
    if len(others) > 1:
        return []
    plain = [a for a in found if not a.by_host and not a.affix]
    return plain or [a for a in found if a.by_host]


RULE = Rule("account-mismatch", __doc__ or "", Severity.WARNING, "0.1.0", check)
