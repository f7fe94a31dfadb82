"""Read a report of the format `github`."""

import re

from tests.reporters.read_back.told import Told


def read(report: str) -> list[Told]:
    found = []
    for word, properties, message in re.findall(r"^::(error|warning|notice) (.*?)::(.*)$", report, re.MULTILINE):
        told = {name: unescaped(value) for name, value in (item.split("=", 1) for item in properties.split(","))}
        severity = "info" if word == "notice" else word
        rule = told["title"].removeprefix("vtexlint ")
        column = int(told.get("col", 0))
        found.append(Told(rule, severity, told["file"], int(told["line"]), column, unescaped(message).partition("\n")[0]))
    return found


def unescaped(text: str) -> str:
    return text.replace("%2C", ",").replace("%3A", ":").replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")
