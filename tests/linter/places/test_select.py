"""What was asked for, and what is entered: keys and accounts, never a token."""

import re

import pytest

from tests.fake import KEY, TOKEN, key, token
from vtexlint._startup.digests import digest
from vtexlint.diagnostics import CommitOrigin
from vtexlint.linter.places.model import HistoryToken, KeyPlaces, Place
from vtexlint.linter.places.select import TOKEN_AS_WORD, Asked, AskedError, asked_for, asked_for_token, entered_token, selected
from vtexlint.text.secret import Secret

OTHER = key("otherstore", "BBBBBB")
SOME = "A" * 59


@pytest.mark.parametrize(
    ("word", "asked"),
    [
        (KEY, Asked(key=KEY)),
        (KEY.upper(), Asked(key=KEY)),
        ("fakestore", Asked(account="fakestore")),
        ("loja-1", Asked(account="loja-1")),
    ],
)
def test_a_key_or_an_account(word: str, asked: Asked) -> None:
    assert asked_for(word) == asked


@pytest.mark.parametrize("word", [TOKEN, f" {TOKEN} ", TOKEN.lower(), TOKEN[:60], f"x={TOKEN[:60]}", f"1{'a' * 60}", f"{TOKEN}{TOKEN}"])
def test_a_token_is_not_an_argument(word: str) -> None:
    with pytest.raises(AskedError, match="list of processes") as caught:
        asked_for(word)
    assert caught.value.message == TOKEN_AS_WORD()
    assert not re.search("[A-Za-z]{20}", str(caught.value).replace(" ", "-"))


@pytest.mark.parametrize("word", ["", "vtexappkey-fakestore", "two words", "a/b", f"x={SOME}"])
def test_another_word_is_neither(word: str) -> None:
    with pytest.raises(AskedError, match=r"an appKey .* is expected"):
        asked_for(word)


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_a_token_is_entered(end: str) -> None:
    assert entered_token(Secret(TOKEN + end)).reveal() == TOKEN
    assert asked_for_token(Secret(TOKEN)) == Asked(token=digest(TOKEN))


@pytest.mark.parametrize(
    ("entered", "expected"),
    [
        ("", "no appToken was entered"),
        (" \n", "no appToken was entered"),
        (TOKEN[:127], "exactly 128 uppercase letters"),
        (f"{TOKEN}A", "exactly 128 uppercase letters"),
        (f" {TOKEN}", "exactly 128 uppercase letters"),
        (TOKEN.lower(), "exactly 128 uppercase letters"),
        (f"{TOKEN[:127]}1", "exactly 128 uppercase letters"),
        ("AB" * 64, "its letters repeat"),
    ],
)
def test_what_is_entered_and_is_not_a_token(entered: str, expected: str) -> None:
    with pytest.raises(AskedError, match=expected):
        entered_token(Secret(entered))


def place(half: str = "token", key: str = "", seed: int = 0, value: str = "valid", line: int = 1) -> Place:
    return Place(f"{line}.env", line, 1, "N", half, value, "mapping", key, digest(token(seed)))  # type: ignore[arg-type]


def committed(key: str, seed: int) -> HistoryToken:
    return HistoryToken(digest(token(seed)), key, ".", CommitOrigin("c", "", 1, ("a",), ()))


PLACES = (place("key", KEY, 1), place("token", KEY, 1, line=2), place("token", "", 1, line=3), place("token", OTHER, 2, line=4))


def test_the_places_of_a_key_and_of_its_token() -> None:
    assert selected(PLACES, Asked(key=KEY)) == KeyPlaces((KEY,), PLACES[:3], (digest(token(1)),))
    assert selected(PLACES, Asked(account="fakestore")) == selected(PLACES, Asked(key=KEY))
    assert selected(PLACES, Asked(account="otherstore")) == KeyPlaces((OTHER,), PLACES[3:], (digest(token(2)),))
    assert selected(PLACES, Asked(key=key(suffix="CCCCCC"))) == KeyPlaces((key(suffix="CCCCCC"),), ())
    assert selected(PLACES, Asked(account="nostore")) == KeyPlaces((), ())


def test_the_places_of_a_token_and_of_the_keys_that_it_is_paired_with() -> None:
    assert selected(PLACES, Asked(token=digest(token(1)))) == KeyPlaces((KEY,), PLACES[:3], (digest(token(1)),))
    assert selected(PLACES, Asked(token=digest(token(9)))) == KeyPlaces((), (), (digest(token(9)),))


def test_the_tokens_of_the_history() -> None:
    history = (committed(KEY, 7), committed("", 7), committed(OTHER, 2), committed("", 8))
    found = selected(PLACES, Asked(key=KEY), history)
    assert found == KeyPlaces((KEY,), PLACES[:3], (digest(token(1)), digest(token(7))), history[:2])
    assert selected((), Asked(token=digest(token(7))), history).keys == (KEY,)
    assert selected((), Asked(account="otherstore"), history).commits == (history[2],)


def test_a_key_with_a_place_that_is_not_a_token() -> None:
    damaged = place("token", KEY, 3, "damaged", 5)
    other = Place("o.env", 1, 1, "N", "token", "other", "mapping", KEY)
    reference = Place("r.env", 1, 1, "N", "token", "reference", "mapping", KEY)
    found = selected((*PLACES, damaged, other, reference), Asked(key=KEY))
    assert found.places == (*PLACES[:3], damaged, other, reference)
    assert found.values_of(KEY) == {digest(token(1)), digest(token(3)), ""}
    assert not found.agree


@pytest.mark.parametrize(
    ("places", "agree"),
    [
        (PLACES[:2], True),
        ((place("key", KEY, 1), place("key", KEY, 2)), True),
        ((place("token", KEY, 1), place("token", KEY, 2)), False),
        ((place("token", KEY, 1), place("token", KEY, 2, "damaged")), False),
        ((place("token", KEY, 1), Place("o.env", 1, 1, "N", "token", "reference", "mapping", KEY)), True),
        ((Place("o.env", 1, 1, "N", "token", "other", "mapping", KEY),), False),
        ((place("token", KEY, 1), place("token", OTHER, 2)), True),
        ((place("token", KEY, 1), place("token", OTHER, 2), place("token", OTHER, 3)), False),
    ],
)
def test_places_that_agree(places: tuple[Place, ...], agree: bool) -> None:
    assert KeyPlaces((KEY, OTHER), places).agree is agree
    assert places[0].shown == f"{places[0].path}:{places[0].line}:1"
