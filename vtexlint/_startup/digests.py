"""SHA-256 without hashlib, whose OpenSSL takes 2 ms to load: a tenth of the start-up that an editor feels on each save."""

try:
    from _sha2 import sha256  # type: ignore[import-not-found, unused-ignore]  # CPython 3.12 and later
except ImportError:
    try:
        from _sha256 import sha256  # type: ignore[import-not-found, no-redef, unused-ignore]  # CPython 3.11
    except ImportError:  # another Python
        from hashlib import sha256

__all__ = ["digest"]


def digest(text: str) -> str:
    """SHA-256 of the text in UTF-8, in hexadecimal."""
    return str(sha256(text.encode("utf-8", "surrogatepass")).hexdigest())
