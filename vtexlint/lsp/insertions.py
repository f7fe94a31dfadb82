"""What is inserted into the text of a settings file, by the places that its parser gives."""

import json
import re

from vtexlint._startup.typed import NamedTuple
from vtexlint.parsers.toml import parse as parse_toml
from vtexlint.text.source import Source


class Insertion(NamedTuple):
    """Text that goes in at an offset of a text."""

    offset: int
    text: str


def settings_table(path: str) -> tuple[str, ...]:
    """The table of vtexlint's settings in a settings file of this name; empty for the whole file."""
    return ("tool", "vtexlint") if path.endswith("pyproject.toml") else ()


def in_settings_list(path: str, text: str, key: str, value: str) -> Insertion:
    """A value in the list that a setting has, or a new setting with a list of one value. The caller checks the result."""
    table = settings_table(path)
    document = parse_toml(Source("settings", text))
    if table or any((key,) == tuple(document.ancestors(index)) for index in range(len(document.containers))):
        return in_table(text, table, key, value)
    # before the first table, which would take it in
    return Insertion(0, f"{key} = [{json.dumps(value)}]{line_break(Source('settings', text))}")


def in_table(text: str, table: tuple[str, ...], key: str, value: str) -> Insertion:
    """A key with a list of one value in a table of a TOML text, or the value in the list that the key has."""
    source = Source("settings", text)
    document = parse_toml(source)
    paths = {tuple(reversed(document.ancestors(index))): index for index in range(len(document.containers))}
    name = key if re.fullmatch(r"[a-z-]+", key) else json.dumps(key, ensure_ascii=False)
    line = f"{name} = [{json.dumps(value)}]"
    listed = paths.get((*table, key))
    if listed is not None:
        ends = [entry.span.end for entry in document.entries if entry.container == listed]
        if ends:
            return Insertion(ends[-1] + 1, f', "{value}"')  # after the closing quote
        return Insertion(text.index("[", document.containers[listed].name_span.end) + 1, f'"{value}"')
    newline = line_break(source)
    dotted = r"[ \t]*[.][ \t]*".join(map(re.escape, table))
    header = re.search(rf"^[ \t]*\[[ \t]*{dotted}[ \t]*\][^\r\n]*(?:\r\n|\n|\Z)", text, re.MULTILINE)
    if header:
        lead = "" if header[0].endswith("\n") else newline
        return Insertion(header.end(), f"{lead}{line}{newline}")
    if table in paths:
        opened = text.find("{", document.containers[paths[table]].name_span.end)
        filled = any(parent.parent == paths[table] for parent in document.containers)
        if opened != -1:
            return Insertion(opened + 1, f" {line}{', ' if filled else ' '}")
    lead = "" if not text else newline if text.endswith(("\n", "\r")) else 2 * newline
    return Insertion(len(text), f"{lead}[{'.'.join(table)}]{newline}{line}{newline}")


def line_break(source: Source) -> str:
    """The line break that a text uses."""
    starts = source.line_starts
    if len(starts) < 2:
        return "\n"
    return "\r\n" if source.text[: starts[1]].endswith("\r\n") else source.text[starts[1] - 1]
