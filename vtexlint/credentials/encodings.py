"""Base64 around a credential: where a field expects it, where it does not, and which value was meant.

A field expects base64 in the `data` of a Kubernetes Secret, and where that is said: by a name (`VTEX_APP_TOKEN_B64`, `encoding: base64`
next to it), by an export of Consul. It may expect it in the values of a Helm chart, whose templates may pass them on to a Secret, and in
a patch of `/data/...`, which may be that of a Secret.
"""

import re
from binascii import Error as Base64Error
from binascii import a2b_base64, b2a_base64
from collections.abc import Container, Iterator
from itertools import pairwise

from vtexlint._startup.typed import Literal, NamedTuple
from vtexlint.credentials import shapes
from vtexlint.credentials.charts import has_values
from vtexlint.credentials.names import words
from vtexlint.credentials.normalize import normalize
from vtexlint.parsers.model import Document, Entry
from vtexlint.text.secret import Secret
from vtexlint.text.source import Source

Fault = Literal["plain", "base64", "twice", "variant"]
"""`plain`: in the `data` of a Secret; `base64`: where plain text is expected; `twice`: once more than expected; `variant`: base64url or
without padding in the `data` of a Secret.
"""

_VALUE = r"\s*[A-Za-z0-9+/_-]+={0,2}\s*"
_STANDARD = r"[A-Za-z0-9+/\s]+={0,2}\s*"
_RUN = r"[A-Za-z0-9+/_-]{160,}={0,2}"
# three uppercase letters become four characters, the first of which is one of seven; 128 letters have 40 such groups at any offset
_SAMPLED = r"[A-Za-z0-9]{20}"  # of one character in eight, where 160 are letters and digits: most long texts have none
_TOKEN_GROUPS = r"(?:[QRSTUVW][A-Za-z0-9]{3}){40}"
_SHORTEST = 24  # characters of an appKey's base64
_SHORTEST_TEXT = 8  # characters from which base64 is not a word
_LONGEST = 20_000
_ENCODED_WORDS = frozenset({"base64", "b64", "encoded", "binarydata"})
_ENCODING_NAMES = frozenset({"encoding", "encoded", "base64", "b64", "isbase64", "isencoded", "base64encoded", "isbase64encoded"})
_ENCODING_VALUES = frozenset({"base64", "b64", "true", "yes", "1"})
_VALUES_FILE = r"(?:[\w.-]*[._-])?values[\w.-]*\.ya?ml"  # values.yaml, values-prod.yaml, prod.values.yaml
_POINTERS = ("/data/", "/spec/values/")  # paths of a JSON patch: in a Secret or ConfigMap, in a HelmRelease of Flux


class Encoding(NamedTuple):
    """What is wrong with a value's encoding, the value that was meant, and the range of the entry's value that it replaces."""

    fault: Fault
    value: Secret
    within: tuple[int, int]
    is_data: bool  # in the `data` of a Secret


class Unpacked(NamedTuple):
    """The credential's own text, whether it was in base64, and what is wrong with that."""

    text: str
    is_packed: bool
    fault: Fault | None = None
    right: str = ""


def decode_base64(value: str) -> str | None:
    """The text in a base64 value; None if it is not base64, or not text."""
    if not value or not re.fullmatch(_STANDARD, value):
        return None
    try:
        text = a2b_base64("".join(value.split()), strict_mode=True).decode("utf-8")
    except (Base64Error, ValueError):
        return None
    # a short text is more likely to be a word: `echo "" | base64` is not
    return None if len(value) < _SHORTEST_TEXT and text.strip() else text


def encode_base64(text: str) -> str:
    return b2a_base64(text.encode("utf-8"), newline=False).decode("ascii")


def decode_any_base64(value: str) -> str | None:
    """As `decode_base64`, but also base64url and without padding; whitespace only around it."""
    if not _SHORTEST <= len(value) <= _LONGEST or not re.fullmatch(_VALUE, value):
        return None
    bare = value.strip().rstrip("=").replace("-", "+").replace("_", "/")
    try:
        return a2b_base64(bare + "=" * (-len(bare) % 4), strict_mode=True).decode("utf-8")
    except (Base64Error, ValueError):
        return None


def unpack(value: str, *, wants_base64: bool) -> Unpacked | None:
    """What is wrong with a value that should be plain text, or base64 in the `data` of a Secret; None if nothing is."""
    if wants_base64:
        return _unpack_data(value)
    once = _credential_in(value)
    if once is not None:
        return Unpacked(once, True, "base64", once)
    outer = decode_any_base64(value)
    twice = _credential_in(outer) if outer is not None else None
    return Unpacked(twice, True, "twice", twice) if twice is not None else None


