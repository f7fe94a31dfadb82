"""Read a report of the format `text`."""

import re
from itertools import zip_longest

from tests.reporters.read_back.told import Told

_FINDING = re.compile(r"^(error|warning|info) ([a-z-]+)(?: \[\*\])?: (.*)\n *--> (.*):(\d+):(\d+)$", re.MULTILINE)
_COPY = re.compile(r"^ *= same token: (.*):(\d+):(\d+)$", re.MULTILINE)


def read(report: str) -> list[Told]:
    """Copies of a token are listed with the first of them; here each is a finding at its own place."""
    told = []
    matches = list(_FINDING.finditer(report))
    for match, following in zip_longest(matches, matches[1:]):
        severity, rule, message, path, line, column = match.groups()
        copies = _COPY.findall(report, match.end(), following.start() if following else len(report))
        for where in ((path, line, column), *copies):
            told.append(Told(rule, severity, where[0], int(where[1]), int(where[2]), message))
    return sorted(told, key=lambda one: (one.path, one.line, one.column, one.rule))
