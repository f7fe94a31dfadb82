"""The line reader: what it finds in texts that no parser takes, and that it agrees with the parsers on those that they do."""

import json as stdlib_json
import string
from typing import Any

import pytest
import yaml as pyyaml
from hypothesis import given
from hypothesis import strategies as st

from tests.examples import examples
from tests.fake import TOKEN
from vtexlint.parsers import json, toml
from vtexlint.parsers.fallback import parser as fallback
from vtexlint.parsers.model import Document
from vtexlint.parsers.yaml import parser as yaml
from vtexlint.text.source import Source

Found = list[tuple[str | None, str | None]]


def parse(content: str, path: str = "x.yaml") -> Document:
    return fallback.parse(Source(path, content))


def found(document: Document) -> Found:
    return [(entry.name, entry.value) for entry in document.entries]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        # names
        ('{{ x }}\n"Vtex:AppKey": "k"\n', [("Vtex:AppKey", "k")]),
        ('"Vtex:Loja.Um:AppKey" : "k", "Vtex App Token": "t"\n', [("Vtex:Loja.Um:AppKey", "k"), ("Vtex App Token", "t")]),
        ("a: b:c\n", [("a", "b:c")]),
        # quotes in the expressions of templates; `{{` alone is none
        (
            "a: \"{{ .Values.k | default \"\" }}\"\nb: '{{ lookup('env', 'X') }}'\n",
            [("a", '{{ .Values.k | default "" }}'), ("b", "{{ lookup('env', 'X') }}")],
        ),
        ('a: "x-{{- required "no k" .Values.k }}-y" # c\n', [("a", 'x-{{- required "no k" .Values.k }}-y')]),
        ('a: "<%= ENV["K"] %>", b: "t"\n', [("a", '<%= ENV["K"] %>'), ("b", "t")]),
        ('a: "{{", b: "}}"\n', [("a", "{{"), ("b", "}}")]),
        ('a: "{{ k", b: "t"\n', [("a", "{{ k"), ("b", "t")]),
        # TOML's triple quotes
        ("a = '''k'''\nb = \"\"\"t\"\"\"\n", [("a", "k"), ("b", "t")]),
        ("a = ''''''\nb = '''it''s'''' # c\n", [("a", ""), ("b", "it''s'")]),
        ('a = """\nk\\\n   l"""\nb = "c"\n', [("a", "kl"), ("b", "c")]),
        ("a = '''\nk\\\n l\n'''\nb = 'c'\n", [("a", "k\\\n l\n"), ("b", "c")]),
        ('a = """\nb = "c"\n"""\n', [("b", "c")]),  # assignments are read as such
        ('a = """k\nb: "c"\n', [("b", "c")]),  # never closed
        # YAML: values below their name, and over several lines
        ("a:\n  k\nb: c\n", [("a", "k"), ("b", "c")]),
        ("a:\n  k # c\nb: c\n", [("a", "k"), ("b", "c")]),
        ("a:\n  k\n\n   l  \nb: c\n", [("a", "k\nl"), ("b", "c")]),
        ("a:\n  \"k\"\n{{- end }}\nb:\n  'l''m'", [("a", "k"), ("b", "l'm")]),
        ("a:\n  b: c\n", [("b", "c")]),
        ("a:\n  - b\n", [(None, "b")]),
        ("a:\n  k\n  b: c\n", [("b", "c")]),
        ('a: "k\\\n  l" # c\nb: "m\n  n"\n', [("a", "kl"), ("b", "m n")]),
        ("a: 'k''\n  l'\nb: c\n", [("a", "k' l"), ("b", "c")]),
        ('a: "k\n  b: "c"\n', [("a", '"k'), ("b", "c")]),  # a quote left open swallows no assignment
        ('a: "k\nl"\n', [("a", '"k')]),
        ("a: |\n  k\n  l\nb: >-\n  m\n  n\n", [("a", "k\nl\n"), ("b", "m n")]),
        (".env: |\n  A=k \n  B={t}\nb: c\n", [(".env", "A=k \nB={t}\n"), ("b", "c")]),
        # items
        ("- 'A=<%= ENV[''K''] %>'\n", [("A", "<%= ENV['K'] %>")]),
        ("- {name: A, value: k}\n- {name: B, value: t}\n", [("name", "A"), ("value", "k"), ("name", "B"), ("value", "t")]),
    ],
)
def test_found(content: str, expected: Found) -> None:
    assert found(parse(content)) == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("A=k;B=t\n", [("A", "k"), ("B", "t")]),
        ("run --set a.b=k,c.d=t\n", [("a.b", "k"), ("c.d", "t")]),
        ("export A=k; export B=t;\n", [("A", "k"), ("B", "t")]),
        ("A=k;l B=t\n", [("A", "k;l"), ("B", "t")]),
        ("export A=k;\n", [("A", "k")]),
    ],
)
def test_several_pairs_on_a_line(content: str, expected: Found) -> None:
    assert found(parse(content, "deploy.sh")) == expected


