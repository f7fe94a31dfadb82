"""The READMEs and guides in Portuguese and Spanish say what the English ones say: the same headings, commands, code, numbers and links."""

import re

import pytest

from tests.paths import ROOT
from tools.picture import svg
from tools.site.outline import english
from vtexlint.pages.guides import CHOICE

READMES = ("README.md", "README.es.md", "README.pt.md")
GENERATED = ("authentication", "cli", "loaders", "rules/")
GUIDES = [
    name
    for path in sorted((ROOT / "docs").rglob("*.md"))
    if english(name := path.relative_to(ROOT).as_posix()) != name and not name.startswith(tuple(f"docs/{one}" for one in GENERATED))
]
_BLOCK = re.compile(r"^```\w*\n.*?^```$", re.MULTILINE | re.DOTALL)
_TERMS = {"ignore"}  # the translations write this word of "ignore comments" as code


def prose(text: str) -> str:
    return _BLOCK.sub("", text)


def levels(text: str) -> list[str]:
    return re.findall(r"^(#+) ", prose(text), re.MULTILINE)


def items(text: str) -> list[str]:
    """The marks of the items of lists, in order."""
    return re.findall(r"^(- (?:\*\*)?|\d+\. )", prose(text), re.MULTILINE)


def links(text: str) -> set[str]:
    """The links, by the page that they lead to, but for the choice of a language; places in a translated page have names of their own."""
    found = re.findall(r"\]\(([^)]+)\)", CHOICE.sub("", text))
    plain = (re.sub(r"report\.[\w-]+\.svg", "report.svg", link) for link in found)
    return {english(link.partition("#")[0]) for link in plain}


@pytest.fixture
def text(name: str) -> str:
    return (ROOT / name).read_text()


@pytest.fixture
def original(name: str) -> str:
    return (ROOT / english(name)).read_text()


@pytest.mark.parametrize("name", [*READMES[1:], *GUIDES])
class TestTranslation:
    def test_it_has_the_same_parts_in_the_same_order(self, text: str, original: str) -> None:
        assert levels(text) == levels(original)
        assert items(text) == items(original)

    def test_it_has_the_same_commands(self, text: str, original: str) -> None:
        assert _BLOCK.findall(text) == _BLOCK.findall(original)
        own, others = (set(re.findall(r"`([^`\n]+)`", prose(one))) for one in (text, original))
        assert own - _TERMS == others

    def test_it_has_the_same_links(self, text: str, original: str) -> None:
        assert links(text) == links(original)

    def test_it_has_the_same_numbers(self, text: str, original: str) -> None:
        assert re.findall(r"\d+", prose(text)) == re.findall(r"\d+", prose(original))

    def test_it_is_another_language(self, text: str, original: str) -> None:
        shared = set(prose(original).split("\n")) & set(prose(text).split("\n"))
        assert {line for line in shared if len(line.split()) > 3} == set()


def test_guides_are_found() -> None:
    assert {"docs/faq.pt-BR.md", "docs/faq.es.md"} <= set(GUIDES)


@pytest.mark.parametrize("name", READMES)
def test_each_readme_leads_to_the_others(name: str, text: str) -> None:
    assert re.findall(r"\]\(([\w.]+)\)", text.split("\n")[2]) == [other for other in READMES if other != name]


class TestPicture:
    def test_a_part_is_at_its_column_with_its_colour(self) -> None:
        made = svg("x", "\x1b[1;31merror\x1b[0m <a> \x1b[2m|\x1b[0m\n")
        assert '<text x="16" y="50" textLength="42" lengthAdjust="spacingAndGlyphs" font-weight="bold" fill="#ff8e88">error</text>' in made
        assert '<text x="66.4" y="50" textLength="25.2" lengthAdjust="spacingAndGlyphs">&lt;a&gt;</text>' in made
        assert '<text x="100" y="50" textLength="8.4" lengthAdjust="spacingAndGlyphs" fill="#9aa5b1">|</text>' in made

    def test_it_loads_nothing_and_shows_no_token(self) -> None:
        for path in (ROOT / "docs").glob("report*.svg"):
            text = path.read_text()
            assert not re.search(r"href|url\(|<(?:script|image|style)|[A-Z]{20}", text), path
            assert "&lt;token, 128 " in text
        assert len(list((ROOT / "docs").glob("report*.svg"))) == 3
