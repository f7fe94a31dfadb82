"""Which of the accounts that a file names belong to a credential."""

from collections import defaultdict
from collections.abc import Iterable

from vtexlint.credentials.model import Account, Credential, Scope


class AccountsBeside:
    """Finds the accounts that are named nearest to a credential: in its own scope, else in the containers around it."""

    def __init__(self, accounts: Iterable[Account], credentials: Iterable[Credential]) -> None:
        """`credentials` are all credentials of the file for which an account may be asked."""
        self._accounts: dict[tuple[int, int], _AccountsIn] = defaultdict(_AccountsIn)
        for account in accounts:
            self._accounts[(account.scope.host, account.scope.container)].add(account)
        self._qualifiers: dict[Scope, set[tuple[str, ...]]] = defaultdict(set)
        for one in credentials:
            self._qualifiers[one.scope].add(one.qualifier)

    def __call__(self, credential: Credential) -> dict[str, Account]:
        """By account, in the order of the text; empty if nothing is named, or more than one account may be meant."""
        containers = credential.host.document.containers
        container = credential.scope.container
        while self._accounts and container != -1:
            if found := self._accounts.get((credential.scope.host, container)):
                return self._fitting(found, credential)
            container = containers[container].parent if container < len(containers) else -1
        return {}

    def _fitting(self, found: "_AccountsIn", credential: Credential) -> dict[str, Account]:
        """A name has precedence over a host; in a scope with several stores, the qualifiers of the names must be the same."""
        qualifier = frozenset(credential.qualifier)
        same = found.by_name.get(qualifier) or (found.by_host.get(qualifier) if qualifier else None)
        if same or len(self._qualifiers[credential.scope]) > 1:
            return same or {}
        return found.by_name.get(frozenset(), {}) or found.hosts


class _AccountsIn:
    """The accounts that one container names, by their qualifiers."""

    def __init__(self) -> None:
        self.by_name: dict[frozenset[str], dict[str, Account]] = defaultdict(dict)
        self.by_host: dict[frozenset[str], dict[str, Account]] = defaultdict(dict)
        self.hosts: dict[str, Account] = {}

    def add(self, account: Account) -> None:
        qualifier = frozenset(account.qualifier)
        if account.by_host:
            self.hosts.setdefault(account.account, account)
            self.by_host[qualifier].setdefault(account.account, account)
        else:
            self.by_name[qualifier].setdefault(account.account, account)
