"""The protocol's requests and notifications, and what answers each. pygls hands the server in as `ls`; see `answers` for most requests."""

import logging
import sys
from collections.abc import Awaitable, Callable
from typing import Any, BinaryIO

from lsprotocol import types

from vtexlint._startup.modules import load
from vtexlint.languages.codes import ENGLISH, language_named
from vtexlint.lsp import transport
from vtexlint.lsp.capabilities import KINDS, TRIGGERS, ClientCapabilities, options_of
from vtexlint.lsp.exits import speak
from vtexlint.lsp.git_stamps import WATCHED, is_of_git
from vtexlint.lsp.positions import encoding_of
from vtexlint.lsp.server import Server
from vtexlint.project.config import NAMES

SWITCH = 0.001
"""Seconds (Python: 0.005) after which a thread that works on a large document lets another one go on, such as that of a small one."""

_WATCHED = (f"**/{{{','.join(NAMES)}}}", *WATCHED)


def initialize(ls: Server, params: types.InitializeParams) -> None:
    ls.abilities = ClientCapabilities.of(params)
    speak(_language(params, ls.asked_language, ls.locale))
    ls.choose(params.initialization_options)
    if ls.abilities.hints:  # it is off by default, and a client asks for them at each change
        ls.feature(types.TEXT_DOCUMENT_INLAY_HINT)(_when_asked("hints"))


def _language(params: types.InitializeParams, asked: str | None, locale: str) -> str:
    """What the client's option `language` names, else what the user asked for, else the client's locale, else that of the process."""
    option = options_of(params.initialization_options).language
    if found := (option and language_named(option)) or asked:
        return found
    if params.locale:
        return language_named(params.locale) or ENGLISH
    return locale


def initialized(ls: Server, _: types.InitializedParams) -> None:
    ls.documents.encoding = encoding_of(ls.server_capabilities.position_encoding)
    if ls.abilities.watches:
        ls.watch("vtexlint-watch", list(_WATCHED))
    ls.tell_wrong_options()


def shutdown(ls: Server, _: None) -> None:
    ls.shutdown_requested = True


def did_save(ls: Server, params: types.DidSaveTextDocumentParams) -> None:
    ls.saved(params.text_document.uri)


def did_change_files(ls: Server, params: types.DidChangeWatchedFilesParams) -> None:
    """A settings file, what git goes by, or another file that a verdict depends on."""
    if params.changes and all(is_of_git(change.uri) for change in params.changes):
        ls.git_worked()
    else:
        ls.refresh()


def refresh(ls: Server, _: object) -> None:
    """The workspace's folders are others now."""
    ls.refresh()


def configure(ls: Server, params: types.DidChangeConfigurationParams) -> None:
    """The editor's own settings, where a client sends them after the start: below `vtexlint`, as in its settings file."""
    settings = params.settings if isinstance(params.settings, dict) else {}
    if isinstance(settings.get("vtexlint"), dict):
        ls.choose(settings["vtexlint"])
        ls.tell_wrong_options()
    ls.refresh()


async def pull(ls: Server, params: types.DocumentDiagnosticParams) -> types.DocumentDiagnosticReport:
    uri = params.text_document.uri
    # a report about an older text, or an empty one, would remove all problems from the editor until the next request
    while (analysis := await ls.analysis_of(uri)) is None:
        if ls.documents.get(uri) is None:
            return types.RelatedFullDocumentDiagnosticReport([])
    identity = str(analysis.number)
    if params.previous_result_id == identity:
        return types.RelatedUnchangedDocumentDiagnosticReport(identity)
    return types.RelatedFullDocumentDiagnosticReport(analysis.diagnostics, result_id=identity)


def _when_asked(name: str) -> Callable[[Server, object], Awaitable[Any]]:
    """A function of `answers`: what it needs is imported for the first request, not before the first diagnostics."""

    async def answer(ls: Server, params: object) -> Any:
        return await getattr(load("vtexlint.lsp.answers"), name)(ls, params)

    return answer


_FEATURES = (
    (types.INITIALIZE, initialize, None),
    (types.INITIALIZED, initialized, None),
    (types.SHUTDOWN, shutdown, None),
    (types.TEXT_DOCUMENT_DID_SAVE, did_save, None),
    (types.WORKSPACE_DID_CHANGE_WATCHED_FILES, did_change_files, None),
    (types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS, refresh, None),
    (types.WORKSPACE_DID_CHANGE_CONFIGURATION, configure, None),
    (types.TEXT_DOCUMENT_DIAGNOSTIC, pull, types.DiagnosticOptions(False, False, identifier="vtexlint")),
    (types.TEXT_DOCUMENT_CODE_ACTION, _when_asked("code_action"), types.CodeActionOptions(code_action_kinds=KINDS, resolve_provider=True)),
    (types.CODE_ACTION_RESOLVE, _when_asked("resolve"), None),
    (types.TEXT_DOCUMENT_HOVER, _when_asked("hovered"), None),
    (types.TEXT_DOCUMENT_DEFINITION, _when_asked("definition"), None),
    (types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, _when_asked("symbols"), None),
    ("vtexlint/page", _when_asked("rule_page"), None),
    (types.TEXT_DOCUMENT_COMPLETION, _when_asked("completion"), types.CompletionOptions(trigger_characters=TRIGGERS)),
)


def make_server(home: str, asked: str | None = None, locale: str = ENGLISH) -> Server:
    """`asked`: the language that the user named on the command line or in the settings; `locale`: that of the process."""
    server = Server(home)
    server.asked_language, server.locale = asked, locale
    for method, handler, options in _FEATURES:
        server.feature(method, options)(handler)
    return server


def serve(stdin: BinaryIO, stdout: BinaryIO, home: str, asked: str | None = None, locale: str = ENGLISH) -> bool:
    """Serve until the client leaves; True if `shutdown` came before `exit`. `home`: see Server, for the others `make_server`."""
    # the libraries' loggers write whole messages, and a document is in them
    logging.disable(logging.CRITICAL)
    sys.setswitchinterval(SWITCH)
    server = make_server(home, asked, locale)
    transport.serve(server, stdin, stdout)
    return server.shutdown_requested
