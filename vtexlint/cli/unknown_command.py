"""The answer to a command that does not exist."""

import os
import sys

from vtexlint.cli.commands import COMMANDS
from vtexlint.reporters.plain import harmless
from vtexlint.text.suggestions import closest_match, redact

_ELSEWHERE = {"lint": "check", "scan": "check", "run": "check", "lsp": "server", "audit": "history"}  # what other programs call them


def main(arguments: list[str]) -> int:
    """Say what was meant; `arguments` begins with the command."""
    command = arguments[0]
    if meant := _ELSEWHERE.get(command) or closest_match(command, COMMANDS):
        hint = f"did you mean `{meant}`?"
    elif os.path.exists(command):
        hint = f"to lint it, say `vtexlint check {harmless(command)}`"
    else:
        hint = "`vtexlint --help` lists the commands"
    print(f"vtexlint: unknown command {redact(command)!r}; {hint}", file=sys.stderr)
    return 2
