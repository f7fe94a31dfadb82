"""Where things are in a document: the other credential of a pair, the outline, the accounts as hints."""

from lsprotocol import types

from vtexlint.credentials.labels import LABELS, display_name
from vtexlint.credentials.model import Credential
from vtexlint.lsp.analysis import Analysis
from vtexlint.lsp.exits import say
from vtexlint.lsp.hover import account_of, credential_at, other_half
from vtexlint.lsp.positions import Encoding, Positions
from vtexlint.text.source import Span


def definition(analysis: Analysis, position: types.Position, encoding: Encoding) -> types.Location | None:
    """The value of the other credential of the pair; None where no credential of a pair is at the position."""
    if analysis.judged is None:
        return None
    positions = analysis.positions(encoding)
    found = credential_at(analysis, positions.offset(position))
    other = other_half(analysis, found[0]) if found else None
    return types.Location(analysis.snapshot.uri, positions.span(*other.span)) if other else None


def symbols(analysis: Analysis, encoding: Encoding) -> list[types.DocumentSymbol]:
    """The credentials of a document in its order, each with its kind and account. A name that is a secret is not shown."""
    if analysis.judged is None:
        return []
    positions = analysis.positions(encoding)
    return [_symbol(analysis, one, positions) for one in analysis.parsed.found.credentials if one.is_field]


def _symbol(analysis: Analysis, credential: Credential, positions: Positions) -> types.DocumentSymbol:
    account = _account(analysis, credential)
    words = [LABELS[credential.kind], *([account] if account else [])]
    name, value = credential.name_span, credential.span
    whole = positions.span(min(name.start, value.start), max(name.end, value.end))
    own = positions.span(*(name if name.end > name.start else value))
    return types.DocumentSymbol(say(display_name(credential)), types.SymbolKind.Key, whole, own, detail=say(" · ".join(words)))


def hints(analysis: Analysis, wanted: types.Range, encoding: Encoding) -> list[types.InlayHint]:
    """After each appToken in a range, the account that it is for, by the appKey of its pair."""
    if analysis.judged is None:
        return []
    positions = analysis.positions(encoding)
    found = []
    for credential in analysis.parsed.found.credentials:
        if credential.kind != "token" or not credential.is_set or not (account := _account(analysis, credential)):
            continue
        at = positions.of_offset(_end(analysis, credential.span))
        if wanted.start <= at <= wanted.end:
            found.append(types.InlayHint(at, say(account), padding_left=True))
    return found


def _end(analysis: Analysis, span: Span) -> int:
    """The end of a value, after its closing quote."""
    return span.end + (analysis.source.text[span.end : span.end + 1] in ('"', "'"))


def _account(analysis: Analysis, credential: Credential) -> str | None:
    key = credential if credential.kind == "key" else other_half(analysis, credential)
    return account_of(key) if key else None
