"""Read plain TOML files without tomli, whose import (with `re`) costs as much as half a bare interpreter: 10 ms.

`read` reads what most settings files consist of: tables, lists of tables, dotted keys, strings without escapes, whole numbers, flags, lists
and inline tables. At the first thing beyond that, and where the file may be wrong, it gives up: tomli reads the whole file then, and has
the error message. tests/startup/test_plain_toml.py compares it with tomli.
"""

from vtexlint._startup.typed import TYPE_CHECKING, Any, QuietError

if TYPE_CHECKING:
    Table = dict[str, Any]

_BARE = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")
_AFTER_WORD = frozenset(" \t\n,]}#")
_DEEPEST = 20  # lists and inline tables in each other
_LONGEST = 15  # digits of a number


class _NotPlainError(QuietError):
    """Something that tomli must read."""


def read(text: str) -> "Table | None":
    """What `tomli.loads` returns for the text, or None: tomli must read it."""
    text = text.replace("\r\n", "\n")
    if "\\" in text or '"""' in text or "'''" in text or not text.replace("\n", "").replace("\t", "").isprintable():
        return None
    try:
        return _PlainReader(text).document()
    except _NotPlainError:
        return None


class _PlainReader:
    def __init__(self, text: str) -> None:
        self._text = f"{text}\n"
        self._at = 0
        self._root: Table = {}
        self._lists_of_tables: set[int] = set()  # by id
        self._closed: set[int] = set()  # tables by id that no header may add to: inline ones, and those of dotted keys

    def document(self) -> "Table":
        table = self._root
        section: set[int] = set()  # the tables that dotted keys have made since the last header
        while self._at < len(self._text):
            self._skip_space()
            character = self._text[self._at]
            if character == "[":
                self._closed |= section
                section = set()
                table = self._header()
            elif character not in "#\n":
                *above, name = self._key()
                place = table
                for one in above:
                    if one not in place:
                        place[one] = {}
                        section.add(id(place[one]))
                    place = place[one]
                    if id(place) not in section:
                        raise _NotPlainError
                self._assign(place, name)
            self._end_line()
        return self._root

    def _header(self) -> "Table":
        is_list = self._text.startswith("[[", self._at)
        self._at += 1 + is_list
        *above, name = self._key()
        self._expect("]]" if is_list else "]")
        place = self._root
        for one in above:
            found = place.setdefault(one, {})
            if isinstance(found, list) and id(found) in self._lists_of_tables:
                found = found[-1]
            if not isinstance(found, dict) or id(found) in self._closed:
                raise _NotPlainError
            place = found
        made: Table = {}
        if not is_list:
            if name in place:
                raise _NotPlainError
            place[name] = made
            return made
        if name not in place:
            place[name] = []
            self._lists_of_tables.add(id(place[name]))
        tables = place[name]
        if id(tables) not in self._lists_of_tables:
            raise _NotPlainError
        tables.append(made)
        return made

    def _assign(self, place: "Table", name: str) -> None:
        """The rest of `name = value`."""
        if name in place:
            raise _NotPlainError
        self._expect("=")
        self._skip_space()
        place[name] = self._value(0)

    def _key(self) -> list[str]:
        """The parts of a dotted key, and the space after it."""
        parts = []
        while True:
            self._skip_space()
            start, text = self._at, self._text
            if text[start] in "\"'":
                parts.append(self._string())
            else:
                while text[self._at] in _BARE:
                    self._at += 1
                if self._at == start:
                    raise _NotPlainError
                parts.append(text[start : self._at])
            self._skip_space()
            if text[self._at] != ".":
                return parts
            self._at += 1

    def _value(self, depth: int) -> Any:
        character = self._text[self._at]
        if character in "\"'":
            return self._string()
        if depth > _DEEPEST:
            raise _NotPlainError
        if character == "[":
            return self._list(depth)
        if character == "{":
            return self._inline_table(depth)
        start = self._at
        while self._text[self._at] not in _AFTER_WORD:
            self._at += 1
        word = self._text[start : self._at]
        if word in ("true", "false"):
            return word == "true"
        if word.isascii() and word.isdigit() and len(word) <= _LONGEST and (word == "0" or word[0] != "0"):
            return int(word)
        raise _NotPlainError

    def _string(self) -> str:
        start = self._at + 1
        end = self._text.find(self._text[start - 1], start)
        found = self._text[start:end]
        if end == -1 or "\n" in found:
            raise _NotPlainError
        self._at = end + 1
        return found

    def _list(self, depth: int) -> list[Any]:
        found: list[Any] = []
        self._at += 1
        while True:
            self._skip_lines()
            if self._text[self._at] == "]":
                break
            found.append(self._value(depth + 1))
            self._skip_lines()
            if self._text[self._at] == "]":
                break
            self._expect(",")
        self._at += 1
        return found

    def _inline_table(self, depth: int) -> "Table":
        found: Table = {}
        self._closed.add(id(found))
        self._at += 1
        self._skip_space()
        while self._text[self._at] != "}":
            if found:
                self._expect(",")
            (name, *below) = self._key()
            if below or name in found:
                raise _NotPlainError
            self._expect("=")
            self._skip_space()
            found[name] = self._value(depth + 1)
            self._skip_space()
        self._at += 1
        return found

    def _skip_space(self) -> None:
        while self._text[self._at] in " \t":
            self._at += 1

    def _skip_lines(self) -> None:
        """To the next character within a list; its end must come."""
        while True:
            self._skip_space()
            if self._text[self._at] not in "#\n":
                return
            self._end_line()
            if self._at == len(self._text):
                raise _NotPlainError

    def _expect(self, word: str) -> None:
        if not self._text.startswith(word, self._at):
            raise _NotPlainError
        self._at += len(word)

    def _end_line(self) -> None:
        self._skip_space()
        if self._text[self._at] == "#":
            self._at = self._text.index("\n", self._at)
        self._expect("\n")
