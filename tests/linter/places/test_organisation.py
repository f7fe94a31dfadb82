"""Many repositories taken together, and a repository as values for JSON."""

import json
from typing import Any

import pytest

from tests.fake import KEY, key, token
from vtexlint._startup.digests import digest
from vtexlint.diagnostics import CommitOrigin
from vtexlint.linter.places.audit_record import messages_from, repository_from, repository_values
from vtexlint.linter.places.model import HistoryToken
from vtexlint.linter.places.organisation import (
    AuditedAccount,
    AuditedKey,
    AuditedRepository,
    AuditedToken,
    renamed,
    together,
    with_statuses,
)
from vtexlint.text.messages import Template

SECOND, THIRD = key(suffix="BBBBBB"), key("otherstore")
A, B, C = (digest(token(number))[:32] for number in range(3))
WORDS = Template("test.words", "words")


def sighting(
    token: str, repository: str, key: str = "", date: str = "2025-01-01T00:00:00+00:00", head: tuple[str, ...] = ()
) -> HistoryToken:
    return HistoryToken(token, key, repository, CommitOrigin("c1", date, 1, ("a.env",), head, key, committed=date))


def repository(path: str, *tokens: HistoryToken, first: tuple[str, ...] = ()) -> AuditedRepository:
    return AuditedRepository(path, first, 3, 4, tokens)


def test_tokens_keys_and_accounts() -> None:
    one = repository("one", sighting(A, "one", KEY, head=("a.env",)), sighting(B, "one", KEY), sighting(C, "one"))
    two = repository("two", sighting(A, "two", SECOND), sighting(B, "two", THIRD))
    found = together([two, one, two._replace(tokens=())][:2])
    assert [each.path for each in found.repositories] == ["one", "two"]
    assert [(each.token, each.keys, each.repositories, each.families, each.in_head) for each in found.tokens] == [
        (A, (KEY, SECOND), ("one", "two"), 2, True),
        (B, (KEY, THIRD), ("one", "two"), 2, False),
        (C, (), ("one",), 1, False),
    ]
    assert found.keys == (
        AuditedKey(KEY, "fakestore", (A, B), (A,), ("one",)),
        AuditedKey(SECOND, "fakestore", (A,), (), ("two",)),
        AuditedKey(THIRD, "otherstore", (B,), (), ("two",)),
    )
    assert found.accounts == (
        AuditedAccount("fakestore", (KEY, SECOND), (A, B), ("one", "two")),
        AuditedAccount("otherstore", (THIRD,), (B,), ("two",)),
    )
    assert found.shared == found.tokens[:2]
    assert found.with_several == found.keys[:1]
    assert (found.copies, found.troubles) == ((), ())
    assert together(iter([one, two]), [WORDS()]).troubles == (WORDS(),)


def test_a_path_counts_once() -> None:
    assert together([repository("one", sighting(A, "one")), repository("one")]) == together([repository("one")])


def test_copies_are_those_with_a_first_commit_in_common_also_through_others() -> None:
    firsts = {"a": ("1",), "b": ("2", "1"), "c": ("2", "3"), "d": ("4",), "e": (), "f": (), "g": ("4", "5")}
    audited = [repository(path, sighting(A, path), first=first) for path, first in firsts.items()]
    for order in (audited, audited[::-1]):
        found = together(order)
        assert found.copies == (("a", "b", "c"), ("d", "g"))
        assert found.tokens[0].families == 4
    assert together(audited[:3]).shared == ()


@pytest.mark.parametrize(
    ("dates", "oldest"),
    [
        (["2025-03-01T00:00:00+00:00", "2025-02-01T00:00:00+00:00"], 1),
        (["2025-01-01T00:00:00+02:00", "2025-01-01T00:00:00+03:00"], 1),
        (["no date", "2025-02-01T00:00:00+00:00"], 1),
        (["2025-02-01T00:00:00+00:00", ""], 0),
    ],
)
def test_the_oldest_sighting(dates: list[str], oldest: int) -> None:
    sightings = tuple(sighting(A, str(number), date=date) for number, date in enumerate(dates))
    assert AuditedToken(A, (), sightings, 1).oldest == sightings[oldest]


