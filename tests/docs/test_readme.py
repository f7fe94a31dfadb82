"""The READMEs in Portuguese and Spanish say what README.md says: the same headings, commands, code and links."""

import re
from collections import Counter

import pytest

from tests.paths import ROOT
from tools.picture import svg
from tools.site.outline import english

ENGLISH = (ROOT / "README.md").read_text()
OTHERS = {language: (ROOT / f"README.{language}.md").read_text() for language in ("pt", "es")}
_BLOCK = re.compile(r"^```\w*\n.*?^```$", re.MULTILINE | re.DOTALL)
_TERMS = {"ignore"}  # the translations write this word of "ignore comments" as code


def prose(text: str) -> str:
    return _BLOCK.sub("", text)


def levels(text: str) -> list[str]:
    return re.findall(r"^(#+) ", prose(text), re.MULTILINE)


def items(text: str) -> list[str]:
    """The marks of the items of lists, in order."""
    return re.findall(r"^(- (?:\*\*)?|\d+\. )", prose(text), re.MULTILINE)


def links(text: str) -> Counter[str]:
    """The links by the page that they lead to, but for the choice of a language."""
    body = text.partition("\n\n")[2].partition("\n\n")[2]
    return Counter(re.sub(r"report\.[\w-]+\.svg", "report.svg", english(link)) for link in re.findall(r"\]\(([^)]+)\)", body))


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
class TestTranslation:
    def test_it_has_the_same_parts_in_the_same_order(self, text: str) -> None:
        assert levels(text) == levels(ENGLISH)
        assert items(text) == items(ENGLISH)

    def test_it_has_the_same_commands(self, text: str) -> None:
        assert _BLOCK.findall(text) == _BLOCK.findall(ENGLISH)
        own, others = (set(re.findall(r"`([^`\n]+)`", prose(one))) for one in (text, ENGLISH))
        assert own - _TERMS == others

    def test_it_has_the_same_links(self, text: str) -> None:
        assert links(text) == links(ENGLISH)

    def test_it_has_the_same_numbers(self, text: str) -> None:
        assert re.findall(r"\d+", prose(text)) == re.findall(r"\d+", prose(ENGLISH))

    def test_it_is_another_language(self, text: str) -> None:
        shared = set(prose(ENGLISH).split("\n")) & set(prose(text).split("\n"))
        assert {line for line in shared if len(line.split()) > 3} == set()


def test_each_leads_to_the_others() -> None:
    for language, text in {"en": ENGLISH, **OTHERS}.items():
        choice = re.findall(r"\]\(([\w.]+)\)", text.split("\n")[2])
        assert choice == [
            name for name in ("README.md", "README.pt.md", "README.es.md") if name != f"README.{language}.md".replace(".en", "")
        ]


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
            assert re.search(r"&lt;token, 128 (?:letters|letras)&gt;", text)
        assert len(list((ROOT / "docs").glob("report*.svg"))) == 3
