"""How far a token has got: real repositories in every state between the work tree and a remote."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.fake import KEY, TOKEN, b64, token
from tests.gitrepo import Repo
from tests.run import here
from vtexlint.cli.main import run
from vtexlint.diagnostics import Exposure
from vtexlint.linter.file_context import FileContext
from vtexlint.linter.lint import lint_bytes
from vtexlint.lsp.session import EditorSession
from vtexlint.project.effective_settings import RunOptions
from vtexlint.project.git.exposure import exposures
from vtexlint.project.git.process import Git
from vtexlint.project.run import Session

PAIR = f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}\n"
DAMAGED = f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN[:127]}\n"
SECRET = f"kind: Secret\napiVersion: v1\ndata:\n  VTEX_APP_TOKEN: {b64(TOKEN)}\n"


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """The calls of git that the product makes, as they are made."""
    made: list[tuple[str, ...]] = []
    start: Callable[..., object] = Git._start

    def counted(self: Git, arguments: tuple[str, ...], *rest: object) -> object:
        made.append(arguments)
        return start(self, arguments, *rest)

    monkeypatch.setattr(Git, "_start", counted)
    return made


def read(path: str, data: bytes) -> frozenset[str]:
    return lint_bytes(path, data, FileContext()).tokens


def reach(path: str) -> list[Exposure]:
    tokens = read(path, Path(path).read_bytes())
    found = exposures(here(), {path: tokens}, read, lambda path: 1 << 20).get(path, {})
    return sorted(found.values())


def messages(*options: str, capsys: pytest.CaptureFixture[str]) -> str:
    run(["check", *options])
    return capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "text"), [(".env", PAIR), (".env", DAMAGED), ("s.yaml", SECRET), ("é [a].env", PAIR), (":(top)x.env", PAIR)]
)
def test_from_the_work_tree_to_the_remote(repo: Repo, tmp_path: Path, name: str, text: str) -> None:
    repo.add("other.env", "A=1\n")
    repo.write(name, "A=1\n")
    repo.git("--literal-pathspecs", "add", "--", name)
    repo.write(name, text)
    assert reach(name) == [Exposure("modified", "HEAD")]  # HEAD is unborn
    repo.commit()
    assert reach(name) == [Exposure("modified", "HEAD")]
    repo.git("--literal-pathspecs", "add", "--", name)
    assert reach(name) == [Exposure("staged", "HEAD")]
    repo.commit()
    assert reach(name) == [Exposure("committed")]
    repo.git("clone", "-q", "--bare", ".", str(tmp_path / "remote.git"))
    repo.git("remote", "add", "origin", str(tmp_path / "remote.git"))
    repo.git("fetch", "-q", "origin")
    assert reach(name) == [Exposure("pushed", "origin/main")]


def test_the_first_add_of_a_repository(repo: Repo) -> None:
    repo.add(".env", PAIR)
    assert reach(".env") == [Exposure("staged", "HEAD")]


def test_intent_to_add_is_not_staged(repo: Repo) -> None:
    repo.write(".env", PAIR)
    repo.git("add", "-N", ".env")
    assert reach(".env") == [Exposure("modified", "HEAD")]


def test_each_token_has_its_own_reach(repo: Repo) -> None:
    repo.add(".env", PAIR)
    repo.commit()
    text = PAIR + f"VTEX_B_APP_KEY={KEY}\nVTEX_B_APP_TOKEN={token(1)}\n"
    repo.add(".env", text)
    repo.write(".env", text + f"VTEX_C_APP_KEY={KEY}\nVTEX_C_APP_TOKEN={token(2)}\n")
    assert reach(".env") == [Exposure("committed"), Exposure("modified", "HEAD"), Exposure("staged", "HEAD")]


def removed(repo: Repo, *, ignored: bool) -> None:
    """A committed `.env` that `git rm --cached` took out of the index alone."""
    repo.add(".env", PAIR)
    repo.commit()
    repo.git("rm", "-q", "--cached", ".env")
    if ignored:
        repo.add(".gitignore", ".env\n")


@pytest.mark.parametrize("ignored", [False, True])
def test_a_file_taken_out_of_the_index_is_still_in_head(repo: Repo, ignored: bool, capsys: pytest.CaptureFixture[str]) -> None:
    removed(repo, ignored=ignored)
    out = messages(capsys=capsys)
    assert "error committed-secret: HEAD still contains this file with an appToken: everyone with a clone can read it" in out
    assert "`Renew token`" in out
    assert "committing the removal alone leaves the token in the history" in out
    assert "unprotected-secret" not in out
    repo.commit()
    assert ("unprotected-secret" in messages(capsys=capsys)) != ignored
    assert "committed-secret" not in messages(capsys=capsys)


def test_a_removed_file_whose_token_has_a_remote_says_so(repo: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    removed(repo, ignored=True)
    repo.git("update-ref", "refs/remotes/origin/main", "HEAD")
    assert "already on `origin/main`" in messages(capsys=capsys)


def test_a_removed_file_with_a_renewed_token_is_safe(repo: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    removed(repo, ignored=True)
    repo.write(".env", f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={token(1)}\n")
    assert messages(capsys=capsys).startswith("no findings")


@pytest.mark.parametrize("pattern", ["lib/a.py", "lib/"])
def test_a_walk_finds_a_removed_file_of_any_name(repo: Repo, pattern: str, capsys: pytest.CaptureFixture[str]) -> None:
    repo.add("lib/a.py", f"x = '{TOKEN}'\n")
    repo.add("node_modules/x/b.js", f"x = '{token(1)}'\n")
    repo.commit()
    repo.git("rm", "-rq", "--cached", "lib", "node_modules")
    repo.add(".gitignore", f"{pattern}\nnode_modules/\n")
    out = messages(".", capsys=capsys)
    assert out.count("HEAD still contains this file with an appToken") == 2
    repo.write("lib/a.py", f"x = '{token(2)}'\n")  # renewed, and git will not get the new one
    assert messages(".", capsys=capsys).count("HEAD still contains") == 1
    repo.commit()
    assert messages(".", capsys=capsys).startswith("no findings")


def test_a_file_that_git_never_had_takes_one_more_call(repo: Repo, calls: list[tuple[str, ...]]) -> None:
    repo.add(".gitignore", ".env\n")
    repo.write(".env", PAIR)
    tokens = {".env": read(".env", PAIR.encode())}
    for unborn in (True, False):
        calls.clear()
        assert exposures(here(), tokens, read, lambda path: 1 << 20, {".env"}) == {}
        assert len(calls) == 1
        if unborn:
            repo.commit()


@pytest.mark.parametrize("move", ["renamed", "copied", "renamed and edited"])
def test_a_token_that_head_has_under_another_path(repo: Repo, move: str) -> None:
    repo.add("config/prod.env", PAIR)
    repo.commit()
    name = "deploy/prod.env" if move == "renamed and edited" else "new.env"
    if move != "copied":
        repo.git("rm", "-q", "--cached", "config/prod.env")
    repo.add(name, PAIR + "A=1\n" if move == "renamed and edited" else PAIR)
    assert reach(name) == [Exposure("committed", "config/prod.env")]


def test_a_branch_that_is_ahead_of_head(repo: Repo, tmp_path: Path) -> None:
    repo.add("a.env", "A=1\n")
    repo.commit()
    repo.git("update-ref", "refs/remotes/origin/other", "HEAD")
    repo.add("a.env", PAIR)
    repo.git("update-ref", "refs/remotes/origin/feature", repo.commit())
    repo.git("reset", "-q", "--hard", "HEAD~1")
    repo.write("a.env", PAIR)
    assert reach("a.env") == [Exposure("pushed", "origin/feature")]


def test_the_upstream_is_named_first_of_many(repo: Repo) -> None:
    repo.add("a.env", PAIR)
    repo.commit(date="2020-01-01T00:00:00Z")
    repo.git("update-ref", "refs/remotes/origin/main", "HEAD")
    repo.git("config", "remote.origin.url", ".")
    repo.git("config", "remote.origin.fetch", "+refs/heads/*:refs/remotes/origin/*")
    repo.git("branch", "-q", "--set-upstream-to", "origin/main")
    for number in range(20):
        tip = repo.git("commit-tree", "HEAD^{tree}", "-m", str(number), env={"GIT_COMMITTER_DATE": f"2024-01-{number + 1:02}T00:00:00Z"})
        repo.git("update-ref", f"refs/remotes/origin/b{number}", tip)
    assert reach("a.env") == [Exposure("pushed", "origin/main")]


def test_a_merge_in_conflict(repo: Repo) -> None:
    repo.add("a.env", "A=1\n")
    repo.commit()
    repo.git("checkout", "-q", "-b", "side")
    repo.add("a.env", PAIR)
    repo.commit()
    repo.git("checkout", "-q", "main")
    repo.add("a.env", "A=2\n")
    repo.commit()
    assert repo.attempt("merge", "-q", "side").returncode == 1
    assert reach("a.env") == [Exposure("staged", "HEAD")]


def test_a_shallow_clone_knows_its_head(repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.add("a.env", PAIR)
    repo.commit()
    repo.commit()
    Repo(tmp_path, init=False).git("clone", "-q", "--depth", "1", f"file://{repo.path}", "shallow")
    monkeypatch.chdir(tmp_path / "shallow")
    assert reach("a.env") == [Exposure("pushed", "origin/main")]


@pytest.mark.parametrize("what", ["blob:none", "tree:0"])
def test_a_partial_clone_does_not_fetch_and_does_not_guess(repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    repo.git("config", "uploadpack.allowFilter", "true")
    repo.add("a.env", PAIR)
    repo.commit()
    clone = Repo(tmp_path / "partial", init=False)
    Repo(tmp_path, init=False).git("clone", "-q", "--no-checkout", f"--filter={what}", f"file://{repo.path}", "partial")
    clone.git("update-index", "--add", "--cacheinfo", f"100644,{repo.git('rev-parse', 'HEAD:a.env')},a.env")
    clone.write("a.env", PAIR)
    monkeypatch.chdir(clone.path)
    assert reach("a.env") == [Exposure("unknown")]
    assert clone.attempt("cat-file", "-e", repo.git("rev-parse", "HEAD:a.env"), env={"GIT_ALLOW_PROTOCOL": "none"}).returncode != 0


def test_a_version_that_is_too_large_is_not_guessed(repo: Repo) -> None:
    repo.add("a.env", PAIR + "A=1\n" * 1000)
    repo.commit()
    repo.write("a.env", PAIR)
    tokens = read("a.env", PAIR.encode())
    [found] = exposures(here(), {"a.env": tokens}, read, lambda path: 500)["a.env"].values()
    assert found == Exposure("unknown")


def test_a_submodule_asks_its_own_repository(repo: Repo, tmp_path: Path) -> None:
    inner = Repo(tmp_path / "inner")
    inner.add("a.env", PAIR)
    inner.commit()
    repo.git("submodule", "--quiet", "add", str(inner.path), "sub")
    assert reach("sub/a.env") == [Exposure("pushed", "origin/main")]


def test_no_filter_runs(repo: Repo, tmp_path: Path) -> None:
    repo.write(".gitattributes", "*.env filter=evil diff=evil\n")
    repo.add("a.env", PAIR)
    repo.commit()
    for name in ("filter.evil.smudge", "filter.evil.clean", "diff.evil.textconv", "core.fsmonitor"):
        repo.git("config", name, f"touch {tmp_path}/ran")
    assert reach("a.env") == [Exposure("committed")]
    assert not (tmp_path / "ran").exists()


def test_many_files_take_few_calls(repo: Repo, calls: list[tuple[str, ...]]) -> None:
    for number in range(30):
        repo.write(f"{number}.env", PAIR)
    repo.git("add", ".")
    repo.commit()
    repo.git("update-ref", "refs/remotes/origin/main", "HEAD")
    repo.write("31.env", PAIR)
    repo.git("add", ".")
    outcome = Session(here(), RunOptions(paths=(".",))).check_paths()
    assert len(outcome.outcome.findings) == 31
    assert len([call for call in calls if "status" not in call and "config" not in call]) <= 10


WORDS = [
    ("untracked", "this file is not in .gitignore and contains an appToken: the next `git add .` will stage it"),
    ("modified", "this file is tracked and contains an appToken: the next `git add` will stage it"),
    ("staged", "an appToken is staged: the next commit would put it into the history"),
    ("committed", "this file is committed and contains an appToken: everyone with a clone can read it"),
    ("pushed", "this file contains an appToken that is already on `origin/main`: everyone with access can read it"),
]


@pytest.mark.parametrize(("state", "told"), WORDS)
def test_what_a_run_says(repo: Repo, state: str, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    repo.add("a.env", "A=1\n")
    repo.commit()
    repo.write("b.env" if state == "untracked" else "a.env", PAIR)
    if state in ("staged", "committed", "pushed"):
        repo.git("add", "a.env")
    if state in ("committed", "pushed"):
        repo.commit()
    if state == "pushed":
        repo.git("update-ref", "refs/remotes/origin/main", "HEAD")
    out = messages(capsys=capsys)
    assert f": {told}\n" in out
    revokes = "`Renew token`, deploy the new one, then `Delete old token`" in out
    assert revokes == (state in ("committed", "pushed"))
    assert ("`vtexlint history` shows whether another commit does" in out) == (state in ("modified", "staged"))
    assert not re.search("nothing (has )?leaked|never leaked", out)
    assert ("committed and" in messages("--assume-tracked", capsys=capsys)) == (state in WORDS[0][0] + "modified staged committed pushed")


@pytest.mark.parametrize("committed", [False, True])
def test_staged_says_what_the_commit_would_add(repo: Repo, committed: bool, capsys: pytest.CaptureFixture[str]) -> None:
    repo.add(".env", PAIR)
    if committed:
        repo.commit()
        repo.add(".env", PAIR + "A=1\n")
    repo.write(".env", "A=1\n")
    out = messages("--staged", capsys=capsys)
    assert (WORDS[2][1] in out) != committed
    assert (WORDS[3][1] in out) == committed


@pytest.mark.parametrize(
    ("name", "text", "remedy"),
    [
        (".env", PAIR, "add this file to .gitignore before the next `git add`"),
        ("prod.env", PAIR, "add this file to .gitignore before the next `git add`"),
        (".env.example", PAIR, "remove the value: use a reference (`${NAME}`) or a secret store"),
        ("docker-compose.yml", f"x:\n  vtexAppToken: {TOKEN}\n", "remove the value: use a reference (`${NAME}`) or a secret store"),
        ("package.json", f'{{"vtexAppToken": "{TOKEN}"}}', "remove the value: use a reference (`${NAME}`) or a secret store"),
    ],
)
def test_an_untracked_file_is_told_what_suits_it(repo: Repo, name: str, text: str, remedy: str, capsys: pytest.CaptureFixture[str]) -> None:
    repo.write(name, text)
    assert f"= help: {remedy}\n" in messages(capsys=capsys)


def test_a_stray_git_directory_changes_nothing(repo: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    repo.write("config/a.env", PAIR)
    repo.git("add", ".")
    repo.commit()
    repo.write("config/.git/HEAD", "ref: refs/heads/main\n")
    assert "error committed-secret: this file is committed" in messages("config/a.env", capsys=capsys)


def test_workers_hand_over_the_words(repo: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(4):
        repo.add(f"{number}.env", PAIR.replace(TOKEN, token(number)))
    assert messages("--jobs", "2", capsys=capsys).count("an appToken is staged") == 4


def test_a_link_is_not_its_target(repo: Repo, tmp_path: Path) -> None:
    (tmp_path / "outside.env").write_text(PAIR)
    (repo.path / "a.env").symlink_to(tmp_path / "outside.env")
    repo.git("add", "a.env")
    assert reach("a.env") == [Exposure("unknown")]


def test_a_link_has_the_state_of_its_target(repo: Repo, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "outside.env").write_text(PAIR)
    repo.write(".gitignore", "ignored.env\n")
    repo.write("ignored.env", PAIR)
    repo.add("tracked.env", PAIR)
    for name in ("ignored", "tracked"):
        (repo.path / f"to-{name}.env").symlink_to(f"{name}.env")
    (repo.path / "to-outside.env").symlink_to(tmp_path / "outside.env")
    repo.git("add", "-A")
    repo.commit()
    assert "secret" not in messages("to-ignored.env", "to-outside.env", capsys=capsys)
    assert "error committed-secret: this file is committed" in messages("to-tracked.env", capsys=capsys)


def test_an_editor_asks_git_once_until_the_file_is_saved(repo: Repo, calls: list[tuple[str, ...]]) -> None:
    path = str(repo.add("a.env", PAIR))
    session = EditorSession()

    def said(text: str) -> list[str]:
        verdict = session.check(path, text, None, str(repo.path))
        assert verdict is not None
        return [finding.message for finding in verdict.findings]

    assert said(PAIR) == [WORDS[2][1]]
    asked = len(calls)
    assert said(PAIR + "# more\n") == [WORDS[2][1]]
    assert len(calls) == asked
    assert said(PAIR.replace(TOKEN, token(1))) == [WORDS[1][1]]
    repo.commit()
    session.forget(path)
    assert said(PAIR) == [WORDS[3][1]]
