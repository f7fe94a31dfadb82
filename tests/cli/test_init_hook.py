"""The git hook of `vtexlint init`: where it goes, what it leaves alone, and what git does with it."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from tests import clients
from tests.cli import terminal
from tests.fake import KEY, TOKEN
from vtexlint import _about
from vtexlint._about import __version__
from vtexlint.cli.init import git_hook, prek_config, shell_hook
from vtexlint.cli.init.mirror import MirrorError, block, mirror
from vtexlint.cli.init.shell_hook import ANYWHERE
from vtexlint.cli.main import run

GOOD = "VTEX_APP_KEY=${KEY}\nVTEX_APP_TOKEN=${TOKEN}\n"
BAD = f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}\n"
PROGRAM = clients.BIN / "vtexlint"
MIRROR = ("--repo", "https://git.example.com/tools/lint", "--rev", "v1")
needs_script = pytest.mark.skipif(not PROGRAM.exists(), reason="this environment has no console script of vtexlint")


def git(where: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return clients.run(where, "git", *arguments, environment=clients.environment())


def init(where: Path, *arguments: str, program: str | Path = PROGRAM) -> "subprocess.CompletedProcess[str]":
    return clients.run(where, str(program), "init", "-y", "--no-trial", *arguments, environment=clients.environment())


def commit(where: Path, text: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    (where / "a.env").write_text(text)
    git(where, "add", "-f", "a.env")
    return git(where, "commit", "-qm", "x", *arguments)


def demand_works(where: Path) -> None:
    """A bad file is refused with its fault, a good one is not."""
    done = commit(where, BAD)
    assert (done.returncode, "error committed-secret" in done.stdout) == (1, True), done.stdout
    assert TOKEN not in done.stdout
    done = commit(where, GOOD, "--allow-empty")
    assert done.returncode == 0, done.stdout


pytestmark = pytest.mark.usefixtures("no_trial")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    where = tmp_path / "project"
    where.mkdir()
    monkeypatch.chdir(where)
    git(where, "init", "-q", ".")
    return where


def hook_of(where: Path) -> Path:
    return where / ".git/hooks/pre-commit"


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


SHELL = ["", "#!/bin/sh\nexit 0\n", "# vtexlint check\n", "#!/usr/bin/env bash\n# ours: é\n\nset -eu\nexec true\n", "#! /bin/dash -e"]


@pytest.mark.parametrize("text", SHELL)
def test_a_shell_hook_of_somebody_else_gets_a_line_and_keeps_the_rest(here: Path, text: str) -> None:
    hook_of(here).write_text(text)
    hook_of(here).chmod(0o750)
    assert run(["init", "-y"]) == 0
    after = hook_of(here).read_text()
    first, _, rest = text.partition("\n") if text.startswith("#!") else ("", "", text)
    assert after.startswith(first)
    assert after.endswith(rest)
    assert len(after.splitlines()) == len(text.splitlines()) + 2
    assert hook_of(here).stat().st_mode & 0o777 == 0o750
    if "exec" in text:  # what is below it never runs
        demand_works(here)
    assert run(["init", "-y"]) == 0
    assert hook_of(here).read_text() == after
    hook_of(here).chmod(0o644)
    assert run(["init", "-y"]) == 1


@pytest.mark.parametrize("text", ["#!/usr/bin/env python3\n", "#!/usr/bin/env node\n", "\udcff", "#!/bin/sh\n# \udcff\n"])
def test_another_hook_is_left_alone_and_the_line_shown(here: Path, capsys: pytest.CaptureFixture[str], text: str) -> None:
    hook_of(here).write_bytes(text.encode("utf-8", "surrogateescape"))
    hook_of(here).chmod(0o755)
    assert run(["init", "-y"]) == 1
    assert hook_of(here).read_bytes() == text.encode("utf-8", "surrogateescape")
    out = capsys.readouterr().out
    assert "was not changed: it is not a shell script" in out
    assert "Not set up: git hook" in out
    (line,) = re.findall(r"^    (.* check --staged --quiet \|\| exit 1)$", out, re.MULTILINE)
    hook_of(here).write_text(f"#!/bin/sh\n{line}\n")
    assert run(["init", "-y"]) == 0
    assert "calls vtexlint" in capsys.readouterr().out
    if "node" in text:
        demand_works(here)
    hook_of(here).chmod(0o644)
    assert run(["init", "-y"]) == 1
    assert "chmod +x" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("program", "text"),
    [
        ("simple-git-hooks", '#!/bin/sh\n\nif [ "$SKIP_SIMPLE_GIT_HOOKS" = "1" ]; then\n    exit 0\nfi\n\nnpx lint-staged'),
        ("husky 4", '#!/bin/sh\n# husky\n\n. "$(dirname "$0")/husky.sh"\n'),
        ("yorkie", "#!/bin/sh\n#yorkie 2.0.0\n"),
    ],
)
def test_a_hook_that_a_program_writes_is_left_to_it(here: Path, capsys: pytest.CaptureFixture[str], program: str, text: str) -> None:
    hook_of(here).write_text(text)
    hook_of(here).chmod(0o755)
    assert run(["init", "-y"]) == 1
    assert hook_of(here).read_text() == text
    out = capsys.readouterr().out
    assert f"is written by {program}, which would remove" in out
    assert "\n    vtexlint check --staged --quiet\n" in out


def test_a_hook_that_is_switched_off_is_not_switched_on(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hook_of(here).write_text("#!/bin/sh\nrm -rf build\n")
    hook_of(here).chmod(0o644)
    assert run(["init", "-y"]) == 1
    assert hook_of(here).read_text() == "#!/bin/sh\nrm -rf build\n"
    assert "is not executable, so git does not run it" in capsys.readouterr().out


def test_our_hook_with_changes_of_the_user_s_is_kept(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["init", "-y"])
    text = hook_of(here).read_text()
    edited = text.replace("status=$?\n", "status=$?\necho mine\n")
    hook_of(here).write_text(edited)
    assert run(["init", "-y"]) == 0
    assert "with your changes" in capsys.readouterr().out
    hook_of(here).write_text(edited.replace(sys.executable, "/gone/python"))
    assert run(["init", "-y"]) == 1
    assert "does not call this vtexlint" in capsys.readouterr().out
    assert "echo mine" in hook_of(here).read_text()


def test_a_link_is_not_written_through(here: Path, tmp_path: Path) -> None:
    (tmp_path / "shared-hook").write_text("#!/bin/sh\n")
    hook_of(here).symlink_to(tmp_path / "shared-hook")
    assert run(["init", "-y"]) == 1
    assert (tmp_path / "shared-hook").read_text() == "#!/bin/sh\n"


def test_a_link_to_nothing_is_not_written_through(here: Path, tmp_path: Path) -> None:
    hook_of(here).symlink_to(tmp_path / "nothing")
    assert run(["init", "-y"]) == 1
    assert not (tmp_path / "nothing").exists()


@pytest.mark.parametrize(
    ("path", "text"), [(".githooks", None), ("a b/hooks", None), (".husky", "#!/bin/sh\n# ours\nexit 0\n")], ids=["new", "a space", "there"]
)
def test_a_committed_directory_of_hooks_gets_no_path_of_this_machine(here: Path, path: str, text: str | None) -> None:
    git(here, "config", "core.hooksPath", path)
    (here / path).mkdir(parents=True)
    hook = here / path / "pre-commit"
    if text is not None:
        hook.write_text(text)
        hook.chmod(0o755)
    assert run(["init", "-y"]) == 0
    after = hook.read_text()
    assert sys.executable not in after
    assert after.endswith("# ours\nexit 0\n" if text else "exit 1; fi\n")
    assert not hook_of(here).exists()
    assert run(["init", "-y"]) == 0
    assert hook.read_text() == after
    if PROGRAM.exists():
        demand_works(here)
    bare = {name: value for name, value in clients.environment().items() if name != "PATH"} | {"PATH": "/usr/bin:/bin"}
    (here / "a.env").write_text(BAD)
    clients.run(here, "git", "add", "-f", "a.env", environment=bare)
    assert clients.run(here, "git", "commit", "-qm", "x", environment=bare).returncode == 0  # a machine without vtexlint


def test_a_committed_hook_in_another_language(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(here, "config", "core.hooksPath", "hooks")
    (here / "hooks").mkdir()
    (here / "hooks/pre-commit").write_text("#!/usr/bin/env node\n")
    (here / "hooks/pre-commit").chmod(0o755)
    assert run(["init", "-y"]) == 1
    assert (here / "hooks/pre-commit").read_text() == "#!/usr/bin/env node\n"
    assert f"    {ANYWHERE}\n" in capsys.readouterr().out


HUSKY = '#!/usr/bin/env sh\n. "$(dirname "$0")/h"\n'


@pytest.mark.parametrize(
    ("text", "after"),
    [
        (None, "#!/bin/sh\n+"),
        ("", "+"),
        ("npx lint-staged", "+npx lint-staged"),
        ("# ours\nnpx lint-staged\n", "+# ours\nnpx lint-staged\n"),
        (
            '#!/usr/bin/env sh\n. "$(dirname -- "$0")/_/husky.sh"\n\nnpm test\n',
            '#!/usr/bin/env sh\n. "$(dirname -- "$0")/_/husky.sh"\n+\nnpm test\n',
        ),
    ],
)
def test_husky_s_own_file_gets_the_line(here: Path, text: str | None, after: str) -> None:
    git(here, "config", "core.hooksPath", ".husky/_")
    (here / ".husky/_").mkdir(parents=True)
    (here / ".husky/_/pre-commit").write_text(HUSKY)
    hook = here / ".husky/pre-commit"
    if text is not None:
        hook.write_text(text)
    assert run(["init", "-y"]) == 0
    assert hook.read_text() == after.replace("+", shell_hook.new(ANYWHERE).removeprefix("#!/bin/sh\n"))
    assert (here / ".husky/_/pre-commit").read_text() == HUSKY
    before = hook.read_text()
    assert run(["init", "-y"]) == 0
    assert hook.read_text() == before


@pytest.mark.parametrize(
    ("name", "text", "calls"),
    [
        ("package.json", '{"lint-staged": {"*": ["vtexlint check"]}}', True),
        (".lintstagedrc.yml", '"*": vtexlint check\n', True),
        ("package.json", '{"scripts": {"x": "vtexlint check"}, "lint-staged": {"*": "prettier"}}', False),
        ("package.json", "{", False),
    ],
)
def test_lint_staged_that_calls_vtexlint_is_enough(here: Path, name: str, text: str, calls: bool) -> None:
    git(here, "config", "core.hooksPath", ".husky/_")
    (here / ".husky/_").mkdir(parents=True)
    (here / ".husky/_/pre-commit").write_text(HUSKY)
    (here / ".husky/pre-commit").write_text("npx lint-staged\n")
    (here / name).write_text(text)
    assert run(["init", "-y"]) == 0
    assert (ANYWHERE in (here / ".husky/pre-commit").read_text()) != calls


def test_husky_that_is_not_installed_here(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / ".husky").mkdir()
    (here / "package.json").write_text('{"devDependencies": {"husky": "^9.1.7"}}')
    assert run(["init", "-y"]) == 1
    assert ANYWHERE in (here / ".husky/pre-commit").read_text()
    assert not hook_of(here).exists()
    assert "`npm install`, or `npx husky`" in capsys.readouterr().out
    assert run(["init", "-y"]) == 1


@pytest.mark.parametrize("is_there", [True, False], ids=["empty", "gone"])
@pytest.mark.parametrize(
    ("path", "package"), [(".husky", None), ("front/.husky", "{}"), ("front/hooks", '{"devDependencies": {"husky": "^9.1.7"}}')]
)
def test_husky_s_files_that_are_gone(
    here: Path, path: str, package: str | None, is_there: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    """As in a clone after `git clean -xdf`: husky would overwrite what is written into `_`."""
    git(here, "config", "core.hooksPath", f"{path}/_")
    (here / path / "_" if is_there else here / path).mkdir(parents=True)
    (here / path / "pre-commit").write_text("npx lint-staged\n")
    if package is not None:
        (here / "package.json").write_text(package)
    assert run(["init", "-y", "--team"]) == 1
    assert ANYWHERE in (here / path / "pre-commit").read_text()
    assert not (here / path / "_/pre-commit").exists()
    assert "`npm install`, or `npx husky`" in capsys.readouterr().out


def test_a_directory_that_is_named_as_husky_s(here: Path) -> None:
    git(here, "config", "core.hooksPath", "tools/_")
    (here / "tools/_").mkdir(parents=True)
    assert run(["init", "-y", "--team", "--no-trial"]) == 0
    assert (here / "tools/_/pre-commit").read_text() == shell_hook.new(ANYWHERE)


def test_hooks_that_are_a_link_into_the_work_tree(here: Path) -> None:
    shutil.rmtree(here / ".git/hooks")
    (here / "scripts").mkdir()
    (here / ".git/hooks").symlink_to("../scripts")
    assert run(["init", "-y"]) == 0
    assert (here / "scripts/pre-commit").read_text() == shell_hook.new(ANYWHERE)


def test_a_directory_for_all_repositories_is_left_alone(
    here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    hooks = tmp_path / "everywhere"
    hooks.mkdir()
    (tmp_path / "gitconfig").write_text(f'[core]\nhooksPath = "{hooks}"\n')
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    assert run(["init", "-y"]) == 1
    assert list(hooks.iterdir()) == []
    assert "all your repositories" in capsys.readouterr().out


def test_hooks_that_are_switched_off(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(here, "config", "core.hooksPath", os.devnull)
    assert run(["init", "-y"]) == 1
    assert "switched off" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [(), MIRROR])
def test_a_file_in_place_of_the_hooks(here: Path, arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody has set core.hooksPath."""
    shutil.rmtree(here / ".git/hooks")
    (here / ".git/hooks").write_text("")
    run(["init", "-y", *arguments, "--no-trial"])
    out = capsys.readouterr().out
    assert "core.hooksPath" not in out
    assert f"git runs no hooks here: {here / '.git/hooks'} is not a directory." in out


