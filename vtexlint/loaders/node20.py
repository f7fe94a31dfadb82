"""node --env-file and util.parseEnv of Node.js 20.12 to 22.14.

A name is everything before the next `=`, line breaks included: a line without one becomes part of the name on the next line.
Whitespace is only the space.

Source: nodejs/node src/node_dotenv.cc of 20.18, and its behaviour.
"""

from vtexlint.loaders.model import Assignment, Finder, LoaderResult, without_returns

_EXPORT = "export "


def read(text: str) -> LoaderResult:
    plain = without_returns(text, lone=True)
    found = _Node20Scanner(plain.text.rstrip(" ")).assignments()
    return LoaderResult(plain.in_original(found))


class _Node20Scanner:
    def __init__(self, text: str) -> None:
        self._text = text
        self._finder = Finder(text)

    def assignments(self) -> list[Assignment]:
        text = self._text
        found: list[Assignment] = []
        at = self._behind_blanks(0)
        while at < len(text):
            if text[at] in "\n#" and (line := self._finder.next("\n", at)) != -1:
                at = line + 1
                continue
            sign = self._finder.next("=", at)
            if sign == -1:
                break
            start, end = self._name(at, sign)
            if start == end:
                break
            value, at = self._value(sign + 1)
            if value is not None:
                if text.startswith(_EXPORT, start, end):
                    start += len(_EXPORT)
                found.append(Assignment(text[start:end], value, start, end))
        return found

    def _behind_blanks(self, at: int) -> int:
        while self._text.startswith(" ", at):
            at += 1
        return at

    def _name(self, at: int, sign: int) -> tuple[int, int]:
        start = min(self._behind_blanks(at), sign)
        end = sign
        while end > start and self._text[end - 1] == " ":
            end -= 1
        return start, end

    def _value(self, at: int) -> tuple[str | None, int]:
        """The value and the offset to continue from; None for an unclosed quote at the end of the text, which is then read as a name."""
        text = self._text
        at = self._behind_blanks(at)
        if at >= len(text):
            return "", at
        line = self._finder.next("\n", at)
        mark = text[at]
        if mark not in "'\"`":
            stop = len(text) if line == -1 else line
            return text[at:stop].partition("#")[0].strip(" "), stop + 1
        closing = self._finder.next(mark, at + 1)
        if closing == -1:
            return (None, at) if line == -1 else (text[at:line], line + 1)
        value = text[at + 1 : closing]
        line = self._finder.next("\n", closing + 1)
        return value.replace("\\n", "\n") if mark == '"' else value, len(text) if line == -1 else line + 1
