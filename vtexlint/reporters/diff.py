"""What fixing would change, as a unified diff in which every value is masked by what is wrong with it."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from vtexlint._startup.typed import NamedTuple
from vtexlint.linter.masking import Masker, describe
from vtexlint.linter.parse_file import ParsedFile
from vtexlint.reporters.plain import harmless
from vtexlint.text.messages import Template

ALIKE = Template("diff.alike", "(changed; nothing more of it can be shown)")
"""Behind a changed line that looks the same once it is masked."""

WIDTH = 160
_CONTEXT = 3
_LEAD = 60  # characters of a long line that are shown before its change

_COLOURS = {"-": "\x1b[31m", "+": "\x1b[32m", "@": "\x1b[36m"}
_RESET = "\x1b[0m"


class _Lines(NamedTuple):
    """The lines of a text, and how each may be shown."""

    raw: Sequence[str]
    shown: Sequence[str]


def render(before: ParsedFile, after: ParsedFile, colour: bool = False) -> str:
    """The diff of one file; empty where nothing changes."""
    old, new = _lines(before), _lines(after)
    path = harmless(before.source.display_path)
    out = [f"--- {path}", f"+++ {path}"]
    for group in _groups(old.raw, new.raw):
        out += _hunk(group, old, new)
    if len(out) == 2:
        return ""
    return "".join(_painted(line, colour) + "\n" for line in out)


def _lines(parsed: ParsedFile) -> _Lines:
    source = parsed.source
    masker = Masker(source, parsed.document, parsed.found, describe)
    starts = [*source.line_starts, len(source.text)]
    count = len(starts) - (1 if starts[-2] < starts[-1] else 2)  # after the last line break there is no line
    raw = [source.text[starts[number] : starts[number + 1]] for number in range(count)]
    return _Lines(raw, [harmless(masker.line(number + 1)) for number in range(count)])


_Opcode = tuple[str, int, int, int, int]


def _groups(old: Sequence[str], new: Sequence[str]) -> Iterator[list[_Opcode]]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if len(old) == len(new):
        # the same number of lines: compare each with its own, which a matcher that looks for moved lines does not do
        matcher.opcodes = list(_line_by_line(old, new))  # type: ignore[attr-defined]
    yield from matcher.get_grouped_opcodes(_CONTEXT)


def _line_by_line(old: Sequence[str], new: Sequence[str]) -> Iterator[_Opcode]:
    start = 0
    while start < len(old):
        end = start
        same = old[start] == new[start]
        while end < len(old) and (old[end] == new[end]) == same:
            end += 1
        yield ("equal" if same else "replace", start, end, start, end)
        start = end


def _hunk(group: Sequence[_Opcode], old: _Lines, new: _Lines) -> Iterator[str]:
    first, last = group[0], group[-1]
    yield f"@@ -{_range(first[1], last[2])} +{_range(first[3], last[4])} @@"
    for what, a, b, c, d in group:
        if what == "equal":
            for number in range(a, b):
                yield from _line(" ", old, number, old.shown[number], 0)
            continue
        alike = {old.shown[number] for number in range(a, b)} - {old.shown[n] for n in range(a, b) if old.raw[n] in new.raw[c:d]}
        for number in range(a, b):
            yield from _line("-", old, number, old.shown[number], _first_difference(old, new, number, c + number - a))
        for number in range(c, d):
            shown = new.shown[number]
            cut = _first_difference(old, new, a + number - c, number)
            yield from _line("+", new, number, shown, cut, f"  {ALIKE()}" if shown in alike else "")


def _first_difference(old: _Lines, new: _Lines, a: int, b: int) -> int:
    if a >= len(old.shown) or b >= len(new.shown):
        return 0
    one, other = old.shown[a], new.shown[b]
    return next((i for i, (x, y) in enumerate(zip(one, other, strict=False)) if x != y), min(len(one), len(other)))


def _line(sign: str, lines: _Lines, number: int, shown: str, change: int, more: str = "") -> Iterator[str]:
    yield f"{sign}{_window(shown, change)}{more}"
    if not lines.raw[number].endswith(("\n", "\r")):
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
