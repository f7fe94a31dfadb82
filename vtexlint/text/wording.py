"""Pieces of sentences: numbers with nouns, lists of words."""

from collections.abc import Iterable


def plural(number: int, noun: str) -> str:
    """`1 space`, `2 spaces`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def listed(words: Iterable[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    items = list(dict.fromkeys(words))
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"
