"""The manual page has every command and option, and groff has nothing to say about it."""

import re
import shutil
import subprocess

import pytest

from tests.paths import ROOT
from tools import man_page
from tools.reference import commands

PAGE = ROOT / man_page.PATH


@pytest.mark.skipif(shutil.which("groff") is None, reason="groff is not installed")
def test_groff_shows_every_command_and_option_without_a_warning() -> None:
    done = subprocess.run(
        ["groff", "-ww", "-man", "-Tutf8", "-P-cbou", "-rLL=200n", str(PAGE)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    text = re.sub(r"\s+", " ", done.stdout)
    for parser in commands():
        assert f" {parser.prog.upper()} " in text
        for action in parser._actions:
            assert all(f" {name}" in text for name in action.option_strings)
    for words in ("EXIT STATUS", "NO_COLOR", "FORCE_COLOR", "VTEXLINT_LANG", "vtexlint check --output sarif=vtexlint.sarif"):
        assert words in text
    assert "`" not in text
    assert "\\" not in text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (".env is a name", r"\&.env is a name"),
        ("it's `--fix`", r"it\(aqs \fB\-\-fix\fR"),
        ("a\\b ^REF ~/x", r"a\eb \(haREF \(ti/x"),
        ("'quoted'", r"\(aqquoted\(aq"),
    ],
)
def test_text_is_no_request(text: str, shown: str) -> None:
    assert man_page._text(text) == shown
