"""Parser of large .env files that reads the lines that matter to a credential, and passes by the others.

A line is read as `dotenv` reads it, `.envrc` as `envrc` does. So is every line whose value does not end on it: what is inside such a
value is not taken for a line.
"""

import re
from bisect import bisect_left
from heapq import merge

from vtexlint.parsers import dotenv, envrc
from vtexlint.parsers.flat_near import has_lone_returns, lines_of, wanted_lines
from vtexlint.parsers.formats import is_envrc
from vtexlint.parsers.model import Container, Document, Mentions
from vtexlint.text.source import Source

# a value in quotes, but for one that ends on its line
_OPENED = tuple(re.compile(rf"(?x){sign}(?=[ \t]*+[\"'`])(?!{dotenv.QUOTED})") for sign in "=:")
_CONTINUED = re.compile(r"\\\r?\n")  # bash joins the two lines


def parse_near(source: Source, mentions: Mentions) -> Document | None:
    """The assignments that a mention is in, and those that the rules look at next to one; None if the whole must be read."""
    text = source.text
    if has_lone_returns(text):
        return None
    of_bash = is_envrc(source.display_path)
    reader = envrc.EnvrcReader(text) if of_bash else dotenv.Reader(text)
    wanted = list(wanted_lines(text, mentions))
    opened = [pattern.finditer(text) for pattern in ((*_OPENED, _CONTINUED) if of_bash else _OPENED)]
    at = 0
    for start in merge(wanted, lines_of(text, ((match.start() for match in found) for found in opened))):
        if start < at:
            continue
        before = len(reader.entries), len(reader.comments)
        at = reader.statement_at(start)
        following = bisect_left(wanted, start)
        if following == len(wanted) or wanted[following] >= at:  # read to find its end alone
            del reader.entries[before[0] :], reader.comments[before[1] :]
    return Document("dotenv", reader.entries, (Container(-1, None, "mapping"),), reader.comments, reader.problem, is_whole=False)
