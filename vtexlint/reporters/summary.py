"""The counts that close a report for people."""

from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.reporters.plain import harmless
from vtexlint.text.messages import Message, Template, commas

if TYPE_CHECKING:
    from collections.abc import Callable

    from vtexlint.diagnostics import Finding
    from vtexlint.linter.coverage import Excluded, RulesOff
    from vtexlint.linter.report import LintResult
    from vtexlint.reporters.style import Style

CONFIG_FILES = Template("summary.config-files", "{count} config files", one="{count} config file")
SEARCHED_FILES = Template("summary.searched-files", "{count} searched files", one="{count} searched file")
BOTH_FILES = Template("summary.both-files", "{config} and {searched}")
CREDENTIALS = Template("summary.credentials", "{count} credentials", one="{count} credential")
NO_CREDENTIALS = Template("summary.no-credentials", "no credentials")
PAIRS = Template("summary.pairs", "{count} pairs", one="{count} pair")
ERRORS = Template("summary.errors", "{count} errors", one="{count} error")
WARNINGS = Template("summary.warnings", "{count} warnings", one="{count} warning")
INFOS = Template("summary.infos", "{count} infos", one="{count} info")
COMMITS = Template("summary.commits", "{count} commits", one="{count} commit")
BLOBS = Template("summary.blobs", "{count} blobs", one="{count} blob")
TOTALS = Template("summary.totals", "{findings} in {files}; {credentials}")
NO_FINDINGS = Template("summary.no-findings", "no findings in {files}; {credentials}")
NOTHING_READ = Template("summary.nothing-read", "nothing was checked")
NO_TOKEN = Template("summary.no-token", "no appToken in {commits}, {blobs}")
TOKENS = Template("summary.tokens", "{count} appTokens in {commits}, {blobs}", one="{count} appToken in {commits}, {blobs}")
SUPPRESSED = Template("summary.suppressed", "{totals} ({number} suppressed)")
FIXABLE = Template("summary.fixable", "[*] {safe} fixable with --fix")
FIXABLE_UNSAFE = Template("summary.fixable-unsafe", "{unsafe} fixable with --fix --unsafe-fixes")
FIXABLE_BOTH = Template("summary.fixable-both", "[*] {safe} fixable with --fix, {unsafe} more with --unsafe-fixes")
FILES = Template("summary.files", "{count} files", one="{count} file")
DIRECTORIES = Template("summary.directories", "{count} directories", one="{count} directory")
EXCLUDED = Template("summary.excluded", "{paths} excluded by {by}")
FILES_AND_DIRECTORIES = Template("summary.files-and-directories", "{files} and {directories}")
NOT_READ = Template("summary.not-read", "not read: {reasons} (--verbose lists them)")
NOT_READ_ONE = Template("summary.not-read-one", "not read: {reason}")
RULES_OFF = Template("summary.rules-off", "rules off: {rules}")
RULES_OFF_BY = Template("summary.rules-off-by", "{rules} ({settings})")
RULES_OFF_IN = Template("summary.rules-off-in", "{rules} in {glob} ({settings})")
GUIDE = Template("summary.guide", "more about a rule: `vtexlint explain RULE`")
GUIDE_ONE = Template("summary.guide-one", "more about this rule: `vtexlint explain {rule}`")
MORE = Template("summary.more", "{rules} and {number} more")
_SHOWN = 3  # rules of one settings file
_COMMAND_LINE = "--exclude"


def closing(outcome: "LintResult", style: "Style") -> list[str]:
    """The statistics table if it is requested: the rules with the most findings first."""
    if not style.statistics:
        return []
    counts: dict[str, int] = {}
    for finding in outcome.findings:
        counts[finding.rule] = counts.get(finding.rule, 0) + 1
    width = max(map(len, counts), default=0)
    return [f"{rule:{width}}  {-count:5}" for count, rule in sorted((-count, rule) for rule, count in counts.items())]


def log(outcome: "LintResult", style: "Style", line: "Callable[[Finding, Style], str]") -> str:
    """The log of a CI service: a line for each finding, and the totals for the readers of the log."""
    lines = [line(finding, style) for finding in outcome.findings]
    lines += closing(outcome, style)
    if not style.quiet:
        lines.append(style.localize(totals(outcome)))
        lines += [harmless(style.localize(part)) for part in unread(outcome)]
    return "".join(f"{one}\n" for one in lines)


