"""The masked diff: it shows what changes, and no value."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.case_files import FILES, case_id, name_of
from tests.examples import examples
from tests.fake import KEY, TOKEN, b64, token
from tests.linter.test_fix_drawn import PIECES
from tests.run import context_of, filled
from vtexlint.linter.fix_file import fix_file
from vtexlint.linter.lint import lint_file
from vtexlint.parsers.formats import format_of, guess_format
from vtexlint.reporters.diff import render
from vtexlint.text.source import Source


def diff(path: str, data: str | bytes, colour: bool = False) -> str:
    before = Source.from_bytes(path, data if isinstance(data, bytes) else data.encode())
    kind = format_of(path) or guess_format(before.text)
    done = fix_file(lint_file(before, kind), context_of(), unsafe=True)
    return render(done, colour)


def check(text: str, secrets: set[str]) -> None:
    """No run of a secret, well-formed hunks, and no line that seems to replace itself."""
    for secret in secrets:
        for at in range(len(secret) - 6):
            assert secret[at : at + 7] not in text
    hunks = re.split(r"^(@@ .* @@)\n", text, flags=re.MULTILINE)
    for header, body in zip(hunks[1::2], hunks[2::2], strict=True):
        lines = [line for line in body.splitlines() if not line.startswith("\\")]
        old, new = ([line for line in lines if line[0] in signs] for signs in (" -", " +"))
        counts = [int(n or "1") for n in re.fullmatch(r"@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@", header).groups()]  # type: ignore[union-attr]
        assert counts == [len(old), len(new)]
        for block in re.findall(r"((?:^-.*\n(?:\\.*\n)?)+)((?:^\+.*\n(?:\\.*\n)?)+)", body, flags=re.MULTILINE):
            minus, plus = ({line[1:] for line in part.splitlines() if line[0] != "\\"} for part in block)
            assert minus.isdisjoint(plus)


@pytest.mark.parametrize("path", FILES, ids=case_id)
def test_every_case(path: Path) -> None:
    data = filled(path.read_bytes())
    text = diff(name_of(path), data)
    secrets = {run for run in re.findall(r"[A-Za-z0-9+/]{40,}", data.decode("utf-8", "replace")) if not run.startswith("vtexappkey")}
    check(text, secrets)
    assert (text != "") == path.with_name(path.name + ".fixed").exists()


@examples(300)
@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join), st.sampled_from([".env", "a.yaml", "a.toml", "a.json"]))
def test_any_arrangement(text: str, path: str) -> None:
    check(diff(path, text), {TOKEN, TOKEN.lower(), b64(TOKEN)})


def test_what_it_says() -> None:
    text = f"A=b # c\nVTEX_APP_KEY = {KEY}\n\nVTEX_APP_TOKEN=' {TOKEN}\u200b;'\nPASSWORD=Hunter2\nX=1\nY=2\nZ=3\n"
    assert diff("d/.env", text) == (
        "--- d/.env\n+++ d/.env\n@@ -1,7 +1,7 @@\n"
        " A=… # …\n"
        "-VTEX_APP_KEY =<key, 28 characters, leading whitespace>\n"
        f"+VTEX_APP_KEY={KEY}\n"
        " \n"
        "-VTEX_APP_TOKEN='<token, 131 characters, leading whitespace, invisible characters, stray delimiters>'\n"
        "+VTEX_APP_TOKEN='<token, 128 letters>'\n"
        " PASSWORD=…\n X=…\n Y=…\n"
    )


def test_lines_that_are_joined_and_a_file_that_ends_without_a_line_break() -> None:
    text = f"vtex:\n  appKey: {KEY}\n  appToken: >\n    {TOKEN[:64]}\n    {TOKEN[64:]}"
    assert diff("a.yaml", text).splitlines()[6:] == [
        "-    <token, 129 characters, inner whitespace>",
        "-<token, 129 characters, inner whitespace>",
        "\\ No newline at end of file",
        "+    <token, 128 letters>",
        "\\ No newline at end of file",
    ]


def test_what_cannot_be_told_apart_is_said_to_change() -> None:
    encoded_entry = [
        json.dumps({"vtexAppKey": KEY, "vtexAppToken": TOKEN, "x": {"vtexAppKey": KEY + tail, "vtexAppToken": token(1)}})
        for tail in (" ", "")
    ]
    text = "kind: Secret\ndata:\n  a.json: {}\n"
    found = diff("a.yaml", text.format(b64(encoded_entry[0])))
    minus, plus = (next(line for line in found.splitlines() if line.startswith(sign + "  ")) for sign in "-+")
    assert minus[1:] != plus[1:]


def test_long_lines_are_cut_to_what_changes() -> None:
    filler = {f"name{n}": "value" for n in range(300)}
    text = json.dumps({**filler, "vtexAppKey": KEY, "vtexAppToken": TOKEN + " ", **{f"z{n}": 1 for n in range(300)}})
    found = diff("a.json", text)
    assert "trailing whitespace" in found
    assert all(len(line) < 200 for line in found.splitlines())


def test_hostile_names_and_colours() -> None:
    text = json.dumps({"vtex": {"\x1b[31mx": 1, "appKey": KEY + " ", "appToken": TOKEN}}, ensure_ascii=False).replace("\\u001b", "\x1b")
    found = diff("a\x1b[2J\n.json5", text)
    assert "\x1b" not in found
    assert found.startswith("--- a\\x1b[2J\\n.json5\n")
    coloured = diff(".env", f"VTEX_APP_KEY= {KEY}\nVTEX_APP_TOKEN={TOKEN}\n", colour=True)
    assert "\x1b[31m-VTEX_APP_KEY" in coloured
    assert "\x1b[32m+VTEX_APP_KEY" in coloured


def test_line_ends_alone_are_no_change() -> None:
    text = f"VTEX_APP_KEY= {KEY}\r\nVTEX_APP_TOKEN={TOKEN}\r\nX=1\r\n"
    assert [line[0] for line in diff(".env", text).splitlines()] == ["-", "+", "@", "-", "+", " ", " "]
