"""How many columns of a terminal a text takes."""

from vtexlint._startup.modules import load

_WITHOUT = ("Mn", "Me", "Cf")  # accents that are characters of their own, and what is invisible


def columns(text: str) -> int:
    """Letters and signs of East Asia take two columns, accents that are characters of their own none."""
    if text.isascii():
        return len(text)
    data = load("unicodedata")
    return sum(0 if data.category(one) in _WITHOUT else 2 if data.east_asian_width(one) in ("W", "F") else 1 for one in text)
