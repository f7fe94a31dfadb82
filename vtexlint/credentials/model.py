"""Credentials, pairs, accounts, hosts and session tokens: what is found in a file."""

from vtexlint._startup.typed import TYPE_CHECKING, Literal, NamedTuple, quiet
from vtexlint.credentials.names import CredentialKind, Strength
from vtexlint.credentials.normalize import Normalized
from vtexlint.credentials.shapes import Shape, shape_of
from vtexlint.parsers.model import Document, Entry
from vtexlint.text.secret import Secret
from vtexlint.text.source import Source, Span

if TYPE_CHECKING:
    from typing import TypeVar

    from vtexlint.credentials.encodings import Encoding
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
    that is in a decoded text itself. `encoded_values`: a list for the `EncodedValue` that all fixes in one base64 text share. `holder`:
    the entry of `parent` whose value is this document, if it is one.
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
    are_values: bool = False  # the values of a Helm chart
    holder: Entry | None = None

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
