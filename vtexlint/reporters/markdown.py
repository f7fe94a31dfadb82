"""A summary in Markdown, for people: GitHub's step summary (`$GITHUB_STEP_SUMMARY`), a comment, a ticket.

All text of a user's file is in code spans of HTML, escaped, so that no name or path makes a link, an image or a heading.
"""

from collections.abc import Iterator
from html import escape

from vtexlint.diagnostics import Finding
from vtexlint.linter.report import LintResult
from vtexlint.reporters.plain import harmless
from vtexlint.reporters.style import Style
from vtexlint.reporters.summary import totals, unread
from vtexlint.text.messages import Template

HEAD = Template("markdown.head", "| severity | place | rule | what is wrong | what to do |")
MORE = Template("markdown.more", "{count} more findings are in the log.", one="{count} more finding is in the log.")
INCOMPLETE = Template("markdown.incomplete", "The run was incomplete:")

OWN_BEGINNING = r"## vtexlint: .*\n"
"""How a report of this format begins."""

_MOST = 500
"""Rows: GitHub refuses a summary of more than 1 MiB."""
_SPECIAL = {ord(character): f"&#{ord(character)};" for character in "|`*_[]()!#~\\@"}


def render(outcome: LintResult, style: Style) -> str:
    return "\n".join(_lines(outcome, style)) + "\n"


def _lines(outcome: LintResult, style: Style) -> Iterator[str]:
    yield f"## vtexlint: {_plain(style.localize(totals(outcome)))}"
    if outcome.troubles:
        yield ""
        yield style.localize(INCOMPLETE())
        yield ""
        yield from (f"- {_plain(style.localize(line))}" for line in outcome.troubles)
    if outcome.findings:
        yield ""
        yield style.localize(HEAD())
        yield "|---|---|---|---|---|"
        yield from (_row(finding, style) for finding in outcome.findings[:_MOST])
    if len(outcome.findings) > _MOST:
        yield ""
        yield style.localize(MORE(count=len(outcome.findings) - _MOST))
    for line in unread(outcome):
        yield ""
        yield _plain(style.localize(line))


def _row(finding: Finding, style: Style) -> str:
    start = finding.location.start
    place = f"<code>{_plain(style.locate(finding.location.path))}:{start.line}:{start.column}</code>"
    texts = " | ".join(_plain(style.localize(text)) for text in (finding.message, finding.help))
    return f"| {finding.severity.word} | {place} | <code>{finding.rule}</code> | {texts} |"


def _plain(text: str) -> str:
    """Text that Markdown and HTML show as it is."""
    escaped = escape(harmless(text), quote=False).translate(_SPECIAL)
    return escaped.replace("://", "&#58;//").replace("www.", "www&#46;")  # GitHub makes links of addresses
