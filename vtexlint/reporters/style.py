"""How a report is written: what every format takes besides the result."""

from vtexlint._startup.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Style:
    """How to write: with colour escapes or without, findings or not.

    `locate` turns a finding's path into the one that a CI service looks for: below the repository's root. `environment`: the variables
    by which a CI service identifies a build.
    """

    __slots__ = ("colour", "environment", "locate", "quiet", "statistics")

    def __init__(
        self,
        *,
        colour: bool = False,
        quiet: bool = False,
        statistics: bool = False,
        locate: "Callable[[str], str]" = str,
        environment: "Mapping[str, str] | None" = None,
    ) -> None:
        self.colour = colour
        self.environment: Mapping[str, str] = {} if environment is None else environment
        self.quiet = quiet
        self.statistics = statistics
        self.locate = locate
