"""Which value is the correct one, and how certain that is: the fixes that several rules share.

The faults of a value are fixed together: each finding about it has the same fix, so that no fix leaves some of them.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from vtexlint.credentials import shapes
from vtexlint.credentials.credential_set import CredentialSet
from vtexlint.credentials.labels import kind_label
from vtexlint.credentials.model import Credential, EmbeddedText, Pair, Scope
from vtexlint.credentials.names import CredentialKind, classify, words
from vtexlint.credentials.normalize import comment_behind, names_in_front
from vtexlint.credentials.precedence import has_same_values
from vtexlint.diagnostics import Edit, ExpectedValue, Fix, Safety
from vtexlint.fixes.edits import edits_for, from_fallback, has_spaced_separator, has_spaced_sign
from vtexlint.text.messages import Message, Template, listed
from vtexlint.text.secret import Secret
from vtexlint.text.source import Span

REMOVABLE = {
    "surrounding-whitespace": Template("fix.surrounding-whitespace", "the whitespace around it"),
    "inner-whitespace": Template("fix.inner-whitespace", "the whitespace inside it"),
    "invisible-character": Template("fix.invisible-character", "the invisible characters"),
    "stray-delimiter": Template("fix.stray-delimiter", "the stray characters"),
}
TITLE = Template("fix.title", "{kind}: {steps}")
REMOVE = Template("fix.remove", "remove {what}")
LATIN_LETTERS = Template("fix.latin-letters", "replace lookalike characters with Latin letters")
RIGHT_CASE = Template("fix.right-case", "correct the upper and lower case")
VALUE_ALONE = Template("fix.value-alone", "write only the value")
SWAP = Template("fix.swap", "exchange the two values")
SWAP_AND_REMOVE = Template("fix.swap-and-remove", "exchange the two values and remove {what}")

# too short to guess the intended value
_SHORTEST = 8


def repair(credential: Credential) -> Fix | None:
    """The fix of all faults of one value: what surrounds it, and the case of its letters."""
    value = _right_value(credential)
    if value is None or len(value) < _SHORTEST:
        return None
    if _has_words(credential) and not shapes.has_shape_but_for_case(value):
        return None  # words of a text: joined, they would make no sense
    if has_joined_name(credential):
        return None  # what is before the value may be the end of another one
    edits = edits_for(((credential, value),))
    if not edits:
        return None
    mends = tuple(_faults(credential))
    return Fix(_title(credential, mends), edits, _safety(credential, value), mends, (expected_value(credential, value),))


def swap(pair: Pair, consumers: "ValueConsumers") -> Fix | None:
    """Fix that swaps key and token."""
    key, token = pair.key, pair.token
    if key is None or token is None or not (key.is_set and token.is_set) or has_same_values(pair):
        return None
    if key.shape.kind != "token" or token.shape.kind != "key":
        return None
    if not (consumers.are_alike(key) and consumers.are_alike(token)):
        return None
    edits = edits_for(((key, token.value), (token, key.value)))
    if not edits:
        return None
    faults = dict.fromkeys(fault for one in (key, token) for fault in _dress_faults(one))
    safe = all(one.shape.is_exact and _is_sure(one) for one in (key, token))
    safe = safe and not pair.shared and not consumers.has_twin(key) and not consumers.has_twin(token)
    title = SWAP_AND_REMOVE(what=listed(REMOVABLE[fault]() if fault in REMOVABLE else fault for fault in faults)) if faults else SWAP()
    meant = (expected_value(key, token.value), expected_value(token, key.value))
    return Fix(title, edits, "safe" if safe else "unsafe", ("swapped-values", *faults), meant)


def remove(places: Iterable[int], title: Message, rule: str) -> Fix:
    """The fix that removes single characters that do not belong to a value."""
    return Fix(title, tuple(Edit(Span(at, at + 1), Secret("")) for at in places), "safe", (rule,))


def has_joined_name(credential: Credential) -> bool:
    """Whether other text may be stuck to a name before the value: in `DB_PASSWORD=abcVTEX_APP_TOKEN=T` a line break is missing."""
    names = names_in_front(credential.raw.reveal(), credential.normalized)
    return any(words(name) != words(credential.name) and _is_joined(name) for name in names)


def _is_joined(name: str) -> bool:
    found, parts = classify(name), words(name)
    return found is not None and (bool(found.qualifier) or ("vtex" in parts[1:] and parts[0] != "x"))


def _right_value(credential: Credential) -> str | None:
    core = credential.value
    if credential.strength == "provider":
        return core
    if credential.kind == "key" and (parts := credential.shape.key_parts_any_case):
        return f"vtexappkey-{parts.account.lower()}-{parts.suffix.upper()}"
    if credential.kind == "token" and credential.shape.is_token_any_case:
        return core.upper()
    return core


def _has_words(credential: Credential) -> bool:
    """Whether there is whitespace inside the value, not only after a name before it."""
    normalized = credential.normalized
    raw = credential.raw.reveal()
    first, last = len(raw) - len(raw.lstrip()), len(raw.rstrip())
    return bool(normalized.inner) or any(first < at < last and raw[at].isspace() for at in normalized.invisible)


def _safety(credential: Credential, value: str) -> Safety:
    """Safe only if exactly one correct value exists and the result has a valid format."""
    if not shapes.has_exact_shape(value) or not _is_sure(credential):
        return "unsafe"
    if value == credential.value:
        return "safe"
    # letters whose case is changed: VTEX's prefix and the six letters are known, the case of an account or a token is not
    parts, new = credential.shape.key_parts_any_case, shapes.key_parts(value)
    return "safe" if parts and new and parts.account == new.account else "unsafe"


def _is_sure(credential: Credential) -> bool:
    """Whether what is removed is nothing that a user wants to keep, as a comment is."""
    return not credential.normalized.lookalikes and not from_fallback(credential) and comment_behind(credential.raw.reveal()) == -1


def _faults(credential: Credential) -> Iterator[str]:
    """The names of the rules that report the value and whose faults the fix removes."""
    yield from _dress_faults(credential)
    if _right_value(credential) != credential.value:
        yield "key-casing" if credential.kind == "key" else "token-casing"


def _dress_faults(credential: Credential) -> Iterator[str]:
    normalized = credential.normalized
    if normalized.surrounding or has_spaced_separator(credential) or has_spaced_sign(credential):
        yield "surrounding-whitespace"
    if normalized.inner:
        yield "inner-whitespace"
    if normalized.invisible:
        yield "invisible-character"
    if normalized.lookalikes:
        yield "lookalike-character"
    if normalized.delimiters:
        yield "stray-delimiter"


def _title(credential: Credential, faults: Iterable[str]) -> Message:
    """`appToken: remove the whitespace around it and correct the upper and lower case`."""
    found = list(faults)
    steps = []
    removed = [REMOVABLE[fault]() for fault in found if fault in REMOVABLE]
    if removed:
        steps.append(REMOVE(what=listed(removed)))
    if "lookalike-character" in found:
        steps.append(LATIN_LETTERS())
    if "key-casing" in found or "token-casing" in found:
        steps.append(RIGHT_CASE())
    return TITLE(kind=kind_label(credential), steps=listed(steps or [VALUE_ALONE()]))


def expected_value(credential: Credential, value: str) -> ExpectedValue:
    """The value that a credential has after a fix."""
    return ExpectedValue(credential.span, credential.name, Secret(value), inside(credential))


def inside(credential: Credential) -> int:
    """The credential's place in the text of its base64 value; -1 if it is not in such a text."""
    if credential.entry is None or credential.form == "base64" or not credential.host.is_encoded:
        return -1
    return credential.entry.span.start


