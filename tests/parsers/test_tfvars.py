"""`.tfvars`: against python-hcl2."""

from typing import Any

import hcl2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.parsers.spans import check_entries
from vtexlint.parsers import tfvars
from vtexlint.parsers.model import Document
from vtexlint.text.source import Source


def nested(document: Document) -> Any:
    """The values as Python has them, with numbers and expressions as their text."""
    made: list[Any] = [{} if container.kind == "mapping" else [] for container in document.containers]
    children: list[Any] = [
        (c.name_span.start, c.start, c.key, c.parent, made[i]) for i, c in enumerate(document.containers) if c.parent != -1
    ]
    values: list[Any] = [
        (e.name_span.start, e.span.start, e.item if e.name is None else e.name, e.container, e.value) for e in document.entries
    ]
    for _, _, key, parent, value in sorted(children + values, key=lambda row: row[:2]):
        if isinstance(made[parent], list):
            made[parent].append(value)
        else:
            made[parent][key] = value
    return made[0]


def parsed(text: str) -> Document:
    return tfvars.parse(Source("a.tfvars", text))


NAMES = st.sampled_from("a b_c d-e vtex_app_key f1".split())
STRINGS = st.text("abZ9 #/=,{}[]'.-_é", max_size=12)
BLANKS = st.sampled_from(["", " ", "  ", "\t"])
BREAKS = st.sampled_from(["\n", " # c\n", " // d\n", "\n\n", "\n/* e\n f */\n", "\r\n"])


def rendered(value: Any, draw: st.DrawFn) -> str:
    if isinstance(value, dict):
        return (
            "{"
            + draw(BREAKS)
            + "".join(f"{k}{draw(BLANKS)}={draw(BLANKS)}{rendered(v, draw)}{draw(BREAKS)}" for k, v in value.items())
            + "}"
        )
    if isinstance(value, list):
        return "[" + ",".join(draw(BLANKS) + rendered(v, draw) for v in value) + "]"
    return f'"{value}"'


@st.composite
def files(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    values = st.recursive(STRINGS, lambda of: st.lists(of, max_size=3) | st.dictionaries(NAMES, of, max_size=3), max_leaves=6)
    content = draw(st.dictionaries(NAMES, values, max_size=4))
    return "".join(f"{name}{draw(BLANKS)}={draw(BLANKS)}{rendered(value, draw)}{draw(BREAKS)}" for name, value in content.items()), content


def plain(value: Any) -> Any:
    """python-hcl2's result without the quotes that it leaves on strings and its own fields."""
    if isinstance(value, dict):
        return {k.strip('"'): plain(v) for k, v in value.items() if not k.startswith("__")}
    if isinstance(value, list):
        return [plain(v) for v in value]
    return value[1:-1] if isinstance(value, str) and value[:1] == '"' == value[-1:] else value


@settings(max_examples=60, deadline=None)
@given(files())
def test_agrees_with_python_hcl2(case: tuple[str, dict[str, Any]]) -> None:
    text, content = case
    document = parsed(text)
    assert document.problem is None
    assert nested(document) == content == plain(hcl2.loads(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r'a = "b\n\t\"\\c\u0041\U00000042"', {"a": 'b\n\t"\\cAB'}),
        ('a = "${var.b} $${c} %{ if d }e%{ endif } ${f("g")}"', {"a": '${var.b} ${c} %{ if d }e%{ endif } ${f("g")}'}),
        ("a = <<EOT\n  b\n c\nEOT\nd = 1", {"a": "  b\n c\n", "d": "1"}),
        ("a = <<-EOT\n    b\n\n      c\n  EOT\n", {"a": "b\n\n  c\n"}),
        ("a = true\nb = null\nc = -1.5e3", {"a": "true", "b": None, "c": "-1.5e3"}),
        ('a = [\n  "b", # c\n  "d",\n]\n', {"a": ["b", "d"]}),
        ('a = { b : "c", "d e" = "f" }', {"a": {"b": "c", "d e": "f"}}),
        ('a = var.b ? f("c", [1]) : 2 # d\ne = "f"', {"a": 'var.b ? f("c", [1]) : 2', "e": "f"}),
    ],
)
def test_values(text: str, expected: dict[str, Any]) -> None:
    document = parsed(text)
    assert document.problem is None
    assert nested(document) == expected
    check_entries(Source("a.tfvars", text), document)


@pytest.mark.parametrize(
    "text", ['a = "b', "a = <<EOT\nb", "a", "a = ", 'a = "b" "c"', "a = [1", "a = {b}", "/* a", "[a]", 'resource "a" "b" {}', "a = f(1"]
)
def test_what_is_not_hcl_has_a_problem(text: str) -> None:
    assert parsed(text).problem is not None


def test_comments() -> None:
    source = Source("a.tfvars", '# one\n// two\na = "b # c" # three\n/* four\n five */\n')
    found = [(source.slice(comment.span), comment.own_line) for comment in tfvars.parse(source).comments]
    assert found == [("# one", True), ("// two", True), ("# three", False), ("/* four\n five */", True)]


@given(st.one_of(st.text(), st.text('ab=" \n\r\\$%{}[]()<-E#/*,:?.1', max_size=60)))
def test_any_text(text: str) -> None:
    source = Source("a.tfvars", text)
    check_entries(source, tfvars.parse(source))


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        "[",
        "{",
        "a={",
        "a=[",
        'a="${',
        "a=<<E\n",
        "a=(",
        "(",
        '"',
        "/*",
        "/**/",
        "a=<<E\nE\n",
        'a="$',
        "\\",
        "a=b ",
        "a= /",
        "#",
        '${"',
        "a=1\n",
    ],
)
def test_hostile_text_ends(unit: str) -> None:
    for start in ("", "a = ", 'a = "', "a = [", "a = f("):
        parsed(start + unit * (300_000 // len(unit)))
