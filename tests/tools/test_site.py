"""The site: what is made of a page, its links in each language, what the check finds in a built page, the folders of versions."""

import json
import re
from pathlib import Path

import pytest

from tests.paths import ROOT
from tools.site import check, outline, versions
from tools.site.markdown import headings, prepare
from tools.site.stage import BrokenLinkError, configuration, stage

WORDS = outline.LABELS["en"]


def prepared(text: str) -> str:
    return prepare(text, lambda link: f"<{link}>", WORDS, [name for _, name in headings(text)])


class TestMarkdown:
    @pytest.mark.parametrize(
        ("github", "site"),
        [
            ("- a\n  - b\n    c\n", "-   a\n    -   b\n        c\n"),
            ("1. a\n\n   ```sh\n   x\n     y\n   ```\n2. b\n", "1.  a\n\n    ```sh\n    x\n      y\n    ```\n\n2.  b\n"),
            ("10. a\n    b\n", "10. a\n    b\n"),
            ("text\n- a\n- b\n", "text\n\n-   a\n-   b\n"),
            ("text\n| a | b |\n|---|---|\n| 1 | 2 |\n", "text\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"),
            ("text\n```sh\n- x\n# y\n```\ntext\n", "text\n\n```sh\n- x\n# y\n```\n\ntext\n"),
            ("a - b\n-c\n", "a - b\n-c\n"),
        ],
    )
    def test_lists_tables_and_blocks(self, github: str, site: str) -> None:
        assert prepared(github) == site

    def test_the_file_of_an_example_is_its_title(self) -> None:
        assert prepared("```dotenv .env tracked\n```\n") == '```dotenv title=".env (tracked by git)"\n```\n'
        assert prepared("```yaml tracked\n```\n") == '```yaml title="tracked by git"\n```\n'
        assert prepared("~~~json a.json snapshot\n```\n~~~\n") == '~~~json title="a.json (account snapshot)"\n```\n~~~\n'

    def test_headings_have_the_names_that_github_gives_them(self) -> None:
        assert prepared("# A `b`, c\n## A b c\n## A b c\n") == "# A `b`, c { #a-b-c }\n## A b c { #a-b-c-1 }\n## A b c { #a-b-c-2 }\n"

    def test_links_outside_of_code_and_comments(self) -> None:
        assert prepared("[`a`](b.md#c) `[a](b)` ![x](y.svg)\n<!-- generated: x -->\n") == "[`a`](<b.md#c>) `[a](b)` ![x](<y.svg>)\n"
        assert prepared("```md\n[a](b.md)\n```\n") == "```md\n[a](b.md)\n```\n"


