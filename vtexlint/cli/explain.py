"""`vtexlint explain RULE`: the rule's page, or a topic's."""

import sys

from vtexlint.cli.colour import wants_colour
from vtexlint.cli.console import print_error
from vtexlint.cli.parser import Parser
from vtexlint.pages.render import for_terminal, topic_for_terminal
from vtexlint.pages.topics import TOPICS
from vtexlint.rules.names import TITLES
from vtexlint.rules.registry import rule as rule_named
from vtexlint.text.suggestions import closest_match, redact


def main(arguments: list[str]) -> int:
    parser = Parser(prog="vtexlint explain", description="Why a rule exists, what it flags, what to do.")
    parser.add_argument("rule", metavar="RULE", help=f"a rule's name (`vtexlint rules` lists them), or a topic: {', '.join(TOPICS)}")
    parser.add_argument("--color", "--colour", choices=("auto", "always", "never"), default="auto")
    options = parser.parse_args(arguments)
    if options.rule in TOPICS:
        print(topic_for_terminal(options.rule, wants_colour(options.color, sys.stdout)), end="")
        return 0
    rule = rule_named(options.rule) if options.rule in TITLES else None
    if rule is None:
        meant = closest_match(options.rule, (*TITLES, *TOPICS))
        hint = f"did you mean `{meant}`?" if meant else f"`vtexlint rules` lists the rules; the topics are {', '.join(TOPICS)}"
        print_error(f"unknown rule or topic `{redact(options.rule)}`; {hint}")
        return 2
    print(for_terminal(rule, wants_colour(options.color, sys.stdout)), end="")
    return 0
