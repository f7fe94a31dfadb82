"""A token that the user enters: at a prompt that does not show it, or on standard input; never as an argument."""

import getpass
import sys
import warnings

from vtexlint.cli.console import localize
from vtexlint.linter.places.select import NO_TOKEN, AskedError, entered_token
from vtexlint.text.messages import Template
from vtexlint.text.secret import Secret

NO_HIDDEN_PROMPT = Template(
    "where.no-hidden-prompt", "this terminal cannot hide what is entered: write the appToken to standard input instead, such as from a file"
)
_MOST = 4096  # bytes


def entered(prompt: Template) -> Secret:
    """An appToken that the user enters at a prompt that does not show it, or standard input. Raises AskedError."""
    if not sys.stdin.isatty():
        return entered_token(Secret(sys.stdin.buffer.read(_MOST).decode("utf-8-sig", "replace").strip()))
    with warnings.catch_warnings():
        warnings.simplefilter("error", getpass.GetPassWarning)
        try:
            return entered_token(Secret(getpass.getpass(f"{localize(prompt())} ")))
        except EOFError:  # Ctrl-D
            raise AskedError(NO_TOKEN()) from None
        except getpass.GetPassWarning:
            raise AskedError(NO_HIDDEN_PROMPT()) from None
