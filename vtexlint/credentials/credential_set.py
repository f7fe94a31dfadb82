"""All that is found in one file, and the selections of it that the rules visit."""

from collections.abc import Callable
from functools import cached_property

from vtexlint._startup.typed import TYPE_CHECKING, Any
from vtexlint.credentials.model import Account, Credential, HostField, Pair, SessionToken
from vtexlint.text.messages import NO_MESSAGE, Message

if TYPE_CHECKING:
    from typing import TypeVar

    from vtexlint.credentials.header_faults import HeaderFault

    T = TypeVar("T")


class CredentialSet:
    """All credentials of one file. `is_collection`: it is a collection of requests, which is shared to be filled in.

    The properties are the selections that rules visit: so a rule sees no credential that cannot have its fault. Each is computed once.
    """

    def __init__(
        self,
        credentials: tuple[Credential, ...],
        pairs: tuple[Pair, ...],
        accounts: tuple[Account, ...],
        unread: Message = NO_MESSAGE,
        header_faults: "tuple[HeaderFault, ...]" = (),
        is_collection: bool = False,
        sessions: tuple[SessionToken, ...] = (),
        hosts: tuple[HostField, ...] = (),
    ) -> None:
        """`unread`: what of the file was too much to read, as in `Document`."""
        self.credentials = credentials
        self.pairs = pairs
        self.accounts = accounts
        self.unread = unread
        self.header_faults = header_faults
        self.is_collection = is_collection
        self.sessions = sessions
        self.hosts = hosts
        self._kept: dict[Callable[[CredentialSet], Any], Any] = {}

    def with_more(self, credentials: tuple[Credential, ...]) -> "CredentialSet":
        """The same with more credentials, which are in no pair."""
        found = tuple(sorted((*self.credentials, *credentials), key=Credential.order))
        return CredentialSet(
            found, self.pairs, self.accounts, self.unread, self.header_faults, self.is_collection, self.sessions, self.hosts
        )  # fmt: skip

    def once(self, compute: "Callable[[CredentialSet], T]") -> "T":
        """The result of a function of the set, which is called only once."""
        if compute not in self._kept:
            self._kept[compute] = compute(self)
        found: T = self._kept[compute]
        return found

    @cached_property
    def judged(self) -> tuple[Credential, ...]:
        """The credentials whose values are checked: set, and in a field; not in a comment, and not a bare token in a text."""
        return tuple(c for c in self.credentials if c.is_field and c.state == "set")

    @cached_property
    def altered(self) -> tuple[Credential, ...]:
        """The judged ones whose value differs from the normalized one."""
        return tuple(c for c in self.judged if not c.normalized.is_bare)

    @cached_property
    def spaced_within(self) -> tuple[Credential, ...]:
        """Those with whitespace inside the value; not where it replaces the hyphens of an appKey, nor in a private key."""
        spaced = (c for c in self.altered if c.normalized.inner and (c.kind == "token" or "-" in c.value))
        return tuple(c for c in spaced if c.shape.foreign_kind != "private-key")

    @cached_property
    def lookalike(self) -> tuple[Credential, ...]:
        """Those with lookalike characters."""
        return tuple(c for c in self.altered if c.normalized.lookalikes)

    @cached_property
    def delimited(self) -> tuple[Credential, ...]:
        """Those with quotes, commas and the like around the value; `Bearer` belongs to the value of an `Authorization` header."""
        return tuple(c for c in self.altered if c.normalized.delimiters and c.name.lower() != "authorization")

    @cached_property
    def encoded(self) -> tuple[Credential, ...]:
        """The set credentials in a field whose value is base64, or should be."""
        return tuple(c for c in self.credentials if c.encoding is not None and c.is_field and c.is_set)

    @cached_property
    def partial(self) -> tuple[Pair, ...]:
        """The pairs with one credential alone."""
        return tuple(pair for pair in self.pairs if not pair.is_whole)

    @cached_property
    def misread(self) -> tuple[Credential, ...]:
        """Those in a field under a name with whitespace at its ends, or with an invisible character, in quotes."""
        return tuple(c for c in self.credentials if c.is_field and (c.name.strip() != c.name or not c.name.isprintable()))

    @cached_property
    def unalike(self) -> tuple[Pair, ...]:
        """The whole pairs in one place whose names differ in more than Key and Token, or in their casing; not those of headers."""
        named = (pair for pair in self.pairs if not pair.shared)
        return tuple(
            pair
            for pair in named
            if pair.key and pair.token and not pair.key.header and not pair.token.header and not _are_alike(pair.key.name, pair.token.name)
        )

    @cached_property
    def empty(self) -> tuple[Credential, ...]:
        """The credentials without a value."""
        return tuple(c for c in self.credentials if c.state == "empty")

    @cached_property
    def awaiting(self) -> tuple[Credential | HostField, ...]:
        """The credentials in a field, and the hosts, that are still to be filled in."""
        return (*(c for c in self.credentials if c.is_field and c.state == "placeholder"), *(host for host in self.hosts if host.awaits))

    @cached_property
    def misnamed(self) -> tuple[tuple[Credential, Credential], ...]:
        """The credentials whose name is like one that vtexlint knows, each with its partner."""
        halves = ((half, other) for pair in self.pairs for half, other in ((pair.key, pair.token), (pair.token, pair.key)))
        return tuple((half, other) for half, other in halves if half is not None and other is not None and half.meant_name)

    @cached_property
    def miscased(self) -> tuple[Credential, ...]:
        """Those with a valid format except for the case of a letter."""
        return tuple(c for c in self.judged if not c.shape.is_exact and c.shape.is_exact_but_for_case)

    @cached_property
    def shapeless(self) -> tuple[Credential, ...]:
        """Those with the format of neither kind of credential, in any case."""
        return tuple(c for c in self.judged if not c.shape.is_exact_but_for_case)


def _are_alike(key: str, token: str) -> bool:
    """Whether two names differ only in Key and Token, with the same casing: `VTEX_API_AppKey` and `VTEX_API_AppToken`."""
    return any(word in key and key.replace(word, other) == token for word, other in (("Key", "Token"), ("KEY", "TOKEN"), ("key", "token")))
