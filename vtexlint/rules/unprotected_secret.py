"""A real appToken in a file that git neither tracks nor ignores."""

from collections.abc import Iterator

from vtexlint.findings import Severity
from vtexlint.rules.base import Report, Rule, Subject
from vtexlint.rules.exposure import real_tokens


def check(subject: Subject) -> Iterator[Report]:
    for credential, where in real_tokens(subject):
        yield Report(
            credential.span,
            f"a real appToken{where} stands in a file that git neither tracks nor ignores: the next `git add .` takes it",
            "add the file to .gitignore before anything else",
            credential,
            when="untracked",
        )


RULE = Rule("unprotected-secret", __doc__ or "", Severity.WARNING, "0.1.0", check)
