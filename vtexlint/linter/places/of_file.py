"""The places of all keys and tokens in one file."""

import re
from collections.abc import Iterator

from vtexlint._startup.digests import digest
from vtexlint.credentials.bare_tokens import is_bounded_before
from vtexlint.credentials.credential_set import CredentialSet
from vtexlint.credentials.labels import printable_name, printed_name
from vtexlint.credentials.model import Credential
from vtexlint.credentials.shapes import ACCOUNT, is_random, normal_key
from vtexlint.linter.base64_text import encoded_tokens, keys_of_bare, known_spans
from vtexlint.linter.parse_file import ParsedFile
from vtexlint.linter.places.model import BASE64_TEXT, Half, Place, Value
from vtexlint.linter.prefilter import base64_places
from vtexlint.text.patterns import lazy
from vtexlint.text.source import Source, Span

_MENTION = lazy(rf"(?ia)vtexappkey-{ACCOUNT}-[a-z]{{6}}(?![a-z0-9-])")
_VARIABLE = lazy(
    r"""(?x)
      \$\{\{\s*(?:secrets|vars|env|inputs|parameters|variables)\.(\w+)\s*\}\}    # GitHub, Azure
    | \$\{(?:env:|self:|opt:|ssm:|secrets?:)?([A-Za-z_][\w.]*)[^}]*\}
    | \$\(([A-Za-z_][\w.]*)\)
    | \$(?:env:)?([A-Za-z_]\w*)
    | %(?:env\()?([A-Za-z_]\w*)\)?%
    | =?\{\{\s*\$?\.?(?:\$?[A-Za-z]\w*\.)*([A-Za-z_]\w*)[^}]*\}\}
    | (?:process\.env|import\.meta\.env|os\.environ|ENV)[.\["'(]+([A-Za-z_]\w*).*
    """
)
_CIPHERTEXT = lazy(
    r"ENC\[AES|ENC\(|encrypted:|\{cipher\}|\$ANSIBLE_VAULT;|EJ\[\d|AQICAH|gAAAAA|U2FsdGVkX1|vault:v\d+:"
    r"|-----BEGIN (?:PGP MESSAGE|AGE ENCRYPTED FILE)"
)
_LONGEST_NAME = 80


def places_of(parsed: ParsedFile) -> tuple[Place, ...]:
    """The places of a file, in its order: its credentials, and each appKey that its text mentions. Git states are for the caller."""
    source, found = parsed.source, parsed.found
    partners = _partners(found)
    bare = keys_of_bare(found)
    places: dict[tuple[Span, int], Place] = {}
    inside: list[Place] = []  # appKeys in the base64 of a value
    known = [credential for credential in found.credentials if not credential.host.is_between]
    for credential in known:
        at = (credential.span, credential.entry.span.start if credential.host.is_encoded and credential.entry else -1)
        if at not in places:
            places[at] = _place(credential, partners.get(id(credential)), source)
            if not places[at].key and (key := bare.get(id(credential))):
                places[at] = places[at]._replace(key=key)
                if credential.host.is_encoded:  # else the appKey is its own mention
                    inside.append(places[at]._replace(half="key", value="valid", form=BASE64_TEXT))
    spans = [credential.span for credential in known]
    found_places = [*inside, *places.values(), *_mentions(source, spans), *_encoded(source, known_spans(known))]
    return _each_once(found_places)


def mentions_of(source: Source) -> tuple[Place, ...]:
    """The appKeys that a text mentions, and the tokens in its base64."""
    return _each_once([*_mentions(source, ()), *_encoded(source, ())])


def _each_once(places: list[Place]) -> tuple[Place, ...]:
    """In the order of the file. A value in base64 may have a credential several times, as a field and as a text: it is one place."""
    found: dict[tuple[int, int, Half, str], Place] = {}
    for number, place in enumerate(places):
        value = place.token if place.is_token else place.key if place.half == "key" else ""
        at = (place.line, place.column, place.half, value or str(number))
        if at not in found or (place.key and not found[at].key):
            found[at] = place
    return tuple(sorted(found.values(), key=lambda place: (place.line, place.column)))


