"""What a rotation writes, and what it leaves to a person."""

from typing import Any

import pytest

from tests.fake import KEY, key, token
from vtexlint._startup.digests import digest
from vtexlint.linter.places.model import FilePlaces, KeyPlaces, Place
from vtexlint.linter.places.rotation import Plan, Refused, RotationError, is_private, plan

OTHER = key(suffix="BBBBBB")
OLD, NEW, THIRD = (digest(token(number)) for number in range(3))
FIRST = Place("1.env", 1, 1, "VTEX_APP_TOKEN", "token", "valid", "mapping", KEY, OLD, state="ignored")


def place(path: str, **fields: Any) -> Place:
    return FIRST._replace(path=path, **fields)


def made(*places: Place, key: str = KEY, every: tuple[Place, ...] = (), also_tracked: bool = False) -> Plan:
    return plan(KeyPlaces((key,), places), NEW, every or places, also_tracked=also_tracked)


@pytest.mark.parametrize(("state", "private"), [("ignored", True), ("outside", True), ("untracked", False), ("tracked", False)])
def test_a_token_is_written_where_git_does_not_take_it(state: str, private: bool) -> None:
    one = place("a.env", state=state)
    found = made(one)
    assert is_private(one) is private
    assert (found.key, found.old, found.new, found.total, found.tracked) == (KEY, OLD, NEW, 1, ())
    assert (found.to_write == (one,)) is private
    assert [refused.place for refused in found.refused] == [one] * (not private)
    also = made(one, also_tracked=True)
    assert (also.to_write, also.refused, also.tracked) == ((one,), (), () if private else (one,))


@pytest.mark.parametrize(
    ("path", "state", "reason"),
    [
        ("a.sh", "tracked", "git tracks this file: write `${VTEX_APP_TOKEN}` here instead of the token"),
        ("a.json", "tracked", "git tracks this file: take the token out of it, and use a secret store"),
        ("a.sh", "untracked", "git does not ignore this file: add it to .gitignore and run this again, or write `${VTEX_APP_TOKEN}` here"),
        ("a.json", "untracked", "git does not ignore this file: add it to .gitignore and run this again"),
    ],
)
def test_what_is_advised_instead(path: str, state: str, reason: str) -> None:
    [refused] = made(place(path, state=state)).refused
    assert refused.reason == reason


def test_a_token_that_is_paired_with_another_key_is_kept() -> None:
    other, lone = place("2.env", key=OTHER), place("3.env", key="")
    found = made(FIRST, other, lone)
    assert found.to_write == (FIRST, lone)
    assert [one.place for one in found.refused] == [other]
    assert found.refused[0].reason == f"this token is paired with another appKey ({OTHER}) here: find out which one is meant"
    assert isinstance(found.refused[0], Refused)


def test_what_is_done_already_and_what_is_not_a_token() -> None:
    done = place("2.env", token=NEW)
    reference = place("3.env", value="reference", token="")
    sealed = place("4.env", value="reference", token="", is_encrypted=True)
    of_key = place("5.env", half="key", name="VTEX_APP_KEY")
    stranger = place("6.env", key="", token=THIRD)
    found = plan(
        KeyPlaces((KEY,), (FIRST, done, reference, sealed, of_key), encrypted=(FilePlaces("x", (), "SOPS"),)), NEW, (done, stranger)
    )
    assert found == Plan(KEY, OLD, NEW, (FIRST,), (), (done,), (reference,), (sealed,), (FilePlaces("x", (), "SOPS"),))
    assert found.total == 2
    assert made(done) == Plan(KEY, "", NEW, (), (), (done,))


@pytest.mark.parametrize(
    ("found", "every", "expected"),
    [
        (KeyPlaces((KEY, OTHER), (FIRST,)), (), f"2 appKeys were found: name one of them ({KEY}, {OTHER})"),
        (KeyPlaces((), ()), (), "no place of - was found"),
        (KeyPlaces((KEY,), (place("a", key=OTHER),)), (), f"no place of {KEY} was found"),
        (KeyPlaces((KEY,), (FIRST, place("2.env", token=THIRD))), (), f"the places of {KEY} contain 2 different values for the appToken"),
        (KeyPlaces((KEY,), (FIRST, place("2.env", value="other", token=""))), (), f"the places of {KEY} contain 2 different values"),
        (KeyPlaces((KEY,), (place("2.env", value="other", token=""),)), (), f"what the files contain for the appToken of {KEY} is not"),
        (
            KeyPlaces((KEY,), (place("2.env", token=NEW), place("3.env", value="other", token=""))),
            (),
            f"the places of {KEY} contain 2 different values",
        ),
        (KeyPlaces((KEY,), (FIRST,)), (place("9.env", key=OTHER, token=NEW, line=7),), f"belongs to {OTHER}, by 9.env:7"),
    ],
)
def test_where_nothing_is_written(found: KeyPlaces, every: tuple[Place, ...], expected: str) -> None:
    with pytest.raises(RotationError) as caught:
        plan(found, NEW, every or found.places)
    assert expected in str(caught.value)
    assert str(caught.value.message) == str(caught.value)
    differing = (
        {place for place in found.places if place.half == "token"} if "different" in expected or "contain for" in expected else set()
    )
    assert set(caught.value.places) == (differing or set(every))


def test_a_new_token_elsewhere_without_a_key_or_with_this_one_is_no_reason() -> None:
    every = (place("8.env", key="", token=NEW), place("9.env", token=NEW), place("7.env", key=OTHER, half="key", token=NEW))
    assert plan(KeyPlaces((KEY,), (FIRST,)), NEW, (FIRST, *every)).done == every[:2]


def test_only_tokens_are_written() -> None:
    of_key = place("2.env", half="key")
    placeholder = place("3.env", value="placeholder", token="")
    found = made(FIRST, of_key, placeholder)
    assert (found.to_write, found.refused, found.references) == ((FIRST,), (), ())
