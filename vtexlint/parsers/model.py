"""What a parser returns: entries with exact spans, their containers, comments, the first error."""

from collections.abc import Sequence

from vtexlint._startup.typed import Literal, NamedTuple
from vtexlint.text.messages import NO_MESSAGE, Message
from vtexlint.text.source import Span

# generated: formats
Format = Literal["dotenv", "json", "toml", "yaml", "properties", "ini", "tfvars", "dockerfile", "http", "text"]
# end of the generated line

ScalarType = Literal["string", "number", "boolean", "null", "template", "other"]
"""The type of the value in its format. `template`: an unquoted `{{ ... }}`; `other`: dates and the like."""

QuoteStyle = Literal[
    "plain",  # no quotes: a YAML plain scalar, an unquoted .env value, a bare JSON5 or TOML value
    "single",  # '...' of YAML, TOML (literal), JSON5, .env
    "double",  # "..."
    "backtick",  # `...` of .env
    "literal",  # YAML |
    "folded",  # YAML >
    "multi-single",  # TOML '''
    "multi-double",  # TOML triple double quotes
]


class Container(NamedTuple):
    """A mapping or a sequence. Containers are in `Document.containers`; entries and children name them by index.

    The roots come with `parent` -1: one for a file, or one for each document of a YAML stream, where `document`
    counts them from 0. `key` is the name (str) or index (int) in the parent, None at a root.
    """

    parent: int
    key: str | int | None
    kind: Literal["mapping", "sequence"]
    document: int = 0
    name_span: Span = Span(0, 0)  # of the key; empty if it has none
    start: int = 0  # offset of its first character
    origin: int = -1  # of a container that a YAML alias or merge repeats: the anchored container, else -1


class Entry(NamedTuple):
    """One scalar: a name and its value in a mapping, or an item of a sequence.

    `value` is what a program that reads the file gets (None for null), `span` the value's own text in the source,
    inside its quotes; for a block scalar from its first content character, indentation left out. `name_span` is
    also inside the quotes. An unquoted .env value keeps leading and trailing spaces, and its span starts right
    after the `=`. `alias`: this entry repeats, through a YAML alias or merge, one that is elsewhere (its spans
    point there). `tag` is a YAML tag as written (`!Ref`), empty for none and for the core schema's own.
    """

    container: int
    name: str | None  # None for an item of a sequence
    name_span: Span
    value: str | None
    span: Span
    kind: ScalarType = "string"
    style: QuoteStyle = "plain"
    tag: str = ""
    alias: bool = False
    item: int = 0  # position in a sequence
    separator: Span = Span(0, 0)  # .env: from the name's end to the value's start or opening quote

    def __repr__(self) -> str:  # values are secret
        return f"Entry({self.name!r}, {self.kind}, {self.style}, {tuple(self.span)})"


class Comment(NamedTuple):
    """A comment: `span` starts at its marker (`#`, `//`, `/*`) and ends before the line break or after `*/`.

    `own_line`: only whitespace is before it on its line.
    """

    span: Span
    own_line: bool


class ParseError(NamedTuple):
    """Why a text is not valid in its format: a message without any value, and the offset."""

    message: Message
    offset: int


class Mentions(NamedTuple):
    """Where a text mentions credentials, as sorted offsets: of a large text, a parser reads only what is around these places.

    `places`: in a name or a value. `manifests`: the `kind: Secret` of Kubernetes Secrets, whose values are base64. `folded`: the text in
    lowercase, one byte for each character, where it was needed to find them; parsers search it for words. `has_base64`, `has_token`,
    `has_session`: base64 of a token, the letters of one, a session token may be anywhere in the text.
    """

    places: Sequence[int]
    manifests: Sequence[int] = ()
    folded: bytes = b""
    has_base64: bool = True
    has_token: bool = True
    has_session: bool = True


NOTHING_KNOWN = Mentions(())
"""Of a text that was not searched: anything may be in it."""


class Document(NamedTuple):
    """What one parser found, in the order of the source: everything, or in a large text only what is near a mention (`is_whole` False).

    `problem`: the first error. `unread`: which part was too large to read; an `unreadable-file` finding reports it.
    """

    format: Format
    entries: Sequence[Entry]
    containers: Sequence[Container]
    comments: Sequence[Comment] = ()
    problem: ParseError | None = None
    is_whole: bool = True
    unread: Message = NO_MESSAGE

    def __repr__(self) -> str:
        return f"Document({self.format}, {len(self.entries)} entries, problem={self.problem})"

    def ancestors(self, container: int) -> list[str | int]:
        """The keys from `container` up to the root, nearest first."""
        keys: list[str | int] = []
        while container != -1:
            node = self.containers[container]
            if node.key is not None:
                keys.append(node.key)
            container = node.parent
        return keys
