"""Masks in frames and diffs are in the report's language, and what is underlined is still the value."""

from pathlib import Path

import pytest

from tests.fake import KEY, TOKEN
from vtexlint.cli.main import run
from vtexlint.diagnostics import Snippet
from vtexlint.text.messages import Template

TOKEN_MASK = Template("mask.letters", "<{kind}, {count} letters>")(kind="token", count=128)


def longer(message: str) -> str:
    return f"«{message}»"


@pytest.mark.parametrize(
    ("start", "end", "underlined"),
    [(9, 29, "«<token, 128 letters>»"), (36, 56, "«<token, 128 letters>»"), (0, 1, "a"), (31, 34, "b_c"), (57, 58, "}")],
)
def test_what_is_underlined_moves_with_the_masks_before_it(start: int, end: int, underlined: str) -> None:
    text = f"a_token: {TOKEN_MASK}, b_c: {TOKEN_MASK} }}"
    shown = Snippet(text, start, end, ((9, TOKEN_MASK), (36, TOKEN_MASK)))
    assert text[start:end] == underlined.strip("«»")
    changed = shown.localized(longer)
    assert changed.text == f"a_token: {longer(TOKEN_MASK)}, b_c: {longer(TOKEN_MASK)} }}"
    assert changed.text[changed.start : changed.end] == underlined


@pytest.mark.parametrize(
    ("language", "mask", "fault"),
    [
        ("en", "<token, 129 characters>", ", trailing whitespace>"),
        ("es", "<token, 129 caracteres>", ", espacios en blanco al final>"),
        ("pt-BR", "<token, 129 caracteres>", ", espaço em branco no fim>"),
    ],
)
def test_a_report_and_a_diff(
    language: str, mask: str, fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.yaml").write_text(f'vtex: {{appToken: "{TOKEN} ", appKey: "{KEY}\u200b"}}\n')
    run(("check", "--lang", language, "a.yaml"))
    frames = [line for line in capfd.readouterr().out.splitlines() if " | " in line]
    shown, marks = frames[0].partition(" | ")[2], frames[1].partition(" | ")[2]
    assert mask in shown
    assert shown[marks.index("^") :].startswith(mask)
    assert marks.count("^") == len(mask)
    run(("check", "--lang", language, "--diff", "a.yaml"))
    assert fault in capfd.readouterr().out


def test_another_vendors_credential(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    Path(".env").write_text(f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN=glpat-{'1a' * 12}\n")
    run(("check", "--lang", "pt-BR", ".env"))
    assert "o campo appToken contém um token do GitLab" in capfd.readouterr().out
