"""`closest_match`: what a typing error is told, and what is none."""

import pytest

from vtexlint.cli.completion import SHELLS
from vtexlint.cli.commands import COMMANDS
from vtexlint.reporters.table import FORMATS
from vtexlint.rules.registry import BY_NAME
from vtexlint.settings_table import _READERS
from vtexlint.text.suggestions import closest_match

SETTINGS = tuple(_READERS)


@pytest.mark.parametrize(
    ("word", "choices", "meant"),
    [
        ("zhs", SHELLS, "zsh"),
        ("pwsh", SHELLS, None),
        ("powershell", SHELLS, None),
        ("vtexlint", SETTINGS, None),
        ("ignroe", SETTINGS, "ignore"),
        ("extend_select", SETTINGS, "extend-select"),
        ("SARIF", FORMATS, "sarif"),
        ("html", FORMATS, None),
        ("xml", FORMATS, None),
        ("chekc", COMMANDS, "check"),
        ("swapped", BY_NAME, "swapped-values"),
        ("missing", BY_NAME, "missing-key"),
        ("surround", BY_NAME, "surrounding-whitespace"),
        ("su", BY_NAME, None),
        ("token", BY_NAME, "token-casing"),
        ("key", BY_NAME, "key-casing"),
        ("credential", BY_NAME, "wrong-credential"),
        ("spaces", BY_NAME, None),
        ("", BY_NAME, None),
        ("x", (), None),
    ],
)
def test_nearest(word: str, choices: tuple[str, ...], meant: str | None) -> None:
    assert closest_match(word, choices) == meant
