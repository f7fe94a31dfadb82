"""Words that a user typed, as messages may repeat them: a token pasted in a wrong place must not come back."""

from vtexlint.patterns import lazy

# no rule, setting, option or loader has so long a run; a piece of a token, a key of another vendor, a hash has
_RUN = lazy(r"[A-Z]{12,}|[A-Za-z0-9+/]{24,}")
MOST = 80  # characters


def redacted(text: str) -> str:
    """The text without runs that could be a part of a secret, and no longer than anybody wants to read."""
    plain = _RUN.sub("…", text)
    return plain if len(plain) <= MOST else f"{plain[:MOST]}…"
