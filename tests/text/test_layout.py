"""Text in lines that fit, by columns of a terminal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.run import check
from vtexlint.reporters.style import Style
from vtexlint.reporters.table import reporter
from vtexlint.text.columns import columns
from vtexlint.text.layout import table, wrapped


@pytest.mark.parametrize(
    ("text", "width"), [("", 0), ("abc", 3), ("ação", 4), ("a\u0303", 1), ("日本", 4), ("한국", 4), ("Ｗ", 2), ("a\u200bb", 2), ("“x”", 3)]
)
def test_columns(text: str, width: int) -> None:
    assert columns(text) == width


@given(
    st.lists(st.sampled_from(["a", "bcd", "ação", "日本語", "`a b  c`", "(`x y`)", "(see", "e\u0301e"]), min_size=1), st.integers(12, 60)
)
def test_lines_fit_and_no_word_is_lost(words: list[str], width: int) -> None:
    lines = list(wrapped(" ".join(words), width, "- ", "  "))
    assert all(columns(line) <= width for line in lines)
    assert lines[0].startswith("- ")
    assert all(line.startswith("  ") for line in lines[1:])
    assert " ".join(line[2:] for line in lines) == " ".join(words)


def test_a_word_that_is_too_long_has_a_line_of_its_own() -> None:
    assert list(wrapped(f"see https://{'x' * 50} there", 20, "  ", "  ")) == ["  see", f"  https://{'x' * 50}", "  there"]


def test_a_table_is_aligned_and_its_last_column_wrapped() -> None:
    rows = [("ação", "erro", "uma linha com muitas palavras que não cabe"), ("日本", "aviso", "x")]
    assert list(table(rows, 40)) == [
        "ação  erro   uma linha com muitas",
        "             palavras que não cabe",
        "日本  aviso  x",
    ]  # fmt: skip
    assert list(table(rows, 30, indent=2)) == [
        "  ação  erro",
        "      uma linha com muitas",
        "      palavras que não cabe",
        "  日本  aviso",
        "      x",
    ]
    assert list(table([], 40)) == []


@pytest.mark.parametrize("name", ["chave", "clé_é", "鍵", "e\u0301"])
def test_the_marks_of_a_frame_are_below_what_they_mark(name: str) -> None:
    text = reporter("text")(check(".env", f'{{"{name}": 1}} # VTEX\nVTEX_APP_KEY="vtexappkey-loja-AAAAAA"\n', snippets=True), Style())
    found = reporter("text")(
        check("a.json", f'{{"{name}": 1, "vtexAppKey": "VTEXAPPKEY-loja-AAAAAA", "vtexAppToken": "x"}}', snippets=True), Style()
    )
    lines = (text + found).split("\n")
    marks = [(lines[number - 1], line) for number, line in enumerate(lines) if "^" in line]
    assert marks
    for source, mark in marks:
        start = mark.index("^")
        before = next(end for end in range(len(source) + 1) if columns(source[:end]) >= start)
        assert columns(source[:before]) == start
        assert source[before : before + 1] in ("<", "…", "x", '"') or source[before:].strip()
