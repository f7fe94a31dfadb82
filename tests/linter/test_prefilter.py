"""The prefilter misses nothing: whatever has a finding passes it."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.case_files import FILES, case_id
from tests.examples import examples
from tests.fake import KEY, TOKEN, b64, token
from tests.run import check, filled
from vtexlint.linter.prefilter import may_hold_credentials

NAMES = ["VTEX_APP_KEY", "appToken", "X-VTEX-API-AppKey", "FS_DISCOVERY_APP_TOKEN", "X-PROVIDER-API-AppKey", "application key", "app.token"]


@pytest.mark.parametrize("path", FILES, ids=case_id)
def test_every_case_with_a_finding_passes(path: Path) -> None:
    data = filled(path.read_bytes())
    outcome = check(path.name, data, state="tracked")
    assert not outcome.findings or may_hold_credentials(data, path.name)


@pytest.mark.parametrize(
    "data",
    [
        b'{"\\u0076tex": {"\\u0061ppKey": "x"}}',
        b'"\\x76tex": 1',
        TOKEN.encode(),
        f"anything = {TOKEN}".encode(),
        "VTEX_APP_KEY=x".encode("utf-16"),
        "VTEX_APP_KEY=x".encode("utf-16-le"),
        "VTEX_APP_KEY=x".encode("utf-16-be"),
        f"kind: Secret\ndata:\n  x: {b64(TOKEN)}\n".encode(),
        f"kind: Secret\ndata:\n  x: {b64('a' + KEY)}\n".encode(),
        f"kind: Secret\ndata:\n  x: {b64('ab' + KEY)}\n".encode(),
        f"kind: Secret\ndata:\n  x: |\n    {b64(TOKEN)[:76]}\n    {b64(TOKEN)[76:]}\n".encode(),
        b"login: vtexappkey-fakestore-AAAAAA",
    ],
)
def test_disguises(data: bytes) -> None:
    assert may_hold_credentials(data)


@examples(200)
@given(
    st.sampled_from(NAMES),
    st.sampled_from([TOKEN, KEY, TOKEN[:70], TOKEN.lower(), "changeme", ""]),
    st.booleans(),
    st.sampled_from(["json", "env", "secret"]),
    st.integers(0, 5),
)
def test_whatever_has_a_finding_passes(name: str, value: str, upper: bool, form: str, seed: int) -> None:
    name = name.upper() if upper else name
    text = {
        "json": json.dumps({name: value, "other": token(seed)[:seed]}),
        "env": f"{name}={value}\n",
        "secret": f"kind: Secret\ndata:\n  {name}: {b64('x' * (seed % 3) + value)}\n",
    }[form]
    path = {"json": "a.json", "env": ".env", "secret": "a.yaml"}[form]
    if check(path, text, state="tracked").findings:
        assert may_hold_credentials(text.encode(), path)


def test_a_file_named_for_vtex_is_looked_into() -> None:
    assert may_hold_credentials(b'{"apiKey": "x"}', "config/vtex.json")
    assert not may_hold_credentials(b'{"apiKey": "x"}', "config/other.json")


def test_extra_names() -> None:
    assert may_hold_credentials(b"LOJA_CHAVE=x", "", [b"loja_chave"])


@pytest.mark.parametrize("data", [b"", b"name: x\nport: 1\n", b'{"key": "a", "token": "b", "app": "c"}', b"A" * 50, b"\\n\\t\\u2028"])
def test_ordinary_files_are_dismissed(data: bytes) -> None:
    assert not may_hold_credentials(data, "x.yaml")
