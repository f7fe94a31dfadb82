"""The shapes of VTEX credentials, and of what people paste in their place.

appKey `vtexappkey-{account}-{hash}`: VTEX, "Controlling access to app resources" (developers.vtex.com); the hash is six
capitals in every example of VTEX's License Manager and VTEX ID specifications. appToken: 128 capitals, as in the License
Manager specification's example; no VTEX page states alphabet or length.
"""

import re
from itertools import pairwise
from math import log2

from vtexlint._startup.typed import Literal, NamedTuple
from vtexlint.credentials.names import CredentialKind
from vtexlint.text.patterns import lazy

ACCOUNT = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_PREFIX = "vtexappkey-"
_ACCOUNT_CHARACTERS = "abcdefghijklmnopqrstuvwxyz0123456789-"
_LONGEST_ACCOUNT = 63
_SECOND_SUFFIX = r"[a-z0-9]-[A-Z]{6}$"  # behind small letters: the account of a key that was pasted twice
_KEY_LIKE = r"(?ia)vtex[-_ ]?app[-_ ]?key[-_ ]?"
_EMAIL = r"[^@\s:/]+@[^@\s]+\.[^@\s.]+"
_UUID = r"(?i)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_JWT = r"eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]*)?"
_SHARE_LINK = r"(?i)(?:https?://)?share\.vtex\.com/credentials/\S*"
TOKEN_ANYWHERE = r"(?<![A-Za-z0-9])[A-Z]{128}(?![A-Za-z0-9])"

TOKEN_LENGTH = 128
SUFFIX_LENGTH = 6
LEAST_LETTERS = 22
_REPEATED = 8

Alien = Literal["jwt", "email", "uuid", "share-link", "github", "gitlab", "aws", "slack", "stripe", "laravel"]
"""Another kind of credential, by its unmistakable form."""

_ALIENS: tuple[tuple[Alien, str], ...] = (
    ("jwt", _JWT),
    ("email", _EMAIL),
    ("uuid", _UUID),
    ("share-link", _SHARE_LINK),
    ("github", r"(?:gh[pousr]_|github_pat_)[A-Za-z0-9_]{20,}"),
    ("gitlab", r"glpat-[A-Za-z0-9_-]{20,}"),
    ("aws", r"(?:AKIA|ASIA)[A-Z0-9]{16}"),
    ("slack", r"xox[abeoprs]-[A-Za-z0-9-]{10,}|xapp-[A-Za-z0-9-]{10,}"),
    ("stripe", r"[sr]k_(?:live|test)_[A-Za-z0-9]{10,}"),
    ("laravel", r"base64:[A-Za-z0-9+/]{20,}={0,2}"),
)


class KeyParts(NamedTuple):
    account: str
    suffix: str


def key_parts(core: str) -> KeyParts | None:
    """Account and suffix of a well-shaped appKey, else None. The account may hold hyphens, the suffix none."""
    parts = _parts(core) if core.startswith(_PREFIX) else None
    return parts if parts and parts.suffix.isupper() and _is_account(parts.account) else None


def key_parts_any_case(core: str) -> KeyParts | None:
    parts = _parts(core) if core[: len(_PREFIX)].lower() == _PREFIX else None
    if parts is None or not _is_account(parts.account.lower()):
        return None
    account = parts.account
    if "vtexappkey" in account.lower() or (not account.islower() and re.search(_SECOND_SUFFIX, account)):
        return None
    return parts


def _parts(core: str) -> KeyParts | None:
    """What may be the account and the suffix of an ASCII appKey: the suffix is six letters."""
    account, _, suffix = core[len(_PREFIX) :].rpartition("-")
    return KeyParts(account, suffix) if len(suffix) == SUFFIX_LENGTH and core.isascii() and suffix.isalpha() else None


def _is_account(name: str) -> bool:
    """As the pattern ACCOUNT, which takes longer to compile than a whole file's appKeys to read."""
    return 0 < len(name) <= _LONGEST_ACCOUNT and name[0] != "-" != name[-1] and not name.strip(_ACCOUNT_CHARACTERS)


