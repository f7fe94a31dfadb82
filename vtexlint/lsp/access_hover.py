"""What an editor shows about a call to VTEX under the pointer: the resource that it needs, and the predefined roles that have it."""

import re

from lsprotocol import types

from vtexlint.accounts.access.addresses import UNKNOWN
from vtexlint.accounts.access.calls import call_at
from vtexlint.accounts.access.matching import routes
from vtexlint.accounts.access.table import table
from vtexlint.accounts.access.words import about, source
from vtexlint.lsp.exits import localize, say
from vtexlint.lsp.positions import Positions
from vtexlint.text.source import Source

_CODE = 4  # spaces from which a line is an item of a list


def call_hover(text: Source, positions: Positions, offset: int, *, markdown: bool) -> types.Hover | None:
    """None if no call to VTEX is at the offset; a path alone must be a documented one. Reads only the line of the offset."""
    call = call_at(text, offset)
    address = call.address if call is not None else None
    if call is None or address is None or not address.segments or address.is_foreign:
        return None
    known = table()
    match = routes().match(call.method, address)
    if not match.operations and address.host == UNKNOWN:
        return None
    lines = [f"{'- ' if indent >= _CODE else ''}{_plain(localize(line))}" for indent, line in about(match, known)]
    lines[0] = f"**{lines[0]}**"
    lines.append(localize(source(known)))
    kind = types.MarkupKind.Markdown
    if not markdown:
        kind, lines = types.MarkupKind.PlainText, [re.sub(r"[`*\\]", "", line) for line in lines]
    return types.Hover(types.MarkupContent(kind, say(*lines, between="\n\n")), positions.span(*call.span))


def _plain(text: str) -> str:
    """Text without Markdown; its own `code` stays as it is."""
    parts = text.split("`")
    parts[::2] = [re.sub(r"([\\*_\[\]<>#|!&])", r"\\\1", part) for part in parts[::2]]
    return "`".join(parts)
