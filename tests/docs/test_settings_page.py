"""docs/settings.md says what the schema says: every setting, its default, examples that are right."""

import json
import re

import jsonschema
import pytest
import tomli

from tests import run
from tests.paths import ROOT
from vtexlint.settings import Settings
from vtexlint.settings_table import from_table, to_toml

PAGE = (ROOT / "docs/settings.md").read_text()
SCHEMA = json.loads((ROOT / "schemas/settings.schema.json").read_text())
SECTIONS = dict(re.findall(r"^### ([\w-]+)\n(.*?)(?=^##)", PAGE, re.MULTILINE | re.DOTALL))
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def test_every_setting_has_its_section_and_no_other_has() -> None:
    assert set(SECTIONS) == set(SCHEMA["properties"])
    assert len(re.findall(r"^### ", PAGE, re.MULTILINE)) == len(SECTIONS)


@pytest.mark.parametrize("name", SCHEMA["properties"])
def test_a_section_has_type_default_and_an_example_of_its_own(name: str) -> None:
    text = SECTIONS.get(name, "")
    assert "Type: " in text
    assert "Default: " in text
    (example,) = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    assert name in tomli.loads(example)


def test_the_defaults_are_those_of_the_program() -> None:
    shown = tomli.loads(to_toml(Settings()))
    told = {name: match[1] for name, text in SECTIONS.items() if (match := re.search(r'Default: `"?([^`"]+)"?`', text))}
    assert told.keys() >= {"fail-on", "force-exclude", "max-file-size"}
    for name, text in told.items():
        if name in shown:
            value = {"true": True, "false": False}.get(text, int(text) if text.isdigit() else text)
            assert shown[name] == tomli.loads(to_toml(from_table({name: value})))[name]


@pytest.mark.parametrize("text", [text for kind, text in BLOCKS if kind == "toml"])
def test_examples_are_valid_settings(text: str) -> None:
    table = tomli.loads(text)
    table = table["tool"]["vtexlint"] if "tool" in table else table
    jsonschema.validate(table, SCHEMA)
    from_table(table)


@pytest.mark.parametrize(("kind", "text"), [block for block in BLOCKS if block[0] in ("yaml", "dotenv")])
def test_ignore_comments_silence_what_they_stand_at(kind: str, text: str) -> None:
    name = "config.yaml" if kind == "yaml" else ".env"
    assert "vtexlint: ignore" in text
    assert run.rules(name, text) == []
    assert run.rules(name, re.sub(r"#.*", "", text)) == ["missing-token"]
