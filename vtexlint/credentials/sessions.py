"""VTEX ID session tokens: JSON Web Tokens that a user or a pair gets for 24 hours. Read offline, never verified.

The claims are those of VTEX's own examples (VTEX ID API specification): `account`, `audience`, `exp`, `iat`, `sub`, `userId`, and
`iss`, which is `token-emitter`.
"""

import re
import time
from binascii import Error as Base64Error
from binascii import a2b_base64
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from vtexlint._startup.modules import load
from vtexlint._startup.typed import NamedTuple
from vtexlint.credentials.embedded import base64_host
from vtexlint.credentials.encodings import decode_base64
from vtexlint.credentials.model import Credential, EmbeddedText, Scope, SessionToken
from vtexlint.credentials.names import classify, words
from vtexlint.credentials.normalize import Normalized
from vtexlint.credentials.placeholders import is_documented
from vtexlint.parsers.model import Entry
from vtexlint.parsers.parse import source_map
from vtexlint.text.messages import Message
from vtexlint.text.patterns import lazy
from vtexlint.text.secret import Secret
from vtexlint.text.source import Span

SHORTEST = 135
"""Characters of the shortest session token that is found: `prefilter.may_hold_session` finds every run of this length."""

_JWT = lazy(r"(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{8,2000}\.(?P<payload>eyJ[A-Za-z0-9_-]{40,8000})\.[A-Za-z0-9_-]{4,2000}(?![A-Za-z0-9_-])")
_CLAIM = lazy(r'"(?P<name>account|audience|iss|exp)"\s*:\s*(?:"(?P<text>[^"\\]{0,200})"|(?P<number>\d{9,11})(?![\d.]))')
_ISSUER = "token-emitter"
# what may be before a session token in the value of its field: `VTEX_AUTH_TOKEN=`, `VtexIdclientAutCookie: `, `Bearer `
_BEFORE = lazy(r"\s*(?:(?P<name>[A-Za-z_][\w.-]*)[ \t]*[=:][ \t]*)?[\"']?(?:[Bb]earer[ \t]+)?[\"']?")
_NAME_BEFORE = lazy(r"(?<![\w-])(?P<name>[A-Za-z_][\w-]{0,60})[\"'`]?[ \t]*[:=][ \t]*[\"'`]?\Z")
_REACH = 80  # characters before a session token in other text in which its name is searched for
_AFTER = lazy(r"[\"']?[;\s]*")
_SESSION_WORDS = frozenset({"token", "cookie", "auth", "session", "jwt"})
_NAME_FIELDS = ("name", "Name", "key", "Key")


class Claims(NamedTuple):
    """The claims of a session token. `expires`: seconds since 1970."""

    account: str
    expires: int


class JwtPlace(NamedTuple):
    """An entry whose value may contain a session token; `is_base64`: in the data of a Secret."""

    host: EmbeddedText
    entry: Entry
    number: int  # of the host
    is_base64: bool


def payload_of(jwt: str) -> str:
    """The second part of a JSON Web Token, decoded; empty if it cannot be decoded."""
    part = jwt.split(".")[1]
    try:
        data = a2b_base64(part.translate({45: "+", 95: "/"}) + "=" * (-len(part) % 4))
    except Base64Error:
        return ""
    return data.decode("utf-8", "replace")


def moment(seconds: float) -> Message:
    """A time as messages show it: `2026-01-15 10:00 UTC`."""
    date, _, hour = time.strftime("%Y-%m-%d %H:%M", time.gmtime(seconds)).partition(" ")
    numbers = load("vtexlint.text.numbers")  # few files have a session token
    message: Message = numbers.MOMENT(day=numbers.day(date), time=hour)
    return message


def claims_of(jwt: str) -> Claims | None:
    """The claims of a VTEX ID session token; None for a JWT of another issuer, or without an expiry."""
    found = {match["name"]: match["text"] or match["number"] for match in _CLAIM.finditer(payload_of(jwt))}
    if found.get("iss") != _ISSUER or not (found.get("account") and found.get("audience")) or not (found.get("exp") or "").isdigit():
        return None
    return Claims(found["account"], int(found["exp"]))


