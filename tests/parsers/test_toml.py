"""The TOML reader against tomli, the public suite, and hostile input."""

import string
from pathlib import Path
from typing import Any

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from tests.examples import examples
from vtexlint.parsers import toml
from vtexlint.parsers.model import Document
from vtexlint.text.source import Source

Flat = list[tuple[tuple[str | int, ...], str]]


def parse(text: str) -> Document:
    return toml.parse(Source("x.toml", text))


def flat(document: Document) -> Flat:
    found = []
    for entry in document.entries:
        path = tuple(reversed(document.ancestors(entry.container)))
        found.append(((*path, entry.item if entry.name is None else entry.name), entry.value if entry.kind == "string" else entry.kind))
    return sorted(found, key=repr)  # type: ignore[arg-type]


def expected(value: Any, path: tuple[str | int, ...] = ()) -> Flat:
    if isinstance(value, dict):
        return [leaf for key, inner in value.items() for leaf in expected(inner, (*path, key))]
    if isinstance(value, list):
        return [leaf for index, inner in enumerate(value) for leaf in expected(inner, (*path, index))]
    if isinstance(value, str):
        return [(path, value)]
    kind = "boolean" if isinstance(value, bool) else "number" if isinstance(value, int | float) else "other"
    return [(path, kind)]


def files(shared: Path, kind: str) -> list[Path]:
    found = sorted((shared / "corpora/toml-test" / kind).rglob("*.toml"))
    assert len(found) > 150, "toml-test is missing or cut"
    return found


def test_valid_files_of_the_public_suite(shared: Path) -> None:
    listed = set((shared / "corpora/toml-test/files-toml-1.1.0").read_text().split())
    seen = 0
    for path in files(shared, "valid"):
        if path.relative_to(shared / "corpora/toml-test").as_posix() not in listed:
            continue
        seen += 1
        source = Source(path.name, path.read_bytes().decode().removeprefix("\ufeff"))
        document = toml.parse(source)
        assert document.problem is None, path
        assert flat(document) == sorted(expected(tomli.loads(source.text)), key=repr), path
        for entry in document.entries:
            places = toml.source_map(source, entry)
            assert places is not None
            assert len(places) == len(entry.value or "") + 1
    assert seen > 200


def test_invalid_files_of_the_public_suite(shared: Path) -> None:
    for path in files(shared, "invalid"):
        try:
            text = path.read_bytes().decode()
        except UnicodeDecodeError:
            continue
        refused = False
        try:
            tomli.loads(text)
        except (tomli.TOMLDecodeError, ValueError):
            refused = True
        document = toml.parse(Source(path.name, text))
        assert (document.problem is not None) == refused, path
        assert document.problem is None or 0 <= document.problem.offset <= len(text)


KEYS = st.text(alphabet=string.ascii_lowercase + "-_é \"'.", max_size=6)
STRINGS = st.text(max_size=20).filter(lambda s: not any("\ud800" <= c <= "\udfff" for c in s))


def basic(text: str) -> str:
    out = "".join(c if c.isprintable() and c not in '\\"' else f"\\U{ord(c):08x}" for c in text)
    return f'"{out}"'


def dump(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f"'''{value}'''" if value.isalpha() and len(value) % 2 else basic(value)
    if isinstance(value, list):
        return "[" + ", ".join(map(dump, value)) + " # c\n]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{basic(k)} = {dump(v)}" for k, v in value.items()) + "}"
    return str(value)


VALUES = st.recursive(
    STRINGS | st.booleans() | st.integers(-999, 999),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)


@examples(150)
@given(st.dictionaries(KEYS, VALUES, max_size=4), st.sampled_from(["\n", "\r\n"]))
def test_made_documents(table: dict[str, Any], newline: str) -> None:
    text = "".join(f"{basic(key)} = {dump(value)}\n" for key, value in table.items()).replace("\n", newline)
    document = parse(text)
    assert document.problem is None
    assert flat(document) == sorted(expected(tomli.loads(text)), key=repr)


@examples(200)
@given(st.text(alphabet="ab=.[]{}\"'#,\\ \n\r1", max_size=40))
def test_any_text_is_refused_as_tomli_does(text: str) -> None:
    try:
        tomli.loads(text)
        fine = True
    except tomli.TOMLDecodeError:
        fine = False
    document = parse(text)
    assert (document.problem is None) == fine
    if fine:
        assert flat(document) == sorted(expected(tomli.loads(text)), key=repr)


@pytest.mark.parametrize(
    ("text", "slices"),
    [
        ('a = "b"', ["b"]),
        ("a = 'b'", ["b"]),
        ('a = """\nb\\\n  c"""', ["b\\\n  c"]),
        ("a.b = 1 # x", ["1"]),
        ("[t]\na = [1, 'x', {b = \"c\"}]", ["1", "x", "c"]),
    ],
)
def test_spans(text: str, slices: list[str]) -> None:
    assert [text[e.span.start : e.span.end] for e in parse(text).entries] == slices


def test_tables_arrays_and_dotted_keys_have_their_ancestors() -> None:
    document = parse("[a.b]\nc.d = 1\n[[x]]\ny = 1\n[[x]]\ny = 2\n[x.z]\nw = 3\n")
    found = [(document.ancestors(e.container), e.name) for e in document.entries]
    assert found == [(["c", "b", "a"], "d"), ([0, "x"], "y"), ([1, "x"], "y"), (["z", 1, "x"], "w")]


def test_duplicates_are_kept_and_told() -> None:
    document = parse("a = 1\na = 2\n")
    assert [e.value for e in document.entries] == ["1", "2"]
    assert document.problem is not None


def test_messages_quote_nothing_of_the_file() -> None:
    for text in ('a = "secretvalue', "secretname = 1\nsecretname = 2", "[secretname]\n[secretname]", "a = secretvalue"):
        problem = parse(text).problem
        assert problem is not None
        assert "secret" not in problem.message


@pytest.mark.slow
@pytest.mark.parametrize("text", ["a = " + "[" * 100_000, "a = " + "{b = " * 20_000, "[" * 100_000, "a." * 50_000 + "b = 1"])
def test_depth_ends(text: str) -> None:
    assert parse(text).containers
