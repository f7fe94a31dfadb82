"""An appKey with no appToken beside it."""

from collections.abc import Iterator

from vtexlint.findings import Severity
from vtexlint.rules.base import Report, Rule, Subject, named


def check(subject: Subject) -> Iterator[Report]:
    for pair in subject.pairs:
        key = pair.key
        if key is None or pair.token is not None or pair.shared or not key.is_set:
            continue
        severity = None if key.host.document.format == "dotenv" else Severity.INFO
        yield Report(
            key.name_span,
            f"{named(key)} has no appToken beside it: a key alone authenticates nothing, and VTEX answers 401",
            "add the appToken of this pair, or a reference to it; fine where the token comes from a secret store",
            key,
            severity=severity,
        )


RULE = Rule("missing-token", __doc__ or "", Severity.ERROR, "0.1.0", check)
