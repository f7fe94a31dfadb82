"""The .env reader, against tables and against what real loaders make of the same lines."""

import ast
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.paths import SHARED
from vtexlint.parsers import dotenv
from vtexlint.text.source import Source

LOADERS = SHARED / "dotenv-loaders.txt"


def values(text: str) -> list[tuple[str | None, str | None]]:
    return [(entry.name, entry.value) for entry in dotenv.parse(Source(".env", text)).entries]


@pytest.mark.parametrize("text", ["", "\n\r\n", "A", "A\n", "# A=b", "; A=b", "export", "=x", "A B=c", "http://x", "C:\\x", "{"])
def test_lines_that_assign_nothing(text: str) -> None:
    document = dotenv.parse(Source(".env", text))
    assert (document.entries, document.problem) == ([], None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A=", ""),
        ("A=val", "val"),
        ("A=val   \r\n", "val   "),
        ("A=  val", "  val"),
        ("A =val", "val"),
        ("export A=val", "val"),
        ("export\tA=val", "val"),
        ("  A=val", "val"),
        ("\u200bA=val", "val"),
        ("'A'=val", "val"),
        ("A: val", "val"),
        ("A:val", "val"),
        ('A:"val"', "val"),
        ("A:", ""),
        ("A=val # c", "val"),
        ("A=val \t# c # d", "val"),
        ("A=val#c", "val#c"),
        ("A=#c", "#c"),
        ("A= #c", ""),
        ('A="val # c" # it\'s "x"', "val # c"),
        ('A="val"junk', '"val"junk'),
        ('A="a" "b"', '"a" "b"'),
        ('A=x"val"', 'x"val"'),
        ("A='val  '", "val  "),
        ("A=`val`", "val"),
        ("A= ''", ""),
        (r'A="a\nb\t\\\"\$\x"', 'a\nb\t\\"$\\x'),
        (r"A='a\nb'", r"a\nb"),
        (r"A='a\'b'", r"a\'b"),
        ("A='C:\\'", "C:\\"),
        ("A=a=b==", "a=b=="),
        ("A=“val”", "“val”"),
        ("A=val\x0b", "val\x0b"),
        ('A="a\n\nb" # c\n', "a\n\nb"),
        ("A='{\n \"x\": 1\n}'", '{\n "x": 1\n}'),
        ('A="-----BEGIN KEY-----\nabc==\n-----END KEY-----"', "-----BEGIN KEY-----\nabc==\n-----END KEY-----"),
        ("A='[\nB=1\n]'", "[\nB=1\n]"),
    ],
)
def test_value(text: str, expected: str) -> None:
    document = dotenv.parse(Source(".env", text))
    assert [(entry.name, entry.value) for entry in document.entries] == [("A", expected)]
    assert document.problem is None


@pytest.mark.parametrize(
    ("text", "offset", "expected"),
    [
        ('A="abc\nB=2', 2, [("A", '"abc'), ("B", "2")]),
        ("A='abc\nB=2\nC='x'", 2, [("A", "'abc"), ("B", "2"), ("C", "x")]),
        ('A="abc\nB=2\nC=""', 2, [("A", '"abc'), ("B", "2"), ("C", "")]),
        ("X=1\nA= `abc # d", 7, [("X", "1"), ("A", " `abc")]),
        ("A='abc\n# don't\n", 2, [("A", "'abc")]),
        ('A="{"x": 1,\nB=\'', 14, [("A", '"{"x": 1,'), ("B", "'")]),
        ("A='\nB=\"\n", 2, [("A", "'"), ("B", '"')]),
    ],
)
def test_unclosed_quote_swallows_no_line(text: str, offset: int, expected: list[tuple[str, str]]) -> None:
    document = dotenv.parse(Source(".env", text))
    assert values(text) == expected
    assert document.problem == ("this quote is never closed", offset)


@pytest.mark.parametrize(
    ("text", "separator", "span"),
    [
        ("A=x", "=", "x"),
        ("A = x ", " =", " x "),
        ('A = "x" ', " = ", "x"),
        ("A: x", ": ", "x"),
        ("A= # c", "=", ""),
    ],
)
def test_spans(text: str, separator: str, span: str) -> None:
    source = Source(".env", text)
    (entry,) = dotenv.parse(source).entries
    assert (source.slice(entry.name_span), source.slice(entry.separator), source.slice(entry.span)) == ("A", separator, span)
    assert entry.separator.end <= entry.span.start


