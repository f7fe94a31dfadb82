"""Insomnia exports: version 4 (a list of resources that name their parent), version 5 (a tree)."""

from collections.abc import Iterable, Iterator

from vtexlint._startup.typed import NamedTuple
from vtexlint.credentials.requests.model import Collection, Login, Request, SentHeader, Tree
from vtexlint.text.source import Span

_MOST_PARENTS = 100


class _Parent(NamedTuple):
    """What a folder or a collection adds to its requests."""

    container: int
    parent: str
    is_request: bool


class _Inherited(NamedTuple):
    headers: tuple[SentHeader, ...] = ()
    auth: int = -1


def read(tree: Tree) -> Collection | None:
    """The requests of an export; None for another document."""
    for root in tree.roots():
        if tree.text(root, "_type") == "export" and (resources := tree.child(root, "resources")) != -1:
            return _ExportReader(tree).flat(resources)
        if tree.text(root, "type").startswith("collection.insomnia.rest"):
            return _ExportReader(tree).nested(root)
    return None


class _ExportReader:
    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._found = Collection([], {}, set(), {})

    def flat(self, resources: int) -> Collection:
        """Version 4."""
        tree = self._tree
        by_id: dict[str, _Parent] = {}
        for member in tree.members(resources):
            kind = tree.text(member, "_type")
            if kind == "environment":
                self._environment(tree.child(member, "data"), "")
            elif kind in ("request", "request_group", "workspace"):
                by_id[tree.text(member, "_id")] = _Parent(member, tree.text(member, "parentId"), kind == "request")
            self._settle(member)
        for one in by_id.values():
            if not one.is_request:
                self._inherit((*tree.headers(tree.child(one.container, "headers")), *self._own(one.container)))
        for one in by_id.values():
            if one.is_request:
                self._request(one.container, self._inherited(one.parent, by_id))
        return self._found

    def _inherited(self, parent: str, by_id: dict[str, _Parent]) -> _Inherited:
        tree = self._tree
        headers: list[SentHeader] = []
        auth = -1
        for _ in range(_MOST_PARENTS):
            folder = by_id.get(parent)
            if folder is None:
                break
            headers += tree.headers(tree.child(folder.container, "headers"))
            own = tree.child(folder.container, "authentication")
            if auth == -1 and tree.text(own, "type"):
                auth = own
            parent = folder.parent
        return _Inherited(tuple(header._replace(is_inherited=True) for header in headers), auth)

    def nested(self, root: int) -> Collection:
        """Version 5."""
        tree = self._tree
        environments = tree.child(root, "environments")
        for one in (environments, *tree.members(tree.child(environments, "subEnvironments"))):
            self._environment(tree.child(one, "data"), "")
        waiting = [(member, _Inherited()) for member in reversed(tree.members(tree.child(root, "collection")))]
        while waiting:
            node, outer = waiting.pop()
            self._settle(node)
            children = tree.child(node, "children")
            if children == -1:
                self._request(node, outer)
                continue
            own = tree.child(node, "authentication")
            headers = self._inherit(tree.headers(tree.child(node, "headers")))
            self._inherit(self._own(node))
            inner = _Inherited((*headers, *outer.headers), own if tree.text(own, "type") else outer.auth)
            waiting += [(member, inner) for member in reversed(tree.members(children))]
        return self._found

    def _environment(self, data: int, prefix: str) -> None:
        tree = self._tree
        for entry in tree.entries(data).values():
            self._found.variables.setdefault(f"{prefix}{entry.name}", []).append(entry)
        for member in tree.members(data):
            key = tree.document.containers[member].key
            if isinstance(key, str) and prefix.count(".") < _MOST_PARENTS:
                self._environment(member, f"{prefix}{key}.")

    def _own(self, node: int) -> Iterator[SentHeader]:
        """The header of a folder's authentication."""
        return self._from_auth(self._tree.child(node, "authentication"), is_inherited=True)

    def _inherit(self, headers: Iterable[SentHeader]) -> list[SentHeader]:
        """Headers of a folder, as its requests send them."""
        found = [header._replace(is_inherited=True) for header in headers]
        self._found.inherited.update((id(header.entry), header) for header in found)
        return found

    def _settle(self, node: int) -> None:
        auth = self._tree.child(node, "authentication")
        if self._tree.text(auth, "type") == "apikey":
            self._found.settled.update(map(id, self._tree.entries(auth).values()))

    def _request(self, node: int, outer: _Inherited) -> None:
        tree = self._tree
        headers = tree.headers(tree.child(node, "headers"))
        own = tree.child(node, "authentication")
        auth, is_inherited = (own, False) if tree.text(own, "type") else (outer.auth, True)
        sent = [*headers, *(self._from_auth(auth, is_inherited) if not tree.is_off(auth) else ()), *outer.headers]
        by_name: dict[str, SentHeader] = {}
        for header in sent:
            by_name.setdefault(header.name.strip().lower(), header)
        url, name = tree.entry(node, "url"), tree.entry(node, "name")
        span = url.span if url is not None else Span(0, 0)
        text = (url.value or "") if url is not None else ""
        place = name.span if name is not None else span
        headers = [*by_name.values(), *(one._replace(query=one.name_span) for one in self._parameters(node))]
        self._found.requests.append(Request(node, place, tuple(headers), text, span, login=self._login(auth)))

    def _parameters(self, node: int) -> Iterator[SentHeader]:
        tree = self._tree
        return (one for one in tree.headers(tree.child(node, "parameters")) if one.name.lower().startswith("x-"))

    def _from_auth(self, auth: int, is_inherited: bool) -> Iterator[SentHeader]:
        tree = self._tree
        name, value, where = tree.entry(auth, "key"), tree.entry(auth, "value"), tree.entry(auth, "addTo")
        if tree.text(auth, "type") == "apikey" and name is not None and name.value and value is not None:
            query = where.span if where is not None and where.value == "queryParams" else None
            yield SentHeader(name.value, name.span, value, auth, "object", is_inherited, query)

    def _login(self, auth: int) -> Login | None:
        tree = self._tree
        kind = tree.text(auth, "type")
        if kind not in ("basic", "bearer") or tree.is_off(auth):
            return None
        names = ("username", "password") if kind == "basic" else ("token",)
        return Login(tuple(entry for name in names if (entry := tree.entry(auth, name)) is not None))