@pytest.fixture(scope="module")
def trees(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    made = {language: tmp_path_factory.mktemp("site") for language in outline.LANGUAGES}
    for language, where in made.items():
        stage(where, language)
    return made


class TestPages:
    def test_a_page_that_no_part_lists_is_a_guide(self, tmp_path: Path) -> None:
        assert {path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").rglob("*.md") if "." not in path.stem} <= set(outline.PAGES)
        (tmp_path / "docs").mkdir()
        for name in ("new.md", "new.es.md", "faq.md"):
            (tmp_path / "docs" / name).write_text("# x\n")
        assert list(outline.unlisted(tmp_path)) == ["docs/new.md"]

    def test_every_language_has_every_page_and_every_label(self, trees: dict[str, Path]) -> None:
        assert {frozenset(labels) for labels in outline.LABELS.values()} == {frozenset(WORDS)}
        assert {section for section, _ in outline.SECTIONS} < set(WORDS)
        for where in trees.values():
            pages = {path.relative_to(where / "docs").as_posix() for path in (where / "docs").rglob("*.md")}
            assert pages == {outline.on_site(page) for page in outline.PAGES}
        assert len(set(map(outline.on_site, outline.PAGES))) == len(outline.PAGES)

    def test_a_translated_page_is_that_of_the_language_and_another_says_that_it_is_english(self, trees: dict[str, Path]) -> None:
        assert not list((ROOT / "docs").glob("publishing.*.md"))
        for language, heading in (("en", "What it reports"), ("pt-BR", "O que reporta"), ("es", "Qué reporta")):
            text = (trees[language] / "docs/rules/key-casing.md").read_text()
            assert f"## {heading} {{ #what-it-reports }}" in text
            assert ('lang: "en"' in (trees[language] / "docs/publishing.md").read_text()) == (language != "en")

    def test_links_lead_to_pages_and_files_of_the_same_language(self, trees: dict[str, Path]) -> None:
        rules = (trees["pt-BR"] / "docs/rules/index.md").read_text()
        assert "[key-casing](key-casing.md)" in rules
        assert "(../fixing.md)" in rules
        assert "(files/schemas/settings.schema.json)" in (trees["es"] / "docs/settings.md").read_text()
        assert (trees["es"] / "docs/files/schemas/settings.schema.json").exists()
        assert "(index.md#install)" in (trees["en"] / "docs/versioning.md").read_text()
        for where in trees.values():
            for path in (where / "docs").rglob("*.md"):
                assert not re.search(r"\]\([^):]*(?:README|\.es|\.pt-BR)\.md", path.read_text()), path

    @pytest.mark.parametrize("link", ["nothing.md", "faq.md#nothing"])
    def test_a_link_that_leads_nowhere_ends_the_build(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, link: str) -> None:
        monkeypatch.setattr(outline, "PAGES", ("docs/a.md", "docs/faq.md"))
        (tmp_path / "docs").mkdir()
        (tmp_path / "docs/faq.md").write_text("# F\n")
        (tmp_path / "docs/a.md").write_text(f"# A\n\n[x](faq.md#f) [x]({link})\n")
        with pytest.raises(BrokenLinkError, match=re.escape(f"docs/a.md: {link}")):
            stage(tmp_path / "made", "en", tmp_path)

    def test_a_link_into_a_translated_page_has_the_english_name_of_the_place(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(outline, "PAGES", ("docs/a.md",))
        (tmp_path / "docs").mkdir()
        (tmp_path / "docs/a.md").write_text("# A\n\n## Two words\n")
        (tmp_path / "docs/a.es.md").write_text("# A\n\n[x](#dos-palabras)\n\n## Dos palabras\n")
        stage(tmp_path / "made", "es", tmp_path)
        assert (tmp_path / "made/docs/a.md").read_text() == "# A { #a }\n\n[x](#two-words)\n\n## Dos palabras { #two-words }\n"

    def test_the_theme_loads_nothing_from_elsewhere(self) -> None:
        made = configuration("en")
        assert made["theme"]["font"] is False
        assert not re.search(r"https?://", json.dumps(made))


PAGE = '<html><body><article><h1 id="a">A</h1><p>text</p>{}</article></body></html>'


class TestCheck:
    @pytest.mark.parametrize(
        ("html", "fault"),
        [
            ('<img src="https://example.com/x.png">', "loads https://example.com/x.png"),
            ('<script src="//example.com/x.js"></script>', "loads //example.com/x.js"),
            ('<link rel="preconnect" href="https://example.com">', "loads https://example.com"),
            ('<p style="background: url(https://example.com/x)"></p>', "loads https://example.com/x"),
            ('<img src="none.png">', "loads none.png"),
            ('<a href="none.html">x</a>', "links none.html"),
            ('<a href="/x">x</a>', "links /x"),
            ('<a href="http://example.com">x</a>', "links http://example.com"),
            ('<a href="#none">x</a>', "links #none, where this place is not"),
            ('<a href="other.html#b">x</a>', "links other.html#b, where this place is not"),
        ],
    )
    def test_what_it_finds(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, html: str, fault: str) -> None:
        assert self.found(tmp_path, monkeypatch, html) == [f"page.html: {fault}"]

    @pytest.mark.parametrize(
        "html",
        [
            '<a href="https://example.com">x</a>', '<a href="#a">x</a>', '<a href="other.html#a">x</a>', '<img src="data:image/png;base64,AA">',
            '<link rel="canonical" href="https://example.com">', '<p style="background: url(data:x)"></p>',
        ],
    )  # fmt: skip
    def test_what_it_lets_be(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, html: str) -> None:
        assert self.found(tmp_path, monkeypatch, html) == []

    def test_a_style_sheet(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (tmp_path / "x.css").write_text("a{background:url(data:x)} b{background:url(https://example.com/f)} @import 'y.css';")
        assert self.found(tmp_path, monkeypatch, "") == ["x.css: loads https://example.com/f", "x.css: loads y.css"]

    def found(self, where: Path, monkeypatch: pytest.MonkeyPatch, html: str) -> list[str]:
        monkeypatch.setattr(outline, "PAGES", ())
        (where / "page.html").write_text(PAGE.format(html))
        (where / "other.html").write_text(PAGE.format(""))
        return list(check.faults(where))

    def test_a_page_that_lost_something(self) -> None:
        shown = check.Page('<article><h1 id="a">A<a class="headerlink">¶</a></h1><ul><li>b <code>c</code></li></ul></article>')
        assert list(check.lost(shown, "# A\n\n- b `c`\n")) == []
        assert list(check.lost(shown, "# A\n\n- b `c`\n  - d\n")) == [
            "2 blocks instead of 3, another one from 2",
            "another text than in its source: '' instead of 'd'",
        ]


class TestVersions:
    def test_the_newest_version_is_the_first_page_and_others_are_kept(self, tmp_path: Path) -> None:
        for name in ("0.9.1", "0.10.0"):
            (tmp_path / name / "en").mkdir(parents=True)
            (tmp_path / name / "en/index.html").write_text("")
        versions.write(tmp_path)
        listed = json.loads((tmp_path / "versions.js").read_text().removeprefix("const VERSIONS = "))
        assert listed == [{"name": "0.10.0", "pages": ["en/index.html"]}, {"name": "0.9.1", "pages": ["en/index.html"]}]
        assert re.findall(r'href="([^"]+)"', (tmp_path / "index.html").read_text()) == [
            f"0.10.0/{language}/index.html" for language in outline.LANGUAGES
        ]

    def test_another_language_is_that_of_the_same_page(self, tmp_path: Path) -> None:
        for language in outline.LANGUAGES:
            (tmp_path / language / "rules").mkdir(parents=True)
        page = tmp_path / "en/rules/a.html"
        page.write_text(
            '<link rel="alternate" href="../../es/index.html" hreflang="es">\n<a href="../../es/index.html" hreflang="es">x</a>'
        )
        (tmp_path / "en/404.html").write_text("")
        versions.finish(tmp_path)
        assert page.read_text() == '<a href="../../es/rules/a.html" hreflang="es">x</a>'
        assert not (tmp_path / "en/404.html").exists()
