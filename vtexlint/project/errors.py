"""What keeps vtexlint from doing its work: each error names the file, the place, what was expected, what to do."""

from vtexlint._startup.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from vtexlint.text.source import Position


class TroubleError(Exception):
    """What keeps vtexlint from doing its work: the user must hear of it, and the run ends with 2."""


class SavedError(Exception):
    """An account snapshot that cannot be used: names the file, the place, what was expected."""


class ConfigError(Exception):
    """A settings file that cannot be used: names the file, the place, the key, what was expected, the nearest right key."""

    def __init__(self, path: str, reason: str, position: "Position | None" = None) -> None:
        self.reason = reason
        self.position = position
        super().__init__(f"{path}{shown(position)}: {reason}")


def shown(position: "Position | None") -> str:
    """`:line:column`, or nothing."""
    return f":{position.line}:{position.column}" if position else ""


def where(error: BaseException) -> str:
    """The kind of an error and where it was raised (`ValueError at lint.py:61`); not its message, which could quote a value."""
    frame = error.__traceback__
    if frame is None:
        return type(error).__name__
    while frame.tb_next is not None:
        frame = frame.tb_next
    file = frame.tb_frame.f_code.co_filename.replace("\\", "/").rpartition("/")[2]
    return f"{type(error).__name__} at {file}:{frame.tb_lineno}"