def test_a_source_tree_that_is_not_installed(here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(git_hook, "_candidates", lambda: iter([(sys.executable, "-I", "-c", "print('another program')")]))
    assert run(["init", "-y"]) == 1
    assert "needs an installed vtexlint" in capsys.readouterr().out
    assert not hook_of(here).exists()


# pre-commit and prek


@pytest.mark.parametrize(("name", "text"), [(".pre-commit-config.yaml", "repos: []\n"), ("prek.toml", "repos = []\n"), ("other.toml", "")])
def test_a_framework_that_git_does_not_run_is_named(here: Path, capsys: pytest.CaptureFixture[str], name: str, text: str) -> None:
    (here / name).write_text(text)
    assert run(["init", "-y"]) == 0
    said = f"{name} is here, but git does not run pre-commit in this clone"
    assert (said in capsys.readouterr().out) == (name != "other.toml")
    assert (here / name).read_text() == text
    assert "vtexlint" in hook_of(here).read_text()
    assert run(["init", "-y"]) == 0
    assert said not in capsys.readouterr().out


@pytest.fixture(params=["pre-commit", "prek"])
def framework(request: pytest.FixtureRequest, here: Path, tmp_path: Path) -> Callable[..., "subprocess.CompletedProcess[str]"]:
    """A repository in which `pre-commit install` or `prek install` was run; answers a caller of git."""
    program = shutil.which(request.param, path=str(clients.BIN))
    if program is None:
        pytest.skip(f"{request.param} is not installed")
    environment = clients.environment(PRE_COMMIT_HOME=str(tmp_path / "cache"), PREK_HOME=str(tmp_path / "cache"))
    (here / ".pre-commit-config.yaml").write_text("repos: []\n")
    done = clients.run(here, program, "install", environment=environment)
    assert done.returncode == 0, done.stdout
    assert git_hook.at(str(hook_of(here))).kind == "framework"
    return lambda *arguments: clients.run(here, *arguments, environment=environment)


TOLD = "installs vtexlint from" if _about.HOME else "Then every teammate needs `vtexlint` on PATH to commit"
Framework = Callable[..., "subprocess.CompletedProcess[str]"]


def test_yes_is_not_the_yes_to_a_committed_block(here: Path, framework: Framework, capsys: pytest.CaptureFixture[str]) -> None:
    before = hook_of(here).read_bytes()
    assert run(["init", "-y"]) == 1
    assert (here / ".pre-commit-config.yaml").read_text() == "repos: []\n"
    assert hook_of(here).read_bytes() == before
    out = capsys.readouterr().out
    assert TOLD in out
    assert f"  +   - repo: {_about.HOME or 'local'}\n" in out


@pytest.mark.parametrize(("answer", "written"), [("", False), ("n", False), ("x", False), ("y", True), ("YES", True)])
def test_the_block_needs_an_explicit_yes(here: Path, framework: Framework, answer: str, written: bool) -> None:
    status, out, _ = terminal.run("init", "--no-trial", cwd=here, answers=f"n\n{answer}\nn\n")
    assert TOLD in out
    assert "Change .pre-commit-config.yaml? [y/N]" in out
    assert status == (not written)
    assert (f"repo: {_about.HOME or 'local'}" in (here / ".pre-commit-config.yaml").read_text()) == written


def test_the_local_block_runs(here: Path, framework: Framework) -> None:
    (here / ".pre-commit-config.yaml").write_text("repos:\n" + "".join(f"  {line}\n" for line in block(None).splitlines()))
    assert run(["init", "-y"]) == 0  # it is there, and active
    framework("git", "add", "-A")
    for arguments in ((), ("-a",)):
        (here / "a.env").write_text(BAD)
        if not arguments:
            framework("git", "add", "-f", "a.env")
        done = framework("git", "commit", "-qm", "x", *arguments)
        assert (done.returncode, "committed-secret" in done.stdout) == (1, True), done.stdout
        (here / "a.env").write_text(f"{GOOD}# {arguments}\n")
        framework("git", "add", "-f", "a.env")
        done = framework("git", "commit", "-qm", "x")
        assert done.returncode == 0, done.stdout


def test_a_block_that_nothing_runs_is_not_a_hook(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / ".pre-commit-config.yaml").write_text("repos:\n" + block(mirror("https://git.example.com/x", "v1")))
    assert run(["init", "-y"]) == 1
    assert "`pre-commit install`" in capsys.readouterr().out
    assert not hook_of(here).exists()


def test_a_published_project_is_what_the_question_offers(
    here: Path, framework: Framework, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(_about, "HOME", "https://git.example.com/published")
    assert run(["init", "-y"]) == 1
    out = capsys.readouterr().out
    assert f"  +   - repo: https://git.example.com/published\n  +     rev: v{__version__}\n" in out
    assert "installs vtexlint from https://git.example.com/published for every teammate" in out
    assert "https://git.example.com/published/blob/main/docs/settings.md" in (here / "vtexlint.toml").read_text()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# ours\nrepos = []\n",
        'fail_fast = true # ours\r\n\r\n[[repos]]\r\nrepo = "builtin"\r\nhooks = [{ id = "check-yaml" }]',
        'repos = [ # ours\n  { repo = "builtin", hooks = [{ id = "check-yaml" }] }, # theirs\n]\n',
        'repos = [{ repo = "builtin", hooks = [{ id = "check-yaml" }] }]\nfail_fast = true\n',
    ],
)
@pytest.mark.parametrize("source", [(), MIRROR], ids=["local", "mirror"])
def test_prek_toml_is_what_prek_reads(here: Path, text: str, source: tuple[str, ...]) -> None:
    config = here / "prek.toml"
    config.write_bytes(text.encode())
    if source:
        assert run(["init", "-y", *source]) == 0
        assert not (here / ".pre-commit-config.yaml").exists()
        after = config.read_bytes().decode()
    else:
        after = prek_config.with_hook(text, None) or ""
    assert ("\r\n" in text) == ("\n" not in after.replace("\r\n", ""))
    assert [part for part in text.split() if part not in after] == ["[]"] * (text.count("[]"))
    assert prek_config.has_hook(after)
    config.write_bytes(after.encode())
    if shutil.which("prek", path=str(clients.BIN)):
        done = clients.run(here, "prek", "validate-config", "prek.toml", environment=clients.environment())
        assert done.returncode == 0, done.stdout
    assert run(["init", "-y", *MIRROR]) == 0
    assert config.read_bytes().decode() == after


