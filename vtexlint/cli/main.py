"""The command line: one module a subcommand, imported when it is called."""

import io
import os
import sys

from vtexlint._startup.modules import load
from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.cli.console import discard_output, localize, say, say_error, spoken
from vtexlint.project.errors import TroubleError, cause
from vtexlint.text.messages import Template

if TYPE_CHECKING:
    from collections.abc import Sequence
    from sys import UnraisableHookArgs

ENGLISH = frozenset(("", "en", "C", "C.UTF-8", "C.utf8", "POSIX"))
"""What a locale for English begins with; others are looked at in `languages/codes.py`."""

COMMANDS = {
    "check": "vtexlint.cli.check",
    "explain": "vtexlint.cli.explain",
    "rules": "vtexlint.cli.rules",
    "server": "vtexlint.cli.server",
    "history": "vtexlint.cli.history",
    "where": "vtexlint.cli.where",
    "rotate": "vtexlint.cli.rotate",
    "inventory": "vtexlint.cli.inventory",
    "audit": "vtexlint.cli.audit",
    "merge": "vtexlint.cli.merge",
    "account": "vtexlint.cli.account",
    "access": "vtexlint.cli.key_access",
    "init": "vtexlint.cli.init.command",
    "completion": "vtexlint.cli.completion",
}
"""Each subcommand and its module, whose `main(arguments)` returns the exit status; imported when the command is run."""


_NAMES_NO_FILES = frozenset({"explain", "rules", "server", "completion"})

OPTION_IS_FILE = Template(
    "main.option-is-file", "{word} would be read as an option, but is also the name of a file: write ./{word} for the file, or rename it"
)
GAVE_UP = Template("main.gave-up", "out of memory or too deeply nested: {error}")
COULD_NOT_GO_ON = Template("main.could-not-go-on", "stopped: {reason}")
COULD_NOT_GO_ON_AT = Template("main.could-not-go-on-at", "stopped: {reason}: {path}")
CRASH = Template("main.crash", "internal error ({error}); please report this; it contains none of your values:")
CRASH_LINE = Template("main.crash-line", "{file}:{line} in {function}")


def run(arguments: "Sequence[str]") -> int:
    """Run one command and return its exit status: 0, 1 for findings, 2 for a trouble.

    It never prints a traceback, which could contain a value.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        # what it cannot encode is written as an escape, as on stderr: a name or a page must not end a command
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        _choose_language(arguments)
        if None in (sys.stdin, sys.stdout, sys.stderr):
            load("vtexlint.cli.closed_streams").replace()
        status = _dispatch(list(arguments))
        sys.stdout.flush()
        return status
    except BrokenPipeError:
        # the reader of a pipe is gone: nothing more can be written there
        discard_output()
        return 2
    except KeyboardInterrupt:
        return 130
    except TroubleError as trouble:  # what any command may meet: a standard input that is closed
        say_error(trouble.message)
        return 2
    except (RecursionError, MemoryError) as error:
        say_error(GAVE_UP(error=type(error).__name__))
        return 2
    except OSError as error:
        # a full disk, a current directory that is gone: not a fault of the program, and nothing to report
        reason = cause(error)
        at_path = isinstance(error.filename, str)
        message = COULD_NOT_GO_ON_AT(reason=reason, path=error.filename) if at_path else COULD_NOT_GO_ON(reason=reason)
        say_error(message)
        discard_output()
        return 2
    except Exception as error:
        return _crash(error)


def _choose_language(arguments: "Sequence[str]") -> None:
    """`--lang`, else VTEXLINT_LANG, else the locale's. Settings come between the last two: see `cli/language.py`."""
    get = os.environ.get
    asked = get("VTEXLINT_LANG")
    locale = get("LC_ALL") or get("LC_MESSAGES") or get("LANG") or ""
    has_option = any(word.startswith("--lang") for word in arguments)
    if has_option or asked or get("LANGUAGE") or locale.partition("_")[0] not in ENGLISH or (not locale and sys.platform == "win32"):
        load("vtexlint.cli.language").choose(arguments)  # most runs need not import it
    else:
        spoken.choose("en", is_asked=False)


def _dispatch(arguments: list[str]) -> int:
    if arguments and arguments[0].startswith("--lang"):
        arguments = load("vtexlint.cli.language").after_command(arguments)
    command = arguments[0] if arguments else "--help"
    if command == "help" and arguments[1:]:
        return _dispatch([*arguments[1:], "--help"]) if arguments[1] in COMMANDS else _run("vtexlint.cli.unknown_command", arguments[1:])
    if command in ("-h", "--help", "help"):
        _settle_language()
        say(load("vtexlint.cli.main_help").screen())
        return 0
    if command in ("-V", "--version", "version"):
        say(f"vtexlint {load('vtexlint._about').__version__}")
        return 0
    module, given = (COMMANDS[command], arguments[1:]) if command in COMMANDS else ("vtexlint.cli.unknown_command", arguments)
    if command not in _NAMES_NO_FILES and (word := _option_and_file(given)):
        redact = load("vtexlint.text.suggestions").redact
        say_error(OPTION_IS_FILE(word=redact(word, 300)))
        return 2
    if command == "check":  # which has read the settings anyway
        status: int = load(module).main(given)
        return status
    return _run(module, given)


def _option_and_file(words: list[str]) -> str | None:
    """The first word that is an option, `-` or `--`, and the name of a file here as well.

    A hook writes the names of files behind the options: a file named `--exit-zero` would switch off the check of all others. Not if
    the words have a `--` that is not a file: names are after it.
    """
    if "--" in words and (words.count("--") > 1 or not os.path.lexists("--")):
        return None
    return next((word for word in words if word.startswith("-") and os.path.lexists(word)), None)


def _run(module: str, arguments: list[str]) -> int:
    _settle_language()
    status: int = load(module).main(arguments)
    return status


def _settle_language() -> None:
    """Take the language from the settings, unless the user asked for one."""
    if not spoken.is_asked:
        load("vtexlint.cli.language").settle()


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
        say(f"  {localize(line)}", sys.stderr)
    return 2
