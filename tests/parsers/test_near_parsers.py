"""How little the parsers of large texts read, and that they take no value for a line of its own."""

import json

import pytest

from vtexlint.linter.mentions import mentions_in
from vtexlint.parsers.container_shapes import NAME_FIELDS, OFF, SHAPES, VALUE_FIELDS
from vtexlint.parsers.flat_near import Words
from vtexlint.parsers.model import Document, Format
from vtexlint.parsers.parse import parse, parse_near
from vtexlint.text.source import Source

KEY = "vtexappkey-fakestore-ABCDEF"
PAIR = {"VTEX_APP_KEY": KEY, "VTEX_APP_TOKEN": "changeme"}


def near(name: str, format: Format, text: str) -> Document | None:
    source = Source(name, text)
    mentions = mentions_in(source, format)
    assert mentions is not None
    return parse_near(source, format, mentions)


def names(document: Document | None) -> list[str | None]:
    assert document is not None
    assert not document.is_whole
    return [entry.name for entry in document.entries]


def lines(noise: str, pair: str, count: int = 2000) -> str:
    return "".join(noise.format(i) for i in range(count)) + pair + "".join(noise.format(i) for i in range(count, 2 * count))


@pytest.mark.parametrize(
    ("name", "format", "noise", "pair"),
    [
        (".env", "dotenv", "SIZE_{0}={0}\n", f"VTEX_APP_KEY={KEY}\n"),
        (".env", "dotenv", "SIZE_{0}='{0}' # note\n# comment\n", f"VTEX_APP_KEY={KEY}\n"),
        (".env", "dotenv", 'PEM_{0}="-----BEGIN X-----\nabc=\n-----END X-----"\n', f"VTEX_APP_KEY={KEY}\n"),
        (".envrc", "dotenv", "export SIZE_{0}={0}\nA=1 \\\n  B=2\n", f"VTEX_APP_KEY={KEY}\n"),
        ("a.properties", "properties", "size.{0}=\\u00e9 \\\n  more\n", f"VTEX_APP_KEY={KEY}\n"),
        ("a.ini", "ini", "[section{0}]\nsize = {0}\n  more\n", f"[vtex]\nVTEX_APP_KEY={KEY}\n"),
        ("a.toml", "toml", "[section{0}]\nsize = {0}\nlist = [\n  [1],\n]\nt = {{a = 1}}\n", f'[vtex]\nVTEX_APP_KEY="{KEY}"\n'),
        ("a.toml", "toml", '[section{0}]\nsize = """\n[vtable]\na = [\n"""\n', f'[vtex]\nVTEX_APP_KEY="{KEY}"\n'),
        ("a.toml", "toml", '[[package]]\nname = "p{0}"\nhashes = [{{url = "u", size = {0}}}]\n', f'[vtex]\nVTEX_APP_KEY="{KEY}"\n'),
    ],
)
def test_only_what_matters_is_kept(name: str, format: Format, noise: str, pair: str) -> None:
    found = near(name, format, lines(noise, pair))
    assert names(found) == ["VTEX_APP_KEY"]
    assert found is not None
    assert len(found.containers) <= 3


@pytest.mark.parametrize(
    ("name", "format", "text", "whole"),
    [
        (".env", "dotenv", f'A="-----BEGIN X-----\nVTEX_APP_KEY={KEY}\n-----END X-----"\nVTEX_APP_TOKEN=x\n', ["A", "VTEX_APP_TOKEN"]),
        (".env", "dotenv", f'A="open\nVTEX_APP_KEY={KEY}\nB=1\n', ["VTEX_APP_KEY"]),
        ("a.properties", "properties", f"a=1\\\nvtex.app.key={KEY}\nb=2\n", ["a"]),
        ("a.properties", "properties", f"#a=1\\\nvtex.app.key={KEY}\nb=2\n", ["vtex.app.key"]),
        ("a.ini", "ini", f"[s]\na = 1\n  vtex_app_key = {KEY}\nb = 2\n", ["a"]),
        ("a.toml", "toml", f"a = '''\nvtex_app_key = \"{KEY}\"\n[x]\n'''\nb = 1\n", ["a"]),
        ("a.toml", "toml", f'a = [\n  "vtex_app_key = {KEY}", # = [\n  ["x"],\n]\nb = 1\n', [None, None]),
    ],
)
def test_what_is_inside_a_value_is_no_line(name: str, format: Format, text: str, whole: list[str | None]) -> None:
    found = near(name, format, text)
    assert names(found) == whole
    assert found is not None
    everything = parse(Source(name, text), format)
    assert [entry for entry in everything.entries if entry.name in whole] == list(found.entries)


