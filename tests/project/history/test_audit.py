"""`vtexlint history`: every planted token is found once, with where it came in and whether HEAD has it."""

import json
import os
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.fake import KEY, TOKEN, b64, key, token
from tests.gitrepo import Repo
from tests.history_corpus import PLANTED, build
from tests.paths import ROOT, SARIF_SCHEMA
from tests.project.git.test_worktree import hostile
from vtexlint.cli.main import run
from vtexlint.credentials.labels import REVOKE

SCHEMA = json.loads((ROOT / "schemas/report.schema.json").read_text())
GOOD = "VTEX_APP_KEY=${VTEX_APP_KEY}\nVTEX_APP_TOKEN=${VTEX_APP_TOKEN}\n"


def pair(name: str) -> str:
    return f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={token(name)}\n"


def manifest(name: str) -> str:
    return f"apiVersion: v1\nkind: Secret\ndata:\n  VTEX_APP_KEY: {b64(KEY)}\n  VTEX_APP_TOKEN: {b64(token(name))}\n"


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repo:
    made = Repo(tmp_path / "repo")
    monkeypatch.chdir(made.path)
    return made


class History:
    """Runs the command; the answer is its status and its findings by path."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys
        self.err = ""
        self.report: dict[str, Any] = {}

    def __call__(self, *arguments: str) -> tuple[int, list[str]]:
        status = run(["history", "--format", "json", *arguments])
        out, self.err = self._capsys.readouterr()
        self.report = json.loads(out) if out else {"findings": []}
        if out:
            jsonschema.validate(self.report, SCHEMA)
        assert not re.search(r"[A-Z]{12,}", out + self.err)
        return status, [finding["path"] for finding in self.report["findings"]]

    def origin(self, path: str) -> dict[str, Any]:
        (origin,) = (finding["origin"] for finding in self.report["findings"] if finding["path"] == path)
        return dict(origin)


@pytest.fixture
def history(capsys: pytest.CaptureFixture[str]) -> History:
    return History(capsys)


def commit(repo: Repo, name: str, text: str | bytes, *, date: str | None = None) -> str:
    repo.add(name, text)
    return repo.commit(f"write {name}", date=date)


def test_a_clean_repository(repo: Repo, history: History) -> None:
    commit(repo, ".env.example", GOOD)
    commit(repo, "docs/a.env", "VTEX_APP_KEY=<your-key>\nVTEX_APP_TOKEN=changeme\n")
    assert history() == (0, [])
    assert history.report["history"] == {"commits": 2, "blobs": 2, "absent": 0, "large": 0, "cut": 0}


def test_deleted_renamed_and_still_there(repo: Repo, history: History) -> None:
    first = commit(repo, "gone.env", pair("gone"), date="2024-02-03T04:05:06+01:00")
    repo.git("rm", "-q", "gone.env")
    repo.commit()
    second = commit(repo, "old.env", pair("moved"))
    repo.git("mv", "old.env", "new.env")
    repo.commit()
    commit(repo, "here.env", pair("here"))
    commit(repo, "here.env", f"# more\n{pair('here')}")
    assert history() == (1, ["gone.env", "here.env", "old.env"])
    gone = history.origin("gone.env")
    assert gone == {"commit": first, "date": "2024-02-03T04:05:06+01:00", "commits": 1, "paths": ["gone.env"], "head_paths": [],
                    "key": KEY, "tip": "HEAD", "in_head": False, "committed": "2024-02-03T04:05:06+01:00", "last": first,
                    "last_date": "2024-02-03T04:05:06+01:00"}  # fmt: skip
    moved = history.origin("old.env")
    assert (moved["commit"], moved["commits"], moved["paths"], moved["head_paths"]) == (second, 2, ["new.env", "old.env"], ["new.env"])
    here = history.origin("here.env")
    assert (here["commits"], here["in_head"]) == (2, True)


def test_in_a_merge_only_and_on_another_branch(repo: Repo, history: History) -> None:
    commit(repo, "a.env", "A=1\n")
    repo.git("checkout", "-q", "-b", "side")
    commit(repo, "side.env", pair("side"))
    repo.git("checkout", "-q", "main")
    commit(repo, "b.env", "A=1\n")
    repo.git("merge", "-q", "--no-commit", "--no-ff", "side")
    repo.add("a.env", pair("merge"))
    merged = repo.commit()
    repo.git("checkout", "-q", "-b", "other", "HEAD~1")
    commit(repo, "other.env", pair("other"))
    repo.git("checkout", "-q", "main")
    assert history() == (1, ["a.env", "other.env", "side.env"])
    assert history.origin("a.env")["commit"] == merged
    assert not history.origin("other.env")["in_head"]


def test_packed_and_loose(repo: Repo, history: History) -> None:
    commit(repo, "packed.env", pair("packed"))
    for number in range(5):
        commit(repo, "a.yaml", f"number: {number}\n" * 50)
    repo.git("gc", "-q")
    commit(repo, "loose.env", pair("loose"))
    repo.git("rm", "-q", "packed.env", "loose.env")
    repo.commit()
    assert history() == (1, ["loose.env", "packed.env"])


def test_disguises(repo: Repo, history: History) -> None:
    repo.add("utf16.env", pair("utf16").encode("utf-16"))
    repo.add("unmarked.env", pair("unmarked").lower().replace("vtex_app_key", "x").encode("utf-16-le"))
    repo.add("secret.yaml", manifest("base64"))
    repo.add("comment.yaml", f"a: 1\n# VTEX_APP_TOKEN: {token('comment')}\n")
    repo.add("src/client.ts", f'const appToken = "{token("code")}";\n')
    repo.add("cache.bin", b"\x00\x01vtex\x00" + token("binary").encode() + b"\x00\xff")
    repo.add("cut.env", f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={token('cut')[:100]}\n")
    repo.add("lower.env", f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={token('lower').lower()}\n")
    repo.commit()
    names = ["cache.bin", "comment.yaml", "cut.env", "lower.env", "secret.yaml", "src/client.ts", "unmarked.env", "utf16.env"]
    assert history() == (1, names)
    repo.git("rm", "-rq", ".")
    repo.commit()
    assert history() == (1, names)


@pytest.mark.parametrize("names", [("notes.txt", "secret.yaml"), ("secret.yaml", "notes.txt")])
def test_a_blob_of_several_names_is_read_as_each_format(repo: Repo, history: History, names: tuple[str, str]) -> None:
    commit(repo, names[0], manifest("renamed"))
    repo.git("mv", *names)
    repo.commit()
    assert history()[0] == 1
    assert len(history.report["findings"]) == 1


def test_a_name_that_gives_the_context_counts_though_it_comes_later(repo: Repo, history: History) -> None:
    lower = token("late").lower()
    commit(repo, "a.json", json.dumps({"appToken": lower, "x": 1}))
    commit(repo, "config.json", json.dumps({"token": lower, "other": 1}))
    commit(repo, "vtex.json", json.dumps({"token": token("late2").lower(), "other": 1}))
    repo.git("mv", "config.json", "vtex-config.json")
    repo.commit()
    assert history()[0] == 1
    assert {finding["name"] for finding in history.report["findings"]} >= {"token"}


def test_one_token_in_many_places_is_told_once(repo: Repo, history: History) -> None:
    first = commit(repo, "a.env", pair("same"))
    commit(repo, "b/config.yaml", f"vtex:\n  appKey: {KEY}\n  appToken: {token('same')}\n")
    for number in range(4):
        commit(repo, "a.env", pair("same") + f"N={number}\n")
    assert history() == (1, ["a.env"])
    origin = history.origin("a.env")
    assert (origin["commit"], origin["commits"], origin["paths"]) == (first, 6, ["a.env", "b/config.yaml"])


def test_two_tokens_in_one_file_are_two(repo: Repo, history: History) -> None:
    commit(repo, ".env", pair("one") + f"VTEX_B_APP_KEY={key(suffix='BBBBBB')}\nVTEX_B_APP_TOKEN={token('two')}\n")
    assert history() == (1, [".env", ".env"])
    assert [finding["origin"]["key"] for finding in history.report["findings"]] == [KEY, key(suffix="BBBBBB")]


def test_code_names_the_key_next_to_the_token(repo: Repo, history: History) -> None:
    other = key(suffix="BBBBBB")
    commit(repo, "a.ts", f"const vtexAppKey =\n  '{KEY}';\nconst vtexAppToken =\n  '{token('wrapped')}';\n")
    commit(repo, "b.py", f"# key = '{other}'\n# token = '{token('commented')}'\nx = 1\n")
    commit(repo, "c.md", f"apiKey: {KEY}, apiSecret: {token('secret')}\n")
    assert history() == (1, ["a.ts", "b.py", "c.md"])
    assert [finding["origin"]["key"] for finding in history.report["findings"]] == [KEY, other, KEY]
    assert [finding["name"] for finding in history.report["findings"]] == ["vtexAppToken", "token", "apiSecret"]


def test_code_is_searched_for_exact_tokens_alone(repo: Repo, history: History) -> None:
    commit(repo, "a.py", f"VTEX_APP_TOKEN = '{token('cut')[:127]}'\n{{'paymentId': '{token('id')}'}}\n")
    commit(repo, "b.bin", b"\0\xff\xfe" + token("bin").encode()[:127] + b"\xfe\xff")
    assert history() == (0, [])
    commit(repo, "c.pyc", b"\0\xda\x80" + token("bin").encode() + b"N")
    assert history() == (1, ["c.pyc"])


def test_one_blob_under_names_of_both_levels(repo: Repo, history: History) -> None:
    commit(repo, "a.txt", f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={token('cut')[:127]}\n")
    assert history() == (0, [])
    repo.git("mv", "a.txt", "a.env")
    repo.commit()
    assert history() == (1, ["a.txt"])  # the name that the blob had first


def test_damaged_tokens_of_one_slot_are_told_apart(repo: Repo, history: History) -> None:
    commit(repo, ".env", pair("one").replace(token("one"), token("one")[:127]))
    commit(repo, ".env", pair("two").replace(token("two"), token("two")[:127]))
    assert history() == (1, [".env", ".env"])


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


# settings and comments


def test_ignore_comments_hold(repo: Repo, history: History) -> None:
    dead = f"VTEX_APP_KEY={KEY}\n# vtexlint: ignore[committed-secret]\nVTEX_APP_TOKEN={token('dead')}\n"
    commit(repo, "dead.env", dead)
    assert history() == (0, [])
    assert history.report["summary"]["suppressed"] == 1


def test_a_comment_in_head_speaks_for_the_older_commits(repo: Repo, history: History) -> None:
    commit(repo, "dead.env", pair("dead"))
    assert history()[0] == 1
    commit(repo, "dead.env", pair("dead").replace("VTEX_APP_TOKEN", "# vtexlint: ignore[committed-secret]\nVTEX_APP_TOKEN"))
    assert history() == (0, [])
    assert history.report["summary"]["suppressed"] == 1
    commit(repo, "copy.env", pair("dead"))
    assert history()[0] == 1  # HEAD has it without a comment too
    assert history.origin("dead.env")["head_paths"] == ["copy.env"]
    repo.git("rm", "-q", "copy.env")
    repo.commit()
    assert history()[0] == 0
    assert history("--branch", "HEAD~1", "--since", "2000-01-01")[0] == 0
    commit(repo, "dead.env", "A=1\n")
    assert history()[0] == 1  # no longer in HEAD, so nobody speaks for it


def test_settings_of_the_work_tree_hold(repo: Repo, history: History) -> None:
    for name in ("fixtures/a.env", "skip/b.env", "live.env"):
        commit(repo, name, pair(name))
    repo.write(
        ".vtexlint.toml", 'exclude = ["skip"]\nignore = ["committed-secret"]\n[per-file-ignores]\n"fixtures/" = ["committed-secret"]\n'
    )
    assert history() == (1, ["live.env"])  # who asks for the history asks for this rule
    assert history("--no-config")[1] == ["fixtures/a.env", "live.env", "skip/b.env"]
    repo.git("mv", "fixtures/a.env", "moved.env")
    repo.commit()
    assert history()[1] == ["live.env", "moved.env"]
    repo.write(".vtexlint.toml", '[per-file-ignores]\n"x" = ["comitted-secret"]\n')
    assert history()[0] == 2
    assert "did you mean `committed-secret`" in history.err


def test_large_blobs_are_counted_and_told(repo: Repo, history: History) -> None:
    repo.write(".vtexlint.toml", "max-file-size = 2000\n")
    commit(repo, "large.env", pair("large") + "#\n" * 3000)
    commit(repo, "harmless.env", "#\n" * 3000)
    commit(repo, "small.env", pair("small"))
    assert history() == (1, ["small.env"])
    assert history.report["history"]["large"] == 1
    assert "large.env (blob " in history.err


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


def test_an_empty_repository_is_told(repo: Repo, history: History) -> None:
    assert history() == (0, [])
    assert "there is no commit: no history was read" in history.err


def test_trouble(repo: Repo, history: History, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(repo, "a.env", pair("a"))
    assert history(str(tmp_path))[0] == 2
    assert "not a git repository" in history.err
    assert history(str(tmp_path / "nowhere"))[0] == 2
    assert "this directory does not exist" in history.err
    oid = repo.git("rev-parse", "HEAD:a.env")
    (repo.path / ".git/objects" / oid[:2] / oid[2:]).unlink()
    assert history()[0] == 2
    assert "1 blob is missing from this repository, which is damaged: run `git fsck` (a.env)\n" in history.err
    monkeypatch.setenv("PATH", str(tmp_path))
    assert history()[0] == 2
    assert "git is not installed" in history.err


def test_a_file_is_refused_since_the_whole_repository_is_read(repo: Repo, history: History) -> None:
    commit(repo, "config/a.env", pair("a"))
    assert history("config/a.env")[0] == 2
    assert (
        "config/a.env: is a file, but the history of the whole repository is read: name a directory of it, such as config\n" in history.err
    )
    assert history("config")[0] == 1


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root can give a repository to someone else")
def test_dubious_ownership(repo: Repo, history: History) -> None:
    commit(repo, "a.env", pair("a"))
    os.chown(repo.path, 1234, 1234)
    os.chown(repo.path / ".git", 1234, 1234)
    assert history()[0] == 2
    assert "safe.directory" in history.err


def test_objects_that_a_push_brings_are_seen_by_the_server_s_hook(repo: Repo, tmp_path: Path) -> None:
    from tests.gitrepo import VTEXLINT

    server = Repo(tmp_path / "server.git", options=("--bare",))
    commit(repo, "a.env", "A=1\n")
    repo.git("push", "-q", str(server.path), "main")
    hook = server.path / "hooks/pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\nread old new ref\nexec {VTEXLINT} history --quiet --format concise --branch $new\n")
    hook.chmod(0o755)
    commit(repo, "b.env", pair("pushed"))
    refused = repo.attempt("push", "-q", str(server.path), "main")
    assert b"b.env:2:16: error committed-secret" in refused.stderr
    assert refused.returncode == 1
    repo.git("reset", "-q", "--hard", "HEAD~1")
    commit(repo, "b.env", GOOD)
    repo.git("push", "-q", str(server.path), "main")


# safety


def test_nothing_that_the_repository_names_is_run(repo: Repo, history: History) -> None:
    commit(repo, "a.env", pair("a"))
    commit(repo, ".gitattributes", "* filter=evil diff=evil\n")
    mark = hostile(repo)
    assert history("--unreachable") == (1, ["a.env"])
    assert not mark.exists()


def test_hostile_names_of_files_and_branches(repo: Repo, history: History, capsys: pytest.CaptureFixture[str]) -> None:
    commit(repo, "a\n::error::\x1b[31m.env", pair("a"))
    assert history()[0] == 1
    for name in ("text", "concise"):
        run(["history", "--format", name])
        out = capsys.readouterr().out
        assert "\x1b" not in out
        assert "\n::error" not in out
    repo.git("tag", "a\u2028b\u0085c")
    assert history()[0] == 1
    # a tree that no work tree can hold
    blob = repo.git("hash-object", "-w", "--stdin", stdin=pair("up").encode())
    inner = repo.git("mktree", stdin=f"100644 blob {blob}\tx.env\n".encode())
    outer = repo.git("hash-object", "-t", "tree", "-w", "--stdin", "--literally", stdin=b"40000 ..\0" + bytes.fromhex(inner))
    repo.git("update-ref", "refs/heads/evil", repo.git("commit-tree", "-m", "x", outer))
    assert "../x.env" in history()[1]


def test_text_report(repo: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    first = commit(repo, "config/.env", pair("a"), date="2024-02-03T04:05:06+01:00")
    commit(repo, "config/.env", "A=1\n")
    assert run(["history"]) == 1
    out, err = capsys.readouterr()
    assert err == ""
    assert out.startswith(
        f"error committed-secret: commit {first[:12]} of 2024-02-03 added an appToken; HEAD does not contain it, but the history does\n"
        " --> config/.env:2:16\n"
        "2 | VTEX_APP_TOKEN=<token, 128 letters>\n"
    )
    assert f"  = commit: {first}, author date 2024-02-03T04:05:06+01:00\n" in out
    assert "  = HEAD: does not have it\n" in out
    assert f"first stop the token of {KEY}: {REVOKE}; rewrite the history only after that, and only if you must" in out
    assert "you are done when it reports no `committed-secret`" in out
    assert "1 appToken in 2 commits, 2 blobs\n" in out
    assert "git filter-repo" in out
    assert token("a")[:6] not in out
    assert run(["history", "--exit-zero", "--quiet"]) == 0
    assert "git filter-repo" not in capsys.readouterr().out


def test_sarif_on_the_terminal_and_into_a_file(
    repo: Repo, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = commit(repo, "sub/a b.env", pair("a"))
    commit(repo, "sub/a b.env", "A=1\n")
    monkeypatch.chdir(repo.path / "sub")
    assert run(["history", "--format", "sarif", "--output", f"sarif={tmp_path / 'x.sarif'}", "--output", f"text={tmp_path / 'x.txt'}"]) == 1
    printed = capsys.readouterr().out
    assert printed == (tmp_path / "x.sarif").read_text()
    assert "VTEX_APP_TOKEN=<token, 128 letters>" in (tmp_path / "x.txt").read_text()
    report = json.loads(printed)
    schema = json.loads(SARIF_SCHEMA.read_text())
    jsonschema.Draft4Validator(schema).validate(report)
    (result,) = report["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "sub/a%20b.env"  # from the repository's root
    assert (result["properties"]["origin"]["commit"], result["properties"]["origin"]["key"]) == (first, KEY)
    assert first[:12] in result["message"]["text"]
    assert not re.search(r"[A-Z]{12,}", printed)


def test_sarif_says_that_a_broken_repository_was_not_read_whole(repo: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    commit(repo, "a.env", pair("a"))
    oid = repo.git("rev-parse", "HEAD:a.env")
    (repo.path / ".git/objects" / oid[:2] / oid[2:]).unlink()
    assert run(["history", "--format", "sarif"]) == 2
    (invocation,) = json.loads(capsys.readouterr().out)["runs"][0]["invocations"]
    assert not invocation["executionSuccessful"]


def test_two_runs_print_the_same(repo: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(5):
        commit(repo, f"{number % 2}.env", pair(str(number)), date="2024-02-03T04:05:06+01:00")
    run(["history"])
    first = capsys.readouterr().out
    run(["history"])
    assert capsys.readouterr().out == first


def test_a_finding_has_the_fingerprint_that_check_gives_it(repo: Repo, history: History, capsys: pytest.CaptureFixture[str]) -> None:
    commit(repo, "a.env", f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}\n")
    history()
    run(["check", "--format", "json"])
    (checked,) = json.loads(capsys.readouterr().out)["findings"]
    assert history.report["findings"][0]["fingerprint"] == checked["fingerprint"]


def test_progress_on_a_terminal_alone(repo: Repo, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    commit(repo, "a.env", GOOD)
    monkeypatch.setattr("time.monotonic", iter(range(100)).__next__)
    run(["history"])
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    run(["history"])
    assert "1 of 1 commits, 0 blobs\r" in capsys.readouterr().err
    run(["history", "--quiet"])
    assert capsys.readouterr().err == ""


def test_usage(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (
        ["--config", "x", "--no-config"],
        ["--branch", "x", "--unreachable"],
        ["--format", "xml"],
        ["--output", "text"],
        ["--barnch", "x"],
    ):
        with pytest.raises(SystemExit) as caught:
            run(["history", *arguments])
        assert caught.value.code == 2
    assert "did you mean --branch?" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        run(["history", "--help"])
    assert len(capsys.readouterr().out.splitlines()) < 40


def test_every_planted_token_of_a_long_history_is_found_once(history: History, tmp_path: Path) -> None:
    repo = build(tmp_path / "long", commits=60, size=400_000)
    status, paths = history(str(repo.path))
    assert (status, sorted(paths)) == (1, sorted(PLANTED.values()))
    assert history.origin("before.env")["head_paths"] == ["after.env"]
    assert history.origin("k8s/secret.yaml")["head_paths"] == ["k8s/dead.txt"]  # the same blob under another name
    assert sum(finding["origin"]["in_head"] for finding in history.report["findings"]) == 2
