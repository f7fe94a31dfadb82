"""`vtexlint explain RULE`: the rule's page, or a topic's."""

import difflib
import sys

from vtexlint.cli.colour import wants_colour
from vtexlint.cli.parser import Parser
from vtexlint.pages import for_terminal, topic_for_terminal
from vtexlint.rules import BY_NAME
from vtexlint.selection import UnknownRuleError
from vtexlint.topics import TOPICS


def main(arguments: list[str]) -> int:
    parser = Parser(prog="vtexlint explain", description="Why a rule exists, what it flags, what to do.")
    parser.add_argument("rule", metavar="RULE", help=f"a rule's name (`vtexlint rules` lists them), or a topic: {', '.join(TOPICS)}")
    parser.add_argument("--color", "--colour", choices=("auto", "always", "never"), default="auto")
    options = parser.parse_args(arguments)
    if options.rule in TOPICS:
        print(topic_for_terminal(options.rule, wants_colour(options.color, sys.stdout)), end="")
        return 0
    rule = BY_NAME.get(options.rule)
    if rule is None:
        nearest = difflib.get_close_matches(options.rule, TOPICS, 1, 0.7)
        print(f"vtexlint: {UnknownRuleError(options.rule)}" if not nearest else f"vtexlint: did you mean `{nearest[0]}`?", file=sys.stderr)
        return 2
    print(for_terminal(rule, wants_colour(options.color, sys.stdout)), end="")
    return 0
