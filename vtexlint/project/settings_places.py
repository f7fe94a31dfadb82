"""Where something is in a settings file: what an error names. Imported for the first one."""

from vtexlint.parsers.toml import parse
from vtexlint.project.read_file import SETTINGS_LIMIT
from vtexlint.text.source import Position, Source


def position_in(file: str, word: str) -> Position | None:
    """Where a word is in a settings file on disk, as a value or a key."""
    with open(file, "rb") as stream:
        return position_of_word(stream.read(SETTINGS_LIMIT).decode("utf-8", "replace"), word)


def position_of_key(text: str, key: tuple[str, ...]) -> Position | None:
    """The position of a key, from the TOML parser's spans; else of the nearest table above it."""
    source = Source("settings", text)
    document = parse(source)
    spans = {}
    for index, container in enumerate(document.containers):
        spans[tuple(reversed(document.ancestors(index)))] = container.name_span
    for entry in document.entries:
        if entry.name is not None:
            spans[(*reversed(document.ancestors(entry.container)), entry.name)] = entry.name_span
    for length in range(len(key), 0, -1):
        if key[:length] in spans:
            return source.position(spans[key[:length]].start)
    return None


def position_of_word(text: str, word: str) -> Position | None:
    """Where a word is in the text of a settings file, as a value or a key."""
    source = Source("settings", text)
    for entry in parse(source).entries:
        if word in (entry.value, entry.name):
            return source.position((entry.span if entry.value == word else entry.name_span).start)
    return None
