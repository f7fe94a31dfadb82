"""A character that no editor shows inside a value."""

from collections.abc import Iterator

from vtexlint.credentials.lookalikes import describe
from vtexlint.findings import Severity
from vtexlint.rules.base import Report, Rule, Subject, half, listed


def check(subject: Subject) -> Iterator[Report]:
    for credential in subject.judged:
        places = credential.dress.invisible
        if places:
            value = credential.value.reveal()
            yield Report(
                credential.span,
                f"the {half(credential)} holds {listed(describe(value[i]) for i in places)}, "
                f"which no editor shows (character {places[0] + 1} of {len(value)}): VTEX sees another value and answers 401",
                "delete the value and type or paste it again as plain text",
                credential,
            )


RULE = Rule("invisible-character", __doc__ or "", Severity.ERROR, "0.1.0", check)
