"""The open documents, as the client has them.

pygls keeps texts too, but parts lines at form feeds, U+2028 and the like, which no editor does; one edit behind such a
character and its text is another than the client's.
"""

from lsprotocol import types
from pygls.uris import to_fs_path

from vtexlint._startup.typed import NamedTuple
from vtexlint.lsp.positions import Encoding, offset_of
from vtexlint.project.project import true_name
from vtexlint.text.source import Source, edited


class DocumentVersion(NamedTuple):
    """One version of a document. `path` is None for a document that has no file (`untitled:`)."""

    uri: str
    path: str | None
    language: str
    version: int
    source: Source  # the text as the client has it, a byte order mark included

    @property
    def text(self) -> str:
        return self.source.text

    def __repr__(self) -> str:  # a text contains secrets
        return f"DocumentVersion({self.uri!r}, version {self.version})"


class OpenDocuments:
    """The texts by their URI, each as of the last change."""

    def __init__(self) -> None:
        self._open: dict[str, DocumentVersion] = {}
        self.encoding: Encoding = "utf-16"

    def open(self, item: types.TextDocumentItem) -> DocumentVersion:
        snapshot = DocumentVersion(item.uri, _path_of(item.uri), str(item.language_id), item.version, Source("", item.text))
        self._open[item.uri] = snapshot
        return snapshot

    def change(self, params: types.DidChangeTextDocumentParams) -> DocumentVersion | None:
        """Apply the changes in their order; None for a document that is not open."""
        before = self._open.get(params.text_document.uri)
        if before is None:
            return None
        source = before.source
        for change in params.content_changes:
            source = self._changed(source, change)
        after = before._replace(source=source, version=params.text_document.version)
        self._open[before.uri] = after
        return after

    def close(self, uri: str) -> None:
        self._open.pop(uri, None)

    def get(self, uri: str) -> DocumentVersion | None:
        return self._open.get(uri)

    def of_path(self, path: str) -> DocumentVersion | None:
        """The open document of a file."""
        return next((one for one in self._open.values() if one.path == path), None)

    def all(self) -> tuple[DocumentVersion, ...]:
        return tuple(self._open.values())

    def is_current(self, snapshot: DocumentVersion) -> bool:
        return self._open.get(snapshot.uri) is snapshot

    def _changed(self, source: Source, change: types.TextDocumentContentChangeEvent) -> Source:
        if not isinstance(change, types.TextDocumentContentChangePartial):
            return Source("", change.text)
        start = offset_of(source, change.range.start, self.encoding)
        end = offset_of(source, change.range.end, self.encoding)
        return edited(source, start, max(start, end), change.text)


def _path_of(uri: str) -> str | None:
    try:
        path = to_fs_path(uri) if uri.startswith("file:") else None
    except ValueError:  # not a URI
        return None
    return path and true_name("", path)
