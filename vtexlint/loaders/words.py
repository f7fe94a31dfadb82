"""A word of bash: quotes, escapes and variables, without running anything."""

import re

from vtexlint._startup.typed import NamedTuple
from vtexlint.loaders.model import Unreadable, known
from vtexlint.text.patterns import lazy

_PLAIN = lazy(r"[^\s;&|<>()\\'\"`$]++|[\v\f\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
_NAME = lazy(r"[A-Za-z_][A-Za-z0-9_]*+")
_DOUBLE = lazy(r'[^"\\`$]++')
_ANSI_ESCAPE = lazy(r"\\(?:([abeEfnrtv\\'\"?])|.)", re.DOTALL)
_ANSI = {"a": "\a", "b": "\b", "e": "\x1b", "E": "\x1b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_BRACED = lazy(r"\$\{([A-Za-z_][A-Za-z0-9_]*+)(?:(:?[-+])([^\\'\"`$}{]*+))?\}")
_NESTING = lazy(r"\\[\s\S]|'[^']*+'|[\"`(){}']|\$[({]")


class Word(NamedTuple):
    raw: str
    value: str
    runs: bool  # the value contains what cannot be known
    end: int

    @property
    def vanishes(self) -> bool:
        """Whether it is not a word at all: only empty variables without quotes."""
        return not self.value.strip(" \t\n") and not self.runs and "$" in self.raw and not any(quote in self.raw for quote in "\"'\\")

    def __repr__(self) -> str:  # values are secret
        return f"Word({self.end})"


class WordReader:
    """Reads words; `values` are the variables that the text has set, `unknown` those whose value cannot be known."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.values: dict[str, str | None] = {}
        self.unknown: set[str] = set()
        self._runs = False

    def read(self, start: int, *, in_assignment: bool = False) -> Word:
        """The word at `start`, which may be empty. Raises Unreadable at a quote or a parenthesis that is never closed."""
        text = self._text
        pieces: list[str] = []
        self._runs = in_assignment and text.startswith("~", start)
        at = start
        while at < len(text):
            piece, behind = self._piece(at)
            if behind == at:
                break
            pieces.append(piece)
            at = behind
        value = "".join(pieces)
        if in_assignment and ":~" in text[start:at]:
            self._runs = True
        return Word(text[start:at], value, self._runs, min(at, len(text)))

    def _piece(self, at: int) -> tuple[str, int]:
        text = self._text
        match text[at]:
            case "\\":
                escaped = text[at + 1 : at + 2]
                return ("" if escaped == "\n" else escaped or "\\"), at + 2
            case "'":
                closing = text.find("'", at + 1)
                if closing == -1:
                    raise Unreadable(at)
                return text[at + 1 : closing], closing + 1
            case '"':
                return self._double(at)
            case "`":
                return self._command(at)
            case "$":
                return self._dollar(at, quoted=False)
            case _:
                match_ = _PLAIN.match(text, at)
                return (match_[0], match_.end()) if match_ else ("", at)

    def _double(self, start: int) -> tuple[str, int]:
        text = self._text
        pieces: list[str] = []
        at = start + 1
        while at < len(text):
            match text[at]:
                case '"':
                    return "".join(pieces), at + 1
                case "\\":
                    escaped = text[at + 1 : at + 2]
                    pieces.append("" if escaped == "\n" else escaped if escaped in '$`"\\' else f"\\{escaped}")
                    at += 2
                    continue
                case "`":
                    piece, at = self._command(at)
                case "$":
                    piece, at = self._dollar(at, quoted=True)
                case _:
                    match_ = _DOUBLE.match(text, at)
                    assert match_ is not None
                    piece, at = match_[0], match_.end()
            pieces.append(piece)
        raise Unreadable(start)

    def _command(self, at: int) -> tuple[str, int]:
        self._runs = True
        closing = at + 1
        while closing < len(self._text) and self._text[closing] != "`":
            closing += 2 if self._text[closing] == "\\" else 1
        if closing >= len(self._text):
            raise Unreadable(at)
        return "", closing + 1

    def _dollar(self, at: int, *, quoted: bool) -> tuple[str, int]:
        text = self._text
        following = text[at + 1 : at + 2]
        if name := _NAME.match(text, at + 1):
            return self._variable(name[0]), name.end()
        if following == "{":
            return self._braced(at)
        if following == "(":
            self._runs = True
            return "", self.behind_parenthesis(at + 1)
        if following and following in "0123456789@*":
            self._runs = self._runs or following == "0"
            return "", at + 2
        if following and following in "#?$!-_":
            self._runs = True
            return "", at + 2
        if following == "'" and not quoted:
            return self._ansi(at + 1)
        if following == '"' and not quoted:
            return self._double(at + 1)
        return "$", at + 1

    def _variable(self, name: str) -> str:
        self._runs = self._runs or name in self.unknown
        return known(self.values, name)

    def _braced(self, at: int) -> tuple[str, int]:
        match = _BRACED.match(self._text, at)
        if match is None:
            self._runs = True
            return "", self._behind_nesting(at + 2, "}")
        value = self._variable(match[1])
        if match[2] is None:
            return value, match.end()
        is_set = bool(value) if match[2][0] == ":" else match[1] in self.values
        other = match[3]
        if match[2][-1] == "+":
            return (other if is_set else ""), match.end()
        return (value if is_set else other), match.end()

    def _ansi(self, quote: int) -> tuple[str, int]:
        closing = quote + 1
        while closing < len(self._text) and self._text[closing] != "'":
            closing += 2 if self._text[closing] == "\\" else 1
        if closing >= len(self._text):
            raise Unreadable(quote)
        inner = self._text[quote + 1 : closing]
        self._runs = self._runs or re.search(r"\\[0-7xuUc]", inner) is not None
        return _ANSI_ESCAPE.sub(lambda found: _ANSI.get(found[1], found[1]) if found[1] else found[0], inner), closing + 1

    def behind_parenthesis(self, at: int) -> int:
        """The offset after the `)` that closes the parenthesis at `at`."""
        return self._behind_nesting(at + 1, ")")

    def _behind_nesting(self, start: int, closing: str) -> int:
        """The offset after the bracket that closes the one before `start`: quotes and brackets in between are skipped."""
        awaited = [closing]
        for match in _NESTING.finditer(self._text, start):
            sign = match[0]
            if sign == awaited[-1]:
                awaited.pop()
                if not awaited:
                    return match.end()
            elif sign in ("$(", "${"):
                awaited.append(")" if sign == "$(" else "}")
            elif sign in ('"', "`"):
                awaited.append(sign)
            elif sign == "(" and awaited[-1] == ")":
                awaited.append(")")
        raise Unreadable(start - 1)
