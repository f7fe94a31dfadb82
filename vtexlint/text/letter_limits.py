"""How many letters together are no longer shown: the one list for names, messages and the `repr` of values."""

from vtexlint._startup.typed import NamedTuple

REPR_CAPITALS = 12
"""Capitals in a row, in the `repr` of a value and in the text of an exception."""
NAME_CAPITALS = 20
"""Capitals in a row, in a name."""
MESSAGE_CAPITALS = 24
"""Capitals in a row, in a message; a path may have as many in a word."""
LOWERCASE = 40
"""Lowercase letters in a row; letters of any case in a name."""
ANY_CASE = 100
"""Letters of any case in a row: a name in CamelCase has up to 60."""


class Limits(NamedTuple):
    """From which number and score on letters are random (see `random_letters`).

    `run`: letters without anything between them; `chain`: with separators between them.
    """

    run: int
    run_score: int
    run_peak: int  # of a part of the run, with letters that are words before or after it
    chain: int
    chain_score: int


NAME = Limits(run=8, run_score=7, run_peak=17, chain=20, chain_score=32)
MESSAGE = Limits(run=ANY_CASE, run_score=0, run_peak=0, chain=30, chain_score=32)
"""A message has paths and rules of any kind: only what is much of a token is taken out."""

NOT_CAPITALS = bytes(range(ord("A"))) + bytes(range(ord("Z") + 1, 256))
"""What `bytes.translate` deletes to count capitals."""
FEW_CONSONANTS = 4
"""Few words have more together, and most random letters have: a text of lowercase letters without them is not examined."""
