"""Read a report of the format `junit`."""

import xml.etree.ElementTree as ElementTree

from tests.reporters.read_back.told import Told


def read(report: str) -> list[Told]:
    found = []
    for case in ElementTree.fromstring(report).iter("testcase"):
        if case.get("classname") == "vtexlint":
            continue  # no finding
        failure = case.find("failure")
        if failure is not None:
            severity, message = failure.get("type", ""), failure.get("message", "")
        else:
            severity, _, message = (case.findtext("system-out") or "").partition("\n")[0].partition(": ")
        path, line, column = case.get("name", "").rsplit(":", 2)
        found.append(Told(case.get("classname", "").removeprefix("vtexlint."), severity, path, int(line), int(column), message))
    return found
