"""What an editor shows about the credential under the pointer: all that vtexlint knows about it except its value."""

import re
from collections.abc import Iterator

from lsprotocol import types

from vtexlint._startup.modules import load
from vtexlint.credentials.labels import LABELS
from vtexlint.credentials.model import Credential
from vtexlint.credentials.names import printable_name
from vtexlint.lsp.analysis import Analysis
from vtexlint.lsp.exits import localize, say
from vtexlint.lsp.positions import Encoding
from vtexlint.reporters.plain import harmless
from vtexlint.settings import SEVERITY_WORDS
from vtexlint.text.messages import Message, Template
from vtexlint.text.source import Span

CREDENTIAL = Template("hover.credential", "**VTEX {kind}** `{name}`")
CREDENTIAL_WITHOUT_NAME = Template("hover.credential-without-name", "**VTEX {kind}**")
STATES = {
    "empty": Template("hover.empty", "It is empty."),
    "placeholder": Template("hover.placeholder", "A placeholder that is not filled in yet."),
    "reference": Template("hover.reference", "A reference: another program inserts the value."),
}
PAIRED = Template("hover.paired", "Paired with the {kind} `{name}`, line {line}.")
PAIRED_WITHOUT_NAME = Template("hover.paired-without-name", "Paired with the {kind}, line {line}.")
ACCOUNT = Template("hover.account", "Account: `{account}`")
FINDING = Template("hover.finding", "{severity} `{rule}`: {message}")


def hover(analysis: Analysis, position: types.Position, encoding: Encoding, *, markdown: bool = True) -> types.Hover | None:
    """None if neither a credential nor a call to VTEX is at the position."""
    positions = analysis.positions(encoding)
    offset = positions.offset(position)
    found = _at(analysis, offset) if analysis.judged is not None else None
    if found is None:
        shown: types.Hover | None = load("vtexlint.lsp.access_hover").call_hover(analysis.source, positions, offset, markdown=markdown)
        return shown
    credential, span = found
    lines = [localize(line) for line in _lines(analysis, credential)]
    kind = types.MarkupKind.Markdown
    if not markdown:
        kind, lines = types.MarkupKind.PlainText, [re.sub(r"[`*\\]", "", line) for line in lines]
    return types.Hover(types.MarkupContent(kind, say(*lines, between="\n\n")), positions.span(*span))


def _at(analysis: Analysis, offset: int) -> tuple[Credential, Span] | None:
    for credential in analysis.parsed.found.credentials:
        for span in (credential.name_span, credential.span):
            if span.start <= offset < max(span.end, span.start + 1):
                return credential, span
    return None


def _lines(analysis: Analysis, credential: Credential) -> Iterator[Message]:
    kind, name = LABELS[credential.kind], _name(credential)
    yield CREDENTIAL(kind=kind, name=name) if name else CREDENTIAL_WITHOUT_NAME(kind=kind)
    if credential.state in STATES:
        yield STATES[credential.state]()
    account = _account(credential)
    for pair in analysis.parsed.found.pairs:
        if credential not in pair.halves:
            continue
        other = pair.token if credential is pair.key else pair.key
        if other is not None:
            line = analysis.source.position(other.name_span.start).line
            kind, name = LABELS[other.kind], _name(other)
            yield PAIRED(kind=kind, name=name, line=line) if name else PAIRED_WITHOUT_NAME(kind=kind, line=line)
            account = account or _account(other)
        break
    if account:
        yield ACCOUNT(account=account)
    for finding in analysis.findings:
        place = finding.location
        if (analysis.source.offset(*place.start), analysis.source.offset(*place.end)) in (credential.span, credential.name_span):
            yield FINDING(severity=SEVERITY_WORDS[finding.severity.word](), rule=finding.rule, message=_escaped(localize(finding.message)))


def _account(credential: Credential) -> str | None:
    """The account in a valid appKey."""
    parts = credential.shape.key_parts if credential.kind == "key" and credential.is_set else None
    return parts[0] if parts else None


def _name(credential: Credential) -> str:
    return harmless(printable_name(credential.name)).replace("`", "'")


def _escaped(text: str) -> str:
    """Text without Markdown, except for the messages' own `code`."""
    return re.sub(r"([\\*_\[\]<>#|!&])", r"\\\1", harmless(text))
