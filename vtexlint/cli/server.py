"""`vtexlint server`: the language server, on standard input and output."""

import os
import sys

from vtexlint._startup.modules import load
from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.cli.console import localize, say, say_error, spoken
from vtexlint.cli.directory import current_project
from vtexlint.reporters.plain import harmless
from vtexlint.text.messages import Template

if TYPE_CHECKING:
    from vtexlint.cli.parser import Parser

NOT_INSTALLED = Template("server.not-installed", "the language server needs pygls, which is not installed. To install it:")
ON_A_TERMINAL = Template(
    "server.on-a-terminal", "an editor should start this command; it is waiting for the language server protocol on standard input"
)


def parser() -> "Parser":
    made: Parser = load("vtexlint.cli.server_parser").parser()
    return made


def main(arguments: list[str]) -> int:
    if arguments not in ([], ["--stdio"]):  # as editors call it: argparse would take as long as a check
        parser().parse_args(arguments)
    try:
        load("vtexlint._startup.language_server").prepare()
        from vtexlint.lsp.handlers import serve  # noqa: PLC0415  it may be missing
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("pygls", "lsprotocol", "attrs"):
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