@pytest.mark.parametrize("text", ["[", "repos = 1\n", "[repos]\na = 1\n"])
def test_a_prek_toml_that_cannot_take_a_hook_is_left_alone(here: Path, capsys: pytest.CaptureFixture[str], text: str) -> None:
    (here / "prek.toml").write_text(text)
    assert run(["init", "-y", *MIRROR]) == 1
    assert (here / "prek.toml").read_text() == text
    lines = "".join(re.findall(r"^    (.*\n)", capsys.readouterr().out, re.MULTILINE))
    assert prek_config.has_hook(lines)


# --repo and --rev


@pytest.mark.parametrize("name", [".pre-commit-config.yaml", "prek.toml"])
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((MIRROR[0], MIRROR[1], "--rev", "v2"), "{name} has `rev: v1` for this repository and was not changed: --rev v2 is not used."),
        (
            ("--repo", "https://git.example.com/other", "--rev", "v1"),
            "{name} has a hook of vtexlint from another place and was not changed",
        ),
    ],
)
def test_a_block_of_another_revision(
    here: Path, name: str, arguments: tuple[str, ...], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if name == "prek.toml":
        (here / name).write_text("")
    run(["init", "-y", *MIRROR, "--no-trial"])
    before = (here / name).read_text()
    capsys.readouterr()
    assert run(["init", "-y", *arguments, "--no-trial"]) == 0
    assert (here / name).read_text() == before
    out = capsys.readouterr().out
    assert f"already there: git hook: {name}" in out
    assert message.format(name=name) in " ".join(out.split())


def test_a_mirror_is_written_without_a_plain_hook(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["init", "-y", *MIRROR]) == 0
    (item,) = yaml.safe_load((here / ".pre-commit-config.yaml").read_text())["repos"]
    assert item == {"repo": MIRROR[1], "rev": "v1", "hooks": [{"id": "vtexlint"}]}
    assert not hook_of(here).exists()
    assert "`pre-commit install`" in capsys.readouterr().out
    assert run(["init", "-y", *MIRROR]) == 0
    out = capsys.readouterr().out
    assert "already there: git hook: .pre-commit-config.yaml" in out
    assert "was not changed" not in out


def test_a_mirror_in_place_of_the_plain_hook(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["init", "-y"])
    assert run(["init", "-y", *MIRROR]) == 0
    assert "delete .git/hooks/pre-commit" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("url", "rev"),
    [
        ("https://git.example.com/a/b.git", "v1.0"),
        ("https://git.example.com:8443/a/b", "1.0"),
        ("ssh://git@git.example.com:22/a", "1e3"),
        ("git@git.example.com:a/b.git", "0123456"),
        ("file:///srv/git/a b", "yes"),
        ("/srv/git/it's #1: x", "2024-01-01"),
        ("C:\\git\\lint", "release/1.2+x"),
    ],
)
def test_what_a_mirror_may_be_and_yaml_reads_it_back(url: str, rev: str) -> None:
    (item,) = yaml.safe_load(block(mirror(url, rev)))
    assert (item["repo"], item["rev"]) == (url, rev)


