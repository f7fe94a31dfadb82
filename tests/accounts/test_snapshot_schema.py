"""Any JSON is read or refused, and the schema of an account snapshot allows what is read without complaint."""

import json

import jsonschema
from hypothesis import given
from hypothesis import strategies as st

from tests import fake
from tests.accounts.answers import ACCOUNT, KEY, OTHER, read, record
from tests.paths import ROOT
from vtexlint.accounts.model import SnapshotError

SCHEMA = json.loads((ROOT / "schemas/account-snapshot.schema.json").read_text())
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from([KEY, OTHER, "x", "", "2025-01-02", fake.TOKEN, "active"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                "accountName isActive appKeys appKey keyName appToken newToken label createdIn isBlocked roles id name items paging pages "
                "total account externalKeys status creationDateNewToken".split()
            )
            | st.just(KEY),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(JSON)
def test_any_json_is_read_or_told(data: object) -> None:
    try:
        part = read(data)
    except SnapshotError:
        return
    keys = [*part.keys.values(), *(part.external or {}).values()]
    assert fake.TOKEN[:12] not in repr((part.problems, part.leaks, keys))


@given(JSON)
def test_what_the_schema_allows_is_read_without_complaint(data: object) -> None:
    if VALIDATOR.is_valid(data):
        try:
            problems = read(data).problems
        except SnapshotError as error:
            assert "API keys" in error.message or "does not name its appKey" in error.message  # noqa: PT017
            return
        allowed = (
            "listed more than once",
            "several accounts",
            "does not exist in the calendar",
            "expected a string",
            "not an appKey and not",
            "not a date",
        )
        assert [p.message for p in problems if not any(words in p.message for words in allowed)] == []


def test_the_schema_knows_the_forms_above() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    good: list[object] = [ACCOUNT, [record()], [], {"account": "fakestore", "roles": {KEY: [{"id": 1, "name": "x"}]}}]
    good += [{"account": ACCOUNT, "roles": {}}, {"items": [record()], "paging": {"total": 1, "pages": 1}}]
    assert [VALIDATOR.is_valid(data) for data in good] == [True] * len(good)
    bad: list[object] = [{}, {"name": "x"}, [record(appToken=fake.TOKEN)], {"account": "x", "rolls": {}}, [record("x")], 7]
    assert [VALIDATOR.is_valid(data) for data in bad] == [False] * len(bad)
