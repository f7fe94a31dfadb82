"""Masked source lines in other languages: what stands for a value is translated, and what is underlined stays under it."""

import re
from pathlib import Path

import pytest

from tests import fake
from tests.run import context_of
from vtexlint.cli.main import run
from vtexlint.diagnostics import Snippet
from vtexlint.languages.catalogue import translation
from vtexlint.linter.conclude import conclude
from vtexlint.linter.fix_file import fix_file
from vtexlint.linter.lint import lint_file
from vtexlint.reporters import diff
from vtexlint.reporters.style import Style
from vtexlint.reporters.table import reporter
from vtexlint.text.messages import Template, render
from vtexlint.text.source import Source

SEVERAL = f'{{"first": {{"appKey": "{fake.KEY} ", "appToken": "{fake.token("A")}"}}, "vtex": {{"appKey": "{fake.KEY}", "appToken": "{fake.token("B")} "}}}}'
LONG = f'{{"about": "{"- " * 90}", "vtex": {{"appKey": "{fake.KEY}", "appToken": "{fake.token("B")} ", "more": "{"- " * 90}"}}}}'
WORDS = {
    "en": ("<key, 28 characters>", "<token, 129 characters>", "<key, 28 characters, trailing whitespace>"),
    "es": ("<clave, 28 caracteres>", "<token, 129 caracteres>", "<clave, 28 caracteres, espacios en blanco al final>"),
    "pt-BR": ("<chave, 28 caracteres>", "<token, 129 caracteres>", "<chave, 28 caracteres, espaço em branco no fim>"),
}
IN_EACH = pytest.mark.parametrize("language", WORDS)


def underlined(text: str, language: str) -> list[str]:
    """What is underlined in each source line of a report."""
    result = conclude([lint_file(Source.from_bytes("a.json", text.encode()), "json", context_of(snippets=True))], {})
    report = reporter("text")(result, Style(language=language))
    found = re.findall(r"^1 \| (.*)\n +\| ( *)([\^-]+)", report, re.MULTILINE)
    return [line[len(before) : len(before) + len(mark)] for line, before, mark in found]


@IN_EACH
def test_what_stands_for_a_value_is_translated_and_underlined(language: str) -> None:
    key, token, _ = WORDS[language]
    assert underlined(SEVERAL, language) == [key, fake.KEY, key, fake.KEY, key, token]
    assert underlined(LONG, language) == [token]


@pytest.mark.parametrize("pad", range(5, 45, 4))
def test_a_long_line_is_not_cut_inside_of_what_stands_for_a_value(pad: int) -> None:
    """Only as a whole is it translated: `<token, 128 let…` would stay English."""
    a, b = (f'"{name}": "{fake.token(name)}"' for name in ("appToken", "vtexAppToken"))
    text = f'{{"vtex": {{{a}, "{"n" * pad}": 1, "appKey": "{fake.KEY} ", "{"m" * pad}": 2, {b}}}}}'
    result = conclude([lint_file(Source.from_bytes("a.json", text.encode()), "json", context_of(snippets=True))], {})
    report = reporter("text")(result, Style(language="es"))
    line = next(line for line in report.splitlines() if line.startswith("1 | "))
    assert "…" in line
    assert re.findall("<[^>]*>?", line.replace("<clave, 28 caracteres>", "").replace("<token, 128 letras>", "")) == []
    assert not re.search("tras>|racteres>", re.sub("<[^>]*>", "", line))
    assert underlined(text, "es")[0] == "<clave, 28 caracteres>"


def test_a_part_of_a_very_long_line_may_be_shown_as_little() -> None:
    text = "a" * 5_000 + f"\nVTEX_APP_KEY={'/' * 5_000}\nVTEX_APP_TOKEN=\n"
    result = conclude([lint_file(Source.from_bytes("a.env", text.encode()), "dotenv", context_of(snippets=True))], {})
    assert result.findings
    assert all(len(line) < 200 for line in reporter("text")(result, Style()).splitlines())


def test_masks_before_the_underlined_one_do_not_move_it() -> None:
    """What is before the underlined one has other lengths in another language."""
    assert all(mark.startswith("⟦<⟦") and mark.endswith(">⟧") for mark in underlined(SEVERAL, "pseudo") if mark != fake.KEY)


@IN_EACH
def test_the_diff_is_in_the_language_too(language: str) -> None:
    source = Source.from_bytes("a.json", SEVERAL.encode())
    context = context_of()
    translate = translation(language)
    done = fix_file(lint_file(source, "json", context), context, unsafe=False)
    shown = diff.render(done, localize=str if translate is None else lambda message: render(message, translate))
    assert WORDS[language][2] in shown
    assert ("characters" in shown) is (language == "en")


TOKEN_MASK = Template("mask.letters", "<{kind}, {count} letters>")(kind="token", count=128)


def longer(message: str) -> str:
    return f"«{message}»"


@pytest.mark.parametrize(
    ("start", "end", "marked"),
    [(9, 29, "«<token, 128 letters>»"), (36, 56, "«<token, 128 letters>»"), (0, 1, "a"), (31, 34, "b_c"), (57, 58, "}")],
)
def test_what_is_underlined_moves_with_the_masks_before_it(start: int, end: int, marked: str) -> None:
    text = f"a_token: {TOKEN_MASK}, b_c: {TOKEN_MASK} }}"
    assert text[start:end] == marked.strip("«»")
    changed = Snippet(text, start, end, ((9, TOKEN_MASK), (36, TOKEN_MASK))).localized(longer)
    assert changed.text == f"a_token: {longer(TOKEN_MASK)}, b_c: {longer(TOKEN_MASK)} }}"
    assert changed.text[changed.start : changed.end] == marked


def test_another_vendors_credential(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    Path(".env").write_text(f"VTEX_APP_KEY={fake.KEY}\nVTEX_APP_TOKEN=glpat-{'1a' * 12}\n")
    run(("check", "--lang", "pt-BR", ".env"))
    assert "o campo appToken contém um token do GitLab" in capfd.readouterr().out
