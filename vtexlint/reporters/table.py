"""The report formats, by name; each turns an outcome into text."""

from __future__ import annotations

from vtexlint._startup.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from vtexlint.linter.report import LintResult

    Reporter = Callable[[LintResult, "Style"], str]

FORMATS = ("text", "concise", "json", "sarif", "code-scanning", "github", "gitlab", "junit")
"""The one list: options, completion and tests go by it."""

NEEDS_FRAMES = frozenset({"text"})


class Style:
    """How to write: with colour escapes or without, findings or not.

    `locate` turns a finding's path into the one that a CI service looks for: below the repository's root.
    """

    __slots__ = ("colour", "locate", "quiet", "statistics")

    def __init__(self, *, colour: bool = False, quiet: bool = False, statistics: bool = False, locate: Callable[[str], str] = str) -> None:
        self.colour = colour
        self.quiet = quiet
        self.statistics = statistics
        self.locate = locate


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
        case "sarif":
            from vtexlint.reporters.sarif import render  # noqa: PLC0415
        case "code-scanning":
            from vtexlint.reporters.sarif import render_unsuppressed as render  # noqa: PLC0415
        case "github":
            from vtexlint.reporters.github import render  # noqa: PLC0415
        case "gitlab":
            from vtexlint.reporters.gitlab import render  # noqa: PLC0415
        case "junit":
            from vtexlint.reporters.junit import render  # noqa: PLC0415
        case _:
            raise ValueError(f"unknown format {name!r}")
    return render
