"""An appToken of the right length whose letters are not all capitals."""

from collections.abc import Iterator

from vtexlint.credentials import shapes
from vtexlint.findings import Severity
from vtexlint.rules.base import Report, Rule, Subject


def check(subject: Subject) -> Iterator[Report]:
    for credential in subject.judged:
        core = credential.core
        if credential.role != "token" or not shapes.is_token_any_case(core) or shapes.is_token(core):
            continue
        if credential.strength == "provider":
            continue
        small = sum(c.islower() for c in core)
        yield Report(
            credential.span,
            f"the appToken has {small} small letters among its 128: VTEX issues capitals alone, respects the case and answers 401",
            "paste the token again; if something turned it to lower case on the way, turn it back to capitals",
            credential,
        )


RULE = Rule("token-casing", __doc__ or "", Severity.ERROR, "0.1.0", check)
