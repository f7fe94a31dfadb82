"""The options and the help of `vtexlint server`."""

from vtexlint.cli.options import LANGUAGE
from vtexlint.cli.parser import Parser, add
from vtexlint.text.messages import Template

DESCRIPTION = Template(
    "server.description", "The language server, for an editor to start. It uses standard input and output and opens no network connection."
)
EPILOG = Template("server.epilog", "docs/editors explains how to set up each editor.")
STDIO = Template("server.option-stdio", "accepted for compatibility; standard input and output are always used")


def parser() -> Parser:
    made = Parser(
        prog="vtexlint server",
        description=DESCRIPTION(),
        epilog=EPILOG(),
    )
    made.add_argument("--stdio", action="store_true", help=STDIO())
    add(made, LANGUAGE)
    made.add_version()
    return made
