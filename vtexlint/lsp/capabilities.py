"""What the client can do, taken out of its long form; what the server says of itself."""

import os
import re
from types import SimpleNamespace
from typing import Any, cast

from lsprotocol import types
from pygls.uris import from_fs_path

from vtexlint._startup.typed import NamedTuple
from vtexlint.lsp.conversion import SOURCE
from vtexlint.project.effective_settings import RunOptions

FIX_ALL = f"{types.CodeActionKind.SourceFixAll.value}.{SOURCE}"
KINDS: list[types.CodeActionKind | str] = [types.CodeActionKind.QuickFix, FIX_ALL]
TRIGGERS = ["[", ",", " ", '"', "=", ":"]

_LOOKED_AT: dict[str, Any] = {
    "general": {"positionEncodings": list},
    "notebookDocument": {},
    "workspace": {
        "workspaceEdit": {"documentChanges": bool, "resourceOperations": list},
        "didChangeWatchedFiles": {"dynamicRegistration": bool, "relativePatternSupport": bool},
        "diagnostics": {"refreshSupport": bool},
    },
    "textDocument": {
        "publishDiagnostics": {"relatedInformation": bool},
        "diagnostic": {},
        "hover": {"contentFormat": list},
        "codeAction": {
            "codeActionLiteralSupport": {},
            "isPreferredSupport": bool,
            "dataSupport": bool,
            "resolveSupport": {"properties": list},
        },
    },
}
"""Of all that a client says of itself, what this server and pygls ask for."""


def said(capabilities: Any, _: object = None) -> types.ClientCapabilities:
    """What a client says that it can do, as far as it is looked at. Raises TypeError where something is of another kind.

    lsprotocol would make a class with its functions for each of the 100 structures that an editor sends.
    """
    found = _said(capabilities, _LOOKED_AT)
    general = found.general
    if general is not None and general.position_encodings is not None:
        known = {kind.value: kind for kind in types.PositionEncodingKind}
        general.position_encodings = [known.get(one, one) for one in general.position_encodings if isinstance(one, str)]
    return cast("types.ClientCapabilities", found)


def _said(given: Any, names: dict[str, Any]) -> SimpleNamespace:
    if given == []:  # an empty object, as programs in Lua and PHP may write one
        given = {}
    if not isinstance(given, dict):
        raise TypeError
    found = SimpleNamespace()
    for name, kind in names.items():
        value = given.get(name)
        if isinstance(kind, dict):
            value = None if value is None else _said(value, kind)
        elif kind is bool:
            value = bool(value)
        elif not isinstance(value, kind | None):
            raise TypeError
        setattr(found, re.sub("[A-Z]", lambda letter: f"_{letter[0].lower()}", name), value)
    return found


class Client(NamedTuple):
    """What the client can do, and what its user wants to be offered."""

    versioned: bool = True  # edits that name the version they are for
    creates: bool = True  # edits that make a file
    preferred: bool = True
    lazy: bool = False  # asks for an action's edits when it is chosen
    unsafe: bool = True
    pages: bool = False  # has the command that shows a rule's page


class ClientCapabilities(NamedTuple):
    pulls: bool = False  # asks for diagnostics itself; pushed ones would be shown twice
    refreshes: bool = False  # can be asked to request them again
    related: bool = True
    watches: bool = False
    relative_patterns: bool = False  # can watch a file by its directory and name
    literals: bool = True  # takes code actions with edits, not commands alone
    markdown: bool = True
    hints: bool = False  # the user wants the account after each token
    for_actions: Client = Client()

    @classmethod
    def of(cls, params: types.InitializeParams) -> "ClientCapabilities":
        document = params.capabilities.text_document or types.TextDocumentClientCapabilities()
        workspace = params.capabilities.workspace or types.WorkspaceClientCapabilities()
        shown = document.publish_diagnostics
        hover = document.hover
        actions = document.code_action
        return cls(
            pulls=document.diagnostic is not None,
            refreshes=bool(workspace.diagnostics and workspace.diagnostics.refresh_support),
            related=bool(shown and shown.related_information),
            watches=bool(workspace.did_change_watched_files and workspace.did_change_watched_files.dynamic_registration),
            relative_patterns=bool(workspace.did_change_watched_files and workspace.did_change_watched_files.relative_pattern_support),
            literals=bool(actions and actions.code_action_literal_support),
            markdown=bool(hover and hover.content_format and types.MarkupKind.Markdown in hover.content_format),
            hints=_is_on(params.initialization_options, "inlayHints"),
            for_actions=_for_actions(actions, workspace.workspace_edit, params.initialization_options),
        )

    def pattern(self, path: str) -> "types.Pattern | types.RelativePattern":
        """What a watcher of one file is given."""
        directory = from_fs_path(os.path.dirname(path))
        if self.relative_patterns and directory:
            return types.RelativePattern(directory, os.path.basename(path))
        return path.replace(os.sep, "/")


def choices(options: object, home: str) -> RunOptions:
    """The settings of the editor, as the options of `vtexlint check`: `select`, `extendSelect`, `ignore`, `config`. `home` is absolute."""
    found: dict[str, Any] = options if isinstance(options, dict) else {}
    config = found.get("config")
    return RunOptions(
        select=_names(found.get("select")),
        extend_select=_names(found.get("extendSelect")) or (),
        ignore=_names(found.get("ignore")) or (),
        config=os.path.join(home, config) if isinstance(config, str) and config else None,
    )


def _names(value: object) -> tuple[str, ...] | None:
    """A list of names; None for anything else, and for an empty list: an editor sends one for a setting that is not set."""
    return tuple(value) if isinstance(value, list) and value and all(isinstance(one, str) for one in value) else None


def _for_actions(
    actions: types.CodeActionClientCapabilities | None, edits: types.WorkspaceEditClientCapabilities | None, options: Any
) -> Client:
    """Options of ours: `unsafeFixes` false: offer no unsafe fix; `pages` true: the client has a command that shows a rule's page."""
    resolves = actions.resolve_support.properties if actions and actions.resolve_support else None
    created = edits.resource_operations if edits else None
    return Client(
        versioned=bool(edits and edits.document_changes),
        creates=types.ResourceOperationKind.Create in (created or ()),
        preferred=bool(actions and actions.is_preferred_support),
        lazy=bool(actions and actions.data_support and "edit" in (resolves or ())),
        unsafe=not (isinstance(options, dict) and options.get("unsafeFixes") is False),
        pages=_is_on(options, "pages"),
    )


def _is_on(options: Any, name: str) -> bool:
    return isinstance(options, dict) and options.get(name) is True
