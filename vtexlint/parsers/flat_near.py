"""What the parsers of large flat texts (.env, .properties, INI, TOML) share: which lines of a text they must read.

They read the lines that mention a credential, and those that the rules look at next to one: names of accounts, VTEX hosts, names such
as `token` that mean something only next to others. All other lines are skipped, without a match for each.
"""

import re
from collections.abc import Iterable, Iterator
from heapq import merge
from itertools import groupby
from operator import itemgetter

from vtexlint.parsers.container_shapes import ALL_VALUES, NAME_FIELDS, OFF, VALUES_OF
from vtexlint.parsers.model import Mentions
from vtexlint.text.patterns import lazy
from vtexlint.text.source import line_start

_PUBLISHED = r"(?:(?:next|nuxt|expo|gatsby)_public_|(?:react|vue|ng)_app_|vite_|public_)?"
_OTHERS = "isactive createdin isblocked kind flags".split()  # of the License Manager's answers, of manifests, of exports of Consul


def _any_of(names: Iterable[str]) -> str:
    """A pattern of these names, by their first letter: each alternative takes time at each character of a text."""
    groups = groupby(sorted({name.lower() for name in names}), key=itemgetter(0))
    return "|".join(f"{first}(?:{'|'.join(name[1:] for name in group)})" for first, group in groups)


# what `credentials` knows by the whole name, in lowercase: fields of objects, bare names, what says that a value is in base64
WHOLE_NAMES = (
    rf"(?:(?:{_any_of((*NAME_FIELDS, *ALL_VALUES, *OFF, *_OTHERS))})(?!_)"
    r"|(?:(?:is[_-]?)?(?:base[_-]?64(?:[_-]?encoded)?|b64|encoded)|encoding)(?=[\"']?[ \t]*[=:])"
    rf"|key|token|secret|{_PUBLISHED}(?:api[^a-z0-9]{{0,8}})?(?:key|token|secret))(?![a-z0-9])"
)
# a field that names what may be a credential; a text may have very many others called `id`
_NAMING = rf"(?:{_any_of(VALUES_OF)})[\"']?[ \t]*[=:][^\r\n]*?(?:key|token|secret)"
# before a name: spaces, and characters without a width, which `folded` and `mentions` replace with a sign
_START = rf"[ \t\v\f\x1c-\x1f\x85\xa0?\xff]*+[\"'\[]*+(?:export[ \t]++)?(?:{WHOLE_NAMES}|{_NAMING})"
_LINE = lazy(rf"\n{_START}".encode())  # of a folded text: twice as fast as a pattern without case
_FIRST = lazy(_START.encode())


def has_lone_returns(text: str) -> bool:
    """Whether a CR alone ends a line: such texts are read as a whole."""
    return "\r" in text and text.count("\r") != text.count("\r\n")


def wanted_lines(text: str, mentions: Mentions, others: Iterable[re.Pattern[str]] = ()) -> Iterator[int]:
    """The beginnings of the lines to be read, in ascending order, some more than once; `others` match what else must be read."""
    flat = folded(text, mentions)
    words = words_in(flat, b"vtex", b"account", b"cuenta", b"conta=", b"conta:", b"conta ")
    places = [mentions.places, mentions.manifests, words, named_lines(flat)]
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


def folded(text: str, mentions: Mentions) -> bytes:
    """The text in lowercase, one byte for each character: other than latin letters become a sign."""
    return mentions.folded or text.encode("latin-1", "replace").lower()


def words_in(folded: bytes, *words: bytes) -> list[int]:
    """Where words in lowercase are in a folded text, in ascending order."""
    found = []
    for word in words:
        at = folded.find(word)
        while at != -1:
            found.append(at)
            at = folded.find(word, at + 1)
    return sorted(found)


class Words:
    """The next of some words in a folded text; asked in ascending order, so that the text is searched once for each word."""

    def __init__(self, folded: bytes, *words: bytes) -> None:
        self._folded = folded
        self._words = words
        self._next = [-1] * len(words)  # where each word is next, or up to where it is not

    def before(self, at: int, end: int) -> int:
        """The offset of the first word between two offsets; the end if there is none."""
        for index, place in enumerate(self._next):
            if place <= at:  # it may be where the last search ended
                place = self._folded.find(self._words[index], at, end)
                self._next[index] = place = end if place == -1 else place
            end = min(end, place)
        return end


def named_lines(folded: bytes) -> Iterator[int]:
    """The beginnings of lines of a folded text whose name means something as a whole, next to others."""
    if _FIRST.match(folded):
        yield 0
    for match in _LINE.finditer(folded):
        yield match.start() + 1
