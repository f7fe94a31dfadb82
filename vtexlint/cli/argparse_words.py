"""The words of argparse's own that a user can meet, so that they can be translated."""

import argparse

from vtexlint.cli.console import localize
from vtexlint.text.messages import Template

USAGE = Template("argparse.usage", "usage:")
EXPECTED_ONE = Template("argparse.expected-one", "expected one argument")
WORDS = (
    Template("argparse.positionals", "positional arguments"),
    Template("argparse.options", "options"),
    Template("argparse.help", "show this help message and exit"),
    Template("argparse.argument", "argument %(argument_name)s: %(message)s"),
    Template("argparse.required", "the following arguments are required: %s"),
    Template("argparse.one-required", "one of the arguments %s is required"),
    EXPECTED_ONE,
    Template("argparse.expected-at-most-one", "expected at most one argument"),
    Template("argparse.expected-at-least-one", "expected at least one argument"),
    Template("argparse.not-allowed-with", "not allowed with argument %s"),
    Template("argparse.ignored-value", "ignored explicit argument %r"),
)
"""Their texts are argparse's; `%` stands for what argparse puts in."""

UNRECOGNIZED = Template("argparse.unrecognized", "unrecognized arguments: {words}")
INVALID_CHOICE = Template("argparse.invalid-choice", "invalid choice: {word} (choose from {choices})")
INVALID_VALUE = Template("argparse.invalid-value", "invalid value: {word} ({expected} is expected)")
VERSION = Template("argparse.version", "show the version and exit")

_BY_TEXT = {template.text: template for template in WORDS}


def _translated(text: str) -> str:
    if text == "usage: ":
        return f"{localize(USAGE())} "
    template = _BY_TEXT.get(text)
    return localize(template()) if template else text


def install() -> None:
    """Have argparse look its words up here: it takes them from the name that gettext's function has in it."""
    vars(argparse)["_"] = _translated
