"""What is wrong, where, and how to fix it: frozen values without a secret, except in an Edit."""

from enum import IntEnum

from vtexlint._startup.typed import TYPE_CHECKING, Literal, NamedTuple
from vtexlint.text.messages import NO_MESSAGE, Message
from vtexlint.text.secret import Secret
from vtexlint.text.source import Position, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class Severity(IntEnum):
    """How serious a finding is; ordered, so that `--fail-on` is a comparison."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        return self.name.lower()


Safety = Literal["safe", "unsafe"]

GitState = Literal["tracked", "staged", "untracked", "ignored", "outside"]
"""The state of a file in git; `staged`: the checked text is the index's version, which the next commit will contain."""


class Exposure(NamedTuple):
    """Where git has one token of a file: a tracked file may contain a token that is not committed yet.

    | `reach` | the token is in | `place` |
    |---|---|---|
    | `pushed` | a remote-tracking branch | the branch |
    | `committed` | HEAD | the path in HEAD, if it is another file |
    | `removed` | HEAD, and the index lacks the file (`git rm --cached`) | the same |
    | `staged` | the index | "HEAD" if HEAD's version of the file was read, and lacks the token |
    | `modified` | the work tree alone | the same |
    | `unknown` | not known: a version could not be read (a partial clone, a large file) | |
    """

    reach: Literal["pushed", "committed", "removed", "staged", "modified", "unknown"]
    place: str = ""


class Edit(NamedTuple):
    """Replace the text at `span` (an insertion where it is empty). The new text is as secret as the one that it replaces.

    `within`: the value in whose decoded text the span is; None for a span of the file itself. `fixes.edits.file_edits` makes one
    edit of the file from all those within one value.
    """

    span: Span
    text: Secret
    within: "EncodedValue | None" = None


class EncodedValue:
    """A value of the file that changes as a whole, such as base64. `span` is its place in the file.

    `encode` gives the edits of the file that make these edits of the decoded text, which are sorted and do not overlap.
    """

    __slots__ = ("encode", "span")

    def __init__(self, span: Span, encode: "Callable[[Sequence[Edit]], Sequence[Edit]]") -> None:
        self.span = span
        self.encode = encode

    def __eq__(self, other: object) -> bool:
        return isinstance(other, EncodedValue) and self.span == other.span

    def __hash__(self) -> int:
        return hash(self.span)


class ExpectedValue(NamedTuple):
    """The value that a credential must have after a fix. `span`, `name` and `inside` identify the credential before the fix.

    `inside`: its offset in the decoded text if it is in a base64 value, since all credentials in one have the same `span`; else -1.
    `new_name`: the name that the fix gives to it; empty if the fix does not rename it.
    """

    span: Span
    name: str
    value: Secret
    inside: int = -1
    new_name: str = ""


class Fix(NamedTuple):
    """Edits that fix one finding together, what they do in words, and whether a person must review them.

    Several findings about one value share one fix: `mends` names the rules whose faults it removes. `meant` are the values that the
    fixed text must have. A fix that is sent to another process loses `edits` and `meant`, because they contain secrets.
    """

    title: Message
    edits: tuple[Edit, ...]
    safety: Safety
    mends: tuple[str, ...] = ()
    meant: tuple[ExpectedValue, ...] = ()

    def __reduce__(self) -> "tuple[type[Fix], tuple[object, ...]]":
        return Fix, (self.title, (), self.safety, self.mends, ())


class RelatedSpan(NamedTuple):
    """A place in the checked file, and the message that is shown there."""

    span: Span
    message: Message = NO_MESSAGE


class Location(NamedTuple):
    """A place as reports show it: 1-based, columns in code points, end exclusive.

    `snippet` is the masked source line for the text report, None if it was not asked for.
    """

    path: str
    start: Position
    end: Position
    message: Message = NO_MESSAGE
    snippet: "Snippet | None" = None


class Snippet(NamedTuple):
    """One source line with every value on it masked, and the columns to underline (0-based, in the masked line).

    `masks`: what is shown instead of a value, and the column at which it starts; in the order of the line.
    """

    text: str
    start: int
    end: int
    masks: "tuple[tuple[int, Message], ...]" = ()

    def localized(self, localize: "Callable[[str], str]") -> "Snippet":
        """The line with its masks in another language."""
        text, start, end, masks = self
        pieces: list[str] = []
        behind = before_start = before_end = 0
        for at, mask in masks:
            shown, stop = localize(mask), at + len(mask)
            pieces += (text[behind:at], shown)
            behind, more = stop, len(shown) - len(mask)
            before_start += more if start >= stop else 0
            before_end += more if end >= stop else 0
        return Snippet("".join((*pieces, text[behind:])), start + before_start, end + before_end)


class CommitOrigin(NamedTuple):
    """Where in a repository's history a secret is: what `vtexlint history` adds to a finding.

    `commit` is the first commit that has it ("" if no commit does, only a git object), `date` its author date (ISO 8601), `committed`
    its committer date. `commits`: how many commits add or change a file that has it. `last` is the last of these, `last_date` its
    author date. `paths` are all its paths, `head_paths` those that HEAD still has. `key` is the appKey of its pair ("" without one).
    With an account snapshot: `status` (alive, likely-dead, unknown), its `reason`, and `todo`, what to do first.
    `tip`: the branch that the user named, which is then used in place of HEAD.
    """

    commit: str
    date: str
    commits: int
    paths: tuple[str, ...]
    head_paths: tuple[str, ...]
    key: str = ""
    tip: str = "HEAD"
    committed: str = ""
    last: str = ""
    last_date: str = ""
    status: str = ""
    reason: Message = NO_MESSAGE
    todo: Message = NO_MESSAGE

    def values(self, localize: "Callable[[str], str]") -> "dict[str, object]":
        """The fields by name, for reports, messages in their language; those of the status only where it is known."""
        known = self._asdict() | {"reason": localize(self.reason), "todo": localize(self.todo)}
        return known if self.status else {name: value for name, value in known.items() if name not in ("status", "reason", "todo")}


class Finding(NamedTuple):
    """One fault at one place. `message` is what is wrong, `help` what to do; neither contains a secret.

    `name` is the credential's name ("" if there is none), `structure` its key path without indices (`vtex.auth.appKey`), `digest` the
    SHA-256 of an exact 128-letter token, else "". The fingerprint uses them. `damaged` is the SHA-256 of a damaged token of at least
    60 random letters, else ""; only the baseline uses it, salted, and no report contains it. `account` is that of the pair's appKey
    ("" if there is none); reports for people group by it.
    """

    rule: str
    severity: Severity
    location: Location
    message: Message
    help: Message
    name: str = ""
    related: tuple[Location, ...] = ()
    fix: Fix | None = None
    structure: str = ""
    digest: str = ""
    fingerprint: str = ""
    origin: CommitOrigin | None = None
    damaged: str = ""
    account: str = ""

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        start = self.location.start
        return (self.location.path, start.line, start.column, self.rule, self.name)
