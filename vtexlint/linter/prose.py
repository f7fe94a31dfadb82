"""Texts for people in a large JSON text: descriptions that mention keys and tokens in long strings, where no credential can be.

A string of a JSON text is read as something other than a plain value only if it is a document, a command, a header or arguments
(`credentials.embedded`, `arguments`, `requests`). Each of these has a sign that a text for people seldom has; a string with one stays.
"""

import re

_BLANKS = b" \t\r\n"
_BACKSLASH = ord("\\")
_LONG = 200  # characters from which on a string is not a name: the longest has 120
_BEFORE = 160  # characters before a string in which its name is looked for
# some writers of JSON have `\u0022` and `\u0027` for quotes, and the like for line breaks
_BREAKING = rb"\\(?:[nr]|u000[ad])"
_SPACE = rb"(?:\\(?:[nrt]|u000[9ad])|[ \t-])"
_QUOTE = rb"""(?:\\?["']|\\u002[27])?"""
_JSON_BEGINS = re.compile(rb"%(space)b(?:\{|\[%(space)b\{)" % {b"space": rb"(?:\s|\\(?:[nrt]|u000[9ad]))*+"})
# a line of YAML, of an HTTP request or of a .env file: `NAME:`; `=` is looked for separately
_LINE = re.compile(rb"%b*+%b[a-z_][\w.-]*+%b:" % (_SPACE, _QUOTE, _QUOTE))
_BREAK = re.compile(rb"%b%b*+" % (_BREAKING, _SPACE))
# `-H`, `--header`, at the beginning of a word: also behind an escape, whose last character is a letter or a digit
_OPTION = re.compile(rb"-(?:(?<![\w|/-]-)|(?<=\\[nrtf]-)|(?<=\\u[\da-f]{4}-))-?[a-z]")
_NAME_OF_FILE = re.compile(rb'\.[^"\\]*"\s*:\s*\Z')  # `"config.yaml": "..."` is read as its format


class Prose:
    """The texts for people of one JSON text in lowercase, one byte for each character."""

    def __init__(self, lower: bytes) -> None:
        self._lower = lower
        self._last = 0, 0, False  # the last string: its start, its end, whether it is for people
        self._known: dict[int, bool] = {}
        self._is_json = True

    def end_at(self, place: int) -> int:
        """Where the text for people ends that a place is in; 0 if it is in none."""
        start, end, is_prose = self._last
        if not self._is_json:
            return 0
        if not start < place < end:
            start = _opening(self._lower, place)
            end = _closing(self._lower, place)
            if start == -1 or end == -1:  # its parser says what is wrong
                self._is_json = False
                return 0
            is_prose = end - start >= _LONG and self._is_prose(start, end)
            self._last = start, end, is_prose
        return end if is_prose else 0

    def _is_prose(self, start: int, end: int) -> bool:
        """Whether what is between two quotes is a text for people; not if they are not those of one string, as in JSON5."""
        found = self._known.get(start)
        if found is None:
            text = self._lower[start + 1 : end]
            found = _is_string(self._lower, start, end, text) and not _may_be_read(self._lower, start, text)
            self._known[start] = found
        return found


def _opening(lower: bytes, place: int) -> int:
    """The offset of the quote with which the string begins that a place is in; -1 if there is none."""
    at = lower.rfind(b'"', 0, place)
    while at != -1 and _is_escaped(lower, at):
        at = lower.rfind(b'"', 0, at)
    return at


def _closing(lower: bytes, place: int) -> int:
    """The offset of the quote with which the string ends that a place is in; -1 if there is none."""
    at = lower.find(b'"', place)
    while at != -1 and _is_escaped(lower, at):
        at = lower.find(b'"', at + 1)
    return at


def _is_escaped(lower: bytes, at: int) -> bool:
    """Whether an odd number of backslashes is before an offset."""
    first = at
    while first and lower[first - 1] == _BACKSLASH:
        first -= 1
    return (at - first) % 2 == 1


def _is_string(lower: bytes, start: int, end: int, text: bytes) -> bool:
    """Whether two quotes are those of one string of JSON: it has no line break, and signs of JSON are around it."""
    before = lower[max(0, start - _BEFORE) : start].rstrip(_BLANKS)[-1:]
    after = lower[end + 1 : end + _BEFORE].lstrip(_BLANKS)[:1]
    return b"\n" not in text and b"\r" not in text and before in b"{[,:" and after in b",:]}"


def _may_be_read(lower: bytes, start: int, text: bytes) -> bool:
    """Whether something in a string may be read: it has a sign of what is not for people, or a name of a file."""
    return (
        b"=" in text
        or b"vtexappkey" in text
        or (b"-" in text and _OPTION.search(text) is not None)
        or _LINE.match(text) is not None
        or any(_LINE.match(text, found.end()) for found in _BREAK.finditer(text))
        or _JSON_BEGINS.match(text) is not None
        or _NAME_OF_FILE.search(lower, max(0, start - _BEFORE), start) is not None
    )
