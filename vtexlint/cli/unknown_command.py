"""The error for a command that does not exist."""

import os

from vtexlint.cli.console import say_error
from vtexlint.cli.main import COMMANDS
from vtexlint.reporters.plain import harmless
from vtexlint.text.messages import Template
from vtexlint.text.suggestions import closest_match, redact

UNKNOWN = Template("command-line.unknown-command", "unknown command {command}; `vtexlint --help` lists the commands")
UNKNOWN_SIMILAR = Template("command-line.unknown-command-similar", "unknown command {command}; did you mean `{meant}`?")
UNKNOWN_PATH = Template("command-line.unknown-command-path", "unknown command {command}; to check this file, run `vtexlint check {path}`")

_ELSEWHERE = {"lint": "check", "scan": "check", "run": "check", "lsp": "server", "audit": "history"}  # what other programs call them


def main(arguments: list[str]) -> int:
    """Suggest what was meant; `arguments` begins with the command."""
    command = arguments[0]
    shown = repr(redact(command))
    if meant := _ELSEWHERE.get(command) or closest_match(command, COMMANDS):
        message = UNKNOWN_SIMILAR(command=shown, meant=meant)
    elif os.path.exists(command):
        message = UNKNOWN_PATH(command=shown, path=harmless(command))
    else:
        message = UNKNOWN(command=shown)
    say_error(message)
    return 2
