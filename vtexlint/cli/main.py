"""The command line: one module a subcommand, imported when it is called."""

from __future__ import annotations

import io
import os
import sys

from vtexlint._about import __version__
from vtexlint._startup.modules import load
from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.cli.commands import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Sequence

EXIT_CLEAN, EXIT_FINDINGS, EXIT_TROUBLE = 0, 1, 2


HELP = """\
vtexlint finds what is wrong with VTEX appKey and appToken pairs in config files, offline.

usage: vtexlint COMMAND [options]

commands:
  check [PATH ...]   lint .env, YAML, TOML and JSON files (default: the current directory)
  explain RULE       why a rule exists, what it flags, what to do; `explain authentication`: what causes a 401
  rules              list all rules
  history [PATH]     find tokens in the whole git history
  init               set vtexlint up here: settings, a git hook, a .gitignore line
  completion SHELL   print a completion script for bash, zsh or fish
  account show FILE  what a saved account snapshot says
  server             the language server, for editors

examples:
  vtexlint check                         everything below this directory
  vtexlint check .env compose.yaml       these files alone
  vtexlint check --format json > out.json
  vtexlint explain committed-secret

`vtexlint COMMAND --help` tells each command's options. Exit status: 0 clean, 1 findings, 2 could not do its work.
"""


def run(arguments: Sequence[str]) -> int:
    """Run one command; answers its exit status and never lets a traceback out, for one could hold a value."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # what it cannot hold comes as an escape, as on stderr: a name or a page must not end a command
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        status = _dispatch(list(arguments))
        sys.stdout.flush()
        return status
    except BrokenPipeError:
        # the reader of a pipe went away: nothing more can be told there
        _close_stdout()
        return EXIT_TROUBLE
    except KeyboardInterrupt:
        return 130
    except (RecursionError, MemoryError) as error:
        print(f"vtexlint: gave up: {type(error).__name__}", file=sys.stderr)
        return EXIT_TROUBLE
    except OSError as error:
        # a full disk behind standard output, a current directory that is gone: no fault of the program's, and nothing to report
        where = f": {error.filename}" if isinstance(error.filename, str) else ""
        print(f"vtexlint: could not go on: {error.strerror or type(error).__name__}{where}", file=sys.stderr)
        _close_stdout()
        return EXIT_TROUBLE
    except Exception as error:
        return _crash(error)


def _close_stdout() -> None:
    """What is still buffered goes nowhere: flushing it at the end would fail again."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):  # no real stream stands behind it
        return


def _dispatch(arguments: list[str]) -> int:
    command = arguments[0] if arguments else "--help"
    if command in ("-h", "--help", "help"):
        print(HELP, end="")
        return EXIT_CLEAN
    if command in ("-V", "--version"):
        print(f"vtexlint {__version__}")
        return EXIT_CLEAN
    module, given = (COMMANDS[command], arguments[1:]) if command in COMMANDS else ("vtexlint.cli.unknown_command", arguments)
    status: int = load(module).main(given)
    return status


def _crash(error: Exception) -> int:
    """Where it happened and what kind of error, but not its message: that could quote a value."""
    import traceback  # noqa: PLC0415  only a crash needs it

    frames = traceback.extract_tb(error.__traceback__)
    print(f"vtexlint: internal error ({type(error).__name__}); please report this, it holds no value of yours:", file=sys.stderr)
    for frame in frames[-8:]:
        print(f"  {os.path.basename(frame.filename)}:{frame.lineno} in {frame.name}", file=sys.stderr)
    return EXIT_TROUBLE
