"""From a document to its credentials."""

from bisect import bisect_left, insort

from vtexlint._startup.modules import load
from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.credentials import bare_tokens, context, embedded, shapes
from vtexlint.credentials.accounts import accounts_of
from vtexlint.credentials.candidates import candidate_fields
from vtexlint.credentials.credential_set import CredentialSet
from vtexlint.credentials.document_kind import MERGED, is_description, may_have_requests
from vtexlint.credentials.fields import CandidateField
from vtexlint.credentials.from_field import accepts, credential_from, fields_by_value, is_name_alone, may_be_packed, path_of
from vtexlint.credentials.hosts import addresses_in_commands, hosts_of
from vtexlint.credentials.model import Account, Credential, EmbeddedText, Form, HostField, Pair, Scope, SessionToken, State
from vtexlint.credentials.names import NO_EXTRA_NAMES, CredentialKind, ExtraNames, NameClass
from vtexlint.credentials.normalize import normalize
from vtexlint.credentials.pairing import pair_up
from vtexlint.credentials.placeholders import is_placeholder
from vtexlint.parsers.formats import core_name
from vtexlint.parsers.model import NOTHING_KNOWN, Document, Entry, Mentions
from vtexlint.parsers.parse import source_map
from vtexlint.text.messages import NO_MESSAGE
from vtexlint.text.secret import Secret
from vtexlint.text.source import Source, Span

if TYPE_CHECKING:
    from types import ModuleType

    from vtexlint.credentials.encodings import EncodedPlaces
    from vtexlint.credentials.header_faults import HeaderFault
    from vtexlint.credentials.packed import PackedFields
    from vtexlint.credentials.requests.read import Reading

_TOKEN_IN_BASE64 = 168  # characters, of those that the token has for itself
_SHORTEST_JWT = 135  # characters, as in `sessions`
_TAIL = 64  # characters of a value that are looked at before it is normalized


def extract_credentials(
    source: Source, document: Document, extra: ExtraNames = NO_EXTRA_NAMES, mentions: Mentions = NOTHING_KNOWN
) -> CredentialSet:
    """Every credential of a file, its pairs, and the accounts that it names. `mentions`: what is known of the text as a whole."""
    collector = _Collector(extra.classes())
    root = EmbeddedText(source, document)
    collector.visit(root, 0)
    collector.comments(root)
    if mentions.has_token:
        collector.raw_text(root)
    found = tuple(sorted(collector.found, key=Credential.order))
    # a description uses the name of a key for a parameter: a credential without a partner is not a fault there
    paired = pair_up(found, collector.sent, collector.used)
    pairs = tuple(pair for pair in paired if pair.is_whole or not collector.described.intersection(map(id, pair.halves)))
    if source.value_name:
        pairs = tuple(pair._replace(shared=True) for pair in pairs)  # the other credential is in its own file
    elif core_name(source.display_path) in MERGED:
        pairs = tuple(pair._replace(shared=pair.shared or not pair.is_whole) for pair in pairs)
    return CredentialSet(
        found,
        pairs,
        tuple(collector.accounts),
        collector.unread,
        tuple(collector.header_faults),
        collector.is_collection,
        collector.sessions(root, may_be_anywhere=mentions.has_session),
        tuple(collector.hosts),
    )


