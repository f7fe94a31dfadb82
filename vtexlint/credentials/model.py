"""Credentials and pairs: what the rules check."""

from collections.abc import Callable
from functools import cached_property

from vtexlint._startup.typed import TYPE_CHECKING, Any, Literal, NamedTuple, quiet
from vtexlint.credentials.names import CredentialKind, Strength
from vtexlint.credentials.normalize import Normalized
from vtexlint.credentials.shapes import Shape, shape_of
from vtexlint.parsers.model import Document, Entry
from vtexlint.text.messages import NO_MESSAGE, Message
from vtexlint.text.secret import Secret
from vtexlint.text.source import Source, Span

if TYPE_CHECKING:
    from typing import TypeVar

    from vtexlint.credentials.encodings import Encoding
    from vtexlint.credentials.header_faults import HeaderFault
    from vtexlint.diagnostics import EncodedValue

    T = TypeVar("T")

State = Literal["set", "empty", "placeholder", "reference"]
"""What the field contains: a value, nothing, a text to replace (`<your-key>`), or where the value is (`${NAME}`, a secret store)."""

Form = Literal["mapping", "assignment", "object", "base64", "embedded", "comment", "default", "text"]
"""How the value is written: `name: value`, a "NAME=value" string, an object with name and value fields, base64, a document inside a
string, a commented-out line, the default of a reference, a bare token in text.
"""


class Credential:
    """An entry that contains, or should contain, an appKey or an appToken.

    `raw` is the value as its program reads it, `normalized` what rules check. `host` is the text that contains the entry.
    `span` is where reports point for the value (its first content character to its end), `name_span` for the name; both
    are offsets into the outer source, also for base64 and embedded documents. `scope` is the smallest container that the two
    credentials of a pair share; `qualifier` the words of its name that distinguish its pair from its neighbours, without those of
    the containers around it: these are in `path`, outermost first, with its own name at the end.
    """

    __slots__ = (
        "_shape", "alias", "encoding", "entry", "form", "header", "host", "in_secret_manifest", "is_disabled", "is_field", "kind",
        "meant_name", "name", "name_span", "normalized", "path", "qualifier", "raw", "scope", "session", "span", "state", "strength",
    )  # fmt: skip

    def __init__(
        self,
        *,
        kind: CredentialKind,
        strength: Strength,
        name: str,
        name_span: Span,
        raw: Secret,
        span: Span,
        state: State,
        normalized: Normalized,
        form: Form,
        scope: "Scope",
        entry: Entry | None,
        host: "EmbeddedText",
        qualifier: tuple[str, ...] = (),
        session: bool = False,
        alias: bool = False,
        path: tuple[str, ...] = (),
        in_secret_manifest: bool = False,
        is_disabled: bool = False,
        header: str = "",
    ) -> None:
        self.kind = kind
        self.strength = strength
        self.name = name
        self.name_span = name_span
        self.raw = raw
        self.span = span
        self.state = state
        self.normalized = normalized
        self.form = form
        self.scope = scope
        self.entry = entry
        self.host = host
        self.qualifier = qualifier
        self.session = session
        self.alias = alias
        self.path = path
        self.in_secret_manifest = in_secret_manifest
        self.header = header  # the header in which a request sends the value, if `name` is that of a variable or another one; else empty
        self.is_disabled = is_disabled  # disabled in the document (Postman), or the second value of an object
        self.encoding: Encoding | None = None  # what is wrong with its base64, or that it should be in base64
        self.meant_name = ""  # the correct name, if its own is misspelled; else empty
        # only the secret rules check bare tokens and commented-out lines
        self.is_field = form not in ("comment", "text")
        self._shape: Shape | None = None

    def __repr__(self) -> str:
        return quiet(f"Credential({self.kind}, {self.name!r}, {self.state}, {self.form}, {tuple(self.span)})")

    def order(self) -> tuple[Span, Span, bool]:
        """What the credentials of a file are sorted by."""
        return self.span, self.name_span, self.alias

    @property
    def value(self) -> str:
        """The normalized value: format, casing and swap are checked on it."""
        return self.normalized.value

    @property
    def shape(self) -> Shape:
        """The format of the normalized value."""
        if self._shape is None:
            self._shape = shape_of(self.normalized.value)
        return self._shape

    @property
    def is_set(self) -> bool:
        return self.state == "set"


