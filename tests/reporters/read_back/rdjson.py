"""Read a report of the format `rdjson`."""

import json

from tests.reporters.read_back.told import Told, without_remedy


def read(report: str) -> list[Told]:
    return [
        Told(
            found["code"]["value"],
            found["severity"].lower(),
            found["location"]["path"],
            found["location"]["range"]["start"]["line"],
            0,
            without_remedy(found["message"]),
        )
        for found in json.loads(report)["diagnostics"]
    ]
