"""The YAML reader against PyYAML's own events, the public suite, and hostile input."""

from pathlib import Path
from typing import Any

import pytest
import yaml as pyyaml
from hypothesis import given
from hypothesis import strategies as st

from tests.examples import examples
from vtexlint.parsers.model import Document
from vtexlint.parsers.yaml import parser
from vtexlint.text.source import Source

LOADERS = [pyyaml.SafeLoader, *([pyyaml.CSafeLoader] if pyyaml.__with_libyaml__ else [])]


@pytest.fixture(params=LOADERS, ids=lambda loader: loader.__name__, autouse=True)
def _loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parser, "LOADER", request.param)


def parse(text: str) -> Document:
    return parser.parse(Source("x.yaml", text))


def flat(document: Document) -> list[tuple[tuple[str | int, ...], str | None]]:
    found = []
    for entry in document.entries:
        if not entry.alias:
            path = tuple(reversed(document.ancestors(entry.container)))
            found.append(((*path, entry.item if entry.name is None else entry.name), entry.value))
    return found


def oracle(text: str) -> list[str] | None:
    """The values of all scalars that are no key, in order; None where PyYAML refuses the text."""
    values: list[str] = []
    stack: list[list[Any]] = []
    anchors: set[str] = set()
    try:
        for event in pyyaml.parse(text, Loader=parser.LOADER):
            if isinstance(event, pyyaml.DocumentStartEvent):
                anchors.clear()
            anchor = getattr(event, "anchor", None)
            if isinstance(event, pyyaml.AliasEvent) and anchor not in anchors:
                return None  # as the composer does
            if anchor:
                anchors.add(anchor)
            top = stack[-1] if stack else None
            is_key = top is not None and top[0] == "map" and not top[1]
            inside_key = any(snippet[2] for snippet in stack)
            if isinstance(event, pyyaml.MappingStartEvent | pyyaml.SequenceStartEvent):
                stack.append(["map" if isinstance(event, pyyaml.MappingStartEvent) else "seq", False, is_key])
                continue
            if isinstance(event, pyyaml.MappingEndEvent | pyyaml.SequenceEndEvent):
                stack.pop()
                top = stack[-1] if stack else None
            elif isinstance(event, pyyaml.ScalarEvent):
                if not is_key and not inside_key:
                    values.append(event.value)
            elif not isinstance(event, pyyaml.AliasEvent):
                continue
            if top is not None:
                top[1] = not top[1]
    except (pyyaml.YAMLError, UnicodeEncodeError):
        return None
    return values


def check_against_oracle(text: str) -> None:
    expected = oracle(text)
    document = parse(text)
    assert (expected is None) == (document.problem is not None)
    if expected is None or "{{" in text or "<<" in text:
        return
    entries = [entry for entry in document.entries if not entry.alias]
    assert len(entries) == len(expected)
    for entry, value in zip(entries, expected, strict=True):
        assert entry.value == value or (entry.value is None and value in ("", "~", "null", "Null", "NULL"))


def suite(shared: Path) -> list[Path]:
    found = sorted((shared / "corpora/yaml-test-suite").rglob("in.yaml"))
    assert len(found) > 390, "the yaml-test-suite is missing or cut"
    return found


@pytest.mark.thorough
def test_the_public_suite(shared: Path) -> None:
    unmapped = mapped = 0
    for path in suite(shared):
        text = path.read_bytes().decode()
        source = Source(path.name, text.removeprefix("\ufeff"))
        check_against_oracle(source.text)
        for entry in parser.parse(source).entries:
            if entry.value is not None and not entry.alias:
                places = parser.source_map(source, entry)
                mapped += places is not None
                unmapped += places is None
                if places is not None:
                    assert len(places) == len(entry.value) + 1
                    assert places == sorted(places)
    assert unmapped / mapped < 0.04


YAML_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=12,
)


@examples(120)
@given(YAML_VALUES, st.booleans(), st.sampled_from([None, "'", '"', "|", ">"]), st.booleans(), st.sampled_from([20, 80]))
def test_dumped_documents(value: Any, flow: bool, style: str | None, unicode: bool, width: int) -> None:
    text = pyyaml.safe_dump(value, default_flow_style=flow, default_style=style, allow_unicode=unicode, width=width)
    check_against_oracle(text)
    source = Source("x.yaml", text)
    for entry in parser.parse(source).entries:
        places = parser.source_map(source, entry) if entry.value is not None else None
        if places is not None:
            assert len(places) == len(entry.value or "") + 1
            assert all(0 <= place <= len(text) for place in places)


