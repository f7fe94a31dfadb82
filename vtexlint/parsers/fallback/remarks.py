"""Comments with an end mark, which may go on over lines: `/* */`, `<!-- -->`, those of templates."""

import re

from vtexlint.parsers.model import Comment
from vtexlint.text.patterns import lazy
from vtexlint.text.source import Span

REMARK = lazy(r"/\*|<!--|\{#|\{\{-?[ ]?/\*")
_REMARK_ENDS = {"<!--": "-->", "{#": "#}", "/*": "*/"}


class Remarks:
    """Adds them to the comments of the text that the parser reads."""

    def __init__(self, text: str, comments: list[Comment]) -> None:
        self._text = text
        self._comments = comments
        self._unclosed: dict[str, int] = {}  # by the end of a comment: the offset before which it was not found

    def read(self, match: re.Match[str], limit: int, *, own_line: bool) -> int | None:
        """Record a comment that has an end mark, before `limit`; the offset after it, None where it is not closed."""
        closing = _REMARK_ENDS.get(match[0], "*/")
        if limit <= self._unclosed.get(closing, -1):
            return None
        stop = self._text.find(closing, match.end(), limit)
        if stop == -1:
            self._unclosed[closing] = limit
            return None
        stop += len(closing)
        if match[0].startswith("{{"):
            stop = max(stop, self._text.find("}}", stop, stop + 4) + 2)
        self._comments.append(Comment(Span(match.start(), stop), own_line))
        return stop
