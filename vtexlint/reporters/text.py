"""The report for a terminal: message, masked source line, related places, remedy."""

from vtexlint._startup.modules import load
from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.reporters.plain import harmless, width
from vtexlint.reporters.summary import closing, fixable, guide, totals, unread
from vtexlint.settings import SEVERITY_WORDS
from vtexlint.text.messages import Message, Template, first_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vtexlint.diagnostics import CommitOrigin, Finding, Location
    from vtexlint.linter.report import LintResult
    from vtexlint.reporters.style import Style

# the labels and lines below a finding
HELP = Template("report.help", "help")
COMMIT = Template("report.commit", "commit")
COMMIT_DATE = Template("report.commit-date", "{commit}, author date {date}")
TIP = Template("report.tip", "{tip}")
IN_HEAD = Template("report.in-head", "still has it, in {paths}")
STATUS = Template("text.status", "status")
STATUS_REASON = Template("text.status-reason", "{status}: {reason}")
STATUSES = {
    "alive": Template("text.status-alive", "alive"),
    "likely-dead": Template("text.status-likely-dead", "likely dead"),
    "unknown": Template("text.status-unknown", "unknown"),
}
"""Whether a token still works, by an account snapshot."""
NOT_IN_HEAD = Template("report.not-in-head", "does not have it")
SAME = Template("report.same", "same token")
SAME_MORE = Template("report.same-more", "in {count} more places", "in 1 more place")
MORE = Template("report.more", "more")
MORE_COMMITS = Template("report.more-commits", "{number} commits added it, in {paths}")

OWN_LINE = r"(?:error|warning|info|erro|aviso|advertencia) [a-z-]+(?: \[\*\])?: .*|\s*(?:-->|:::|\||=) ?.*|\s*\d+ \| ?.*|"
"""A line of a report of this format, but for the closing ones."""

_COLOURS = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m", "info": "\x1b[1;36m", "bold": "\x1b[1m", "dim": "\x1b[2m"}
_RESET = "\x1b[0m"
MOST_COPIES = 30  # of one token that are listed


def render(outcome: "LintResult", style: "Style") -> str:
    lines: list[str] = []
    copies = copies_of(outcome.findings)
    for finding in outcome.findings:
        others = copies.get(token_key(finding), ())
        if others and finding is not others[0]:
            continue  # shown with the first one
        lines += _finding(finding, style, others[1:])
        lines.append("")
    lines += closing(outcome, style)
    if not style.quiet:
        lines.append(_paint(style.localize(totals(outcome)), "bold", style))
        if hint := fixable(outcome):
            lines.append(style.localize(hint))
        lines += [harmless(style.localize(line)) for line in unread(outcome)]
        if style.guides and outcome.findings:
            lines.append(style.localize(guide(outcome)))
    return "".join(line + "\n" for line in lines)


def token_key(finding: "Finding") -> tuple[str, ...]:
    """What copies of one token share: the rule, its message, the advice for the file, and the token."""
    return (finding.rule, str(finding.message), str(finding.help), finding.digest)


def copies_of(findings: "Sequence[Finding]") -> "dict[tuple[str, ...], list[Finding]]":
    """The findings of the secret rules about one token in several places, in their order: people read them as one."""
    found: dict[tuple[str, ...], list[Finding]] = {}
    for finding in findings:
        if finding.digest:
            found.setdefault(token_key(finding), []).append(finding)
    copies = {secret: places for secret, places in found.items() if len(places) > 1}
    if not copies:
        return {}
    secret_rules: frozenset[str] = load("vtexlint.rules.names").SECRET_RULES
    return {secret: places for secret, places in copies.items() if secret[0] in secret_rules}


def _finding(finding: "Finding", style: "Style", copies: "Sequence[Finding]" = ()) -> "Iterator[str]":
    word = finding.severity.word
    mark = " [*]" if finding.fix and finding.fix.safety == "safe" else ""
    severity = _paint(style.localize(SEVERITY_WORDS[word]()), word, style)
    yield f"{severity} {_paint(finding.rule, 'bold', style)}{mark}: {harmless(style.localize(finding.message))}"
    margin = len(str(max(place.start.line for place in (finding.location, *finding.related))))
    yield from _excerpt(finding.location, "-->", margin, word, "", style)
    for place in finding.related:
        yield from _excerpt(place, ":::", margin, "dim", place.message, style)
    for copy in copies[:MOST_COPIES]:
        place = copy.location
        yield _note(SAME(), f"{place.path}:{place.start.line}:{place.start.column}", margin, style)
    if len(copies) > MOST_COPIES:
        yield _note(SAME(), SAME_MORE(count=len(copies) - MOST_COPIES), margin, style)
    for label, line in origin_lines(finding.origin) if finding.origin else ():
        yield _note(label, line, margin, style)
    yield _note(HELP(), finding.help, margin, style)


def _note(label: "Message", line: str, margin: int, style: "Style") -> str:
    return f"{' ' * margin} {_paint(f'= {style.localize(label)}:', 'dim', style)} {harmless(style.localize(line))}"


def origin_lines(origin: "CommitOrigin") -> "Iterator[tuple[Message, Message]]":
    """Where in the history a secret is: labels and lines."""
    if origin.commit:
        yield COMMIT(), COMMIT_DATE(commit=origin.commit, date=origin.date)
    if origin.status:
        yield STATUS(), STATUS_REASON(status=STATUSES[origin.status](), reason=origin.reason)
    yield TIP(tip=origin.tip), IN_HEAD(paths=first_of(origin.head_paths, 5)) if origin.head_paths else NOT_IN_HEAD()
    if origin.commits > 1:
        yield MORE(), MORE_COMMITS(number=origin.commits, paths=first_of(origin.paths, 5))


def _excerpt(place: "Location", arrow: str, margin: int, colour: str, message: str, style: "Style") -> "Iterator[str]":
    pad = " " * margin
    yield f"{pad}{_paint(arrow, 'dim', style)} {harmless(place.path)}:{place.start.line}:{place.start.column}"
    snippet = place.snippet
    if snippet is None:
        if message:
            yield f"{pad} {_paint('|', 'dim', style)} {harmless(style.localize(message))}"
        return
    bar = _paint("|", "dim", style)
    text, start, end, _ = snippet.localized(style.localize)
    mark = ("^" if arrow == "-->" else "-") * width(harmless(text[start:end]))
    yield f"{place.start.line:>{margin}} {bar} {harmless(text)}"
    before, after = " " * width(harmless(text[:start])), f" {harmless(style.localize(message))}" if message else ""
    yield f"{pad} {bar} {before}{_paint(mark, colour, style)}{after}"


def _paint(text: str, colour: str, style: "Style") -> str:
    return f"{_COLOURS[colour]}{text}{_RESET}" if style.colour else text
