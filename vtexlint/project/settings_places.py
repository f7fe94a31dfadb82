"""Where something is in a settings file: what an error names. Imported for the first one."""

from vtexlint.parsers.toml import parse
from vtexlint.project.read_file import SETTINGS_LIMIT
from vtexlint.text.source import Position, Source


def position_in(file: str, word: str, key: str | None = None) -> Position | None:
    """Where a word is in a settings file on disk, as a value (of `key`) or a key."""
    with open(file, "rb") as stream:
        return position_of_word(stream.read(SETTINGS_LIMIT).decode("utf-8-sig", "replace"), word, key)


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


def position_of_word(text: str, word: str, key: str | None = None) -> Position | None:
    """Where a word is in the text of a settings file, as a value or a key; with `key`, as a value of this key, also as `ACCOUNT=word`."""
    source = Source("settings", text)
    document = parse(source)
    if key is not None:
        for entry in document.entries:
            is_value = entry.value is not None and (entry.value == word or entry.value.endswith(f"={word}"))
            if is_value and key in (entry.name, *document.ancestors(entry.container)):
                return source.position(entry.span.start)
        return None
    for entry in document.entries:
        if word in (entry.value, entry.name):
            return source.position((entry.span if entry.value == word else entry.name_span).start)
    return None