def totals(outcome: "LintResult") -> Message:
    """`1 error, 2 warnings in 3 config files and 120 searched files; 2 credentials, 1 pair (1 suppressed)`."""
    summary = outcome.summary
    found = _totals(outcome)
    return SUPPRESSED(totals=found, number=summary.suppressed) if summary.suppressed else found


def _totals(outcome: "LintResult") -> Message:
    summary = outcome.summary
    if outcome.troubles and not summary.files and outcome.history is None:
        return NOTHING_READ()  # "no findings" would read as an all-clear
    if outcome.history is not None:
        commits, blobs = COMMITS(count=outcome.history.commits), BLOBS(count=outcome.history.blobs)
        if not outcome.findings:
            return NO_TOKEN(commits=commits, blobs=blobs)
        return TOKENS(count=len(outcome.findings), commits=commits, blobs=blobs)
    files = CONFIG_FILES(count=summary.linted)
    if summary.searched:
        searched = SEARCHED_FILES(count=summary.searched)
        files = BOTH_FILES(config=files, searched=searched) if summary.linted else searched
    numbers = ((summary.credentials, CREDENTIALS), (summary.pairs, PAIRS))
    seen = [template(count=number) for number, template in numbers if number]
    credentials = commas(seen) if seen else NO_CREDENTIALS()
    counts = ((summary.errors, ERRORS), (summary.warnings, WARNINGS), (summary.infos, INFOS))
    parts = [template(count=number) for number, template in counts if number]
    if not parts:
        return NO_FINDINGS(files=files, credentials=credentials)
    return TOTALS(findings=commas(parts), files=files, credentials=credentials)


def unread(outcome: "LintResult", *, on_command_line: bool = True) -> list[Message]:
    """What was not read and which rules are off, each in one line."""
    coverage = outcome.coverage
    lines: list[Message] = []
    reasons = [*map(excluded, coverage.excluded), *(skipped.message for skipped in coverage.skipped)]
    if reasons:
        said = commas(reasons)
        lines.append(NOT_READ(reasons=said) if on_command_line else NOT_READ_ONE(reason=said))
    if coverage.rules_off:
        lines.append(RULES_OFF(rules=commas(map(rules_off, coverage.rules_off))))
    return lines


def excluded(one: "Excluded") -> Message:
    """`3 files and 1 directory excluded by vtexlint.toml`."""
    files, directories = FILES(count=len(one.files)), DIRECTORIES(count=len(one.directories))
    both = FILES_AND_DIRECTORIES(files=files, directories=directories)
    return EXCLUDED(paths=both if one.files and one.directories else files if one.files else directories, by=one.by or _COMMAND_LINE)


def rules_off(one: "RulesOff") -> Message:
    """`committed-secret, key-casing, name-casing and 4 more in tests/** (vtexlint.toml)`."""
    rules: str = commas(one.rules[:_SHOWN])
    if len(one.rules) > _SHOWN:
        rules = MORE(rules=rules, number=len(one.rules) - _SHOWN)
    if one.glob:
        return RULES_OFF_IN(rules=rules, glob=one.glob, settings=one.settings)
    return RULES_OFF_BY(rules=rules, settings=one.settings)


def guide(outcome: "LintResult") -> Message:
    """How to read more about the rules of the findings."""
    rules = {finding.rule for finding in outcome.findings}
    return GUIDE_ONE(rule=rules.pop()) if len(rules) == 1 else GUIDE()


def fixable(outcome: "LintResult") -> str:
    """`3 fixable with --fix, 1 more with --unsafe-fixes`; empty if nothing is."""
    safe = sum(finding.fix is not None and finding.fix.safety == "safe" for finding in outcome.findings)
    unsafe = sum(finding.fix is not None for finding in outcome.findings) - safe
    if safe:
        return FIXABLE_BOTH(safe=safe, unsafe=unsafe) if unsafe else FIXABLE(safe=safe)
    return FIXABLE_UNSAFE(unsafe=unsafe) if unsafe else ""
