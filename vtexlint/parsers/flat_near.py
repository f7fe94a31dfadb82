"""What the parsers of large flat texts (.env, .properties, INI, TOML) share: which lines of a text they must read.

They read the lines that mention a credential, and those that the rules look at next to one: names of accounts, VTEX hosts, names such
as `token` that mean something only next to others. All other lines are skipped, without a match for each.
"""

import re
from collections.abc import Iterable, Iterator
from heapq import merge

from vtexlint.parsers.model import Mentions
from vtexlint.text.source import line_start

_PUBLISHED = r"(?:(?:next|nuxt|expo|gatsby)_public_|(?:react|vue|ng)_app_|vite_|public_)?"
# what `credentials` knows by the whole name: fields of objects, bare names, what says that a value is in base64, or what document it is
WHOLE_NAMES = (
    r"(?:(?:name|header|value|val|currentvalue|default|initialvalue|enabled|disabled|isactive|createdin|isblocked"
    r"|kind|openapi|swagger|asyncapi|x-openapi|\$schema)(?!_)"
    r"|(?:v|valor|equalto|meta_value|(?:is[_-]?)?(?:base[_-]?64(?:[_-]?encoded)?|b64|encoded)|encoding)(?=[\"']?[ \t]*[=:])"
    rf"|variable|key|token|secret|{_PUBLISHED}(?:api[^a-z0-9]{{0,8}})?(?:key|token|secret))(?![a-z0-9])"
)
_START = rf"[ \t\f]*+[\"'\[]*+(?:export[ \t]++)?{WHOLE_NAMES}"
_LINE = re.compile(rf"\n{_START}", re.ASCII | re.IGNORECASE)
_FIRST = re.compile(_START, re.ASCII | re.IGNORECASE)


def has_lone_returns(text: str) -> bool:
    """Whether a CR alone ends a line: such texts are read as a whole."""
    return "\r" in text and text.count("\r") != text.count("\r\n")


def wanted_lines(text: str, mentions: Mentions, others: Iterable[re.Pattern[str]] = ()) -> Iterator[int]:
    """The beginnings of the lines to be read, in ascending order, some more than once; `others` match what else must be read."""
    places = [
        mentions.places,
        mentions.manifests,
        words_in(text, b"vtex", b"account", b"cuenta", b"conta=", b"conta:", b"conta "),
        named_lines(text),
    ]
    return lines_of(text, [*places, *((match.start() for match in pattern.finditer(text)) for pattern in others)])


def lines_of(text: str, places: Iterable[Iterable[int]]) -> Iterator[int]:
    """The beginnings of the lines in which places are; each iterable of places is in ascending order."""
    start, end = -1, -1
    for place in merge(*places):
        if not start <= place <= end:
            start = line_start(text, place)
            end = text.find("\n", place)
            if end == -1:
                end = len(text)
        yield start


def words_in(text: str, *words: bytes) -> list[int]:
    """Where words in lower case are, but for case, in ascending order."""
    folded = text.encode("latin-1", "replace").lower()
    found = []
    for word in words:
        at = folded.find(word)
        while at != -1:
            found.append(at)
            at = folded.find(word, at + 1)
    return sorted(found)


def named_lines(text: str) -> Iterator[int]:
    """The beginnings of lines whose name means something as a whole, next to others."""
    if _FIRST.match(text):
        yield 0
    for match in _LINE.finditer(text):
        yield match.start() + 1
