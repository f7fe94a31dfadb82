"""Which commits `vtexlint history` reads: refs, `--since`, branches, clones that lack a part."""

from pathlib import Path

import pytest

from tests.fake import KEY, b64, token
from tests.gitrepo import Repo
from tests.project.history.audited import History, commit, pair
from vtexlint.cli.main import run


def test_tags_stashes_notes_and_detached_heads_are_history(repo: Repo, history: History) -> None:
    commit(repo, "a.env", "A=1\n")
    for number in (1, 2):  # the older stash is in the reflog of refs/stash alone
        repo.write("a.env", pair(f"stash {number}"))
        repo.git("stash", "-q")
    repo.git("notes", "add", "-m", f"token {token('note')}")
    repo.git("checkout", "-q", "--detach")
    commit(repo, "detached.env", pair("detached"))
    repo.git("tag", "-a", "-m", "t", "tagged")
    repo.git("checkout", "-q", "main")
    blob = repo.git("hash-object", "-w", "--stdin", stdin=pair("blob").encode())
    repo.git("update-ref", "refs/odd/blob", blob)
    tree = repo.git(
        "mktree", stdin=f"100644 blob {repo.git('hash-object', '-w', '--stdin', stdin=pair('tree').encode())}\tin-tree.env\n".encode()
    )
    repo.git("tag", "tree", tree)
    status, paths = history()
    assert status == 1
    assert len(paths) == 6
    assert {"detached.env", "in-tree.env", "refs/odd/blob", "a.env"} <= set(paths)


def test_what_no_ref_reaches_is_out_unless_asked_for(repo: Repo, history: History) -> None:
    commit(repo, "a.env", "A=1\n")
    commit(repo, "amended.env", pair("amended"))
    repo.git("rm", "-q", "amended.env")
    repo.git("commit", "-q", "--amend", "--allow-empty", "-m", "x")
    repo.add("dangling.env", pair("dangling"))
    repo.git("rm", "-qf", "dangling.env")
    assert history() == (0, [])
    status, paths = history("--unreachable")
    assert status == 1
    assert len(paths) == 2
    assert "amended.env" in paths
    assert paths[0].startswith("(unreachable blob ")


def test_the_index_and_the_work_tree_are_no_history(repo: Repo, history: History) -> None:
    commit(repo, "a.env", "A=1\n")
    repo.add("staged.env", pair("staged"))
    repo.write("untracked.env", pair("untracked"))
    assert history() == (0, [])


def test_replaced_and_grafted_commits_are_seen_as_every_clone_has_them(repo: Repo, history: History) -> None:
    bad = commit(repo, "a.env", pair("replaced"))
    commit(repo, "a.env", "A=1\n")
    tree = repo.git("mktree", stdin=b"")
    good = repo.git("commit-tree", "-m", "clean", tree)
    repo.git("replace", bad, good)
    (repo.path / ".git/info").mkdir(exist_ok=True)
    (repo.path / ".git/info/grafts").write_text(repo.git("rev-parse", "HEAD") + "\n")
    assert history() == (1, ["a.env"])
    assert history.origin("a.env")["commit"] == bad


# what limits the walk


def test_since(repo: Repo, history: History) -> None:
    commit(repo, "old.env", pair("old"), date="2020-01-01T12:00:00+00:00")
    commit(repo, "new.env", pair("new"), date="2024-01-01T00:00:01+00:00")
    assert history("--since", "2024-01-01") == (1, ["new.env"])
    assert history("--since", "2020-01-01T12:00:00Z")[1] == ["new.env", "old.env"]
    assert history("--since", "2024-01-01T00:00:02Z") == (0, [])
    assert "there is no commit since" in history.err


def test_since_says_rightly_whether_head_has_it(repo: Repo, history: History) -> None:
    commit(repo, "old.env", pair("same"), date="2020-01-01T12:00:00+00:00")
    commit(repo, "new.env", f"# copied\n{pair('same')}", date="2024-01-01T00:00:01+00:00")
    repo.git("rm", "-q", "new.env")
    repo.commit()
    assert history("--since", "2023-01-01") == (1, ["new.env"])
    assert history.origin("new.env")["head_paths"] == ["old.env"]


@pytest.mark.parametrize("date", ["yestrday", "2024", "now-ish", "", "--all", "2024-13-45x"])
def test_a_date_that_git_would_take_for_now_is_refused(repo: Repo, capsys: pytest.CaptureFixture[str], date: str) -> None:
    commit(repo, ".env", pair("x"))
    with pytest.raises(SystemExit) as caught:
        run(["history", f"--since={date}"])
    assert caught.value.code == 2
    assert "a date such as 2024-01-31" in capsys.readouterr().err


