"""The appKey's field holds a token, or the appToken's field a key."""

from collections.abc import Iterator

from vtexlint.credentials.model import Credential
from vtexlint.findings import Severity
from vtexlint.rules.base import Report, Rule, Subject, beside, half
from vtexlint.rules.order import holds_other_role, holds_same


def check(subject: Subject) -> Iterator[Report]:
    for pair in subject.pairs:
        wrong = [half for half in pair.halves if half.is_set and holds_other_role(half)]
        if not wrong or holds_same(pair):
            continue
        first = wrong[0]
        other = pair.token if first is pair.key else pair.key
        yield Report(
            first.span,
            _message(wrong),
            "exchange the two values; each belongs in its own field",
            first,
            beside(other, f"the {half(other)}'s field") if other is not None else (),
        )


def _message(wrong: list[Credential]) -> str:
    if len(wrong) == 2:
        return "appKey and appToken are swapped: each field holds the other's value, and VTEX answers 401"
    other = "appToken" if wrong[0].role == "key" else "appKey"
    return f"the {half(wrong[0])}'s field holds an {other}: VTEX answers 401"


RULE = Rule("swapped-values", __doc__ or "", Severity.ERROR, "0.1.0", check)
