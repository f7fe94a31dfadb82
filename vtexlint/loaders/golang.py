"""godotenv, and docker compose, whose reader began as a copy of it; without the environment's values.

Sources: joho/godotenv parser.go, 1.5.1, the last release (its main branch accepts `-` in names, and a comment from the first ` #` on);
compose-spec/compose-go v2 dotenv/parser.go.
"""

import re

from vtexlint.loaders.model import Assignment, Finder, LoaderResult, Refusal, Unreadable, known, without_returns
from vtexlint.loaders.template import substitute
from vtexlint.text.patterns import lazy

_SPACES = "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
_BLANKS = "\t\v\f\r \x85\xa0"
_SPACE = lazy(f"[{_SPACES}]*+")
_BLANK = lazy(f"[{_BLANKS}]*+")
_PLAIN_NAME = lazy(r"[A-Za-z0-9_.\t\v\f\r ]*+")  # what may be in a name for both; `is_in_name` decides about other characters
_DOUBLE = lazy(r'"((?:[^"\\]++|\\[\s\S])*+)"')
_SINGLE = lazy(r"'((?:[^'\\]++|\\[\s\S])*+)'")
_COMPOSE_ESCAPE = lazy(r'\\(?:([abcfnrtv$"\\])|0(\d{0,3}))')
_COMPOSE_ESCAPED = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "$": "$$", '"': '"', "\\": "\\"}
_LINE = lazy("[^\r\n]*+")
_LAST_COMMENT = lazy(f"(?s)(.*[{_BLANKS}])#")
_GO_VARIABLE = lazy(r"(\\)?\$\(?\{?([A-Z0-9_]+)?\}?")


class _GoReader:
    """The statements of both; the subclasses define names and values."""

    export: re.Pattern[str]
    signs: str

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[Assignment] = []
        self.values: dict[str, str | None] = {}

    def run(self) -> None:
        """Raises Unreadable."""
        at = 0
        while (at := _end(_SPACE, self.text, at)) < len(self.text):
            if self.text[at] == "#":
                at = self.text.find("\n", at)
                if at == -1:
                    return
                continue
            at = self._statement(at)

    def _statement(self, at: int) -> int:
        start = at
        if self.export.match(self.text, at):
            start = _end(_BLANK, self.text, at + 6)
        if start == len(self.text):
            raise Unreadable(at)
        sign = start
        while (sign := _end(_PLAIN_NAME, self.text, sign)) < len(self.text) and self.text[sign] not in self.signs:
            if self.text[sign] not in _BLANKS and not self.is_in_name(self.text[sign]):
                raise Unreadable(sign)
            sign += 1
        if sign == len(self.text):  # a last line without `=` is read as a value without a name
            name, behind = "", start
        else:
            name, behind = self.text[start:sign], sign + 1
        if " " in name.rstrip(_SPACES) and not self.takes_blanks_in_names:
            raise Unreadable(start)
        if self.text.startswith("\n", sign):
            return behind
        name = name.rstrip(_SPACES)
        value, behind = self.value(_end(_BLANK, self.text, behind))
        self.values[name] = value
        if name:
            self.found.append(Assignment(name, value, start, start + len(name)))
        return behind

    takes_blanks_in_names = False

    def is_in_name(self, character: str) -> bool:
        raise NotImplementedError

    def value(self, at: int) -> tuple[str, int]:
        raise NotImplementedError


class _Compose(_GoReader):
    export = lazy(r"export(?=[\t\n\f\r ])")
    signs = "=:\n"

    def is_in_name(self, character: str) -> bool:
        return character in "_.-[]" or character.isalpha() or character.isnumeric()

    def value(self, at: int) -> tuple[str, int]:
        mark = self.text[at : at + 1]
        if mark not in ("'", '"'):
            line = self.text.find("\n", at)
            line = len(self.text) if line == -1 else line
            written = self.text[at:line].partition(" #")[0].rstrip(_SPACES)
            return substitute(written, self.values, at), line + 1
        match = (_SINGLE if mark == "'" else _DOUBLE).match(self.text, at)
        if match is None:
            raise Unreadable(at)
        value = re.sub(r"\\([\s\S])", lambda found: mark if found[1] == mark else found[0], match[1])
        if mark == '"':
            value = substitute(_COMPOSE_ESCAPE.sub(_compose_escaped, value), self.values, at)
        return value, match.end()


def _compose_escaped(match: re.Match[str]) -> str:
    if match[1]:
        return _COMPOSE_ESCAPED.get(match[1], match[0])
    if re.fullmatch("[0-3][0-7]{2}", match[2]):
        return chr(int(match[2], 8))
    return f"\\{match[2]}"


class _Godotenv(_GoReader):
    export = lazy(f"export(?=[{_BLANKS}])")
    signs = "=:"
    takes_blanks_in_names = True

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._finder = Finder(text)

    def is_in_name(self, character: str) -> bool:
        if character.isascii():
            return character.isalnum() or character in "_."
        # it reads bytes, each as if it were a character of latin-1
        return all(byte.isalnum() or byte.isnumeric() or byte in _BLANKS for byte in character.encode("utf-8", "replace").decode("latin-1"))

    def value(self, at: int) -> tuple[str, int]:
        mark = self.text[at : at + 1]
        if mark not in ("'", '"'):
            line = _LINE.match(self.text, at)
            return self._plain(line[0] if line else ""), line.end() if line else at
        closing = self._finder.next(mark, at + 1)
        while closing != -1 and self.text[closing - 1] == "\\":
            closing = self._finder.next(mark, closing + 1)
        if closing == -1:
            raise Unreadable(at)
        value = self.text[at:closing].rstrip(mark).lstrip(mark)
        if mark == '"':
            value = re.sub(r"\\([nr])|\\.", lambda found: {"n": "\n", "r": "\r"}.get(found[1] or "", found[0]), value)
            value = self._expanded(re.sub(r"\\([^$])", r"\1", value))
        return value, closing + 1

    def _plain(self, line: str) -> str:
        comment = _LAST_COMMENT.match(line)  # the last `#` after whitespace: one before it is part of the value
        return self._expanded((comment[1] if comment else line).strip(_BLANKS))

    def _expanded(self, value: str) -> str:
        return _GO_VARIABLE.sub(self._variable, value)

    def _variable(self, match: re.Match[str]) -> str:
        if match[1]:
            return match[0][1:]
        return known(self.values, match[2]) if match[2] else match[0]


def compose(text: str) -> LoaderResult:
    return _read(text.removeprefix("\ufeff"), _Compose, 1 if text.startswith("\ufeff") else 0)


def godotenv(text: str) -> LoaderResult:
    return _read(text, _Godotenv, 0)


def _read(text: str, kind: type[_GoReader], skipped: int) -> LoaderResult:
    plain = without_returns(text)  # compose reads the CR as whitespace at the end of the value
    reader = kind(plain.text)
    refusal = None
    try:
        reader.run()
    except Unreadable as unreadable:
        refusal = Refusal(plain.original(unreadable.offset) + skipped)
    return LoaderResult(plain.in_original(reader.found, skipped), refusal)


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at
