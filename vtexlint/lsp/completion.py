"""Rule names inside an ignore comment, and the keys of a settings file."""

import os
import re

from lsprotocol import types

from vtexlint.lsp.analysis import Analysis
from vtexlint.lsp.positions import Encoding
from vtexlint.rules import RULES
from vtexlint.settings import KEYS

TRIGGERS = ["[", ",", " ", '"']
_IN_COMMENT = re.compile(r"vtexlint:[ \t]*ignore(?:-file)?[ \t]*\[(?P<before>[^\]]*?)(?P<word>[\w-]*)$")
_IN_LIST = re.compile(r"^[ \t]*(?:select|extend-select|ignore)[ \t]*=[ \t]*\[(?P<before>[^\]]*\"|\")(?P<word>[\w-]*)$")
_KEY = re.compile(r"^(?P<word>[a-z-]*)$")
_SETTINGS = ("vtexlint.toml", ".vtexlint.toml", "pyproject.toml")


def complete(analysis: Analysis, position: types.Position, encoding: Encoding) -> list[types.CompletionItem]:
    positions = analysis.positions(encoding)
    offset = positions.offset(position)
    start = analysis.source.line_starts[analysis.source.position(offset).line - 1]
    line = analysis.source.text[start:offset]
    name = os.path.basename(analysis.path)
    match = _IN_COMMENT.search(line) or (_IN_LIST.match(line) if name in _SETTINGS else None)
    if match:
        listed = set(re.findall(r"[\w-]+", match["before"]))
        rows = [(rule.name, rule.title) for rule in RULES if rule.name not in listed]
        kind = types.CompletionItemKind.EnumMember
    else:
        match = _KEY.match(line)
        if not match or name not in _SETTINGS[:2] or _is_in_table(analysis.source.text[:start]):
            return []
        rows, kind = [(key, "a setting of vtexlint") for key in KEYS], types.CompletionItemKind.Property
    place = positions.span(start + match.start("word"), offset)
    return [types.CompletionItem(label, kind=kind, detail=detail, text_edit=types.TextEdit(place, label)) for label, detail in rows]


def _is_in_table(text: str) -> bool:
    return re.search(r"^[ \t]*\[", text, re.MULTILINE) is not None
