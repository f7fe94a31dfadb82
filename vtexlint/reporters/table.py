"""The report formats: one table. A row here and a module with its `render` function are all that a format is made of."""

from __future__ import annotations

from vtexlint._startup.modules import load
from vtexlint._startup.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from vtexlint.linter.report import LintResult
    from vtexlint.reporters.style import Style

    Reporter = Callable[[LintResult, Style], str]


class ReportFormat(NamedTuple):
    """A row of the table.

    `module` has the function `function`, `render(result, style) -> str`, and one of `OWN_BEGINNING`, `OWN_LINE` (patterns) and
    `is_own(text)`, by which a report of this format that vtexlint wrote is recognized: a report replaces nothing else.
    `has_snippets`: the format shows masked source lines. `for_history`: `vtexlint history` writes it too.
    """

    name: str
    module: str
    function: str = "render"
    has_snippets: bool = False
    for_history: bool = False


TABLE = (
    ReportFormat("text", "vtexlint.reporters.text", has_snippets=True, for_history=True),
    ReportFormat("concise", "vtexlint.reporters.concise", for_history=True),
    ReportFormat("json", "vtexlint.reporters.json", for_history=True),
    ReportFormat("sarif", "vtexlint.reporters.sarif", for_history=True),
    ReportFormat("code-scanning", "vtexlint.reporters.sarif", "render_unsuppressed"),
    ReportFormat("github", "vtexlint.reporters.github"),
    ReportFormat("gitlab", "vtexlint.reporters.gitlab"),
    ReportFormat("junit", "vtexlint.reporters.junit"),
)
"""The one list: options, completion, recognition of own reports, documentation and tests go by it."""

FORMATS = tuple(row.name for row in TABLE)
HISTORY_FORMATS = tuple(row.name for row in TABLE if row.for_history)
_BY_NAME = {row.name: row for row in TABLE}


def reporter(name: str) -> Reporter:
    """The render function of a format in FORMATS; its module is imported now. Raises ValueError for another name."""
    row = _BY_NAME.get(name)
    if row is None:
        raise ValueError(f"unknown format {name!r}")
    render: Reporter = getattr(load(row.module), row.function)
    return render


def needs_snippets(name: str) -> bool:
    """Whether a format shows masked source lines."""
    return _BY_NAME[name].has_snippets
