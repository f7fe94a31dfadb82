"""Comments that have an end of their own, over several lines too: `/* */`, `<!-- -->`, Jinja's and Go's."""

from vtexlint.parsers.model import Comment
from vtexlint.text.patterns import lazy
from vtexlint.text.source import Span

REMARK = lazy(r"/\*|<!--|\{#|\{\{-?[ ]?/\*")
_CLOSINGS = {"/*": "*/", "<!--": "-->", "{#": "#}"}


class Remarks:
    """The comments of a text; a kind that was once found to be never closed is not looked for again."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._unclosed: set[str] = set()
        self.comments: list[Comment] = []

    def record(self, opening: str, start: int, limit: int, own_line: bool) -> int | None:
        """Record the comment that opens at `start`; its end, None if it is never closed."""
        closing = _CLOSINGS.get(opening, "*/")
        stop = -1 if closing in self._unclosed else self._text.find(closing, start + len(opening), limit)
        if stop == -1:
            if limit == len(self._text):
                self._unclosed.add(closing)
            return None
        stop += len(closing)
        if opening.startswith("{{"):
            tail = self._text.find("}}", stop, stop + 4)
            stop = tail + 2 if tail != -1 else stop
        self.comments.append(Comment(Span(start, stop), own_line))
        return stop
