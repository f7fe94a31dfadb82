"""Texts and columns: the server's text is the client's, whatever is typed, in every encoding."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types

from tests.examples import examples
from vtexlint.lsp.documents import OpenDocuments
from vtexlint.lsp.positions import Encoding, Positions, code_points, units
from vtexlint.text.source import Source

URI = "file:///a/.env"
ENCODINGS: list[Encoding] = ["utf-8", "utf-16", "utf-32"]
CODECS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}
# what other programs take for line breaks, and what takes one to four bytes
CHARACTERS = "ab=\"' \t\n\r\x0b\x0c\x1c\x85\u2028é中😀\u0301\ufeff"

texts = st.text(CHARACTERS, max_size=30) | st.lists(st.sampled_from(["A=b", "\r\n", "\n", "\r", "😀", "\u2028"]), max_size=12).map("".join)
edits = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), texts), min_size=1, max_size=8)


def position(text: str, offset: int, encoding: Encoding) -> types.Position:
    """Where an offset stands, counted by the protocol's words: lines end at CR LF, LF and CR."""
    line = start = at = 0
    while at < offset:
        step = 2 if text[at : at + 2] == "\r\n" else 1
        if text[at] in "\r\n" and at + step <= offset:
            line, start = line + 1, at + step
        at += step
    codec, width = CODECS[encoding]
    return types.Position(line, len(text[start:offset].encode(codec)) // width)


def outside_breaks(text: str, offset: int) -> int:
    """An offset that a client can name: none between CR and LF."""
    offset = min(offset, len(text))
    return offset - 1 if text[offset - 1 : offset + 1] == "\r\n" else offset


@examples(400)
@given(texts, edits, st.sampled_from(ENCODINGS))
def test_after_any_edits_the_text_is_the_clients(text: str, changes: list[tuple[int, int, str]], encoding: Encoding) -> None:
    buffers = OpenDocuments()
    buffers.encoding = encoding
    buffers.open(types.TextDocumentItem(URI, "dotenv", 1, text))
    for version, (one, other, new) in enumerate(changes, 2):
        start, end = sorted((outside_breaks(text, one), outside_breaks(text, other)))
        place = types.Range(position(text, start, encoding), position(text, end, encoding))
        change = types.TextDocumentContentChangePartial(place, new)
        snapshot = buffers.change(types.DidChangeTextDocumentParams(types.VersionedTextDocumentIdentifier(version, URI), [change]))
        text = text[:start] + new + text[end:]
        assert snapshot is not None
        assert snapshot.text == text
        assert snapshot.version == version


@given(texts, st.integers(0, 40), st.sampled_from(ENCODINGS))
def test_offsets_become_positions_and_come_back(text: str, offset: int, encoding: Encoding) -> None:
    offset = outside_breaks(text, offset)
    positions = Positions(Source("x", text), encoding)
    assert positions.of_offset(offset) == position(text, offset, encoding)
    assert positions.offset(positions.of_offset(offset)) == offset


@pytest.mark.parametrize(("encoding", "counts"), [("utf-8", [0, 1, 1, 1, 1, 2, 3]), ("utf-16", [0, 1, 1, 2, 3]), ("utf-32", [0, 1, 2, 3])])
def test_a_place_inside_a_character_is_its_start(encoding: Encoding, counts: list[int]) -> None:
    assert [code_points("a😀b", count, encoding) for count in range(len(counts))] == counts


def test_half_a_surrogate_pair_counts_as_one_unit() -> None:
    assert units("\ud83d", "utf-16") == 1
    assert code_points("\ud83dab", 2, "utf-16") == 2


def test_positions_beyond_the_end_are_the_end() -> None:
    buffers = OpenDocuments()
    buffers.open(types.TextDocumentItem(URI, "dotenv", 1, "ab\r\ncd"))
    place = types.Range(types.Position(0, 99), types.Position(0, 99))
    ending = types.Range(types.Position(99, 0), types.Position(99, 9))
    changes = [types.TextDocumentContentChangePartial(place, "X"), types.TextDocumentContentChangePartial(ending, "Y")]
    after = buffers.change(types.DidChangeTextDocumentParams(types.VersionedTextDocumentIdentifier(2, URI), changes))
    assert after is not None
    assert after.text == "abX\r\ncdY"


def test_a_text_is_not_printed() -> None:
    buffers = OpenDocuments()
    assert "Hunter2" not in repr(buffers.open(types.TextDocumentItem(URI, "dotenv", 1, "PASSWORD=Hunter2")))
