"""Both halves of a pair hold the same value."""

from collections.abc import Iterator

from vtexlint.findings import Severity
from vtexlint.rules.base import Report, Rule, Subject, beside
from vtexlint.rules.order import holds_same


def check(subject: Subject) -> Iterator[Report]:
    for pair in subject.pairs:
        if holds_same(pair) and pair.key is not None and pair.token is not None and pair.key.strength != "provider":
            yield Report(
                pair.key.span,
                "appKey and appToken hold the same value: one was pasted into both fields, and VTEX answers 401",
                "put the missing half in its own field; a token that is lost can only be renewed",
                pair.key,
                beside(pair.token, "the same value"),
            )


RULE = Rule("same-value", __doc__ or "", Severity.ERROR, "0.1.0", check)
