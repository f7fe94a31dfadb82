"""Read a report of the format `text`: a block may show copies of its token, which are findings too."""

import re
from itertools import zip_longest

from tests.reporters.read_back.told import Told

<<<<<<< HEAD
_FINDING = re.compile(r"^(error|warning|info) ([a-z-]+)(?: \[\*\])?: (.*)\n *--> (.*):(\d+):(\d+)$", re.MULTILINE)
=======
_BLOCK = re.compile(r"^(error|warning|info) ([a-z-]+)(?: \[\*\])?: (.*)\n *--> (.*):(\d+):(\d+)$", re.MULTILINE)
>>>>>>> hr2
_COPY = re.compile(r"^ *= same token: (.*):(\d+):(\d+)$", re.MULTILINE)


def read(report: str) -> list[Told]:
<<<<<<< HEAD
    """Copies of a token are listed with the first of them; here each is a finding at its own place."""
    told = []
    matches = list(_FINDING.finditer(report))
    for match, following in zip_longest(matches, matches[1:]):
        severity, rule, message, path, line, column = match.groups()
        copies = _COPY.findall(report, match.end(), following.start() if following else len(report))
        for where in ((path, line, column), *copies):
            told.append(Told(rule, severity, where[0], int(where[1]), int(where[2]), message))
    return sorted(told, key=lambda one: (one.path, one.line, one.column, one.rule))
=======
    found = []
    for block in re.split(r"\n\n", report):
        if first := _BLOCK.match(block):
            severity, rule, message, *place = first.groups()
            places = [place, *_COPY.findall(block)]
            found += [Told(rule, severity, path, int(line), int(column), message) for path, line, column in places]
    return found
>>>>>>> hr2
