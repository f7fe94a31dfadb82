"""`closest_match`: what a typing error is told, and what is none."""

import pytest

from vtexlint.cli.completion import ENDINGS
from vtexlint.cli.main import COMMANDS
from vtexlint.reporters.table import FORMATS
from vtexlint.rules.registry import ORDER
from vtexlint.settings_table import _READERS
from vtexlint.text.suggestions import closest_match

SETTINGS = tuple(_READERS)


@pytest.mark.parametrize(
    ("word", "choices", "meant"),
    [
        ("zhs", ENDINGS, "zsh"),
        ("pwsh", ENDINGS, None),
        ("nushell", ENDINGS, None),
        ("vtexlint", SETTINGS, None),
        ("ignroe", SETTINGS, "ignore"),
        ("extend_select", SETTINGS, "extend-select"),
        ("SARIF", FORMATS, "sarif"),
        ("htm", FORMATS, "html"),
        ("pdf", FORMATS, None),
        ("xml", FORMATS, None),
        ("chekc", COMMANDS, "check"),
        ("swapped", ORDER, "swapped-values"),
        ("missing", ORDER, "missing-key"),
        ("surround", ORDER, "surrounding-whitespace"),
        ("su", ORDER, None),
        ("token", ORDER, "token-casing"),
        ("key", ORDER, "key-casing"),
        ("credential", ORDER, "wrong-credential"),
        ("spaces", ORDER, None),
        ("", ORDER, None),
        ("x", (), None),
    ],
)
def test_nearest(word: str, choices: tuple[str, ...], meant: str | None) -> None:
    assert closest_match(word, choices) == meant
