"""Dockerfiles: against BuildKit's own parser (PyPI `dockerfile`) for the words, against dockerfile-parse for the values."""

import io

import dockerfile as buildkit  # type: ignore[import-not-found]
import pytest
from dockerfile_parse import DockerfileParser  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.parsers.spans import check_entries
from vtexlint.parsers import dockerfile
from vtexlint.parsers.parse import parse
from vtexlint.text.messages import Message
from vtexlint.text.source import Source

LINES = st.lists(
    st.sampled_from(
        ["ENV A=b", "ENV C=d \\", "  E=f", "ENV G h i ", 'ENV J="k l" M=n\\ o', "ENV P='q' \\", "# r", "", "ARG S=t", "ARG U", "RUN v \\", "env W=x",
         "ENV Y=a\\", "b", "FROM z", 'ENV A="c\\"d"', "  \t", "   # e", "ENV F=\\\\", "CMD g"]
    ),
    max_size=10,
).map("\n".join)  # fmt: skip


def read(text: str) -> dict[str, str | None]:
    document = dockerfile.parse(Source("Dockerfile", text))
    return {entry.name or "": entry.value for entry in document.entries}


def words(text: str) -> list[tuple[str, str]] | None:
    """The names and values of `ENV` before the quotes are removed; None where BuildKit refuses the file."""
    try:
        commands = buildkit.parse_string(text)
    except buildkit.GoParseError:
        return None
    found: list[tuple[str, str]] = []
    for command in commands:
        if command.cmd.lower() == "env":
            found += zip(command.value[::2], command.value[1::2], strict=True)
    return found


@settings(max_examples=300)
@given(LINES)
def test_agrees_with_buildkit_about_the_words(text: str) -> None:
    expected = words(text)
    source = Source("Dockerfile", text)
    document = dockerfile.parse(source)
    if expected is None:
        return
    variables = [entry for entry in document.entries if document.containers[entry.container].key == "ENV"]
    assert [entry.name for entry in variables] == [name for name, _ in expected], expected
    syntax = dockerfile._Syntax("\\")
    for entry, (_, raw) in zip(variables, expected, strict=True):
        style = syntax.quotes(raw)
        assert entry.value == syntax.unquoted(raw if style == "plain" else raw[1:-1], style)[0]


@pytest.mark.parametrize(
    "line",
    [
        "ENV A=b",
        'ENV A="b c"',
        "ENV A='b c'",
        "ENV A=b\\ c",
        "ENV A b c",
        'ENV A="b" C=d',
        "ENV A=b\\\nc",
        "ENV A=b \\\n# c\n D=e",
        "ARG A=b",
        'ENV A=x"y z"w',
    ],
)
def test_agrees_with_dockerfile_parse(line: str) -> None:
    reference = DockerfileParser(fileobj=io.BytesIO(f"FROM scratch\n{line}\n".encode()))
    assert read(f"FROM scratch\n{line}\n") == {**reference.args, **reference.envs}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('ENV A="b \\"c\\" \\d"', {"A": 'b "c" \\d'}),
        ("ENV A='b\\'", {"A": "b\\"}),
        ("# escape=`\nENV A=C:\\d `\n  B=e`  f", {"A": "C:\\d", "B": "e  f".replace("  f", " ")}),
        ("ENV A=$B C=${D:-e}", {"A": "$B", "C": "${D:-e}"}),
        ("RUN <<EOF\nENV A=b\nEOF\nENV C=d", {"C": "d"}),
        ("ONBUILD ENV A=b", {"A": "b"}),
        ("ENVIRONMENT=a\nRUN ENV B=c\nLABEL D=e", {}),
    ],
)
def test_values(text: str, expected: dict[str, str]) -> None:
    found = read(text)
    assert {name: value for name, value in found.items() if name in expected} == expected
    check_entries(Source("Dockerfile", text), dockerfile.parse(Source("Dockerfile", text)))


def test_each_stage_has_its_own_variables() -> None:
    document = dockerfile.parse(Source("Dockerfile", "ARG A=1\nFROM a\nARG A\nENV A=$A\nFROM b\nENV A=2\n"))
    assert [(document.ancestors(entry.container), entry.value) for entry in document.entries] == [
        (["ARG"], "1"), (["ARG", 1], None), (["ENV", 1], "$A"), (["ENV", 2], "2"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "message", "offset"),
    [
        ("ENV A", dockerfile.VALUE_EXPECTED(), 4),
        ("ENV A=b c", dockerfile.EQUALS_EXPECTED(), 8),
        ('ENV A="b', dockerfile.OPEN_QUOTE(), 6),
        ("ARG A='", dockerfile.OPEN_QUOTE(), 6),
    ],
)
def test_problems(text: str, message: Message, offset: int) -> None:
    assert dockerfile.parse(Source("Dockerfile", text)).problem == (message, offset)
    assert parse(Source("Dockerfile", text), "dockerfile").format == "text"


def test_comments() -> None:
    source = Source("Dockerfile", "# one\nENV A=b \\\n  # two\n  C=d # e=f\n # three\n")
    document = dockerfile.parse(source)
    assert [source.slice(comment.span) for comment in document.comments] == ["# one", "# two", "# three"]


@given(st.one_of(st.text(), LINES, st.text("ENV AG=\\\n\r\t \"'`#<", max_size=60)))
def test_any_text(text: str) -> None:
    source = Source("Dockerfile", text)
    check_entries(source, dockerfile.parse(source))


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        "\\\n",
        "ENV \\\n",
        'ENV A="\\\n',
        "ENV A=b ",
        "RUN <<A\n",
        "RUN <<A\nA\n",
        "#\n",
        "\n",
        "a\\\n#\n",
        "ENV A='",
        "\\",
        "# a=b\n",
        "CMD a\\\n",
    ],
)
def test_hostile_text_ends(unit: str) -> None:
    for start in ("", "ENV A=", 'ENV A="'):
        dockerfile.parse(Source("Dockerfile", start + unit * (300_000 // len(unit))))
