"""Which pairs the requests of a document send, and which accounts they call."""

from collections.abc import Iterable, Iterator, Mapping

from vtexlint._startup.typed import NamedTuple
from vtexlint.credentials.accounts import account_of_url, is_no_account
from vtexlint.credentials.header_faults import HeaderFault
from vtexlint.credentials.model import Account, Credential, EmbeddedText, Pair, Scope
from vtexlint.credentials.names import other_kind
from vtexlint.credentials.requests.model import SentHeader
from vtexlint.credentials.requests.read import Reading, Sent
from vtexlint.text.source import Span


class SentPairs(NamedTuple):
    """What requests add to a file's credentials; `used` are the `id`s of those that no other pairing may use. Spans are outer."""

    pairs: list[Pair]
    used: set[int]
    accounts: list[Account]
    faults: list[HeaderFault]


class _Half(NamedTuple):
    credential: Credential
    header: SentHeader
    is_variable: bool


def pairs_of(reading: Reading, by_entry: Mapping[int, Credential], host: EmbeddedText, number: int) -> SentPairs:
    """`by_entry`: the document's credentials by the `id` of their entry. `number`: that of the host, for scopes."""
    pairing = _Pairing(by_entry, host)
    accounts: list[Account] = []
    for sent in reading.requests:
        if sent.request.is_example:
            continue
        halves = pairing.add(sent)
        accounts += _accounts(sent, halves, host, number)
    faults = [fault._replace(span=host.outer(fault.span), value_span=host.outer(fault.value_span)) for fault in reading.faults]
    if host.is_encoded:
        faults = [fault._replace(is_in_place=False) for fault in faults]
    return SentPairs(pairing.finish(), pairing.used, accounts, faults)


class _Pairing:
    def __init__(self, by_entry: Mapping[int, Credential], host: EmbeddedText) -> None:
        self._by_entry = by_entry
        self._host = host
        self._pairs: dict[tuple[int, int], Pair] = {}
        self._lacking: dict[int, list[tuple[_Half, Span]]] = {}
        self._sent: set[str] = set()  # kinds of credentials, filled in or not
        self.used: set[int] = set()

    def add(self, sent: Sent) -> list[_Half]:
        """Pair what one request sends."""
        halves = list(self._halves(sent))
        self._sent.update(half.credential.kind for half in halves)
        keys = [half for half in halves if half.credential.kind == "key"]
        tokens = [half for half in halves if half.credential.kind == "token"]
        if not keys or not tokens:
            for half in halves:
                if not sent.has_scripts:
                    self._lacks(half, sent)
                self._use(half)
        else:
            for key, token in self._sent_together(keys, tokens):
                ids = (id(key), id(token))
                self._pairs.setdefault(ids, Pair(key, token, in_request=True))
            self.used.update(id(half.credential) for half in halves)
        return halves

    def _sent_together(self, keys: list[_Half], tokens: list[_Half]) -> Iterator[tuple[Credential, Credential]]:
        """All combinations, but of environments with a pair each `{{key}}` of one is never sent with `{{token}}` of another."""
        around = [[self._around(half) for half in halves] for halves in (keys, tokens)]
        near = [[len(one & other) for other in around[1]] for one in around[0]]
        of_keys, of_tokens = list(map(max, near)), [max(column) for column in zip(*near, strict=True)]
        for k, key in enumerate(keys):
            for t, token in enumerate(tokens):
                are_variables = key.is_variable and token.is_variable
                if not are_variables or near[k][t] == of_keys[k] == of_tokens[t]:
                    yield key.credential, token.credential

    def _around(self, half: _Half) -> set[int]:
        """The containers that the value is in."""
        containers, container = self._host.document.containers, half.credential.scope.container
        found: set[int] = set()
        while container != -1:
            found.add(container)
            container = containers[container].parent
        return found

    def _halves(self, sent: Sent) -> Iterable[_Half]:
        for header, values in sent.halves:
            own = self._by_entry.get(id(header.entry))
            if own is None or own.is_disabled:
                continue
            self.used.add(id(own))
            is_variable = values[0] is not header.entry
            found = [one for value in values if (one := self._by_entry.get(id(value))) is not None]
            for credential in found if is_variable else [own]:
                yield _Half(credential, header, is_variable)
            if is_variable and not found:
                yield _Half(own, header, False)

    def _use(self, half: _Half) -> None:
        """A request's credential without its partner; a variable may still have its partner among the variables."""
        if not half.is_variable or half.header.is_inherited:
            self.used.add(id(half.credential))

    def _lacks(self, half: _Half, sent: Sent) -> None:
        if half.credential.is_set:
            place = sent.request.place if half.header.is_inherited else half.header.name_span
            self._lacking.setdefault(id(half.credential), []).append((half, place))

    def finish(self) -> list[Pair]:
        """All pairs. An inherited credential that no request pairs is reported once, where it is; else each request without its partner."""
        paired = {one for pair in self._pairs for one in pair}
        found = list(self._pairs.values())
        for number, lacking in self._lacking.items():
            own = lacking[0][0].credential
            key, token = (own, None) if own.kind == "key" else (None, own)
            if number not in paired and any(half.header.is_inherited for half, _ in lacking):
                found.append(Pair(key, token, in_request=True, unanswered=other_kind(own.kind) not in self._sent))
                continue
            for half, place in lacking:
                is_elsewhere = half.header.is_inherited or half.is_variable
                found.append(Pair(key, token, in_request=True, place=self._host.outer(place) if is_elsewhere else None))
        return found


def _accounts(sent: Sent, halves: list[_Half], host: EmbeddedText, number: int) -> Iterable[Account]:
    """The account that a request calls: for its own headers, and for inherited ones at their place."""
    account = account_of_url(sent.url) if "{" not in sent.url.partition("?")[0].partition("//")[2].partition("/")[0] else ""
    if not account or is_no_account(account):
        return
    span = host.outer(sent.request.url_span)
    document = host.document.containers[sent.request.container].document
    yield Account(account, span, "url", (), Scope(number, sent.request.container, document), by_host=True)
    for half in halves:
        if half.header.is_inherited or half.is_variable:
            yield Account(account, span, "url", (), half.credential.scope, by_host=True)
