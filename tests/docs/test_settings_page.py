"""docs/settings.md says what the schema says: every setting, its default, examples that are right."""

import json
import re

import jsonschema
import pytest
import tomli

from tests import run
from tests.paths import ROOT
from vtexlint.project.boundary import fault_of
from vtexlint.settings import Settings
from vtexlint.settings_table import OWN_KEYS, from_table, own_from_table, to_toml

PAGE = (ROOT / "docs/settings.md").read_text()
SCHEMA = json.loads((ROOT / "schemas/settings.schema.json").read_text())
SECTIONS = dict(re.findall(r"^### ([\w-]+)\n(.*?)(?=^##)", PAGE, re.MULTILINE | re.DOTALL))
OWN_SCHEMA = json.loads((ROOT / "schemas/own-settings.schema.json").read_text())
((OWN, *_),) = [
    re.findall(r"```toml\n(.*?)```", section, re.DOTALL)
    for section in re.findall(r"(?s)^## Your own settings\n(.*?)(?=\n## )", PAGE, re.MULTILINE)
]
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


@pytest.mark.parametrize("text", [text for kind, text in BLOCKS if kind == "toml" and text != OWN])
def test_examples_are_valid_settings(text: str) -> None:
    table = tomli.loads(text)
    table = table["tool"]["vtexlint"] if "tool" in table else table
    jsonschema.validate(table, SCHEMA)
    from_table(table)


def test_the_example_of_a_user_s_own_settings_has_each_of_them() -> None:
    table = tomli.loads(OWN)
    jsonschema.validate(table, OWN_SCHEMA)
    own_from_table(table)
    assert tuple(table) == OWN_KEYS


def test_the_paths_that_are_told_to_be_refused_are_refused() -> None:
    (section,) = re.findall(r"(?s)^## Which files settings may name\n(.*?)(?=\n## )", PAGE, re.MULTILINE)
    cells = [line.split(" | ")[0] for line in section.splitlines() if line.startswith('| `"')]
    told = [tomli.loads(f"x = {text}")["x"] for cell in cells for text in re.findall(r'`(".*?")`', cell)]
    assert [fault_of(text, 0) for text in told] == ["above", "absolute", "drive", "home", "share", "share", None]  # the last by its link
    assert "`../../baseline.json`" in section
    assert fault_of("../../baseline.json", 2) is None


@pytest.mark.parametrize(("kind", "text"), [block for block in BLOCKS if block[0] in ("yaml", "dotenv")])
def test_ignore_comments_silence_what_they_stand_at(kind: str, text: str) -> None:
    name = "config.yaml" if kind == "yaml" else ".env"
    assert "vtexlint: ignore" in text
    assert run.rules(name, text) == []
    assert run.rules(name, re.sub(r"#.*", "", text)) == ["missing-token"]
