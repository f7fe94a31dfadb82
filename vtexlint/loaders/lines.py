"""dotenv for JavaScript and dotenv for Ruby: one pattern over the whole text, searched for line by line.

Both use the next place where this pattern matches from the start of a line (the Ruby original, which JavaScript's is made after):
`\\s*`, perhaps `export\\s+`, a name, `=` or `: `, perhaps a value (`'...'`, `"..."`, or up to a `#`), perhaps a comment, the line's end.
They process the value differently. A backtracking pattern takes quadratic time on unclosed quotes, so the places of all quotes that may
close a value are computed first here.

Sources: motdotla/dotenv lib/main.js; bkeepers/dotenv lib/dotenv/parser.rb, 3.2.
"""

import re
from bisect import bisect_left

from vtexlint._startup.typed import NamedTuple
from vtexlint.loaders.model import Assignment, Finder, LoaderResult, Refusal, known, without_returns
from vtexlint.text.patterns import lazy

_JS_SPACES = "".join(
    map(chr, (9, 10, 11, 12, 13, 32, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF))
)
_RUBY_SPACES = "\t\n\v\f\r "


class _Dialect(NamedTuple):
    """How one of the two differs in its pattern."""

    spaces: re.Pattern[str]  # \s*
    inline: re.Pattern[str]  # \s* that stays on its line
    name: re.Pattern[str]
    line: re.Pattern[str]  # up to the line's end
    quotes: str
    bare: bool  # a name without a separator counts


_JAVASCRIPT = _Dialect(
    lazy(f"[{_JS_SPACES}]*+"),
    lazy(f"[{_JS_SPACES.translate(dict.fromkeys((10, 13, 0x2028, 0x2029)))}]*+"),
    lazy(r"[A-Za-z0-9_.-]++"),
    lazy("[^\n\u2028\u2029]*+"),
    "'\"`",
    bare=False,
)
_RUBY = _Dialect(
    lazy(f"[{_RUBY_SPACES}]*+"),
    lazy("[ \t\v\f\r]*+"),
    lazy(r"[A-Za-z0-9_.]++"),
    lazy("[^\n]*+"),
    "'\"",
    bare=True,
)


class _Match(NamedTuple):
    name: str
    start: int
    end: int
    value: str | None  # as written, quotes included; None without one
    exported: bool
    behind: int  # an offset on the line where the match ends


class _LineScanner:
    def __init__(self, text: str, dialect: _Dialect) -> None:
        self._text = text
        self._dialect = dialect
        self._finder = Finder(text)
        self._closings: dict[str, list[tuple[int, bool]]] = {}

    def matches(self) -> "list[_Match]":
        found: list[_Match] = []
        at, end = 0, len(self._text)
        while True:
            at = self._skip(at)
            if at >= end:
                return found
            match = self._match(at)
            if match is not None:
                found.append(match)
                at = match.behind
            at = self._line_end(at) + 1

    def _skip(self, at: int) -> int:
        return _end(self._dialect.spaces, self._text, at)

    def _line_end(self, at: int) -> int:
        return _end(self._dialect.line, self._text, at)

    def _match(self, at: int) -> _Match | None:
        if self._text.startswith("export", at):
            behind = self._skip(at + 6)
            if behind > at + 6 and (match := self._assignment(behind, exported=True)):
                return match
        return self._assignment(at, exported=False)

    def _assignment(self, at: int, *, exported: bool) -> _Match | None:
        end = _end(self._dialect.name, self._text, at)
        if end == at:
            return None
        name = self._text[at:end]
        sign = self._skip(end)
        if self._text.startswith("=", sign):
            value_at = sign + 1
        elif self._text.startswith(":", end) and self._skip(end + 1) > end + 1:
            value_at = end + 2
        elif self._dialect.bare and self._closes(end):
            return _Match(name, at, end, None, exported, end)
        else:
            return None
        quoted = self._quoted(value_at)
        if quoted is not None:
            return _Match(name, at, end, self._text[quoted[0] : quoted[1]], exported, quoted[1])
        stop = self._finder.next("\n", value_at)
        stop = len(self._text) if stop == -1 else stop
        mark = self._finder.next("#", value_at)
        stop = mark if -1 < mark < stop else stop
        return _Match(name, at, end, self._text[value_at:stop] or None, exported, stop)

    def _quoted(self, at: int) -> tuple[int, int] | None:
        """The span of a quoted value, quotes included: it ends at its first quote with only a comment after it; a quote after a backslash
        ends it only if no other quote does.
        """
        start = self._skip(at)
        mark = self._text[start : start + 1]
        if not mark or mark not in self._dialect.quotes:
            return None
        places = self._finder.places(mark)
        index = bisect_left(places, start + 1)
        last = -1
        while index < len(places):
            place = places[index]
            if self._closes(place + 1):
                last = place
            if self._text[place - 1] != "\\":
                break
            index += 1
        return (start, last + 1) if last != -1 else None

    def _closes(self, at: int) -> bool:
        at = _end(self._dialect.inline, self._text, at)
        return at == len(self._text) or self._text[at] == "#" or self._line_end(at) == at


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


