"""What an editor shows of the credential under the pointer: all that vtexlint knows of it but its value."""

import re
from collections.abc import Iterator

from lsprotocol import types

from vtexlint.credentials import shapes
from vtexlint.credentials.labels import LABELS
from vtexlint.credentials.model import Credential
from vtexlint.credentials.names import printable_name
from vtexlint.lsp.analysis import Analysis
from vtexlint.lsp.positions import Encoding
from vtexlint.reporters.plain import harmless
from vtexlint.text.source import Span

_STATES = {
    "empty": "It is empty.",
    "placeholder": "A placeholder: somebody has still to fill it in.",
    "reference": "A reference: another program puts the value in.",
}


def hover(analysis: Analysis, position: types.Position, encoding: Encoding, *, markdown: bool = True) -> types.Hover | None:
    """None where no credential stands at the position."""
    if analysis.judged is None:
        return None
    positions = analysis.positions(encoding)
    offset = positions.offset(position)
    found = _at(analysis, offset)
    if found is None:
        return None
    credential, span = found
    lines = list(_lines(analysis, credential))
    text = "\n\n".join(lines)
    kind = types.MarkupKind.Markdown if markdown else types.MarkupKind.PlainText
    return types.Hover(types.MarkupContent(kind, text if markdown else re.sub(r"[`*\\]", "", text)), positions.span(*span))


def _at(analysis: Analysis, offset: int) -> tuple[Credential, Span] | None:
    for credential in analysis.parsed.found.credentials:
        for span in (credential.name_span, credential.span):
            if span.start <= offset < max(span.end, span.start + 1):
                return credential, span
    return None


def _lines(analysis: Analysis, credential: Credential) -> Iterator[str]:
    yield f"**VTEX {LABELS[credential.kind]}**{_named(credential)}"
    if credential.state in _STATES:
        yield _STATES[credential.state]
    account = _account(credential)
    for pair in analysis.parsed.found.pairs:
        if credential not in pair.halves:
            continue
        other = pair.token if credential is pair.key else pair.key
        if other is not None:
            line = analysis.source.position(other.name_span.start).line
            yield f"Paired with the {LABELS[other.kind]}{_named(other)}, line {line}."
            account = account or _account(other)
        break
    if account:
        yield f"Account: `{account}`"
    for finding in analysis.findings:
        place = finding.location
        if (analysis.source.offset(*place.start), analysis.source.offset(*place.end)) in (credential.span, credential.name_span):
            yield f"{finding.severity.word} `{finding.rule}`: {_escaped(finding.message)}"


def _account(credential: Credential) -> str | None:
    """The account that a well-shaped appKey names."""
    parts = shapes.key_parts(credential.value) if credential.kind == "key" and credential.is_set else None
    return parts[0] if parts else None


def _named(credential: Credential) -> str:
    name = harmless(printable_name(credential.name)).replace("`", "'")
    return f" `{name}`" if name else ""


def _escaped(text: str) -> str:
    """Text in which Markdown sees nothing but text and the messages' own `code`."""
    return re.sub(r"([\\*_\[\]<>#|!&])", r"\\\1", harmless(text))
