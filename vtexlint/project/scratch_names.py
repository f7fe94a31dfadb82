"""How the directories are called that a run makes for a new text, and leaves if it is killed (scratch.py): the walk knows them."""

PREFIX = ".vtexlint-"
DIGITS = 16


def is_scratch(name: str) -> bool:
    """Whether a directory's name is one that vtexlint gives."""
    digits = name.removeprefix(PREFIX)
    return len(digits) == DIGITS != len(name) and not digits.strip("0123456789abcdef")