@pytest.mark.parametrize(
    "content", ["# a: b\n", "{{ a }}\n", "{% if a == 'b' %}\n", "<%= a %>\n", "it's here\n", "// a = b\n", "''''\n", "[[[\n", "a\n  b\n"]
)
def test_silent(content: str) -> None:
    assert found(parse(content)) == []


@pytest.mark.parametrize("content", ["switch (a) {\n  case b:\n    c\n}\n", "def f():\n    x\n"])
def test_in_programs_a_line_below_a_name_is_no_value(content: str) -> None:
    assert found(parse(content, "x.py")) == []


@pytest.mark.parametrize(
    ("path", "content", "expected"),
    [
        # the letters before a string, and whether the program fills it in
        ("a.py", "{'a': f\"{x.y}\", 'b': rb'k', 'c': f'k'}\n", [("a", "{x.y}", "template"), ("b", "k", "string"), ("c", "k", "string")]),
        ("a.cs", 'var a = $"{x}";\nvar b = @"k";\n', [("a", "{x}", "template"), ("b", "k", "string")]),
        ("a.scala", 'val a = s"$x"\n', [("a", "$x", "string")]),  # a reference by its form
        ("a.yaml", '{{ x }}\na: f"k"\n', [("a", 'f"k"', "string")]),
        # expressions
        (
            "a.php",
            "['a' => $this->k, 'b' => $c['k'], 'd' => 'e-f']\n",
            [("a", "$this->k", "template"), ("b", "$c", "template"), ("d", "e-f", "string")],
        ),
        ("a.py", "a = k-l\n", [("a", "k-l", "string")]),
        ("a.sh", "[[ -f k ]] && A=$(cat /k l)\nexport B=$(cat /k)\n", [("A", "$(cat /k l)", "string"), ("B", "$(cat /k)", "string")]),
        # a value that a formatter put on the next line
        ("a.ts", "{\n  'A-B':\n    'k',\n  c: 'd',\n}\n", [("A-B", "k", "string"), ("c", "d", "string")]),
        ("a.ts", "{\n  a:\n    'k',\n  'b':\n    x.y.z,\n}\n", [("a", "k", "string"), ("b", "x.y.z", "template")]),
        ("a.ts", "{\n  a:\n    x.y.z,\n  'b': {\n    c: 'k' } }\n", [("c", "k", "string")]),
        ("a.ts", "{\n  a:\n    'k' + 'l',\n}\n", []),
    ],
)
def test_values_of_programs(path: str, content: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(entry.name, entry.value, entry.kind) for entry in parse(content, path).entries] == expected


@pytest.mark.parametrize(
    ("content", "slices"),
    [
        ("a = '''k'''\n", ["k"]),
        ('a = """\nk\\\n  l"""\n', ["k\\\n  l"]),
        ("a:\n  k  # c\n", ["k"]),
        ('a: "k\\\n  l"\n', ["k\\\n  l"]),
        ("- 'A=b''c'\n", ["b''c"]),
        ("a: |\n   k \n  \n", ["k "]),
        ("a=k;b=l\n", ["k", "l"]),
    ],
)
def test_spans(content: str, slices: list[str]) -> None:
    source = Source("x.yaml", content)
    document = fallback.parse(source)
    assert [source.slice(entry.span) for entry in document.entries] == slices
    for entry in document.entries:
        places = fallback.source_map(source, entry)
        assert places is not None
        assert len(places) == len(entry.value or "") + 1
        assert places[0] == entry.span.start
        for place, character in zip(places, entry.value or "", strict=False):
            assert content[place] == character or character in " \n'"


@pytest.mark.parametrize(
    ("content", "groups"),
    [
        ("- {name: A, value: k}\n- {name: B, value: t}\n", 1),
        ("x:\n  - name: A\n    value: k\n  - { name: B, value: t }\n", 1),
        ("- {\n    name: A,\n    value: k\n  }\n- {name: B}\n", 1),
        ("x:\n- {name: A}\ny:\n- {name: B}\n", 2),
    ],
)
def test_objects_of_a_list_share_it(content: str, groups: int) -> None:
    document = parse("{{ if }}\n" + content)
    objects = {entry.container for entry in document.entries}
    assert len(objects) == 2
    assert len({document.containers[index].parent for index in objects}) == groups
    assert all(isinstance(document.containers[index].key, int) for index in objects)