def test_the_oldest_sighting_has_a_commit() -> None:
    lost = sighting(A, "lost", date="2020-01-01T00:00:00+00:00")
    lost = lost._replace(origin=lost.origin._replace(commit=""))
    known = sighting(A, "known")
    by_author = known._replace(origin=known.origin._replace(date="2024-01-01T00:00:00+00:00"))
    assert AuditedToken(A, (), (lost, known), 1).oldest == known
    assert AuditedToken(A, (), (lost,), 1).oldest == lost
    assert AuditedToken(A, (), (known, by_author), 1).oldest == by_author


def test_each_token_has_the_status_of_its_oldest_sighting_and_first_key() -> None:
    old, new = sighting(A, "old", date="2024-01-01T00:00:00+00:00"), sighting(A, "new", SECOND)
    audit = together([repository("new", new, sighting(B, "new")), repository("old", old)])
    asked = []

    def judge(one: HistoryToken, key: str) -> tuple[str, Any, Any]:
        asked.append((one, key))
        return "alive", WORDS(), WORDS()

    judged = with_statuses(audit, judge)
    assert asked == [(old, SECOND), (sighting(B, "new"), "")]
    assert [(each.status, each.reason, each.todo) for each in judged.tokens] == [("alive", WORDS(), WORDS())] * 2
    assert judged._replace(tokens=()) == audit._replace(tokens=())


FULL = repository(
    "one",
    HistoryToken(A, KEY, "one", CommitOrigin("c1", "d1", 2, ("a", "b"), ("b",), KEY, committed="d2", last="c2", last_date="d3")),
    HistoryToken(B, "", "one", CommitOrigin("c3", "", 0, (), ())),
    first=("r1", "r2"),
)._replace(suppressed=5)


@pytest.mark.parametrize("one", [FULL, FULL._replace(is_read=False), AuditedRepository("x")])
def test_a_repository_survives_json(one: AuditedRepository) -> None:
    assert repository_from(json.loads(json.dumps(repository_values(one)))) == one
    assert repository_values(FULL)["tokens"][1]["key"] is None


NO_NUMBER: list[Any] = ["1", -1, True, None, 1.0]
NO_LIST: list[Any] = [None, "x", {}, [1], [None]]
NO_ORIGIN: list[Any] = [None, [], {}, {"commit": 1}]
WRONG = [
    *(("path", wrong) for wrong in (None, 1)),
    *((name, wrong) for name in ("commits", "blobs", "suppressed") for wrong in NO_NUMBER),
    *((name, wrong) for name in ("first_commits", "tokens") for wrong in NO_LIST),
]
WRONG_TOKEN = [
    *(("id", wrong) for wrong in (None, A[:31], f"{A}0", A.upper())),
    ("key", 1),
    *(("commits", wrong) for wrong in NO_NUMBER),
    *((name, wrong) for name in ("first", "last") for wrong in NO_ORIGIN),
    *((name, wrong) for name in ("paths", "head_paths") for wrong in NO_LIST),
]


@pytest.mark.parametrize(("name", "wrong"), WRONG)
def test_other_values_are_not_a_repository(name: str, wrong: object) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        repository_from(repository_values(FULL) | {name: wrong})


@pytest.mark.parametrize(("name", "wrong"), WRONG_TOKEN)
def test_other_values_are_not_a_token(name: str, wrong: object) -> None:
    values = repository_values(FULL)
    values["tokens"][0][name] = wrong
    with pytest.raises(ValueError, match=r"\w"):
        repository_from(values)


@pytest.mark.parametrize("values", [None, [], "x", 1])
def test_only_an_object_is_a_repository(values: object) -> None:
    with pytest.raises(ValueError, match="object"):
        repository_from(values)


def test_messages_are_a_list_of_texts() -> None:
    assert messages_from({"notes": ["a", "b"]}, "notes") == ("a", "b")
    for wrong in ({"notes": [1]}, {"notes": "a"}, {}, None):
        with pytest.raises(ValueError, match=r"\w"):
            messages_from(wrong, "notes")


def test_a_repository_under_another_path() -> None:
    assert renamed(FULL, "two") == FULL._replace(path="two", tokens=tuple(one._replace(repository="two") for one in FULL.tokens))
