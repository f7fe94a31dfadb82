"""How `vtexlint history` reports, and what it refuses."""

import json
import os
import re
from pathlib import Path

import jsonschema
import pytest

from tests.fake import KEY, TOKEN, token
from tests.gitrepo import Repo
from tests.paths import SARIF_SCHEMA
from tests.project.git.test_worktree import hostile
from tests.project.history.audited import GOOD, History, commit, pair
from vtexlint.cli.main import run
from vtexlint.credentials.labels import REVOKE


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
