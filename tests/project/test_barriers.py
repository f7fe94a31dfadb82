"""One item never ends a run: what cannot be handled is that item's own fault, exit status 2, and everything else is reported."""

import importlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.fake import KEY, TOKEN, key, token
from tests.gitrepo import Repo
from vtexlint.cli.main import run
from vtexlint.lsp.session import EditorSession
from vtexlint.parsers.formats import FORMATS
from vtexlint.project.history.audit import HistoryOptions, audit
from vtexlint.project.project import Project

BAD = token("bad")
ERRORS = [ValueError(BAD), RecursionError(BAD), MemoryError(BAD), OSError(BAD), KeyError(BAD)]
PAIR = f"VTEX_APP_KEY={KEY} \nVTEX_APP_TOKEN={TOKEN}\n"
GOOD = f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}\n"
HUGE = "9" * 5000


def is_bad(arguments: tuple[Any, ...]) -> bool:
    """Whether a call is about the item that fails: by a path, or by something that has one."""
    items = [getattr(getattr(one, "before", one), "source", getattr(one, "source", one)) for one in arguments]
    words = [getattr(one, name, one) for one in items for name in ("display_path", "path", "name")]
    return any("bad" in word for word in words if isinstance(word, str))


def spoil(patch: pytest.MonkeyPatch, target: str, error: Exception) -> None:
    """Have a function of the package raise where it is called for the bad item."""
    module, _, name = target.rpartition(".")
    try:
        owner: Any = importlib.import_module(module)
    except ModuleNotFoundError:
        above, _, of_class = module.rpartition(".")
        owner = getattr(importlib.import_module(above), of_class)
    honest = getattr(owner, name)

    def spoiled(*arguments: Any, **options: Any) -> Any:
        if is_bad(arguments):
            raise error
        return honest(*arguments, **options)

    patch.setattr(owner, name, spoiled)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repo:
    """A repository with two good files around a bad one, all of them staged."""
    repo = Repo(tmp_path / "r")
    for name in ("a.env", "bad.env", "c/d.env"):
        repo.add(name, PAIR)
    monkeypatch.chdir(repo.path)
    return repo


