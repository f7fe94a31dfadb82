"""Invented credentials, all of them: letters from a seeded generator, an account that no store has."""

import base64
import random
import string


def token(seed: int | str = 0, length: int = 128) -> str:
    """Capitals as mixed as a real token's."""
    return "".join(random.Random(f"vtexlint {seed}").choices(string.ascii_uppercase, k=length))


def key(account: str = "fakestore", suffix: str = "AAAAAA") -> str:
    return f"vtexappkey-{account}-{suffix}"


def b64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


KEY = key()
TOKEN = token()