class _Collector:
    """Visits the text of the file, and the texts inside its values.

    A `host` is an `EmbeddedText`, `number` counts them, and a `slot` is a `CandidateField`. `data` are the containers whose values
    Kubernetes decodes from base64. But `self.hosts` are values that are a VTEX host.
    """

    def __init__(self, extra: dict[str, NameClass]) -> None:
        self._extra = extra
        self._hosts = 0
        self._covered: list[Span] = []  # sorted: the values in which nothing else is searched for
        self.found: list[Credential] = []
        self.accounts: list[Account] = []
        self.hosts: list[HostField] = []
        self._jwts: list[tuple[EmbeddedText, Entry, int, bool]] = []  # values that may be a session token
        self.unread = NO_MESSAGE
        self.sent: list[Pair] = []  # by requests
        self.used: set[int] = set()  # ids of credentials that only requests pair
        self.header_faults: list[HeaderFault] = []
        self.is_collection = False
        self._places: tuple[int, EncodedPlaces] | None = None  # of the last host that had a value in base64, with its number
        self.described: set[int] = set()  # ids of credentials that need no partner: in an OpenAPI document, a JSON Schema and the like

    def visit(self, host: EmbeddedText, depth: int) -> None:
        """Find what is in one text: credentials in its fields, by name or value; accounts, requests, hosts; then what is inside values."""
        self._hosts += 1
        number = self._hosts
        document = host.document
        self.unread = self.unread or document.unread
        slots = candidate_fields(host.source, document, self._extra)
        described = is_description(document)
        requests = _requests_of(document, slots) if not described else None
        slots = requests.fields if requests is not None else slots
        by_entry: dict[int, Credential] = {}
        manifests = embedded.secret_manifests(document)
        data = embedded.secret_data(document, manifests)
        # what is next to a name in the `data` of a Secret is known when it is decoded
        around = context.ScopeContext(host, load("vtexlint.credentials.packed").decoded(slots, data) if data else slots, self._extra)
        taken: set[int] = set()  # ids of entries that are credentials and nothing else
        packed: PackedFields | None = None
        recognized = {} if described else fields_by_value(document, slots, around, data)
        known = {id(slot.entry) for slot in slots}
        slots += [one.field for entry, one in recognized.items() if entry not in known]
        for slot in slots:
            by_value = recognized.get(id(slot.entry)) if slot.entry is not None else None
            found = by_value.name if by_value else around.class_of(slot)
            if found is None:
                continue
            if packed is None and may_be_packed(slot, data):
                packed = load("vtexlint.credentials.packed").PackedFields(host, slots, data, around.classify)
            unpacked = packed.unpack(slot, found) if packed is not None else None
            accepted = by_value is not None or accepts(around, slot, found, unpacked, data)
            slot = unpacked.field if unpacked is not None else slot
            if accepted and not (described and is_name_alone(slot)):
                scope = Scope(number, slot.container, document.containers[slot.container].document)
                in_secret = embedded.is_within(document, slot.container, manifests)
                credential = credential_from(slot, found, (unpacked and unpacked.inner) or host, scope, in_secret)
                credential.encoding = unpacked and unpacked.encoding if credential.form != "default" else None
                credential.meant_name = by_value.meant if by_value else ""
                self._add(credential)
                if described or (by_value is not None and by_value.is_alone):
                    self.described.add(id(credential))
                if slot.entry is not None:
                    by_entry[id(slot.entry)] = credential
                    if not slot.is_part and not _contains_more(credential, slot.value):
                        taken.add(id(slot.entry))
        self.accounts += accounts_of(host, slots, number)
        if any(slot.is_part for slot in slots):
            self.header_faults += load("vtexlint.credentials.requests.read").argument_faults(document, slots)
        if requests is not None:
            self._requests(requests, by_entry, host, number)
        if not described:
            self.hosts += (*hosts_of(host, slots, number), *addresses_in_commands(host, number))
        self._values(host, number, depth, taken, data)

    def _values(self, host: EmbeddedText, number: int, depth: int, taken: set[int], data: frozenset[int]) -> None:
        """What is inside values: session tokens, and, in values that are not credentials, documents and bare tokens."""
        for entry in host.document.entries:
            if entry.value is None or len(entry.value) < 16 or entry.alias:
                continue
            if len(entry.value) >= _SHORTEST_JWT and ("eyJ" in entry.value or entry.container in data):
                self._jwts.append((host, entry, number, entry.container in data))
            if id(entry) not in taken:
                self._within(host, entry, number, depth, entry.container in data)

    def _requests(self, reading: "Reading", by_entry: dict[int, Credential], host: EmbeddedText, number: int) -> None:
        """What a document's requests add: pairs, accounts, and headers that VTEX does not read."""
        found = load("vtexlint.credentials.requests.pairs").pairs_of(reading, by_entry, host, number)
        self.sent += found.pairs
        self.used |= found.used
        self.accounts += found.accounts
        self.header_faults += found.faults
        self.is_collection |= reading.is_collection and host.parent is None

    def _within(self, host: EmbeddedText, entry: Entry, number: int, depth: int, is_base64: bool) -> None:
        """Documents and bare tokens inside a value that is not a credential itself."""
        value = entry.value or ""
        if is_base64 and (text := _encodings().decode_base64(value)) is not None:
            self._open_base64(host, entry, text, number, depth)
            return
        name = (entry.name or "").lower()
        may_be_encoded = len(value) >= _TOKEN_IN_BASE64 or ("vtex" in name and ("64" in name or "encod" in name))
        if may_be_encoded and not host.is_encoded and (text := self._encoded_text(host, entry, number)) is not None:
            self._open_base64(host, entry, text, number, depth)
            return
        before = len(self.found)
        self._open(host, entry, value, number, depth)
        if not host.is_encoded and len(value) >= _TOKEN_IN_BASE64:
            known = {one.value for one in self.found[before:]}  # a document in the value may have base64 itself
            for text in _encodings().tokens_in_base64(value, known):
                self._open_base64(host, entry, text, number, depth)

    def _encoded_text(self, host: EmbeddedText, entry: Entry, number: int) -> str | None:
        """The text in a value that is base64 by its name, or by a field next to it."""
        if self._places is None or self._places[0] != number:
            self._places = number, _encodings().EncodedPlaces(host.source, host.document, are_values=host.are_values)
        text: str | None = _encodings().encoded_text(self._places[1], entry)
        return text

    def _open_base64(self, host: EmbeddedText, entry: Entry, text: str, number: int, depth: int) -> None:
        inner = embedded.base64_host(host, entry, text)
        probe = Entry(0, entry.name, entry.name_span, text, Span(0, len(text)), "string", "literal")
        self._open(inner, probe, text, number, depth)

    def _open(self, host: EmbeddedText, entry: Entry, value: str, number: int, depth: int) -> None:
        """The document that a value is, if it is one; then the bare tokens in the value."""
        if depth < embedded.MAX_DEPTH and (inner := embedded.embedded_host(host, entry, entry.name or "")):
            self.visit(inner, depth + 1)
            self.comments(inner)
        if len(value) < shapes.TOKEN_LENGTH:
            return
        container = entry.container if entry.container < len(host.document.containers) else 0
        scope = Scope(number, container, 0)
        if _may_be_token(value) and shapes.is_together(value) and shapes.is_token(normalize(value).value):
            self._add_bare(entry.name or "", host.outer(entry.span), "token", "text", host, scope, value, entry)
            return
        places: list[int] | None = None
        for span in bare_tokens.in_text(value):
            places = places or source_map(host.source, host.document.format, entry)
            place = Span(places[span.start], places[span.end]) if places else entry.span
            name = entry.name or ""
            self._add_bare(name, host.outer(place), "token", "text", host, scope, value[span.start : span.end], entry)

    def _is_known(self, span: Span) -> bool:
        """Whether a credential was already found there."""
        at = bisect_left(self._covered, (span.end, 0))
        return any(known.end > span.start for known in self._covered[max(0, at - 2) : at])

    def _add(self, credential: Credential) -> None:
        self.found.append(credential)
        if not _contains_more(credential, credential.raw.reveal()):
            covered, span = self._covered, credential.span
            if not covered or covered[-1] <= span:  # most come in the order of the text
                covered.append(span)
            else:
                insort(covered, span)

    def comments(self, host: EmbeddedText) -> None:
        """Tokens and commented-out lines."""
        for comment in host.document.comments:
            for name, name_span, span, kind in bare_tokens.in_comment(host.source, comment):
                value = host.source.slice(span)
                self._add_bare(name, host.outer(span), kind, "comment", host, Scope(0, 0, 0), value, name_span=name_span)

    def raw_text(self, host: EmbeddedText) -> None:
        """What entries and comments do not contain: a token as a name, in a text that no parser could read."""
        for span in bare_tokens.in_text(host.source.text):
            self._add_bare("", span, "token", "text", host, Scope(0, 0, 0), host.source.slice(span))

    def sessions(self, root: EmbeddedText, *, may_be_anywhere: bool) -> tuple[SessionToken, ...]:
        """The session tokens of the whole file."""
        if not self._jwts and not (may_be_anywhere and "eyJ" in root.source.text):
            return ()
        sessions = load("vtexlint.credentials.sessions")  # most files have no JSON Web Token
        found: tuple[SessionToken, ...] = sessions.find_sessions((sessions.JwtPlace(*one) for one in self._jwts), root)
        return found

    def _add_bare(
        self,
        name: str,
        span: Span,
        kind: CredentialKind,
        form: Form,
        host: EmbeddedText,
        scope: Scope,
        value: str,
        entry: Entry | None = None,
        name_span: Span | None = None,
    ) -> None:
        """Add a credential that is not the value of a field: a bare token, or one in a comment."""
        if self._is_known(span):
            return
        normalized = normalize(value)
        state: State = "placeholder" if is_placeholder(value, normalized.value) else "set"
        inner_name = name_span or (entry.name_span if entry is not None else None)
        self._add(
            Credential(
                kind=kind, strength="strong", name=name, name_span=host.outer(inner_name) if inner_name else Span(span.start, span.start),
                raw=Secret(value), span=span, state=state,
                normalized=normalized, form=form, scope=scope, entry=entry, host=host,
                path=path_of(host.document, scope.container, name) if entry is not None else (),
            )
        )  # fmt: skip


