"""Request files. Their two programs publish no parser for Python: the cases are from their documentation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.parsers.spans import check_entries
from vtexlint.parsers import http
from vtexlint.text.source import Source

texts = st.one_of(
    st.text(),
    st.lists(
        st.sampled_from(
            ["###", "### a", "GET http://a", "POST {{b}} HTTP/1.1", "C: d ", "@e = f", "", " ", "# g", "//h", "{", "> {%", "%}", "?i=j"]
        ),
        max_size=14,
    ).map("\n".join),
)


def read(text: str) -> list[tuple[int, str, str]]:
    document = http.parse(Source("a.http", text))
    return [(entry.container, entry.name or "", entry.value or "") for entry in document.entries]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GET https://a.test/b HTTP/1.1\nX-C: d", [(1, "url", "https://a.test/b"), (1, "X-C", "d")]),
        ("https://a.test/b\n    ?c=d\n    &e=f\nG: h\n", [(1, "url", "https://a.test/b"), (1, "G", "h")]),
        ("@a = b c \n@d={{e}}\n", [(0, "a", "b c"), (0, "d", "{{e}}")]),
        ("POST {{a}}/b\nC: d\n\n{\n  \"e\": 1\n}\n\n###\n\nGET http://f\n", [(1, "url", "{{a}}/b"), (1, "C", "d"), (1, "body", '{\n  "e": 1\n}'), (2, "url", "http://f")]),
        ("### name\n# @name x\nGET http://a\n# X: y\nB: c\n", [(1, "url", "http://a"), (1, "B", "c")]),
        ("GET http://a\nB: c\n\n> {%\n  client.global.set('D: e')\n%}\n", [(1, "url", "http://a"), (1, "B", "c")]),
        ("Title\n=====\nA: b\n", []),
    ],
)  # fmt: skip
def test_values(text: str, expected: list[tuple[int, str, str]]) -> None:
    assert read(text) == expected
    assert read(text.replace("\n", "\r\n")) == [(*head, value.replace("\n", "\r\n")) for *head, value in expected]


def test_comments() -> None:
    source = Source("a.rest", "### one\n# two\nGET http://a\n// three\nB: c # value\n\n# body\n")
    assert [source.slice(comment.span) for comment in http.parse(source).comments] == ["### one", "# two", "// three"]


@given(texts)
def test_any_text(text: str) -> None:
    source = Source("a.http", text)
    check_entries(source, http.parse(source))


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["###\n", "GET a\n", "GET a ", "GET a\nB: c\n\n", " ", "\t\n", "@", "@a=\n", "> {%\n", "HTTP/1 "])
def test_hostile_text_ends(unit: str) -> None:
    http.parse(Source("a.http", unit * (300_000 // len(unit))))
    http.parse(Source("a.http", "GET " + unit * (300_000 // len(unit))))
