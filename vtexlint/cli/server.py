"""`vtexlint server`: the language server, on standard input and output."""

import os
import sys

from vtexlint._about import __version__
from vtexlint.cli.directory import current_project
from vtexlint.cli.parser import Parser
from vtexlint.reporters.plain import harmless


def main(arguments: list[str]) -> int:
    parser = Parser(
        prog="vtexlint server",
        description="A language server on standard input and output, for an editor to start. It opens no socket.",
        epilog="docs/editors tells how each editor starts it.",
    )
    parser.add_argument("--stdio", action="store_true", help="what it does anyway; some clients say it")
    parser.add_argument("--version", action="version", version=f"vtexlint {__version__}")
    parser.parse_args(arguments)
    try:
        from vtexlint.lsp.handlers import serve  # noqa: PLC0415  the extra may not be there
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        from vtexlint.project.extras import command  # noqa: PLC0415  only where it is missing

        print(
            f"vtexlint: the language server needs pygls, which is not installed; install it:\n  {harmless(command('lsp'))}", file=sys.stderr
        )
        return 2
    if sys.stdin.isatty():
        print("vtexlint: this is for an editor to start; it waits for the language server protocol on standard input", file=sys.stderr)
    # a stray print must not come between the messages
    channel = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    sys.stdout = sys.stderr
    return 0 if serve(sys.stdin.buffer, channel, current_project().root) else 1
