"""What fixing would change, as a unified diff in which every value is masked by what is wrong with it."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from vtexlint._startup.typed import NamedTuple
from vtexlint.linter.describe import describe
from vtexlint.linter.fix_file import FixResult
from vtexlint.linter.masking import Masker
from vtexlint.linter.parse_file import ParsedFile
from vtexlint.reporters.plain import harmless
from vtexlint.text.messages import Template
from vtexlint.text.replaced import Replaced
from vtexlint.text.source import Span

ALIKE = Template("diff.alike", "(changed; the difference cannot be shown)")
"""Behind a changed line that looks the same once it is masked."""

WIDTH = 160
_CONTEXT = 3
_LEAD = 60  # characters of a long line that are shown before its change

_COLOURS = {"-": "\x1b[31m", "+": "\x1b[32m", "@": "\x1b[36m"}
_RESET = "\x1b[0m"


class _Lines:
    """The lines of a text, numbered from 0: as they are, and as they may be shown."""

    def __init__(self, parsed: ParsedFile, localize: Callable[[str], str]) -> None:
        self._source = parsed.source
        starts = [*parsed.source.line_starts, len(parsed.source.text)]
        self._starts = starts
        self._masker = Masker(parsed.source, parsed.document, parsed.found, describe)
        self._localize = localize
        self._shown: dict[int, str] = {}
        self.count = len(starts) - (1 if starts[-2] < starts[-1] else 2)  # after the last line break there is no line

    def raw(self, number: int) -> str:
        return self._source.text[self._starts[number] : self._starts[number + 1]]

    def shown(self, number: int) -> str:
        """The line, masked. Only those of a hunk are: a large file has many others."""
        if number not in self._shown:
            self._shown[number] = harmless(self._masker.line(number + 1).localized(self._localize).text)
        return self._shown[number]

    def line_of(self, offset: int) -> int:
        return min(self._source.position(offset).line - 1, self.count)

    def follows_return(self, offset: int) -> bool:
        """Whether a line feed at this place would be one line break with what is before it."""
        return self._source.text[offset - 1 : offset] == "\r"

    def starts_line(self, offset: int) -> bool:
        return self._source.position(offset).column == 1


class _Block(NamedTuple):
    """Lines that were replaced by others; either may be none."""

    old: Span
    new: Span

    def joined(self, other: "_Block") -> "_Block":
        return _Block(Span(self.old.start, other.old.end), Span(self.new.start, other.new.end))


def render(done: FixResult, colour: bool = False, localize: Callable[[str], str] = str) -> str:
    """The diff of one file; empty if nothing changes. `localize` gives a message in the reader's language."""
    old, new = _Lines(done.before, localize), _Lines(done.after, localize)
    alike = f"  {localize(ALIKE())}"
    path = harmless(done.before.source.display_path)
    out = [f"--- {path}", f"+++ {path}"]
    for hunk in _hunks(list(_blocks(done.replaced, old, new))):
        out += _hunk(hunk, old, new, alike)
    if len(out) == 2:
        return ""
    return "".join(_painted(line, colour) + "\n" for line in out)


def _blocks(changes: Sequence[Replaced], old: _Lines, new: _Lines) -> Iterator[_Block]:
    """The lines that change; blocks that follow one another are one."""
    last: _Block | None = None
    for block in (part for whole in _lines_of(changes, old, new) for part in _changed(whole, old, new)):
        if last is not None and last.old.end == block.old.start and last.new.end == block.new.start:
            last = last.joined(block)
            continue
        if last is not None:
            yield last
        last = block
    if last is not None:
        yield last


def _lines_of(changes: Sequence[Replaced], old: _Lines, new: _Lines) -> Iterator[_Block]:
    """The lines that the parts are on; parts that share a line are one."""
    last: _Block | None = None
    for (start, end), (new_start, new_end) in changes:
        back = int(old.follows_return(start))
        more = 0 if old.starts_line(end) and new.starts_line(new_end) else 1  # a whole line takes nothing of the next one
        first, new_first = old.line_of(start - back), new.line_of(new_start - back)
        old_lines = Span(first, max(first, min(old.line_of(end) + more, old.count)))
        block = _Block(old_lines, Span(new_first, max(new_first, min(new.line_of(new_end) + more, new.count))))
        if last is not None and (block.old.start < last.old.end or block.new.start < last.new.end):
            last = last.joined(block)
            continue
        if last is not None:
            yield last
        last = block
    if last is not None:
        yield last


