"""Read a report of the format `checkstyle`."""

import xml.etree.ElementTree as ElementTree

from tests.reporters.read_back.told import Told, without_remedy


def read(report: str) -> list[Told]:
    return [
        Told(
            error.attrib["source"].removeprefix("vtexlint."),
            error.attrib["severity"],
            file.attrib["name"],
            int(error.attrib["line"]),
            int(error.attrib["column"]),
            without_remedy(error.attrib["message"]),
        )
        for file in ElementTree.fromstring(report)
        for error in file
    ]
