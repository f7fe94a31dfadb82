"""One scope defines a credential twice."""

from collections.abc import Iterator

from vtexlint.credentials.model import Credential, Scope
from vtexlint.findings import Label, Severity
from vtexlint.rules.base import Report, Rule, Subject, named


def check(subject: Subject) -> Iterator[Report]:
    first: dict[tuple[Scope, str], Credential] = {}
    for credential in subject.harvest.credentials:
        if not credential.counted or credential.alias or credential.is_off:
            continue
        earlier = first.setdefault((credential.scope, credential.name), credential)
        if earlier is not credential:
            yield Report(
                credential.name_span,
                f"{named(credential)} is defined twice: the last one silently wins, or the loader refuses the file",
                "keep the one that is meant and remove the other",
                credential,
                (Label(earlier.name_span, "first defined here"),),
            )


RULE = Rule("duplicate-name", __doc__ or "", Severity.WARNING, "0.1.0", check)