def javascript(text: str) -> LoaderResult:
    """motdotla/dotenv, whose two paths (the pattern, and the faster scanner of 17 and later) agree."""
    plain = without_returns(text)
    found = [
        Assignment(match.name, _javascript_value(match.value or ""), plain.original(match.start), plain.original(match.end))
        for match in _LineScanner(plain.text.replace("\r", "\n"), _JAVASCRIPT).matches()
    ]
    return LoaderResult(found)


def _javascript_value(written: str) -> str:
    value = written.strip(_JS_SPACES)
    mark = value[:1]
    if len(value) >= 2 and mark in "'\"`" and value[-1] == mark:
        value = value[1:-1]
    elif "\u2028" in value or "\u2029" in value:
        value = _unquote_lines(value)
    if mark == '"':
        value = value.replace("\\n", "\n").replace("\\r", "\r")
    return value


def _unquote_lines(value: str) -> str:
    """Its `/^(['"`])([\\s\\S]*)\\1$/mg` also finds quotes at the ends of an inner line, with the line breaks of Unicode."""
    if len(value) > 1000:
        return value  # the pattern takes quadratic time, and no credential is so long
    return re.sub("(?:(?<=[\u2028\u2029])|\\A)(['\"`])(.*)\\1(?=[\u2028\u2029]|\\Z)", r"\2", value, flags=re.DOTALL)


_RUBY_VARIABLE = lazy(r"(\\)?\$(?!\()\{?([A-Za-z0-9_]+)?\}?")
_RUBY_COMMAND = lazy(r"(?<!\\)\$\([^)]")


def ruby(text: str) -> LoaderResult:
    """bkeepers/dotenv 3.2, without the environment's values and without DOTENV_LINEBREAK_MODE."""
    plain = without_returns(text)
    values: dict[str, str | None] = {}
    found: list[Assignment] = []
    for match in _LineScanner(plain.text.replace("\r", "\n"), _RUBY).matches():
        start, end = plain.original(match.start), plain.original(match.end)
        if match.exported and match.value is None:  # `export A`, `export A=`: rejected unless A is set above
            if match.name not in values:
                return LoaderResult(found, Refusal(start))
            continue
        value, runs = _ruby_value(match.value or "", values)
        values[match.name] = value
        found.append(Assignment(match.name, value, start, end, runs))
    return LoaderResult(found)


def _ruby_value(written: str, values: dict[str, str | None]) -> tuple[str, bool]:
    """The value, and whether it contains the output of a command."""
    value = written.strip(_RUBY_SPACES)
    mark = value[0] if len(value) >= 2 and value[0] in "'\"" and value[-1] == value[0] else ""
    if mark:
        value = value[1:-1]
    if mark == "'":
        return value, False
    if mark:
        value = value.replace("\\n", "\\\\n").replace("\\r", "\\\\r")
    value = re.sub(r"\\([^$])", r"\1", value)
    value = _RUBY_VARIABLE.sub(lambda found: _ruby_variable(found, values), value)
    return value, _RUBY_COMMAND.search(value) is not None


def _ruby_variable(found: re.Match[str], values: dict[str, str | None]) -> str:
    if found[1]:
        return found[0][1:]
    return found[0] if found[2] is None else known(values, found[2])
