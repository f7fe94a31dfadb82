"""Decoding, positions, and that nothing is lost on the way."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vtexlint.text.source import Position, Source, Span, UndecodableError, edited


@pytest.mark.parametrize(
    ("data", "encoding", "text"),
    [
        (b"A=1\n", "utf-8", "A=1\n"),
        (b"\xef\xbb\xbfA=1\r\n", "utf-8", "A=1\r\n"),
        ("\ufeffA=é".encode("utf-16-le"), "utf-16-le", "A=é"),
        ("\ufeffA=é".encode("utf-16-be"), "utf-16-be", "A=é"),
        (b"# caf\xe9\n", "latin-1", "# café\n"),
        (b"", "utf-8", ""),
    ],
)
def test_decoded(data: bytes, encoding: str, text: str) -> None:
    source = Source.from_bytes(".env", data)
    assert (source.encoding, source.text) == (encoding, text)
    assert source.encode() == data


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"A=1\0B", "NUL byte"),
        ("A=1\nB=2\n".encode("utf-16-le"), "without a byte order mark"),
        (b"\xff\xfeA", "not UTF-16"),
        (b"\xff\xfe\x00\x00A\x00", "NUL"),
    ],
)
def test_undecodable(data: bytes, why: str) -> None:
    with pytest.raises(UndecodableError, match=why):
        Source.from_bytes(".env", data)


@given(st.binary(max_size=200))
def test_bytes_survive(data: bytes) -> None:
    try:
        source = Source.from_bytes("x", data)
    except UndecodableError:
        return
    assert source.encode() == data


@given(st.text(alphabet="a\r\n\x0b\x85\u2028é😀", max_size=40))
def test_lines_are_those_of_lf_cr_and_both(text: str) -> None:
    source = Source("x", text)
    assert source.line_starts == [0, *(m.end() for m in re.finditer(r"\r\n|\r|\n", text))]
    for offset in range(len(text) + 1):
        position = source.position(offset)
        assert source.offset(*position) == offset


@given(st.text(alphabet="a\r\n", max_size=40), st.lists(st.integers(0, 40), max_size=12))
def test_lines_that_are_counted_are_those_of_a_small_text(text: str, offsets: list[int]) -> None:
    small, large = Source("x", text), Source("x", text)
    for offset in offsets:
        at = min(offset, len(text))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("vtexlint.text.source._LARGE", 0)
            counted = large.position(at)
            assert large.line_span(counted.line) == small.line_span(counted.line)
        assert counted == small.position(at)


def test_columns_count_code_points() -> None:
    assert Source("x", "a\n😀b").position(3) == Position(2, 2)
    assert Source("x", "ab\r\n\ncd").line_span(1) == Span(0, 2)


def test_a_copy_has_all_but_the_text() -> None:
    def facts(source: Source) -> tuple[object, ...]:
        return (source.display_path, source.repo_path, source.encoding, source.bom, source.value_name)

    source = Source.from_bytes("a/x", "\ufeffsecrét".encode("utf-16-le"), "shop/a/x", "VTEX_APP_KEY")
    assert facts(source) == ("a/x", "shop/a/x", "utf-16-le", b"\xff\xfe", "VTEX_APP_KEY")
    for copy in (source.with_text("other"), edited(source, 0, 6, "other")):
        assert (copy.text, facts(copy)) == ("other", facts(source))
    moved = source.under("b", "c/b", "VTEX_APP_TOKEN")
    assert (moved.text, facts(moved)) == (source.text, ("b", "c/b", "utf-16-le", b"\xff\xfe", "VTEX_APP_TOKEN"))
    assert facts(Source("x", ""))[1:] == ("x", "utf-8", b"", "")


def test_repr_shows_no_text() -> None:
    assert "secret" not in repr(Source("x", "secret"))
