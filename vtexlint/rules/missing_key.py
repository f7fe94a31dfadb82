"""An appToken with no appKey beside it."""

from collections.abc import Iterator

from vtexlint.credentials import shapes
from vtexlint.credentials.model import Credential
from vtexlint.findings import Severity
from vtexlint.rules.base import Report, Rule, Subject, named


def check(subject: Subject) -> Iterator[Report]:
    for pair in subject.pairs:
        token = pair.token
        if token is None or pair.key is not None or pair.shared or not token.is_set or _is_session(token):
            continue
        yield Report(
            token.name_span,
            f"{named(token)} has no appKey beside it: VTEX needs both, and answers 401 to a token alone",
            "add the appKey that was issued with this token, or a reference to it",
            token,
            severity=Severity.INFO if token.in_secret_manifest else None,
        )


def _is_session(token: Credential) -> bool:
    return token.session and shapes.alien(token.core) == "jwt"


RULE = Rule("missing-key", __doc__ or "", Severity.ERROR, "0.1.0", check)
