"""Read a report of the format `azure`."""

import re

from tests.reporters.read_back.told import Told, without_remedy


def read(report: str) -> list[Told]:
    found = []
    for line in report.splitlines():
        if command := re.fullmatch(r"##vso\[task\.logissue ([^\]]*)\](.*)", line):
            told = {name: unescaped(value) for name, value in (item.split("=", 1) for item in command[1].split(";"))}
            place = told["sourcepath"], int(told["linenumber"]), int(told["columnnumber"])
            found.append(Told(told["code"], told["type"], *place, without_remedy(unescaped(command[2]))))
        elif plain := re.fullmatch(r"(.*?):(\d+):(\d+): info ([a-z-]+) (.*)", line):
            found.append(Told(plain[4], "info", plain[1], int(plain[2]), int(plain[3]), without_remedy(plain[5])))
    return found


def unescaped(text: str) -> str:
    for escape, character in (("%5D", "]"), ("%3B", ";"), ("%0A", "\n"), ("%0D", "\r"), ("%AZP25", "%")):
        text = text.replace(escape, character)
    return text
