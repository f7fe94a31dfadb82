"""Whitespace inside a value."""

from collections.abc import Iterator

from vtexlint.findings import Severity
from vtexlint.rules.base import Report, Rule, Subject, half, plural


def check(subject: Subject) -> Iterator[Report]:
    for credential in subject.judged:
        if credential.dress.inner:
            yield Report(
                credential.span,
                f"the {half(credential)} is broken by {plural(len(credential.dress.inner), 'whitespace character')}: "
                "VTEX takes the value as it stands and answers 401",
                _help(credential.entry.style if credential.entry else "plain"),
                credential,
            )


def _help(style: str) -> str:
    if style == "folded":
        return "a folded scalar (`>`) puts a blank where its lines meet: write the value on one line"
    if style == "literal":
        return "a block scalar (`|`) keeps its line breaks: write the value on one line"
    return "join the parts: neither an appKey nor an appToken holds a blank or a line break"


RULE = Rule("inner-whitespace", __doc__ or "", Severity.ERROR, "0.1.0", check)
