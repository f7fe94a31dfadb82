"""python-dotenv, without the environment's values.

Source: theskumar/python-dotenv src/dotenv/parser.py and variables.py, 1.2.
"""

import re

from vtexlint.loaders.model import Assignment, Finder, LoaderResult, known, without_returns
from vtexlint.text.patterns import lazy

_SPACE = lazy(r"\s*+")
_BLANKS = lazy(r"[^\S\n]*+")
_EXPORT = lazy(r"(?:export[^\S\n]++)?+")
_KEY = lazy(r"'(?P<quoted>[^']++)'|(?P<plain>[^'=#\s][^=#\s]*+)")
_DOUBLE = lazy(r'"((?:[^"\\]++|\\[\s\S])*+)"')
_SINGLE = lazy(r"'((?:[^'\\]++|\\[\s\S])*+)'")
_TAIL = lazy(r"[^\S\n]*+(?:#[^\n]*+)?+(?:\n|\Z)")
_REST = lazy(r"[^\n]*+\n?+")
_DOUBLE_ESCAPE = lazy(r"\\([\\'\"abfnrtv])")
_SINGLE_ESCAPE = lazy(r"\\([\\'])")
_ESCAPED = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}


def read(text: str) -> LoaderResult:
    plain = without_returns(text)
    found: list[Assignment] = []
    values: dict[str, str | None] = {}
    for written in _assignments(plain.text.replace("\r", "\n")):  # opened as text: a lone CR also ends a line
        value = None if written.value is None else _resolved(written.value, values)
        values[written.name] = value
        found.append(written if value == written.value else written._replace(value=value))
    return LoaderResult(plain.in_original(found))


def _assignments(text: str) -> list[Assignment]:
    """The bindings, before the variables in their values are resolved. A line that is not one is skipped."""
    found: list[Assignment] = []
    at = 1 if text.startswith("\ufeff") else 0
    while at < len(text):
        at = _end(_EXPORT, text, _end(_SPACE, text, at))
        key = _KEY.match(text, at)
        if key is not None:
            value, at = _value(text, _end(_BLANKS, text, key.end()))
            tail = _TAIL.match(text, at) if value is not _BROKEN else None
            if tail is not None:
                group = "plain" if key["quoted"] is None else "quoted"
                found.append(Assignment(key[group], value, *key.span(group)))
                at = tail.end()
                continue
        at = _end(_REST, text, at)
    return found


_BROKEN = "an unclosed quote"


def _value(text: str, at: int) -> tuple[str | None, int]:
    """The value whose `=` should be at `at`, and the offset after it; None if there is no `=`."""
    if not text.startswith("=", at):
        return None, at
    start = _end(_BLANKS, text, at + 1)
    mark = text[start : start + 1]
    if mark == "#" and start > at + 1:
        return "", start
    if mark in ("'", '"'):
        match = (_SINGLE if mark == "'" else _DOUBLE).match(text, start)
        if match is None:
            return _BROKEN, start
        escape = _SINGLE_ESCAPE if mark == "'" else _DOUBLE_ESCAPE
        return escape.sub(lambda found: _ESCAPED.get(found[1], found[1]), match[1]), match.end()
    line = text.find("\n", start)
    line = len(text) if line == -1 else line
    return _before_comment(text[start:line]), line


def _before_comment(value: str) -> str:
    at = value.find("#")
    while at != -1:
        if value[at - 1 : at].isspace():
            return value[:at].rstrip()
        at = value.find("#", at + 1)
    return value.rstrip()


def _resolved(value: str, values: dict[str, str | None]) -> str:
    """`${NAME}` and `${NAME:-default}` replaced by the values above it in the file."""
    if "${" not in value:
        return value
    finder = Finder(value)
    pieces: list[str] = []
    at = 0
    start = value.find("${")
    while start != -1:
        closing, colon = finder.next("}", start), finder.next(":", start)
        if closing == -1:
            break
        if -1 < colon < closing and not value.startswith(":-", colon):
            start = value.find("${", start + 2)
            continue
        name, _, default = value[start + 2 : closing].partition(":-")
        pieces += (value[at:start], known(values, name) if name in values else default)
        at = closing + 1
        start = value.find("${", at)
    return "".join((*pieces, value[at:]))


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at
