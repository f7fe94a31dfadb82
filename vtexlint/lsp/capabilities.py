"""What the client can do, taken out of its long form; the options of its user; what the server says of itself."""

import os
import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, Literal, cast

from lsprotocol import types
from pygls.uris import from_fs_path

from vtexlint._startup.typed import NamedTuple
from vtexlint.languages.codes import language_named
from vtexlint.lsp.conversion import SOURCE
from vtexlint.project.effective_settings import RunOptions

FIX_ALL = f"{types.CodeActionKind.SourceFixAll.value}.{SOURCE}"
KINDS: list[types.CodeActionKind | str] = [types.CodeActionKind.QuickFix, FIX_ALL]
TRIGGERS = ["[", ",", " ", '"', "=", ":"]

Kind = Literal["names", "file", "language", "flag"]
"""Of the value of an option."""

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


class Options(NamedTuple):
    """What an editor's user has set."""

    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    config: str = ""  # the name of a settings file
    language: str = ""
    unsafe_fixes: bool = True  # offer them
    inlay_hints: bool = False  # the account after each token
    pages: bool = False  # the client has a command that shows a rule's page


OPTIONS: dict[str, tuple[str, Kind]] = {
    "select": ("select", "names"),
    "extendSelect": ("extend_select", "names"),
    "ignore": ("ignore", "names"),
    "config": ("config", "file"),
    "language": ("language", "language"),
    "unsafeFixes": ("unsafe_fixes", "flag"),
    "inlayHints": ("inlay_hints", "flag"),
    "pages": ("pages", "flag"),
}
"""By the name that an editor sends: the field of `Options`, and the kind of its value."""


def _are_names(value: Any) -> bool:
    return value == {} or (isinstance(value, list) and all(isinstance(one, str) for one in value))  # Lua and PHP write an empty list as {}


def _is_language(value: Any) -> bool:
    return isinstance(value, str) and (not value or language_named(value) is not None)


FITS: dict[Kind, Callable[[Any], bool]] = {
    "names": _are_names,
    "file": lambda value: isinstance(value, str),
    "language": _is_language,
    "flag": lambda value: isinstance(value, bool),
}


def options_of(sent: object) -> Options:
    """What an editor has sent. One of another kind is as if it were not there, and so is an empty one: a setting that is not set."""
    given: dict[str, Any] = sent if isinstance(sent, dict) else {}
    found: dict[str, Any] = {}
    for name, (field, kind) in OPTIONS.items():
        value = given.get(name)
        if value not in (None, "", [], {}) and FITS[kind](value):
            found[field] = tuple(value) if kind == "names" else value
    return Options(**found)


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
        options = options_of(params.initialization_options)
        return cls(
            pulls=document.diagnostic is not None,
            refreshes=bool(workspace.diagnostics and workspace.diagnostics.refresh_support),
            related=bool(shown and shown.related_information),
            watches=bool(workspace.did_change_watched_files and workspace.did_change_watched_files.dynamic_registration),
            relative_patterns=bool(workspace.did_change_watched_files and workspace.did_change_watched_files.relative_pattern_support),
            literals=bool(actions and actions.code_action_literal_support),
            markdown=bool(hover and hover.content_format and types.MarkupKind.Markdown in hover.content_format),
            hints=options.inlay_hints,
            for_actions=_for_actions(actions, workspace.workspace_edit, options),
        )

    def pattern(self, path: str) -> "types.Pattern | types.RelativePattern":
        """What a watcher of one file is given."""
        directory = from_fs_path(os.path.dirname(path))
        if self.relative_patterns and directory:
            return types.RelativePattern(directory, os.path.basename(path))
        return path.replace(os.sep, "/")


def choices(sent: object, home: str) -> RunOptions:
    """The options of the editor that are those of `vtexlint check`, too. `home` is absolute."""
    options = options_of(sent)
    config = os.path.join(home, options.config) if options.config else None
    return RunOptions(select=options.select, extend_select=options.extend_select, ignore=options.ignore, config=config)


def _for_actions(
    actions: types.CodeActionClientCapabilities | None, edits: types.WorkspaceEditClientCapabilities | None, options: Options
) -> Client:
    resolves = actions.resolve_support.properties if actions and actions.resolve_support else None
    created = edits.resource_operations if edits else None
    return Client(
        versioned=bool(edits and edits.document_changes),
        creates=types.ResourceOperationKind.Create in (created or ()),
        preferred=bool(actions and actions.is_preferred_support),
        lazy=bool(actions and actions.data_support and "edit" in (resolves or ())),
        unsafe=options.unsafe_fixes,
        pages=options.pages,
    )
