"""Read a report of the format `gitlab-secrets`."""

import json

from tests.reporters.read_back.told import Told


def read(report: str) -> list[Told]:
    severities = {"Critical": "error", "Medium": "warning", "Info": "info"}
    return [
        Told(
            found["identifiers"][0]["value"],
            severities[found["severity"]],
            found["location"]["file"],
            found["location"]["start_line"],
            0,
            found["description"],
        )
        for found in json.loads(report)["vulnerabilities"]
    ]