def is_key_like(core: str) -> bool:
    """Whether the value was meant to be an appKey, however it turned out."""
    return re.match(_KEY_LIKE, core) is not None


def is_token(core: str) -> bool:
    return is_token_any_case(core) and core.isupper()


def is_token_any_case(core: str) -> bool:
    return len(core) == TOKEN_LENGTH and core.isascii() and core.isalpha()


def is_token_like(core: str) -> bool:
    """128 letters of any case, or 60 to 256 capitals: a whole, a cut or a doubled token."""
    return is_token_any_case(core) or (60 <= len(core) <= 256 and core.isascii() and core.isalpha() and core.isupper())


_TOGETHER = lazy(r"(?:[A-Z]|[\x00-\x08\x0e-\x1f\x7f]|[^\x00-\x7f]){16}|(?:[A-Za-z]|[\x00-\x08\x0e-\x1f\x7f]|[^\x00-\x7f]){40}")


def is_together(value: str) -> bool:
    """Whether 16 capitals of the value, or 40 letters, have no blank or mark between them: a token in lines, not words of a text.

    Characters beyond ASCII count: they may look like letters, or be invisible between them. The prefilter lets through what has them.
    """
    return _TOGETHER.search(value) is not None


def has_exact_shape(core: str) -> bool:
    return is_token(core) or key_parts(core) is not None


def has_shape_but_for_case(core: str) -> bool:
    return is_token_any_case(core) or key_parts_any_case(core) is not None


def kind_by_shape(core: str) -> CredentialKind | None:
    """What the value holds by its shape, in any case: an appKey, an appToken, or neither."""
    if key_parts_any_case(core):
        return "key"
    return "token" if is_token_like(core) else None


def foreign_kind(core: str) -> Alien | None:
    """Which other kind of credential the value is."""
    if core.isalpha() or key_parts_any_case(core):
        return None  # each of them holds a digit or a mark
    return next((kind for kind, pattern in _ALIENS if re.fullmatch(pattern, core)), None)


def is_unguessable(core: str) -> bool:
    """At least 60 random letters and next to nothing else: a damaged token, not a password, an e-mail address or a sentence."""
    letters = "".join(c for c in core if c.isascii() and c.isalpha())
    return len(letters) >= 60 and len(core) <= 1000 and len(letters) * 20 >= len(core) * 19 and is_random(letters)


def is_random(core: str) -> bool:
    """Whether letters are as mixed as chance makes them, for their number.

    Random capitals have log2(26) = 4.70 bits a letter less what a short sample loses: of 50,000 simulated tokens of 128
    the least had 4.30. The bound leaves room: 4.20 at 128 letters, 3.63 at 60. Protein sequences come close, but have 20
    different letters; of 200,000 simulated tokens of 128 letters none had fewer than 22. Alphabets that are written several times
    or in steps have the entropy of chance, but not its order.
    """
    text = core.upper()
    size = len(text)
    if not size:
        return False
    letters = set(text)
    if size >= TOKEN_LENGTH and len(letters) < LEAST_LETTERS:
        return False
    bits = -sum(n / size * log2(n / size) for n in map(text.count, letters))
    return bits >= log2(26) - 64 / size and not _is_regular(text)


def _is_regular(text: str) -> bool:
    """Whether many letters follow the one before at the same distance, or eight letters are repeated: one in 10 million by chance."""
    # in bytes, whose `count` is a search in memory: a file's tokens are looked at several times
    steps = bytes([(after - before) % 26 for before, after in pairwise(map(ord, text))])
    if max(map(steps.count, range(26)), default=0) > len(steps) // 3:
        return True
    if len(text) > TOKEN_LENGTH:
        return False  # a token that was pasted twice
    groups = len(text) - _REPEATED + 1
    return len({text[at : at + _REPEATED] for at in range(groups)}) < groups
