"""Read a report of the format `markdown`."""

import html
import re

from tests.reporters.read_back.told import Told


def read(report: str) -> list[Told]:
    found = []
    for severity, place, rule, message in re.findall(
        r"^\| (\w+) \| <code>(.*?)</code> \| <code>([a-z-]+)</code> \| (.*?) \| .* \|$", report, re.MULTILINE
    ):
        path, line, column = html.unescape(place).rsplit(":", 2)
        found.append(Told(rule, severity, path, int(line), int(column), html.unescape(message)))
    return found
