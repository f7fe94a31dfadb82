"""Where a large text mentions credentials: the places that a parser must read around.

A superset: what `extract_credentials` finds in the whole text, it also finds in what is read around these places. They are

- the names of keys and tokens, in any case and with any separators, that contain `vtex` or `app`, and every name with `vtex`, which is
  context for others; words of a text only next to a mention
- a VTEX host near names such as `key` and `token`, which mean VTEX's next to one; any other host only next to a mention
- what may be an appKey, and the letters of a token, also in base64
- the issuer of a session token
- the names that say what kind of document it is, for all documents of the text (the outline of JSON finds those at its top)
- in a file that is for VTEX as a whole, every name of a key or token; the names of the settings
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from vtexlint.credentials.context import HOST
from vtexlint.credentials.document_kind import POSTMAN_SCHEMA, is_file_of_vtex, may_be_description
from vtexlint.linter.letter_runs import LETTERS_AND_JUNK, REACH, has_escaped_letter
from vtexlint.linter.prefilter import (
    APP_CREDENTIAL,
    ISSUERS,
    MANIFEST,
    SECRET_OF_PULUMI,
    base64_places,
    capital_places,
    letter_places,
    may_hold_session,
)  # fmt: skip
from vtexlint.linter.prose import Prose
from vtexlint.parsers.container_shapes import DESCRIBING
from vtexlint.parsers.model import Format, Mentions
from vtexlint.text.source import Source

_NAME = rb"[^\"'\r\n]{0,120}"  # the longest name has 120 characters
_HALF_BEFORE = re.compile(rb"(?:key|token|secret)" + _NAME + rb"\Z")
_HALF_BEHIND = re.compile(_NAME + rb"(?:key|token|secret)")
# the end of a name: what separates it from its value
_NAME_REST = re.compile(rb"[\w.\- \xff]*+")
_NAME_END = re.compile(rb"[\\\"'`\]]*+\s*+[:=\]{]")
# the rest of a name with any signs (`"vtex/prod": {`): in quotes, or also that of a block of YAML
_QUOTED_REST = rb"(?:[^\"\\\r\n]|\\[^\r\n]){0,120}+\"\s*+[:=]"
_QUOTED_NAME = re.compile(_QUOTED_REST)
_ANY_NAME = re.compile(_QUOTED_REST + rb"|[^\r\n:]{0,120}+:[ \t]*+(?:[\r\n]|\Z)")
# a line that names a section or a table, also `[vtex "prod"]` and `[vtex."x y"]`: what is in it may have names without vtex
_SECTION = re.compile(rb"(?:\A|[\r\n])[ \t\xff]*+\[[^\r\n]*+\Z")
_WITH_SECTIONS = frozenset({"ini", "toml"})
# headers whose names were meant to be VTEX's
_HEADERS = (b"-api-app", b"idclientauth")
_APP = re.compile(APP_CREDENTIAL)
_MANIFEST = re.compile(MANIFEST)
_DESCRIBING = sorted(word for word in DESCRIBING if not any(other in word for other in DESCRIBING - {word}))
_HALF = re.compile(rb"key|token|secret")
_HOST = re.compile(HOST.removeprefix("(?i)").encode())  # in lowercase: with a literal beginning, it is searched for faster

_LETTERS_AND_JUNK = re.compile(b"[" + re.escape(LETTERS_AND_JUNK) + b"]*+")
_TOGETHER = re.compile(rb"[A-Za-z\x80-\xff]{16,}")


_NEAR_HOST = 2000  # characters of an object between its host, its key and its token

AROUND = 400
"""Characters before and after a place in which a name, and the partner of its credential, are searched for."""


def mentions_in(source: Source, format: Format, extra_names: Sequence[bytes] = (), spacing: int = 0) -> Mentions | None:
    """The places of a large text; None if the whole text must be read: it has ignore comments, or escapes hide letters.

    None also if there turn out to be no more than `spacing` characters for each place. In JSON not those in texts for people.
    """
    return _mentions(source, source.text, format, extra_names, spacing)


def mentions_around(source: Source, format: Format, places: Sequence[int], extra_names: Sequence[bytes] = ()) -> Mentions | None:
    """Those of them that are near some sorted places; None as for `mentions_in`, and if there is a manifest."""
    found: list[int] = []
    end = 0
    for place in places:
        start = max(end, place - AROUND)
        end = place + AROUND
        near = _mentions(source, source.text[start:end], format, extra_names)
        if near is None or near.manifests:
            return None
        found += (start + at for at in near.places)
    return Mentions(found)


def _mentions(source: Source, text: str, format: Format, extra_names: Sequence[bytes], spacing: int = 0) -> Mentions | None:
    flat = text.encode("latin-1", "replace").replace(b"?", b"\xff")  # one byte for each character
    if b"\\" in flat and has_escaped_letter(flat):
        return None
    lower = flat.lower()
    if b"vtexlint" in lower or b"settingsschema" in lower:
        return None  # comments, and the settings of a manifest, mean more than what is around a mention
    prose = Prose(lower) if format == "json" and text is source.text else None  # a part of it may begin in a string
    places = {
        *_vtex_places(lower, prose, format),
        *(at for at in _offsets(_APP, lower) if prose is None or not prose.end_at(at)),
    }
    if len(places) * spacing >= len(text) > 0:
        return None
    is_of_vtex = is_file_of_vtex(source)
    # without an appKey and its name the filter's own test says enough: letters with a name of a token, or what replaces one, before them
    is_sure = is_of_vtex or bool(places) or b"vtex" in lower
    encoded = [*base64_places(flat)]
    capitals = [*capital_places(flat)]
    places.update(_token_places(flat, (*capitals, *letter_places(flat, named=not is_sure))), encoded)
    if is_of_vtex:
        names = _Names(lower)
        has_sections = format in _WITH_SECTIONS
        places.update(
            match.start()
            for match in _HALF.finditer(lower)
            if names.ends_behind(match.end()) or (has_sections and lower.startswith(b"]", match.end()))
        )
    elif hosts := [*_offsets(_HOST, lower)]:
        places.update(_near_hosts(lower, hosts))
    if has_session := may_hold_session(flat):
        places.update(place for word in ISSUERS for place in _offsets(re.compile(word), flat))
    for name in extra_names:
        places.update(_offsets(re.compile(re.escape(name.decode().encode("latin-1", "replace").lower())), lower))
    manifests = sorted((*_offsets(_MANIFEST, flat), *_places(SECRET_OF_PULUMI, flat)))
    if format == "json" and places:
        places.update(_places(POSTMAN_SCHEMA.encode(), lower))
    elif (places or manifests) and may_be_description(format):  # of JSON the outline finds these
        for word in _DESCRIBING:
            names = _Names(lower)
            places.update(place for place in _places(word.encode(), lower) if names.ends_behind(place + len(word)))
    return Mentions(sorted(places), manifests, lower, bool(encoded), bool(capitals), has_session)


def _offsets(pattern: re.Pattern[bytes], data: bytes) -> Iterator[int]:
    return (match.start() for match in pattern.finditer(data))


def _places(word: bytes, data: bytes) -> Iterator[int]:
    at = data.find(word)
    while at != -1:
        yield at
        at = data.find(word, at + 1)


def _near_hosts(lower: bytes, hosts: Sequence[int]) -> Iterator[int]:
    """Where names of tokens are that have a VTEX host and a name of a key near them."""
    names = _Names(lower)
    keys: list[int] = []
    tokens: list[int] = []
    behind = 0
    for host in hosts:  # a key is near a token, which is near a host
        for match in _HALF.finditer(lower, max(behind, host - 2 * _NEAR_HOST), behind := max(behind, host + 2 * _NEAR_HOST)):
            if names.ends_behind(match.end()):
                (keys if match[0] == b"key" else tokens).append(match.start())
    return (place for place in tokens if _is_near(place, hosts) and _is_near(place, keys))


def _is_near(place: int, others: Sequence[int]) -> bool:
    """Whether one of some sorted places is near."""
    at = bisect_left(others, place - _NEAR_HOST)
    return at < len(others) and others[at] <= place + _NEAR_HOST


def _token_places(flat: bytes, found: Iterable[int]) -> Iterator[int]:
    """Where letters of a token are close together: the filter has found one place for all that only whitespace and signs separate."""
    for place in found:
        yield place
        region = _LETTERS_AND_JUNK.match(flat, place, place + REACH)
        if region:
            yield from (match.start() for match in _TOGETHER.finditer(flat, place, region.end()))


def _vtex_places(lower: bytes, prose: Prose | None, format: Format) -> Iterator[int]:
    any_name = _QUOTED_NAME if format == "json" else _ANY_NAME
    has_sections = format in _WITH_SECTIONS
    names = _Names(lower)
    at = lower.find(b"vtex")
    while at != -1:
        if prose and (end := prose.end_at(at)):
            at = lower.find(b"vtex", end)
            continue
        if (
            lower.startswith(_HEADERS, at + 4)
            or names.ends_behind(at + 4)
            or _HALF_BEHIND.match(lower, at + 4)
            or any_name.match(lower, at + 4)
            or _HALF_BEFORE.search(lower[max(0, at - 130) : at])
            or (has_sections and _SECTION.search(lower[max(0, at - 130) : at]))
        ):
            yield at
        at = lower.find(b"vtex", at + 4)


class _Names:
    """Which places are in a name; asked in ascending order, so that a long name is read once."""

    def __init__(self, lower: bytes) -> None:
        self._lower = lower
        self._end = -1
        self._is_name = False

    def ends_behind(self, at: int) -> bool:
        """Whether the letters from here on are the rest of a name."""
        if at > self._end:
            self._end = _NAME_REST.match(self._lower, at).end()  # type: ignore[union-attr]
            self._is_name = _NAME_END.match(self._lower, self._end) is not None
        return self._is_name
