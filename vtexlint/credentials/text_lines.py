"""Items of a list that are lines of a text: a script (`Fn::Join`, `script:`), a program (Postman's `exec`, a notebook's cell), raw headers.

The line break at the end of such an item ends the line, and quotes around the value are those of the program that reads the line.
"""

import re

from vtexlint._startup.typed import NamedTuple

# each item is one variable for a program that takes it as it is: a line break in it is the value's
_VARIABLES = frozenset({"environment", "env", "envs", "environment_variables"})
_SHELL = frozenset({"run", "script", "commands", "before_script", "after_script"})
_QUOTED = r"[ \t]*(?P<quote>[\"'`])(?P<value>[^\"'`\r\n]*+)(?P=quote)[ \t]*(?P<end>[;,]?)[ \t]*(?:(?:#|//).*)?"
# a name that is called, indexed or combined; an appKey goes on with a hyphen, and a token is longer
_EXPRESSION = r"[ \t]*(?:(?:await|new)[ ])?[A-Za-z_$][\w$]{0,59}(?:(?:[.\[(]|[ ]*(?:\|\||&&|\?|[+][ ])).*|[ \t]*;)[ \t]*"
_COMMAND = r"[ \t]*export[ \t]"


class LineValue(NamedTuple):
    """Where the value of a line is in the item's text; whether a program computes it."""

    start: int
    end: int
    is_expression: bool = False


def is_of_variables(key: str | int | None) -> bool:
    """Whether each item of a list of this name is one variable."""
    return isinstance(key, str) and key.lower() in _VARIABLES


def value_of(assignment: re.Match[str], key: str | int | None) -> LineValue:
    """The value of an item `NAME=value` or `NAME: value`, whose `value` goes up to its end; `key`: the name of the list."""
    text, start = assignment.string, assignment.start("value")
    if is_of_variables(key):
        return LineValue(start, len(text))
    end = len(text.rstrip("\r\n"))
    value, sign = text[start:end], assignment["sep"]
    is_spaced = "=" in sign and sign[0] in " \t" and value[:1] in (" ", "\t")
    is_line = end < len(text) or is_spaced or key in _SHELL or re.match(_COMMAND, text) is not None
    quoted = re.fullmatch(_QUOTED, value)
    if quoted and (is_line or quoted["end"] == ";") and not ("=" not in sign and assignment["name"][:2] in ("X-", "x-")):
        return LineValue(start + quoted.start("value"), start + quoted.end("value"))
    is_code = is_spaced or value.rstrip().endswith(";")
    return LineValue(start, end, is_code and re.fullmatch(_EXPRESSION, value) is not None)
