"""The command line: one module a subcommand, imported when it is called."""

import io
import os
import sys

from vtexlint._startup.modules import load
from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.cli.console import say, say_error
from vtexlint.project.errors import cause
from vtexlint.text.messages import Template

if TYPE_CHECKING:
    from collections.abc import Sequence
    from sys import UnraisableHookArgs

EXIT_CLEAN, EXIT_FINDINGS, EXIT_TROUBLE = 0, 1, 2

COMMANDS = {
    "check": "vtexlint.cli.check",
    "explain": "vtexlint.cli.explain",
    "rules": "vtexlint.cli.rules",
    "server": "vtexlint.cli.server",
    "history": "vtexlint.cli.history",
    "account": "vtexlint.cli.account",
    "init": "vtexlint.cli.init.command",
    "completion": "vtexlint.cli.completion",
}
"""Each subcommand and its module, whose `main(arguments)` returns the exit status; imported when the command is run."""


HELP = Template(
    "main.help.screen",
    """\
vtexlint finds what is wrong with VTEX appKey and appToken pairs in config files, offline.

usage: vtexlint COMMAND [options]

commands:
  check [PATH ...]   lint .env, YAML, TOML and JSON files (default: the current directory)
  explain RULE       why a rule exists, what it flags, what to do; `explain authentication`: what causes a 401
  rules              list all rules
  history [PATH]     find tokens in the whole git history
  init               set vtexlint up here: settings, a git hook, a .gitignore line
  completion SHELL   print a completion script for bash, zsh, fish or PowerShell
  account show FILE  what a saved account snapshot says
  server             the language server, for editors

examples:
  vtexlint check                         everything below this directory
  vtexlint check .env compose.yaml       these files alone
  vtexlint check --format json > out.json
  vtexlint explain committed-secret

`vtexlint COMMAND --help` tells each command's options. Exit status: 0 clean, 1 findings, 2 could not do its work.""",
)
GAVE_UP = Template("main.gave-up", "gave up: {error}")
COULD_NOT_GO_ON = Template("main.could-not-go-on", "could not go on: {reason}")
COULD_NOT_GO_ON_AT = Template("main.could-not-go-on-at", "could not go on: {reason}: {path}")
CRASH = Template("main.crash", "internal error ({error}); please report this, it holds no value of yours:")
CRASH_LINE = Template("main.crash-line", "{file}:{line} in {function}")


def run(arguments: "Sequence[str]") -> int:
    """Run one command and return its exit status. It never prints a traceback, which could contain a value."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # what it cannot encode is written as an escape, as on stderr: a name or a page must not end a command
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        status = _dispatch(list(arguments))
        sys.stdout.flush()
        return status
    except BrokenPipeError:
        # the reader of a pipe is gone: nothing more can be written there
        _close_stdout()
        return EXIT_TROUBLE
    except KeyboardInterrupt:
        return 130
    except (RecursionError, MemoryError) as error:
        say_error(GAVE_UP(error=type(error).__name__))
        return EXIT_TROUBLE
    except OSError as error:
        # a full disk, a current directory that is gone: not a fault of the program, and nothing to report
        reason = cause(error)
        at_path = isinstance(error.filename, str)
        message = COULD_NOT_GO_ON_AT(reason=reason, path=error.filename) if at_path else COULD_NOT_GO_ON(reason=reason)
        say_error(message)
        _close_stdout()
        return EXIT_TROUBLE
    except Exception as error:
        return _crash(error)


def _close_stdout() -> None:
    """Discard what is still buffered: flushing it at the end would fail again."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):  # it is not a real stream
        return


def _dispatch(arguments: list[str]) -> int:
    command = arguments[0] if arguments else "--help"
    if command in ("-h", "--help", "help"):
        say(HELP())
        return EXIT_CLEAN
    if command in ("-V", "--version"):
        say(f"vtexlint {load('vtexlint._about').__version__}")
        return EXIT_CLEAN
    module, given = (COMMANDS[command], arguments[1:]) if command in COMMANDS else ("vtexlint.cli.unknown_command", arguments)
    status: int = load(module).main(given)
    return status


def report_unraisable(found: "UnraisableHookArgs") -> None:
    """In place of Python's own report of an error that nothing can catch, which has the error's text."""
    if isinstance(found.exc_value, Exception):
        _crash(found.exc_value)


def _crash(error: Exception) -> int:
    """Report where it happened and what kind of error, but not its message, which could quote a value."""
    say_error(CRASH(error=type(error).__name__))
    places, frame = [], error.__traceback__
    while frame is not None:
        places.append((frame.tb_frame.f_code, frame.tb_lineno))
        frame = frame.tb_next
    for code, number in places[-8:]:
        line = CRASH_LINE(file=os.path.basename(code.co_filename), line=str(number), function=code.co_name)
        say(f"  {line}", sys.stderr)
    return EXIT_TROUBLE
