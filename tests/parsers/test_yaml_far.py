"""Large YAML without its far members is read as the whole text is."""

from collections.abc import Callable

import pytest

from vtexlint.parsers.yaml import far, near
from vtexlint.text.source import Source

HERE = "HERE"
"""The word in each text near which everything is read."""


def places(text: str) -> list[int]:
    at = text.find(HERE)
    return [] if at == -1 else [at]


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(far, "_SHORTEST", far.FILLER)
    monkeypatch.setattr(far, "_SHARE", 0)
    monkeypatch.setattr(far, "_LARGE", 0)


def shortened(text: str) -> str | None:
    """The shortened text without its fillers; None if the text is read as it is. Fails where something else is found in it."""
    short = far.shortened(text, places(text))
    if short is None:
        return None
    source = Source("a.yaml", text)
    found = near._read(source, places(text), short)
    if found is None or found.is_cut_wrongly:
        return None
    whole = near._read(source, places(text))
    assert whole is not None
    assert len(short.text) == len(text)
    assert (found.entries, found.containers, found.comments) == (whole.entries, whole.containers, whole.comments)
    return "".join(line.replace("#", "") for line in short.text.splitlines(keepends=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- a: 1\n  b: 2\n- a: HERE\n- a: 3\n- c: 4\n", "- 0 \n- a: HERE\n- a: 3\n- 0 \n"),
        ("items:\n- a: 1\n- a: 2\n- a: HERE\n", "items:\n- 0 \n- 0 \n- a: HERE\n"),
        ("a:\n  b:\n    c: 1\n  d:\n    - x\n  HERE:\n    e: 2\n  f:\n    g: 3\n", "a:\n  b: 0 \n  d: 0 \n  HERE:\n    e: 2\n  f:\n    g: 3\n"),
        ("a:\n  - x\n---\nb: HERE\n---\nc:\n  d: 1\n---\ne:\n- f\n", "[] \n---\nb: HERE\n---\nc: 0 \n---\n[] \n"),
        ("- a: 1\r\n  b: 2\r\n- HERE: 1\r\n", "- 0 \n- HERE: 1\r\n"),
        ("'a':\n  b: |\n    - c\n\"d\":\n- HERE\n", "'a': 0 \n\"d\":\n- HERE\n"),
        ("- a: '日本'\n  ñ: é\n- HERE: ü\n", "- 0 \n- HERE: ü\n"),
        ("- text: the token of a shop\n- HERE: 1\n", "- 0 \n- HERE: 1\n"),
    ],
)  # fmt: skip
def test_a_far_member_is_empty(text: str, expected: str) -> None:
    found = shortened(text)
    assert found is not None
    assert found.replace(" \n", "\n") == expected.replace(" \n", "\n")


@pytest.mark.parametrize(
    "text",
    [
        "- name: the token of a shop\n- HERE: 1\n",  # the name of what may be a credential
        "- a: 1\n  name: >\n    the token\n- HERE: 1\n",
        "- a: 1\n  name: the\n    token\n- HERE: 1\n",
        "- a: 1\n  name: 'the\n  token'\n- HERE: 1\n",
        "- a: 1\n  !!str name: token\n- HERE: 1\n",
        "appToken:\n  a: 1\nHERE: 1\n",
        "# the token\na:\n  b: 1\nHERE: 1\n",
        "a: 1  # the token\nb:\n  c: 1\nHERE: 1\n",
        "- a: *x\n- HERE: 1\n",  # not defined
        "- a: {{ x }}\n- HERE: 1\n",
        "- a\n- HERE\n",  # scalars
        "- --option\n- HERE\n",
        "a:\n  long\n  text\nHERE: 1\n",
        "%YAML 1.1\n---\n- a: 1\n- HERE: 1\n",
        "- a: 1\n...\n- HERE: 1\n",
        "- a: 1\r- HERE: 1\n",  # a line break that is not searched for
        "- a: 1\u2028- HERE: 1\n",
        "-\ta: 1\n- HERE: 1\n",
        "{a: 1,\n b: HERE}\n",
    ],
)
def test_a_member_that_matters_stays(text: str) -> None:
    found = shortened(text)
    assert found is None or " 0 " not in found


@pytest.mark.parametrize(
    "text",
    [
        "a: \"\n- b: 1\n- c: 2\n\"\nHERE: 1\n",
        "- a: \"\n- b: 1\n- c: 2\"\n- HERE: 1\n",
        "x: |\n  - a: 1\n  - b: 2\nHERE: 1\n",
        "|\n  - a: 1\n  - b: 2\n  - HERE\n",
        "- |\n  a:\n    b: 1\n  c:\n    d: 1\n- HERE: 1\n",
        "x: [\n- a: 1,\n- b: 2]\nHERE: 1\n",
        "x:\n  a\n  b:\n    c: 1\nHERE: 1\n",
    ],
)  # fmt: skip
def test_a_line_inside_a_value_is_not_a_member(text: str) -> None:
    found = shortened(text)
    assert found is None or " 0 " not in found


@pytest.mark.parametrize(
    "text",
    [
        "a:\n  b: 1\n|\n  c: 2\nHERE: 1\n",  # libyaml would take the text for the value of an empty `a`
        "- a: 1\n  b: 'open\n- HERE: 1\n",
        "- a: 1\n  b: c: d\n- HERE: 1\n",
        "- a: 1\n b: 2\n- HERE: 1\n",
        "a:\n  b: 1\nc\nHERE: 1\n",
        "- a: 1\n- b: 2\nc: HERE\n",
        "- a: \x01\n- HERE: 1\n",
        "- a: 1\n- b: [\n- HERE: 1\n",
    ],
)
def test_what_is_not_valid_is_not_shortened(text: str) -> None:
    assert near._read(Source("a.yaml", text), places(text)) is None
    short = far.shortened(text, places(text))
    assert short is None or near._read(Source("a.yaml", text), places(text), short) is None


def test_what_nests_too_deep_is_not_shortened() -> None:
    for deep in ("".join(" " * level + "a:\n" for level in range(100)), "- " * 30 + "a: 1\n", "- a: " + "[" * 30 + "]" * 30 + "\n"):
        assert far.shortened(f"x:\n- HERE: 1\n- b: 1\ny:\n  z: 1\n{deep}", [5]) is None


@pytest.mark.parametrize("make", [lambda i: f"- n: {i}\n  s: x\n", lambda i: f"k{i}:\n  a: 1\n"], ids=["items", "members"])
def test_most_of_a_large_text_is_empty(make: Callable[[int], str]) -> None:
    members = [make(i) for i in range(2000)]
    text = "".join(members)
    short = far.shortened(text, [text.index(members[1000].strip())])
    assert short is not None
    assert len(short.empty) >= 1997
    assert sum(end - start for start, end in short.near) < 100
