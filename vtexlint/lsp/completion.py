"""Rule names inside an ignore comment, and the keys of a settings file."""

import os
import re

from lsprotocol import types

from vtexlint.lsp.documents import DocumentVersion
from vtexlint.lsp.exits import return_text, say
from vtexlint.lsp.positions import Encoding, Positions
from vtexlint.pages.localized import title_of
from vtexlint.project.config import own_settings_path
from vtexlint.rules.names import TITLES
from vtexlint.settings_table import KEYS, OWN_KEYS
from vtexlint.text.messages import Template

SETTING = Template("completion.setting", "vtexlint setting")

TRIGGERS = ["[", ",", " ", '"']
_IN_COMMENT = re.compile(r"vtexlint:[ \t]*ignore(?:-file)?[ \t]*\[(?P<before>[^\]]*?)(?P<word>[\w-]*)$")
_IN_LIST = re.compile(r"^[ \t]*(?:select|extend-select|ignore)[ \t]*=[ \t]*\[(?P<before>[^\]]*\"|\")(?P<word>[\w-]*)$")
_KEY = re.compile(r"^(?P<word>[a-z-]*)$")
_SETTINGS = ("vtexlint.toml", ".vtexlint.toml", "pyproject.toml")


def complete(snapshot: DocumentVersion, position: types.Position, encoding: Encoding) -> list[types.CompletionItem]:
    """Completions from the line alone: a space requests them, and no keystroke must wait for the analysis."""
    source = snapshot.source
    positions = Positions(source, encoding)
    offset = positions.offset(position)
    start = source.line_starts[source.position(offset).line - 1]
    line = source.text[start:offset]
    name = os.path.basename(snapshot.path or "")
    match = _IN_COMMENT.search(line) or (_IN_LIST.match(line) if name in _SETTINGS else None)
    if match:
        listed = set(re.findall(r"[\w-]+", match["before"]))
        rows = [(name, title_of(name)) for name in TITLES if name not in listed]
        kind = types.CompletionItemKind.EnumMember
    else:
        match = _KEY.match(line)
        if not match or name not in _SETTINGS[:2] or _is_in_table(source.text[:start]):
            return []
        keys = OWN_KEYS if snapshot.path == own_settings_path() else KEYS
        rows, kind = [(key, SETTING()) for key in keys], types.CompletionItemKind.Property
    place = positions.span(start + match.start("word"), offset)
    return [
        types.CompletionItem(say(label), kind=kind, detail=say(detail), text_edit=types.TextEdit(place, return_text(label)))
        for label, detail in rows
    ]


def _is_in_table(text: str) -> bool:
    return re.search(r"^[ \t]*\[", text, re.MULTILINE) is not None
