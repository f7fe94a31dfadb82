"""`.properties`: against javaproperties, and against Java itself where it is installed."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import javaproperties
import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from tests.parsers.spans import check_entries
from vtexlint.parsers import properties
from vtexlint.text.source import Source

JAVA = shutil.which("java")
LOAD = """
import java.io.*;
import java.nio.charset.StandardCharsets;
import java.util.*;

public class Load {
    static String quoted(String text) {
        StringBuilder out = new StringBuilder("\\"");
        for (char c : text.toCharArray()) out.append(String.format("\\\\u%04x", (int) c));
        return out.append("\\"").toString();
    }

    public static void main(String[] names) throws IOException {
        for (String name : names) {
            Properties found = new Properties();
            try (Reader in = new InputStreamReader(new FileInputStream(name), StandardCharsets.UTF_8)) {
                found.load(in);
            } catch (IllegalArgumentException error) {
                System.out.println("null");
                continue;
            }
            StringJoiner all = new StringJoiner(",", "{", "}");
            for (String key : found.stringPropertyNames()) all.add(quoted(key) + ":" + quoted(found.getProperty(key)));
            System.out.println(all);
        }
    }
}
"""

texts = st.text("ab=: \\\n\r\t\fu0041#!.é\"'", max_size=60)


def read(text: str) -> dict[str, str] | None:
    document = properties.parse(Source("a.properties", text))
    return None if document.problem else {entry.name or "": entry.value or "" for entry in document.entries}


def reference(text: str) -> dict[str, str] | None:
    try:
        return dict(javaproperties.loads(text))
    except javaproperties.InvalidUEscapeError:
        return None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a=b  \n", {"a": "b  "}),
        ("a   b c", {"a": "b c"}),
        ("a : b\nc", {"a": "b", "c": ""}),
        ("a = b\\\n    c", {"a": "bc"}),
        ("a\\ b\\=c=d", {"a b=c": "d"}),
        ("a=\\u0041\\t\\q\\\\", {"a": "A\tq\\"}),
        ("a=\\ud83d\\ude00", {"a": "😀"}),
        ('a="b"', {"a": '"b"'}),
        ("a=\\u00g1", None),
        ("\\\n#a=b", {"#a": "b"}),
    ],
)
def test_values(text: str, expected: dict[str, str] | None) -> None:
    assert read(text) == expected == reference(text)


@settings(max_examples=300)
@given(texts)
def test_agrees_with_javaproperties(text: str) -> None:
    assume(not text.endswith("\\"))  # Java drops it, javaproperties does so for a value alone
    assert read(text) == reference(text)


# A continuation with nothing after it is an empty name to Java, and no entry here. A continuation with nothing before it, then `#`: an entry
# to javaproperties, a comment to Java 17.
UNSETTLED = re.compile(r"\\[\r\n\f\t ]*\Z|(?:\A|[\r\n])[\f\t ]*(?:\\(?:\r\n|\r|\n)[\f\t ]*)+[#!]")


@pytest.mark.clients
@pytest.mark.skipif(JAVA is None, reason="java is not installed")
@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(texts.filter(lambda text: not UNSETTLED.search(text)), min_size=60, max_size=60))
def test_agrees_with_java(tmp_path: Path, examples: list[str]) -> None:
    assert JAVA is not None
    program = tmp_path / "Load.java"
    program.write_text(LOAD)
    names = [tmp_path / f"{number}.properties" for number in range(len(examples))]
    for name, text in zip(names, examples, strict=True):
        name.write_bytes(text.encode())
    done = subprocess.run([JAVA, str(program), *map(str, names)], capture_output=True, check=True, text=True)
    for text, line in zip(examples, done.stdout.splitlines(), strict=True):
        assert read(text) == json.loads(line), text


def test_comments() -> None:
    source = Source("a.properties", "# one\n  ! two\na=b # c\\\n# not one\n")
    document = properties.parse(source)
    assert [source.slice(comment.span) for comment in document.comments] == ["# one", "! two"]


@given(st.one_of(st.text(), texts))
@example("a=\\")
def test_any_text(text: str) -> None:
    source = Source("a.properties", text)
    document = properties.parse(source)
    check_entries(source, document)


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["\\", "\\\n", "a=\\u004\n", " ", "=", "a\\ ", "#", "\f\\\n", "\\\\", "\r"])
def test_hostile_text_ends(unit: str) -> None:
    properties.parse(Source("a.properties", unit * (300_000 // len(unit))))


def test_documents_of_spring() -> None:
    """A document for each profile; to Java, and where nothing is Spring's, the sign is a comment."""

    def documents(text: str) -> list[int]:
        document = properties.parse(Source("application.properties", text))
        return [document.containers[entry.container].document for entry in document.entries]

    assert documents("a=1\n#---\nspring.config.activate.on-profile=prod\na=2\n!--- \na=3\n") == [0, 1, 1, 2]
    assert documents("#---\nspring.a=1\n #---\n#----\na=2\n") == [0, 0]
    assert documents("a=1\n#---\na=2\n") == [0, 0]
