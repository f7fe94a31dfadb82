"""`vtexlint server`: the language server, on standard input and output."""

import argparse
import os
import sys

from vtexlint._about import __version__
from vtexlint._startup.modules import load
from vtexlint.cli.console import say, say_error
from vtexlint.cli.directory import current_project
from vtexlint.cli.parser import Parser
from vtexlint.reporters.plain import harmless
from vtexlint.text.messages import Template

DESCRIPTION = Template("server.description", "A language server on standard input and output, for an editor to start. It opens no socket.")
EPILOG = Template("server.epilog", "docs/editors tells how each editor starts it.")
STDIO = Template("server.option-stdio", "what it does anyway; some clients say it")
NOT_INSTALLED = Template("server.not-installed", "the language server needs pygls, which is not installed; install it:")
ON_A_TERMINAL = Template(
    "server.on-a-terminal", "this is for an editor to start; it waits for the language server protocol on standard input"
)


def parser() -> argparse.ArgumentParser:
    made = Parser(
        prog="vtexlint server",
        description=DESCRIPTION(),
        epilog=EPILOG(),
    )
    made.add_argument("--stdio", action="store_true", help=STDIO())
    made.add_argument("--version", action="version", version=f"vtexlint {__version__}")
    return made


def main(arguments: list[str]) -> int:
    parser().parse_args(arguments)
    try:
        from vtexlint.lsp.handlers import serve  # noqa: PLC0415  it may be missing
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        say(f"vtexlint: {NOT_INSTALLED()}\n  {harmless(load('vtexlint.project.missing_package').command('pygls'))}", sys.stderr)
        return 2
    if sys.stdin.isatty():
        say_error(ON_A_TERMINAL())
    # a stray print must not be written between the messages
    channel = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    sys.stdout = sys.stderr
    return 0 if serve(sys.stdin.buffer, channel, current_project().root) else 1
