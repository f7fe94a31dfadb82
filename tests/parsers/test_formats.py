"""Formats by name and by content, templates by name, and the readers' door."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vtexlint.parsers.fallback import programs
from vtexlint.parsers.formats import CODE, core_name, format_of, guess_format, is_template_name
from vtexlint.parsers.model import Format
from vtexlint.parsers.parse import parse, source_map
from vtexlint.text.source import Source


@pytest.mark.parametrize(
    ("format", "names"),
    [
        ("dotenv", ".env .ENV .env.local .env.production prod.env a.env.b .envrc .dev.vars .dev.vars.example env.example"),
        ("dotenv", "env.template env.sample env.local x.env.example .env.example.local prod.env.tpl .env.j2 .env.bak env.dist"),
        (
            "dotenv",
            ".env-prod .env_prod .env_prod.local .env~ .env.prod~ .env\u00a0copy .env\u00a0copy\u00a02 .env.local\u00a0copy .flaskenv .envrc.bak .envrc~",
        ),
        ("properties", "a.properties application-prod.properties .env.properties a.properties.bak"),
        ("ini", "a.ini setup.cfg .npmrc .gitconfig .pypirc a.ini.old config.cfg.dist"),
        ("tfvars", "a.tfvars prod.auto.tfvars terraform.tfvars.example A.TFVARS~"),
        (
            "dockerfile",
            "Dockerfile Dockerfile.prod Dockerfile.web.dev app.dockerfile Containerfile Dockerfile.j2 Dockerfile~ dockerfile\u00a0copy",
        ),
        ("http", "a.http b.rest orders.http.example"),
        (
            "yaml",
            "a.yml.old a.yaml~ a.yml.orig a.yml.save a.yaml.jinja2 a.yml.tftpl a.yml.gotmpl a.yml.erb a.yaml.ctmpl a.yml.hbs a.yml.mustache docker-compose.yml.prod a.yaml.staging a.yml\u00a0copy",
        ),
        ("json", "a.har terraform.tfstate terraform.tfstate.backup .env-cmdrc config\u00a0copy.json a.json5.tmpl"),
        ("yaml", "a.yml A.YAML values.yaml.j2 values.yaml.tpl config.yml.dist.example docker-compose.override.yaml.sample"),
        ("toml", "pyproject.toml Pipfile poetry.lock a.toml.example"),
        ("json", "a.json a.jsonc a.json5 b.tfvars.json my.code-workspace x.jsonl x.ndjson .env.json a.json.template"),
    ],
)
def test_format_by_name(format: Format, names: str) -> None:
    for name in (word.replace("\u00a0", " ") for word in names.split(" ")):
        assert format_of(name) == format_of(f"some.env/dir.json/{name}") == format, name


def test_names_that_say_nothing() -> None:
    names = "env.py .env.py src/env.ts .env.ts .env.js env.d.ts .env.d.ts .env.rb env environment env.sh README.md Makefile"
    for name in f"{names} Dockerfile.md Dockerfile.ts env~ .env.ts.bak .env.ts~ .env-prod.ts env-prod json yaml.txt .prettierrc environment.ts venv.conf main.tf dev.vars.py prod.env.txt a.env/x dockerfile.abi3.so .env.png a.ipynb".split():
        assert format_of(name) is None, name


def test_the_core_of_a_wrapped_name() -> None:
    names = {
        "a.json5.tmpl": "a.json5",
        "x/A.JSONL.bak": "a.jsonl",
        ".npmrc copy 2.old~": ".npmrc",
        "a.yml": "a.yml",
        ".local": "",
        "copy": "copy",
    }
    assert {name: core_name(name) for name in names} == names


def test_template_names() -> None:
    yes = ".env.example .env.example.local env.sample app.sample.json config.yml.dist settings.template.toml values.yaml.tpl"
    for name in f"{yes} a.j2 a.yml.jinja2 a.tftpl a.gotmpl vtex.yml.erb a.json.hbs .env-example README.md docs/a.env x/Fixtures/a.env my-example.env test/a.yml ENV.EXAMPLE examples/x.json".split():
        assert is_template_name(name), name
    for name in ".env prod.env distribution.yml testing.env sampler.json latest/.env contest.env docs.yml example-less.d/x".split():
        assert not is_template_name(name), name


@pytest.mark.parametrize(
    ("text", "format"),
    [
        ('{"a": 1}', "json"),
        ('\n[\n  {"a": 1}]', "json"),
        ("{\n  // c\n  a: 1}", "json"),
        ('# c\n[tool]\na = "x"\nb = 1', "toml"),
        ("# c\nA=1\n\nexport B=2\n", "dotenv"),
        ("", "text"),
        ("# only\n; comments", "text"),
        ("a: 1\nb: 2", "text"),
        ("[ini]\nname = bare words", "text"),
        ("FROM x\nENV A=1\nRUN y", "text"),
        ("{{ template }}", "text"),
        ("[section", "text"),
        ("[[ -f a ]] && B=c\n", "text"),
        ("[[ -1 ]]", "text"),
        ("[[-1]]", "json"),
        ("[[ 1 ]]", "json"),
        ("#!/bin/sh\nA=1", "text"),
    ],
)
def test_format_by_content(text: str, format: Format) -> None:
    assert guess_format(text) == format


def test_the_name_of_a_shell_script_says_more_than_its_content() -> None:
    assert [guess_format("A=1", name) for name in ("a.sh", "A.BASH", "a.zsh", "a.env.sh")] == ["text"] * 4
    assert [guess_format("A=1", name) for name in ("a.fish.x", "sh", "a")] == ["dotenv"] * 3


@given(st.text(), st.text(alphabet="./env-xyj\\", max_size=20))
def test_any_name_and_text(text: str, name: str) -> None:
    assert guess_format(text) in ("json", "toml", "dotenv", "text")
    format_of(name)
    is_template_name(name)


@pytest.mark.parametrize(
    ("format", "text"),
    [
        ("json", '{"a": "x", "b": {"c": "y",, "d": "z"}'),
        ("toml", 'a = "x"\n[b]\nc = "y"\nd = "z\n'),
        ("yaml", 'a: "x"\nb:\n  c: {{ .Values.c }}\n  d: {{ x }}y: z\n'),
    ],
)
def test_a_broken_file_is_read_line_by_line(format: Format, text: str) -> None:
    source = Source("file", text)
    document = parse(source, format)
    assert document.format == "text"
    assert document.problem is not None
    assert [entry.name for entry in document.entries] == ["a", "c", "d"]
    assert document.entries[0].value == "x"
    assert document.ancestors(document.entries[1].container) == ["b"]
    assert source_map(source, document.format, document.entries[0])


def test_a_broken_dotenv_file_stays_one() -> None:
    document = parse(Source(".env", 'A="x\nB=y'), "dotenv")
    assert (document.format, len(document.entries)) == ("dotenv", 2)
    assert document.problem is not None


@pytest.mark.parametrize(
    ("format", "text"), [("dotenv", "A=x"), ("json", '{"A": "x"}'), ("toml", 'A = "x"'), ("yaml", "A: x"), ("text", "A: x")]
)
def test_each_reader_behind_the_door(format: Format, text: str) -> None:
    source = Source("file", text)
    document = parse(source, format)
    (entry,) = document.entries
    start = text.index("x")
    assert (document.format, document.problem, entry.value) == (format, None, "x")
    assert source_map(source, format, entry) == [start, start + 1]


def test_what_the_fallback_takes_for_a_program_is_searched() -> None:
    """One ending is not source code for one reader and a text of any kind for another: `.env.kts` is no .env file."""
    endings = "py js jsx cjs mjs ts tsx cts mts php go rb java kt kts cs rs swift scala tf hcl vue svelte lua groovy dart c cc cpp cxx h hpp m mm pl pm vb"
    for ending in f"{endings} sh bash zsh fish".split():
        assert programs.is_code(f"a.{ending}") or programs.is_shell(f"a.{ending}"), ending
        assert ending in CODE, ending
        assert format_of(f".env.{ending}") in (None, "tfvars"), ending