def unpack_encoded(value: str) -> Unpacked | None:
    """The text in the value of a field that is or may be base64: any text, with the newline that `echo` adds."""
    text = decode_any_base64(value)
    if text is None or not ("".join(text.split()).isprintable() or _is_shaped(normalize(text).value)):
        return None
    return Unpacked(text, True)


def _is_shaped(normalized: str) -> bool:
    return shapes.is_key_like(normalized) or shapes.is_token_like(normalized)


def _unpack_data(value: str) -> Unpacked | None:
    text = decode_base64(value)
    if text is not None:
        inner = _credential_in(text)
        return Unpacked(text, True) if inner is None else Unpacked(inner, True, "twice", encode_base64(inner))
    if shapes.has_exact_shape(value):
        return Unpacked(value, False, "plain", encode_base64(value))
    inner = _credential_in(value)
    return None if inner is None else Unpacked(inner, True, "variant", encode_base64(inner))


def _credential_in(value: str) -> str | None:
    """The valid appKey or appToken in the base64, without the newline that `echo` adds."""
    text = decode_any_base64(value)
    stripped = "" if text is None else text.strip()
    return stripped if shapes.has_exact_shape(stripped) else None


def _may_have_token(value: str) -> bool:
    """Whether a value may contain an appToken in base64."""
    return len(value) >= 160 and re.search(_SAMPLED, value[::8]) is not None and re.search(_TOKEN_GROUPS, value) is not None


def tokens_in_base64(value: str, known: Container[str] = ()) -> Iterator[str]:
    """The texts with an appToken, other than the `known` ones, that are in the value as base64: `Basic ...`, a JSON document."""
    if not _may_have_token(value):
        return
    for match in re.finditer(_RUN, value):
        run = match[0]
        text = decode_any_base64(run) if _may_have_token(run) else None
        if text is not None and any(token not in known for token in re.findall(shapes.TOKEN_ANYWHERE, text)):
            yield text


def says_base64(name: str) -> bool:
    """Whether a name says that its value is in base64."""
    lower = name.lower()
    if not ("64" in lower or "encod" in lower or "binary" in lower):
        return False
    parts = words(name)
    joined = {one + other for one, other in pairwise(parts)}
    return not _ENCODED_WORDS.isdisjoint(joined.union(parts))


def is_pointer(name: str) -> bool:
    """Whether a name is the path of a JSON patch in what may be in base64."""
    return name.startswith(_POINTERS)


class EncodedPlaces:
    """Which fields of one document are said to be in base64; computed at the first question."""

    def __init__(self, source: Source, document: Document, *, are_values: bool = False) -> None:
        """`are_values`: the document is the values of a Helm chart, in a file of another kind."""
        self._document = document
        self._is_chart = are_values or re.fullmatch(_VALUES_FILE, source.repo_path.rpartition("/")[2]) is not None
        self._containers: frozenset[int] | None = None

    def has(self, container: int, name: str) -> bool:
        """Whether the name of the field, an ancestor or a sibling (`encoding: base64`) says so, or it is one of a chart's values."""
        if self._is_chart or says_base64(name) or is_pointer(name):
            return True
        if any(isinstance(key, str) and says_base64(key) for key in self._document.ancestors(container)):
            return True
        if has_values(self._document, container):
            return True
        if self._containers is None:
            self._containers = frozenset(entry.container for entry in self._document.entries if self._says_encoding(entry))
        return container in self._containers

    def _says_encoding(self, entry: Entry) -> bool:
        """Whether an entry says that those next to it are base64: `encoding: base64`; `flags: 0` of `consul kv export`."""
        name, value = entry.name or "", entry.value or ""
        if name == "flags" and entry.kind == "number":
            parent = self._document.containers[entry.container].parent
            return parent != -1 and self._document.containers[parent].kind == "sequence"
        return name.lower().replace("_", "").replace("-", "") in _ENCODING_NAMES and value.lower() in _ENCODING_VALUES


def encoded_text(places: EncodedPlaces, entry: Entry) -> str | None:
    """The text in a value that is said to be base64: a document, if the name also contains VTEX, or the value has the letters of a token.

    The prefilter, and parsers that read only a part of a large text, search for these.
    """
    name, value = entry.name or "", entry.value or ""
    if len(value) > _LONGEST or not (_may_have_token(value) or (says_base64(name) and "vtex" in name.lower())):
        return None
    if not places.has(entry.container, name):
        return None
    text = decode_base64(value)
    return decode_any_base64(value) if text is None else text
