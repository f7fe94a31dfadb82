"""What takes the place of a standard stream that is closed (`<&-`, `>&-`): Python has None there, which every use would crash on."""

import os
import sys

from vtexlint.project.errors import TroubleError
from vtexlint.text.messages import Template

INPUT_CLOSED = Template("main.input-closed", "standard input is closed: nothing can be read from it")
OUTPUT_CLOSED = Template("main.output-closed", "standard output is closed: the output cannot be written")


class ClosedInput:
    """A standard input that cannot be read. Whatever reads it raises TroubleError; only `isatty` has an answer."""

    def isatty(self) -> bool:
        return False

    def __getattr__(self, name: str) -> object:
        raise TroubleError(INPUT_CLOSED())


def replace() -> None:
    """Replace the closed streams of this process. Raises TroubleError if it is standard output: no command can do without."""
    if sys.stdin is None:
        os.open(os.devnull, os.O_RDONLY)  # else the next file that is opened would be the standard input of the programs that we start
        sys.stdin = ClosedInput()
    if sys.stdout is None:
        os.open(os.devnull, os.O_WRONLY)
    if sys.stderr is None:  # nothing can be reported; the exit status remains
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115  for as long as the process lives
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
        raise TroubleError(OUTPUT_CLOSED())
