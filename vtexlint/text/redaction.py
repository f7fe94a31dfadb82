"""Texts without what may be a part of a token.

For everything that leaves vtexlint, and for `repr` and the texts of exceptions, which a debugger or another program may show. Imported
where a text has a long run of letters, which few have.
"""

import re
from binascii import a2b_base64

from vtexlint.text.letter_limits import ANY_CASE, LOWERCASE, MESSAGE_CAPITALS, REPR_CAPITALS
from vtexlint.text.random_letters import ELIDED, in_message

_PACKED = re.compile(r"[A-Za-z0-9]{32,}")  # base64 of letters has no + and no /
_LETTERS = re.compile(rb"[A-Z]{%d}|[a-z]{%d}" % (MESSAGE_CAPITALS, LOWERCASE))


def redacted(text: str, capitals: int = REPR_CAPITALS) -> str:
    """The text with `…` for each run of so many capitals, of 40 lowercase letters or 100 letters, or of base64 of such a run.

    Words and names have no such runs: the longest word of lowercase letters in a path has about 30, a name in CamelCase about 60. What
    has separators between its letters is judged by them: see `random_letters.in_message`.
    """
    text = _PACKED.sub(_unpacked, text)  # first: it has runs of uppercase letters by chance, which leave pieces
    return in_message(re.sub(rf"[A-Za-z]{{{ANY_CASE},}}|[A-Z]{{{capitals},}}|[a-z]{{{LOWERCASE},}}", ELIDED, text))


def _unpacked(match: re.Match[str]) -> str:
    """`…` for base64 of letters, from wherever it starts; else the text, such as a digest."""
    run = match[0]
    for start in range(4):
        if _LETTERS.search(a2b_base64(run[start : start + (len(run) - start) // 4 * 4])):
            return ELIDED
    return run
