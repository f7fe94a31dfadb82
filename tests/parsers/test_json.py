"""The JSON reader against json.loads, the public suites, and hostile input."""

import json as stdlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.examples import examples
from vtexlint.parsers import json
from vtexlint.parsers.model import Document
from vtexlint.text.source import Source, UndecodableError

# comments, trailing commas and empty files are no fault of config files
ACCEPTED = {
    "n_array_extra_comma.json", "n_array_number_and_comma.json", "n_object_lone_continuation_byte_in_key_and_trailing_comma.json",
    "n_object_trailing_comma.json", "n_object_trailing_comment.json", "n_object_trailing_comment_slash_open.json",
    "n_single_space.json", "n_structure_UTF8_BOM_no_data.json", "n_structure_no_data.json", "n_structure_object_with_comment.json",
}  # fmt: skip

Leaf = tuple[tuple[str | int, ...], str | None]


class Pairs(list[tuple[str, Any]]):
    pass


def parse(text: str, path: str = "x.json") -> Document:
    return json.parse(Source(path, text))


def flat(document: Document) -> list[Leaf]:
    found: list[Leaf] = []
    for entry in document.entries:
        path = tuple(reversed(document.ancestors(entry.container)))
        found.append(((*path, entry.item if entry.name is None else entry.name), entry.value))
    return found


def expected(value: Any, path: tuple[str | int, ...] = ()) -> list[Leaf]:
    if isinstance(value, Pairs):
        return [leaf for key, inner in value for leaf in expected(inner, (*path, key))]
    if isinstance(value, list):
        return [leaf for index, inner in enumerate(value) for leaf in expected(inner, (*path, index))]
    return [(path or (0,), "true" if value is True else "false" if value is False else value)]


def loaded(text: str) -> list[Leaf]:
    return expected(stdlib.loads(text, object_pairs_hook=Pairs, parse_int=str, parse_float=str, parse_constant=str))


def check_offsets(source: Source, document: Document) -> None:
    for entry in document.entries:
        if entry.value is None:
            continue
        places = json.source_map(source, entry)
        assert places is not None
        assert len(places) == len(entry.value) + 1
        assert (places[0], places[-1]) == entry.span or not entry.value


def files(shared: Path, folder: str, least: int) -> list[Path]:
    found = sorted(path for path in (shared / "corpora" / folder).rglob("*") if path.suffix in (".json", ".json5", ".js", ".txt"))
    assert len(found) > least, f"{folder} is missing or cut"
    return found


def test_json_test_suite(shared: Path) -> None:
    for path in files(shared, "json-test-suite", 300):
        try:
            source = Source.from_bytes(path.name, path.read_bytes())
        except UndecodableError:
            continue
        document = json.parse(source)
        if path.name.startswith("y_"):
            assert document.problem is None, path
            assert flat(document) == loaded(source.text), path
            check_offsets(source, document)
        elif path.name.startswith("n_"):
            assert (document.problem is None) == (path.name in ACCEPTED), path


def test_json5_tests(shared: Path) -> None:
    for path in files(shared, "json5-tests", 80):
        document = parse(path.read_bytes().decode(), "x.json5")
        is_valid = path.suffix in (".json", ".json5") or path.stem in ("empty", "top-level-inline-comment", "top-level-block-comment")
        assert (document.problem is None) == is_valid, path


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=15,
)


@examples(200)
@given(VALUES, st.sampled_from([None, 2, "\t"]), st.booleans())
def test_agrees_with_json_loads(value: Any, indent: Any, ascii_only: bool) -> None:
    text = stdlib.dumps(value, indent=indent, ensure_ascii=ascii_only)
    source = Source("x.json", text)
    document = json.parse(source)
    assert document.problem is None
    assert flat(document) == loaded(text)
    check_offsets(source, document)


@examples(300)
@given(st.text(alphabet="{}[]:,\"\\/*'truefalsn10.-+eE \n\tu", max_size=40))
def test_any_text_is_read_or_refused_at_a_place_in_it(text: str) -> None:
    document = parse(text)
    if document.problem is None and text.strip() and "/" not in text:
        try:
            assert flat(document) == loaded(text)
        except stdlib.JSONDecodeError:
            assert "," in text  # a trailing comma is the one thing that json.loads refuses here
    elif document.problem is not None:
        assert 0 <= document.problem.offset <= len(text)


@pytest.mark.parametrize(
    ("path", "text", "slices"),
    [
        ("x.json", '{"a": "b\\n", "c": [1, null]}', ["b\\n", "1", "null"]),
        ("x.jsonc", '{// c\n"a": "b",}', ["b"]),
        ("x.json5", "{a: 'b', 'c': +.5, d: \"x\\\ny\"}", ["b", "+.5", "x\\\ny"]),
        ("x.jsonl", '{"a": "b"}\n{"a": "c"}\n', ["b", "c"]),
        ("x.json5.example", "{a: 'b'}", ["b"]),
    ],
)
def test_spans(path: str, text: str, slices: list[str]) -> None:
    document = parse(text, path)
    assert document.problem is None
    assert [text[e.span.start : e.span.end] for e in document.entries] == slices


@pytest.mark.parametrize(
    ("text", "offset"),
    [('{"a": 1 "b": 2}', 8), ('{"a" 1}', 5), ('{"a": "b', 6), ("{'a': 1}", 1), ('{"a": 1} x', 9), ('["a\nb"]', 3), ("[1, 2", 5)],
)
def test_problems_have_an_exact_place(text: str, offset: int) -> None:
    problem = parse(text).problem
    assert problem is not None
    assert problem.offset == offset


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 50_000, "[" * 100_000 + "]" * 100_000])
def test_depth_ends_in_a_problem(text: str) -> None:
    problem = parse(text).problem
    assert problem is not None
    assert "1,000 levels" in problem.message


def in_both_ways(text: str) -> list[Document]:
    """Read step by step, as a small text is, and in strides, as a large one."""
    large = json._LARGE
    found = []
    try:
        for json._LARGE in (len(text) + 1, -1):
            found.append(parse(text))
    finally:
        json._LARGE = large
    return found


PIECES = [
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    " ",
    "\n",
    '"a"',
    '"\\n"',
    '"b',
    "1",
    "-0.5e3",
    "01",
    "1x",
    "null",
    "true",
    "// c\n",
    "/* d */",
    "\x01",
    "\u00e9",
]


@pytest.mark.slow
@examples(600)
@given(st.lists(st.sampled_from([*PIECES, '"k": "v",', '"k": 1,', "1, 2,", '{"a": [', "]}"]), max_size=25).map("".join))
def test_a_large_text_is_read_as_a_small_one(text: str) -> None:
    stepped, strided = in_both_ways(text)
    assert strided == stepped


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5), lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4), max_leaves=20), st.sampled_from([None, 1]))  # fmt: skip
def test_sound_json_is_read_alike_in_strides(value: Any, indent: int | None) -> None:
    text = stdlib.dumps(value, indent=indent, ensure_ascii=False)
    stepped, strided = in_both_ways(text)
    assert strided == stepped
    assert strided.problem is None


def test_the_suite_is_read_alike_in_strides(shared: Path) -> None:
    for path in files(shared, "json-test-suite", 300):
        text = path.read_bytes().decode("utf-8", "replace")
        if len(text) < 100_000:
            stepped, strided = in_both_ways(text)
            assert strided == stepped, path.name