def test_branches(repo: Repo, history: History) -> None:
    commit(repo, "a.env", pair("main"))
    repo.git("checkout", "-q", "-b", "side")
    commit(repo, "b.env", pair("side"))
    repo.git("checkout", "-q", "--orphan", "far")
    repo.git("rm", "-rqf", ".")
    commit(repo, "c.env", pair("far"))
    assert history("--branch", "main")[1] == ["a.env"]
    assert history("--branch", "side")[1] == ["a.env", "b.env"]
    assert history("--branch", "main", "--branch", "far")[1] == ["a.env", "c.env"]
    assert history.origin("c.env")["in_head"]
    assert not history.origin("a.env")["in_head"]
    assert history("--branch", "side", "--branch", "^main")[1] == ["b.env"]
    assert history("--branch", "^side")[1] == ["c.env"]
    assert history("--branch", "^sied")[0] == 2
    assert history("--branch", "mian")[0] == 2
    assert "'mian' is not a branch, tag or commit of this repository; did you mean `main`?" in history.err
    assert history("--branch=--all")[0] == 2


def test_a_tag_on_a_file_or_a_directory_is_a_branch_without_commits(repo: Repo, history: History) -> None:
    first = commit(repo, "a.env", "A=1\n")
    blob = repo.git("hash-object", "-w", "--stdin", stdin=pair("blob").encode())
    clean = repo.git("hash-object", "-w", "--stdin", stdin=b"A=2\n")
    inner = repo.git("hash-object", "-w", "--stdin", stdin=pair("tree").encode())
    repo.git("tag", "-a", "-m", "t", "file", blob)
    repo.git("tag", "directory", repo.git("mktree", stdin=f"100644 blob {inner}\tin-tree.env\n".encode()))
    repo.git("tag", "clean", clean)
    known = ("--branch", f"^{first}")
    for name in ("file", blob, repo.git("rev-parse", "file")):
        assert history("--branch", name, *known) == (1, [name])
    assert history("--branch", "directory", *known) == (1, ["in-tree.env"])
    assert history("--branch", "clean", *known) == (0, [])
    assert history.err == ""
    assert history("--branch", "main", "--branch", "^file") == (0, [])
    assert history("--branch", "0123456789" * 4)[0] == 2


def test_messages_of_commits_and_tags(repo: Repo, history: History) -> None:
    commit(repo, "a.env", "A=1\n", date="2024-01-01T00:00:00Z")
    repo.commit(f"Use\n\nkey {KEY}, token {token('commit')}\n", date="2024-02-03T00:00:00Z")
    told = repo.git("rev-parse", "HEAD")
    repo.commit("a list of LONG WORDS IN CAPITALS, and a hash " + "ab12" * 30)
    basic = b64(f"{KEY}:{token('tag')}")
    repo.git("tag", "-a", "-m", f"Basic {basic}", "v1")
    repo.git("tag", "-a", "-m", "nothing", "v2")
    repo.git("tag", "light")
    in_commit, in_tag = f"(message of commit {told[:12]})", "(message of tag v1)"
    assert history() == (1, [in_commit, in_tag])
    assert history.origin(in_commit)["commit"] == told
    assert history.origin(in_commit)["paths"] == [in_commit]
    assert {finding["origin"]["key"] for finding in history.report["findings"]} == {KEY}
    # of a part of the history
    assert history("--branch", "v1", "--branch", f"^{told}") == (1, [in_tag])
    assert history("--branch", "main") == (1, [in_commit])
    assert history("--branch", "light", "--branch", f"^{told}") == (0, [])
    assert history("--since", "2024-03-01")[0] == 0
    # the same token in a file: one finding
    commit(repo, "b.txt", token("commit"))
    assert history() == (1, [in_tag, "b.txt"])
    assert history.origin("b.txt")["paths"] == [in_commit, "b.txt"]


