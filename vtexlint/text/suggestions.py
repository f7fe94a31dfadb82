"""Words that a user typed: remove what may be a pasted secret before a message repeats them, and find what was meant."""

from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.text.patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Iterable

# longer than in any rule, setting, option or loader; a part of a token, a key of another vendor or a hash has such a run
_RUN = lazy(r"[A-Z]{12,}|[A-Za-z0-9+/]{24,}")
MOST = 80  # characters
_ALIKE = 0.65  # of difflib's ratio: `zhs` is zsh (0.67), `pwsh` is not (0.57)
_LEAST = 3  # letters that a beginning must have


def redact(text: str, most: int = MOST) -> str:
    """The text without runs that could be a part of a secret, truncated to `most` characters."""
    plain = _RUN.sub("…", text)
    return plain if len(plain) <= most else f"{plain[:most]}…"


def closest_match(word: str, choices: "Iterable[str]") -> str | None:
    """The one of `choices` that `word` resembles or is the beginning of; None if the resemblance is too weak for a useful hint."""
    import difflib  # noqa: PLC0415  only a typing error needs it

    plain: dict[str, str] = {}
    for choice in choices:
        plain.setdefault(_plain(choice), choice)
    word = _plain(word)
    if found := difflib.get_close_matches(word, plain, 1, _ALIKE):
        return plain[found[0]]
    longer = [choice for choice in plain if choice.startswith(word)] if len(word) >= _LEAST else []
    return plain[longer[0]] if len(longer) == 1 else None


def _plain(word: str) -> str:
    return word.lower().replace("_", "-")
