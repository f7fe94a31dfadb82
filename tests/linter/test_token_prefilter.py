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
from vtexlint.credentials.confusables import is_lookalike
from vtexlint.credentials.normalize import is_invisible
from vtexlint.linter.token_prefilter import _WILD, is_secret_manifest, may_hold_token
from vtexlint.parsers.formats import format_of


def has_token(path: str, data: bytes) -> bool:
    return any(finding.rule == "committed-secret" for finding in check(path, data, state="tracked").findings)


@pytest.mark.parametrize("path", FILES, ids=case_id)
def test_every_case_with_a_real_token_passes(path: Path) -> None:
    data = filled(path.read_bytes())
    if has_token(path.name, data):
        assert may_hold_token(data, format_of(path.name))


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
    "coloured": f"\x1b[01;31m\x1b[K{TOKEN}\x1b[m\x1b[K",
    "default": f"${{X:-{TOKEN.lower()}}}",
}


@pytest.mark.parametrize("value", DISGUISES.values(), ids=DISGUISES)
@pytest.mark.parametrize("form", ["env", "json", "yaml", "folded", "base64", "secret", "embedded", "utf-16", "comment"])
def test_disguises(value: str, form: str) -> None:
    path, text = {
        "env": (".env", f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN='{value}'\n"),
        "json": ("a.json", json.dumps({"vtexAppKey": KEY, "vtexAppToken": value})),
        "yaml": ("a.yaml", f"vtex:\n  appKey: {KEY}\n  appToken: {json.dumps(value)}\n"),
        "folded": ("a.yaml", f"vtex:\n  appToken: >-\n    {value[:50]}\n    {value[50:]}\n  appKey: {KEY}\n"),
        "base64": (".env", f"VTEX_APP_TOKEN={b64(value)}\n"),
        "secret": ("a.yaml", f"kind: Secret\ndata:\n  VTEX_APP_TOKEN: {b64(value)}\n"),
        "embedded": ("a.json", json.dumps({"vtex": json.dumps({"appKey": KEY, "appToken": value})})),
        "utf-16": (".env", f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN='{value}'\n"),
        "comment": (".env", f"# VTEX_APP_TOKEN={value}\n"),
    }[form]
    data = text.encode("utf-16" if form == "utf-16" else "utf-8")
    assert may_hold_token(data, format_of(path)) or not has_token(path, data)
    if form in ("env", "json", "yaml", "utf-16"):
        assert has_token(path, data)  # so that the line above says something


@examples(300)
@given(
    st.integers(0, 50),
    st.sampled_from([60, 100, 128, 200]),
    st.booleans(),
    st.lists(
        st.tuples(
            st.integers(0, 200),
            st.sampled_from(
                [" ", "\n", "\u200b", '"', ",", "\\", "\x07", "А", "Ａ", "1", "(", "\\n", "\\n ", "\\t  \\r", "\\n\n", "\n\\n"]
            ),
        ),
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
    assert may_hold_token(data, format_of(path)) or not has_token(path, data)


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


COUNTRIES = (
    "ARG BRA CHL COL ECU MEX PER PRY URY VEN USA CAN ESP PRT FRA DEU ITA GBR JPN CHN KOR IND AUS NZL ZAF EGY MAR TUR GRC SWE".split()
)
STATES = (
    "WAITING INVOICED CANCELED HANDLING READY APPROVED PENDING SHIPPED DELIVERED RETURNED QUEUED WINDOW EXPIRED JOINED KNOWN ZEROED".split()
)


@pytest.mark.parametrize("words", [COUNTRIES, STATES, COUNTRIES * 8], ids=["countries", "states", "many"])
@pytest.mark.parametrize("indent", [None, 2, 8])
@pytest.mark.parametrize("depth", [0, 1, 2])
def test_lists_of_capital_words_are_dismissed(words: list[str], indent: int | None, depth: int) -> None:
    text = json.dumps({"key": "value", "default": words[0], "enum": words}, indent=indent)
    for _ in range(depth):
        text = json.dumps({"token": text})
    assert not may_hold_token(text.encode(), "json")


def test_a_text_of_another_script_is_dismissed() -> None:
    texts = ("\u0e01\u0e32\u0e23" * 200, "\u4e2d\u6587" * 200, "\u044f\u0436\u0438\u0437\u043d\u044c" * 60)
    for text in texts:
        assert not may_hold_token(json.dumps({"token": text}, ensure_ascii=False).encode(), "json")


def test_every_lookalike_and_all_that_is_invisible_begins_with_a_byte_that_counts() -> None:
    characters = (chr(code) for code in range(128, 0x110000) if not 0xD800 <= code <= 0xDFFF)
    assert {one.encode()[0] for one in characters if is_lookalike(one) or is_invisible(one)} <= set(_WILD)


@examples(200)
@given(st.integers(0, 30), st.integers(1, 24), st.sampled_from([" ", "\n", "\n  ", "\t"]), st.sampled_from([".env", "a.json", "a.yaml"]))
def test_no_grouping_hides_a_token_of_capitals(seed: int, size: int, between: str, path: str) -> None:
    value = between.join(token(seed)[at : at + size] for at in range(0, 128, size))
    text = {
        ".env": f'VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN="{value}"\n',
        "a.json": json.dumps({"vtexAppKey": KEY, "vtexAppToken": value}),
        "a.yaml": f"vtexAppKey: {KEY}\nvtexAppToken: {json.dumps(value)}\n",
    }[path]
    assert may_hold_token(text.encode(), format_of(path)) or not has_token(path, text.encode())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kind: Secret\n", True),
        ("a: &kind Secret\nkind: *kind\n", True),
        ("kind: !!str\n  Secret\n", True),
        ('kind = "Secret"\n', True),
        (json.dumps({"text": json.dumps({"kind": "Secret"})}), True),
        ("kind: ConfigMap\n# " + "." * 400 + "Secret\n", False),
        ("kind: ConfigMap\n", False),
        ("name: Secret\n", False),
    ],
)
def test_a_kind_that_may_be_a_secret(text: str, expected: bool) -> None:
    assert is_secret_manifest(text.encode()) is expected
