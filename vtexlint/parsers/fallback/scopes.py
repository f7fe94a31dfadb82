"""The nesting of a text that no parser understood, as far as indentation, brackets and headings tell it."""

from vtexlint._startup.typed import Literal
from vtexlint.parsers.model import Container
from vtexlint.text.source import Span

# Deeper nesting is read as part of the scope at this depth: walking the frames must not cost the square of the depth.
MAX_DEPTH = 100
_PARTNER = {"}": "{", "]": "[", ")": "("}

Opener = Literal["root", "section", "block", "sequence", "item", "{", "[", "("]

BRACKETS: dict[str, Opener] = {"{": "{", "[": "[", "(": "("}


class ScopeFrame:
    """One open scope. Its container is created with its first entry."""

    __slots__ = ("container", "indent", "items", "key", "name_span", "opener", "start")

    def __init__(self, opener: Opener, indent: int, key: str | int | None, name_span: Span, start: int) -> None:
        self.opener = opener
        self.indent = indent
        self.key = key
        self.name_span = name_span
        self.start = start
        self.container = -1
        self.items = 0

    @property
    def is_list(self) -> bool:
        return self.opener in ("sequence", "[")


class Scopes:
    """The open scopes at a place of the text, and every container made so far."""

    def __init__(self) -> None:
        self.containers: list[Container] = []
        self._document = 0
        self.named: ScopeFrame | None = None  # a name whose bracket opens on the next line
        self.snippets: list[ScopeFrame] = []
        self._open_root(0)

    @property
    def top(self) -> ScopeFrame:
        return self.snippets[-1]

    @property
    def in_brackets(self) -> bool:
        return self.top.opener in ("{", "[", "(")

    def new_document(self, start: int, is_blank: bool) -> None:
        """Start a document after `---`; the first one opens nothing new if nothing precedes it."""
        if not is_blank:
            self._document += 1
            self._open_root(start)
        del self.snippets[1:]

    def open(self, opener: Opener, indent: int, start: int, key: str | None = None, name_span: Span = Span(0, 0)) -> None:  # noqa: B008  immutable
        if self.named is not None:
            key, name_span, self.named = str(self.named.key), self.named.name_span, None
        if len(self.snippets) < MAX_DEPTH:
            self.snippets.append(ScopeFrame(opener, indent, key, name_span, start))

    def section(self, name: str, name_span: Span, start: int) -> None:
        del self.snippets[1:]
        self.open("section", -1, start, name, name_span)

    def close(self, bracket: str) -> None:
        """Close the nearest scope that the bracket's partner opened, and all within it; a bracket alone closes nothing."""
        partner = _PARTNER[bracket]
        for index in range(len(self.snippets) - 1, 0, -1):
            if self.snippets[index].opener == partner:
                del self.snippets[index:]
                return

    def line(self, indent: int, is_item: bool) -> None:
        """Close the scopes that do not contain a line with this indentation."""
        snippets = self.snippets
        while len(snippets) > 1 and not _holds(snippets[-1], indent, is_item):
            snippets.pop()

    def item(self, indent: int, start: int) -> None:
        """Open a list item: a fresh mapping in the list at this indentation."""
        if self.top.opener != "sequence" or self.top.indent != indent:
            above = self.top
            if above.opener == "block" and above.container == -1:
                above.opener, above.indent = "sequence", indent  # the list belongs to the name above
            else:
                self.open("sequence", indent, start)
        self.open("item", indent, start)

    def drop_item(self) -> int:
        """Take the item just opened back, since it is a plain value; the list's container."""
        if self.top.opener == "item":
            self.snippets.pop()
        return self.container()

    def container(self) -> int:
        """The container of the innermost scope, made where it is not yet."""
        snippets = self.snippets
        index = len(snippets) - 1
        while snippets[index].container == -1:
            index -= 1
        for snippet, parent in zip(snippets[index + 1 :], snippets[index:], strict=False):
            snippet.container = len(self.containers)
            self.containers.append(
                Container(
                    parent.container, self._key(snippet, parent), "sequence" if snippet.is_list else "mapping", self._document,
                    snippet.name_span, snippet.start,
                )
            )  # fmt: skip
        return snippets[-1].container

    def next_item(self) -> int:
        """The position of a plain value in the innermost list."""
        self.top.items += 1
        return self.top.items - 1

    @staticmethod
    def _key(snippet: ScopeFrame, parent: ScopeFrame) -> str | int | None:
        if snippet.key is None and parent.is_list:
            parent.items += 1
            return parent.items - 1
        return snippet.key

    def _open_root(self, start: int) -> None:
        root = ScopeFrame("root", -1, None, Span(0, 0), start)
        root.container = len(self.containers)
        self.containers.append(Container(-1, None, "mapping", self._document, start=start))
        self.snippets = [root]


def _holds(snippet: ScopeFrame, indent: int, is_item: bool) -> bool:
    match snippet.opener:
        case "block":
            return indent > snippet.indent or (is_item and indent == snippet.indent)
        case "sequence":
            return indent > snippet.indent or (is_item and indent == snippet.indent)
        case "item":
            return indent > snippet.indent
        case "section" | "root":
            return True
        case _:  # a bracket that was never closed ends where the text goes back to the left of it
            return indent >= snippet.indent
