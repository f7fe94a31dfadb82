"""A text with some spans replaced, and where each place of the original is in it."""

from bisect import bisect_right

from vtexlint._startup.typed import NamedTuple


class Edited(NamedTuple):
    """The text, and the mapping of offsets between it and the original."""

    text: str
    starts: list[int]  # of the replaced spans in the original
    ends: list[int]
    new_ends: list[int]  # of what replaces them
    before: "Edited | None" = None  # if this is an edited text that was edited again: the original is that of the first

    def forward(self, offset: int) -> int:
        offset = offset if self.before is None else self.before.forward(offset)
        at = bisect_right(self.ends, offset) - 1
        return offset if at < 0 else self.new_ends[at] + offset - self.ends[at]

    def back(self, offset: int) -> int:
        at = bisect_right(self.new_ends, offset) - 1
        offset = offset if at < 0 else self.ends[at] + offset - self.new_ends[at]
        return offset if self.before is None else self.before.back(offset)

    def keeps(self, offset: int) -> bool:
        """Whether an offset of the original is outside of the spans that were replaced last."""
        offset = offset if self.before is None else self.before.forward(offset)
        at = bisect_right(self.starts, offset) - 1
        return at < 0 or offset >= self.ends[at]


def edited(text: str, edits: list[tuple[int, int, str]]) -> Edited:
    """`edits`: the start and end of a span, and what replaces it, sorted by the start; one that overlaps an earlier one is left out."""
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    new_ends: list[int] = []
    at = length = 0
    for start, end, new in edits:
        if start < at:
            continue
        pieces += (text[at:start], new)
        length += start - at + len(new)
        at = end
        starts.append(start)
        ends.append(end)
        new_ends.append(length)
    return Edited("".join((*pieces, text[at:])), starts, ends, new_ends)
