"""Which value is the right one, and how sure that is: the fixes that several rules share.

A value's faults are mended together: each finding about it carries the same fix, so that no fix leaves half of them behind.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from vtexlint.credentials import shapes
from vtexlint.credentials.model import Credential, Host, Pair, Scope
from vtexlint.credentials.names import Role, words
from vtexlint.credentials.precedence import holds_same
from vtexlint.diagnostics import Edit, Fix, Meant, Safety
from vtexlint.fixes.edits import edits_for, has_spaced_separator, is_guesswork
from vtexlint.rules.base import Subject, half, listed
from vtexlint.text.secret import Secret
from vtexlint.text.source import Span

_WHAT = {
    "surrounding-whitespace": "the whitespace around it",
    "inner-whitespace": "the whitespace inside it",
    "invisible-character": "the invisible characters",
    "stray-delimiter": "what is no part of it",
}
# shorter values are no credential that anybody damaged: what they should be is not known
_SHORTEST = 8


def mend(credential: Credential) -> Fix | None:
    """The fix of all faults of one value: of its dress, and of its letters' case."""
    value = _right_value(credential)
    if value is None or len(value) < _SHORTEST:
        return None
    if _has_words(credential) and not shapes.has_shape_but_for_case(value):
        return None  # words of a text, which joined would say nothing
    edits = edits_for(((credential, value),))
    if not edits:
        return None
    mends = tuple(_faults(credential))
    return Fix(_title(credential, mends), edits, _safety(credential, value), mends, (_meant(credential, value),))


def exchange(pair: Pair, readers: "Readers") -> Fix | None:
    """The fix of a pair whose two values stand in each other's field."""
    key, token = pair.key, pair.token
    if key is None or token is None or not (key.is_set and token.is_set) or holds_same(pair):
        return None
    if shapes.held_role(key.core) != "token" or shapes.held_role(token.core) != "key":
        return None
    if not (readers.are_alike(key) and readers.are_alike(token)):
        return None
    edits = edits_for(((key, token.core), (token, key.core)))
    if not edits:
        return None
    faults = dict.fromkeys(fault for one in (key, token) for fault in _dress_faults(one))
    safe = all(shapes.has_exact_shape(one.core) and _is_sure(one) for one in (key, token))
    safe = safe and not pair.shared and not readers.has_twin(key) and not readers.has_twin(token)
    title = "exchange the two values"
    if faults:
        title += f" and remove {listed(_WHAT.get(fault, fault) for fault in faults)}"
    meant = (_meant(key, token.core), _meant(token, key.core))
    return Fix(title, edits, "safe" if safe else "unsafe", ("swapped-values", *faults), meant)


def remove(places: Iterable[int], title: str, rule: str) -> Fix:
    """The fix that takes single characters of the file away which are no value's."""
    return Fix(title, tuple(Edit(Span(at, at + 1), Secret("")) for at in places), "safe", (rule,))


def _right_value(credential: Credential) -> str | None:
    core = credential.core
    if credential.strength == "provider":
        return core
    if credential.role == "key" and (parts := shapes.key_parts_any_case(core)):
        return f"vtexappkey-{parts.account.lower()}-{parts.suffix.upper()}"
    if credential.role == "token" and shapes.is_token_any_case(core):
        return core.upper()
    return core


def _has_words(credential: Credential) -> bool:
    """Whether a blank of any kind stands inside the value, and not only a name in front of it."""
    dress = credential.dress
    raw = credential.value.reveal()
    first, last = len(raw) - len(raw.lstrip()), len(raw.rstrip())
    return bool(dress.inner) or any(first < at < last and raw[at].isspace() for at in dress.invisible)


def _safety(credential: Credential, value: str) -> Safety:
    """Safe only where exactly one right value exists and the result has the exact shape."""
    if not shapes.has_exact_shape(value) or not _is_sure(credential):
        return "unsafe"
    if value == credential.core:
        return "safe"
    # letters whose case is changed: VTEX's prefix and the six capitals are known, an account's or a token's case is not
    parts, new = shapes.key_parts_any_case(credential.core), shapes.key_parts(value)
    return "safe" if parts and new and parts.account == new.account else "unsafe"


def _is_sure(credential: Credential) -> bool:
    return not credential.dress.lookalikes and not is_guesswork(credential)


def _faults(credential: Credential) -> Iterator[str]:
    """The names of the rules that speak of the value and whose faults the fix takes away."""
    yield from _dress_faults(credential)
    if _right_value(credential) != credential.core:
        yield "key-casing" if credential.role == "key" else "token-casing"


def _dress_faults(credential: Credential) -> Iterator[str]:
    dress = credential.dress
    if dress.surrounding or has_spaced_separator(credential):
        yield "surrounding-whitespace"
    if dress.inner:
        yield "inner-whitespace"
    if dress.invisible:
        yield "invisible-character"
    if dress.lookalikes:
        yield "lookalike-character"
    if dress.delimiters:
        yield "stray-delimiter"


def _title(credential: Credential, faults: Iterable[str]) -> str:
    """`remove the whitespace around it and write it in the right case: appToken`."""
    found = list(faults)
    deeds = []
    removed = [_WHAT[fault] for fault in found if fault in _WHAT]
    if removed:
        deeds.append(f"remove {listed(removed)}")
    if "lookalike-character" in found:
        deeds.append("write Latin letters for those that look like them")
    if "key-casing" in found or "token-casing" in found:
        deeds.append("write it in the right case")
    return f"{half(credential)}: {listed(deeds)}" if deeds else f"{half(credential)}: write the value alone"


def _meant(credential: Credential, value: str) -> Meant:
    return Meant(credential.span, credential.name, Secret(value))


class Readers:
    """Who reads a value from where it stands: the entries and credentials of one place; counted at the first question."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self._entries: Counter[tuple[int, Span]] = Counter()
        self._roles: dict[Span, list[Role]] = {}
        self._named: Counter[tuple[Scope, tuple[str, ...]]] = Counter()

    def has_twin(self, credential: Credential) -> bool:
        """Whether its scope defines it more than once: which of them belongs to the other half is not known."""
        if not self._roles:
            self._count()
        return self._named[_place(credential)] > 1

    def are_alike(self, credential: Credential) -> bool:
        """Whether all that read the value are credentials of its role: an anchor's other readers would get the other half."""
        if not self._roles:
            self._count()
        roles = self._roles.get(credential.span, [])
        entry = credential.entry
        if entry is None or any(role != credential.role for role in roles):
            return False
        host = _holder(credential)
        return host is not None and self._entries[(id(host.document), entry.span)] <= len(roles)

    def _count(self) -> None:
        hosts = {}
        for credential in self._subject.harvest.credentials:
            if credential.counted:
                self._roles.setdefault(credential.span, []).append(credential.role)
                self._named[_place(credential)] += not credential.is_off
                host = _holder(credential)
                if host is not None:
                    hosts[id(host.document)] = host.document
        for number, document in hosts.items():
            self._entries.update((number, entry.span) for entry in document.entries)


def _place(credential: Credential) -> tuple[Scope, tuple[str, ...]]:
    return credential.scope, tuple(words(credential.name))


def _holder(credential: Credential) -> Host | None:
    """The host whose entry the credential is."""
    return credential.host.parent if credential.form == "base64" else credential.host