def _changed(block: _Block, old: _Lines, new: _Lines) -> Iterator[_Block]:
    """The block without the lines that are the same at its start and end; where the number stays, without all that are the same."""
    (start, end), (new_start, new_end) = block
    while start < end and new_start < new_end and old.raw(start) == new.raw(new_start):
        start, new_start = start + 1, new_start + 1
    while start < end and new_start < new_end and old.raw(end - 1) == new.raw(new_end - 1):
        end, new_end = end - 1, new_end - 1
    if end - start != new_end - new_start:
        yield _Block(Span(start, end), Span(new_start, new_end))
        return
    shift = new_start - start
    while start < end:
        at = start
        while at < end and old.raw(at) != new.raw(at + shift):
            at += 1
        yield _Block(Span(start, at), Span(start + shift, at + shift))
        while at < end and old.raw(at) == new.raw(at + shift):
            at += 1
        start = at


def _hunks(blocks: Sequence[_Block]) -> Iterator[Sequence[_Block]]:
    """Merge blocks whose context lines touch."""
    first = 0
    for number in range(1, len(blocks) + 1):
        if number == len(blocks) or blocks[number].old.start - blocks[number - 1].old.end > 2 * _CONTEXT:
            yield blocks[first:number]
            first = number


def _hunk(blocks: Sequence[_Block], old: _Lines, new: _Lines, alike: str) -> Iterator[str]:
    lead = min(_CONTEXT, blocks[0].old.start)
    tail = min(_CONTEXT, old.count - blocks[-1].old.end)
    at, end = blocks[0].old.start - lead, blocks[-1].old.end + tail
    yield f"@@ -{_range(at, end)} +{_range(blocks[0].new.start - lead, blocks[-1].new.end + tail)} @@"
    for block in blocks:
        yield from _context(range(at, block.old.start), old)
        yield from _replacement(block, old, new, alike)
        at = block.old.end
    yield from _context(range(at, end), old)


def _context(numbers: Iterable[int], lines: _Lines) -> Iterator[str]:
    for number in numbers:
        yield from _line(" ", lines, number, 0)


def _replacement(block: _Block, old: _Lines, new: _Lines, remark: str) -> Iterator[str]:
    (a, b), (c, d) = block
    kept = {new.raw(number) for number in range(c, d)}
    alike = {old.shown(n) for n in range(a, b)} - {old.shown(n) for n in range(a, b) if old.raw(n) in kept}
    for number in range(a, b):
        yield from _line("-", old, number, _first_difference(old, new, number, c + number - a))
    for number in range(c, d):
        cut = _first_difference(old, new, a + number - c, number)
        yield from _line("+", new, number, cut, remark if new.shown(number) in alike else "")


def _first_difference(old: _Lines, new: _Lines, a: int, b: int) -> int:
    if a >= old.count or b >= new.count:
        return 0
    one, other = old.shown(a), new.shown(b)
    return next((i for i, (x, y) in enumerate(zip(one, other, strict=False)) if x != y), min(len(one), len(other)))


def _line(sign: str, lines: _Lines, number: int, change: int, more: str = "") -> Iterator[str]:
    yield f"{sign}{_window(lines.shown(number), change)}{more}"
    if not lines.raw(number).endswith(("\n", "\r")):
        yield "\\ No newline at end of file"


def _window(text: str, change: int) -> str:
    """A long line cut to the part around its change."""
    if len(text) <= WIDTH:
        return text
    start = max(0, min(change - _LEAD, len(text) - WIDTH))
    end = start + WIDTH
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"


def _range(start: int, end: int) -> str:
    length = end - start
    if length == 1:
        return str(start + 1)
    return f"{start + 1 if length else start},{length}"


def _painted(line: str, colour: bool) -> str:
    code = _COLOURS.get(line[0]) if colour and not line.startswith(("---", "+++")) else None
    return f"{code}{line}{_RESET}" if code else line
