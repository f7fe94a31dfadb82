"""A value that cannot be printed.

The lowest layer: findings carry fixes, and the text of a fix is as secret as the value that it fixes.
"""

from vtexlint._startup.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import NoReturn


class Secret:
    """A text that shows only its length when it is printed, formatted or logged, and that cannot be pickled.

    `reveal()` gives the text back; only code that judges or writes values calls it, never code that reports.
    """

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        return self._text

    def __len__(self) -> int:
        return len(self._text)

    def __repr__(self) -> str:
        return f"<secret, {len(self._text)} characters>"

    __str__ = __repr__

    def __format__(self, spec: str) -> str:
        return format(repr(self), spec)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and self._text == other._text

    def __hash__(self) -> int:
        return hash(self._text)

    def __reduce__(self) -> "NoReturn":
        raise TypeError("a secret is not pickled: only findings and digests leave the process")
