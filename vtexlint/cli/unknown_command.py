"""The error for a command that does not exist."""

import os
import shlex

from vtexlint.cli.console import say_error
from vtexlint.cli.main import COMMANDS
from vtexlint.cli.parser import command_with
from vtexlint.pages.guides import NAMES
from vtexlint.parsers.formats import format_of
from vtexlint.reporters.plain import harmless
from vtexlint.rules.names import TITLES
from vtexlint.text.messages import Template
from vtexlint.text.suggestions import closest_match, redact

UNKNOWN = Template("command-line.unknown-command", "unknown command {command}; `vtexlint --help` lists the commands")
UNKNOWN_SIMILAR = Template("command-line.unknown-command-similar", "unknown command {command}; did you mean `{meant}`?")
UNKNOWN_PATH = Template("command-line.unknown-command-path", "unknown command {command}; to check this path, run `vtexlint check {path}`")
UNKNOWN_PAGE = Template("command-line.unknown-command-page", "unknown command {command}; to read its page, run `vtexlint explain {name}`")
UNKNOWN_OPTION = Template(
    "command-line.unknown-command-option", "unknown command {command}; options come after the command: `vtexlint {meant} {option}`"
)

_ELSEWHERE = {
    "lint": "check", "scan": "check", "run": "check", "detect": "check", "verify": "check", "validate": "check", "test": "check",
    "dir": "check", "protect": "check --staged", "fix": "check --fix", "diff": "check --diff", "baseline": "check --write-baseline",
    "settings": "check --show-settings", "config": "check --show-settings", "lsp": "server", "audit": "history", "git": "history",
    "log": "history", "install": "init", "setup": "init", "list": "rules", "rule": "explain", "docs": "explain", "man": "explain",
}  # fmt: skip
"""What other programs call them."""


def main(arguments: list[str]) -> int:
    """Suggest what was meant; `arguments` begins with the command."""
    command = arguments[0]
    shown = repr(redact(command))
    if command.startswith("-") and command != "-":
        option = command.partition("=")[0]
        found = command_with(option)
        message = UNKNOWN_OPTION(command=shown, meant=found, option=option) if found else UNKNOWN(command=shown)
    elif command == "-" or (os.path.exists(command) and command not in _ELSEWHERE):
        message = UNKNOWN_PATH(command=shown, path=_word(command))
    elif command in TITLES or command in NAMES:
        message = UNKNOWN_PAGE(command=shown, name=command)
    elif meant := _ELSEWHERE.get(command) or closest_match(command, COMMANDS):
        message = UNKNOWN_SIMILAR(command=shown, meant=f"vtexlint {meant}")
    elif _is_like_path(command):
        message = UNKNOWN_PATH(command=shown, path=_word(command))
    else:
        message = UNKNOWN(command=shown)
    say_error(message)
    return 2


def _is_like_path(word: str) -> bool:
    """Whether a word was meant as a file, though there is none: the check says so."""
    return "/" in word or os.sep in word or "*" in word or format_of(word) is not None


def _word(path: str) -> str:
    """The path as a shell takes it."""
    return redact(harmless(path if os.name == "nt" else shlex.quote(path)), 300)
