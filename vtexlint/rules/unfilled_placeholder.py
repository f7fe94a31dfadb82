"""A placeholder in a file that is meant to be used."""

from collections.abc import Iterator

from vtexlint.findings import Severity
from vtexlint.rules.base import Report, Rule, Subject, half, named


def check(subject: Subject) -> Iterator[Report]:
    if subject.is_template:
        return
    for credential in subject.harvest.credentials:
        if credential.counted and credential.state == "placeholder" and not credential.is_off:
            yield Report(
                credential.span,
                f"{named(credential)} still holds a placeholder: VTEX answers 401 until it is filled in",
                f"fill in the {half(credential)}, or name the file `*.example` if it is a template",
                credential,
            )


RULE = Rule("unfilled-placeholder", __doc__ or "", Severity.INFO, "0.1.0", check)