class ValueConsumers:
    """Index of the entries and credentials that share one span (YAML anchors), built at the first call."""

    def __init__(self, found: CredentialSet) -> None:
        self._found = found
        self._entries: Counter[tuple[int, Span]] = Counter()
        self._roles: dict[Span, list[CredentialKind]] = {}
        self._named: Counter[tuple[Scope, tuple[str, ...]]] = Counter()

    def has_twin(self, credential: Credential) -> bool:
        """Whether its scope defines it more than once: which of them belongs to the other credential is not known."""
        if not self._roles:
            self._count()
        return self._named[_place(credential)] > 1

    def are_alike(self, credential: Credential) -> bool:
        """Whether all that read the value are credentials of its kind: the other aliases of an anchor would get the other credential."""
        if not self._roles:
            self._count()
        roles = self._roles.get(credential.span, [])
        entry = credential.entry
        if entry is None or any(kind != credential.kind for kind in roles):
            return False
        host = holder(credential)
        return host is not None and self._entries[(id(host.document), entry.span)] <= len(roles)

    def _count(self) -> None:
        hosts = {}
        for credential in self._found.credentials:
            if credential.is_field:
                self._roles.setdefault(credential.span, []).append(credential.kind)
                self._named[_place(credential)] += not credential.is_disabled
                host = holder(credential)
                if host is not None:
                    hosts[id(host.document)] = host.document
        for number, document in hosts.items():
            self._entries.update((number, entry.span) for entry in document.entries)


def _place(credential: Credential) -> tuple[Scope, tuple[str, ...]]:
    return credential.scope, tuple(words(credential.name))


def holder(credential: Credential) -> EmbeddedText | None:
    """The host whose entry the credential is."""
    return credential.host.parent if credential.form == "base64" else credential.host
