"""Postman collections, version 2.0 and 2.1: folders of requests, each with the authentication of its nearest ancestor that has one.

The format: schema.getpostman.com/json/collection/v2.1.0/collection.json.
"""

from collections.abc import Iterator

from vtexlint._startup.typed import NamedTuple
from vtexlint.credentials.requests.model import Collection, Login, Request, SentHeader, Tree
from vtexlint.parsers.model import Entry
from vtexlint.text.source import Span


def read(tree: Tree) -> Collection | None:
    """The requests of a collection; None for another document."""
    root = next((at for at in tree.roots() if tree.child(at, "item") != -1 or tree.child(at, "collection") != -1), -1)
    if root != -1 and tree.child(root, "item") == -1:
        root = tree.child(root, "collection")  # as Postman's API returns it
    if root == -1 or tree.child(root, "info") == -1 or tree.child(root, "item") == -1:
        return None
    return _CollectionReader(tree).read(root)


class _Auth(NamedTuple):
    header: SentHeader | None = None
    login: Login | None = None


_NONE = _Auth()


class _CollectionReader:
    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._found = Collection([], {}, set(), {})
        self._scripts = False

    def read(self, root: int) -> Collection:
        tree = self._tree
        waiting = [(root, _NONE)]
        while waiting:
            node, auth = waiting.pop()
            auth = self._auth(tree.child(node, "auth"), auth)
            self._variables(tree.child(node, "variable"))
            self._script(tree.child(node, "event"))
            request = tree.child(node, "request")
            if request != -1:
                self._request(node, request, auth, is_example=False)
            for answer in tree.members(tree.child(node, "response")):
                if (sent := tree.child(answer, "originalRequest")) != -1:
                    self._request(answer, sent, _NONE, is_example=True)
            waiting += [(item, auth) for item in reversed(tree.members(tree.child(node, "item")))]
        return self._found._replace(has_scripts=self._scripts)

    def _variables(self, container: int) -> None:
        tree = self._tree
        for member in tree.members(container):
            name, value = tree.text(member, "key", "id"), tree.entry(member, "value")
            if name and value is not None and not tree.is_off(member):
                self._found.variables.setdefault(name, []).append(value)

    def _script(self, container: int) -> None:
        """A script that runs before a request and names a credential may add its header."""
        tree = self._tree
        for event in tree.members(container):
            if tree.text(event, "listen") != "prerequest":
                continue
            script = tree.child(event, "script")
            lines = [*tree.items(tree.child(script, "exec")), tree.entry(script, "exec")]
            text = "\n".join(line.value for line in lines if line is not None and line.value).lower()
            self._scripts |= "apptoken" in text or "appkey" in text or "app-token" in text or "headers" in text

    def _request(self, node: int, request: int, auth: _Auth, *, is_example: bool) -> None:
        tree = self._tree
        own = self._auth(tree.child(request, "auth"), auth, at=request)
        headers = tree.headers(tree.child(request, "header"))
        names = {header.name.strip().lower() for header in headers}
        if own.header is not None and own.header.name.strip().lower() not in names:
            headers.append(own.header)
        headers += self._queried(tree.child(request, "url"))
        url, span = self._url(request)
        name = tree.entry(node, "name")
        place = name.span if name is not None else span
        self._found.requests.append(Request(request, place, tuple(headers), url, span, is_example, own.login))

    def _queried(self, url: int) -> Iterator[SentHeader]:
        """The parameters of the query with the names of headers."""
        for header in self._tree.headers(self._tree.child(url, "query")):
            if header.name.lower().startswith("x-"):
                yield header._replace(query=header.name_span)

    def _url(self, request: int) -> tuple[str, Span]:
        tree = self._tree
        url = tree.child(request, "url")
        raw = tree.entry(url, "raw") if url != -1 else tree.entry(request, "url")
        if raw is not None and raw.value:
            return raw.value, raw.span
        host = tree.items(tree.child(url, "host"))
        whole = tree.entry(url, "host")
        first = host[0] if host else whole
        if first is None:
            return "", Span(0, 0)
        text = ".".join(item.value or "" for item in host) or (whole.value if whole else "") or ""
        path = "/".join(item.value or "" for item in tree.items(tree.child(url, "path")))
        return f"{text}/{path}", first.span

    def _auth(self, container: int, outer: _Auth, at: int = -1) -> _Auth:
        """The authentication of a collection, a folder, or (`at`) a request; `outer` if it has none."""
        tree = self._tree
        kind = tree.text(container, "type")
        if container == -1 or not kind or kind == "inherit":
            return outer
        part = tree.child(container, kind)
        values = self._values(part)
        name, value = values.get("key"), values.get("value")
        if kind == "apikey":
            self._found.settled.update(map(id, values.values()))
            if name is None or value is None or not name.value:
                return _NONE
            where = values.get("in")
            query = where.span if where is not None and where.value == "query" else None
            header = SentHeader(name.value, name.span, value, container, "object", at == -1, query)
            if header.is_inherited:
                self._found.inherited[id(value)] = header
            return _Auth(header)
        parts = (values.get("username"), values.get("password")) if kind == "basic" else (values.get("token"),)
        if kind not in ("basic", "bearer"):
            return _NONE
        return _Auth(login=Login(tuple(entry for entry in parts if entry is not None)))

    def _values(self, part: int) -> dict[str, Entry]:
        """The parameters of an authentication: a sequence of objects in version 2.1, a mapping in 2.0."""
        tree = self._tree
        found = dict(tree.entries(part))
        for member in tree.members(part):
            key, value = tree.entry(member, "key"), tree.entry(member, "value")
            if key is not None and key.value and value is not None:
                found[key.value] = value
                self._found.settled.update((id(key), id(value)))
        return found
