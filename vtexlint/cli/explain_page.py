"""The pages that `vtexlint explain RULE` shows: a rule's, or a topic's."""

import argparse
import sys

from vtexlint.cli.console import say_error, spoken, wants_colour
from vtexlint.cli.options import LANGUAGE
from vtexlint.cli.own_color import own_color
from vtexlint.cli.parser import Parser, add
from vtexlint.cli.terminal import show_page, terminal_width
from vtexlint.pages.guides import ALIASES, NAMES
from vtexlint.pages.terminal import for_terminal, topic_for_terminal
from vtexlint.rules.names import TITLES
from vtexlint.rules.registry import rule as rule_named
from vtexlint.settings import COLOURS
from vtexlint.text.messages import Template
from vtexlint.text.suggestions import closest_match, redact

DESCRIPTION = Template("explain.description", "Show the page of a rule: why it exists, what it reports, what to do. Or a topic.")
RULE = Template("explain.argument-rule", "a rule's name (`vtexlint rules` lists them), or a topic: {topics}")
COLOR = Template("explain.option-color", "colours: {choices} (default: auto)")
UNKNOWN = Template("explain.unknown", "unknown rule or topic `{name}`; `vtexlint rules` lists the rules; the topics are {topics}")
UNKNOWN_SIMILAR = Template("explain.unknown-similar", "unknown rule or topic `{name}`; did you mean `{meant}`?")


def parser() -> argparse.ArgumentParser:
    made = Parser(prog="vtexlint explain", description=DESCRIPTION())
    made.add_argument("rule", metavar="RULE", help=RULE(topics=", ".join(NAMES)))
    made.add_argument("--color", "--colour", choices=COLOURS, help=COLOR(choices=", ".join(COLOURS)))
    add(made, LANGUAGE)
    return made


def main(arguments: list[str]) -> int:
    options = parser().parse_args(arguments)
    topic = ALIASES.get(options.rule, options.rule)
    if topic in NAMES:
        show_page(topic_for_terminal(topic, wants_colour(options.color, sys.stdout, own_color), spoken.language, terminal_width()))
        return 0
    rule = rule_named(options.rule) if options.rule in TITLES else None
    if rule is None:
        meant = closest_match(options.rule, (*TITLES, *NAMES))
        name = redact(options.rule)
        say_error(UNKNOWN_SIMILAR(name=name, meant=meant) if meant else UNKNOWN(name=name, topics=", ".join(NAMES)))
        return 2
    show_page(for_terminal(rule, wants_colour(options.color, sys.stdout, own_color), spoken.language, terminal_width()))
    return 0
