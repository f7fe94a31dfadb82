"""What prevents vtexlint from doing its work: each error names the file, the place, what was expected, what to do."""

import os

from vtexlint._startup.modules import load
from vtexlint._startup.typed import TYPE_CHECKING, Any, QuietError
from vtexlint.text.messages import Message, Template

if TYPE_CHECKING:
    from vtexlint.text.source import Position

AT_PLACE = Template("at.place", "{place}: {message}")
AT_POSITION = Template("at.position", "{path}:{line}:{column}: {message}")
RAISED_AT = Template("at.raised", "{error} at {file}:{line}")


class MessageError(QuietError):
    """An error with a message for the user, which is also its text."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


class TroubleError(MessageError):
    """What prevents vtexlint from doing its work: the user must see it, and the run ends with 2."""


class SavedError(MessageError):
    """An account snapshot that cannot be used: names the file, the place, what was expected."""


class ConfigError(MessageError):
    """A settings file that cannot be used: names the file, the place, the key, what was expected, the closest valid key."""

    def __init__(self, path: str, reason: Message, position: "Position | None" = None) -> None:
        self.path = path
        self.reason = reason
        self.position = position
        super().__init__(at(path, reason, position))

    def __reduce__(self) -> tuple[Any, ...]:
        """By default, an exception is unpickled from its text; this one must also be able to leave a worker process."""
        return ConfigError, (self.path, self.reason, self.position)


def at(path: str, message: Message, position: "Position | None" = None) -> Message:
    """`path:line:column: message`, or `path: message` without a position."""
    if position is None:
        return AT_PLACE(place=path, message=message)
    return AT_POSITION(path=path, line=position.line, column=position.column, message=message)


def shown(position: "Position | None") -> str:
    """`:line:column`, or nothing."""
    return f":{position.line}:{position.column}" if position else ""


def cause(error: OSError) -> str:
    """Why the system refused, in its words for the error's number. An error's own text may be another program's, and quote."""
    if not error.errno:
        return type(error).__name__
    template: Template | None = load("vtexlint.project.causes").of_number(error.errno)  # in the reader's language, where it is common
    return template() if template else os.strerror(error.errno)


def where(error: BaseException) -> str:
    """The kind of an error and where it was raised (`ValueError at lint.py:61`); not its message, which could quote a value."""
    frame = error.__traceback__
    if frame is None:
        return type(error).__name__
    while frame.tb_next is not None:
        frame = frame.tb_next
    file = frame.tb_frame.f_code.co_filename.replace("\\", "/").rpartition("/")[2]
    return RAISED_AT(error=type(error).__name__, file=file, line=str(frame.tb_lineno))
