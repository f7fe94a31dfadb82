"""What answers the requests about an open document, but for its diagnostics. pygls hands the server in as `ls`."""

from lsprotocol import types

from vtexlint.lsp import navigation
from vtexlint.lsp.actions import Actions
from vtexlint.lsp.analysis import Analysis
from vtexlint.lsp.completion import complete
from vtexlint.lsp.exits import language
from vtexlint.lsp.hover import hover
from vtexlint.lsp.server import Server
from vtexlint.pages.render import page
from vtexlint.rules.names import TITLES
from vtexlint.rules.registry import rule


def _actions(ls: Server, analysis: Analysis) -> Actions:
    return Actions(analysis, ls.documents, ls.abilities.for_actions)


async def code_action(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    analysis = await ls.analysis_of(params.text_document.uri)
    if analysis is None or not ls.abilities.literals:
        return []
    return await ls.in_worker(analysis, _actions(ls, analysis).offered, params.range, params.context.only)


async def resolve(ls: Server, action: types.CodeAction) -> types.CodeAction:
    """The edits of an action that was chosen; none if the text is another by now."""
    data = action.data if isinstance(action.data, dict) else {}
    analysis = await ls.analysis_of(data.get("uri", ""))
    if analysis is not None and analysis.snapshot.version == data.get("version"):
        await ls.in_worker(analysis, _actions(ls, analysis).complete, action)
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


async def rule_page(ls: Server, params: object) -> dict[str, str]:
    """The page of the rule that `{"rule": name}` names, as Markdown in the language of the editor; empty for an unknown one.

    It is our own text: no exit of lsp/exits.py, which would take its links apart.
    """
    named = params.get("rule") if isinstance(params, dict) else getattr(params, "rule", None)
    if not isinstance(named, str) or named not in TITLES:
        return {"rule": "", "text": ""}
    return {"rule": named, "text": page(rule(named), language())}


async def completion(ls: Server, params: types.CompletionParams) -> list[types.CompletionItem]:
    snapshot = ls.documents.get(params.text_document.uri)
    return complete(snapshot, params.position, ls.documents.encoding) if snapshot else []