def _requests_of(document: Document, slots: list[CandidateField]) -> "Reading | None":
    """What the requests of a document say about its fields; most documents have no requests."""
    if not may_have_requests(document):
        return None
    found: Reading = load("vtexlint.credentials.requests.read").read(document, slots)
    return found


def _encodings() -> "ModuleType":
    found: ModuleType = load("vtexlint.credentials.encodings")  # few values are in base64
    return found


def _may_be_token(value: str) -> bool:
    """Whether the normalized value may be a token: its end stays, and a token has no lowercase letters or digits."""
    return not any("a" <= character <= "z" or "0" <= character <= "9" for character in value[-_TAIL:])


def _contains_more(credential: Credential, value: str | None) -> bool:
    """Whether the value contains a token that is not the credential itself: `${TOKEN}`, `TOKEN # old`, `KEY;TOKEN`."""
    if value is None or len(value) < shapes.TOKEN_LENGTH or (credential.is_set and shapes.is_token_like(credential.value)):
        return False
    inner = (value[span.start : span.end] for span in bare_tokens.in_text(value))
    if any(not is_placeholder(token, token) for token in inner):  # `XXXX...`, as long as a token, is the placeholder itself
        return True
    return len(value) >= _TOKEN_IN_BASE64 and next(_encodings().tokens_in_base64(value), None) is not None
