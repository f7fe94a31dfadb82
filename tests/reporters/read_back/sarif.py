"""Read a report of the format `sarif`."""

import json

from tests.reporters.read_back.told import Told, without_remedy


def read(report: str) -> list[Told]:
    run = json.loads(report)["runs"][0]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    found = []
    for result in run["results"]:
        if result.get("suppressions"):
            continue
        assert rules[result["ruleIndex"]] == result["ruleId"]
        place = result["locations"][0]["physicalLocation"]
        severity = {"error": "error", "warning": "warning", "note": "info"}[result["level"]]
        start = place["region"]["startLine"], place["region"]["startColumn"]
        found.append(Told(result["ruleId"], severity, place["artifactLocation"]["uri"], *start, without_remedy(result["message"]["text"])))
    return found
