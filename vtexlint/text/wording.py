"""English plurals, for texts that are not messages yet."""


def plural(number: int, noun: str) -> str:
    """`1 space`, `2 spaces`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
