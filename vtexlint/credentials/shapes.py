"""The formats of VTEX credentials, and of what people paste in their place.

appKey `vtexappkey-{account}-{hash}`: VTEX, "Controlling access to app resources" (developers.vtex.com); the hash is six
uppercase letters in every example of VTEX's License Manager and VTEX ID specifications. appToken: 128 uppercase letters, as in the
License Manager specification's example; no VTEX page states alphabet or length.
"""

import re
from math import log2

from vtexlint._startup.digests import digest
from vtexlint._startup.modules import load
from vtexlint._startup.typed import NamedTuple, quiet
from vtexlint.credentials.names import CredentialKind
from vtexlint.text.memory import remembered
from vtexlint.text.patterns import lazy

ACCOUNT = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_PREFIX = "vtexappkey-"
_ACCOUNT_CHARACTERS = "abcdefghijklmnopqrstuvwxyz0123456789-"
_LONGEST_ACCOUNT = 63
_SECOND_SUFFIX = r"[a-z0-9]-[A-Z]{6}$"  # after lowercase letters: the account of a key that was pasted twice
_KEY_LIKE = r"(?ia)vtex[-_ ]?app[-_ ]?key[-_ ]?"
TOKEN_ANYWHERE = r"(?<![A-Za-z0-9])[A-Z]{128}(?![A-Za-z0-9])"

TOKEN_LENGTH = 128
SUFFIX_LENGTH = 6
LEAST_LETTERS = 22
_AWS_LENGTH = 20
_SHORTEST_PART = 20
_REPEATED = 8
_MODULO = bytes((code - 127) % 26 for code in range(256))


class KeyParts(NamedTuple):
    account: str
    suffix: str


def key_parts(value: str) -> KeyParts | None:
    """Account and suffix of a valid appKey, else None. The account may contain hyphens, the suffix may not."""
    parts = _parts(value) if value.startswith(_PREFIX) else None
    return parts if parts and parts.suffix.isupper() and _is_account(parts.account) else None


def key_parts_any_case(value: str) -> KeyParts | None:
    parts = _parts(value) if value[: len(_PREFIX)].lower() == _PREFIX else None
    if parts is None or not _is_account(parts.account.lower()):
        return None
    account = parts.account
    if "vtexappkey" in account.lower() or (not account.islower() and re.search(_SECOND_SUFFIX, account)):
        return None
    return parts


def account_in(app_key: str) -> str:
    """The account of a valid appKey."""
    return app_key[len(_PREFIX) :].rpartition("-")[0]


def normal_key(value: str) -> str:
    """The appKey as VTEX writes it, whatever the case of its letters; "" for any other value."""
    parts = key_parts_any_case(value)
    return f"{_PREFIX}{parts.account.lower()}-{parts.suffix.upper()}" if parts else ""


def _parts(value: str) -> KeyParts | None:
    """The possible account and suffix of an ASCII appKey: the suffix is six letters."""
    account, _, suffix = value[len(_PREFIX) :].rpartition("-")
    return KeyParts(account, suffix) if len(suffix) == SUFFIX_LENGTH and value.isascii() and suffix.isalpha() else None


def _is_account(name: str) -> bool:
    """As the pattern ACCOUNT, which takes longer to compile than reading all appKeys of a file."""
    return 0 < len(name) <= _LONGEST_ACCOUNT and name[0] != "-" != name[-1] and not name.strip(_ACCOUNT_CHARACTERS)


def is_key_like(value: str) -> bool:
    """Whether the value was meant to be an appKey, valid or not."""
    return re.match(_KEY_LIKE, value) is not None


def is_token(value: str) -> bool:
    return is_token_any_case(value) and value.isupper()


def is_token_any_case(value: str) -> bool:
    return len(value) == TOKEN_LENGTH and value.isascii() and value.isalpha()


def is_token_like(value: str) -> bool:
    """128 letters of any case, or 60 to 256 uppercase letters: a whole token, a cut one or a doubled one."""
    return is_token_any_case(value) or (60 <= len(value) <= 256 and value.isascii() and value.isalpha() and value.isupper())


_TOGETHER = lazy(r"(?:[A-Z]|[\x00-\x08\x0e-\x1f\x7f]|[^\x00-\x7f]){16}|(?:[A-Za-z]|[\x00-\x08\x0e-\x1f\x7f]|[^\x00-\x7f]){40}")


def is_together(value: str) -> bool:
    """Whether 16 uppercase letters of the value, or 40 letters, are not separated by spaces or signs: a wrapped token, not a text.

    Characters beyond ASCII count: they may look like letters, or be invisible between them. The prefilter accepts all bytes with them.
    """
    return _TOGETHER.search(value) is not None


def has_exact_shape(value: str) -> bool:
    return is_token(value) or key_parts(value) is not None


def has_shape_but_for_case(value: str) -> bool:
    return is_token_any_case(value) or key_parts_any_case(value) is not None


def foreign_kind(value: str) -> str | None:
    """Which other kind of credential the value is: the `id` of a row of `foreign.KINDS`."""
    if (value.isalpha() and len(value) != _AWS_LENGTH) or key_parts_any_case(value):
        return None  # each of them has a digit or a sign, except for one in a hundred of AWS's
    found: str | None = load("vtexlint.credentials.foreign").foreign_kind(value)  # most values are VTEX's
    return found


