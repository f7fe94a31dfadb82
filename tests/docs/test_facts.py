"""docs/facts.md: every statement about VTEX has its source, every source that a page names is in the table."""

import re
from collections.abc import Iterator

from tests.paths import ROOT
from vtexlint._startup.typed import NamedTuple
from vtexlint.pages.topics import TOPICS
from vtexlint.rules.registry import rules

# where VTEX states something; stores' hosts, which requests go to, are no sources
SOURCE = re.compile(r"https://(?:help\.vtex\.com|developers\.vtex\.com|github\.com/vtex\w*)/[^\s)\"'`|>]+")


class Fact(NamedTuple):
    id: str
    statement: str
    source: str
    of: str
    read: str
    pages: list[str]


def facts() -> list[Fact]:
    rows = [line for line in (ROOT / "docs/facts.md").read_text("utf-8").splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in row.strip("|").split(" | ")] for row in rows[1:]]
    return [Fact(id, statement, source, of, read, pages.split(", ")) for id, statement, source, of, read, pages in cells]


def page(name: str) -> str | None:
    """The text of a rule's page, of a topic, or of a file of docs/."""
    texts = {rule.name: rule.page for rule in rules()} | TOPICS
    file = ROOT / "docs" / name
    return texts.get(name) or (file.read_text("utf-8") if file.is_file() else None)


def stated() -> Iterator[tuple[str, str]]:
    """(file, source) of every source that is named anywhere in the program or in the documentation."""
    pages = [
        path for path in ROOT.glob("docs/**/*.md") if not path.name.endswith((".es.md", ".pt-BR.md"))
    ]  # these have VTEX's pages in that language
    for path in (*ROOT.glob("vtexlint/**/*.py"), *pages, ROOT / "README.md", ROOT / "CONTRIBUTING.md"):
        if path.name != "facts.md":
            for match in SOURCE.finditer(path.read_text("utf-8")):
                yield str(path.relative_to(ROOT)), match[0].rstrip(".,;:")


def test_the_table_is_in_order() -> None:
    rows = facts()
    assert len({row.id for row in rows}) == len(rows) > 30
    for row in rows:
        assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", row.id), row
        assert SOURCE.fullmatch(row.source) or row.source == "observed", row
        assert re.fullmatch(r"20\d\d-\d\d(?:-\d\d)?", row.read), row
        assert row.of == "unknown" or (re.fullmatch(r"20\d\d-\d\d(?:-\d\d)?", row.of) and row.of <= row.read), row
        assert row.statement, row


def test_every_source_that_a_page_names_is_in_the_table() -> None:
    known = {row.source for row in facts()}
    assert [(file, source) for file, source in stated() if source not in known] == []


def test_every_fact_is_stated_with_its_source_where_the_table_says() -> None:
    for row in facts():
        assert row.pages, row
        for name in row.pages:
            text = page(name)
            assert text is not None, (row.id, name)
            assert row.source == "observed" or re.search(re.escape(row.source) + r"(?![\w/-])", text), (row.id, name)


def test_every_page_that_names_a_source_is_in_its_rows() -> None:
    listed = {(name, row.source) for row in facts() for name in row.pages}
    for rule in rules():
        for match in SOURCE.finditer(rule.page):
            assert (rule.name, match[0]) in listed
    for name, text in TOPICS.items():
        for match in SOURCE.finditer(text):
            assert (name, match[0]) in listed