def in_text(text: str) -> Iterator[tuple[Span, Claims]]:
    """The session tokens of a text."""
    for match in _JWT.finditer(text):
        if len(match[0]) >= SHORTEST and (claims := claims_of(match[0])) and not is_documented(match[0]):
            yield Span(*match.span()), claims


def find_sessions(places: Iterable[JwtPlace], root: EmbeddedText) -> tuple[SessionToken, ...]:
    """The session tokens of a file: in values, and in comments or other text outside of values. Each once."""
    found: dict[Span, SessionToken] = {}
    names = _NamesBeside()
    for place in places:
        for one in _in_value(place, names):
            found.setdefault(one.credential.span, one)
    covered = sorted(found)
    for span, claims in in_text(root.source.text):
        at = bisect_left(covered, (span.end, 0))
        if any(known.end > span.start for known in covered[max(0, at - 1) : at]):
            continue
        near = _NAME_BEFORE.search(root.source.text, max(0, span.start - _REACH), span.start)
        name, name_span = (near["name"], Span(*near.span("name"))) if near else ("", Span(span.start, span.start))
        value = root.source.slice(span)
        found[span] = SessionToken(_credential(name, name_span, value, span, Scope(0, 0, 0), None, root), claims.account, claims.expires)
    return tuple(found[span] for span in sorted(found))


class _NamesBeside:
    """What the `name` of an object with a `value` names; computed once per document."""

    def __init__(self) -> None:
        self._known: dict[int, dict[int, str]] = {}

    def __call__(self, place: JwtPlace) -> str:
        names = self._known.get(place.number)
        if names is None:
            entries = place.host.document.entries
            names = self._known[place.number] = {one.container: one.value or "" for one in entries if one.name in _NAME_FIELDS}
        return names.get(place.entry.container, "")


def _in_value(place: JwtPlace, names: _NamesBeside) -> Iterator[SessionToken]:
    host, entry, value = place.host, place.entry, place.entry.value or ""
    owner = host
    if place.is_base64 and (text := decode_base64(value)) is not None:
        host, value = base64_host(host, entry, text), text
    for span, claims in in_text(value):
        places = None if place.is_base64 else source_map(host.source, host.document.format, entry)
        inner = Span(places[span.start], places[span.end]) if places else entry.span
        name, is_alone = _field(place, value, span, names)
        document = owner.document
        container = entry.container if entry.container < len(document.containers) else 0
        scope = Scope(place.number, container, document.containers[container].document)
        credential = _credential(name, owner.outer(entry.name_span), value[span.start : span.end], owner.outer(inner), scope, entry, owner)
        yield SessionToken(credential, claims.account, claims.expires, is_alone and document.format != "text" and _names_session(name))


def _field(place: JwtPlace, value: str, span: Span, names: _NamesBeside) -> tuple[str, bool]:
    """The name of the field whose value is the session token, and whether the value contains nothing else."""
    entry = place.entry
    before, after = _BEFORE.fullmatch(value[: span.start]), _AFTER.fullmatch(value[span.end :])
    name = entry.name or ""
    if before and before["name"]:
        name = before["name"]
    elif name in ("value", "Value"):
        # the headers of a recorded request are not settings
        named = names(place)
        name = named if classify(named) else name
    return name, before is not None and after is not None


def _names_session(name: str) -> bool:
    """`VTEX_AUTH_TOKEN`, `VTEX_COOKIE`, `VtexIdclientAutCookie_fakestore`, `vid_rt`."""
    plain = re.sub(r"[^a-z0-9]", "", name.lower())
    if plain.startswith("vtexidclientautcookie") or plain == "vidrt":
        return True
    parts = set(words(name))
    return any(word.startswith("vtex") for word in parts) and not _SESSION_WORDS.isdisjoint(parts)


def _credential(name: str, name_span: Span, value: str, span: Span, scope: Scope, entry: Entry | None, host: EmbeddedText) -> Credential:
    return Credential(
        kind="token", strength="alias", name=name, name_span=name_span, raw=Secret(value), span=span, state="set",
        normalized=Normalized(value), form="text", scope=scope, entry=entry, host=host, session=True,
    )  # fmt: skip
