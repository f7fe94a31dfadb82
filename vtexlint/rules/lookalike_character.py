"""A letter of another script that looks like a Latin one."""

from collections.abc import Iterator

from vtexlint.credentials.lookalikes import describe, fold
from vtexlint.findings import Severity
from vtexlint.rules.base import Report, Rule, Subject, half, listed


def check(subject: Subject) -> Iterator[Report]:
    for credential in subject.judged:
        places = credential.dress.lookalikes
        if places:
            value = credential.value.reveal()
            told = listed(f"{describe(value[i])} for {fold(value[i])!r}" for i in places[:4])
            yield Report(
                credential.span,
                f"the {half(credential)} holds {told} (character {places[0] + 1} of {len(value)}): it looks right, "
                "but is another character, and VTEX answers 401",
                "copy the value again from where it was issued, as plain text and not from a PDF or a chat",
                credential,
            )


RULE = Rule("lookalike-character", __doc__ or "", Severity.ERROR, "0.1.0", check)