def is_unguessable(value: str) -> bool:
    """At least 60 random letters and almost nothing else: a damaged token, not a password, an e-mail address or a sentence."""
    if not 60 <= len(value) <= 1000:
        return False
    letters = value if value.isascii() and value.isalpha() else "".join(c for c in value if c.isascii() and c.isalpha())
    return len(letters) >= 60 and len(letters) * 20 >= len(value) * 19 and is_random(letters)


def is_random(value: str) -> bool:
    """Whether letters are as mixed as random ones, for their number.

    Random uppercase letters have log2(26) = 4.70 bits each, minus what a short sample loses: of 50,000 simulated tokens of 128
    letters the lowest had 4.30. The limit is lower: 4.20 at 128 letters, 3.63 at 60. Protein sequences come close, but have 20
    different letters; of 200,000 simulated tokens of 128 letters none had fewer than 22. Alphabets that are written several times
    or in steps have the entropy of random letters, but not their order.
    """
    text = value.upper()
    size = len(text)
    if not size:
        return False
    counts = [text.count(letter) for letter in set(text)]
    if size >= TOKEN_LENGTH and len(counts) < LEAST_LETTERS:
        return False
    bits = log2(size) - sum([n * log2(n) for n in counts]) / size
    return bits >= log2(26) - 64 / size and not _is_regular(text)


def _is_regular(text: str) -> bool:
    """Whether many letters are at the same distance from the previous one, or eight letters are repeated: random in one of 10 million."""
    steps = _steps(text)
    if max(map(steps.count, range(26)), default=0) > len(steps) // 3:
        return True
    if len(text) > TOKEN_LENGTH:
        return False  # a token that was pasted twice
    return _repeats_group(text)


def _steps(text: str) -> bytes:
    """The distance of each letter from the previous one, modulo 26: one subtraction of two long numbers, a byte for each letter."""
    codes = text.encode("ascii", "replace")
    size = len(codes) - 1
    # no byte borrows from its neighbour: the difference of two ASCII characters is from -127 to 127
    difference = int.from_bytes(codes[1:], "big") + int.from_bytes(b"\x7f" * size, "big") - int.from_bytes(codes[:-1], "big")
    return difference.to_bytes(size, "big").translate(_MODULO)


def _repeats_group(text: str) -> bool:
    """Whether eight letters are in the text twice."""
    # any eight contain four that start at a multiple of five: these are few, and random letters hardly ever repeat them
    if all(text.find(text[at : at + 4], at + 1) == -1 for at in range(0, len(text) - 3, 5)):
        return False
    groups = len(text) - _REPEATED + 1
    return len({text[at : at + _REPEATED] for at in range(groups)}) < groups


@remembered
def shape_of(value: str) -> "Shape":
    return Shape(value)


class Shape:
    """What the format of one value shows. All rules need the same: each answer is computed once, the expensive ones when needed."""

    __slots__ = (
        "_digest", "_foreign_kind", "_is_random", "_is_unguessable", "is_exact", "is_token_any_case", "key_parts", "key_parts_any_case",
        "kind", "value",
    )  # fmt: skip

    def __init__(self, value: str) -> None:
        self.value = value
        self.is_token_any_case = is_token_any_case(value)
        self.key_parts_any_case = None if self.is_token_any_case else key_parts_any_case(value)
        self.key_parts = key_parts(value) if self.key_parts_any_case else None
        self.is_exact = self.key_parts is not None or (self.is_token_any_case and value.isupper())
        self.kind: CredentialKind | None = "key" if self.key_parts_any_case else "token" if is_token_like(value) else None
        self._is_random: bool | None = None
        self._is_unguessable: bool | None = None
        self._digest = ""
        self._foreign_kind: tuple[str | None] | None = None

    def __repr__(self) -> str:  # the value is a secret
        return quiet(f"Shape({self.kind}, {len(self.value)} characters)")

    @property
    def is_exact_but_for_case(self) -> bool:
        return self.is_token_any_case or self.key_parts_any_case is not None

    @property
    def is_token(self) -> bool:
        return self.is_token_any_case and self.is_exact

    @property
    def is_random(self) -> bool:
        if self._is_random is None:
            self._is_random = is_random(self.value)
        return self._is_random

    @property
    def is_unguessable(self) -> bool:
        if self._is_unguessable is None:
            self._is_unguessable = self.is_random if self.kind == "token" else is_unguessable(self.value)
        return self._is_unguessable

    @property
    def digest(self) -> str:
        """SHA-256 of the value: only for values that cannot be guessed."""
        if not self._digest:
            self._digest = digest(self.value)
        return self._digest

    @property
    def is_token_part(self) -> bool:
        """Whether the value has fewer uppercase letters than a token, mixed like a token's: not a word."""
        value = self.value
        return _SHORTEST_PART <= len(value) < TOKEN_LENGTH and value.isascii() and value.isalpha() and value.isupper() and self.is_random

    @property
    def is_like_credential(self) -> bool:
        """Whether the value is a credential, of VTEX or another vendor, or may be the rest of one."""
        return bool(self.kind or self.foreign_kind) or is_key_like(self.value) or self.is_token_part or self.is_unguessable

    @property
    def foreign_kind(self) -> str | None:
        if self._foreign_kind is None:
            self._foreign_kind = (None if self.is_exact_but_for_case else foreign_kind(self.value),)
        return self._foreign_kind[0]
