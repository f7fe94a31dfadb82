"""How a report is written: what every format takes besides the result."""

from vtexlint._startup.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Style:
    """How to write: with colour escapes or without, findings or not.

    `locate` turns a finding's path into the one that a CI service looks for: below the repository's root.
    """

    __slots__ = ("colour", "locate", "quiet", "statistics")

    def __init__(
        self, *, colour: bool = False, quiet: bool = False, statistics: bool = False, locate: "Callable[[str], str]" = str
    ) -> None:
        self.colour = colour
        self.quiet = quiet
        self.statistics = statistics
        self.locate = locate
