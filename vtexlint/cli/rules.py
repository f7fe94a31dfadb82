"""`vtexlint rules`: the list of all rules."""

import argparse
import json

from vtexlint.cli.console import localize, say, spoken
from vtexlint.cli.options import LANGUAGE
from vtexlint.cli.parser import Parser, add
from vtexlint.cli.terminal import show_page, terminal_width
from vtexlint.pages.localized import title_of
from vtexlint.pages.render import fix_word, severity_word
from vtexlint.rules.registry import rules
from vtexlint.text.layout import table
from vtexlint.text.messages import Template

DESCRIPTION = Template("rules.description", "List all rules: name, severity, kind of fix, and what the rule is about.")
FORMAT = Template("rules.option-format", "text or json (default: text)")

_UNLIMITED = 10_000
"""Columns where the list goes to a program: one line for each rule."""


def parser() -> argparse.ArgumentParser:
    made = Parser(prog="vtexlint rules", description=DESCRIPTION())
    made.add_argument("--format", choices=("text", "json"), default="text", help=FORMAT())
    add(made, LANGUAGE)
    return made


def main(arguments: list[str]) -> int:
    options = parser().parse_args(arguments)
    if options.format == "json":
        listed = [
            {
                "name": rule.name,
                "severity": rule.severity.word,
                "title": localize(title_of(rule.name)) if spoken.is_asked else rule.title,
                "since": rule.since,
                "fix": rule.fix,
            }
            for rule in rules()
        ]
        say(json.dumps({"version": 1, "rules": listed}, indent=2))
        return 0
    rows = [(rule.name, localize(severity_word(rule)), localize(fix_word(rule)), localize(title_of(rule.name))) for rule in rules()]
    show_page("".join(f"{line}\n" for line in table(rows, terminal_width(_UNLIMITED))))
    return 0
