"""The reading of `.envrc`: shell words, several assignments on a line, and beside them what only a dotenv reading can tell."""

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vtexlint.parsers.model import Document
from vtexlint.parsers.parse import parse, source_map
from vtexlint.text.source import Source


def document(text: str, path: str = "x/.envrc") -> Document:
    return parse(Source.from_bytes(path, text.encode()), "dotenv")


def found(text: str) -> list[tuple[str | None, str | None, str]]:
    return [(entry.name, entry.value, entry.style) for entry in document(text).entries]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("export A='x' B=\"y\" C=z\n", [("A", "x", "single"), ("B", "y", "double"), ("C", "z", "plain")]),
        ("A=x;", [("A", "x", "plain")]),
        ("A=x; export A", [("A", "x", "plain")]),
        ("export A=x; export B=y;", [("A", "x", "plain"), ("B", "y", "plain")]),
        ("A=x && export A", [("A", "x", "plain")]),
        ("A=x&&B=y||C=z", [("A", "x", "plain"), ("B", "y", "plain"), ("C", "z", "plain")]),
        ("A=x # B=y\n# C=z\n", [("A", "x", "plain")]),
        ("A=x#y", [("A", "x#y", "plain")]),
        ("A=x   \r\nB=y\r\n", [("A", "x   ", "plain"), ("B", "y", "plain")]),
        ("export -g A=x \\\n  B=y\nC=z", [("A", "x", "plain"), ("B", "y", "plain"), ("C", "z", "plain")]),
        ("A=x\\ y", [("A", "x y", "plain")]),
        ("A='x'\"y\"z", [("A", "xyz", "plain")]),
        (r'A="x\"\$\n"', [("A", r"x\"$\n".replace('\\"', '"'), "double")]),
        ("A=$(op read 'a b') B=`c d` C=${D:-e f} D=$E", [
            ("A", "$(op read 'a b')", "plain"), ("B", "`c d`", "plain"), ("C", "${D:-e f}", "plain"), ("D", "$E", "plain"),
        ]),
        ("if true; then A=x; fi", [("A", "x", "plain")]),
        ("echo A=x B=y", []),
        ("A= \nB=;C=", [("A", " ", "plain"), ("B", "", "plain"), ("C", "", "plain")]),
        # not bash's, and told as such
        ("A: x", [("A", "x", "plain")]),
        ("export A: x", [("A", "x", "plain")]),
        ("A = x", [("A", " x", "plain")]),
        ("A=<your key>", [("A", "<your key>", "plain")]),
        ("A={{ key }}", [("A", "{{ key }}", "plain")]),
        ("A='x\ny'\nB=z", [("A", "x\ny", "single"), ("B", "z", "plain")]),
    ],
)  # fmt: skip
def test_what_is_read(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert found(text) == expected


def test_other_env_files_are_read_as_before() -> None:
    assert [entry.value for entry in document("A=x; B=y", ".env").entries] == ["x; B=y"]


def test_comments_are_kept() -> None:
    comments = document("# one\nexport A=x B=y # two\n  # three\n").comments
    assert [comment.own_line for comment in comments] == [True, False, True]


def test_a_quote_that_is_never_closed_is_told_once() -> None:
    told = document("export A='x\nB=y; C=z\n")
    assert told.problem is not None
    assert told.problem.offset == 9
    assert [entry.name for entry in told.entries] == ["A", "B", "C"]


@given(st.text(alphabet="AB=xy \t'\"\\;&|()$`{}<>#\r\n\ufeff\u00a0", max_size=60))
def test_spans_are_exact_whatever_is_read(text: str) -> None:
    source = Source.from_bytes(".envrc", text.encode())
    for entry in parse(source, "dotenv").entries:
        assert source.slice(entry.name_span) == entry.name
        assert "=" in source.slice(entry.separator) or ":" in source.slice(entry.separator)
        places = source_map(source, "dotenv", entry)
        if places is not None:
            assert entry.value is not None
            assert len(places) == len(entry.value) + 1
            assert (places[0], places[-1]) == (entry.span.start, entry.span.end) or "\\" in source.slice(entry.span)


@pytest.mark.integration
@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash")
def test_values_are_bash_s(tmp_path: Path) -> None:
    lines = [
        "export A='x y' B=\"z\" C=w", "D=1; E=2", "F=3 && export F", "G=a#b # c", "H='p'\"q\"r", "I=s\\ t", "export J=u \\\n K=v;",
        r'L="a\"b\$c\`d\\e\nf"', "M=;N=o",
    ]  # fmt: skip
    text = "\n".join(lines) + "\n"
    script = tmp_path / "x"
    script.write_text(text)
    names = [entry.name for entry in document(text).entries]
    printed = subprocess.run(
        ["bash", "-c", f". {script}; for n in {' '.join(map(str, names))}; do printf '%s\\0' \"${{!n}}\"; done"],
        capture_output=True, check=True, timeout=20,
    ).stdout.decode()  # fmt: skip
    assert names == list("ABCDEFGHIJKLMN")
    assert printed.split("\0")[:-1] == [entry.value for entry in document(text).entries]


@pytest.mark.slow
def test_many_lines_take_their_time_once() -> None:
    assert len(document("foo \\\n" * 20_000 + "A=x").entries) == 0
    assert len(document('A=x B="y" \\\n' * 20_000).entries) == 40_000
