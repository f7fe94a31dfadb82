"""Which places belong to the key, the account or the token that was asked for."""

import re
from collections.abc import Container, Iterable, Sequence

from vtexlint._startup.digests import digest
from vtexlint._startup.typed import NamedTuple, QuietError
from vtexlint.credentials.shapes import ACCOUNT, TOKEN_LENGTH, is_random, key_parts, normal_key
from vtexlint.linter.places.model import HistoryToken, KeyPlaces, Place
from vtexlint.text.messages import Message, Template
from vtexlint.text.secret import Secret
from vtexlint.text.suggestions import redact

TOKEN_AS_WORD = Template(
    "where.token-as-word",
    "an appToken is not given as an argument: other users see it in the list of processes, and the shell keeps it in its history; "
    "write `-` and enter it when asked, or on standard input",
)
NOT_A_KEY = Template("where.not-a-key", "{word}: an appKey (vtexappkey-ACCOUNT-ABCDEF), an account, or `-` is expected")
NO_TOKEN = Template("where.no-token", "no appToken was entered")
NOT_A_TOKEN = Template(
    "where.not-a-token",
    "what was entered is not an appToken: exactly {expected} uppercase letters (A to Z) are expected",
)
NOT_MIXED = Template("where.not-mixed", "what was entered is not an appToken: its letters repeat, and those of a token are random")


class AskedError(QuietError, ValueError):
    """What was asked for is neither a key, an account nor a token; the message says what is expected and repeats no secret."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


class Asked(NamedTuple):
    """What is looked for: one of these is set. `token` is a SHA-256."""

    key: str = ""
    account: str = ""
    token: str = ""


def asked_for(word: str) -> Asked:
    """An appKey or an account. Raises AskedError."""
    if re.search(r"[A-Za-z]{60}", word):
        raise AskedError(TOKEN_AS_WORD())
    if key := normal_key(word):
        return Asked(key=key)
    if re.fullmatch(ACCOUNT, word) and not word.startswith("vtexappkey"):
        return Asked(account=word)
    raise AskedError(NOT_A_KEY(word=redact(word)))


def entered_token(entered: Secret) -> Secret:
    """The appToken that was entered, without a line break at its end. Raises AskedError, which names what is expected."""
    text = entered.reveal().rstrip("\r\n")
    if not text.strip():
        raise AskedError(NO_TOKEN())
    if len(text) != TOKEN_LENGTH or not re.fullmatch(r"[A-Z]+", text):
        raise AskedError(NOT_A_TOKEN(expected=TOKEN_LENGTH))
    if not is_random(text):
        raise AskedError(NOT_MIXED())
    return Secret(text)


def asked_for_token(token: Secret) -> Asked:
    """The token itself is not kept."""
    return Asked(token=digest(token.reveal()))


def selected(places: Iterable[Place], asked: Asked, history: Sequence[HistoryToken] = ()) -> KeyPlaces:
    """The places of the keys that were asked for, and of their tokens wherever these are: also without a key, or with another one.

    Of a token that was asked for, the keys are those that it is paired with.
    """
    every = list(places)
    holding = set(_keys_with(asked.token, every, history)) if asked.token else set()
    keys = tuple(key for key in dict.fromkeys(_keys(every, history)) if _is_asked(key, asked, holding))
    # a key that is nowhere has been asked for all the same
    keys = keys or ((asked.key,) if asked.key else ())
    tokens = dict.fromkeys([asked.token] if asked.token else [])
    tokens |= dict.fromkeys(place.token for place in every if place.is_token and place.token and place.key in keys)
    tokens |= dict.fromkeys(one.token for one in history if one.key in keys)
    chosen = tuple(place for place in every if place.key in keys or (place.is_token and place.token in tokens))
    return KeyPlaces(keys, chosen, tuple(tokens), tuple(one for one in history if one.token in tokens))


def _keys(places: Iterable[Place], history: Iterable[HistoryToken]) -> Iterable[str]:
    yield from (place.key for place in places if place.key)
    yield from (one.key for one in history if one.key)


def _keys_with(token: str, places: Iterable[Place], history: Iterable[HistoryToken]) -> Iterable[str]:
    """The appKeys that a token is paired with."""
    yield from (place.key for place in places if place.half == "token" and place.token == token)
    yield from (one.key for one in history if one.token == token)


def _is_asked(key: str, asked: Asked, holding: Container[str]) -> bool:
    """`holding`: the appKeys of the token, if one was asked for."""
    if asked.token:
        return key in holding
    if asked.account:
        parts = key_parts(key)
        return parts is not None and parts.account == asked.account
    return key == asked.key
