"""What git says of a path: real repositories, hooks' environments, and configuration that must not run."""

import os
import stat
import subprocess
from pathlib import Path

import pytest

from tests.fake import KEY, TOKEN
from tests.gitrepo import VTEXLINT, Repo
from tests.run import here
from vtexlint.cli.main import run
from vtexlint.project.config import Configs
from vtexlint.project.discovery import discover
from vtexlint.project.git.process import Git, GitError
from vtexlint.project.git.worktree import ignored_directories, ignores_case, states
from vtexlint.project.programs import find_program

PAIR = f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}\n"


def test_tracked_untracked_ignored(repo: Repo) -> None:
    repo.add("tracked.env", "A=1\n")
    repo.add("forced.env", "A=1\n")
    repo.add(".gitignore", "ignored.env\nforced.env\nbuild/\n")
    for name in ("new.env", "ignored.env", "build/x.env", "sub/ignored.env"):
        repo.write(name, "A=1\n")
    assert states(here(), ["tracked.env", "forced.env", "new.env", "ignored.env", "build/x.env", "sub/ignored.env"]) == {
        "tracked.env": "tracked",
        "forced.env": "tracked",
        "new.env": "untracked",
        "ignored.env": "ignored",
        "build/x.env": "ignored",
        "sub/ignored.env": "ignored",
    }


