"""The lines that reports show are masked alike, however the spans of the file are found."""

import pytest

from tests.fake import KEY, TOKEN, key, pieces, token
from tests.run import check
from vtexlint.linter import masking

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
