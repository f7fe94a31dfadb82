"""Parser of large INI files that reads the options that matter to a credential with their sections, and passes by the others.

A line that is not indented continues no option: from one such line to the next, the text is read as `ini` reads it.
"""

import re

from vtexlint.parsers import ini
from vtexlint.parsers.flat_near import has_lone_returns, wanted_lines
from vtexlint.parsers.formats import core_name
from vtexlint.parsers.model import Document, Mentions
from vtexlint.text.source import Source, line_start

_FRESH = re.compile(r"\n(?=[^\s#;])")  # a line that is not indented, and no comment
_INDENTED_SECTION = re.compile(r"(?:\A|\n)[^\S\n]++\[[^\n]*\]")


def parse_near(source: Source, mentions: Mentions) -> Document | None:
    """The options that a mention is in, and those that the rules look at next to one; None if the whole must be read.

    That is so for a `.cfg` file, of which each line must be right, and where something indented may be a section.
    """
    text = source.text
    if core_name(source.display_path).endswith((".cfg", *ini.OWN_RULES)) or has_lone_returns(text) or _INDENTED_SECTION.search(text):
        return None
    reader = ini.IniReader(text, has_own_rules=False)
    at = 0
    for wanted in wanted_lines(text, mentions):
        if wanted < at:
            continue
        start = _beginning(text, wanted, at)
        section = _section_before(text, start, at)
        if section != -1:
            reader.read(section, _line_end(text, section))
        fresh = _FRESH.search(text, wanted)
        at = fresh.end() if fresh else len(text)
        reader.read(start, at)
    return Document("ini", reader.entries, reader.containers, reader.comments, is_whole=False)


def _beginning(text: str, start: int, low: int) -> int:
    """The last line up to `start` that is not indented, and no comment."""
    while start > low and (text[start] in "#;" or text[start].isspace()):
        start = line_start(text, start - 1)
    return max(start, low)


def _section_before(text: str, end: int, low: int) -> int:
    """Where the last section's line starts in a part of the text, -1 for none."""
    while (found := text.rfind("\n[", low, end)) != -1:
        if text.rfind("]", found + 2, _line_end(text, found + 1)) > found + 2:
            return found + 1
        end = found
    return low if text.startswith("[", low) and low < end and text.find("]", low + 2, _line_end(text, low)) != -1 else -1


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end == -1 else end + 1
