"""Colours and streams of `vtexlint check`: what goes where, and to whom."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli import terminal
from tests.cli.checked import ERROR, vtexlint


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


class TestColour:
    @pytest.mark.parametrize(
        ("arguments", "environment", "on_terminal", "in_pipe"),
        [
            ((), {}, True, False),
            (("--color", "always"), {}, True, True),
            (("--color", "never"), {}, False, False),
            ((), {"NO_COLOR": "1"}, False, False),
            ((), {"NO_COLOR": ""}, True, False),
            ((), {"FORCE_COLOR": "1"}, True, True),
            ((), {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False, False),
            (("--color", "always"), {"NO_COLOR": "1"}, True, True),
            (("--colour", "never"), {"FORCE_COLOR": "1"}, False, False),
            ((), {"TERM": "dumb"}, False, False),
            (("--format", "concise", "--color", "always"), {}, False, False),
            (("--format", "json", "--color", "always"), {}, False, False),
        ],
    )
    def test_when(self, here: Path, arguments: tuple[str, ...], environment: dict[str, str], on_terminal: bool, in_pipe: bool) -> None:
        (here / ".env").write_text(ERROR)
        status, shown, _ = terminal.run("check", *arguments, cwd=here, environment=environment)
        assert (status, "\x1b[" in shown) == (1, on_terminal)
        assert "surrounding-whitespace" in shown
        kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")}
        done = vtexlint("check", *arguments, cwd=here, env=kept | {"TERM": "xterm"} | environment)
        assert (done.returncode, b"\x1b[" in done.stdout) == (1, in_pipe)


class TestStreams:
    def test_a_reader_that_goes_away_ends_it_quietly(self, here: Path) -> None:
        (here / ".env").write_text(ERROR)
        reader, writer = os.pipe()
        os.close(reader)
        done = subprocess.run(
            [sys.executable, "-m", "vtexlint", "check"], cwd=here, stdout=writer, stderr=subprocess.PIPE, check=False, timeout=60
        )
        os.close(writer)
        assert (done.returncode, done.stderr) == (2, b"")

    @pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "cp850", "utf-8"])
    def test_a_stream_that_cannot_hold_a_character_gets_an_escape(self, here: Path, encoding: str) -> None:
        (here / "日本é.env").write_text(ERROR)
        done = vtexlint("check", cwd=here, env=os.environ | {"PYTHONIOENCODING": encoding})
        assert (done.returncode, done.stderr) == (1, b"")
        shown = done.stdout.decode(encoding)
        assert (r"\u65e5\u672c" in shown) is (encoding != "utf-8")

    @pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp437"])
    @pytest.mark.parametrize(
        "words",
        [
            ["--help"],
            ["check", "--help"],
            ["check", "--show-settings"],
            ["explain", "invisible-character"],
            ["explain", "lookalike-character"],
            ["explain", "authentication"],
            ["explain", "loaders"],
            ["rules"],
            ["rules", "--format", "json"],
            ["init", "--dry-run"],
            ["completion", "bash"],
            ["completion", "zsh"],
            ["completion", "fish"],
        ],
    )
    def test_no_command_ends_over_a_character(self, here: Path, encoding: str, words: list[str]) -> None:
        (here / "日").mkdir()
        (here / "日/vtexlint.toml").write_text('exclude = ["\\u65e5", "\\u2028"]\n')
        (here / "日/.env").write_text(ERROR)
        done = vtexlint(*words, cwd=here / "日", env=os.environ | {"PYTHONIOENCODING": encoding})
        assert (done.returncode, done.stderr) == (0, b"")
        done.stdout.decode(encoding)

    def test_standard_output_that_is_full_is_told(self, here: Path) -> None:
        if not os.path.exists("/dev/full"):
            pytest.skip("no /dev/full on this system")
        (here / ".env").write_text(ERROR)
        with open("/dev/full", "wb") as full:
            done = subprocess.run(
                [sys.executable, "-m", "vtexlint", "check"],
                cwd=here,
                stdout=full,
                stderr=subprocess.PIPE,
                text=True,
                check=False,
                timeout=60,
            )
        assert done.returncode == 2
        assert "Traceback" not in done.stderr
        assert done.stderr.startswith("vtexlint: ")
