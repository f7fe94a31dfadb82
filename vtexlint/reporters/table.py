"""The report formats: one table. A row here and a module with its `render` function are all that a format is made of."""

from vtexlint._startup.modules import load
from vtexlint._startup.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from vtexlint.linter.report import LintResult
    from vtexlint.reporters.style import Style

    Reporter = Callable[[LintResult, Style], str]


class ReportFormat(NamedTuple):
    """A row of the table.

    `module` has the function `function`, `render(result, style) -> str`. A report of this format that vtexlint wrote is recognized by
    `is_own(text)`, `OWN_BEGINNING` or `OWN_LINE` (patterns) of the module, else by `json_beginning`: a report replaces nothing else.
    `json_beginning`, of every format that is JSON, is a pattern for the beginning of its text without whitespace, and contains the name
    vtexlint or `"fingerprint"`: a file that begins so is not linted as a config file.
    `audience` and `content` are the documentation's words. `has_snippets`: the format shows masked source lines. `has_commands`: its
    lines are commands to a CI service. `for_people`: it is in the language of the locale; others are English unless the user names a
    language. `only_secrets`: it has the findings of the rules for exposed secrets, and no others. `requires`: the package that must be
    installed for it, one of an extra. `has_statistics`: `--statistics` adds counts by rule.
    """

    name: str
    module: str
    audience: str
    content: str = ""
    function: str = "render"
    has_snippets: bool = False
    has_commands: bool = False
    for_people: bool = False
    only_secrets: bool = False
    requires: str = ""
    has_statistics: bool = False
    json_beginning: str = ""


_SARIF = r'\{"\$schema":"[^"]*","version":"2\.1\.0","runs":\[\{"tool":\{"driver":\{"name":"vtexlint"'

TABLE = (
    ReportFormat(
        "text", "vtexlint.reporters.text", "people", "masked source lines, totals", has_snippets=True, for_people=True, has_statistics=True
    ),
    ReportFormat(
        "concise",
        "vtexlint.reporters.concise",
        "editors, grep",
        "one line per finding: `path:line:column: severity rule message`",
        has_statistics=True,
    ),
    ReportFormat(
        "json",
        "vtexlint.reporters.json",
        "programs",
        "[a stable contract](../schemas/report.schema.json): locations, fingerprints, counts",
        json_beginning=r'\{"version":\d+,"tool":\{"name":"vtexlint"',
    ),
    ReportFormat(
        "sarif",
        "vtexlint.reporters.sarif",
        "Azure DevOps, DefectDojo, viewers",
        "SARIF 2.1.0 with every rule's page; suppressed findings, marked as suppressed",
        json_beginning=_SARIF,
    ),
    ReportFormat(
        "code-scanning",
        "vtexlint.reporters.sarif",
        "GitHub code scanning",
        "the same without the suppressed findings",
        function="render_unsuppressed",
        json_beginning=_SARIF,
    ),
    ReportFormat(
        "github",
        "vtexlint.reporters.github",
        "the log of GitHub Actions",
        "annotations on the lines of a pull request, totals",
        has_commands=True,
        has_statistics=True,
    ),
    ReportFormat(
        "gitlab",
        "vtexlint.reporters.gitlab",
        "GitLab's Code Quality widget",
        json_beginning=r'\[\{"description":"(?:[^"\\]|\\.)*+","check_name":"[a-z-]+","fingerprint":"',
    ),
    ReportFormat(
        "gitlab-secrets",
        "vtexlint.reporters.gitlab_secrets",
        "GitLab's security pages",
        "a secret detection report: the exposed secrets alone",
        only_secrets=True,
        json_beginning=r'\{"version":"15\.[\d.]+","scan":\{"analyzer":\{"id":"vtexlint"',
    ),
    ReportFormat(
        "azure",
        "vtexlint.reporters.azure",
        "the log of Azure Pipelines",
        "issues on the lines of a pull request, totals",
        has_commands=True,
        has_statistics=True,
    ),
    ReportFormat("junit", "vtexlint.reporters.junit", "Jenkins, GitLab, Azure Pipelines", "one test case per finding"),
    ReportFormat("checkstyle", "vtexlint.reporters.checkstyle", "Jenkins' Warnings plugin, review bots", "one error element per finding"),
    ReportFormat(
        "rdjson",
        "vtexlint.reporters.rdjson",
        "reviewdog",
        "lines, without columns: reviewdog counts bytes",
        json_beginning=r'\{"source":\{"name":"vtexlint"\},"diagnostics":\[',
    ),
    ReportFormat("markdown", "vtexlint.reporters.markdown", "a job's summary, a comment, a ticket", "a table, totals"),
    ReportFormat(
        "html",
        "vtexlint.reporters.html",
        "people, in a browser",
        "one file without requests: filters, charts, masked source lines, the rules' pages; needs Jinja2",
        has_snippets=True,
        for_people=True,
        requires="jinja2",
    ),
)
"""The one list: options, completion, recognition of own reports, documentation and tests use it."""

FORMATS = tuple(row.name for row in TABLE)
_BY_NAME = {row.name: row for row in TABLE}


def reporter(name: str) -> "Reporter":
    """The render function of a format in FORMATS; its module is imported now. Raises ValueError for another name."""
    row = _BY_NAME.get(name)
    if row is None:
        raise ValueError(f"unknown format {name!r}")
    render: Reporter = getattr(load(row.module), row.function)
    return render


def has_commands(name: str) -> bool:
    """Whether the lines of a format are commands to a CI service."""
    return _BY_NAME[name].has_commands


def is_for_people(name: str) -> bool:
    """Whether a report is in the language of the locale; others are in English unless the user names a language."""
    return _BY_NAME[name].for_people


def needs_snippets(name: str) -> bool:
    """Whether a format shows masked source lines."""
    return _BY_NAME[name].has_snippets


def counts_by_rule(name: str) -> bool:
    """Whether `--statistics` adds to a report; False also for a name that is not a format."""
    return name in _BY_NAME and _BY_NAME[name].has_statistics


def required_package(name: str) -> str:
    """The package that a format needs besides those that vtexlint always needs; empty for none."""
    return _BY_NAME[name].requires