def may_mention(data: bytes) -> bool:
    """Whether bytes may mention an appKey, in any encoding that is read, or have a token in base64."""
    flat = data.replace(b"\0", b"")
    return b"vtexappkey-" in flat.lower() or next(base64_places(flat), None) is not None


def _partners(found: CredentialSet) -> dict[int, Credential]:
    """The other credential of the pair, by the `id` of each."""
    partners: dict[int, Credential] = {}
    for pair in found.pairs:
        if pair.key is not None and pair.token is not None:
            for one, other in ((pair.key, pair.token), (pair.token, pair.key)):
                # the first pair counts, unless a later one has a value and it has none
                if id(one) not in partners or not partners[id(one)].is_set:
                    partners[id(one)] = other
    return partners


def _place(credential: Credential, partner: Credential | None, source: Source) -> Place:
    half = _half(credential)
    key, token = (credential, partner) if half == "key" else (partner, credential)
    start = source.position(credential.span.start)
    text = credential.raw.reveal() if credential.state == "reference" else ""
    return Place(
        source.display_path,
        start.line,
        start.column,
        printed_name(credential),
        half,
        _value(credential, half),
        credential.form,
        normal_key(key.value) if key is not None and key.is_set else "",
        token_digest(token) if token is not None else "",
        _variable(text),
        _CIPHERTEXT.match(text) is not None,
    )


def _half(credential: Credential) -> Half:
    """By the value where that is certain: the two values of a pair may be exchanged."""
    return (credential.shape.kind or credential.kind) if credential.is_set else credential.kind


def _value(credential: Credential, half: Half) -> Value:
    if not credential.is_set:
        return credential.state  # type: ignore[return-value]  # the other three states are values
    if half == "key":
        return "valid" if credential.shape.key_parts else "damaged" if credential.shape.key_parts_any_case else "other"
    if credential.shape.is_token and credential.shape.is_random:
        return "valid"
    return "damaged" if credential.shape.is_unguessable else "other"


def token_digest(credential: Credential) -> str:
    """The SHA-256 of an appToken; "" for a value that could be guessed, and for one that is not set."""
    if not credential.is_set or _half(credential) != "token":
        return ""
    shape = credential.shape
    return shape.digest if (shape.is_token and shape.is_random) or shape.is_unguessable else ""


def _variable(reference: str) -> str:
    """The name that a reference names; "" where there is no name, or what looks like one may be a secret."""
    match = _VARIABLE.search(reference)
    name = next(filter(None, match.groups()), "") if match else ""
    shown = printable_name(name)
    return shown if len(name) <= _LONGEST_NAME and not (len(name) >= 60 and is_random(re.sub(r"[^A-Za-z]", "", name))) else ""


def _mentions(source: Source, known: "list[Span] | tuple[()]") -> Iterator[Place]:
    """The appKeys in a text that are not values of credentials."""
    spans = sorted(known)
    at = 0
    for match in _MENTION.finditer(source.text):
        while at < len(spans) and spans[at].end <= match.start():
            at += 1
        if any(span.start < match.end() and match.start() < span.end for span in spans[max(at - 1, 0) : at + 2]):
            continue
        if not is_bounded_before(source.text, match.start()):
            continue
        key = normal_key(match[0])
        if key:
            start = source.position(match.start())
            value: Value = "valid" if key == match[0] else "damaged"
            yield Place(source.display_path, start.line, start.column, "", "key", value, "mention", key)


def _encoded(source: Source, known: "list[Span] | tuple[()]") -> Iterator[Place]:
    """The tokens in base64 that is not the value of a credential, each with the appKey in the same base64, and that appKey."""
    for one in encoded_tokens(source.text, known):
        keys = list(dict.fromkeys(filter(None, (normal_key(match[0]) for match in _MENTION.finditer(one.text.reveal())))))
        at = source.position(one.span.start)
        tokens = [digest(token.reveal()) for token in one.tokens]
        key, token = keys[0] if len(keys) == 1 else "", tokens[0] if len(tokens) == 1 else ""
        for name in keys:
            yield Place(source.display_path, at.line, at.column, "", "key", "valid", BASE64_TEXT, name, token)
        for found in tokens:
            yield Place(source.display_path, at.line, at.column, "", "token", "valid", BASE64_TEXT, key, found)