class EmbeddedText(NamedTuple):
    """The text that a credential's entry was read from: the file itself, or a text inside one of its values. Variables call it `host`.

    `offsets` maps each offset of an inner text to the outer source; None for the file itself. `is_encoded`: the inner text was decoded
    from base64, so its characters have no offset of their own outside. `encoded_entry`: then the entry with the base64; None if
    that is in a decoded text itself. `encoded_values`: a list for the `EncodedValue` that all fixes in one base64 text share.
    """

    source: Source
    document: Document
    offsets: list[int] | None = None
    is_encoded: bool = False
    vtex: bool = False  # the whole inner document is for VTEX: the name of its field contains that word
    parent: "EmbeddedText | None" = None
    encoded_entry: Entry | None = None
    encoded_values: "list[EncodedValue | None] | None" = None
    is_command: bool = False  # commands that set variables: each sets its own

    @property
    def is_between(self) -> bool:
        """Whether this is base64 in the text of the file that is not the value of an entry: in a comment, in source code."""
        return self.is_encoded and self.encoded_entry is None and self.parent is not None and not self.parent.is_encoded

    def outer(self, span: Span) -> Span:
        """The span in the outer source."""
        return span if self.offsets is None else Span(self.outer_offset(span.start), self.outer_offset(span.end))

    def outer_offset(self, offset: int) -> int:
        return offset if self.offsets is None else self.offsets[min(offset, len(self.offsets) - 1)]

    def __repr__(self) -> str:
        return f"EmbeddedText({self.source.display_path!r})"


class Scope(NamedTuple):
    """The smallest container that both credentials of a pair share. `host`: the number of the `EmbeddedText` that the container is in."""

    host: int
    container: int
    document: int


class Pair(NamedTuple):
    """The key and the token that belong together; None for a missing one.

    `in_request`: one request sends both, or sends one and lacks the other. `place`: where reports point for the lacking one, if that is
    not at the credential: at the request, or at its header. `unanswered`: the credential is in the authentication of a collection or
    folder, and no request of the collection sends the other: users may add it by hand.
    """

    key: Credential | None
    token: Credential | None
    shared: bool = False  # both are alone in their scopes; or one, whose partner is one of several elsewhere or in its own file
    in_request: bool = False
    place: Span | None = None
    unanswered: bool = False

    @property
    def halves(self) -> tuple[Credential, ...]:
        return tuple(half for half in (self.key, self.token) if half is not None)

    @property
    def is_whole(self) -> bool:
        return self.key is not None and self.token is not None


AccountForm = Literal["account", "capitals", "whitespace", "marks", "host", "domain", "key", "placeholder"]
"""What the value under an account name is: the account; the account in uppercase, with whitespace or other characters around it; a VTEX
host or a URL with one; another domain; an appKey; a placeholder.
"""


class Account(NamedTuple):
    """An account that the file names: by a name (`VTEX_ACCOUNT`) or by a VTEX host in any value.

    `account` is empty if the value does not contain one.
    """

    account: str
    span: Span
    name: str
    qualifier: tuple[str, ...]
    scope: Scope
    by_host: bool
    form: AccountForm = "account"
    is_vtex: bool = False  # the name, or an ancestor, contains VTEX
    field: Credential | None = None  # for a fix: the value in its field


class HostField(NamedTuple):
    """A value that is a VTEX host, or a URL with one. `host` is in lowercase; `scheme` and `port` are empty if not written."""

    scheme: str
    host: str
    port: str
    span: Span
    scope: Scope
    owner: EmbeddedText
    awaits: bool = False  # a placeholder in the place of the account: in the host, the path or `?an=`


class SessionToken(NamedTuple):
    """A VTEX ID session token, with its claims; it is not one of the file's appKeys and appTokens.

    `expires`: seconds since 1970. `in_use`: it is the value of a field that a program reads its session from (`VTEX_AUTH_TOKEN`).
    """

    credential: Credential
    account: str
    expires: int
    in_use: bool = False


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
        """Those with whitespace inside the value; not where it replaces the hyphens of an appKey."""
        return tuple(c for c in self.altered if c.normalized.inner and (c.kind == "token" or "-" in c.value))

    @cached_property
    def lookalike(self) -> tuple[Credential, ...]:
        """Those with lookalike characters."""
        return tuple(c for c in self.altered if c.normalized.lookalikes)

    @cached_property
    def delimited(self) -> tuple[Credential, ...]:
        """Those with quotes, commas and the like around the value."""
        return tuple(c for c in self.altered if c.normalized.delimiters)

    @cached_property
    def encoded(self) -> tuple[Credential, ...]:
        """The set credentials in a field whose value is base64, or should be."""
        return tuple(c for c in self.credentials if c.encoding is not None and c.is_field and c.is_set)

    @cached_property
    def partial(self) -> tuple[Pair, ...]:
        """The pairs with one credential alone."""
        return tuple(pair for pair in self.pairs if not pair.is_whole)

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