def test_json_keeps_one_record_of_many() -> None:
    records = [{"id": i, "tags": [str(i)], "size": {"w": i}} for i in range(3000)]
    text = json.dumps([*records, {**PAIR, "id": 1}, *records])
    assert names(near("a.json", "json", text)) == ["VTEX_APP_KEY", "VTEX_APP_TOKEN", "id"]


def test_json_passes_by_the_members_of_a_wide_mapping() -> None:
    text = json.dumps({**{f"size{i}": i for i in range(5000)}, **PAIR, "isActive": True})
    assert names(near("a.json", "json", text)) == ["VTEX_APP_KEY", "VTEX_APP_TOKEN", "isActive"]


def test_json_lines_are_documents() -> None:
    records = "\n".join(json.dumps({"id": i, "in": {"a": [i]}}) for i in range(3000))
    found = near("a.jsonl", "json", f"{records}\n{json.dumps(PAIR)}\n{records}\n")
    assert names(found) == ["VTEX_APP_KEY", "VTEX_APP_TOKEN"]


@pytest.mark.parametrize(
    ("name", "format", "text"),
    [
        ("a.json", "json", f'{{"vtexAppKey": "{KEY}", "a": 1,}}'),
        ("a.json", "json", f'// c\n{{"vtexAppKey": "{KEY}"}}'),
        ("a.json5", "json", f'{{"vtexAppKey": "{KEY}"}}'),
        ("a.jsonl", "json", f'{{"a": 1,}}\n{{"vtexAppKey": "{KEY}"}}'),
        ("a.toml", "toml", f'a = 1\na = 2\nvtex_app_key = "{KEY}"\n'),
        ("a.properties", "properties", f"a=\\u12\nvtex.app.key={KEY}\n"),
        ("a.cfg", "ini", f"[a]\nvtex_app_key = {KEY}\n"),
        ("a.ini", "ini", f"[a]\nx = 1\n  [b]\nvtex_app_key = {KEY}\n"),
        (".env", "dotenv", f"A=1\rVTEX_APP_KEY={KEY}\r"),
    ],
)
def test_what_is_not_valid_or_unusual_is_read_as_a_whole(name: str, format: Format, text: str) -> None:
    assert near(name, format, text) is None


@pytest.mark.parametrize("named", ["VTEX_APP_TOKEN", "apiToken"])
@pytest.mark.parametrize(
    ("name", "format", "text"),
    [
        ("vtex/a.ini", "ini", "[a]\n{name} = {named}\nsize = 1\n{value} = short\nvtex_app_key = x\n"),
        ("vtex/a.toml", "toml", '[[a]]\n{name} = "{named}"\nsize = 1\n{value} = "short"\nvtex_app_key = "x"\n'),
        ("vtex/a.yaml", "yaml", "- {name}: {named}\n  size: 1\n  {value}: short\n  vtex_app_key: x\n"),
        (
            "vtex/a.json",
            "json",
            f'{{{{"{{name}}": "{{named}}", "size": "{"0" * 20_000}", "{{value}}": "short", "vtex_app_key": "x"}}}}',
        ),
    ],
    ids=lambda value: value if value in ("ini", "toml", "yaml", "json") else "",
)
def test_the_fields_that_name_a_value_or_are_one_are_kept(name: str, format: Format, text: str, named: str) -> None:
    of_objects = [(one, "value") for one in NAME_FIELDS] + [("name", one) for one in (*VALUE_FIELDS, *OFF)]
    for name_field, value_field in [*of_objects, *((shape.name, shape.value) for shape in SHAPES if shape.name)]:
        found = near(name, format, text.format(name=name_field, value=value_field, named=named))
        assert names(found) == [name_field, value_field, "vtex_app_key"]


def test_words_are_found_in_ascending_order_once() -> None:
    text = b"key ... token ... key, secret ... token"
    words = Words(text, b"key", b"token")
    assert [words.before(at, end) for at, end in ((0, 4), (1, 5), (5, 30), (8, 8), (9, 30), (19, 30), (30, 39), (35, 39))] == [
        0, 5, 8, 8, 18, 30, 34, 39,
    ]  # fmt: skip


def test_a_member_that_is_longer_than_a_window_is_passed_by() -> None:
    text = json.dumps({"a": "1" * 50_000, **{f"size{i}": i for i in range(5000)}, "b": ["2" * 9000, {"c": [1]}], **PAIR, "z": "3" * 30_000})
    assert names(near("a.json", "json", text)) == ["VTEX_APP_KEY", "VTEX_APP_TOKEN"]
