"""`vtexlint rules`: the list of all rules."""

import argparse
import json

from vtexlint.cli.console import say
from vtexlint.cli.parser import Parser
from vtexlint.rules.registry import rules
from vtexlint.text.messages import Template

DESCRIPTION = Template("rules.description", "List all rules.")


def parser() -> argparse.ArgumentParser:
    made = Parser(prog="vtexlint rules", description=DESCRIPTION())
    made.add_argument("--format", choices=("text", "json"), default="text")
    return made


def main(arguments: list[str]) -> int:
    options = parser().parse_args(arguments)
    if options.format == "json":
        listed = [
            {"name": rule.name, "severity": rule.severity.word, "title": rule.title, "since": rule.since, "fix": rule.fix}
            for rule in rules()
        ]
        say(json.dumps({"version": 1, "rules": listed}, indent=2))
        return 0
    # name, severity, fix, title
    width = max(len(rule.name) for rule in rules())
    for rule in rules():
        say(f"{rule.name:{width}}  {rule.severity.word:7}  {rule.fix or '':6}  {rule.title}")
    return 0
