"""Why a text is no YAML, without a word of its content, and where it nests deeper than is followed."""

import re

from vtexlint._startup.typed import Any
from vtexlint.parsers.model import ParseError

MAX_DEPTH = 200
TOO_DEEP = f"nested more than {MAX_DEPTH} levels deep"
_PLAIN_WORDS = {
    "found character '\\t' that cannot start any token": "a tab stands where YAML wants blanks",
    "mapping values are not allowed": "a `:` stands where no mapping can begin: a quote or a line break may be missing",
    "could not find expected ':'": "a `:` is missing behind this name",
    "found undefined alias": "an alias names no anchor",
    "did not find expected key": "a name was expected: the indentation or a quote may be wrong",
    "found unexpected end of stream": "the text ends inside a quoted value",
}


def first_too_deep(text: str) -> int | None:
    """Where flow brackets may nest too deep for libyaml, which is quadratic in their depth; brackets in scalars count too."""
    if text.count("[") + text.count("{") <= MAX_DEPTH:
        return None
    depth = 0
    for match in re.finditer(r"[\[\]{}]", text):
        if match[0] in "[{":
            depth += 1
            if depth > 4 * MAX_DEPTH:
                return match.start()
        elif depth:
            depth -= 1
    return None


def about(error: Any, size: int) -> ParseError:
    """PyYAML's words, of which some quote the file, in words of our own."""
    mark = error.problem_mark or error.context_mark
    raw = str(error.problem or "")
    offset = min(mark.index, size) if mark else 0
    if "end of stream" in raw and error.context_mark is not None and "quoted" in str(error.context):
        return ParseError("this quote is never closed", min(error.context_mark.index, size))
    for known, words in _PLAIN_WORDS.items():
        if raw.startswith(known):
            return ParseError(words, offset)
    return ParseError("this is no YAML from here on", offset)
