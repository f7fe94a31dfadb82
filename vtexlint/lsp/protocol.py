"""pygls' protocol with three changes: texts are kept in our own buffers, an edit takes no detour to them, and no error contains an
exception's message.

The message may quote what failed, and here that is a document full of credentials. pygls puts it into its responses.
"""

from typing import Any, cast
from typing import Protocol as Interface

from lsprotocol import types
from pygls.exceptions import FeatureNotificationError
from pygls.protocol import LanguageServerProtocol, lsp_method

from vtexlint.lsp.exits import say
from vtexlint.text.messages import Template

ERRORS = {
    -32700: Template("protocol.not-json", "the message is not JSON"),
    -32600: Template("protocol.not-a-request", "the message is not a request"),
    -32601: Template("protocol.no-such-method", "this method does not exist"),
    -32602: Template("protocol.parameters", "the parameters do not match the method"),
    -32800: Template("protocol.cancelled", "cancelled"),
}
INTERNAL_ERROR = Template("protocol.internal-error", "internal error in vtexlint")


class DocumentEvents(Interface):
    """What the server does when the client opens, changes and closes documents."""

    def opened(self, item: types.TextDocumentItem) -> None: ...

    def changed(self, params: types.DidChangeTextDocumentParams) -> None: ...

    def closed(self, uri: str) -> None: ...


class Protocol(LanguageServerProtocol):
    def handle_message(self, message: Any) -> None:
        """pygls has a context, an id and a future for each message; an edit, of which there is one for each key, needs none."""
        if isinstance(message, types.DidChangeTextDocumentNotification) and message.jsonrpc == self.VERSION and not self._shutdown:
            try:
                self._vtexlint.changed(message.params)
            except Exception as error:
                self._server.report_server_error(error, FeatureNotificationError)
        else:
            super().handle_message(message)

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
            error = types.ResponseError(error.code, say(ERRORS.get(error.code, INTERNAL_ERROR)()))
        super()._send_response(msg_id, result, error)
