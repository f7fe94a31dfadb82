"""`vtexlint completion`: what the real shells offer with the scripts."""

import os
import pty
import re
import select
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from vtexlint.cli import history
from vtexlint.cli.completion import ENDINGS, script
from vtexlint.cli.main import COMMANDS, run
from vtexlint.cli.options import OPTIONS
from vtexlint.pages.topics import TOPICS
from vtexlint.rules.registry import ORDER

NAMES = {name for option in OPTIONS for name in option.names if name.startswith("--")}
HISTORY = {name for option in history.OPTIONS for name in option.names if name.startswith("--")}
RULE_NAMES = set(ORDER)
FORMATS = set(next(option.choices or () for option in OPTIONS if "--format" in option.names))
MARK = "@@done@@"


def needs(shell: str) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed (Debian: apt-get install {shell})")


def in_bash(line: str, where: Path) -> set[str]:
    """Completions as bash asks the function for them: words split as bash does, at = too."""
    needs("bash")
    words = re.findall(r"=|[^\s=]+", line)
    if line.endswith(" "):
        words.append("")
    quoted = " ".join(f"'{word}'" for word in words)
    made = script("bash")
    code = f'{made}\nCOMP_WORDS=({quoted}); COMP_CWORD=$(( ${{#COMP_WORDS[@]}} - 1 )); _shtab_vtexlint; printf "%s\\n" "${{COMPREPLY[@]}}"'
    done = subprocess.run(["bash", "--norc", "-c", code], cwd=where, capture_output=True, text=True, check=True, timeout=30)
    return set(done.stdout.split())


def in_fish(line: str, where: Path) -> set[str]:
    needs("fish")
    code = f"{script('fish')}\ncomplete -C {line!r}"
    done = subprocess.run(
        ["fish", "--no-config", "-c", code],
        cwd=where,
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
        env=os.environ | {"HOME": str(where)},
    )
    return {line.split("\t")[0] for line in done.stdout.splitlines()}


def in_zsh(line: str, where: Path) -> set[str]:
    """What a person at zsh sees after Tab: the list, on a terminal."""
    needs("zsh")
    (where.parent / "fpath").mkdir(exist_ok=True)
    (where.parent / "fpath/_vtexlint").write_text(script("zsh"))
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(where)  # noqa: TID251  the child process
        os.execvpe(
            "zsh", ["zsh", "-f", "-i"], {"PATH": os.environ["PATH"], "TERM": "dumb", "HOME": str(where), "COLUMNS": "200", "LINES": "200"}
        )
    setup = f"stty rows 300 cols 200; PS1= ; fpath=({where.parent}/fpath $fpath); autoload -Uz compinit; compinit -u -D; "
    setup += "zstyle ':completion:*' verbose no; LISTMAX=1000; setopt no_beep auto_list no_list_ambiguous no_auto_menu\n"
    try:
        os.write(terminal, f"{setup}print '@@'ready@@\n".encode())
        read_until(terminal, "@@ready@@")
        time.sleep(0.2)
        os.write(terminal, f"{line}\t".encode())
        time.sleep(0.5)
        os.write(terminal, b"\x15print '@@'done@@\n")
        return set(read_until(terminal, MARK).split()) - set(line.split())
    finally:
        os.kill(process, 9)
        os.waitpid(process, 0)
        os.close(terminal)


def read_until(terminal: int, mark: str) -> str:
    shown = ""
    until = time.monotonic() + 30
    while mark not in shown and time.monotonic() < until:
        if select.select([terminal], [], [], 0.5)[0]:
            shown += os.read(terminal, 65536).decode("utf-8", "replace")
    assert mark in shown, shown
    return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]|[\x07\x08\r]", "", shown)


Asked = Callable[[str, Path], set[str]]


@pytest.fixture
def where(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "settings.toml").write_text("")
    (folder / "sub").mkdir()
    return folder


