"""Read a report of the format `gitlab`."""

import json

from tests.reporters.read_back.told import Told, without_remedy


def read(report: str) -> list[Told]:
    severities = {"critical": "error", "minor": "warning", "info": "info"}
    return [
        Told(
            f["check_name"],
            severities[f["severity"]],
            f["location"]["path"],
            f["location"]["lines"]["begin"],
            0,
            without_remedy(f["description"]),
        )
        for f in json.loads(report)
    ]
