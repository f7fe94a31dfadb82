"""The token filter misses nothing: whatever holds a real token passes it."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.case_files import FILES, case_id
from tests.examples import examples
from tests.fake import KEY, TOKEN, b64, token
from tests.run import check, filled
from vtexlint.linter.token_prefilter import may_hold_token


def has_token(path: str, data: bytes) -> bool:
    return any(finding.rule == "committed-secret" for finding in check(path, data, state="tracked").findings)


@pytest.mark.parametrize("path", FILES, ids=case_id)
def test_every_case_with_a_real_token_passes(path: Path) -> None:
    data = filled(path.read_bytes())
    if has_token(path.name, data):
        assert may_hold_token(data)


DISGUISES = {
    "bare": TOKEN,
    "lower": TOKEN.lower(),
    "cut": TOKEN[:60],
    "wrapped": f"{TOKEN[:40]} {TOKEN[40:80]}\t{TOKEN[80:]}",
    "quoted inside": f"{TOKEN[:40]},{TOKEN[40:]}".lower(),
    "invisible": f"{TOKEN[:40]}\u200b{TOKEN[40:]}\u00a0",
    "look-alike": TOKEN.replace("A", "А").replace("E", "Е"),
    "full width": "".join(chr(ord(letter) + 0xFEE0) for letter in TOKEN),
    "prefixed": f"Bearer {TOKEN.lower()}",
    "default": f"${{X:-{TOKEN.lower()}}}",
}


@pytest.mark.parametrize("value", DISGUISES.values(), ids=DISGUISES)
@pytest.mark.parametrize("form", ["env", "json", "yaml", "folded", "secret", "embedded", "utf-16", "comment"])
def test_disguises(value: str, form: str) -> None:
    path, text = {
        "env": (".env", f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN='{value}'\n"),
        "json": ("a.json", json.dumps({"vtexAppKey": KEY, "vtexAppToken": value})),
        "yaml": ("a.yaml", f"vtex:\n  appKey: {KEY}\n  appToken: {json.dumps(value)}\n"),
        "folded": ("a.yaml", f"vtex:\n  appToken: >-\n    {value[:50]}\n    {value[50:]}\n  appKey: {KEY}\n"),
        "secret": ("a.yaml", f"kind: Secret\ndata:\n  VTEX_APP_TOKEN: {b64(value)}\n"),
        "embedded": ("a.json", json.dumps({"vtex": json.dumps({"appKey": KEY, "appToken": value})})),
        "utf-16": (".env", f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN='{value}'\n"),
        "comment": (".env", f"# VTEX_APP_TOKEN={value}\n"),
    }[form]
    data = text.encode("utf-16" if form == "utf-16" else "utf-8")
    assert may_hold_token(data) or not has_token(path, data)
    if form in ("env", "json", "yaml", "utf-16"):
        assert has_token(path, data)  # so that the line above says something


@examples(300)
@given(
    st.integers(0, 50),
    st.sampled_from([60, 100, 128, 200]),
    st.booleans(),
    st.lists(
        st.tuples(st.integers(0, 200), st.sampled_from([" ", "\n", "\u200b", '"', ",", "\\", "\x07", "А", "Ａ", "1", "(", "\\n"])),
        max_size=6,
    ),
    st.sampled_from([".env", "a.json", "a.yaml", "a.toml", "a.txt"]),
)
def test_no_damage_hides_a_token(seed: int, length: int, lower: bool, damage: list[tuple[int, str]], path: str) -> None:
    value = token(seed, length)
    value = value.lower() if lower else value
    for place, junk in damage:
        value = value[:place] + junk + value[place:]
    text = {
        ".env": f'VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN="{value}"\n',
        "a.json": json.dumps({"vtexAppKey": KEY, "vtexAppToken": value}),
        "a.yaml": f"vtexAppToken: {json.dumps(value, ensure_ascii=False)}\n",
        "a.toml": f"vtexAppToken = '''{value}'''\n",
        "a.txt": f"VTEX_APP_TOKEN: {value}\n",
    }[path]
    data = text.encode()
    assert may_hold_token(data) or not has_token(path, data)


PROSE = "await the account and the adapter for the api of this array then bind the body to the cache and the cart of the catalog category "


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA\nVTEX_APP_TOKEN=${VTEX_APP_TOKEN}\n",
        b"const VTEX_ACCOUNT_NAME = process.env.VTEX_ACCOUNT;\n" * 50,
        PROSE.encode() * 5,
        b"A" * 59,
        b"ab" * 500,
    ],
)
def test_ordinary_files_are_dismissed(data: bytes) -> None:
    assert not may_hold_token(data)
