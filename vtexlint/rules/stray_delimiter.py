"""Quotes, brackets, commas or a header's name that came along with a value."""

from collections.abc import Iterator

from vtexlint.findings import Severity
from vtexlint.rules.base import Report, Rule, Subject, half, listed


def check(subject: Subject) -> Iterator[Report]:
    for credential in subject.judged:
        places = credential.dress.delimiters
        if places:
            value = credential.value.reveal()
            yield Report(
                credential.span,
                f"the {half(credential)} holds {listed(_describe(value, places))} that is no part of it: "
                "VTEX takes the value as it stands and answers 401",
                "leave only the value itself between the quotes of the file's own syntax",
                credential,
            )


def _describe(value: str, places: tuple[int, ...]) -> Iterator[str]:
    characters = [value[i] for i in places]
    if sum(c.isalpha() for c in characters) >= 3:
        yield "a header or variable name in front"
    for c in dict.fromkeys(characters):
        if not c.isalnum() and not c.isspace() and c not in "-_.:=":
            yield f"a stray {c}"


RULE = Rule("stray-delimiter", __doc__ or "", Severity.ERROR, "0.1.0", check)
