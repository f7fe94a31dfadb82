"""The argparse parser of `vtexlint check`, made from the table of options."""

import argparse
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NoReturn

from vtexlint._about import __version__
from vtexlint.cli.console import say
from vtexlint.cli.options import OPTIONS, Option
from vtexlint.reporters.plain import harmless
from vtexlint.text.messages import Message, Template
from vtexlint.text.suggestions import closest_match, redact

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

ERROR = Template("command-line.error", "vtexlint: {error} (see `{program} --help`)")
ERROR_SIMILAR = Template("command-line.error-similar", "vtexlint: {error}; did you mean {meant}? (see `{program} --help`)")
DESCRIPTION = Template(
    "check.description", "Find what is wrong with VTEX appKey and appToken pairs in .env, YAML, TOML and JSON files. Offline."
)
PATHS = Template("check.argument-paths", "files and directories (default: .); - reads standard input")
EXAMPLES = Template(
    "check.examples.screen",
    """\
examples:
  vtexlint check                                    everything below this directory
  vtexlint check .env compose.yaml                  these files alone
  vtexlint check --format json . > report.json      for a machine
  vtexlint check --output sarif=vtexlint.sarif      a report in a file too
  vtexlint check --write-baseline                   take what there is as known
  vtexlint check --stdin-filename .env - < .env     for an editor

exit status: 0 nothing at or above --fail-on, 1 findings, 2 vtexlint could not do its work""",
)


class Parser(argparse.ArgumentParser):
    """An argument parser that accepts no abbreviated option, and suggests the closest valid one. An epilog keeps its lines."""

    def __init__(self, prog: str, description: str | None = None, epilog: str | None = None, **others: Any) -> None:
        super().__init__(prog, description=description, epilog=epilog, formatter_class=_layout, allow_abbrev=False, **others)

    def error(self, message: str) -> NoReturn:
        meant = None
        if unknown := message.partition("unrecognized arguments: ")[2].split():
            meant = closest_match(unknown[0].partition("=")[0], self._options())
        elif "invalid choice: '" in message:
            word = message.partition("invalid choice: '")[2].partition("'")[0]
            meant = closest_match(word, [str(choice) for action in self._actions for choice in action.choices or ()])
        # unless it is a message of ours it may repeat what was typed, which may be a pasted secret
        shown = harmless(message if isinstance(message, Message) else redact(message, 500))
        line = ERROR_SIMILAR(error=shown, meant=meant, program=self.prog) if meant else ERROR(error=shown, program=self.prog)
        self.exit(2, f"{line}\n")

    def _print_message(self, message: str, file: "SupportsWrite[str] | None" = None) -> None:
        """All that argparse prints passes here: help, version, errors."""
        is_output = file is sys.stdout
        if message:
            say(message, sys.stdout if is_output else sys.stderr, end="")

    def _options(self) -> Iterator[str]:
        """The options' names; argparse has the outer parser report what a subcommand does not know."""
        for action in self._actions:
            yield from action.option_strings
            for inner in action.choices.values() if isinstance(action.choices, dict) else ():
                yield from inner._options()


def _layout(prog: str) -> argparse.HelpFormatter:
    return argparse.RawDescriptionHelpFormatter(prog, max_help_position=32, width=100)


def parser() -> argparse.ArgumentParser:
    made = Parser(
        prog="vtexlint check",
        usage="vtexlint check [options] [PATH ...]",
        description=DESCRIPTION(),
        epilog=EXAMPLES(),
    )
    made.add_argument("paths", nargs="*", metavar="PATH", help=PATHS())
    for option in OPTIONS:
        add(made, option)
    made.add_argument("--version", action="version", version=f"vtexlint {__version__}")
    return made


def add(made: argparse.ArgumentParser, option: Option) -> None:
    """Give a parser an option of a table."""
    if option.metavar is None:
        made.add_argument(*option.names, dest=option.key, action="store_true", help=option.description)
        return
    made.add_argument(
        *option.names,
        dest=option.key,
        action=_Extend if option.repeats else "store",
        type=option.convert or str,
        choices=option.choices,
        default=option.default,
        metavar=option.metavar,
        help=option.description,
    )


class _Extend(argparse.Action):
    """Collects the values of a repeated option."""

    def __call__(self, parser: object, namespace: argparse.Namespace, values: object, option_string: str | None = None) -> None:
        setattr(namespace, self.dest, getattr(namespace, self.dest) + values)
