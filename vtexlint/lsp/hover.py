"""What an editor shows about the credential under the pointer: what it shows nowhere else, and never the value.

First the pair and the account, then what the account's snapshot says of the key. The findings are shown by the editor itself.
"""

import re
from collections.abc import Iterator

from lsprotocol import types

from vtexlint._startup.modules import load
from vtexlint.accounts.listing import held_keys
from vtexlint.accounts.model import Role
from vtexlint.credentials.labels import LABELS, printed_name
from vtexlint.credentials.model import Credential
from vtexlint.lsp.analysis import Analysis
from vtexlint.lsp.exits import localize, say
from vtexlint.lsp.positions import Encoding
from vtexlint.reporters.plain import harmless
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
LISTED = Template("hover.listed", "Snapshot of account `{account}`: {state}")
LISTED_EXTERNAL = Template("hover.listed-external", "Snapshot of account `{account}`, as an external key: {state}")
UNLISTED = Template("hover.unlisted", "The snapshot of account `{account}` does not list this key.")
ACTIVE, INACTIVE, BLOCKED = (
    Template("hover.active", "active"), Template("hover.inactive", "inactive"), Template("hover.blocked", "blocked")
)  # fmt: skip
UNKNOWN_STATE = Template("hover.unknown-state", "listed")
NO_ROLE = Template("hover.no-role", "Roles: none")
ROLES = Template("hover.roles", "Roles: {roles}")
TOKEN_AGE = Template("hover.token-age", "Token: {days} days old, from {day}", "Token: {days} day old, from {day}")
KEY_AGE = Template("hover.key-age", "Key: {days} days old, from {day}", "Key: {days} day old, from {day}")
RENEWAL = Template("hover.renewal", "A renewal is in progress: two tokens are valid.")


def hover(analysis: Analysis, position: types.Position, encoding: Encoding, *, markdown: bool = True) -> types.Hover | None:
    """None if neither a credential nor a call to VTEX is at the position."""
    positions = analysis.positions(encoding)
    offset = positions.offset(position)
    found = credential_at(analysis, offset) if analysis.judged is not None else None
    if found is None:
        shown: types.Hover | None = load("vtexlint.lsp.access_hover").call_hover(analysis.source, positions, offset, markdown=markdown)
        return shown
    credential, span = found
    lines = [localize(line) for line in _lines(analysis, credential)]
    kind = types.MarkupKind.Markdown
    if not markdown:
        kind, lines = types.MarkupKind.PlainText, [re.sub(r"[`*\\]", "", line) for line in lines]
    return types.Hover(types.MarkupContent(kind, say(*lines, between="\n\n")), positions.span(*span))


def credential_at(analysis: Analysis, offset: int) -> tuple[Credential, Span] | None:
    """The credential whose name or value is at an offset, and the span of that."""
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
    other = other_half(analysis, credential)
    if other is not None:
        line = analysis.source.position(other.name_span.start).line
        kind, name = LABELS[other.kind], _name(other)
        yield PAIRED(kind=kind, name=name, line=line) if name else PAIRED_WITHOUT_NAME(kind=kind, line=line)
    key = credential if credential.kind == "key" else other
    if key is not None and (account := account_of(key)):
        yield ACCOUNT(account=account)
        yield from _listed(analysis, key, account)


def other_half(analysis: Analysis, credential: Credential) -> Credential | None:
    """The credential that a credential is paired with."""
    for pair in analysis.parsed.found.pairs:
        if credential in pair.halves:
            return pair.token if credential is pair.key else pair.key
    return None


def account_of(key: Credential) -> str | None:
    """The account in an appKey whose only fault may be its case, in lower case."""
    parts = key.shape.key_parts_any_case if key.kind == "key" and key.is_set else None
    return parts.account.lower() if parts else None


def _listed(analysis: Analysis, key: Credential, account: str) -> Iterator[Message]:
    """What the account snapshots say of a key."""
    snapshots = analysis.context.snapshots
    if snapshots is None:
        return
    app_key = next((name for one, name in held_keys(analysis.parsed.found, snapshots) if one is key), "")
    listings = snapshots.listings(app_key)
    if not listings and account in snapshots.accounts:
        yield UNLISTED(account=account)
    for listing in listings:
        found = listing.key
        state = BLOCKED if found.blocked else INACTIVE if found.active is False else ACTIVE if found.active else UNKNOWN_STATE
        yield (LISTED if listing.is_own else LISTED_EXTERNAL)(account=listing.snapshot.account, state=state())
        if found.roles is not None:
            names = ", ".join(f"`{role_name(role)}`" for role in found.roles)
            yield ROLES(roles=names) if names else NO_ROLE()
        if listing.is_own and (day := found.token_created or found.created):
            yield (TOKEN_AGE if found.token_created else KEY_AGE)(days=snapshots.days_since(day), day=day.isoformat())
        if found.renewal_in_progress:
            yield RENEWAL()


def role_name(role: Role) -> str:
    return harmless(role.name or str(role.number)).replace("`", "'")


def _name(credential: Credential) -> str:
    return harmless(printed_name(credential)).replace("`", "'")
