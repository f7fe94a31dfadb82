"""`vtexlint check --staged`: the index, nothing but the index."""

import json
import os
from pathlib import Path

import pytest

from tests.fake import KEY, TOKEN, token
from tests.gitrepo import VTEXLINT, Repo
from tests.project.git.test_worktree import hostile
from vtexlint.cli.main import run

PAIR = f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}\n"
GOOD = "VTEX_APP_KEY=${VTEX_APP_KEY}\nVTEX_APP_TOKEN=${VTEX_APP_TOKEN}\n"


@pytest.fixture
def staged(capsys: pytest.CaptureFixture[str]) -> "Staged":
    return Staged(capsys)


class Staged:
    """Runs the command; the answer is its status, and `path rule` of each finding."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys
        self.err = ""

    def __call__(self, *arguments: str) -> tuple[int, list[str]]:
        status = run(["check", "--staged", "--format", "json", *arguments])
        out, self.err = self._capsys.readouterr()
        findings = json.loads(out)["findings"] if out else []
        return status, [f"{finding['path']} {finding['rule']}" for finding in findings]


FOUND = (1, [".env committed-secret"])


def test_a_bad_file_and_a_good_one(repo: Repo, staged: Staged) -> None:
    repo.add(".env", PAIR)
    repo.add("good.env", GOOD)
    assert staged() == FOUND


def test_before_the_first_commit_and_after(repo: Repo, staged: Staged) -> None:
    repo.add("a.env", PAIR)
    assert staged() == (1, ["a.env committed-secret"])
    repo.commit()
    assert staged() == (0, [])
    repo.add("b.env", PAIR)
    assert staged() == (1, ["b.env committed-secret"])


def test_the_index_not_the_work_tree(repo: Repo, staged: Staged) -> None:
    repo.add(".env", PAIR)
    repo.write(".env", GOOD)
    assert staged() == FOUND
    repo.add(".env", GOOD)
    repo.write(".env", PAIR)
    assert staged() == (0, [])
    (repo.path / ".env").unlink()
    assert staged() == (0, [])


def test_a_partly_staged_file(repo: Repo, staged: Staged) -> None:
    repo.add(".env", "A=1\n")
    repo.commit()
    repo.add(".env", f"A=1\n{PAIR}")
    repo.write(".env", f"A=1\n{PAIR}VTEX_B_APP_KEY= {KEY}\n")
    assert staged() == FOUND


def test_an_unstaged_file_beside(repo: Repo, staged: Staged) -> None:
    repo.add("a.env", GOOD)
    repo.write("b.env", PAIR)
    assert staged() == (0, [])


def test_nothing_staged_is_told(repo: Repo, staged: Staged) -> None:
    repo.write(".env", PAIR)
    assert staged() == (0, [])
    assert "no file is staged: nothing was checked" in staged.err
    repo.commit()
    assert staged() == (0, [])
    assert "no file is staged: nothing was checked" in staged.err


def test_a_file_that_is_only_intended_to_be_added(repo: Repo, staged: Staged) -> None:
    repo.write(".env", PAIR)
    repo.git("add", "-N", ".env")
    assert staged() == (0, [])
    assert "no file is staged" in staged.err


def test_it_speaks_of_the_commit_to_come(repo: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    repo.add(".env", PAIR)
    run(["check", "--staged"])
    assert "an appToken is staged: the next commit would put it into the history" in capsys.readouterr().out


def test_its_fingerprint_is_that_of_the_committed_file(repo: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    repo.add("sub/.env", PAIR)
    prints = set()
    for arguments in (["--staged"], []):
        run(["check", "--format", "json", *arguments])
        prints.add(json.loads(capsys.readouterr().out)["findings"][0]["fingerprint"])
    assert len(prints) == 1


def test_renames_deletions_and_modes(repo: Repo, staged: Staged) -> None:
    for name in ("old.env", "gone.env", "mode.env"):
        repo.add(name, f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={token(name)}\n")
    repo.commit()
    repo.git("mv", "old.env", "new.env")
    repo.git("rm", "-q", "gone.env")
    repo.git("update-index", "--chmod=+x", "mode.env")
    assert staged("--select", "committed-secret") == (1, ["mode.env committed-secret", "new.env committed-secret"])


def test_only_a_deletion(repo: Repo, staged: Staged) -> None:
    repo.add(".env", PAIR)
    repo.commit()
    repo.git("rm", "-q", ".env")
    assert staged() == (0, [])


def test_links_and_submodules_are_no_files(repo: Repo, staged: Staged, tmp_path: Path) -> None:
    other = Repo(tmp_path / "other")
    other.add(".env", PAIR)
    other.commit()
    repo.git("submodule", "add", "-q", str(other.path), "sub.env")
    (repo.path / "link.env").symlink_to("sub.env/.env")
    repo.git("add", "link.env")
    assert staged() == (0, [])


def test_a_file_in_conflict_is_trouble(repo: Repo, staged: Staged) -> None:
    repo.add(".env", "A=1\n")
    repo.add("other.env", "A=1\n")
    repo.commit()
    repo.git("checkout", "-q", "-b", "side")
    repo.add(".env", "A=2\n")
    repo.add("other.env", PAIR)
    repo.commit()
    repo.git("checkout", "-q", "main")
    repo.add(".env", "A=3\n")
    repo.commit()
    assert repo.attempt("merge", "side").returncode
    assert staged()[0] == 2
    assert ".env is in conflict: resolve and `git add`" in staged.err
    assert staged("other.env") == (1, ["other.env committed-secret"])
    repo.add(".env", "A=4\n")
    assert staged() == (1, ["other.env committed-secret"])  # what the merge brings to this branch


def test_from_a_subdirectory_everything_and_relative_to_it(repo: Repo, staged: Staged, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.add("a.env", PAIR)
    repo.add("sub/b.env", PAIR)
    repo.add("sub/deep/c.env", GOOD)
    monkeypatch.chdir(repo.path / "sub")
    assert staged() == (1, ["../a.env committed-secret", "b.env committed-secret"])
    assert staged(".") == (1, ["b.env committed-secret"])
    assert staged("../a.env") == (1, ["../a.env committed-secret"])
    assert staged("deep") == (0, [])


def test_paths_limit(repo: Repo, staged: Staged) -> None:
    repo.add("a/x.env", PAIR)
    repo.add("ab/x.env", PAIR)
    repo.add("notes.txt", f"the token is {TOKEN}\n")
    assert staged("a") == (1, ["a/x.env committed-secret"])
    assert staged("a/x.env") == (1, ["a/x.env committed-secret"])
    assert staged("notes.txt") == (1, ["notes.txt committed-secret"])
    assert staged() == (1, ["a/x.env committed-secret", "ab/x.env committed-secret", "notes.txt committed-secret"])
    assert staged("--scope", "config") == (1, ["a/x.env committed-secret", "ab/x.env committed-secret"])
    repo.write("c/y.env", PAIR)
    assert staged("c") == (0, [])
    assert "no file is staged there" in staged.err


def test_paths_that_are_nowhere(repo: Repo, staged: Staged, tmp_path: Path) -> None:
    repo.add("a.env", PAIR)
    (repo.path / "a.env").unlink()
    assert staged("a.env") == (1, ["a.env committed-secret"])
    assert staged("b.env")[0] == 2
    assert "b.env: this path does not exist and is not staged" in staged.err
    assert staged(str(tmp_path))[0] == 2
    assert "is outside of the repository" in staged.err


def test_settings_hold_as_for_a_walk(repo: Repo, staged: Staged) -> None:
    repo.write(
        ".vtexlint.toml",
        'exclude = ["skip/"]\ninclude = ["*.secrets"]\n[per-file-ignores]\n"dead.env" = ["committed-secret"]\n',
    )
    for name in ("skip/a.env", "dead.env", "live.env", "x.secrets", "code.ts"):
        repo.add(name, PAIR)
    assert staged() == (1, ["code.ts committed-secret", "live.env committed-secret", "x.secrets committed-secret"])
    assert staged("--exclude", "live.env,code.ts")[1] == ["x.secrets committed-secret"]
    everything = ["code.ts", "dead.env", "live.env", "skip/a.env", "x.secrets"]
    assert staged("--isolated")[1] == staged("--no-config")[1] == [f"{name} committed-secret" for name in everything]
    assert staged("skip/a.env")[1] == ["skip/a.env committed-secret"]


def test_an_ignore_comment_and_other_rules(repo: Repo, staged: Staged) -> None:
    repo.add(".env", f"VTEX_APP_KEY={KEY}\n# vtexlint: ignore[committed-secret]\nVTEX_APP_TOKEN=' {TOKEN}'\n")
    assert staged() == (1, [".env surrounding-whitespace"])


def test_the_staged_files_alone_make_conflicts(repo: Repo, staged: Staged) -> None:
    repo.add("a.env", PAIR)
    repo.commit()
    repo.add("b.env", f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={token(1)}\n")
    assert staged() == (1, ["b.env committed-secret"])


def test_a_staged_file_counts_as_tracked_though_ignored(repo: Repo, staged: Staged) -> None:
    repo.write(".gitignore", ".env\n")
    repo.add(".env", PAIR)
    assert staged() == FOUND


def test_large_and_unreadable_files(repo: Repo, staged: Staged) -> None:
    repo.write(".vtexlint.toml", "max-file-size = 3000\n")
    repo.add("large.env", PAIR + "#\n" * 3000)
    repo.add("harmless.env", "#\n" * 3000)
    repo.add("nul.env", b"VTEX_APP_KEY=\0\n")
    repo.add("utf16.env", PAIR.encode("utf-16"))
    assert staged() == (1, ["large.env unreadable-file", "nul.env unreadable-file", "utf16.env committed-secret"])


def test_hostile_names(repo: Repo, staged: Staged) -> None:
    for name in ("a\n::error::.env", "-n.env", ":(top).env", "é b.env"):
        repo.write(name, PAIR)
        repo.git("--literal-pathspecs", "add", "-f", "--", name)
    status, found = staged()
    assert (status, len(found)) == (1, 4)


def test_a_linked_worktree_has_its_own_index(repo: Repo, staged: Staged, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.commit()
    repo.add("main.env", PAIR)
    repo.git("worktree", "add", "-q", str(tmp_path / "linked"))
    linked = Repo(tmp_path / "linked", init=False)
    linked.add("linked.env", PAIR)
    assert staged() == (1, ["main.env committed-secret"])
    monkeypatch.chdir(linked.path)
    assert staged() == (1, ["linked.env committed-secret"])


def test_a_submodule_has_its_own_index(repo: Repo, staged: Staged, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = Repo(tmp_path / "other")
    other.add("a.env", GOOD)
    other.commit()
    repo.git("submodule", "add", "-q", str(other.path), "sub")
    Repo(repo.path / "sub", init=False).add(".env", PAIR)
    assert staged() == (0, [])
    monkeypatch.chdir(repo.path / "sub")
    assert staged() == FOUND


def test_a_hook_s_index_is_honoured(repo: Repo, staged: Staged, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.write(".env", PAIR)
    repo.git("add", ".env", env={"GIT_INDEX_FILE": str(tmp_path / "index")})
    assert staged() == (0, [])
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))
    assert staged() == FOUND


def test_a_repository_that_only_the_environment_knows(staged: Staged, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home"  # dotfiles: `git --git-dir ~/.dotfiles --work-tree ~ commit`
    home.mkdir()
    dotfiles = Repo(tmp_path / "dotfiles", options=("--bare",))
    (home / ".env").write_text(PAIR)
    dotfiles.git("--git-dir=.", f"--work-tree={home}", "add", str(home / ".env"))
    monkeypatch.setenv("GIT_DIR", str(dotfiles.path))
    monkeypatch.setenv("GIT_WORK_TREE", str(home))
    monkeypatch.chdir(home)
    assert staged() == FOUND


def test_it_never_says_clean_because_it_saw_nothing(staged: Staged, repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.add(".env", PAIR)
    monkeypatch.chdir(tmp_path)
    assert staged()[0] == 2
    assert "is not in a git repository" in staged.err
    bare = Repo(tmp_path / "bare", options=("--bare",))
    monkeypatch.chdir(bare.path)
    assert staged()[0] == 2
    monkeypatch.chdir(repo.path)
    (repo.path / ".git/index").write_bytes(b"no index")
    assert staged()[0] == 2
    assert "git refuses to answer" in staged.err
    monkeypatch.setenv("PATH", str(tmp_path))
    assert staged()[0] == 2
    assert "git is not installed" in staged.err


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root can give a repository to someone else")
def test_dubious_ownership(staged: Staged, repo: Repo) -> None:
    repo.add(".env", PAIR)
    os.chown(repo.path, 1234, 1234)
    assert staged()[0] == 2
    assert "safe.directory" in staged.err


def test_contents_that_are_not_in_the_clone(staged: Staged, repo: Repo) -> None:
    repo.add(".env", PAIR)
    oid = repo.git("rev-parse", ":.env")
    (repo.path / ".git/objects" / oid[:2] / oid[2:]).unlink()
    assert staged()[0] == 2
    assert ".env: is staged, but its contents are not in this clone" in staged.err


def test_what_does_not_go_with_it(staged: Staged, repo: Repo) -> None:
    repo.add(".env", PAIR)
    assert staged("-")[0] == 2
    assert "choose one" in staged.err


@pytest.mark.parametrize("flag", ["--fix", "--diff"])
def test_it_mends_nothing(repo: Repo, staged: Staged, flag: str) -> None:
    repo.add(".env", PAIR.replace("TOKEN=", "TOKEN= "))
    before = (repo.path / ".env").read_bytes()
    assert staged(flag)[0] == 2
    assert "`git add` the files again" in staged.err
    assert (repo.path / ".env").read_bytes() == before


def test_a_baseline_holds_and_is_not_written(repo: Repo, staged: Staged, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.write(".vtexlint.toml", 'baseline = "known.json"\n')
    repo.add("sub/old.env", PAIR)
    run(["check", "--quiet", "--format", "concise", "--write-baseline"])
    repo.add("new.env", f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={token(1)}\n")
    assert staged("--ignore", "conflicting-pair") == (1, ["new.env committed-secret"])
    monkeypatch.chdir(repo.path / "sub")
    assert staged(".") == (0, [])
    assert staged("--write-baseline")[0] == 2
    assert "remove --staged" in staged.err


def test_the_settings_of_the_directory_say_what_fails(repo: Repo, staged: Staged) -> None:
    repo.write(".vtexlint.toml", 'fail-on = "error"\n')
    repo.add(".env", "VTEX_APP_KEY=vtexappkey-fakestore-AAAAA\nVTEX_APP_TOKEN=${VTEX_APP_TOKEN}\n")
    assert staged() == (0, [".env malformed-key"])
    assert run(["check"]) == 0


def test_show_files(repo: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    repo.add("b.env", PAIR)
    repo.add("a.env", PAIR)
    repo.add("c.txt", PAIR)
    assert run(["check", "--staged", "--show-files"]) == 0
    assert capsys.readouterr().out == "a.env\nb.env\nc.txt\n"


def test_nothing_that_the_repository_names_is_run(repo: Repo, staged: Staged) -> None:
    repo.add("a.env", GOOD)
    repo.commit()
    repo.add(".env", PAIR)
    mark = hostile(repo)
    os.utime(repo.path / "a.env", (1, 1))
    assert staged() == FOUND
    assert not mark.exists()


HOOK = f"""exec {VTEXLINT} check --staged --format concise"""


@pytest.mark.parametrize("how", [["-m", "x"], ["-am", "x"], ["-m", "x", "--", ".env"]], ids=["index", "all", "named"])
def test_as_a_plain_hook_with_a_real_commit(repo: Repo, how: list[str]) -> None:
    repo.add(".env", "A=1\n")
    repo.commit()
    repo.hook("pre-commit", HOOK)
    repo.write(".env", PAIR)
    if how == ["-m", "x"]:
        repo.git("add", ".env")
    refused = repo.attempt("commit", *how)
    assert refused.returncode == 1
    assert b".env:2:16: error committed-secret" in refused.stderr
    assert TOKEN.encode() not in refused.stderr
    repo.add(".env", GOOD)
    repo.git("commit", *how)
    assert repo.git("show", "HEAD:.env") == GOOD.strip()


def test_a_commit_of_one_file_leaves_the_rest_of_the_index_alone(repo: Repo) -> None:
    repo.add("a.env", "A=1\n")
    repo.add("b.env", "A=1\n")
    repo.commit()
    repo.hook("pre-commit", HOOK)
    repo.add("a.env", PAIR)
    repo.write("b.env", GOOD)
    repo.git("commit", "-qm", "b", "--", "b.env")
    assert repo.attempt("commit", "-qm", "a").returncode == 1
