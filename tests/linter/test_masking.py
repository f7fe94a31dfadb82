"""The lines that reports show are masked alike, however the spans of the file are found."""

import pytest

from tests.fake import KEY, TOKEN, key, pieces, token
from tests.run import check
from vtexlint.diagnostics import Finding
from vtexlint.linter import masking
from vtexlint.linter.parse_file import parse_file
from vtexlint.parsers.formats import format_of
from vtexlint.settings import Settings
from vtexlint.text.source import Source

PARTS = pieces(TOKEN, *(token(number) for number in range(9)))


def text(entries: int) -> str:
    """Keys and damaged tokens in many lines, one of them in several lines."""
    lines = [f"name{number}: value {number}" for number in range(entries)]
    for number in range(8):
        lines[number * entries // 8] = f"s{number}: {{vtexAppKey: {key(suffix='ABCDEFGH'[number] * 6)}, vtexAppToken: ' {token(number)}'}}"
    lines.insert(entries // 3, f"x.env: |\n  # {TOKEN}\n  VTEX_APP_KEY={KEY} \n  VTEX_APP_TOKEN={TOKEN}  # x\n  OTHER='{TOKEN}\n  a'")
    lines.insert(entries // 2, f"wrapped: {{vtexAppKey: {KEY}, vtexAppToken: '{TOKEN[:64]}\n   {TOKEN[64:]}'}}")
    return "\n".join(lines) + "\n"


def shown(entries: int) -> list[object]:
    findings = check("a.yaml", text(entries), snippets=True).findings
    assert len(findings) > 8
    assert not any(part in repr(one.location.snippet) for one in findings for part in PARTS)
    assert all(one.location.snippet is not None and one.location.snippet.masks for one in findings)
    return [(one.location.start, one.location.snippet) for one in findings]


@pytest.mark.parametrize(("name", "value"), [("_FEW", 0), ("_FEW", 1), ("_FEW", 100), ("_SMALL", 0), ("_SMALL", 10_000)])
@pytest.mark.parametrize("entries", [40, 1100])
def test_every_way_shows_the_same(entries: int, name: str, value: int, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = shown(entries)
    monkeypatch.setattr(masking, name, value)
    assert shown(entries) == usual


def line_of(finding: Finding) -> str:
    assert finding.location.snippet is not None
    return finding.location.snippet.text


BROKEN = [
    (name, text.format(key=KEY, first=TOKEN[:cut], sign=sign, rest=TOKEN[cut:]))
    for cut in (8, 18, 40, 100)
    for sign in ("=", ": ", "=>", " = ", ":")
    for name, text in (
        ("a.py", 'APP_KEY, APP_TOKEN = "x", "{first}{sign}{rest}"\n'),
        ("a.py", 'VTEX_APP_KEY = "{key} "; y = "{first}{sign}{rest}"\n'),
        ("a.x", 'VTEX_APP_KEY = "{key} "; y = "{first}{sign}{rest}"\n'),
        ("a.yaml", 'VTEX_APP_KEY = "{key} "; y = "{first}{sign}{rest}"\n'),
        ("b.yaml", 'vtex: {{appKey: "{key} ", y: {first}{sign}{rest}}}\n'),
        ("n.txt", "{key}{first}{sign}{rest}\n"),
        ("a.json", '{{"vtexAppKey": "{key} ", "{first}": "{rest}"}}\n'),
        (".env", "VTEX_APP_KEY={key}\nVTEX_APP_TOKEN={first}\n{first}{sign}{rest}\n"),
    )
]


@pytest.mark.parametrize(("name", "text"), BROKEN)
def test_the_letters_before_a_sign_in_a_token_are_no_name(name: str, text: str) -> None:
    for finding in check(name, text, state="tracked", snippets=True).findings:
        shown = [str(finding.message), str(finding.help), finding.name, line_of(finding)]
        assert not any(part in one for one in shown for part in PARTS)


@pytest.mark.parametrize("name", ["SENHA", "PASSWORD", "TOKEN", "VTEX_APP_TOKEN"])
def test_a_name_of_capitals_is_shown(name: str) -> None:
    found = check("a.yaml", f"vtexAppKey: {KEY}\n{name}: {TOKEN[:127]}\n", state="tracked", snippets=True).findings
    assert all(name in line_of(one) for one in found if one.location.start.line == 2)


SECRET = "hunter2secret"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("w.properties", f"vtex.appKey={KEY} \nvtex.appToken={TOKEN[:112]}\n{TOKEN[112:]}\n"),
        ("b.properties", f"{TOKEN[:19]}.appToken={TOKEN[19:]}\n"),
        ("c.properties", f"{TOKEN[:39].lower()}.appToken={token(1)}\n"),
        ("d.js", f'const k="{KEY}"; cfg = {{"{TOKEN[:19]}": "{token(1)}"}}\n'),
        (".env", f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN_{TOKEN[:18]}={token(1)} \n"),
    ],
)
def test_letters_of_a_token_are_no_name(path: str, text: str) -> None:
    result = check(path, text, state="tracked", snippets=True)
    assert result.findings
    for one in result.findings:
        shown = [str(one.message), str(one.help), one.name, line_of(one)]
        assert not any(part in each.upper() for each in shown for part in PARTS)


@pytest.mark.parametrize(
    ("path", "text", "shown"),
    [
        ("a.properties", f"vtex.appKey={KEY} \n{SECRET}\n", "…"),
        ("a.properties", f"vtex.appKey={KEY} \nspring.profile=\n", "spring.profile="),
        ("a.json", f'{{"vtex": {{"appKey": "{KEY} "}},\n"https://deploy:{SECRET}@a.example": {{}}}}\n', '"https://…@a.example": {}}'),
        ("a.json", f'{{"vtex": {{"appKey": "{KEY} "}},\n"https://a.example:8080/@a": 1}}\n', '"https://a.example:8080/@a": …}'),
    ],
)
def test_other_secrets_in_names(path: str, text: str, shown: str) -> None:
    format = format_of(path)
    assert format is not None
    parsed = parse_file(Source(path, text), format, Settings())
    masker = masking.Masker(parsed.source, parsed.document, parsed.found)
    assert masker.line(2).text == shown
