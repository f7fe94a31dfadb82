"""The argparse parser of `vtexlint check`, made from the table of options."""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence

from vtexlint._about import __version__
from vtexlint._startup.modules import load
from vtexlint._startup.typed import TYPE_CHECKING, Any
from vtexlint.cli import argparse_words
from vtexlint.cli.argparse_words import EXPECTED_ONE, INVALID_CHOICE, INVALID_VALUE, UNRECOGNIZED, VERSION
from vtexlint.cli.console import localize, say
from vtexlint.cli.options import FILE_VALUES, OPTIONS, Option, split_double_dash
from vtexlint.cli.terminal import terminal_width
from vtexlint.reporters.plain import harmless
from vtexlint.text.layout import wrapped
from vtexlint.text.messages import Message, Template
from vtexlint.text.suggestions import closest_match, redact

if TYPE_CHECKING:
    from typing import NoReturn

    from _typeshed import SupportsWrite

ERROR = Template("command-line.error", "vtexlint: {error} (see `{program} --help`)")
ERROR_SIMILAR = Template("command-line.error-similar", "vtexlint: {error}; did you mean {meant}? (see `{program} --help`)")
EMPTY = Template("command-line.empty", "{argument} is empty: if it is from a variable, the variable has no value")
EMPTY_PATH = Template("command-line.empty-path", "{empty}; `.` is the current directory")
OF_ANOTHER = Template("command-line.of-another", "{option} is an option of `{command}`")
DESCRIPTION = Template("check.description", "Find faults in VTEX appKey and appToken pairs in config files and source code. Offline.")
USAGE = Template("check.usage", "vtexlint check [options] [PATH ...]")
PATHS = Template("check.argument-paths", "files and directories (default: .); - reads standard input")
EXAMPLES = Template(
    "check.examples.screen",
    """\
examples:
  vtexlint check                                    all files in this directory and below
  vtexlint check .env compose.yaml                  only these files
  vtexlint check --format json . > report.json      a report for a program
  vtexlint check --output sarif=vtexlint.sarif      also write a report to a file
  vtexlint check --write-baseline                   record the findings; only new ones are reported
  vtexlint check --stdin-filename .env - < .env     standard input, for an editor

exit status: 0 no finding at or above --fail-on, 1 findings, 2 vtexlint could not do its work""",
)

_AFTER_DASHES = "\0"  # marks the words after `--`: no word from a command line contains it
_PATH_ARGUMENTS = frozenset({"PATH", "DIRECTORY", "REPOSITORY"})
# what other linters and scanners call an option of vtexlint
_OTHER_NAMES = {
    "--output-format": "--format",
    "--report-format": "--format",
    "--output-file": "--output",
    "--report-path": "--output",
    "--extend-exclude": "--exclude",
    "--stdin-display-name": "--stdin-filename",
    "--min-severity": "--fail-on",
    "--fail-level": "--fail-on",
    "--baseline-path": "--baseline",
}


