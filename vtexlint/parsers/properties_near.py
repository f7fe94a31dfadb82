"""Parser of large `.properties` files that reads the lines that matter to a credential, and passes by the others."""

import re

from vtexlint.parsers.flat_near import has_lone_returns, wanted_lines
from vtexlint.parsers.model import Document, Mentions
from vtexlint.parsers.properties import PropertiesReader, has_documents
from vtexlint.text.source import Source, line_start

# a backslash in a name, which may hide what it is; an escape for which Java refuses the file
_ESCAPED_NAME = re.compile(r"(?<=\n)[ \t\f]*+[^ \t\f\r\n=:\\]*+\\")
_FIRST_NAME = re.compile(r"\A[^\r\n=:\\]*+\\")
_BAD_ESCAPE = re.compile(r"\\u(?![0-9a-fA-F]{4})")


def parse_near(source: Source, mentions: Mentions) -> Document | None:
    """The properties that a mention is in, and those that the rules look at next to one; None if the whole must be read."""
    text = source.text
    if has_lone_returns(text) or has_documents(text):
        return None
    reader = PropertiesReader(text)
    at = 0
    for wanted in wanted_lines(text, mentions, (_FIRST_NAME, _ESCAPED_NAME, _BAD_ESCAPE)):
        if wanted < at:
            continue
        at = max(at, _beginning(text, wanted))
        while at <= wanted and at < len(text):
            at = reader.line_at(at)
    return None if reader.problem else reader.document()._replace(is_whole=False)


def _beginning(text: str, start: int) -> int:
    """Where the first of the lines starts that end in a backslash, up to the one before `start`: continuation lines do not count."""
    while start and text.endswith(("\\\n", "\\\r\n"), 0, start):
        start = line_start(text, start - 1 - text.endswith("\r\n", 0, start))
    return start
