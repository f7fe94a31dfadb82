"""Read a report of the format `json`."""

import json

from tests.reporters.read_back.told import Told


def read(report: str) -> list[Told]:
    return [
        Told(f["rule"], f["severity"], f["path"], f["start"]["line"], f["start"]["column"], f["message"])
        for f in json.loads(report)["findings"]
    ]
