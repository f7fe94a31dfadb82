"""The comments of YAML, which its parser drops."""

from bisect import bisect_right
from collections.abc import Sequence

from vtexlint.parsers.model import Comment
from vtexlint.text.patterns import lazy
from vtexlint.text.source import Span, is_first_on_line

_LINE = lazy(r"[^\r\n]*")


def comments_of(text: str, scalars: Sequence[Span]) -> list[Comment]:
    """Each # at a line's start or after a space, outside of the scalars, which are sorted."""
    found = []
    starts = [span.start for span in scalars]
    at = text.find("#")
    while at != -1:
        if at == 0 or text[at - 1] in " \t\r\n":
            index = bisect_right(starts, at) - 1
            if index < 0 or at >= scalars[index].end:
                found.append(comment_at(text, at))
                at = text.find("#", found[-1].span.end)
                continue
        at = text.find("#", at + 1)
    return found


def comment_at(text: str, at: int) -> Comment:
    """The comment that starts with the # at an offset."""
    match = _LINE.match(text, at)
    assert match is not None
    return Comment(Span(at, match.end()), is_first_on_line(text, at))
