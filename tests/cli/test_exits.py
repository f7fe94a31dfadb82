"""The two exits for text: what vtexlint says is harmless whatever it quotes, a user's text comes back unchanged.

That there is no third: tests/text/test_third_exit.py. Every subcommand with everything planted: tests/cli/test_planted.py.
"""

import io
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from tests.fake import KEY, TOKEN
from vtexlint.cli.console import safe
from vtexlint.cli.main import run


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain text, ünïcode and tabs\there", "plain text, ünïcode and tabs\there"),
        ("\x1b[31mour own colour\x1b[0m", "\x1b[31mour own colour\x1b[0m"),
        ("a title \x1b]0;x\x07", "a title \\x1b]0;x\\x07"),
        ("\x1b[2J", "\\x1b[2J"),
        ("::add-mask::x", "\\x3a:add-mask::x"),
        (" ::error title=x::y", " \\x3a:error title=x::y"),
        (" ::: .env:1:2", " ::: .env:1:2"),
        ("##vso[task.setvariable]x", "#\\x23vso[task.setvariable]x"),
        ("right to left \u202e", "right to left \\u202e"),
        (f"a {TOKEN} b", "a … b"),
        (TOKEN[:24], "…"),
        (TOKEN[:23], TOKEN[:23]),
        (f"{KEY} is shown", f"{KEY} is shown"),
    ],
)
def test_what_is_said(text: str, shown: str) -> None:
    assert safe(text) == shown
    assert safe(f"x\n{text}\ny") == f"x\n{shown}\ny"


def test_a_report_of_commands_keeps_them() -> None:
    assert safe("::error file=a::b\n", commands=True) == "::error file=a::b\n"


HOSTILE = ["::add-mask::e.env", "\x1b[31mred.env", TOKEN + ".env", "##vso[x].env", "\u202eenv.env"]


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize(
    "command",
    [
        ["check", "--show-files"], ["check", "--format", "text"], ["check", "--format", "concise"], ["check", "--diff"],
        ["check", "--verbose", "--statistics"], ["check", "NAME"], ["check", "--config", "NAME"], ["check", "--account", "NAME"],
        ["check", "--baseline", "NAME"], ["check", "--output", "NAME"], ["check", "--select", "NAME"], ["check", "--NAME"],
        ["explain", "NAME"], ["history", "NAME"], ["account", "show", "NAME"], ["completion", "NAME"], ["NAME"], ["rules", "NAME"],
        ["history", "--branch", "NAME"],
    ],
)  # fmt: skip
def test_no_subcommand_lets_a_hostile_name_act(
    name: str, command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).write_text(f"VTEX_APP_KEY={KEY} \nVTEX_APP_TOKEN={TOKEN}\n")
    with suppress(SystemExit):
        run([word.replace("NAME", name) for word in command])
    captured = capfd.readouterr()
    for line in (captured.out + captured.err).split("\n"):
        assert not line.lstrip().startswith("::") or line.lstrip().startswith("::: ")
        assert "##vso[" not in line
        assert "\x1b" not in line
        assert "\u202e" not in line
        assert TOKEN[:24] not in line


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_users_text_comes_back_byte_for_byte(newline: str) -> None:
    before = f"\ufeff# ::add-mask::x \x07 {newline}VTEX_APP_KEY={KEY} {newline}VTEX_APP_TOKEN={TOKEN}{newline}é\u202e{newline}".encode()
    done = subprocess.run(
        [sys.executable, "-m", "vtexlint", "check", "--fix", "--stdin-filename", ".env", "-"],
        input=before,
        capture_output=True,
        check=False,
    )
    assert done.stdout == before.replace(f"{KEY} ".encode(), KEY.encode())


def test_a_stream_of_text_gets_text(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stdout", stream)
    assert run(["--version"]) == 0
    assert stream.getvalue().startswith("vtexlint ")