def test_a_comment_behind_a_value_over_several_lines_is_one() -> None:
    content = 'a: "k\n  l" # vtexlint: ignore\nb:\n  m # n\n'
    comments = parse(content).comments
    assert [(content[c.span.start : c.span.end], c.own_line) for c in comments] == [("# vtexlint: ignore", False), ("# n", False)]


NAMES = st.text(string.ascii_letters + "_", min_size=1, max_size=8).filter(
    lambda n: n.lower() not in ("null", "true", "false", "yes", "no", "on", "off", "y", "n", "env", "arg", "set", "setx", "export")
)
VALUES = st.text(string.ascii_uppercase + "-'\"é.,", min_size=1, max_size=12).filter(lambda v: v.strip("-.,'\"") != "")
TREES = st.recursive(VALUES, lambda inner: st.dictionaries(NAMES, inner, min_size=1, max_size=3), max_leaves=8)
TABLES = st.dictionaries(NAMES, TREES, min_size=1, max_size=3)


def paths(document: Document) -> list[tuple[tuple[str, ...], str | None]]:
    return sorted(((*map(str, reversed(document.ancestors(e.container))), e.name or ""), e.value) for e in document.entries)


@examples(150)
@given(TABLES, st.sampled_from([None, "'", '"']), st.booleans())
def test_reads_yaml_as_the_parser_does(table: dict[str, Any], style: str | None, flow: bool) -> None:
    content = pyyaml.safe_dump(table, default_style=style, default_flow_style=flow, allow_unicode=True, width=10_000, sort_keys=False)
    assert paths(parse(content)) == paths(yaml.parse(Source("x.yaml", content)))


@examples(150)
@given(TABLES, st.sampled_from([None, 2, 4]), st.booleans())
def test_reads_json_as_the_parser_does(table: dict[str, Any], indent: int | None, escaped: bool) -> None:
    content = stdlib_json.dumps(table, indent=indent, ensure_ascii=escaped)
    assert paths(parse(content, "x.json")) == paths(json.parse(Source("x.json", content)))


@examples(150)
@given(st.dictionaries(NAMES, VALUES, min_size=1, max_size=4), st.sampled_from(["basic", "multi", "below", "literal"]))
def test_reads_toml_as_the_parser_does(table: dict[str, str], style: str) -> None:
    def spelled(value: str) -> str:
        escaped = value.replace('"', '\\"')
        match style:
            case "multi":
                return f'"""{escaped}"""'
            case "below":
                return f'"""\n{escaped[:1]}\\\n   {escaped[1:]}"""' if escaped[0] != "\\" else f'"""\n{escaped}"""'
            case "literal" if "'" not in value:
                return f"'''{value}'''"
        return f'"{escaped}"'

    content = "[vtex]\n" + "".join(f"{name} = {spelled(value)}\n" for name, value in table.items())
    assert paths(parse(content, "x.toml")) == paths(toml.parse(Source("x.toml", content)))


@examples(300)
@given(st.text(alphabet="ab=:-#'\"|>\\{}[](), \n\t%<;`.é\r\ufeff", max_size=60), st.sampled_from(["x.yaml", "x.py", "x.sh", "x.toml"]))
def test_any_text_is_read(content: str, path: str) -> None:
    source = Source(path, content)
    document = fallback.parse(source)
    for entry in document.entries:
        assert 0 <= entry.span.start <= entry.span.end <= len(content)
        assert 0 <= entry.name_span.start <= entry.name_span.end <= len(content)
        assert 0 <= entry.container < len(document.containers)
        places = fallback.source_map(source, entry)
        if entry.value is not None:
            assert places is not None
            assert places == sorted(places)
            assert len(places) == len(entry.value) + 1
    assert all(0 <= comment.span.start < comment.span.end <= len(content) for comment in document.comments)


@pytest.mark.parametrize("mark", ["\x1d", "\u00a0", "\u200b", "\ufeff", "\u2003"])
@pytest.mark.parametrize("style", ["|-", ">", "|"])
def test_a_block_begins_where_its_blanks_end(mark: str, style: str) -> None:
    text = f"# {{1\nb: {style}\n  {mark}{TOKEN}\n"
    (entry,) = fallback.parse(source := Source("x.yaml", text)).entries
    assert source.slice(entry.span) == f"{mark}{TOKEN}"
    places = fallback.source_map(source, entry)
    assert places is not None
    assert places[:2] == [entry.span.start, entry.span.start + 1]
