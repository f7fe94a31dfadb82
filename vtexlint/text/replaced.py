"""Which parts of a text were replaced by which of another, through one step or several."""

from collections.abc import Iterable, Sequence

from vtexlint._startup.typed import NamedTuple
from vtexlint.text.source import Span


class Replaced(NamedTuple):
    """The part `old` of a text has become the part `new` of another. Sorted and apart from each other in both."""

    old: Span
    new: Span


def replaced(edits: Iterable[tuple[Span, int]]) -> list[Replaced]:
    """Of edits that are sorted and do not overlap: what each replaces, and the length of its text."""
    found = []
    moved = 0
    for old, length in edits:
        start = old.start + moved
        found.append(Replaced(old, Span(start, start + length)))
        moved += length - (old.end - old.start)
    return found


def composed(first: Sequence[Replaced], second: Sequence[Replaced]) -> list[Replaced]:
    """Two steps as one: what meets in the text between them is one part."""
    steps = sorted([(one.new, 0, one.old) for one in first] + [(one.old, 1, one.new) for one in second])
    found: list[Replaced] = []
    back = ahead = 0  # from the text between to the first one, and to the last one
    at = 0
    while at < len(steps):
        start, end = steps[at][0]
        old_start, new_start = start + back, start + ahead
        while at < len(steps) and steps[at][0].start <= end:
            between, which, other = steps[at]
            change = (other.end - other.start) - (between.end - between.start)
            if which:
                ahead += change
            else:
                back += change
            end = max(end, between.end)
            at += 1
        found.append(Replaced(Span(old_start, end + back), Span(new_start, end + ahead)))
    return found