class Parser(argparse.ArgumentParser):
    """An argument parser that accepts no abbreviated option, and suggests the closest valid one. An epilog keeps its lines.

    Descriptions, epilogs and helps that are messages are in the language of the process.
    """

    def __init__(self, prog: str, description: str = "", epilog: str = "", **others: Any) -> None:
        argparse_words.install()
        description = localize(description)
        if "\n" not in description:
            description = "\n".join(wrapped(description, terminal_width()))
        super().__init__(prog, description=description, epilog=localize(epilog), formatter_class=_layout, allow_abbrev=False, **others)
        self._meant: str | None = None  # instead of the word that an error is about

    def add_argument(self, *names: Any, help: str = "", **others: Any) -> argparse.Action:  # type: ignore[override]
        if others.get("nargs") == "*":
            others.setdefault("default", [])  # argparse takes one without a default for required
        return super().add_argument(*names, help=localize(help), **others)

    def add_version(self) -> None:
        """`--version`."""
        self.add_argument("--version", action="version", version=f"vtexlint {__version__}", help=VERSION())

    def parse_args(self, args: Sequence[str] | None = None, namespace: Any = None) -> Any:  # type: ignore[override]
        return self._known(*self.parse_known_args(args, namespace))

    def parse_intermixed_args(self, args: Sequence[str] | None = None, namespace: Any = None) -> Any:  # type: ignore[override]
        usage = self.usage
        if usage is None and sys.version_info < (3, 13):  # argparse cuts seven letters off, which "usage: " has in English alone
            self.usage = self.format_usage().removeprefix(f"{localize(argparse_words.USAGE())} ")
        # argparse takes a word that begins with a dash for an option here, also after `--`
        words, others = split_double_dash(sys.argv[1:] if args is None else args)
        marked = [*words, *(f"{_AFTER_DASHES}{word}" for word in others)]
        found = self.parse_known_intermixed_args(marked, namespace)
        self.usage = usage
        return self._known(*found)

    def _known(self, found: Any, unknown: list[str]) -> Any:
        if unknown:
            unknown = [word.removeprefix(_AFTER_DASHES) for word in unknown]
            option = unknown[0].partition("=")[0]
            if other := command_with(option):
                self.error(OF_ANOTHER(option=option, command=f"vtexlint {other}"))
            options = [*self._options()]
            other = _OTHER_NAMES.get(option)
            self._meant = other if other in options else closest_match(option, options)
            self.error(localize(UNRECOGNIZED(words=" ".join(unknown))))
        return found

    def _refuse_empty(self, words: Sequence[str], argument: str) -> None:
        """End the program if one of some words is empty, which would otherwise mean the current directory."""
        if "" in words:
            empty = EMPTY(argument=argument)
            self.error(EMPTY_PATH(empty=empty) if argument in _PATH_ARGUMENTS else empty)

    def _get_values(self, action: argparse.Action, arg_strings: list[str]) -> Any:
        if action.option_strings and any(word.startswith(_AFTER_DASHES) for word in arg_strings):
            raise argparse.ArgumentError(action, localize(EXPECTED_ONE()))
        if not action.option_strings or action.metavar in FILE_VALUES:
            arg_strings = [word.removeprefix(_AFTER_DASHES) for word in arg_strings]
            own = arg_strings[:1] if action.nargs == argparse.PARSER else arg_strings  # the others are of the subcommand
            self._refuse_empty(own, "/".join(action.option_strings) or str(action.metavar or action.dest))
        return super()._get_values(action, arg_strings)  # argparse offers no other place

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        """As argparse's; its text differs between the versions of Python."""
        if action.choices is not None and value not in action.choices:
            choices = [str(choice) for choice in action.choices]
            self._meant = closest_match(str(value), choices)
            raise argparse.ArgumentError(action, localize(INVALID_CHOICE(word=repr(value), choices=", ".join(choices))))

    def error(self, message: str) -> "NoReturn":
        # unless it is a message of ours it may repeat what was typed, which may be a pasted secret
        shown = harmless(localize(message) if isinstance(message, Message) else redact(message, 500))
        meant = self._meant
        line = ERROR_SIMILAR(error=shown, meant=meant, program=self.prog) if meant else ERROR(error=shown, program=self.prog)
        self.exit(2, f"{localize(line)}\n")

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


class _Layout(argparse.RawDescriptionHelpFormatter):
    def _split_lines(self, text: str, width: int) -> list[str]:
        return list(wrapped(" ".join(text.split()), width))  # argparse would break a name such as `gitlab-secrets` at its hyphen


def _layout(prog: str) -> argparse.HelpFormatter:
    width = terminal_width()
    return _Layout(prog, max_help_position=min(32, width // 3), width=width)


def command_with(option: str) -> str | None:
    """The subcommand that has an option, `check` before others; None for a word that none of them has."""
    names = load("vtexlint.cli.main").COMMANDS
    for name in names if option.startswith("-") else ():
        made: Parser = parser() if name == "check" else load(names[name]).parser()
        if option in made._options():
            return str(name)
    return None


def parser() -> Parser:
    made = Parser(
        prog="vtexlint check",
        usage=localize(USAGE()),
        description=DESCRIPTION(),
        epilog=EXAMPLES(),
    )
    made.add_argument("paths", nargs="*", metavar="PATH", help=PATHS())
    for option in OPTIONS:
        add(made, option)
    made.add_version()
    return made


def add(made: Parser, option: Option) -> None:
    """Give a parser an option of a table."""
    if option.metavar is None:
        made.add_argument(*option.names, dest=option.key, action="store_true", help=option.description)
        return
    made.add_argument(
        *option.names,
        dest=option.key,
        action=_Extend if option.repeats else "store",
        type=_converter(option),
        choices=option.choices,
        default=option.default,
        metavar=option.metavar,
        help=option.description,
    )


def _converter(option: Option) -> Callable[[str], Any]:
    """What reads a value; its error says what is expected."""
    convert, expected = option.convert, option.expected
    if convert is None or expected is None:
        return convert or str

    def converted(text: str) -> Any:
        try:
            return convert(text)
        except ValueError:
            raise argparse.ArgumentTypeError(localize(INVALID_VALUE(word=repr(text), expected=expected()))) from None

    return converted


class _Extend(argparse.Action):
    """Collects the values of a repeated option."""

    def __call__(self, parser: object, namespace: argparse.Namespace, values: object, option_string: str | None = None) -> None:
        setattr(namespace, self.dest, getattr(namespace, self.dest) + values)
