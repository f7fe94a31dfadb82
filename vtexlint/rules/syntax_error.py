"""A file with credentials is not what its name says."""

from collections.abc import Iterator

from vtexlint.findings import Severity
from vtexlint.rules.base import Report, Rule, Subject
from vtexlint.source import Span

_TEMPLATES = ("{{", "{%", "<%")


def check(subject: Subject) -> Iterator[Report]:
    problem = subject.document.problem
    text = subject.source.text
    if problem is None or not any(c.counted for c in subject.harvest.credentials):
        return
    if any(mark in text for mark in _TEMPLATES):
        return
    offset = min(problem.offset, len(text))
    yield Report(
        Span(offset, min(offset + 1, len(text))),
        f"{problem.message}: a program that reads this file stops here, or reads other values than you see",
        "mend the syntax; until then vtexlint reads the file line by line, so that nothing is missed",
    )


RULE = Rule("syntax-error", __doc__ or "", Severity.WARNING, "0.1.0", check)
