"""A real appToken in a file that git tracks."""

from collections.abc import Iterator

from vtexlint.findings import Severity
from vtexlint.rules.base import Report, Rule, Subject
from vtexlint.rules.exposure import real_tokens


def check(subject: Subject) -> Iterator[Report]:
    for credential, where in real_tokens(subject):
        yield Report(
            credential.span,
            f"a real appToken{where} stands in a file that git tracks: everyone with the repository has it, in every clone",
            "deactivate or renew it in VTEX first, then take it out of the file (and of the history); keep it in a secret store",
            credential,
            when="tracked",
        )


RULE = Rule("committed-secret", __doc__ or "", Severity.ERROR, "0.1.0", check)
