"""pygls' protocol with two changes: texts are kept in our own buffers, and no error tells what it was about.

An exception's words may quote what failed, and here that is a document full of credentials. pygls puts them into its answers.
"""

from typing import Any, cast
from typing import Protocol as Interface

from lsprotocol import types
from pygls.protocol import LanguageServerProtocol, lsp_method

_WORDS = {
    -32700: "the message is no JSON",
    -32600: "the message is no request",
    -32601: "there is no such method",
    -32602: "the parameters are not what the method takes",
    -32800: "cancelled",
}


class DocumentEvents(Interface):
    """What the server does when the client opens, changes and closes documents."""

    def opened(self, item: types.TextDocumentItem) -> None: ...

    def changed(self, params: types.DidChangeTextDocumentParams) -> None: ...

    def closed(self, uri: str) -> None: ...


class Protocol(LanguageServerProtocol):
    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        self._vtexlint.opened(params.text_document)

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        self._vtexlint.changed(params)

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        self._vtexlint.closed(params.text_document.uri)

    @property
    def _vtexlint(self) -> DocumentEvents:
        return cast("DocumentEvents", self._server)

    def _send_response(self, msg_id: str | int, result: Any | None = None, error: types.ResponseError | None = None) -> None:
        if error is not None:
            error = types.ResponseError(error.code, _WORDS.get(error.code, "vtexlint met an internal error"))
        super()._send_response(msg_id, result, error)
