"""The calls of one key among all calls of some files: which are its own, what they are, and what is not known about them."""

from vtexlint._startup.typed import NamedTuple
from vtexlint.accounts.access.addresses import UNKNOWN, Address
from vtexlint.accounts.access.calls import Call
from vtexlint.accounts.access.matching import Match, Matcher, routes
from vtexlint.accounts.access.table import Operation
from vtexlint.accounts.access.verdicts import documented
from vtexlint.credentials.shapes import account_in


class KeyCalls(NamedTuple):
    """The calls of a key, with their places (`file:line`).

    `operations`: those that need a resource, or of which the page does not say what they need. `free`: those that need none.
    `user_token`: those that take no appKey. `unclear`: URLs without a method, where the methods of the path need different resources.
    `unknown`: what is not documented. `others`: calls of other keys or accounts. `with_user_token`: calls that send a user's token too, or
    cookies that may contain one. `accounts`: those to which an operation is called; "" where the URL does not name one.
    """

    operations: dict[Operation, list[str]]
    free: dict[Operation, list[str]]
    user_token: dict[Operation, list[str]]
    unclear: dict[str, tuple[tuple[str, ...], list[str]]]
    unknown: dict[tuple[str, tuple[str, ...]], tuple[Match, list[str]]]
    others: list[str]
    with_user_token: list[str]
    accounts: dict[Operation, list[str]]

    @property
    def is_empty(self) -> bool:
        return not (self.operations or self.free or self.user_token or self.unclear or self.unknown)


class Collector:
    """Collects the calls of a valid appKey."""

    def __init__(self, app_key: str) -> None:
        self._app_key = app_key
        self._account = account_in(app_key)
        self.matcher = Matcher(routes())  # a call is often in many files
        self.found = KeyCalls({}, {}, {}, {}, {}, [], [], {})

    def add(self, call: Call, place: str) -> None:
        """Note a call at a place."""
        address = call.address
        if address is None or not address.segments:
            return
        match = self.matcher.match(call.method, address)
        if not self._is_to_vtex(call, address, match):
            return
        if call.key not in ("", self._app_key) or (not call.key and address.account not in ("", self._account)):
            self.found.others.append(place)
            return
        if call.has_user_token:
            self.found.with_user_token.append(place)
        if not match.operations:
            asked = call.method, address.segments
            if asked not in self.found.unknown:
                self.found.unknown[asked] = self.matcher.similar(call.method, address), []
            self.found.unknown[asked][1].append(place)
        else:
            self._add_known(call, match, place, address.account)

    def _is_to_vtex(self, call: Call, address: Address, match: Match) -> bool:
        """A call with the key is one; any other needs a host of VTEX, or a host that is filled in and a documented path."""
        if call.key == self._app_key:
            return True
        return not address.is_foreign and (address.host != UNKNOWN or bool(match.operations))

    def _add_known(self, call: Call, match: Match, place: str, account: str) -> None:
        listed = documented(match.operations)
        methods = tuple(sorted({one.method for one in listed}))
        if not call.method and len(methods) > 1:
            if len({frozenset(one.resources) for one in listed}) > 1:
                self.found.unclear.setdefault(listed[0].path, (methods, []))[1].append(place)
                return
            listed = [next((one for one in listed if one.method == "GET"), listed[0])]
        for operation in listed:
            kind = self.found.operations
            if operation.takes_only_user_token or operation.takes_pair is False:
                kind = self.found.user_token
            elif operation.open in ("resource", "authentication") and not operation.resources:
                kind = self.found.free
            kind.setdefault(operation, []).append(place)
            accounts = self.found.accounts.setdefault(operation, [])
            if account not in accounts:
                accounts.append(account)
