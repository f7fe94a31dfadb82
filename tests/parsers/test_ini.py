"""INI: against Python's configparser."""

import configparser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.parsers.spans import check_entries
from vtexlint.parsers import ini
from vtexlint.text.source import Source

texts = st.text("ab=: \n\r\t#;[]\"'%(s)", max_size=60)
lines = st.lists(
    st.sampled_from(
        ["[a]", "[b b]", "[", "a = b", "c: d e", "  e", "\tf = g", "", "  ", "# h", " ; i", "j =", "k", '"l" = m', "n=o ; p", "q==r:"]
    ),
    max_size=12,
).map("\n".join)


def read(text: str, name: str = "a.cfg") -> dict[str, list[tuple[str, str]]]:
    document = ini.parse(Source(name, text))
    found: dict[str, list[tuple[str, str]]] = {}
    for entry in document.entries:
        section = document.containers[entry.container].key
        found.setdefault(str(section or ""), []).append((entry.name or "", entry.value or ""))
    return found


def reference(text: str) -> dict[str, list[tuple[str, str]]] | None:
    """What configparser reads; None where it refuses the text."""
    parser = configparser.RawConfigParser(strict=False, default_section="no such section")
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    try:
        parser.read_string(text.replace("\r\n", "\n").replace("\r", "\n"))
    except configparser.Error:
        return None
    return {section: items for section in parser.sections() if (items := parser.items(section))}


def last_values(sections: dict[str, list[tuple[str, str]]]) -> dict[str, dict[str, str]]:
    return {section: dict(items) for section, items in sections.items()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[s]\na = b \n", [("a", "b")]),
        ("[s]\na: b = c\n", [("a", "b = c")]),
        ("[s]\na = b\n  c\n\n  d\n", [("a", "b\nc\n\nd")]),
        ("[s]\na = b ; c # d\n", [("a", "b ; c # d")]),
        ("[s]\na =\n  b\n", [("a", "\nb")]),
        ("[s]\na = b\n # c\n d\n", [("a", "b\nd")]),
        ("[s]\n  a = b\n  c = d\n", [("a", "b"), ("c", "d")]),
    ],
)
def test_values(text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text) == {"s": expected} == reference(text)


@settings(max_examples=500)
@given(st.one_of(lines, lines.map(lambda text: f"[s]\n{text}"), texts))
def test_agrees_with_configparser(text: str) -> None:
    """Quotes around a whole value aside; and no entry is read of what configparser refuses."""
    expected = reference(text)
    found = last_values(read(text))
    if expected is None:
        assert found == {}
        return
    assert found.keys() == expected.keys()
    for section, items in last_values(expected).items():
        assert found[section].keys() == items.keys()
        for name, value in items.items():
            ours = found[section][name]
            assert ours == value or (value[0] in "\"'" and value.startswith(f"{value[0]}{ours}{value[0]}")), (name, value)


def test_quotes_are_not_part_of_a_value() -> None:
    assert read('[s]\na = "b"\nc = \'d \' ; e\nf = "g" h\n') == {"s": [("a", "b"), ("c", "d "), ("f", '"g" h')]}


def test_a_cfg_file_that_is_not_ini_has_no_entries() -> None:
    text = "global\n  log = x\n# vtexlint: ignore\n"
    document = ini.parse(Source("haproxy.cfg", text))
    assert (document.entries, len(document.comments), document.problem) == ([], 1, None)
    assert read(text, "a.ini") == {"": [("log", "x")]}


def test_npmrc_and_gitconfig_have_rules_of_their_own() -> None:
    assert read("//host/:_auth=a ; b\n  c=d\n", ".npmrc") == {"": [("//host/:_auth", "a"), ("c", "d")]}
    assert read('[remote "x"]\n\turl = a:b # c\n\tf = g\n', ".gitconfig") == {'remote "x"': [("url", "a:b"), ("f", "g")]}


def test_an_interpolation_is_a_reference() -> None:
    entries = ini.parse(Source("a.ini", "[s]\na = %(b)s\nc = 100%\n")).entries
    assert [entry.kind for entry in entries] == ["template", "string"]


@given(st.one_of(st.text(), texts, lines), st.sampled_from(["a.ini", "a.cfg", ".npmrc"]))
def test_any_text(text: str, name: str) -> None:
    source = Source(name, text)
    check_entries(source, ini.parse(source))


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["[", "[a]\n", "a=b\n c\n", " ", "\n ", "=", 'a="', 'a="\\', "a=;", "]", "a=b\n\n", "%("])
def test_hostile_text_ends(unit: str) -> None:
    for text in (unit * (300_000 // len(unit)), "[s]\na=b\n" + unit * (300_000 // len(unit))):
        ini.parse(Source("a.ini", text))
