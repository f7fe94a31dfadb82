"""The nesting of a text that no parser understood, as far as indentation, brackets and headings tell it."""

from vtexlint._startup.typed import Literal
from vtexlint.parsers.model import Container
from vtexlint.text.source import Span

# Deeper nesting is read as part of the scope at this depth: walking the frames must not cost the square of the depth.
MAX_DEPTH = 100
_PARTNER = {"}": "{", "]": "[", ")": "("}

Opener = Literal["root", "section", "block", "sequence", "item", "{", "[", "("]

BRACKETS: dict[str, Opener] = {"{": "{", "[": "[", "(": "("}


class Frame:
    """One open scope. Its container is made when something stands in it."""

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
        self.named: Frame | None = None  # a name whose bracket opens on the next line
        self.frames: list[Frame] = []
        self._open_root(0)

    @property
    def top(self) -> Frame:
        return self.frames[-1]

    @property
    def in_brackets(self) -> bool:
        return self.top.opener in ("{", "[", "(")

    def new_document(self, start: int, is_blank: bool) -> None:
        """Behind `---`; the first one opens nothing new where nothing stands before it."""
        if not is_blank:
            self._document += 1
            self._open_root(start)
        del self.frames[1:]

    def open(self, opener: Opener, indent: int, start: int, key: str | None = None, name_span: Span = Span(0, 0)) -> None:  # noqa: B008  immutable
        if self.named is not None:
            key, name_span, self.named = str(self.named.key), self.named.name_span, None
        if len(self.frames) < MAX_DEPTH:
            self.frames.append(Frame(opener, indent, key, name_span, start))

    def section(self, name: str, name_span: Span, start: int) -> None:
        del self.frames[1:]
        self.open("section", -1, start, name, name_span)

    def close(self, bracket: str) -> None:
        """Close the nearest scope that the bracket's partner opened, and all within it; a bracket alone closes nothing."""
        partner = _PARTNER[bracket]
        for index in range(len(self.frames) - 1, 0, -1):
            if self.frames[index].opener == partner:
                del self.frames[index:]
                return

    def line(self, indent: int, is_item: bool) -> None:
        """Close the scopes that a line with this indentation does not stand in."""
        frames = self.frames
        while len(frames) > 1 and not _holds(frames[-1], indent, is_item):
            frames.pop()

    def item(self, indent: int, start: int) -> None:
        """Open a list item: a fresh mapping in the list at this indentation."""
        if self.top.opener != "sequence" or self.top.indent != indent:
            above = self.top
            if above.opener == "block" and above.container == -1:
                above.opener, above.indent = "sequence", indent  # the name above holds the list
            else:
                self.open("sequence", indent, start)
        self.open("item", indent, start)

    def drop_item(self) -> int:
        """Take the item just opened back, since it is a plain value; the list's container."""
        if self.top.opener == "item":
            self.frames.pop()
        return self.container()

    def container(self) -> int:
        """The container of the innermost scope, made where it is not yet."""
        frames = self.frames
        index = len(frames) - 1
        while frames[index].container == -1:
            index -= 1
        for frame, parent in zip(frames[index + 1 :], frames[index:], strict=False):
            frame.container = len(self.containers)
            self.containers.append(
                Container(
                    parent.container, self._key(frame, parent), "sequence" if frame.is_list else "mapping", self._document,
                    frame.name_span, frame.start,
                )
            )  # fmt: skip
        return frames[-1].container

    def next_item(self) -> int:
        """The position of a plain value in the innermost list."""
        self.top.items += 1
        return self.top.items - 1

    @staticmethod
    def _key(frame: Frame, parent: Frame) -> str | int | None:
        if frame.key is None and parent.is_list:
            parent.items += 1
            return parent.items - 1
        return frame.key

    def _open_root(self, start: int) -> None:
        root = Frame("root", -1, None, Span(0, 0), start)
        root.container = len(self.containers)
        self.containers.append(Container(-1, None, "mapping", self._document, start=start))
        self.frames = [root]


def _holds(frame: Frame, indent: int, is_item: bool) -> bool:
    match frame.opener:
        case "block":
            return indent > frame.indent or (is_item and indent == frame.indent)
        case "sequence":
            return indent > frame.indent or (is_item and indent == frame.indent)
        case "item":
            return indent > frame.indent
        case "section" | "root":
            return True
        case _:  # a bracket that was never closed ends where the text goes back to the left of it
            return indent >= frame.indent
