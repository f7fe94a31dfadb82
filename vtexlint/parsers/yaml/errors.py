"""Why a text is not valid YAML, without any of its content, and where it nests too deep."""

import re

from vtexlint._startup.typed import Any
from vtexlint.parsers.model import ParseError
from vtexlint.text.messages import Template

OPEN_QUOTE = Template("yaml.open-quote", "this quote is never closed")
NOT_YAML = Template("yaml.not-yaml", "not valid YAML from here on")
BAD_CHARACTER = Template("yaml.bad-character", "this character is not allowed in YAML")
HALF_A_PAIR = Template("yaml.half-a-pair", "this is half of a surrogate pair, not a character")
TOO_DEEP = Template("yaml.too-deep", "nested more than {levels} levels deep")
BY_PROBLEM = {
    "found character '\\t' that cannot start any token": Template("yaml.tab", "YAML does not allow a tab here; use spaces"),
    "mapping values are not allowed": Template("yaml.colon", "a mapping cannot start at this `:`; a quote or a line break may be missing"),
    "could not find expected ':'": Template("yaml.no-colon", "a `:` is missing after this name"),
    "found undefined alias": Template("yaml.alias", "the anchor of this alias does not exist"),
    "did not find expected key": Template("yaml.key", "a name was expected: the indentation or a quote may be wrong"),
    "found unexpected end of stream": Template("yaml.end", "the text ends inside a quoted value"),
}
"""How PyYAML's problem starts, and the message for it."""

MAX_DEPTH = 200
_NO_BRACKETS = bytes(code for code in range(256) if code not in b"[]{}")
_BRACKETS = bytes.maketrans(b"{}", b"[]")


def first_too_deep(text: str) -> int | None:
    """Where flow brackets may nest too deep for libyaml, which is quadratic in their depth; brackets in scalars are counted too."""
    brackets = text.encode("latin-1", "replace").translate(_BRACKETS, _NO_BRACKETS)
    size = 2 * len(brackets) + 1
    while 2 * len(brackets) < size:  # each round removes one level of pairs: they are fewer than 30 as long as it halves the brackets
        if brackets.count(b"[") <= MAX_DEPTH:
            return None
        size = len(brackets)
        brackets = brackets.replace(b"[]", b"")
    depth = 0
    for match in re.finditer(r"[\[\]{}]", text):
        if match[0] in "[{":
            depth += 1
            if depth > 4 * MAX_DEPTH:
                return match.start()
        elif depth:
            depth -= 1
    return None


def levels(flat: bytes, most: int) -> int:
    """How deep flow brackets nest at most in a text of a byte for each character; if that is more than `most`, a number above it."""
    brackets = flat.translate(_BRACKETS, _NO_BRACKETS)
    for level in range(most):
        if not brackets:
            return level
        brackets = brackets.replace(b"[]", b"")
    return most + len(brackets)


def too_deep(offset: int) -> ParseError:
    return ParseError(TOO_DEEP(levels=MAX_DEPTH), offset)


def about(error: Any, size: int) -> ParseError:
    """Our own message for an error of PyYAML, whose messages may quote the file."""
    mark = error.problem_mark or error.context_mark
    raw = str(error.problem or "")
    offset = min(mark.index, size) if mark else 0
    if "end of stream" in raw and error.context_mark is not None and "quoted" in str(error.context):
        return ParseError(OPEN_QUOTE(), min(error.context_mark.index, size))
    template = next((template for known, template in BY_PROBLEM.items() if raw.startswith(known)), NOT_YAML)
    return ParseError(template(), offset)
