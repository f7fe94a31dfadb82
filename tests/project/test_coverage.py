"""The summary of a run: what was read and seen, what was not, and which rules are off."""

import json
from pathlib import Path

import jsonschema
import pytest

from tests.fake import KEY, TOKEN
from tests.gitrepo import Repo
from tests.paths import ROOT
from vtexlint.cli.main import run
from vtexlint.project.own_reports import is_own_report
from vtexlint.reporters.recognition import is_report
from vtexlint.reporters.table import FORMATS, TABLE, ReportFormat

PAIR = f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}\n"
SCHEMA = json.loads((ROOT / "schemas/report.schema.json").read_text())


def check(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[str], str]:
    status = run(["check", *arguments])
    out, err = capsys.readouterr()
    return status, out.splitlines(), err


def test_files_and_credentials_are_counted(repo: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    repo.add("main.py", "print(1)\n")
    repo.add("README.md", "# A\n")
    repo.write("a.env", PAIR.replace(TOKEN, "${TOKEN}"))
    assert check(capsys) == (0, ["no findings in 1 config file and 2 searched files; 2 credentials, 1 pair"], "")
    assert check(capsys, "-q") == (0, [], "")
    repo.write("a.env", "PORT=1\n")
    assert check(capsys)[1] == ["no findings in 1 config file and 2 searched files; no credentials"]


def test_a_token_in_source_code_is_reported(repo: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    repo.add("main.py", f"KEY = '{KEY}'\nTOKEN = '{TOKEN}'\nappKey = ''\n")
    status, lines, _ = check(capsys, "--format", "concise")
    assert status == 1
    assert [line.split()[1:3] for line in lines] == [["error", "committed-secret"]]
    assert check(capsys, "--scope", "config") == (
        0,
        ["no findings in 0 config files; no credentials", 'not read: 1 other file (scope is "config") (--verbose lists them)'],
        "vtexlint: note: no file to check was found in .\n",
    )
    repo.write("vtexlint.toml", 'scope = "config"\n')
    assert check(capsys)[0] == 0
    assert check(capsys, "--scope", "all")[0] == 1


@pytest.mark.parametrize(
    ("names", "first", "note"),
    [
        ((), "no findings in 0 config files; no credentials", "no file to check was found in ."),
        (("main.py",), "no findings in 1 searched file; no credentials", "no config file and no credential was found in ."),
    ],
)
def test_where_nothing_is_seen_a_note_says_so(
    names: tuple[str, ...], first: str, note: str, repo: Repo, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in names:
        repo.add(name, "x = 1\n")
    assert check(capsys) == (0, [first], f"vtexlint: note: {note}\n")
    assert check(capsys, "-q") == (0, [], "")


def test_outside_git_source_code_is_counted_as_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("main.py").write_text(PAIR)
    status, lines, err = check(capsys)
    assert (status, lines[1:]) == (0, ["not read: 1 other file outside git (--verbose lists them)"])
    assert "no file to check was found in ." in err
    assert check(capsys, "--assume-tracked")[0] == 1


def test_what_settings_exclude_and_switch_off_is_said(repo: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    repo.add("vtexlint.toml", '[per-file-ignores]\n"*.md" = ["committed-secret"]\n')
    repo.add("README.md", PAIR)
    repo.add("apps/a.env", PAIR)
    repo.add("apps/vtexlint.toml", 'ignore = ["name-casing", "committed-secret"]\n')
    repo.add("libs/vtexlint.toml", 'exclude = ["**"]\n')
    repo.add("libs/a.env", PAIR)
    repo.add("node_modules/x/a.js", "")
    repo.write("target/a.env", PAIR)
    status, lines, err = check(capsys, "--verbose")
    assert (status, err) == (
        0,
        "vtexlint: 2 files excluded by libs/vtexlint.toml:\nvtexlint:   libs/a.env\nvtexlint:   libs/vtexlint.toml\n"
        "vtexlint: 1 untracked directory of dependencies or build output:\nvtexlint:   target\n",
    )
    assert lines == [
        "no findings in 3 config files and 2 searched files; 4 credentials, 2 pairs",
        "not read: 2 files excluded by libs/vtexlint.toml, 1 untracked directory of dependencies or build output (--verbose lists them)",
        "rules off: committed-secret, name-casing (apps/vtexlint.toml), committed-secret in *.md (vtexlint.toml)",
    ]
    assert check(capsys, "--isolated", "--format", "concise")[0] == 1
    assert not [line for line in check(capsys, "--select", "committed-secret")[1] if "apps/vtexlint.toml" in line]

    report = json.loads("\n".join(check(capsys, "--format", "json")[1]))
    jsonschema.validate(report, SCHEMA)
    assert report["coverage"] == {
        "excluded": [{"by": "libs/vtexlint.toml", "files": ["libs/a.env", "libs/vtexlint.toml"], "directories": []}],
        "skipped": [{"reason": "heavy", "count": 1, "paths": ["target"]}],
        "rules_off": [
            {"settings": "apps/vtexlint.toml", "glob": None, "rules": ["committed-secret", "name-casing"]},
            {"settings": "vtexlint.toml", "glob": "*.md", "rules": ["committed-secret"]},
        ],
    }
    assert {"linted": 3, "searched": 2, "excluded": 2, "skipped": 1}.items() <= report["summary"].items()

    sarif = json.loads("\n".join(check(capsys, "--format", "sarif")[1]))
    (invocation,) = sarif["runs"][0]["invocations"]
    assert invocation["executionSuccessful"] is True
    assert [(one["level"], one["message"]["text"]) for one in invocation["toolExecutionNotifications"]] == [
        ("warning", "2 files excluded by libs/vtexlint.toml"),
        ("warning", "rules off: committed-secret, name-casing (apps/vtexlint.toml)"),
        ("warning", "rules off: committed-secret in *.md (vtexlint.toml)"),
        ("note", "not read: 1 untracked directory of dependencies or build output"),
    ]


def test_tracked_files_that_are_not_on_disk(repo: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a.py", "b.py", "c.py"):
        repo.add(name, f"x = '{TOKEN}'\n" if name != "c.py" else "x = 1\n")
    repo.commit()
    (repo.path / "a.py").unlink()
    (repo.path / "b.py").unlink()
    status, lines, err = check(capsys, "--verbose")
    assert (status, lines[1]) == (0, "not read: 2 tracked files or submodules that are not on disk (--verbose lists them)")
    assert "vtexlint:   a.py\nvtexlint:   b.py\n" in err
    repo.git("checkout", "--", "a.py")
    assert check(capsys)[1][-2].startswith("not read: 1 tracked file or submodule that is not on disk")


def test_settings_from_outside_the_checkout(repo: Repo, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    repo.add("apps/a.env", PAIR)
    repo.add("tests/a.env", PAIR)
    repo.add("vtexlint.toml", 'exclude = ["tests/"]\n')
    repo.commit()
    (tmp_path / "base.toml").write_text(repo.git("show", "HEAD:vtexlint.toml"))
    repo.add("apps/vtexlint.toml", 'ignore = ["committed-secret"]\n')
    assert check(capsys)[0] == 0
    status, lines, _ = check(capsys, "--config", "../base.toml", "--format", "concise")
    assert (status, [line.split(":")[0] for line in lines]) == (1, ["apps/a.env"])


@pytest.mark.parametrize("name", FORMATS)
def test_a_report_in_the_tree_changes_nothing(name: str, repo: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    repo.add("a.env", PAIR + "VTEX_APP_KEY=x \n")
    run(["check", "--format", name, "."])
    ending = "json" if capsys.readouterr().out[:1] in ("{", "[") else "txt"
    report = repo.path / f"report.{ending}"
    texts = []
    for _ in range(3):
        run(["check", "--format", name, "."])
        report.write_text(capsys.readouterr().out)
        texts.append(report.read_text())
        assert is_report(report.read_bytes(), name)
    found = [check(capsys, "--format", "concise") for _ in range(2)]
    assert found[0] == found[1]
    assert all(line.startswith("a.env:") for line in found[0][1])
    assert texts[1] == texts[2]
    if ending == "json":
        assert "1 report of vtexlint" in "\n".join(check(capsys)[1])
        assert "1 report of vtexlint" in "\n".join(check(capsys, str(report))[1])
        report.write_text(report.read_text() + TOKEN)  # what only looks like a report is searched
        assert any(line.startswith("report.json:") for line in check(capsys, "--format", "concise")[1])


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.name)
def test_a_report_in_json_is_recognized_by_its_row(row: ReportFormat, repo: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    repo.add("a.env", PAIR + "VTEX_APP_KEY=x \n")
    run(["check", "--format", row.name, "."])
    text = capsys.readouterr().out
    try:
        values = json.loads(text)
    except ValueError:
        assert not row.json_beginning
        assert not is_own_report(text.encode())
        return
    for form in (
        text,
        json.dumps(values),
        json.dumps(values, separators=(",", ":")),
        json.dumps(values, indent="\t").replace("\n", "\r\n"),
    ):
        assert is_own_report(form.encode())
        assert is_report(form.encode(), row.name)
        other = form.replace("vtexlint", "otherlint").replace("fingerprint", "print")
        assert not is_own_report(other.encode())
        assert not is_report(other.encode(), row.name)
        assert not is_own_report(f'{{"a": {form}}}'.encode())


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        "[]",
        '{"devDependencies": {"vtexlint": "1"}}',
        '{"version": 1, "name": "vtexlint"}',
        '{"version": 2, "findings": []}',
        '{"version": 2, "findings": [{"path": "a"}]}',
        '[{"description": "x", "fingerprint": "y"}]',
        '{"name": "vtexlint", "version": 1, "tool": {"name": "vtexlint"}}',
    ],
)
def test_what_is_no_report_is_linted(text: str) -> None:
    assert not is_own_report(text.encode())


def test_a_baseline_is_not_linted(repo: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    repo.add("a.env", PAIR)
    check(capsys, "--write-baseline", "--baseline", "vtex-app-key.json")
    status, lines, _ = check(capsys, "--baseline", "vtex-app-key.json")
    assert (status, lines) == (0, ["no findings in 1 config file; 2 credentials, 1 pair (1 suppressed)"])
    repo.write("other.json", Path("vtex-app-key.json").read_text())
    assert check(capsys)[1][-2] == "not read: 2 reports of vtexlint (--verbose lists them)"


def test_a_baseline_with_damaged_tokens_is_not_linted(repo: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    repo.add("a.env", PAIR.replace(TOKEN, TOKEN[:-1]))
    check(capsys, "--write-baseline", "--baseline", "old.json")
    assert '"salt"' in Path("old.json").read_text()
    assert check(capsys)[1][-2] == "not read: 1 report of vtexlint (--verbose lists them)"


def test_a_searched_file_may_be_larger(repo: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    repo.add("vtexlint.toml", "max-file-size = 1000\n")
    repo.add("a.log", "x" * 5000 + f" {TOKEN}\n")
    repo.add("b.log", "x" * 50_000 + f" {TOKEN}\n")
    repo.add("c.log", "x" * 50_000)
    found = [line.split()[:3] for line in check(capsys, "--format", "concise")[1]]
    assert found == [["a.log:1:5002:", "error", "committed-secret"], ["b.log:1:1:", "error", "unreadable-file"]]
    assert check(capsys, "--staged", "--format", "concise")[0] == 1
