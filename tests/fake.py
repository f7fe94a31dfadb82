"""Invented credentials, all of them: letters from a seeded generator, an account that no store has."""

import base64
import json
import random
import string
from datetime import datetime


def token(seed: int | str = 0, length: int = 128) -> str:
    """Capitals as mixed as a real token's."""
    return "".join(random.Random(f"vtexlint {seed}").choices(string.ascii_uppercase, k=length))


def key(account: str = "fakestore", suffix: str = "AAAAAA") -> str:
    return f"vtexappkey-{account}-{suffix}"


def b64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def pieces(*texts: str) -> set[str]:
    """Every six letters in a row, of which none may be shown."""
    return {text[at : at + 6] for text in texts for at in range(len(text) - 5)}


def session(account: str = "fakestore", ends: str = "2026-01-16", issuer: str = "token-emitter") -> str:
    """A session token of VTEX ID that ends on this day, 00:00 UTC, with a signature that is none."""
    seconds = int(datetime.fromisoformat(f"{ends}T00:00:00+00:00").timestamp())
    header = '{"alg":"ES256","typ":"jwt"}'
    payload = json.dumps(
        {"sub": key(account), "account": account, "audience": "admin", "exp": seconds, "iat": seconds - 86_400, "iss": issuer},
        separators=(",", ":"),
    )
    parts = (header, payload, "not a signature " * 4)
    return ".".join(base64.urlsafe_b64encode(part.encode()).decode().rstrip("=") for part in parts)


KEY = key()
TOKEN = token()
