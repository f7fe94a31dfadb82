"""A token in public settings of an app: which names are one."""

import json

import pytest

from tests.run import rules


@pytest.mark.parametrize(
    ("name", "expected"),
    [("appToken", True), ("vtexToken", True), ("appTokenBr", False), ("apiToken", False), ("token", False), ("appKey", False)],
)
def test_names_of_a_token(name: str, expected: bool) -> None:
    schema = {"type": "object", "access": "public", "properties": {name: {"type": "string"}}}
    manifest = {"name": "a", "vendor": "b", "version": "1.0.0", "builders": {}, "settingsSchema": schema}
    assert rules("manifest.json", json.dumps(manifest)) == (["public-settings"] if expected else [])
    del schema["access"]
    assert rules("manifest.json", json.dumps(manifest)) == []
