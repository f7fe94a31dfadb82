"""Read a report of the format `concise`."""

import re

from tests.reporters.read_back.told import Told


def read(report: str) -> list[Told]:
    found = re.findall(r"^(.*?):(\d+):(\d+): (\w+) ([a-z-]+) (.*)$", report, re.MULTILINE)
    return [Told(rule, severity, path, int(line), int(column), message) for path, line, column, severity, rule, message in found]