def test_comments() -> None:
    source = Source(".env", '# one\n  ; two\nA=1 # three\nB="2"# four\nC=#none\n')
    found = [(source.slice(span), own_line) for span, own_line in dotenv.parse(source).comments]
    assert found == [("# one", True), ("; two", True), ("# three", False), ("# four", False)]


def test_every_line_break() -> None:
    assert values("A=1\r\nB=2\rC=3\nD=4\x85E=5\u2028F=6") == [("A", "1"), ("B", "2"), ("C", "3"), ("D", "4\x85E=5\u2028F=6")]


# where the majority's reading is not ours, on purpose: some loaders keep what stands here, so the rules must see it
KEPT = {
    "trailing space", "leading space", "hash no space", "hash first", "backtick", "nbsp trailing", "vt/ff trailing", "bom",
    "key dash", "two on line", "no equals", "unterminated dq", "unterminated sq", "quote mismatch",
    "interp ${}", "interp $", "interp dq", "interp default",  # a reference stays a reference
}  # fmt: skip


def loader_cases() -> list[tuple[str, str, dict[str, str]]]:
    """(title, text, the reading of five loaders or more), without interpolation."""
    if not LOADERS.exists():
        return []
    cases = []
    for block in re.split(r"(?m)^## ", LOADERS.read_text("utf-8"))[1:]:
        head, *readings = block.splitlines()
        match = re.fullmatch(r"(.+?): ('.*'|\".*\")(?:  ALL AGREE (.*))?", head)
        assert match is not None, head
        rows = (
            [(match[3], 9)] if match[3] else [(r.partition(" <- ")[0], r.count(",", r.index(" <- ")) + 1) for r in readings if " <- " in r]
        )
        best, count = max(rows, key=lambda row: row[1])
        if count >= 5 and best.strip().startswith("{") and "!" not in best and "null" not in best:
            cases.append((match[1], ast.literal_eval(match[2]), ast.literal_eval(best.strip())))
    return cases


def test_agrees_with_most_loaders() -> None:
    if not LOADERS.parent.exists():
        pytest.skip("no ../shared next to the checkout: conformance data is missing")
    cases = loader_cases()
    assert len(cases) >= 35
    for title, text, expected in cases:
        if title not in KEPT:
            assert dict(values(text)) == expected, title


texts = st.one_of(st.text(), st.text("AB=:\"'`\\#\n\r \t{}nexport-", max_size=60))


@given(texts)
def test_any_text(text: str) -> None:
    source = Source(".env", text)
    document = dotenv.parse(source)
    last = 0
    for entry in document.entries:
        assert last <= entry.name_span.start < entry.name_span.end <= entry.separator.start <= entry.separator.end
        assert entry.separator.end <= entry.span.start <= entry.span.end <= len(text)
        assert source.slice(entry.name_span) == entry.name
        places = dotenv.source_map(source, entry)
        assert places is not None
        assert entry.value is not None
        assert len(places) == len(entry.value) + 1
        assert (places[0], places[-1], places) == (entry.span.start, entry.span.end, sorted(places))
        if entry.style != "double":
            assert source.slice(entry.span) == entry.value
        last = entry.span.end


def test_offsets_of_escapes() -> None:
    source = Source(".env", r'A="a\nb\q\\"')
    (entry,) = dotenv.parse(source).entries
    places = dotenv.source_map(source, entry)
    assert places == [3, 4, 6, 7, 8, 9, 11]
    assert dotenv.source_map(source, entry._replace(value="other")) is None


@pytest.mark.slow
@pytest.mark.parametrize("unit", ['A="\n', "A='\nB=\"\nC=`\n", "A=' ", 'A="\\', "a", 'A="', "export ", " ", "A= #", '\\"'])
def test_hostile_text_ends(unit: str) -> None:
    dotenv.parse(Source(".env", unit * (300_000 // len(unit))))


@given(st.text("AB1_=# \"'`\t\né:;.x\x0b\u2028\x85", max_size=14))
def test_lines_that_are_read_without_the_pattern_are_read_as_with_it(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        found = dotenv.parse(Source(".env", text))
        patch.setattr(dotenv.Reader, "_simple_lines", lambda self, at: at)
        assert found == dotenv.parse(Source(".env", text))