@examples(300)
@given(st.text(alphabet="ab:-#'\"|>&*!{}[], \n\t%@\r\u2028é😀", max_size=40))
def test_any_text_is_read_or_refused_as_pyyaml_does(text: str) -> None:
    document = parse(text)
    assert (document.problem is None) == (oracle(text) is not None)
    assert all(0 <= e.span.start <= e.span.end <= len(text) for e in document.entries)


@pytest.mark.parametrize(
    ("text", "slices"),
    [
        ("a: b\n", ["b"]),
        ("a: 'b c'\n", ["b c"]),
        ('a: "b\\n"\n', ["b\\n"]),
        ("a: &x !!str b # c\n", ["b"]),
        ("a: |\n  b\n  c\n", ["b\n  c"]),
        ("a: |2\n   b\n", [" b"]),
        ("x:\n  - |2-\n     b\n  - a: |1\n      c\n", [" b", " c"]),
        ("a: >-\n\n  b  \n\nc: 1", ["b  ", "1"]),
        ("😀: 😀é\r\nb: c\r\n", ["😀é", "c"]),
        ("- a\n- [b, {c: d}]\n", ["a", "b", "d"]),
        ("a:\n", [""]),
    ],
)
def test_spans(text: str, slices: list[str]) -> None:
    assert [text[e.span.start : e.span.end] for e in parse(text).entries] == slices


def test_block_scalar_offsets_reach_the_kept_line_break() -> None:
    source = Source("x.yaml", "a: |\n  bc\n  d\nz: 1\n")
    entry = parser.parse(source).entries[0]
    assert entry.value == "bc\nd\n"
    assert parser.source_map(source, entry) == [7, 8, 9, 12, 13, 14]


def test_merges_and_aliases_are_repeated_where_they_stand() -> None:
    document = parse("base: &b\n  k: 1\n  t: 2\nv:\n  <<: *b\n  t: 3\nw: *b\nx: &s y\nz: *s\n")
    repeated = [(document.ancestors(e.container), e.name, e.value) for e in document.entries if e.alias]
    assert repeated == [(["v"], "k", "1"), (["w"], "k", "1"), (["w"], "t", "2"), ([], "z", "y")]


def test_templates_in_value_position() -> None:
    entries = parse("a: {{ .Values.x }}\nb: 1\n").entries
    assert [(e.name, e.kind, e.value) for e in entries] == [("a", "template", "{{ .Values.x }}"), ("b", "number", "1")]


def test_tags_comments_and_documents() -> None:
    document = parse("# one\na: !Ref x # two\nb: 'c # no'\n--- \nd: e#no\n")
    assert [e.tag for e in document.entries] == ["!Ref", "", ""]
    assert [(document.containers[e.container].document) for e in document.entries] == [0, 0, 1]
    assert [(c.span, c.own_line) for c in document.comments] == [((0, 5), True), ((16, 21), False)]


@pytest.mark.slow
@pytest.mark.parametrize(
    "text", ["[" * 100_000, "{a: " * 20_000, "- " * 5_000, "? " * 5_000, "[" * 900 + "]" * 900, "a: [" * 300, "&a [" * 20_000]
)
def test_depth_ends_in_a_problem(text: str) -> None:
    assert parse(text).problem is not None


@pytest.mark.thorough
def test_a_bomb_of_aliases_stays_small() -> None:
    text = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{n}: &{n} [{', '.join(['*' + p] * 9)}]\n" for p, n in zip("abcdefgh", "bcdefghi", strict=True)
    )
    document = parse(text)
    assert document.problem is None
    assert len(document.entries) < 25_000


@pytest.mark.parametrize("text", ["a: \ud800\n", "a: \x07\n", "a: 'b\n", "a: b: c\n", "\t- a\n", "a: *b\n", "%YAML 3.0\n"])
def test_refused_with_a_place_and_no_content(text: str) -> None:
    problem = parse(text).problem
    assert problem is None or (0 <= problem.offset <= len(text) and "'b" not in problem.message)
