"""pygls' protocol with these changes: texts are kept in our own buffers, an edit takes no detour to them, no error contains an exception's
message, and each request is answered, whatever is wrong with it and whenever it comes.

An exception's message may quote what failed, and here that is a document full of credentials. pygls puts it into its responses.
"""

import json
from typing import Any, cast
from typing import Protocol as Interface

import attrs
from cattrs import Converter
from lsprotocol import converters, types
from pygls.exceptions import FeatureNotificationError, JsonRpcException, JsonRpcInvalidParams
from pygls.protocol import LanguageServerProtocol, lsp_method

from vtexlint.lsp.capabilities import said
from vtexlint.lsp.exits import say
from vtexlint.text.messages import Template

ERRORS = {
    -32700: Template("protocol.not-json", "the message is not JSON"),
    -32600: Template("protocol.not-a-request", "the message is not a request"),
    -32601: Template("protocol.no-such-method", "this method does not exist"),
    -32602: Template("protocol.parameters", "the parameters do not match the method"),
    -32800: Template("protocol.cancelled", "cancelled"),
    -32002: Template("protocol.not-initialized", "`initialize` must come first"),
}
PARSE_ERROR, INVALID_REQUEST, INVALID_PARAMS, NOT_INITIALIZED = -32700, -32600, -32602, -32002
INTERNAL_ERROR = Template("protocol.internal-error", "internal error in vtexlint")


def make_converter() -> Converter:
    """lsprotocol's, which makes objects of messages and messages of objects; what is wrong with a message need not be said in detail.

    A server's capabilities are written by their values: for each that there might be, lsprotocol would make a function.
    """
    made = converters.get_converter(Converter(detailed_validation=False))
    made.register_structure_hook(types.ClientCapabilities, said)
    made.register_unstructure_hook(
        types.ServerCapabilities,
        lambda able: {
            _camel(field.name): made.unstructure(value)
            for field in attrs.fields(types.ServerCapabilities)
            if (value := getattr(able, field.name)) is not None
        },
    )
    return made


def _camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(other.title() for other in others)


_STRINGS = frozenset({"uri", "text", "languageId"})


def _demand_strings(data: Any) -> None:
    """Raises TypeError where a text is something else: lsprotocol takes any value for a string."""
    pending = [data]
    while pending:
        node = pending.pop()
        for key, value in node.items() if isinstance(node, dict) else enumerate(node):
            if isinstance(value, dict | list):
                pending.append(value)
            if key in _STRINGS and not isinstance(value, str):
                raise TypeError


class DocumentEvents(Interface):
    """What the server does when the client opens, changes and closes documents."""

    def opened(self, item: types.TextDocumentItem) -> None: ...

    def changed(self, params: types.DidChangeTextDocumentParams) -> None: ...

    def closed(self, uri: str) -> None: ...


class Protocol(LanguageServerProtocol):
    is_initialized = False  # `initialize` has been answered

    def receive(self, body: bytes) -> None:
        """Handle the body of a message. What is wrong with it is answered where it is a request, and else shown once."""
        try:
            data = json.loads(body)
        except Exception as error:  # not UTF-8, not JSON, too deep
            self._refuse(None, PARSE_ERROR, error)
            return
        number = data.get("id", 0) if isinstance(data, dict) else None
        is_numbered = isinstance(number, int | str) and not isinstance(number, bool)
        is_request = is_numbered and isinstance(data, dict) and "id" in data and "method" in data
        request = number if is_request else None
        if not is_numbered or data.get("jsonrpc") != self.VERSION or not isinstance(data.get("method", ""), str):
            self._refuse(request, INVALID_REQUEST, TypeError())
            return
        if is_request and (code := self._untimely(data["method"])):
            self._refuse(request, code)
            return
        if not is_request and not self.is_initialized and data.get("method") != types.EXIT:
            return  # the specification: notifications before `initialize` are dropped
        try:
            _demand_strings(data)
            message = self.structure_message(data)
        except Exception:  # of many kinds, by what is wrong
            self._refuse(request, INVALID_PARAMS, JsonRpcInvalidParams(), is_answered=is_request)
            return
        self.is_initialized = self.is_initialized or data.get("method") == types.INITIALIZE
        self.handle_message(message)

    def _untimely(self, method: str) -> int | None:
        """The error of a request that comes at the wrong time."""
        if self._shutdown:
            return INVALID_REQUEST
        if (method == types.INITIALIZE) == self.is_initialized:
            return INVALID_REQUEST if self.is_initialized else NOT_INITIALIZED
        return None

    def _refuse(self, request: int | str | None, code: int, error: Exception | None = None, *, is_answered: bool = True) -> None:
        if is_answered:
            self._send_response(request, error=types.ResponseError(code, say(ERRORS[code]())))
        if error is not None and request is None:  # who asked has the answer; a message for its user would be a second one
            self._server.report_server_error(error, JsonRpcException)

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

    def _send_response(self, msg_id: str | int | None, result: Any | None = None, error: types.ResponseError | None = None) -> None:
        if error is not None:
            error = types.ResponseError(error.code, say(ERRORS.get(error.code, INTERNAL_ERROR)()))
            if msg_id is None:  # lsprotocol leaves it out; JSON-RPC wants it null where it is not known
                self._send_data({"jsonrpc": self.VERSION, "id": None, "error": {"code": error.code, "message": error.message}})
                return
        super()._send_response(cast("str | int", msg_id), result, error)
