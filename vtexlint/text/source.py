"""The text of one file, with exact positions."""

import re
from bisect import bisect_right

from vtexlint._startup.typed import NamedTuple, QuietError, quiet
from vtexlint.text.messages import Message, Template

NOT_UTF16 = Template("encoding.not-utf16", "starts with a UTF-16 byte order mark but is not UTF-16 (byte {byte}); save it as UTF-8")
NUL_CHARACTER = Template("encoding.nul-character", "contains a NUL character and is not a text file")
NO_BYTE_ORDER_MARK = Template("encoding.no-bom", "looks like UTF-16 without a byte order mark; save it as UTF-8")
NUL_BYTE = Template("encoding.nul-byte", "contains a NUL byte and is not a text file")

_BREAK = r"\r\n|\r|\n"
_BREAKS = re.compile(_BREAK)
_LARGE = 500_000  # characters; in a text of this size, lines are counted up to a place, for the first `_FEW` places
_FEW = 40  # after so many, the starts of all lines are found at once
UTF8_BOM = b"\xef\xbb\xbf"
UTF16_BOMS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


class Span(NamedTuple):
    """Half-open range of code-point offsets into `Source.text`."""

    start: int
    end: int


class Position(NamedTuple):
    """1-based line and column; the column counts code points."""

    line: int
    column: int