COMMANDS = {
    "check": ["check"],
    "named": ["check", "a.env", "bad.env", "c/d.env"],
    "processes": ["check", "--jobs", "2"],
    "fix": ["check", "--fix"],
    "diff": ["check", "--diff"],
    "staged": ["check", "--staged"],
    "json": ["check", "--format", "json"],
    "baseline": ["check", "--write-baseline"],
}
# the functions that a run calls for each file, and the commands that call them
STEPS: dict[str, str] = {
    "vtexlint.linter.lint.parse_file": "all",
    "vtexlint.linter.lint.lint_parsed": "all",
    "vtexlint.linter.conclude.resolve_findings": "all",
    "vtexlint.project.check_file.read_bytes": "check named processes",
    "vtexlint.project.effective_settings.EffectiveSettings.context_of": "check named processes staged",
    "vtexlint.project.walk.Walker._level": "check",
    "vtexlint.project.walk.Walker._entry": "check",
    "vtexlint.project.discovery._level_of_named": "named",
    "vtexlint.project.git.index.level_by_name": "staged",
    "vtexlint.project.apply_fixes.fix_file": "fix diff",
    "vtexlint.cli.fixes.render": "diff",
}


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
@pytest.mark.parametrize("command", COMMANDS)
def test_whatever_fails_on_one_file(
    command: str, error: Exception, here: Repo, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    for step, where in STEPS.items():
        if where != "all" and command not in where.split():
            continue
        for name in ("a.env", "bad.env", "c/d.env"):
            here.write(name, PAIR)
        with monkeypatch.context() as patch:
            spoil(patch, step, error)
            status = run(COMMANDS[command])
        out, err = capfd.readouterr()
        assert status == 2, (step, err)
        assert "bad.env" in err, step
        assert "vtexlint: internal error" not in err, step
        assert "gave up" not in err, step
        assert BAD[:20] not in out + err, step
        shown = json.loads(out)["findings"] if command == "json" else out
        for name in ("a.env", "c/d.env"):
            assert name in str(shown), step
            if command == "fix":
                assert (here.path / name).read_text() == GOOD, step
        assert (here.path / "bad.env").read_text() == PAIR
        assert not (here.path / ".vtexlint-baseline.json").exists()


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
@pytest.mark.parametrize("row", FORMATS, ids=lambda row: row.default_name)
def test_a_reader_that_fails(
    row: Any, error: Exception, here: Repo, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """In a check, in a check of the index, in the history, and in an editor."""
    name = f"bad/{row.default_name}"
    text = ("words of no format\n" * (row.name == "text")) + f'vtex_app_key="{KEY}"\nvtex_app_token="{token(2)}"\n'
    (here.path / "bad.env").unlink()
    here.git("rm", "-q", "--cached", "bad.env")
    here.add(name, text)
    here.commit()
    here.write(name, text + "\n")
    here.git("add", "-A")
    here.write("c/d.env", f"{PAIR}A=\n")
    here.git("add", "-A")
    spoil(monkeypatch, f"{row.module}.parse", error)
    for command in (["check", "--format", "concise"], ["check", "--format", "concise", "--staged"]):
        full = [*command, "--full"] if row.name == "text" else command
        assert run(full) == 2
        out, err = capfd.readouterr()
        assert f"{name}:1:1: error unreadable-file could not be checked: vtexlint failed on it ({type(error).__name__} at " in out
        assert f"{name}: vtexlint failed on this file ({type(error).__name__} at " in err
        assert "c/d.env:1:14: info surrounding-whitespace" in out
        assert BAD[:20] not in out + err
    if row.name != "text":
        done = audit(Project(str(here.path)), ".", HistoryOptions(), None, False, lambda *_: None)
        assert any(name in trouble and "vtexlint failed on it" in trouble for trouble in done.troubles)
        assert {finding.location.path for finding in done.outcome.findings} == {"a.env"}
    verdict = EditorSession().check(str(here.path / name), text, row.name, str(here.path))
    assert verdict is not None
    assert [finding.rule for finding in verdict.findings] == ["unreadable-file"]
    assert any("vtexlint failed on this file" in trouble for trouble in verdict.troubles)


class TestPaths:
    def deep(self, repo: Repo, text: str) -> None:
        """A commit with a file 1,200 levels deep."""
        entry = f"100644 blob {repo.git('hash-object', '-w', '--stdin', stdin=text.encode())}\ta.env\n"
        for _ in range(1200):
            entry = f"040000 tree {repo.git('mktree', stdin=entry.encode())}\td\n"
        repo.git("update-ref", "refs/heads/deep", repo.git("commit-tree", "-m", "deep", repo.git("mktree", stdin=entry.encode())))

    @pytest.mark.parametrize("settings", ["", 'exclude = ["x/**", "**/y"]\n[per-file-ignores]\n"z/**" = ["committed-secret"]\n'])
    def test_a_path_of_1200_levels_in_an_old_commit(self, here: Repo, settings: str) -> None:
        if settings:
            here.add("vtexlint.toml", settings)
        here.commit()
        self.deep(here, PAIR.replace(TOKEN, token(5)))
        done = audit(Project(str(here.path)), ".", HistoryOptions(), None, False, lambda *_: None)
        assert sorted(finding.location.path.count("/") for finding in done.outcome.findings) == [0, 1200]
        assert done.troubles == ()

    def test_a_path_whose_settings_fail(self, here: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
        here.write("bad.env", PAIR.replace(TOKEN, token(5)))
        here.git("add", "-A")
        here.commit()
        spoil(monkeypatch, "vtexlint.project.history.scan_blob.BlobScanner._limit", RecursionError(BAD))
        done = audit(Project(str(here.path)), ".", HistoryOptions(), None, False, lambda *_: None)
        assert [finding.location.path for finding in done.outcome.findings] == ["a.env"]
        (trouble,) = done.troubles
        assert trouble.startswith("bad.env: vtexlint failed on this path (RecursionError at ")

    @pytest.mark.parametrize("is_gone", [True, False])
    def test_a_tree_that_is_missing_or_damaged(self, here: Repo, is_gone: bool) -> None:
        here.add("c/d.env", PAIR.replace(TOKEN, token(5)))
        here.commit()
        here.write("z.env", PAIR.replace(TOKEN, token(6)))
        here.git("add", "-A")
        here.commit()
        oid = here.git("rev-parse", "HEAD:c")
        file = here.path / ".git/objects" / oid[:2] / oid[2:]
        file.chmod(0o644)
        file.write_bytes(b"x" * 40)
        if is_gone:
            file.unlink()
        done = audit(Project(str(here.path)), ".", HistoryOptions(), None, False, lambda *_: None)
        assert {finding.location.path for finding in done.outcome.findings} == {"a.env", "z.env"}
        (trouble,) = done.troubles
        assert trouble.startswith("1 directory of a commit is missing from this repository")

    def test_what_vanishes_during_the_walk(self, here: Repo, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
        spoil(monkeypatch, "vtexlint.project.walk.Walker._entry", FileNotFoundError(2, "gone"))
        assert run(["check", "--format", "concise"]) == 2
        out, err = capfd.readouterr()
        assert "bad.env: this file or directory does not exist" in err
        assert "a.env:1:14" in out
        assert "c/d.env:1:14" in out


# name: what is wrong with the settings file of a directory, and what is said of it
SETTINGS: dict[str, tuple[str | bytes, str]] = {
    "digits": (f"max-file-size = {HUGE}\n", "a number or a date in it is out of range"),
    "digits elsewhere": (f'exclude = []\n[per-file-ignores]\n"x" = []\n[severity]\nkey-casing = {HUGE}\n', "out of range"),
    "nested": ("x = " + "[" * 5000, "nested too deeply"),
    "unknown rule": ('ignore = ["no-such-rule"]\n', "unknown rule `no-such-rule`"),
    "unknown key": ("colour = 1\n", "`colour`"),
    "bytes": (b"\xff\xfe", "not UTF-8"),
}


@pytest.mark.parametrize("kind", SETTINGS)
class TestSettings:
    @pytest.mark.parametrize(
        "command", [["check"], ["check", "--jobs", "2"], ["check", "--staged"], ["check", "a.env", "c/d.env"]], ids=" ".join
    )
    def test_the_others_are_checked_and_its_own_files_with_the_defaults(
        self, here: Repo, kind: str, command: list[str], capfd: pytest.CaptureFixture[str]
    ) -> None:
        content, told = SETTINGS[kind]
        here.add("c/vtexlint.toml", content)
        assert run([*command, "--format", "concise"]) == 2
        out, err = capfd.readouterr()
        assert "c/vtexlint.toml:" in err
        assert told in err
        assert err.count("vtexlint.toml") == 1
        assert "a.env:1:14: info" in out
        assert "c/d.env:1:14: info" in out

    @pytest.mark.parametrize("option", ["--fix", "--write-baseline", "--diff"])
    def test_a_run_that_writes_does_nothing(self, here: Repo, kind: str, option: str, capfd: pytest.CaptureFixture[str]) -> None:
        """What its settings exclude must not be changed."""
        here.add("c/vtexlint.toml", SETTINGS[kind][0])
        assert run(["check", option]) == 2
        assert SETTINGS[kind][1] in capfd.readouterr().err
        assert (here.path / "a.env").read_text() == PAIR
        assert not (here.path / ".vtexlint-baseline.json").exists()

    def test_the_history_goes_on(self, here: Repo, kind: str) -> None:
        content, told = SETTINGS[kind]
        here.write("c/d.env", PAIR.replace(TOKEN, token(5)))
        here.git("add", "-A")
        here.commit()
        here.write("c/vtexlint.toml", content)
        done = audit(Project(str(here.path)), ".", HistoryOptions(), None, False, lambda *_: None)
        assert {finding.location.path for finding in done.outcome.findings} == {"a.env", "c/d.env"}
        (trouble,) = done.troubles
        assert told in trouble

    def test_an_editor_goes_on(self, here: Repo, kind: str) -> None:
        content, told = SETTINGS[kind]
        here.write("c/vtexlint.toml", content)
        verdict = EditorSession().check(str(here.path / "c/d.env"), PAIR, None, str(here.path))
        assert verdict is not None
        assert "surrounding-whitespace" in {finding.rule for finding in verdict.findings}
        assert any(told in trouble for trouble in verdict.troubles)


def answer(account: str, **fields: Any) -> str:
    return json.dumps({"accountName": account, "isActive": True, "appKeys": [{"appKey": key(account), "isActive": True, **fields}]})


# a snapshot that is understood in part has a problem, one that cannot be used is an error
BROKEN = {
    "cut": answer("badstore")[:-9],
    "digits": answer("badstore").replace("}]", f', "createdIn": {HUGE}}}]'),
    "deep": '{"accountName": ' + "[" * 100_000,
    "other": '{"a": 1}',
    "nobody's": "[]",
    "binary": "\x00\x01",
}


class TestSnapshots:
    @pytest.fixture
    def saved(self, here: Repo) -> Repo:
        here.write("good.json", answer("otherstore"))
        return here

    @pytest.mark.parametrize("number", ["9" * 400, "-" + "9" * 400, "1e400", "1e5", "0.5", "true"])
    def test_a_date_of_400_digits_is_a_problem_of_its_field(self, saved: Repo, number: str, capfd: pytest.CaptureFixture[str]) -> None:
        saved.write("s.json", answer("fakestore").replace("}]", f', "createdIn": {number}}}]'))
        run(["account", "show", "s.json", "good.json"])
        out, err = capfd.readouterr()
        assert (
            f"`appKeys[0].createdIn`: {'expected a date instead of true or false' if number == 'true' else 'this number is not a spreadsheet date'}"
            in out
        )
        assert "account otherstore" in out
        assert err == ""

    @pytest.mark.parametrize("kind", BROKEN)
    def test_the_others_are_shown(self, saved: Repo, kind: str, capfd: pytest.CaptureFixture[str]) -> None:
        saved.write("bad.json", BROKEN[kind])
        saved.write("more.json", answer("morestore"))
        for form in ("text", "json"):
            assert run(["account", "show", "good.json", "bad.json", "more.json", "--format", form]) == 2
            out, err = capfd.readouterr()
            assert err.startswith("vtexlint: bad.json")
            assert err.count("\n") == 1
            assert "otherstore" in out
            assert "morestore" in out
            assert "badstore" not in out

    @pytest.mark.parametrize("kind", BROKEN)
    @pytest.mark.parametrize("is_named", [True, False])
    def test_the_files_are_checked_with_the_others(self, saved: Repo, kind: str, is_named: bool, capfd: pytest.CaptureFixture[str]) -> None:
        saved.write("bad.json", BROKEN[kind])
        saved.write("more.json", answer("fakestore", label="x").replace("AAAAAA", "BBBBBB"))
        words = ["--account", "good.json", "--account", "bad.json", "--account", "more.json"]
        if not is_named:
            saved.write("vtexlint.toml", 'account-snapshots = ["good.json", "bad.json", "more.json"]\n')
            words = []
        assert run(["check", *words, "--format", "concise", "a.env"]) == 2
        out, err = capfd.readouterr()
        assert "bad.json" in err
        assert err.count("\n") == 1
        assert "a.env:1:14: info surrounding-whitespace" in out
        assert "unknown-key" in out  # by more.json

    @pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
    @pytest.mark.parametrize(
        "step",
        ["vtexlint.project.account_files.read", "vtexlint.project.account_files.read_whole", "vtexlint.project.saved_accounts.about"],
    )
    def test_whatever_fails_on_one(
        self, saved: Repo, step: str, error: Exception, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
    ) -> None:
        saved.write("bad.json", answer("badstore"))
        saved.write("vtexlint.toml", 'account-snapshots = ["good.json", "bad.json"]\n')
        spoil(monkeypatch, step, error)
        assert run(["check", "--format", "concise", "a.env"]) == 2
        out, err = capfd.readouterr()
        assert "bad.json: " in err
        assert f"vtexlint failed on this account snapshot ({type(error).__name__} at " in err
        assert "a.env:1:14: info surrounding-whitespace" in out
        assert BAD[:20] not in out + err
        verdict = EditorSession().check(str(saved.path / "a.env"), PAIR, None, str(saved.path))
        assert verdict is not None
        assert "surrounding-whitespace" in {finding.rule for finding in verdict.findings}
        assert any("vtexlint failed on this account snapshot" in trouble for trouble in verdict.troubles)


@pytest.mark.parametrize("name", ["bad.toml", "bad.json", "bad.yaml", "bad.ini"])
def test_a_number_of_5000_digits_in_a_checked_file(here: Repo, name: str, capfd: pytest.CaptureFixture[str]) -> None:
    (here.path / "bad.env").unlink()
    texts: dict[str, Callable[[str, str], str]] = {
        "bad.toml": lambda k, t: f'n = {HUGE}\nvtex_app_key = "{k}"\nvtex_app_token = "{t}"\n',
        "bad.json": lambda k, t: f'{{"n": {HUGE}, "vtexAppKey": "{k}", "vtexAppToken": "{t}"}}',
        "bad.yaml": lambda k, t: f'n: {HUGE}\nvtexAppKey: "{k}"\nvtexAppToken: "{t}"\nx: 0x{HUGE}\ny: {":".join(["59"] * 3000)}\n',
        "bad.ini": lambda k, t: f"n = {HUGE}\nvtex_app_key = {k}\nvtex_app_token = {t}\n",
    }
    here.write(name, texts[name](KEY + (" " if name != "bad.ini" else ""), token(3)))
    assert run(["check", "--format", "concise", "--assume-tracked"]) == 1
    out, err = capfd.readouterr()
    assert err == ""
    assert f"{name}:" in out
    assert "committed-secret" in next(line for line in out.splitlines() if line.startswith(f"{name}:") and "secret" in line)
    assert "a.env:1:14" in out


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
@pytest.mark.parametrize("step", ["git.worktree.states", "git.exposure.exposures", "baseline_file.compare"])
def test_what_is_asked_for_all_files(
    here: Repo, step: str, error: Exception, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", "-q", "--write-baseline", "--baseline", "known.json", "c"]) == 0

    def spoiled(*_: object) -> None:
        raise error

    monkeypatch.setattr(f"vtexlint.project.{step}", spoiled)
    assert run(["check", "--format", "concise", "--baseline", "known.json"]) == 2
    out, err = capfd.readouterr()
    what = "this baseline" if "baseline" in step else "git's answer about the files"
    assert f"vtexlint failed on {what} ({type(error).__name__} at " in err
    assert "a.env:1:14: info surrounding-whitespace" in out
    assert BAD[:20] not in out + err


def test_an_editor_falls_back_where_the_settings_make_it_fail(here: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    here.write("vtexlint.toml", '[per-file-ignores]\n"x" = ["key-casing"]\n')
    spoil(monkeypatch, "vtexlint.project.exclusion.ignored_rules", RecursionError(BAD))
    verdict = EditorSession().check(str(here.path / "bad.env"), PAIR, None, str(here.path))
    assert verdict is not None
    assert "surrounding-whitespace" in {finding.rule for finding in verdict.findings}
    (trouble,) = verdict.troubles
    assert trouble.startswith("bad.env: vtexlint failed on this file (RecursionError at ")


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_a_report_that_fails_leaves_the_others(
    here: Repo, error: Exception, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def spoiled(*_: object) -> str:
        raise error

    monkeypatch.setattr("vtexlint.reporters.sarif.render", spoiled)
    words = ["--output", "sarif=a.sarif", "--output", "json=a.json"]
    assert run(["check", "--format", "concise", *words]) == 2
    out, err = capfd.readouterr()
    assert "--output a.sarif: the report cannot be written: internal error" in err
    assert BAD[:20] not in err
    assert "a.env:1:14" in out
    assert json.loads((here.path / "a.json").read_text())["findings"]


def test_real_limits_of_memory_and_depth(here: Repo) -> None:
    """Not by a function that raises: the interpreter itself gives up, in a process of its own."""
    here.write("bad.json", '{"vtexAppKey": "' + KEY + '", "n": ' + "[" * 200_000 + "]" * 200_000 + "}")
    code = "import sys; sys.setrecursionlimit(190); from vtexlint.cli.main import run; sys.exit(run(sys.argv[1:]))"
    command = [sys.executable, "-c", code, "check", "--format", "concise"]
    done = subprocess.run(command, cwd=here.path, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONHASHSEED": "0"})
    assert done.returncode in (1, 2), done.stderr
    assert "a.env:1:14" in done.stdout
    assert "c/d.env:1:14" in done.stdout
