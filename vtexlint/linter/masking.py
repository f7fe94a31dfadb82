"""Source lines that show names and punctuation, but no value.

Everything on a line is removed unless it is known to be harmless: the names of entries, valid appKeys, punctuation.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, chain
from operator import itemgetter

from vtexlint._startup.typed import NamedTuple
from vtexlint.credentials.credential_set import CredentialSet
from vtexlint.credentials.labels import is_piece, printable_name
from vtexlint.credentials.model import Credential
from vtexlint.credentials.names import classify
from vtexlint.diagnostics import Snippet
from vtexlint.linter.ignore_comments import shown_comments
from vtexlint.parsers.model import Document, Entry
from vtexlint.text.messages import Message, Template, commas
from vtexlint.text.patterns import lazy
from vtexlint.text.source import Source, Span

LETTERS = Template("mask.letters", "<{kind}, {count} letters>", "<{kind}, {count} letter>")
CHARACTERS = Template("mask.characters", "<{kind}, {count} characters>", "<{kind}, {count} character>")
LETTERS_WITH_FAULTS = Template("mask.letters-faults", "<{kind}, {count} letters, {faults}>", "<{kind}, {count} letter, {faults}>")
CHARACTERS_WITH_FAULTS = Template(
    "mask.characters-faults", "<{kind}, {count} characters, {faults}>", "<{kind}, {count} character, {faults}>"
)
STATES = {
    "placeholder": Template("mask.placeholder", "<placeholder>"),
    "reference": Template("mask.reference", "<reference>"),
}
KINDS = {
    "key": Template("mask.key", "key"),
    "token": Template("mask.token", "token"),
    None: Template("mask.value", "value"),
}
IN_BASE64 = Template("mask.base64", "in base64")

WIDTH = 100
_ELIDED = "…"
_FEW = 4  # lines that are masked before all spans of a large file are sorted
_SMALL = 1000  # entries; the spans of a smaller file are sorted at once
_LONGEST_COMMENT = 700  # characters of an ignore comment that are shown, and more
_REACH = 400  # characters of the line before and after a place that its frame may show
_start = itemgetter(0)
_LOGIN = lazy(r"(//)[^/@\s]*:[^/@\s]*@")  # a user's name and password in an address
_KEYWORDS = frozenset({"export"})


_Known = tuple[int, int, "Credential | str | None"]
"""The start and end of a known part of a text: a credential's value, a name (None), or text that is shown as it is."""


class _Pieces(NamedTuple):
    """Spans with the text that is shown for each, sorted and without overlaps; and their starts."""

    shown: list[tuple[Span, str]]
    starts: list[int]


class _Layer:
    """The known parts of a text, to be found by offset. If several start and end together, the first counts."""

    def __init__(self, known: Iterable[_Known]) -> None:
        self._known: list[_Known] = []
        for one in sorted(known, key=_start):
            if not (self._known and self._known[-1][:2] == one[:2]):
                self._known.append(one)
        self._starts = [*map(_start, self._known)]
        self._reach = [*accumulate((one[1] for one in self._known), max)]  # the end of it and of all before it

    def near(self, start: int, end: int) -> Iterator[_Known]:
        """The known parts that touch a part of the text, in its order."""
        last = first = bisect_right(self._starts, end)
        while first and self._reach[first - 1] >= start:
            first -= 1
        return (one for one in self._known[first:last] if one[1] >= start)


