"""One half of a pair is set, the other empty."""

from collections.abc import Iterator

from vtexlint.findings import Severity
from vtexlint.rules.base import Report, Rule, Subject, beside, half, named


def check(subject: Subject) -> Iterator[Report]:
    for pair in subject.pairs:
        for one, other in ((pair.key, pair.token), (pair.token, pair.key)):
            if one is None or other is None or one.state != "empty" or not other.is_set:
                continue
            is_dotenv = one.host.document.format == "dotenv"
            lenient = one.role == "token" and (subject.is_template or not is_dotenv)
            yield Report(
                one.span,
                f"{named(one)} is empty and {named(other)} is set: VTEX answers 401 to half a pair",
                f"set the {half(one)}, refer to where it comes from, or empty both if this file is a template",
                one,
                beside(other, "set"),
                severity=Severity.INFO if lenient else None,
            )


RULE = Rule("empty-value", __doc__ or "", Severity.ERROR, "0.1.0", check)