def test_many_messages_are_read_in_parts(repo: Repo, history: History, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vtexlint.project.git.texts._CHUNK", 100)
    for number in range(5):
        repo.commit(f"m{number}\n\n{token(str(number)) if number % 2 else 'x'}\n\nend é\n")
    status, paths = history()
    assert (status, len(paths)) == (1, 2)


def test_nothing_new_is_not_no_commit(repo: Repo, history: History) -> None:
    tip = commit(repo, "a.env", pair("a"))
    assert history("--branch", tip, "--branch", "^main") == (0, [])
    assert history.err == "vtexlint: note: there is no commit but those that are left out: nothing is new\n"
    assert history("--branch", tip)[0] == 1
    assert "no commit" not in history.err


def test_the_key_in_the_same_base64(repo: Repo, history: History) -> None:
    for name, text in {"a.env": "AUTH={}\n", "b.yaml": "headers:\n  Authorization: Basic {}\n", "c.py": "H = 'Basic {}'\n"}.items():
        commit(repo, name, text.format(b64(f"{KEY}:{token(name)}")))
    assert history() == (1, ["a.env", "b.yaml", "c.py"])
    assert {finding["origin"]["key"] for finding in history.report["findings"]} == {KEY}


# kinds of repositories


def test_a_bare_repository_and_a_named_path(repo: Repo, history: History, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(repo, "sub/a.env", pair("a"))
    repo.git("clone", "-q", "--bare", ".", str(tmp_path / "bare.git"))
    monkeypatch.chdir(tmp_path)
    assert history("bare.git") == (1, ["sub/a.env"])
    assert history("repo") == (1, ["sub/a.env"])
    assert history("repo/sub") == (1, ["sub/a.env"])
    monkeypatch.chdir(tmp_path / "bare.git")
    assert history() == (1, ["sub/a.env"])
    assert history.origin("sub/a.env")["in_head"]


def test_a_linked_worktree_and_a_submodule(repo: Repo, history: History, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(repo, "a.env", pair("a"))
    repo.git("worktree", "add", "-q", str(tmp_path / "linked"))
    monkeypatch.chdir(tmp_path / "linked")
    assert history() == (1, ["a.env"])
    outer = Repo(tmp_path / "outer")
    outer.git("submodule", "add", "-q", str(repo.path), "sub")
    outer.commit()
    assert history(str(outer.path)) == (0, [])
    assert "1 submodule has a separate history, which was not read: run `vtexlint history` in it (sub)\n" in history.err
    assert history(str(outer.path / "sub")) == (1, ["a.env"])
    assert "submodule" not in history.err


def test_a_shallow_clone_is_told(repo: Repo, history: History, tmp_path: Path) -> None:
    commit(repo, "old.env", pair("old"))
    commit(repo, "old.env", "A=1\n")
    last = commit(repo, "new.env", pair("new"))
    repo.git("clone", "-q", "--depth=2", f"file://{repo.path}", str(tmp_path / "shallow"))
    assert history(str(tmp_path / "shallow"), "--quiet") == (1, ["new.env"])
    assert history.origin("new.env")["commit"] == last
    assert f"history ends at {repo.git('rev-parse', 'HEAD~1')[:12]}: this clone is shallow" in history.err
    assert history.report["history"]["cut"] == 1


def test_a_partial_clone_s_absent_blobs_are_told_and_never_fetched(repo: Repo, history: History, tmp_path: Path) -> None:
    commit(repo, "gone.env", pair("gone"))
    repo.git("rm", "-q", "gone.env")
    commit(repo, "here.env", pair("here"))
    repo.git("config", "uploadpack.allowFilter", "true")
    repo.git("clone", "-q", "--filter=blob:none", f"file://{repo.path}", str(tmp_path / "partial"))
    objects = sorted(str(path) for path in (tmp_path / "partial/.git/objects").rglob("*"))
    assert history(str(tmp_path / "partial")) == (1, ["here.env"])
    assert "1 blob is not in this partial clone and not read: clone without --filter to audit everything (gone.env)\n" in history.err
    assert history.report["history"]["absent"] == 1
    assert objects == sorted(str(path) for path in (tmp_path / "partial/.git/objects").rglob("*"))


def test_a_clone_without_trees_cannot_be_audited(repo: Repo, history: History, tmp_path: Path) -> None:
    commit(repo, "sub/a.env", pair("a"))
    commit(repo, "sub/a.env", "A=1\n")
    repo.git("config", "uploadpack.allowFilter", "true")
    repo.git("clone", "-q", "--bare", "--filter=tree:0", f"file://{repo.path}", str(tmp_path / "treeless"))
    assert history(str(tmp_path / "treeless"))[0] == 2
    assert "git refuses to answer" in history.err


def test_a_repository_of_sha256(history: History, tmp_path: Path) -> None:
    repo = Repo(tmp_path / "sha256", options=("--object-format=sha256",))
    first = commit(repo, "a.env", pair("a"))
    assert len(first) == 64
    assert history(str(repo.path)) == (1, ["a.env"])
    assert history.origin("a.env")["commit"] == first