class Masker:
    """Masks the lines of one file."""

    def __init__(
        self, source: Source, document: Document, found: CredentialSet, masked: "Callable[[Credential], str] | None" = None
    ) -> None:
        """`masked` gives the text that is shown instead of a value (default: `mask`)."""
        self._source = source
        self._document = document
        self._found = found
        self._mask = masked or mask
        self._commented: _Layer | None = None  # the whole text's, once a few lines were masked
        self._layers: tuple[_Layer, ...] | None = None
        self._whole: _Pieces | None = None
        self._asked = 0

    def _pieces(self, part: Span) -> "_Pieces":
        """The spans that are shown in a part of the text.

        In a large file nothing is sorted for the first lines: most files have one finding or two. A value of several lines is shown
        with all that is in it: then the whole text is searched, once.
        """
        if self._whole is None:
            self._asked += 1
            if self._asked <= _FEW and len(self._document.entries) >= _SMALL:
                known = chain(self._credentials(), self._entries(), self._comments(part))
                return self._shown([one for one in known if one[0] <= part.end and part.start <= one[1]])
            if self._layers is None:
                # without overlaps: an entry may contain a whole document with its own credentials
                self._layers = _Layer(self._credentials()), _Layer(self._entries())
            near = [*chain.from_iterable(layer.near(*part) for layer in self._layers), *self._comments(part)]
            if all(part.start <= one[0] and one[1] <= part.end for one in near):
                return self._shown(near)
            self._whole = self._shown(chain(self._credentials(), self._entries(), shown_comments(self._source.text)))
        return self._whole

    def _shown(self, known: Iterable[_Known]) -> "_Pieces":
        text, pieces = self._source.text, []
        for start, end, what in known:
            pieces.append((Span(start, end), self._mask(what) if isinstance(what, Credential) else what or _shown(text[start:end])))
        kept = _disjoint(pieces)
        return _Pieces(kept, [span.start for span, _ in kept])

    def _credentials(self) -> Iterator[_Known]:
        for credential in self._found.credentials:
            yield *credential.span, credential
            yield *credential.name_span, _ELIDED if is_piece(credential.name, credential.raw.reveal()) else None
        for session in self._found.sessions:
            yield *session.credential.span, session.credential

    def _entries(self) -> Iterator[_Known]:
        for entry in self._document.entries:
            if not entry.alias:
                yield *entry.span, _ELIDED
                yield *entry.name_span, _ELIDED if self._is_no_name(entry) else None
        for container in self._document.containers:
            yield *container.name_span, None

    def _is_no_name(self, entry: Entry) -> bool:
        """Whether what was read as a name is a piece of a token, or a line with nothing else: that is a password as often as a name."""
        if not entry.name:
            return False
        if entry.value:
            return is_piece(entry.name, entry.value)
        if not self._source.slice(Span(entry.name_span.end, entry.span.end)).strip():
            return classify(entry.name) is None
        return False

    def _comments(self, part: Span) -> Iterator[_Known]:
        """Those that touch a part of a line. For the first lines they are searched for around it, later once in the whole text."""
        if self._commented is None and self._asked > _FEW:
            self._commented = _Layer(shown_comments(self._source.text))
        if self._commented is not None:
            yield from self._commented.near(*part)
            return
        text = self._source.text
        start, end = max(0, part.start - _LONGEST_COMMENT), part.end + _LONGEST_COMMENT
        for one in shown_comments(text[start:end]):
            if one[0] <= part.end - start and part.start - start <= one[1]:
                yield one[0] + start, one[1] + start, one[2]

    def snippet(self, span: Span) -> Snippet:
        """The line on which `span` starts, masked, with the part of it to underline."""
        line = self._source.line_span(self._source.position(span.start).line)
        # of a very long line only what can be shown: the cost of a frame must not depend on the length of the line
        near = Span(max(line.start, span.start - _REACH), min(line.end, span.end + _REACH))
        return _window(self._masked(near, span), near.start > line.start, near.end < line.end)

    def line(self, number: int) -> Snippet:
        """A whole line (1-based), masked; its end is underlined."""
        span = self._source.line_span(number)
        return self._masked(span, Span(span.end, span.end))

    def _masked(self, line: Span, wanted: Span) -> Snippet:
        out: list[str] = []
        masks: list[tuple[int, Message]] = []
        length = 0
        start = end = -1
        at = line.start
        pieces, starts = self._pieces(line)
        index = bisect_right(starts, line.start) - 1
        if index >= 0 and pieces[index][0].end <= line.start:
            index += 1
        index = max(index, 0)
        while at <= line.end:
            if start < 0 and at >= wanted.start:
                start = length
            if end < 0 and at >= wanted.end:
                end = length
            if at == line.end:
                break
            if index < len(pieces) and pieces[index][0].start <= at:
                (piece, shown), index = pieces[index], index + 1
                stop = min(piece.end, line.end)
                if stop <= at:
                    continue
                # only a part of a piece may be needed: an inner value of a longer one
                if start < 0 and wanted.start < stop:
                    start = length
                at = stop
            else:
                limit = pieces[index][0].start if index < len(pieces) else line.end
                shown, at = self._plain(at, min(limit, line.end))
            if isinstance(shown, Message):
                masks.append((length, shown))
            out.append(shown)
            length += len(shown)
        return Snippet("".join(out), length if start < 0 else start, length if end < 0 else end, tuple(masks))

    def _plain(self, at: int, limit: int) -> tuple[str, int]:
        """Text outside of entries: runs of letters and digits are removed, punctuation stays."""
        text = self._source.text
        if not _is_wordy(text[at]):
            return _harmless(text[at]), at + 1
        stop = at
        while stop < limit and _is_wordy(text[stop]):
            stop += 1
        word = text[at:stop]
        return (word if word in _KEYWORDS else _ELIDED), stop


