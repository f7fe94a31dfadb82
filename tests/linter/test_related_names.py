"""A run asks `may_be_related` of every name, and only then imports what reads such files: it must let through all that they read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vtexlint.credentials.document_kind import MERGED
from vtexlint.linter.file_context import may_be_related
from vtexlint.linter.references import may_refer
from vtexlint.linter.sent_variables import requests_of
from vtexlint.parsers.formats import WRAPPERS

READ = [
    "compose.yml",
    "docker-compose.ci.yaml",
    "container-compose.yml",
    "kustomization.yaml",
    "a.postman_environment.json",
    "b.postman_globals.json",
]
READ += sorted(MERGED)
MARKS = [*WRAPPERS, "~", " copy", " copy 2"]


def is_read(path: str) -> bool:
    return may_refer(path) or bool(requests_of(path))


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize("mark", ["", *MARKS])
def test_what_is_read_passes_the_gate(name: str, mark: str) -> None:
    for written in (name, name.upper(), name.title()):
        for folder in ("", "Config/", "Config\\"):
            assert is_read(folder + written + mark)
            assert may_be_related(folder + written + mark)


@given(
    st.lists(
        st.sampled_from(
            ["compose", "docker-", "kustomization", ".postman_environment", "http-client", ".private", ".env", ".json", ".yml", *MARKS]
        )
        | st.text(max_size=2),
        max_size=6,
    )
)
def test_no_drawn_name_is_read_and_does_not_pass(parts: list[str]) -> None:
    for name in ("".join(parts), "".join(parts).upper()):
        assert may_be_related(name) or not is_read(name)


@pytest.mark.parametrize("name", [".env", "a.json", "config/prod.env.json", "environment.json", "values.yaml", "http_client.json"])
def test_other_files_do_not_pass(name: str) -> None:
    assert not may_be_related(name)