class UndecodableError(QuietError, ValueError):
    """The bytes are not text; the message says why and what to do, without quoting them."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


class Source:
    """One file's text, decoded without newline translation.

    `text` never contains the byte order mark: `bom` does, so that `encode()` gives back the very bytes that were read.
    Lines end at LF, CR LF or a lone CR. `display_path` is what reports show. `repo_path` is the path below the repository's or the
    settings' directory: rules use the names of folders, and the result must not depend on the current directory. `value_name`
    is the name of the only value in the file (a secret file of Compose); empty for a file that contains names.
    """

    __slots__ = ("_asked", "_known_starts", "_last", "_line_starts", "bom", "display_path", "encoding", "repo_path", "text", "value_name")

    def __init__(
        self, display_path: str, text: str, encoding: str = "utf-8", bom: bytes = b"", repo_path: str = "", value_name: str = ""
    ) -> None:
        self.display_path = display_path
        self.repo_path = repo_path or display_path
        self.text = text
        self.encoding = encoding
        self.bom = bom
        self.value_name = value_name
        self._line_starts: list[int] | None = None
        self._known_starts: dict[int, int] = {}  # of a large text, before `_line_starts`: the lines counted so far
        self._last = (1, 0)  # the line that was counted last, and its offset
        self._asked = 0  # how many places were counted

    def __repr__(self) -> str:
        return quiet(f"Source({self.display_path!r}, {len(self.text)} characters)")

    @classmethod
    def from_bytes(cls, display_path: str, data: bytes, repo_path: str = "", value_name: str = "") -> "Source":
        """Decode UTF-8 (with or without BOM), UTF-16 with BOM, else latin-1, in which every byte is a character.

        Raises UndecodableError for bytes that are not text: a NUL without a UTF-16 BOM, or broken UTF-16.
        """
        for bom, encoding in UTF16_BOMS.items():
            if data.startswith(bom):
                return cls(display_path, _decode_utf16(data[2:], encoding), encoding, bom, repo_path, value_name)
        if b"\0" in data:
            raise UndecodableError(_about_nul(data))
        bom = UTF8_BOM if data.startswith(UTF8_BOM) else b""
        try:
            return cls(display_path, data[len(bom) :].decode("utf-8"), "utf-8", bom, repo_path, value_name)
        except UnicodeDecodeError:
            return cls(display_path, data[len(bom) :].decode("latin-1"), "latin-1", bom, repo_path, value_name)

    def encode(self, text: str | None = None) -> bytes:
        """The bytes of `text` (default: this source's own) in this source's encoding, BOM included.

        Raises UnicodeEncodeError if latin-1 lacks a character.
        """
        return self.bom + (self.text if text is None else text).encode(self.encoding)

    def with_text(self, text: str) -> "Source":
        """The same file with another text."""
        return Source(self.display_path, text, self.encoding, self.bom, self.repo_path, self.value_name)

    def under(self, display_path: str, repo_path: str, value_name: str) -> "Source":
        """The same text as that of another file; shares the starts of its lines."""
        other = Source(display_path, self.text, self.encoding, self.bom, repo_path, value_name)
        if self._line_starts is not None or len(self.text) < _LARGE:
            other._line_starts = self.line_starts
        return other

    @property
    def line_starts(self) -> list[int]:
        if self._line_starts is None:
            self._line_starts = _line_starts(self.text)
        return self._line_starts

    def line_at(self, offset: int) -> int:
        """The 1-based line of an offset."""
        return self.position(offset).line if self._line_starts is None else bisect_right(self._line_starts, offset)

    def position(self, offset: int) -> Position:
        """The line and column of an offset. A large text has few findings: for the first places, lines are counted from the last place."""
        if self._line_starts is None and len(self.text) >= _LARGE and self._asked < _FEW:
            return self._counted(offset)
        starts = self.line_starts
        line = bisect_right(starts, offset)
        return Position(line, offset - starts[line - 1] + 1)

    def _counted(self, offset: int) -> Position:
        self._asked += 1
        text = self.text
        start = line_start(text, offset)
        if offset and text.startswith("\n", offset) and text.startswith("\r", offset - 1):
            start = line_start(text, offset - 1)  # between the two characters of one line break
        line, known = self._last
        line += _count_breaks(text, known, start) if start >= known else -_count_breaks(text, start, known)
        self._last = line, start
        self._known_starts[line] = start
        return Position(line, offset - start + 1)

    def offset(self, line: int, column: int) -> int:
        """The offset of a 1-based line and column; one past the end is allowed, beyond that it is clamped."""
        starts = self.line_starts
        if line > len(starts):
            return len(self.text)
        return min(starts[line - 1] + column - 1, len(self.text))

    def line_span(self, line: int) -> Span:
        """The span of a 1-based line without its line break."""
        known = self._known_starts.get(line) if self._line_starts is None else None
        if known is not None:
            match = _BREAKS.search(self.text, known)
            return Span(known, match.start() if match else len(self.text))
        starts = self.line_starts
        start = starts[line - 1]
        end = starts[line] if line < len(starts) else len(self.text)
        while end > start and self.text[end - 1] in "\r\n":
            end -= 1
        return Span(start, end)

    def slice(self, span: Span) -> str:
        return self.text[span.start : span.end]


def _count_breaks(text: str, start: int, end: int) -> int:
    """How many line breaks are between the starts of two lines."""
    count = text.count("\n", start, end)
    if text.find("\r", start, end) != -1:
        count += text.count("\r", start, end) - text.count("\r\n", start, end)
    return count


def line_start(text: str, at: int) -> int:
    """Where the line of `at` starts. Searches back in growing steps: in a text without `\\r`, one `rfind` would search the whole text."""
    width = 256
    while True:
        low = max(0, at - width)
        found = max(text.rfind("\n", low, at), text.rfind("\r", low, at))
        if found != -1 or low == 0:
            return found + 1
        width *= 8


def is_first_on_line(text: str, at: int) -> bool:
    """Whether only whitespace is before `at` on its line; reads no more than that."""
    while at and text[at - 1] not in "\r\n":
        at -= 1
        if not text[at].isspace():
            return False
    return True


def _decode_utf16(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UndecodableError(NOT_UTF16(byte=error.start + 2)) from None
    if "\0" in text:
        raise UndecodableError(NUL_CHARACTER())
    return text


def _about_nul(data: bytes) -> Message:
    head = data[:64]
    if head[1::2].count(0) > len(head) // 3 or head[::2].count(0) > len(head) // 3:
        return NO_BYTE_ORDER_MARK()
    return NUL_BYTE()


def edited(source: Source, start: int, end: int, new: str) -> Source:
    """The source with a part of its text replaced. The starts of its lines are adjusted, not found again: editors send keystrokes."""
    text = source.text
    after = source.with_text(text[:start] + new + text[end:])
    known = source._line_starts
    # an edit next to a CR may split a CR LF, or make one: then all lines are found again
    if known is not None and "\r" not in new and "\r" not in text[max(start - 1, 0) : end + 1]:
        first, last = bisect_right(known, start), bisect_right(known, end)
        shift = len(new) - (end - start)
        between = [start + at for at in _line_starts(new)[1:]]
        after._line_starts = known[:first] + between + ([at + shift for at in known[last:]] if shift else known[last:])
    return after


def _line_starts(text: str) -> list[int]:
    starts = [0]
    if "\r" in text:
        starts.extend(match.end() for match in _BREAKS.finditer(text))
        return starts
    at = text.find("\n")
    while at != -1:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    return starts
