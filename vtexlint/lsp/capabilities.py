"""What the client can do, taken out of its long form."""

from typing import Any

from lsprotocol import types

from vtexlint._startup.typed import NamedTuple
from vtexlint.lsp.actions import Client


class ClientCapabilities(NamedTuple):
    pulls: bool = False  # asks for diagnostics itself; pushed ones would be shown twice
    refreshes: bool = False  # can be asked to request them again
    related: bool = True
    watches: bool = False
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
            literals=bool(actions and actions.code_action_literal_support),
            markdown=bool(hover and hover.content_format and types.MarkupKind.Markdown in hover.content_format),
            hints=_is_on(params.initialization_options, "inlayHints"),
            for_actions=_for_actions(actions, workspace.workspace_edit, params.initialization_options),
        )


def _for_actions(
    actions: types.CodeActionClientCapabilities | None, edits: types.WorkspaceEditClientCapabilities | None, options: Any
) -> Client:
    """Options of ours: `unsafeFixes` false: offer no unsafe fix; `pages` true: the client has a command that shows a rule's page."""
    resolves = actions.resolve_support if actions else None
    created = edits.resource_operations if edits else None
    return Client(
        versioned=bool(edits and edits.document_changes),
        creates=types.ResourceOperationKind.Create in (created or ()),
        preferred=bool(actions and actions.is_preferred_support),
        lazy=bool(actions and actions.data_support and resolves and "edit" in resolves.properties),
        unsafe=not (isinstance(options, dict) and options.get("unsafeFixes") is False),
        pages=_is_on(options, "pages"),
    )


def _is_on(options: Any, name: str) -> bool:
    return isinstance(options, dict) and options.get(name) is True
