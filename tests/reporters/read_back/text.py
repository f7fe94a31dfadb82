"""Read a report of the format `text`."""

import re

from tests.reporters.read_back.told import Told


def read(report: str) -> list[Told]:
    found = re.findall(r"^(error|warning|info) ([a-z-]+)(?: \[\*\])?: (.*)\n *--> (.*):(\d+):(\d+)$", report, re.MULTILINE)
    return [Told(rule, severity, path, int(line), int(column), message) for severity, rule, message, path, line, column in found]
