"""The quick TOML reader gives what tomli gives, or leaves the file to tomli."""

import random
from pathlib import Path

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from tests.paths import ROOT
from vtexlint._startup import plain_toml

PYPROJECT = """\
# the project
[build-system]
requires = ["hatchling>=1.26"] # why
build-backend = 'hatchling.build'

[project]
name = "shop"
authors = [{ name = "A", email = "a@example.com" }, {name="B"}]
dependencies = [
    "requests>=2",  # web
    "vtexlint",

    # nothing else
]
[project.optional-dependencies]
xlsx = ["openpyxl>=3.1"]

[tool.vtexlint]
ignore = ["name-casing"]
force-exclude = true
max-file-size = 1048576
per-file-ignores = {"tests/**" = ["key-casing"]}

[[tool.other.contracts]]
a.b.c = 1
a.b."d e" = 0
[[tool.other.contracts]]
[tool.other.contracts.more]
"""


def held(text: str) -> bool:
    """Whether the reader read the text; it must then be what tomli reads."""
    found = plain_toml.read(text)
    if found is not None:
        assert found == tomli.loads(text)
    return found is not None


def test_the_usual_is_read() -> None:
    assert held(PYPROJECT)
    assert held(PYPROJECT.replace("\n", "\r\n"))
    assert held("")
    assert held("a = 1")


def test_this_projects_own_settings_are_read() -> None:
    assert held((ROOT / "pyproject.toml").read_text())


@pytest.mark.parametrize(
    "text",
    [
        'a = "b\\n"', 'a = """b"""', "a = 1.5", "a = -1", "a = 0x1", "a = 01", "a = 1_0", "a = 1979-05-27", "a = 1979-05-27 07:32:00",
        "a = inf", "a = True", "a = ", "a", "= 1", "a = 1 2", "a = 1\nb = 2 c = 3", "a = 1\na = 2", "a.b = 1\na.b.c = 2", "[a]\n[a]",
        "[a.b]\n[a]", "a = {}\n[a.b]", "a.b = 1\n[a]", "a.b = 1\n[a.c]", "a = []\n[[a]]", "a = [{}]\n[a.b]", "[a]\n[[a]]", "[[a]]\n[a]", "[a", "[[a]",
        "[a]]", "[ [a]]", "[]", "a = [1", "a = [1,,2]", "a = [,]", "a = {b = 1,}", "a = {b = 1 c = 2}", "a = {b.c = 1}", "a = {b = 1, b = 2}",
        "a = {\nb = 1}", 'a = "b\nc"', "a = 'b", "a = \x00", "# \x7f", "a = 1\rb = 2", "[a.b.c]\n[a]\nb.d = 1", "a = " + "[" * 3000,
        "a = 'b'c", "a = 99999999999999999999", "a = ٣", "é = 1", "a.b = 1\na.c = 1\n[x]\n[a.d]",
    ],
)  # fmt: skip
def test_the_unusual_and_the_wrong_is_left_to_tomli(text: str) -> None:
    held(text)


@pytest.mark.parametrize("text", ["a = 1.5", "a = 1\na = 2", "a = {}\n[a.b]", "[a]\n[a]", "a = [1", 'a = "b\\n"', "a.b = 1\n[a.c]"])
def test_what_is_wrong_or_unusual_is_not_read(text: str) -> None:
    assert not held(text)


KEYS = st.lists(st.sampled_from(["a", "b", "tool", "vtexlint", '"a b"', "'c'", '"a"', "x-1", "é", "1"]), min_size=1, max_size=3).map(
    ".".join
)
VALUES = st.recursive(
    st.sampled_from(
        ["1", "0", "true", "false", '"x"', "'y'", '""', "1.5", '"\\n"', "[]", "{}", "2020-01-01", "-1", "x", "[\n]", '"#"', "'='"]
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
        st.lists(inner, max_size=3).map(lambda items: "[\n" + "".join(f"  {item}, # c\n" for item in items) + "]"),
        st.lists(st.tuples(KEYS, inner), max_size=3).map(lambda rows: "{" + ", ".join(f"{k} = {v}" for k, v in rows) + "}"),
    ),
    max_leaves=4,
)
LINES = st.one_of(
    KEYS.map(lambda key: f"[{key}]"),
    KEYS.map(lambda key: f"[[ {key} ]]  # x"),
    st.tuples(KEYS, VALUES).map(lambda row: f"{row[0]} = {row[1]}"),
    st.tuples(KEYS, VALUES).map(lambda row: f"\t{row[0]}={row[1]} # c"),
    st.sampled_from(["", "# c", "  "]),
)


@given(st.lists(LINES, max_size=8).map("\n".join))
def test_it_gives_what_tomli_gives(text: str) -> None:
    held(text)


@given(st.text("ab[]{}=.,#\"' \n\t\r1_-\\é", max_size=30))
def test_any_text(text: str) -> None:
    held(text)


@given(st.integers())
def test_a_damaged_file(seed: int) -> None:
    chance = random.Random(seed)
    text = list(PYPROJECT)
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(text))
        text[at : at + chance.randint(0, 2)] = chance.choice(["", "\n", "[", "]", '"', "'", "=", ",", "#", "a", ".", "{", "}", " "])
    held("".join(text))


def test_a_conformance_suite(shared: Path) -> None:
    read = 0
    for file in sorted((shared / "corpora/toml-test").rglob("*.toml")):
        try:
            text = file.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            continue
        read += held(text)
    assert read > 50
