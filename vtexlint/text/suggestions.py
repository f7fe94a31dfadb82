"""Words that a user typed: what of them messages may repeat, for a token pasted in a wrong place must not come back, and what was meant."""

from __future__ import annotations

from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.text.patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Iterable

# no rule, setting, option or loader has so long a run; a piece of a token, a key of another vendor, a hash has
_RUN = lazy(r"[A-Z]{12,}|[A-Za-z0-9+/]{24,}")
MOST = 80  # characters
_ALIKE = 0.65  # of difflib's ratio: `zhs` is zsh (0.67), `pwsh` is not (0.57)
_TELLING = 3  # letters that a beginning must have


def redact(text: str, most: int = MOST) -> str:
    """The text without runs that could be a part of a secret, and no longer than anybody wants to read."""
    plain = _RUN.sub("…", text)
    return plain if len(plain) <= most else f"{plain[:most]}…"


def closest_match(word: str, choices: Iterable[str]) -> str | None:
    """The one of `choices` that `word` looks like or is the beginning of; None where none does, for a silly hint is worse than none."""
    import difflib  # noqa: PLC0415  only a typing error needs it

    plain: dict[str, str] = {}
    for choice in choices:
        plain.setdefault(_plain(choice), choice)
    word = _plain(word)
    if found := difflib.get_close_matches(word, plain, 1, _ALIKE):
        return plain[found[0]]
    begun = [choice for choice in plain if choice.startswith(word)] if len(word) >= _TELLING else []
    return plain[begun[0]] if len(begun) == 1 else None


def _plain(word: str) -> str:
    return word.lower().replace("_", "-")
