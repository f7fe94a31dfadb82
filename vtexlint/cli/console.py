"""The two exits for text. Nothing else in the package prints.

What vtexlint says leaves through `say`, whatever it quotes: it cannot act on a terminal or on a CI service, and no part of a secret is in
it. A user's own text (a fixed file on standard output) leaves through `return_text`, which changes no byte.

A message leaves in the language of the process, `spoken`. A text that is made of messages must be made of `localize(message)`.
"""

import os
import sys

from vtexlint._startup.modules import load
from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.reporters.plain import harmless, without_tokens
from vtexlint.reporters.table import is_for_people
from vtexlint.text.messages import Message, Template, render

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TextIO

    from vtexlint.text.messages import Translate

NOTE = Template("console.note", "note: {note}")

_ESCAPE = "\x1b["
_ARROW = "::: "
_AZURE = "##vso[task.logissue "


class Spoken:
    """The language of what is printed. `is_asked`: the user named it; else it is that of the locale.

    `translate` is None for English.
    """

    __slots__ = ("is_asked", "language", "translate")

    def __init__(self) -> None:
        self.language = "en"
        self.is_asked = False
        self.translate: Translate | None = None

    def choose(self, language: str, *, is_asked: bool) -> None:
        """`language`: one of `settings.LANGUAGES`, or `pseudo`."""
        self.language, self.is_asked = language, is_asked
        self.translate = None if language == "en" else load("vtexlint.languages.catalogue").translation(language)


spoken = Spoken()


def localize(message: str) -> str:
    """A message in the language of the process; any other text as it is."""
    return message if spoken.translate is None else render(message, spoken.translate)


def language_of(format: str) -> str:
    """The language of a report: for people that of the process, for programs English unless the user asked for another one."""
    return spoken.language if spoken.is_asked or is_for_people(format) else "en"


def say(text: str, stream: "TextIO | None" = None, *, end: str = "\n", commands: bool = False) -> None:
    """Print what vtexlint says, by default on standard output. Characters that the stream's encoding lacks are written as escapes.

    `commands`: lines may be commands to a CI service, which a report for that service consists of.
    """
    stream = stream or sys.stdout
    shown = safe(f"{localize(text)}{end}", commands=commands)
    buffer = getattr(stream, "buffer", None)
    if buffer is None:
        stream.write(shown)
    else:
        stream.flush()
        buffer.write(shown.encode(stream.encoding or "utf-8", "backslashreplace"))
    stream.flush()


def safe(text: str, *, commands: bool = False) -> str:
    """The text as `say` prints it: for a report that is written into a file."""
    return "\n".join(_safe(line, commands) for line in text.split("\n"))


def say_error(message: str) -> None:
    """Print an error, or a note about the run, on standard error."""
    say(f"vtexlint: {harmless(localize(message))}", sys.stderr)


def say_note(note: Message) -> None:
    """Print a note about the run on standard error."""
    say_error(NOTE(note=note))


def show_progress(text: str, stream: "TextIO") -> None:
    """Put a text in place of the current line of a terminal; an empty one clears the line."""
    stream.write(f"\r\x1b[K{_safe(text, commands=False)}")
    stream.flush()


def return_text(data: bytes) -> None:
    """Give a user's own text back on standard output, byte for byte."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.flush()


def discard_output() -> None:
    """Discard what is still buffered for standard output: flushing it at the end would fail again."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):  # it is not a real stream
        return


def wants_colour(choice: str | None, stream: "TextIO", own: "Callable[[], str | None]") -> bool:
    """Whether to write colours. `choice` is auto, always or never; None: as NO_COLOR and FORCE_COLOR say, else as `own`, which is asked
    for the user's own setting only then. auto: as NO_COLOR, FORCE_COLOR and TERM say, else on a terminal.
    """
    if choice in (None, "auto"):
        if os.environ.get("NO_COLOR"):
            return False
        if os.environ.get("FORCE_COLOR"):
            return True
    choice = choice or own()
    if choice in ("always", "never"):
        return choice == "always"
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def _safe(line: str, commands: bool) -> str:
    """The line without anything that acts (control characters but tabs and our own colours, orders to a CI service) and without tokens."""
    command = _AZURE if commands and line.startswith(_AZURE) else ""
    line = line[len(command) :]
    if not line.isprintable() or "##" in line:
        line = "\t".join(map(_without_controls, line.split("\t")))
    start = line.lstrip()
    # GitHub's runner takes `::name ...::...` for a command; `::: `, the arrow of the text report, is none
    if start.startswith("::") and not start.startswith(_ARROW) and not commands:
        line = f"{line[: len(line) - len(start)]}\\x3a{start[1:]}"
    return command + without_tokens(line)


def _without_controls(text: str) -> str:
    head, *rest = text.split(_ESCAPE)
    out = [harmless(head)]
    for part in rest:
        code, mark, after = part.partition("m")
        is_colour = bool(mark) and all(character in "0123456789;" for character in code)
        out.append(f"{_ESCAPE}{code}m{harmless(after)}" if is_colour else harmless(_ESCAPE + part))
    return "".join(out)
