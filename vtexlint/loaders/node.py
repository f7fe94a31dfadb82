"""node --env-file and util.parseEnv of Node.js 22.16 and later. Older ones: node20.py.

Whitespace is space, tab and newline: if a value is only whitespace, the next line is read as the value. A line without `=` is skipped.

Source: nodejs/node src/node_dotenv.cc, and the behaviour of 22.20 and 24.19.
"""

from vtexlint.loaders.model import Assignment, Finder, LoaderResult, without_returns
from vtexlint.text.patterns import lazy

_EXPORT = "export "
_SPACES = " \t\n"
_SPACE = lazy("[ \t\n]*+")
_SIGN = lazy("[^=\n]*+")


def read(text: str) -> LoaderResult:
    plain = without_returns(text, lone=True)
    found = _NodeScanner(plain.text.rstrip(_SPACES)).assignments()
    return LoaderResult(plain.in_original(found))


class _NodeScanner:
    def __init__(self, text: str) -> None:
        self._text = text
        self._finder = Finder(text)

    def assignments(self) -> list[Assignment]:
        text, end = self._text, len(self._text)
        found: list[Assignment] = []
        at = self._behind_spaces(0)
        while at < end:
            if text[at] in "\n#":
                at = self._behind_line(at)
                continue
            sign = self._sign(at)
            if sign == end or text[sign] == "\n":
                at = self._behind_spaces(sign)
                continue
            start, stop = self._name(at, sign)
            at = sign + 1
            if at == end or text[at] == "\n":
                value = ""  # before it looks for `export`, which stays in the name
            else:
                at = self._behind_spaces(at)
                if start == stop:
                    continue
                if text.startswith(_EXPORT, start, stop):
                    start = min(self._behind_spaces(start + len(_EXPORT)), stop)
                value, at = self._value(at)
            if start < stop:
                found.append(Assignment(text[start:stop], value, start, stop))
        return found

    def _behind_spaces(self, at: int) -> int:
        match = _SPACE.match(self._text, at)
        return match.end() if match else at

    def _behind_line(self, at: int) -> int:
        line = self._finder.next("\n", at)
        return len(self._text) if line == -1 else line + 1

    def _sign(self, at: int) -> int:
        match = _SIGN.match(self._text, at)
        return match.end() if match else at

    def _name(self, at: int, sign: int) -> tuple[int, int]:
        start = min(self._behind_spaces(at), sign)
        return start, start + len(self._text[start:sign].rstrip(_SPACES))

    def _value(self, at: int) -> tuple[str, int]:
        """The value and the offset to continue from."""
        text = self._text
        mark = text[at]
        quoted = mark in "'\"`"
        if quoted and (closing := self._finder.next(mark, at + 1)) != -1:
            value = text[at + 1 : closing]
            return value.replace("\\n", "\n") if mark == '"' else value, self._behind_line(closing + 1)
        behind = self._behind_line(at)
        line = text[at:behind].removesuffix("\n")
        return line if quoted else line.partition("#")[0].strip(_SPACES), self._behind_spaces(behind)
