"""The protocol's requests and notifications, and what answers each. pygls hands the server in as `ls`."""

import gc
import logging
import sys
from typing import BinaryIO

from lsprotocol import types

from vtexlint.languages.codes import ENGLISH, language_named
from vtexlint.lsp import navigation, transport
from vtexlint.lsp.actions import KINDS
from vtexlint.lsp.capabilities import ClientCapabilities
from vtexlint.lsp.completion import TRIGGERS, complete
from vtexlint.lsp.exits import language, speak
from vtexlint.lsp.hover import hover
from vtexlint.lsp.positions import encoding_of
from vtexlint.lsp.server import Server
from vtexlint.pages.render import page
from vtexlint.rules.names import TITLES
from vtexlint.rules.registry import rule

GARBAGE = 500_000
"""Objects that may become garbage in cycles before they are looked for. An edit leaves none: what it made is freed with the last use, and
looking through the values of a large text would take a tenth of the time."""

SWITCH = 0.001
"""Seconds (Python: 0.005) after which a thread that works on a large document lets another one go on, such as that of a small one."""

_WATCHED = ("**/{vtexlint,.vtexlint,pyproject}.toml", "**/.gitignore", "**/.git/{index,HEAD,packed-refs,info/exclude,logs/HEAD}")


def initialize(ls: Server, params: types.InitializeParams) -> None:
    ls.abilities = ClientCapabilities.of(params)
    speak(_language(params, ls.asked_language, ls.locale))
    ls.choose(params.initialization_options)
    if ls.abilities.hints:  # it is off by default, and a client asks for them at each change
        ls.feature(types.TEXT_DOCUMENT_INLAY_HINT)(hints)


def _language(params: types.InitializeParams, asked: str | None, locale: str) -> str:
    """What the client's option `language` names, else what the user asked for, else the client's locale, else that of the process."""
    options = params.initialization_options
    option = options.get("language") if isinstance(options, dict) else None
    named = language_named(option) if isinstance(option, str) else None
    if found := named or asked:
        return found
    if params.locale:
        return language_named(params.locale) or ENGLISH
    return locale


def initialized(ls: Server, _: types.InitializedParams) -> None:
    ls.documents.encoding = encoding_of(ls.server_capabilities.position_encoding)
    if ls.abilities.watches:
        ls.watch("vtexlint-watch", list(_WATCHED))


def shutdown(ls: Server, _: None) -> None:
    ls.shutdown_requested = True


def did_save(ls: Server, params: types.DidSaveTextDocumentParams) -> None:
    ls.saved(params.text_document.uri)


def refresh(ls: Server, _: object) -> None:
    """Settings, git's index or the workspace's folders are others now."""
    ls.refresh()


def configure(ls: Server, params: types.DidChangeConfigurationParams) -> None:
    """The editor's own settings, where a client sends them after the start: below `vtexlint`, as in its settings file."""
    settings = params.settings if isinstance(params.settings, dict) else {}
    if isinstance(settings.get("vtexlint"), dict):
        ls.choose(settings["vtexlint"])
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


async def code_action(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    analysis = await ls.analysis_of(params.text_document.uri)
    if analysis is None or not ls.abilities.literals:
        return []
    return await ls.in_worker(analysis, ls.actions(analysis).offered, params.range, params.context.only)


async def resolve(ls: Server, action: types.CodeAction) -> types.CodeAction:
    """The edits of an action that was chosen; none if the text is another by now."""
    data = action.data if isinstance(action.data, dict) else {}
    analysis = await ls.analysis_of(data.get("uri", ""))
    if analysis is not None and analysis.snapshot.version == data.get("version"):
        await ls.in_worker(analysis, ls.actions(analysis).complete, action)
    return action


async def hovered(ls: Server, params: types.HoverParams) -> types.Hover | None:
    analysis = await ls.analysis_of(params.text_document.uri)
    if analysis is None:
        return None
    return await ls.in_worker(analysis, lambda: hover(analysis, params.position, ls.documents.encoding, markdown=ls.abilities.markdown))


async def definition(ls: Server, params: types.DefinitionParams) -> types.Location | None:
    analysis = await ls.analysis_of(params.text_document.uri)
    return (
        None if analysis is None else await ls.in_worker(analysis, navigation.definition, analysis, params.position, ls.documents.encoding)
    )


async def symbols(ls: Server, params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
    analysis = await ls.analysis_of(params.text_document.uri)
    return [] if analysis is None else await ls.in_worker(analysis, navigation.symbols, analysis, ls.documents.encoding)


async def hints(ls: Server, params: types.InlayHintParams) -> list[types.InlayHint]:
    analysis = await ls.analysis_of(params.text_document.uri)
    return [] if analysis is None else await ls.in_worker(analysis, navigation.hints, analysis, params.range, ls.documents.encoding)


def rule_page(ls: Server, params: object) -> dict[str, str]:
    """The page of the rule that `{"rule": name}` names, as Markdown in the language of the editor; empty for an unknown one.

    It is our own text: no exit of lsp/exits.py, which would take its links apart.
    """
    named = params.get("rule") if isinstance(params, dict) else getattr(params, "rule", None)
    if not isinstance(named, str) or named not in TITLES:
        return {"rule": "", "text": ""}
    return {"rule": named, "text": page(rule(named), language())}


def completion(ls: Server, params: types.CompletionParams) -> list[types.CompletionItem]:
    snapshot = ls.documents.get(params.text_document.uri)
    return complete(snapshot, params.position, ls.documents.encoding) if snapshot else []


_FEATURES = (
    (types.INITIALIZE, initialize, None),
    (types.INITIALIZED, initialized, None),
    (types.SHUTDOWN, shutdown, None),
    (types.TEXT_DOCUMENT_DID_SAVE, did_save, None),
    (types.WORKSPACE_DID_CHANGE_WATCHED_FILES, refresh, None),
    (types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS, refresh, None),
    (types.WORKSPACE_DID_CHANGE_CONFIGURATION, configure, None),
    (types.TEXT_DOCUMENT_DIAGNOSTIC, pull, types.DiagnosticOptions(False, False, identifier="vtexlint")),
    (types.TEXT_DOCUMENT_CODE_ACTION, code_action, types.CodeActionOptions(code_action_kinds=KINDS, resolve_provider=True)),
    (types.CODE_ACTION_RESOLVE, resolve, None),
    (types.TEXT_DOCUMENT_HOVER, hovered, None),
    (types.TEXT_DOCUMENT_DEFINITION, definition, None),
    (types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, symbols, None),
    ("vtexlint/page", rule_page, None),
    (types.TEXT_DOCUMENT_COMPLETION, completion, types.CompletionOptions(trigger_characters=TRIGGERS)),
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
    gc.set_threshold(GARBAGE)
    sys.setswitchinterval(SWITCH)
    server = make_server(home, asked, locale)
    transport.serve(server, stdin, stdout)
    return server.shutdown_requested
