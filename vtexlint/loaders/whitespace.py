"""What the loaders make of whitespace around a value and around its `=`."""

from collections.abc import Iterable

from vtexlint._startup.typed import NamedTuple
from vtexlint.loaders.table import LOADERS


class WhitespaceReaders(NamedTuple):
    """The loaders by what they make of a line with whitespace: they ignore it, keep it in the value, or do not read the line."""

    ignoring: list[str]
    keeping: list[str]
    losing: list[str]


def whitespace_readers(separator: str, lead: str, trail: str, quote: str, loaders: Iterable[str]) -> WhitespaceReaders:
    """Who reads `NAME<separator><lead>value<trail>` as `value`; with a quote, `lead` and `trail` are outside of the quotes."""
    found = WhitespaceReaders([], [], [])
    line = f"A{separator}{lead}{quote}x{quote}{trail}\n"  # stand-ins: no other fault of the real line counts here
    for loader in loaders:
        reading = LOADERS[loader](line)
        value = None if reading.refusal is not None else reading.values().get("A")
        if value is None or any(assignment.runs for assignment in reading.assignments):
            found.losing.append(loader)
        elif value.strip() == value:
            found.ignoring.append(loader)
        else:
            found.keeping.append(loader)
    return found
