"""The git hook of `vtexlint init`: where it goes, what it leaves alone, and what git does with it."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import clients
from tests.cli.hook_steps import BAD, GOOD, PROGRAM, commit, demand_works, git, hook_of, init, needs_script
from tests.fake import KEY
from vtexlint.cli.init import git_hook
from vtexlint.cli.main import run

pytestmark = pytest.mark.usefixtures("no_trial")


class TestWithGit:
    def test_without_any_network_and_a_clone_without_vtexlint(self, tmp_path: Path) -> None:
        unshare = shutil.which("unshare")
        if unshare is None or subprocess.run([unshare, "-rn", "true"], capture_output=True, check=False).returncode:
            pytest.skip("unshare -rn, which takes the network away, is not here or not permitted")
        where = tmp_path / "project"
        where.mkdir()
        script = f"""
            set -eu
            git init -q .
            {shlex.quote(str(PROGRAM)) if PROGRAM.exists() else f"{shlex.quote(sys.executable)} -I -m vtexlint"} init -y
            printf 'PORT=1\\n' > shop.env
            git add -A && git commit -qm good
            git status --porcelain
            printf 'VTEX_APP_KEY={KEY} \\nVTEX_APP_TOKEN=\\n' > .env
            git add -f .env
            if git commit -qm bad; then echo "the commit was not refused"; exit 9; fi
        """
        done = clients.run(where, unshare, "-rn", "sh", "-c", script, environment=clients.environment())
        assert done.returncode == 0, done.stdout
        assert re.search(r"error (surrounding-whitespace|empty-value).*\n *--> \.env:", done.stdout), done.stdout
        assert git(where, "log", "--format=%s").stdout == "good\n"
        assert git(where, "ls-files").stdout.split() == [".env", ".gitignore", "shop.env", "vtexlint.toml"]

        bare = tmp_path / "bin"
        bare.mkdir()
        for name in ("git", "sh"):
            (bare / name).symlink_to(str(shutil.which(name)))
        environment = clients.environment() | {"PATH": str(bare)}
        assert clients.run(tmp_path, "git", "clone", "-q", str(where), "second", environment=environment).returncode == 0
        (tmp_path / "second/b.env").write_text(BAD)
        clients.run(tmp_path / "second", "git", "add", "-f", "b.env", environment=environment)
        done = clients.run(tmp_path / "second", "git", "commit", "-qm", "theirs", environment=environment)
        assert done.returncode == 0, done.stdout

    @needs_script
    @pytest.mark.parametrize("name", ["plain", 'it\'s a $(touch owned) `x` "dir"', "loja é 商店"])
    def test_a_program_and_a_repository_with_awkward_paths(self, tmp_path: Path, name: str) -> None:
        program = tmp_path / name / "vtexlint"
        program.parent.mkdir()
        program.symlink_to(PROGRAM)
        where = tmp_path / f"{name} repository"
        where.mkdir()
        git(where, "init", "-q", ".")
        assert init(where, program=program).returncode == 0
        assert shlex.quote(str(program)) in hook_of(where).read_text()
        demand_works(where)
        assert not (where / "owned").exists()

    @needs_script
    def test_a_path_that_is_not_utf_8(self, tmp_path: Path) -> None:
        folder = os.fsencode(tmp_path) + b"/\xff\xfe"
        try:
            os.mkdir(folder)
        except OSError:
            pytest.skip("this file system takes no such name")
        os.symlink(os.fsencode(PROGRAM), folder + b"/vtexlint")
        where = tmp_path / "repository"
        where.mkdir()
        git(where, "init", "-q", ".")
        done = init(where, program=os.fsdecode(folder + b"/vtexlint"))
        assert done.returncode == 0, done.stdout
        assert folder in hook_of(where).read_bytes()
        demand_works(where)
        assert init(where, program=os.fsdecode(folder + b"/vtexlint")).returncode == 0

    def test_a_worktree_and_its_repository_share_the_hook(self, here: Path) -> None:
        commit(here, GOOD)
        git(here, "worktree", "add", "-b", "other", "../other tree")
        other = here.parent / "other tree"
        assert run(["init", "-y", str(other)]) == 0
        assert hook_of(here).exists()
        demand_works(other)
        assert run(["init", "-y"]) == 0

    def test_a_submodule_has_its_own(self, here: Path, tmp_path: Path) -> None:
        inner = tmp_path / "inner"
        inner.mkdir()
        git(inner, "init", "-q", ".")
        commit(inner, GOOD)
        done = git(here, "-c", "protocol.file.allow=always", "submodule", "add", "-q", str(inner), "sub")
        assert done.returncode == 0, done.stdout
        assert run(["init", "-y", "sub"]) == 0
        assert (here / ".git/modules/sub/hooks/pre-commit").exists()
        assert not hook_of(here).exists()
        demand_works(here / "sub")

    def test_a_directory_of_the_repository_s_own_settings(self, here: Path, tmp_path: Path) -> None:
        hooks = tmp_path / "my hooks"
        git(here, "config", "core.hooksPath", str(hooks))
        assert run(["init", "-y"]) == 0
        assert (hooks / "pre-commit").exists()
        assert not hook_of(here).exists()
        demand_works(here)

    def test_the_module_where_there_is_no_console_script(self, here: Path) -> None:
        assert run(["init", "-y"]) == 0  # run by pytest, which no hook can call
        assert f"{shlex.quote(sys.executable)} -I -m vtexlint" in hook_of(here).read_text()
        (here / "vtexlint.py").write_text("open('owned', 'w')\n")
        (here / "yaml.py").write_text("open('owned', 'w')\n")
        demand_works(here)
        assert not (here / "owned").exists()

    @needs_script
    def test_a_program_that_is_gone_or_broken_refuses_and_says_what_to_do(self, here: Path, tmp_path: Path) -> None:
        program = tmp_path / "bin/vtexlint"
        program.parent.mkdir()
        program.symlink_to(PROGRAM)
        assert init(here, program=program).returncode == 0
        program.unlink()
        for _ in range(2):
            done = commit(here, GOOD)
            assert done.returncode == 1
            assert str(program) in done.stdout
            for words in ("were not checked", "missing or broken", "`vtexlint init`", ".git/hooks/pre-commit", "git commit --no-verify"):
                assert words in done.stdout, words
            # an editable installation whose clone was deleted
            program.write_text(f"#!{sys.executable} -I\nimport vtexlint_that_is_gone\n")
            program.chmod(0o755)
        assert commit(here, GOOD, "--no-verify").returncode == 0

    @needs_script
    def test_another_program_takes_over_at_the_next_init(self, here: Path, tmp_path: Path) -> None:
        first = tmp_path / "bin/vtexlint"
        first.parent.mkdir()
        first.symlink_to(PROGRAM)
        assert init(here, program=first).returncode == 0
        first.unlink()
        done = init(here)
        assert done.returncode == 0
        assert "change in .git/hooks/pre-commit" in done.stdout
        assert str(first) not in hook_of(here).read_text()
        demand_works(here)


def test_a_second_time_nothing_is_written(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["init", "-y"]) == 0
    assert hook_of(here).stat().st_mode & 0o111
    before = hook_of(here).stat()
    capsys.readouterr()
    assert run(["init", "-y"]) == 0
    assert "already there: git hook: .git/hooks/pre-commit\n" in capsys.readouterr().out
    assert hook_of(here).stat().st_mtime_ns == before.st_mtime_ns
    hook_of(here).chmod(0o644)
    assert run(["init", "-y"]) == 0
    assert hook_of(here).stat().st_mode & 0o777 == 0o755


def test_a_missing_directory_of_hooks_is_made(here: Path) -> None:
    shutil.rmtree(here / ".git/hooks")
    assert run(["init", "-y"]) == 0
    demand_works(here)


def test_windows_paths_for_git_s_own_shell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "name", "nt")
    assert git_hook.quoted("C:\\Users\\José da Silva\\vtexlint.exe") == "'C:/Users/José da Silva/vtexlint.exe'"
