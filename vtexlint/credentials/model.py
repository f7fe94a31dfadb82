"""Credentials and pairs: what the rules judge."""

from vtexlint._startup.typed import Literal, NamedTuple
from vtexlint.credentials.names import Role, Strength
from vtexlint.credentials.normalize import Dress
from vtexlint.parsers.model import Document, Entry
from vtexlint.text.secret import Secret
from vtexlint.text.source import Source, Span

State = Literal["set", "empty", "placeholder", "reference"]

Form = Literal["mapping", "assignment", "object", "base64", "embedded", "comment", "default", "text"]
"""How the value stands there: `name: value`, a "NAME=value" string, an object with name and value fields, base64 in a
Kubernetes Secret, a document inside a string, a commented-out line, the default of a reference, a bare token in text."""


class Credential:
    """An entry that holds, or should hold, an appKey or an appToken.

    `span` is where reports point for the value (its first content character to its end), `name_span` for the name; both
    are offsets into the outer source, also for base64 and embedded documents. `scope` tells the smallest container that
    its other half would share; `family` the words of its name that set its pair apart from neighbours.
    """

    __slots__ = (
        "affix", "alias", "counted", "dress", "entry", "form", "host", "in_secret_manifest", "is_off", "name", "name_span",
        "path", "role", "scope", "session", "span", "state", "strength", "value",
    )  # fmt: skip

    def __init__(
        self,
        *,
        role: Role,
        strength: Strength,
        name: str,
        name_span: Span,
        value: Secret,
        span: Span,
        state: State,
        dress: Dress,
        form: Form,
        scope: "Scope",
        entry: Entry | None,
        host: "Host",
        affix: tuple[str, ...] = (),
        session: bool = False,
        alias: bool = False,
        path: tuple[str, ...] = (),
        in_secret_manifest: bool = False,
        is_off: bool = False,
    ) -> None:
        self.role = role
        self.strength = strength
        self.name = name
        self.name_span = name_span
        self.value = value
        self.span = span
        self.state = state
        self.dress = dress
        self.form = form
        self.scope = scope
        self.entry = entry
        self.host = host
        self.affix = affix
        self.session = session
        self.alias = alias
        self.path = path
        self.in_secret_manifest = in_secret_manifest
        self.is_off = is_off  # switched off where it stands (Postman), or an object's second value
        # bare tokens and commented-out lines take part in the secret rules alone
        self.counted = form not in ("comment", "text")

    def __repr__(self) -> str:
        return f"Credential({self.role}, {self.name!r}, {self.state}, {self.form}, {tuple(self.span)})"

    @property
    def core(self) -> str:
        return self.dress.core

    @property
    def is_set(self) -> bool:
        return self.state == "set"


class Host(NamedTuple):
    """The text that a credential's entry was read from: the file itself, or a text inside one of its values.

    `offsets` maps each offset of an inner text to the outer source; None for the file itself. `opaque`: the inner text
    is base64, so that single characters have no place of their own outside. `packed`: the entry that holds the base64, where
    it stands in a text that is none itself.
    """

    source: Source
    document: Document
    offsets: list[int] | None = None
    opaque: bool = False
    vtex: bool = False  # the whole inner document is VTEX's: it stands under a name with that word
    parent: "Host | None" = None
    packed: Entry | None = None

    def outer(self, span: Span) -> Span:
        """The span's place in the outer source."""
        return Span(self.outer_offset(span.start), self.outer_offset(span.end))

    def outer_offset(self, offset: int) -> int:
        return offset if self.offsets is None else self.offsets[min(offset, len(self.offsets) - 1)]

    def __repr__(self) -> str:
        return f"Host({self.source.path!r})"


class Scope(NamedTuple):
    """One container of one host; the smallest thing that both halves of a pair share."""

    host: int
    container: int
    document: int


class Pair(NamedTuple):
    """The key and the token that belong together; None for a half that is not there."""

    key: Credential | None
    token: Credential | None
    shared: bool = False  # a lone half whose other half stands, also alone, in another scope of the file

    @property
    def halves(self) -> tuple[Credential, ...]:
        return tuple(half for half in (self.key, self.token) if half is not None)

    @property
    def is_whole(self) -> bool:
        return self.key is not None and self.token is not None


class Account(NamedTuple):
    """An account named beside credentials: by a name (`VTEX_ACCOUNT`) or by a VTEX host in any value."""

    account: str
    span: Span
    name: str
    affix: tuple[str, ...]
    scope: Scope
    by_host: bool


class Harvest(NamedTuple):
    """All that one file says of credentials."""

    credentials: tuple[Credential, ...]
    pairs: tuple[Pair, ...]
    accounts: tuple[Account, ...]
