"""What `vtexlint init` does where a hook of others is: shell scripts, other languages, husky, directories of hooks."""

import os
import re
import shutil
import sys
from pathlib import Path

import pytest

from tests import clients
from tests.cli.hook_steps import BAD, MIRROR, PROGRAM, demand_works, git, hook_of
from vtexlint.cli.init import git_hook, shell_hook
from vtexlint.cli.init.shell_hook import ANYWHERE
from vtexlint.cli.main import run

pytestmark = pytest.mark.usefixtures("no_trial")


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
