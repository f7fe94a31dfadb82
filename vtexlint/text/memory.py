"""What pure functions made of a text's values, kept for the next version of the text: an editor's text changes by one value at a time.

Without a memory, which a command line run has no use for, every call is the function's own.
"""

from _thread import _local
from functools import wraps

from vtexlint._startup.typed import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType
    from typing import TypeVar

    T = TypeVar("T")


_CALLS = 64  # between two questions whether the work is still wanted


class _Thread(_local):
    memory: "Memory | None" = None


_thread = _Thread()


class GivenUp(BaseException):
    """The result is no longer needed. Not an Exception: it is not a fault of a file."""


class Memory:
    """Results by function and value. It is as secret as the values.

    It contains those of the last text that was worked on to its end, and after it of the last one that was not: however many texts
    are given up one after the other, no others.
    """

    __slots__ = ("_asked", "_before", "_begun", "_is_wanted", "_now")

    def __init__(self) -> None:
        self._before: dict[tuple[object, str], Any] = {}  # of the last complete text
        self._begun: dict[tuple[object, str], Any] = {}  # of a later text that was given up
        self._now: dict[tuple[object, str], Any] = {}  # of the text that is worked on
        self._is_wanted: Callable[[], bool] | None = None
        self._asked = 0

    def __repr__(self) -> str:
        return f"Memory({len(self._before) + len(self._begun) + len(self._now)} results)"

    def of_text(self, is_wanted: "Callable[[], bool] | None" = None) -> "Memory":
        """`with memory.of_text():` makes it the memory of this thread, for one text.

        A call in it raises GivenUp soon after `is_wanted` has become false.
        """
        self._is_wanted = is_wanted
        return self

    def __enter__(self) -> None:
        _thread.memory = self

    def __exit__(self, kind: "type[BaseException] | None", error: "BaseException | None", trace: "TracebackType | None") -> None:
        _thread.memory = self._is_wanted = None
        if error is None:
            self._before, self._begun = self._now, {}
        else:
            self._begun = self._now  # the next text has most of these, and of the last complete one
        self._now = {}

    def recall(self, function: "Callable[..., Any]", value: str, others: tuple[Any, ...]) -> Any:
        self._asked += 1
        if not self._asked % _CALLS:
            self.go_on()
        key = (function, value)
        found = self._now.get(key, self)  # a result may be None
        if found is self:
            found = self._begun.get(key, self)
            if found is self:
                found = self._before.get(key, self)
            if found is self:
                found = function(value, *others)
            self._now[key] = found
        return found

    def go_on(self) -> None:
        if self._is_wanted is not None and not self._is_wanted():
            raise GivenUp


def go_on() -> None:
    """Called between two steps of the work on a text. Raises GivenUp if the result is no longer needed."""
    memory = _thread.memory
    if memory is not None:
        memory.go_on()


def remembered(function: "Callable[..., T]") -> "Callable[..., T]":
    """A function of a text, whose other arguments follow from that text, as one that remembers where there is a memory."""

    @wraps(function)
    def recalled(value: str, *others: Any) -> "T":
        memory = _thread.memory
        if memory is None:
            return function(value, *others)
        found: T = memory.recall(function, value, others)
        return found

    return recalled
