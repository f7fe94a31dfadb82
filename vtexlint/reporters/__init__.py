"""The report formats, by name; each turns an outcome into text."""

from __future__ import annotations

from vtexlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from vtexlint.outcome import Outcome

    Reporter = Callable[[Outcome, "Style"], str]

FORMATS = ("text", "concise", "json")
NEEDS_FRAMES = frozenset({"text"})


class Style:
    """How to write: with colour escapes or without, findings or not."""

    __slots__ = ("colour", "quiet", "statistics")

    def __init__(self, *, colour: bool = False, quiet: bool = False, statistics: bool = False) -> None:
        self.colour = colour
        self.quiet = quiet
        self.statistics = statistics


def reporter(name: str) -> Reporter:
    """The reporter of a format in FORMATS."""
    # imported here, so that a run pays for its own format alone
    match name:
        case "text":
            from vtexlint.reporters.text import render  # noqa: PLC0415
        case "concise":
            from vtexlint.reporters.concise import render  # noqa: PLC0415
        case "json":
            from vtexlint.reporters.json import render  # noqa: PLC0415
        case _:
            raise ValueError(f"unknown format {name!r}")
    return render