def mask(credential: Credential, faults: Sequence[Message] = ()) -> str:
    """The text that is shown instead of a credential's value: `<token, 128 letters>`; a valid appKey is shown."""
    core = credential.value
    value = credential.raw.reveal()
    if credential.form == "base64":
        faults = (IN_BASE64(), *faults)
    elif credential.state == "set" and credential.shape.key_parts and value == core:
        return core
    if not value:
        return ""
    if credential.state in ("placeholder", "reference"):
        return STATES[credential.state]()
    kind = KINDS[credential.shape.kind]()
    if not faults:
        return (LETTERS if value.isalpha() else CHARACTERS)(kind=kind, count=len(value))
    return (LETTERS_WITH_FAULTS if value.isalpha() else CHARACTERS_WITH_FAULTS)(kind=kind, count=len(value), faults=commas(faults))


def _shown(name: str) -> str:
    """A name as it is written, unless it is itself a secret or a hundred letters long."""
    printable = printable_name(name)
    if "//" in printable:
        printable = _LOGIN.sub(r"\1…@", printable)
    return (printable if printable.isprintable() else "".join(map(_harmless, printable))) or _ELIDED


def _harmless(character: str) -> str:
    """Control, format and invisible characters would affect the terminal: each is shown as a dot."""
    if character == "\t":
        return " "
    return character if character.isprintable() else "·"


def _is_wordy(character: str) -> bool:
    return character.isalnum() or character in "_+/\\@$%&"


def _disjoint(pieces: list[tuple[Span, str]]) -> list[tuple[Span, str]]:
    """Sorted, without empty or overlapping spans; the first one in the list has precedence, because it is more exact."""
    kept: list[tuple[Span, str]] = []
    for piece in sorted(pieces, key=_first):
        span, shown = piece
        if span.end <= span.start:
            continue
        if kept and span.start < kept[-1][0].end:
            last, last_shown = kept[-1]
            if span.end > last.end and last_shown == _ELIDED == shown:
                kept[-1] = (Span(last.start, span.end), _ELIDED)
            elif last_shown == _ELIDED and span.start > last.start:
                # a credential inside a longer value: show the mask within
                kept[-1] = (Span(last.start, span.start), _ELIDED)
                kept.append(piece)
                if last.end > span.end:
                    kept.append((Span(span.end, last.end), _ELIDED))
            continue
        kept.append(piece)
    return kept


def _first(piece: tuple[Span, str]) -> int:
    return piece[0].start


def _window(line: Snippet, cut_before: bool, cut_behind: bool) -> Snippet:
    """The part of a long line around what is underlined, which is one column at least. No mask is cut: each is translated as a whole."""
    text, start, end, masks = line
    end = max(end, start + 1)
    left = max(0, min(start - 30, len(text) - WIDTH))
    right = min(left + WIDTH, len(text))
    for at, mask in masks:
        stop = at + len(mask)
        if at < left < stop:
            left = stop if stop <= start else at
        if at < right < stop:
            right = at if at >= end else stop
    lead = _ELIDED if left or cut_before else ""
    trail = _ELIDED if (right < len(text) or cut_behind) and not text.endswith(_ELIDED, left, right) else ""
    shift = left - len(lead)
    whole = tuple((at - shift, mask) for at, mask in masks if left <= at and at + len(mask) <= right)
    return Snippet(lead + text[left:right] + trail, start - shift, max(start + 1, min(end, right)) - shift, whole)
