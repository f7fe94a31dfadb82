"""An appKey that is right but for upper and lower case."""

from collections.abc import Iterator

from vtexlint.credentials import shapes
from vtexlint.findings import Severity
from vtexlint.rules.base import Report, Rule, Subject, listed


def check(subject: Subject) -> Iterator[Report]:
    for credential in subject.judged:
        core = credential.core
        parts = shapes.key_parts_any_case(core)
        if credential.role != "key" or parts is None or shapes.key_parts(core) or credential.strength == "provider":
            continue
        yield Report(
            credential.span,
            f"the appKey's {listed(_wrong_parts(core, parts))}: VTEX respects the case and answers 401",
            "write `vtexappkey-`, the account in lower case, then the six capitals as VTEX issued them",
            credential,
        )


def _wrong_parts(core: str, parts: shapes.KeyParts) -> Iterator[str]:
    if not core.startswith("vtexappkey-"):
        yield "prefix is not in lower case"
    if parts.account != parts.account.lower():
        yield "account is not in lower case"
    if parts.suffix != parts.suffix.upper():
        yield "last six letters are not capitals"


RULE = Rule("key-casing", __doc__ or "", Severity.ERROR, "0.1.0", check)
