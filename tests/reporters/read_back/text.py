"""Read a report of the format `text`: a block may show copies of its token, which are findings too."""

import re

from tests.reporters.read_back.told import Told

_BLOCK = re.compile(r"^(error|warning|info) ([a-z-]+)(?: \[\*\])?: (.*)\n *--> (.*):(\d+):(\d+)$", re.MULTILINE)
_COPY = re.compile(r"^ *= same token: (.*):(\d+):(\d+)$", re.MULTILINE)


def read(report: str) -> list[Told]:
    found = []
    for block in re.split(r"\n\n", report):
        if first := _BLOCK.match(block):
            severity, rule, message, *place = first.groups()
            places = [place, *_COPY.findall(block)]
            found += [Told(rule, severity, path, int(line), int(column), message) for path, line, column in places]
    return found
