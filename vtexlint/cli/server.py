"""`vtexlint server`: the language server, on standard input and output."""

import argparse
import os
import sys

from vtexlint._startup.modules import load
from vtexlint.cli.console import localize, say, say_error, spoken
from vtexlint.cli.directory import current_project
from vtexlint.cli.options import LANGUAGE
from vtexlint.cli.parser import Parser, add
from vtexlint.reporters.plain import harmless
from vtexlint.text.messages import Template

DESCRIPTION = Template(
    "server.description", "The language server, for an editor to start. It uses standard input and output and opens no network connection."
)
EPILOG = Template("server.epilog", "docs/editors explains how to set up each editor.")
STDIO = Template("server.option-stdio", "accepted for compatibility; standard input and output are always used")
NOT_INSTALLED = Template("server.not-installed", "the language server needs pygls, which is not installed. To install it:")
ON_A_TERMINAL = Template(
    "server.on-a-terminal", "an editor should start this command; it is waiting for the language server protocol on standard input"
)


def parser() -> argparse.ArgumentParser:
    made = Parser(
        prog="vtexlint server",
        description=DESCRIPTION(),
        epilog=EPILOG(),
    )
    made.add_argument("--stdio", action="store_true", help=STDIO())
    add(made, LANGUAGE)
    made.add_version()
    return made


def main(arguments: list[str]) -> int:
    parser().parse_args(arguments)
    try:
        from vtexlint.lsp.handlers import serve  # noqa: PLC0415  it may be missing
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        say(f"vtexlint: {localize(NOT_INSTALLED())}\n  {harmless(load('vtexlint.project.missing_package').command('pygls'))}", sys.stderr)
        return 2
    if sys.stdin.isatty():
        say_error(ON_A_TERMINAL())
    # a stray print must not be written between the messages
    channel = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    sys.stdout = sys.stderr
    language = spoken.language if spoken.is_asked else None
    with channel:
        return 0 if serve(sys.stdin.buffer, channel, current_project().root, language, spoken.language) else 1
