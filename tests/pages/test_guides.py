"""`vtexlint explain settings` and the like: the guides of docs/, in a terminal."""

import re

import pytest

from tests.paths import ROOT
from vtexlint.cli.main import run
from vtexlint.pages import guides
from vtexlint.pages.guides import ALIASES, GUIDES, NAMES, guide
from vtexlint.pages.terminal import topic_for_terminal
from vtexlint.rules.names import TITLES
from vtexlint.text.layout import wrapped

PROMISED = {"settings", "formats", "baseline", "fixing", "exit-codes", "ignore", "names", "ci", "hooks", "editors", "faq"}


def test_what_an_installed_package_explains() -> None:
    assert GUIDES.keys() >= PROMISED
    assert not set(NAMES) & set(TITLES)
    assert set(ALIASES.values()) <= set(NAMES)
    assert not ALIASES.keys() & {*NAMES, *TITLES}


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_fits_and_has_no_marks_of_markdown(name: str, width: int) -> None:
    text = topic_for_terminal(name, colour=False, width=width)
    title = (ROOT / "docs" / GUIDES[name][0]).read_text().partition("\n")[0].removeprefix("# ")
    assert text.startswith("\n".join(wrapped(title, width)))
    for line in text.splitlines():
        if line.startswith("    "):
            continue  # an example keeps its lines
        assert not re.search(r"<!--|\]\(|^#{2,4} |\*\*\w", line), line
        longest = max((*line.split(), *re.findall(r"(?:`[^`]*`\S*\s*)+", line)), key=len, default="")  # neither is broken
        assert len(line) <= max(width, 30 + len(longest)), line


@pytest.mark.parametrize("name", GUIDES)
def test_its_links_name_commands_that_exist(name: str) -> None:
    text = guide(name)
    for command in re.findall(r"`vtexlint explain ([\w-]+)`", text):
        assert command in {*NAMES, *TITLES, *ALIASES, "RULE"}, command
    assert not re.search(r"\]\((?!https?:)", text)


def test_links() -> None:
    shown = guides._shown(
        "# Title\n\n[formats](formats.md#files), [the rule](rules/key-casing.md), [key-casing](rules/key-casing.md), [why](adr/0001.md), "
        "[VTEX](https://help.vtex.com/x)\n<!-- generated: x -->\n```yaml\na: 1\n```\n<!-- end -->\n![picture](x.png)\n"
    )
    assert shown == (
        "Title\n\nformats, the rule (`vtexlint explain key-casing`), key-casing, why, [VTEX](https://help.vtex.com/x)\n```text\na: 1\n```\npicture"
    )


@pytest.mark.parametrize(
    ("typed", "first"),
    [("401", "The pair looks correct"), ("403", "The pair looks correct"), ("settings", "Settings"), ("pre-commit", "As a git hook")],
)
def test_explain(typed: str, first: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", typed]) == 0
    assert capsys.readouterr().out.startswith(first)


@pytest.mark.parametrize(("language", "faq"), [("en", "Questions and"), ("pt-BR", "Perguntas e"), ("es", "Preguntas y")])
def test_a_guide_is_in_the_reader_s_language_where_it_is_translated(language: str, faq: str) -> None:
    text = topic_for_terminal("faq", colour=False, language=language)
    assert text.startswith(faq)
    assert "English" not in text
    assert topic_for_terminal("formats", colour=False, language=language).startswith("Report formats")
    assert "(`vtexlint explain authentication`)" in re.sub(r"\s+", " ", text)


def test_the_line_with_the_languages() -> None:
    line = "English | [Español](faq.es.md) | [Português](../README.pt.md)\n\n"
    assert guides.CHOICE.sub("", f"# T\n\n{line}text\n") == "# T\n\ntext\n"
    for kept in ("English | Español\n", "[English](x.md) text\n", "| English | [x](y) |\n"):
        assert guides.CHOICE.sub("", kept) == kept


def test_a_mistyped_guide_is_suggested(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "settigns"]) == 2
    assert "did you mean `settings`?" in capsys.readouterr().err
