"""An appToken under a name that bundlers publish to the browser."""

from collections.abc import Iterator

from vtexlint.credentials.names import PUBLISHED
from vtexlint.findings import Severity
from vtexlint.rules.base import Report, Rule, Subject, named
from vtexlint.rules.exposure import is_real_token


def check(subject: Subject) -> Iterator[Report]:
    for credential in subject.harvest.credentials:
        match = PUBLISHED.match(credential.name)
        if not match or not credential.is_set or not (credential.role == "token" or is_real_token(credential)):
            continue
        yield Report(
            credential.span,
            f"{named(credential)} is published: bundlers write every variable that begins with {match[0]} into the browser's code, "
            "where any visitor reads the token",
            "take the prefix off and call VTEX from the server; renew the token if a build was ever deployed",
            credential,
        )


RULE = Rule("client-exposed-secret", __doc__ or "", Severity.ERROR, "0.1.0", check)
