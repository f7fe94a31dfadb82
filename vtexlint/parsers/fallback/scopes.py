"""The nesting of a text that no parser understands, as indentation, brackets and headings show it."""

from vtexlint._startup.typed import Literal
from vtexlint.parsers.model import Container
from vtexlint.text.source import Span

# deeper nesting is read as part of the scope at this depth, so that closing scopes does not cost the square of the depth
MAX_DEPTH = 100
_PARTNER = {"}": "{", "]": "[", ")": "("}


class Scope:
    """One open scope: `opener` is a bracket or one of root, section, name, list, item, `<` of a tag.

    Its container is made when an entry is in it.
    """

    __slots__ = ("container", "indent", "items", "key", "name_span", "opener", "start")

    def __init__(self, opener: str, indent: int, start: int, key: str | None, name_span: Span) -> None:
        self.opener = opener
        self.indent = indent
        self.start = start
        self.key = key
        self.name_span = name_span
        self.container = -1
        self.items = 0  # of a list: how many it has so far

    def contains(self, indent: int, first: str) -> bool:
        """Whether a line with this indentation and first character is in the scope."""
        if indent != self.indent:
            return indent > self.indent
        if self.opener in ("name", "list"):  # a list may begin below the first letter of its name, and so may the bracket of its value
            return first == "-" or (first in "{[" and self.container == -1)
        return self.opener not in ("item", "<")  # a bracket that is never closed ends where the text goes back to the left of it

    def next_item(self) -> int:
        """The position of the next item of a list."""
        self.items += 1
        return self.items - 1


class Scopes:
    """The open scopes at a place of the text, outermost first, and every container made so far."""

    def __init__(self) -> None:
        self.containers: list[Container] = []
        self.open_ones: list[Scope] = []
        self._document = -1
        self.begin_document(0)

    @property
    def top(self) -> Scope:
        return self.open_ones[-1]

    @property
    def in_brackets(self) -> bool:
        return self.top.opener in ("{", "[", "(")

    def begin_document(self, start: int) -> None:
        """Close all scopes, and begin another root."""
        self._document += 1
        root = Scope("root", -1, start, None, Span(0, 0))
        root.container = len(self.containers)
        self.containers.append(Container(-1, None, "mapping", self._document, start=start))
        self.open_ones = [root]

    def begin_section(self, name: str, name_span: Span, start: int) -> None:
        """Close all scopes but the root, and open the one of a heading."""
        del self.open_ones[1:]
        self.open("section", -1, start, name, name_span)

    def begin_line(self, indent: int, first: str) -> None:
        """Close the scopes that a line with this indentation and first character is not in."""
        while not self.top.contains(indent, first):
            self.open_ones.pop()

    def begin_item(self, indent: int, start: int) -> None:
        """Open a list item, in the list at this indentation."""
        if self.top.opener == "name" and self.top.container == -1:
            self.top.opener, self.top.indent = "list", indent  # the list is the name's value
        elif self.top.opener != "list" or self.top.indent != indent:
            self.open("list", indent, start)
        self.open("item", indent, start)

    def open(self, opener: str, indent: int, start: int, key: str | None = None, name_span: Span = Span(0, 0)) -> bool:  # noqa: B008  immutable
        """Open a scope; False where the nesting is too deep."""
        if len(self.open_ones) == MAX_DEPTH:
            return False
        self.open_ones.append(Scope(opener, indent, start, key, name_span))
        return True

    def open_tag(self, indent: int, start: int) -> None:
        """Open the scope of a tag's attributes; the tag before it on the line is over."""
        if self.top.opener == "<" and self.top.indent == indent:
            self.open_ones.pop()
        self.open("<", indent, start)

    def add_inside(self, around: int, start: int) -> int:
        """Make a container in another, of which it has no name."""
        self.containers.append(Container(around, None, "mapping", self._document, start=start))
        return len(self.containers) - 1

    def close(self, bracket: str) -> None:
        """Close the nearest scope that the bracket's partner opened, and all in it; a bracket without one closes nothing."""
        for index in range(len(self.open_ones) - 1, 0, -1):
            if self.open_ones[index].opener == _PARTNER[bracket]:
                del self.open_ones[index:]
                return

    def drop_item(self) -> None:
        """Close the item just opened, since it is not a mapping. Its list is known even if nothing is in it: a header has such values."""
        if self.top.opener == "item":
            self.open_ones.pop()
        self.container()

    def container(self) -> int:
        """The container of the innermost scope; it and those around it are made where they are not yet."""
        first = len(self.open_ones)
        while self.open_ones[first - 1].container == -1:
            first -= 1
        for index in range(first, len(self.open_ones)):
            scope, parent = self.open_ones[index], self.open_ones[index - 1]
            is_item = scope.key is None and parent.opener in ("list", "[")
            key = parent.next_item() if is_item else scope.key
            kind: Literal["mapping", "sequence"] = "sequence" if scope.opener in ("list", "[") else "mapping"
            scope.container = len(self.containers)
            self.containers.append(Container(parent.container, key, kind, self._document, scope.name_span, scope.start))
        return self.top.container