@pytest.mark.parametrize("ask", [in_bash, in_zsh, in_fish])
class TestShells:
    def test_commands(self, ask: Asked, where: Path) -> None:
        assert ask("vtexlint ", where) >= set(COMMANDS)
        assert "explain" not in ask("vtexlint ch", where)

    def test_options(self, ask: Asked, where: Path) -> None:
        assert ask("vtexlint check --", where) >= NAMES - {"--colour"}

    def test_options_of_history_are_its_own(self, ask: Asked, where: Path) -> None:
        found = ask("vtexlint history --", where)
        assert found >= HISTORY - {"--colour"}
        assert not found & {"--fix", "--select", "--staged"}
        assert ask("vtexlint history --format ", where) >= FORMATS
        assert {word.rstrip("=") for word in ask("vtexlint history --output ", where)} >= FORMATS

    def test_options_of_other_commands(self, ask: Asked, where: Path) -> None:
        assert ask("vtexlint init --", where) >= {"--yes", "--dry-run", "--repo", "--rev"}
        assert ask("vtexlint rules --format ", where) >= {"text", "json"}
        assert "--stdio" in ask("vtexlint server --", where)
        assert "show" in ask("vtexlint account ", where)
        assert {word.rstrip("/") for word in ask("vtexlint account show s", where)} >= {"settings.toml"}

    def test_formats(self, ask: Asked, where: Path) -> None:
        assert ask("vtexlint check --format ", where) >= FORMATS

    @pytest.mark.parametrize("option", ["--select", "--ignore", "--extend-select"])
    def test_rules_of_an_option(self, ask: Asked, where: Path, option: str) -> None:
        assert ask(f"vtexlint check {option} ", where) >= RULE_NAMES

    def test_a_second_rule_behind_a_comma(self, ask: Asked, where: Path) -> None:
        found = ask("vtexlint check --select empty-value,malformed-", where)
        assert {word.split(",")[-1] for word in found} >= {"malformed-key", "malformed-token"}

    def test_explain(self, ask: Asked, where: Path) -> None:
        assert ask("vtexlint explain ", where) >= RULE_NAMES | set(TOPICS)

    def test_files(self, ask: Asked, where: Path) -> None:
        assert {word.rstrip("/") for word in ask("vtexlint check s", where)} >= {"settings.toml", "sub"}
        assert {word.rstrip("/") for word in ask("vtexlint check --config s", where)} >= {"settings.toml"}

    def test_shells(self, ask: Asked, where: Path) -> None:
        assert ask("vtexlint completion ", where) >= set(ENDINGS)

    def test_a_flag_takes_no_value(self, ask: Asked, where: Path) -> None:
        assert "settings.toml" in {word.rstrip("/") for word in ask("vtexlint check --exit-zero s", where)}


@pytest.mark.parametrize("ask", [in_bash, in_zsh, in_fish])
def test_a_report_s_format_and_file(ask: Asked, where: Path) -> None:
    assert {word.rstrip("=") for word in ask("vtexlint check --output ", where)} >= FORMATS


@pytest.mark.parametrize("shell", ENDINGS)
def test_the_scripts_hold_every_command_option_and_rule(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["completion", shell]) == 0
    script = capsys.readouterr().out
    for name in {*COMMANDS, *RULE_NAMES, *(name.lstrip("-") for name in NAMES)}:
        assert name in script


def test_a_description_for_each_option_in_fish(where: Path) -> None:
    needs("fish")
    code = f"{script('fish')}\ncomplete -C 'vtexlint check --sta'"
    done = subprocess.run(["fish", "--no-config", "-c", code], cwd=where, capture_output=True, text=True, check=True, timeout=30)
    assert all(line.partition("\t")[2] for line in done.stdout.splitlines())
    assert "--staged\t" in done.stdout


def test_an_unknown_shell(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        run(["completion", "zhs"])
    assert caught.value.code == 2
    assert "did you mean zsh?" in capsys.readouterr().err