@pytest.mark.parametrize(
    "url",
    [
        "", "local", "meta", "-c", "--upload-pack=x", "ext::sh -c x", "http://git.example.com/a", "git://git.example.com/a", "../a", "a/b",
        "https://user:pw@git.example.com/a", f"https://{TOKEN}@git.example.com/a", "https://git.example.com", "ssh://-oProxyCommand=x/a",
        "ssh://git:pw@git.example.com/a", "https://git.example.com/a\n  rev: x", "https://git.example.com/a\x1b[2J", "/srv/a\u202eb",
        "git@-x:a", "https://git.example.com/" + "a" * 300, "https://git.example.com/a b",
    ],
)  # fmt: skip
def test_what_is_not_a_mirror(here: Path, capsys: pytest.CaptureFixture[str], url: str) -> None:
    with pytest.raises(MirrorError):
        mirror(url, "v1")
    assert run(["init", "-y", f"--repo={url}", "--rev=v1"]) == 2
    out, err = capsys.readouterr()
    assert err.startswith("vtexlint: --repo needs the address of a git repository")
    assert TOKEN not in out + err
    assert os.listdir(here) == [".git"]


@pytest.mark.parametrize("rev", ["", "-x", "v1\nx: y", "a b", "a..b", "v1:x", "@{1}", "v1.lock", "a/", "x" * 301, "v1'"])
def test_what_is_not_a_revision(here: Path, capsys: pytest.CaptureFixture[str], rev: str) -> None:
    assert run(["init", "-y", "--repo=https://git.example.com/a", f"--rev={rev}"]) == 2
    assert capsys.readouterr().err.startswith("vtexlint: --rev needs a tag or a commit")


@pytest.mark.parametrize("arguments", [("--repo", "https://git.example.com/a"), ("--rev", "v1")])
def test_both_are_needed(here: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]) -> None:
    assert run(["init", "-y", *arguments]) == 2
    assert "--repo and --rev go together" in capsys.readouterr().err
    assert os.listdir(here) == [".git"]


def test_windows_paths_for_git_s_own_shell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "name", "nt")
    assert git_hook.quoted("C:\\Users\\José da Silva\\vtexlint.exe") == "'C:/Users/José da Silva/vtexlint.exe'"