def test_a_file_that_an_editor_has_not_saved_yet(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    (repo.path / ".gitignore").write_text(".env\n:x.env\n")
    monkeypatch.chdir(repo.path)
    assert states(here(), [".env", ":x.env", "new.env"]) == {".env": "ignored", ":x.env": "ignored", "new.env": "untracked"}


def test_names_that_git_could_take_for_patterns_or_options(repo: Repo) -> None:
    names = ["-n.env", ":(top)x.env", "[a].env", "a b\n.env", "é.env", "*.env"]
    repo.write("a.env", "A=1\n")
    for name in names:
        repo.write(name, "A=1\n")
    for name in names[:3]:
        repo.git("--literal-pathspecs", "add", "--", name)
    assert [states(here(), names)[name] for name in names] == ["tracked"] * 3 + ["untracked"] * 3


def test_many_paths_take_few_calls(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[tuple[str, ...]] = []
    real = Git.run

    def counted(self: Git, *arguments: str) -> bytes:
        calls.append(arguments)
        return real(self, *arguments)

    monkeypatch.setattr(Git, "run", counted)
    for number in range(30):
        repo.write(f"{number}.env", "A=1\n")
    repo.git("add", ".")
    assert set(states(here(), [f"{number}.env" for number in range(30)]).values()) == {"tracked"}
    assert len(calls) == 1
    repo.write("new.env", "A=1\n")
    calls.clear()
    states(here(), [f"{number}.env" for number in range(30)] + ["new.env"])
    assert len(calls) == 2


def test_names_where_git_ignores_case(repo: Repo, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    repo.add("src/[a].py", f"x = '{TOKEN}'\n")
    repo.commit()
    (repo.path / "src/[a].py").rename(repo.path / "src/[A].py")
    repo.write("src/a.py", "x = 1\n")
    names = ["src/[A].py", "src/a.py"]
    assert states(here(), names) == dict.fromkeys(names, "untracked")
    repo.git("config", "core.ignorecase", "true")
    assert states(here(), names) == {"src/[A].py": "tracked", "src/a.py": "untracked"}
    assert run(["check"]) == 1
    out = capsys.readouterr().out
    assert "this file is committed" in out
    assert "src/[A].py:1:6" in out
    repo.git("worktree", "add", "-q", str(tmp_path / "linked"))
    assert ignores_case(str(tmp_path / "linked"))


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        ("[core]\n\tignorecase = true\n", True), ("[core]\n\tIgnoreCase=TRUE ; macOS\n", True), ("[core] ignorecase = yes", True),
        ("[core]\n\tignorecase\n", True), ("[core]\n\tignorecase = false\n", False), ("[core]\n", False), ("# ignorecase = true\n", False),
        ('[alias]\n\tx = "ignorecase = true"\n', False),
    ],
)  # fmt: skip
def test_whether_git_ignores_case_is_read_from_its_configuration(repo: Repo, config: str, expected: bool) -> None:
    repo.write(".git/config", config)
    assert ignores_case(str(repo.path)) == expected
    assert (repo.git("config", "--type=bool", "--default=false", "core.ignorecase") == "true") == expected


def test_a_path_outside_any_repository(tmp_path: Path) -> None:
    (tmp_path / "x.env").write_text("A=1\n")
    (tmp_path / ".git").mkdir()  # an empty folder of that name is no repository
    assert states(here(), [str(tmp_path / "x.env")]) == {str(tmp_path / "x.env"): "outside"}


def test_a_path_inside_the_git_directory(repo: Repo) -> None:
    repo.write(".git/x.env", "A=1\n")
    assert states(here(), [".git/x.env"]) == {".git/x.env": "outside"}


def test_a_nested_repository_speaks_for_its_own_files(repo: Repo) -> None:
    inner = Repo(repo.path / "inner")
    inner.add("a.env", "A=1\n")
    inner.write("b.env", "A=1\n")
    repo.add("a.env", "A=1\n")
    assert states(here(), ["a.env", "inner/a.env", "inner/b.env"]) == {
        "a.env": "tracked",
        "inner/a.env": "tracked",
        "inner/b.env": "untracked",
    }


def test_a_submodule(repo: Repo, tmp_path: Path) -> None:
    other = Repo(tmp_path / "other")
    other.add("a.env", "A=1\n")
    other.commit()
    repo.commit()
    repo.git("submodule", "add", "-q", str(other.path), "sub")
    repo.write("sub/b.env", "A=1\n")
    assert (repo.path / "sub/.git").is_file()
    assert states(here(), ["sub/a.env", "sub/b.env"]) == {"sub/a.env": "tracked", "sub/b.env": "untracked"}


def test_a_linked_worktree(repo: Repo, tmp_path: Path) -> None:
    repo.add("a.env", "A=1\n")
    repo.commit()
    repo.git("worktree", "add", "-q", str(tmp_path / "linked"))
    linked = Repo(tmp_path / "linked", init=False)
    linked.add("b.env", "A=1\n")
    linked.write("c.env", "A=1\n")
    paths = [str(linked.path / name) for name in ("a.env", "b.env", "c.env")]
    assert list(states(here(), paths).values()) == ["tracked", "tracked", "untracked"]
    assert states(here(), ["b.env"]) == {"b.env": "untracked"}  # of the main work tree's index


def test_a_shallow_and_a_partial_clone(repo: Repo, tmp_path: Path) -> None:
    repo.add("a.env", "A=1\n")
    repo.commit()
    repo.commit()
    repo.git("config", "uploadpack.allowFilter", "true")
    for name, option in (("shallow", "--depth=1"), ("partial", "--filter=blob:none")):
        clone = tmp_path / name
        repo.git("clone", "-q", option, f"file://{repo.path}", str(clone))
        (clone / "b.env").write_text("A=1\n")
        assert list(states(here(), [str(clone / "a.env"), str(clone / "b.env")]).values()) == ["tracked", "untracked"]


def test_an_index_of_a_hook_holds_for_its_own_repository_alone(repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = Repo(tmp_path / "other")
    other.add("x.env", "A=1\n")
    repo.add("x.env", "A=1\n")
    repo.write("y.env", "A=1\n")
    index = tmp_path / "index"  # as `git commit -a` and `git commit y.env` make one
    repo.git("add", "y.env", env={"GIT_INDEX_FILE": str(index)})
    monkeypatch.setenv("GIT_INDEX_FILE", str(index))
    assert states(here(), ["x.env", "y.env"]) == {"x.env": "untracked", "y.env": "tracked"}
    there = str(other.path / "x.env")
    assert states(here(), [there]) == {there: "tracked"}


def test_a_git_dir_of_a_hook_of_another_repository(repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = Repo(tmp_path / "other")
    other.add("x.env", "A=1\n")
    repo.write("x.env", "A=1\n")
    monkeypatch.setenv("GIT_DIR", str(other.path / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other.path))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other.path / ".git/index"))
    assert states(here(), ["x.env"]) == {"x.env": "untracked"}
    there = str(other.path / "x.env")
    assert states(here(), [there]) == {there: "tracked"}


def test_a_hook_of_a_worktree_sees_its_own_index(repo: Repo, tmp_path: Path) -> None:
    repo.commit()
    repo.git("worktree", "add", "-q", str(tmp_path / "linked"))
    linked = Repo(tmp_path / "linked", init=False)
    repo.hook("pre-commit", f"env | grep -q ^GIT_DIR= && {VTEXLINT} check --format concise .env")
    linked.write(".env", "A=1\n")
    linked.git("add", ".env")
    linked.write(".env", PAIR)
    refused = linked.attempt("commit", "-m", "x")
    assert b"committed-secret" in refused.stderr
    assert refused.returncode == 1


def test_ignored_directories_are_those_with_a_pattern_of_their_own(repo: Repo) -> None:
    repo.add(".gitignore", "out/\nkept/*.env\n/lib\n")
    for name in ("out/a.env", "sub/out/a.env", "kept/a.env", "kept/b.env", "lib/x.env", "half/out/tracked.env", "half/out/new.env"):
        repo.write(name, "A=1\n")
    repo.git("add", "-f", "half/out/tracked.env")
    assert ignored_directories(str(repo.path), str(repo.path)) == {"out", "sub/out", "lib"}
    found = [file.path for file in discover(here(), ["."], Configs(here())).files if file.level == "full"]
    assert found == ["half/out/new.env", "half/out/tracked.env", "kept/a.env", "kept/b.env"]


# what can go wrong


def test_git_that_is_missing_is_told(repo: Repo, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    repo.write(".env", PAIR)
    monkeypatch.setenv("PATH", str(repo.path))
    assert run(["check", "."]) == 2
    assert "git is not installed: install it, or use --assume-tracked" in capsys.readouterr().err
    assert run(["check", ".", "--assume-tracked"]) == 1
    assert "committed-secret" in capsys.readouterr().out


@pytest.mark.skipif(os.name == "nt", reason="a script is not a program there")
@pytest.mark.parametrize("front", [".", "", "sub"])
def test_the_repository_s_own_git_is_never_run(repo: Repo, monkeypatch: pytest.MonkeyPatch, front: str) -> None:
    for place in ("git", "sub/git"):
        repo.write(place, "#!/bin/sh\ntouch ran\n")
        (repo.path / place).chmod(0o755)
    repo.add(".env", PAIR)
    monkeypatch.setenv("PATH", os.pathsep.join((front, os.environ["PATH"])))
    assert states(here(), [".env"]) == {".env": "tracked"}
    assert not (repo.path / "ran").exists()
    monkeypatch.setenv("PATH", front)
    with pytest.raises(GitError, match="git is not installed"):
        states(here(), [".env"])


@pytest.fixture
def forged(repo: Repo) -> Path:
    """The folder of a git that a package brought, which says that there is nothing."""
    program = repo.write("node_modules/.bin/git", f"#!/bin/sh\ntouch {repo.path}/ran\n")
    program.chmod(0o755)
    repo.add("a.py", f"x = '{TOKEN}'\n")
    return program.parent


@pytest.mark.skipif(os.name == "nt", reason="a script is not a program there")
@pytest.mark.parametrize("here", ["", "sub", "inner", "outside"])
def test_a_git_of_the_work_tree_is_passed_over_by_its_real_path(
    here: str, repo: Repo, forged: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    own = os.environ["PATH"]
    repo.write("sub/b.py", f"x = '{TOKEN}'\n")
    Repo(repo.path / "inner").add("c.py", f"x = '{TOKEN}'\n")  # a repository in a repository: npx of the outer one
    (tmp_path / "outside").mkdir()
    (tmp_path / "link").symlink_to(forged)
    (tmp_path / "programs").mkdir()
    (tmp_path / "programs/git").symlink_to(forged / "git")
    (repo.path / "linked").mkdir()
    (repo.path / "linked/git").symlink_to("/bin/true")  # what a link of the repository leads to is its own choice
    monkeypatch.chdir(tmp_path / here if here == "outside" else repo.path / here)
    for folder in (forged, tmp_path / "link", tmp_path / "programs", repo.path / "linked"):
        monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{own}")
        assert run(["check", str(repo.path) if here == "outside" else "."]) == 1
        assert "secret" in capsys.readouterr().out
    assert not (repo.path / "ran").exists()


@pytest.mark.skipif(os.name == "nt", reason="a script is not a program there")
def test_a_git_elsewhere_is_run(repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside the repository, in another one, and in the user's folder that contains it."""
    repo.write(".env", PAIR)
    Repo(tmp_path / "other")
    real = find_program("git", str(repo.path))
    assert real is not None
    for folder in (tmp_path / "repo-bin", tmp_path / "other/bin", tmp_path):
        folder.mkdir(exist_ok=True)
        program = folder / "git"
        program.write_text(f'#!/bin/sh\nexec {real} "$@"\n')
        program.chmod(0o755)
        monkeypatch.setenv("PATH", str(folder))
        assert find_program("git", str(repo.path), str(tmp_path)) == str(program)
        assert states(here(), [".env"]) == {".env": "untracked"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
def test_git_that_hangs_is_ended_and_told(repo: Repo, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    repo.write(".env", PAIR)
    os.mkfifo(repo.path / ".gitignore")
    monkeypatch.setattr("vtexlint.project.git.process._LIMIT", 1.0)
    assert run(["check", ".env"]) == 2
    assert "within 1 seconds and was ended: a .gitignore may be a pipe" in capsys.readouterr().err
    assert run(["check", "."]) == 2


def test_without_git_config_files_are_linted_and_the_run_is_incomplete(
    repo: Repo, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    repo.write(".env", "VTEX_APP_KEY=\nVTEX_APP_TOKEN=\n")
    repo.write("main.py", TOKEN)
    monkeypatch.setenv("PATH", str(repo.path))
    assert run(["check", "."]) == 2
    printed = capsys.readouterr()
    assert printed.err.count("git is not installed") == 1
    assert printed.out.startswith("no findings in 1 config file; 2 credentials, 1 pair\n")
    assert run(["check", ".env"]) == 0  # nothing to ask


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root can give a repository to someone else")
def test_dubious_ownership_is_told_with_the_remedy(repo: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    repo.add(".env", PAIR)
    os.chown(repo.path, 1234, 1234)
    os.chown(repo.path / ".git", 1234, 1234)
    assert run(["check", "."]) == 2
    printed = capsys.readouterr().err
    assert "dubious ownership" in printed
    assert f"git config --global --add safe.directory {repo.path}" in printed


def test_a_broken_repository_is_told(repo: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    repo.write(".env", PAIR)
    repo.write(".git/config", "[core\n")
    assert run(["check", ".env"]) == 2
    assert "its configuration is not valid (line 1)" in capsys.readouterr().err


def test_what_git_complains_of_cannot_act_on_the_terminal(repo: Repo) -> None:
    with pytest.raises(GitError) as caught:
        Git(str(repo.path), str(repo.path)).run("cat-file", "blob", "x\x1b[31m\n::error::y")
    assert str(caught.value).isprintable()


# a repository is not trusted


def test_a_work_tree_that_the_configuration_moves_away(repo: Repo) -> None:
    repo.add("a.env", "A=1\n")
    repo.write("b.env", "A=1\n")
    repo.git("config", "core.worktree", "..")
    repo.git("config", "core.bare", "false")
    assert states(here(), ["a.env", "b.env"]) == {"a.env": "tracked", "b.env": "untracked"}


def hostile(repo: Repo) -> Path:
    """Every setting that makes a reading git run a program; the file appears once one was run."""
    mark = repo.path.parent / "was-run"
    program = repo.path.parent / "evil"
    program.write_text(f"#!/bin/sh\necho \"$0 $*\" >> '{mark}'\ncat 2>/dev/null\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    hooks = repo.path / ".git/evil-hooks"
    hooks.mkdir()
    for name in ("post-index-change", "pre-commit", "post-checkout", "reference-transaction"):
        (hooks / name).symlink_to(program)
    for name in ("core.fsmonitor", "core.pager", "pager.ls-files", "pager.status", "pager.rev-list", "pager.cat-file", "pager.diff-index",
                 "filter.evil.clean", "filter.evil.smudge", "filter.evil.process", "diff.evil.textconv", "diff.evil.command", "diff.external",
                 "core.sshCommand", "core.gitProxy", "core.editor", "gpg.program", "core.alternateRefsCommand", "credential.helper",
                 "uploadpack.packObjectsHook", "remote.origin.uploadpack"):  # fmt: skip
        repo.git("config", name, str(program))
    for name, value in (("log.showSignature", "true"), ("filter.evil.required", "true"), ("alias.ls-files", f"!{program}"),
                        ("alias.rev-list", f"!{program}"), ("core.hooksPath", str(hooks)), ("remote.origin.url", f"ext::{program}"),
                        ("protocol.ext.allow", "always"), ("remote.origin.promisor", "true"), ("core.untrackedCache", "true")):  # fmt: skip
        repo.git("config", name, value)
    repo.write(".git/info/attributes", "* filter=evil diff=evil\n")
    mark.unlink(missing_ok=True)
    return mark


def test_nothing_that_a_repository_names_is_run(repo: Repo) -> None:
    repo.add(".env", PAIR)
    repo.add("a/b.env", "A=1\n")
    repo.add(".gitignore", "out/\n")
    repo.write("out/x.env", PAIR)
    repo.commit()
    mark = hostile(repo)
    os.utime(repo.path / ".env", (1, 1))  # a changed time stamp: `status` compares contents, through the filters
    assert ignored_directories(str(repo.path), str(repo.path)) == {"out"}
    assert run(["check", "."]) == 1
    assert not mark.exists(), mark.read_text()
    subprocess.run(["git", "status"], cwd=repo.path, capture_output=True, check=False)
    assert mark.exists()  # the trap works: a plain git falls into it


def test_a_filter_whose_name_cannot_be_switched_off(repo: Repo) -> None:
    repo.add(".env", "A=1\n")
    repo.write("out/x.env", "A=1\n")
    mark = repo.path.parent / "was-run"
    repo.git("config", "filter.a=b.clean", f"touch '{mark}'; cat")
    repo.write(".git/info/attributes", "* filter=a=b\n")
    os.utime(repo.path / ".env", (1, 1))
    assert ignored_directories(str(repo.path), str(repo.path)) == frozenset()
    assert not mark.exists()
