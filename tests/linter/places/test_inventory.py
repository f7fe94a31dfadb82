"""One row for each key, and which environments use it."""

import json
from typing import Any

import pytest

from tests.fake import KEY, key, token
from tests.run import snapshots
from vtexlint._startup.digests import digest
from vtexlint.credentials import misspelled
from vtexlint.credentials.document_kind import is_named_vtex
from vtexlint.linter.places import environments
from vtexlint.linter.places.environments import ENVIRONMENTS, environments_of
from vtexlint.linter.places.inventory import KeyRow, SharedPair, at, inventory
from vtexlint.linter.places.model import Place
from vtexlint.text.source import Source

OTHER, UNUSED, FOREIGN = key(suffix="BBBBBB"), key(suffix="CCCCCC"), key("otherstore")
A, B = digest(token(1)), digest(token(2))
FIRST = Place("k.env", 3, 4, "VTEX_APP_TOKEN", "token", "valid", "mapping", KEY, A)
WORDS = {
    "production": "prod production prd producao produccion live",
    "staging": "staging stage stg homolog homologacao homologacion hml hom preprod preproduction uat",
    "test": "test tests testing qa quality ci",
    "development": "dev development develop desenvolvimento desarrollo local localhost",
    "preview": "preview review beta canary",
    "sandbox": "sandbox sbx demo",
}


def place(path: str = "k.env", **fields: Any) -> Place:
    return FIRST._replace(path=path, **fields)


@pytest.mark.parametrize(("environment", "word"), [(name, word) for name, words in WORDS.items() for word in words.split()])
def test_the_words_of_an_environment(environment: str, word: str) -> None:
    for path in (f".env.{word}", f"k8s/{word}/a.yaml", f"{word.upper()}/a.yaml", f"values-{word}.yaml"):
        assert environments_of(place(path)) == (environment,)
    assert environments_of(place(name=f"VTEX_APP_TOKEN_{word.upper()}")) == (environment,)
    assert environments_of(place(f"x{word}x/a.yaml")) == ()


def test_several_environments_are_in_the_order_of_reports() -> None:
    assert environments_of(place(f"{'/'.join(reversed(ENVIRONMENTS))}/k.env")) == ENVIRONMENTS == tuple(WORDS)
    assert environments_of(place("prod/a.env", name="VTEX_TOKEN_DEV")) == ("production", "development")


def test_rows_are_by_key() -> None:
    places = (
        place("2.env", key=OTHER, token=B, name=""),
        place("prod.env", name="T"),
        place("1.env", half="key", value="valid", token=A, name="K"),
        place("1.env", line=9, token=B, name="T"),
        place("3.env", key="", token=B),
        place("4.env", key="", half="key", value="other", token=""),
    )
    reported = {at(places[1]): ["missing-token", "key-casing"], at(places[2]): ["malformed-key"], ("prod.env", 1, 1): ["same-value"]}
    found = inventory(places, reported, [at(places[3]), at(places[2])], None)
    rules = ("key-casing", "malformed-key", "missing-token")
    assert found.rows == (
        KeyRow(KEY, "fakestore", places[1:4], ("T", "K"), ("production",), "there", 2, True, rules),
        KeyRow(OTHER, "fakestore", places[:1], (), (), "there", 1, False, ()),
    )
    assert [row.last_rule for row in found.rows] == ["missing-token", ""]
    assert found.unpaired == places[4:5]
    assert (found.unused, found.shared, found.untold) == ((), (), ())


def test_a_key_is_in_a_commit_only_by_its_tokens() -> None:
    of_key = place(half="key")
    assert not inventory([of_key], {}, [at(of_key)], None).rows[0].committed
    assert inventory([FIRST], {}, [("k.env", 3, 4)], None).rows[0].committed
    for other in (("x.env", 3, 4), ("k.env", 2, 4), ("k.env", 3, 5)):
        assert not inventory([FIRST], {}, [other], None).rows[0].committed


@pytest.mark.parametrize(
    ("places", "token", "tokens"),
    [
        ([FIRST], "there", 1),
        ([FIRST, place(value="reference", token="")], "there", 1),
        ([FIRST, place("b"), place("c", token=B, value="damaged")], "there", 2),
        ([place(value="reference", token="")], "referenced", 0),
        ([place(value="reference", token="", half="key")], "missing", 0),
        ([place(value="placeholder", token="")], "missing", 0),
        ([place(half="key")], "missing", 0),
    ],
)
def test_what_a_key_has_as_its_token(places: list[Place], token: str, tokens: int) -> None:
    [row] = inventory(places, {}, (), None).rows
    assert (row.token, row.tokens) == (token, tokens)


@pytest.mark.parametrize(
    ("paths", "shared"),
    [
        (("prod.env", "dev.env"), ("production", "development")),
        (("prod.env", "dev.env", "k.env", "qa.env"), ("production", "test", "development")),
        (("prod.env", "live.env"), None),
        (("qa.env", "dev.env"), None),
        (("prod.env", "k.env"), None),
        (("prod/dev.env",), None),
        (("prod/dev.env", "dev.env"), ("production", "development")),
    ],
)
def test_a_pair_of_production_that_is_elsewhere_too(paths: tuple[str, ...], shared: tuple[str, ...] | None) -> None:
    places = [place(path) for path in paths]
    found = inventory([*places, place("stg.env", token=B), place("hml.env", half="key")], {}, (), None).shared
    assert found == ((SharedPair(KEY, shared, tuple(one for one in places if one.path != "k.env")),) if shared else ())


def test_what_an_account_lists() -> None:
    listed = [
        {
            "keyName": KEY,
            "label": "ERP",
            "status": "active",
            "creationDateToken": "2025-12-16",
            "roles": [{"id": 7}, {"id": 1, "name": "Catalog"}],
        },
        {"keyName": UNUSED, "status": "inactive"},
    ]
    known = snapshots(account=json.dumps({"items": listed}))
    found = inventory([FIRST, place("2.env", key=OTHER), place("3.env", key=FOREIGN)], {}, (), known)
    rows = {row.key: row for row in found.rows}
    assert (rows[KEY].listed, rows[KEY].active, rows[KEY].token_days, rows[KEY].roles) == ("listed", True, 30, ("#7", "Catalog"))
    assert (rows[OTHER].listed, rows[OTHER].active, rows[OTHER].roles, rows[OTHER].token_days) == ("not-listed", None, None, None)
    assert rows[FOREIGN].listed == "no-snapshot"
    assert (found.unused, found.untold) == ((UNUSED,), (FOREIGN,))


def test_a_file_of_vtex_is_one_in_each_environment() -> None:
    """`vtex.prd.json` is a file for VTEX where `prd` is an environment: what places and misspelled names know as one."""
    for word in (*environments._ENVIRONMENTS, *misspelled._ENVIRONMENT):
        if word not in NO_SUFFIX:
            assert is_named_vtex(Source(f"vtex.{word}.json", "")), word


NO_SUFFIX = {"testing", "quality", "localhost", "review", "beta", "canary", "sbx", "demo"}  # `vtex.demo.json` may be about anything
