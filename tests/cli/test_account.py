"""Account snapshots as a user has them: named on the command line or in the settings, shown, wrong, leaking."""

import json
import os
import re
import subprocess
import sys
import tomllib
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

import vtexlint as vtexlint_package
from tests import fake
from tests.paths import ROOT
from tests.run import check, here, snapshots
from vtexlint.accounts.load import read
from vtexlint.cli.main import run
from vtexlint.project import account_files
from vtexlint.project.account_files import AccountFiles, split_name
from vtexlint.project.effective_settings import RunOptions
from vtexlint.project.errors import TroubleError
from vtexlint.project.project import Project
from vtexlint.project.run import Session
from vtexlint.reporters.style import Style
from vtexlint.reporters.table import FORMATS, reporter
from vtexlint.settings_table import from_table

KEY, OTHER, GONE = fake.key(), fake.key(suffix="BBBBBB"), fake.key(suffix="ZZZZZZ")
ACCOUNT = {
    "accountName": "fakestore",
    "isActive": True,
    "appKeys": [{"appKey": KEY, "appToken": None, "isActive": True}, {"appKey": OTHER, "appToken": None, "isActive": False}],
}


def pair(app_key: str, which: int = 0) -> str:
    return f"VTEX_APP_KEY={app_key}\nVTEX_APP_TOKEN={fake.token(which)}\n"


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "account.json").write_text(json.dumps(ACCOUNT))
    (tmp_path / ".env").write_text(pair(OTHER))
    return tmp_path


def vtexlint(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = run(arguments)
    out, err = capsys.readouterr()
    return status, out, err


def found(*arguments: str, **more: Any) -> list[str]:
    outcome = Session(here(), RunOptions(accounts=arguments, no_config=True, **more)).check_paths()
    return [f"{f.location.path} {f.rule}" for f in outcome.outcome.findings]


def git(*arguments: str) -> None:
    subprocess.run(["git", *arguments], check=True, capture_output=True)


def test_without_a_snapshot_the_account_rules_are_silent() -> None:
    assert found() == []


def test_an_ignore_comment_for_an_account_rule_is_unused_only_with_a_snapshot(project: Path) -> None:
    (project / ".env").write_text("# vtexlint: ignore[inactive-key]\n" + pair(OTHER))
    assert found() == found("account.json") == []
    (project / ".env").write_text("# vtexlint: ignore[inactive-key]\n" + pair(KEY))
    assert found() == []
    assert found("account.json") == [".env unused-suppression"]


def test_the_command_line_names_snapshots(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = vtexlint(capsys, "check", "--format", "concise", "--account", "account.json", ".env")
    assert (status, err) == (1, "")
    assert out.startswith(".env:1:14: error inactive-key ")
    assert vtexlint(capsys, "check", "--account=account.json", "--exit-zero")[0] == 0
    assert vtexlint(capsys, "check", "--account", "account.json", "--ignore", "inactive-key")[0] == 0


def test_several_snapshots_add_up() -> None:
    Path("roles.json").write_text(json.dumps({"account": "fakestore", "roles": {OTHER: []}}))
    assert found("account.json", "roles.json") == [".env inactive-key", ".env unlinked-key"]


def test_a_file_of_no_account_takes_its_name_from_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    Path("none.json").write_text("[]")
    status, _, err = vtexlint(capsys, "check", "--account", "none.json")
    assert status == 2
    assert "none.json: this file does not name its account: pass it as ACCOUNT=none.json" in err
    assert found("fakestore=none.json") == [".env unknown-key"]
    Path("x=y.json").write_text("[]")
    assert split_name("x=y.json", str) == (None, "x=y.json")
    assert split_name("store=a=b.json", lambda name: os.path.join("dir", name)) == ("store", os.path.join("dir", "a=b.json"))


@pytest.mark.parametrize("content", [ACCOUNT, {"account": "FakeStore", "roles": {}}, {"account": ACCOUNT}], ids=["answer", "name", "both"])
def test_a_file_that_names_its_account_is_no_other_account_s(capsys: pytest.CaptureFixture[str], content: object) -> None:
    Path("own.json").write_text(json.dumps(content))
    for command in (["check", "--account"], ["account", "show"]):
        status, out, err = vtexlint(capsys, *command, "other=own.json")
        assert status == 2
        assert "account " not in out
        assert "own.json: this file is of account `fakestore`, but was named as that of `other`:" in err
    assert vtexlint(capsys, "check", "--account", "fakestore=own.json", "--exit-zero")[0] == 0
    Path("own.json").write_text(json.dumps(ACCOUNT["appKeys"]))  # its keys alone do not say so: a renamed account has older ones
    assert vtexlint(capsys, "check", "--account", "other=own.json", "--exit-zero")[0] == 0


@pytest.mark.parametrize("listed", [{"message": "Access denied"}, None, [5]], ids=str)
def test_an_answer_about_roles_that_is_none_makes_no_finding(capsys: pytest.CaptureFixture[str], listed: object) -> None:
    Path(".env").write_text(pair(KEY))
    Path("roles.json").write_text(json.dumps({"account": "fakestore", "roles": {KEY: listed}}))
    status, out, err = vtexlint(capsys, "check", "--format", "concise", "--account", "roles.json", ".env")
    assert (status, out) == (0, "")
    assert "roles.json:1:" in err
    Path("vtexlint.toml").write_text(f'[required-roles]\n"{KEY}" = ["Orders"]\n')
    Path("roles.json").write_text(json.dumps({"account": "fakestore", "roles": {KEY: [{"id": 1, "name": "Catalog"}, {"nome": "Orders"}]}}))
    assert vtexlint(capsys, "check", "--format", "concise", "--account", "roles.json", ".env")[:2] == (0, "")
    Path("roles.json").write_text(json.dumps({"account": "fakestore", "roles": {KEY: [{"id": 1, "name": "Catalog"}]}}))
    assert "insufficient-role" in vtexlint(capsys, "check", "--format", "concise", "--account", "roles.json", ".env")[1]


def test_a_role_may_stand_in_the_account_that_does_not_tell_its_roles() -> None:
    def other(roles: object) -> str:
        listed = [{"appKey": KEY}] if roles is None else [{"appKey": KEY, "roles": roles}]
        Path("other.json").write_text(json.dumps({"account": "otherstore", "externalKeys": listed}))
        return "other.json"

    Path(".env").write_text(pair(KEY))
    Path("roles.json").write_text(json.dumps({"account": "fakestore", "roles": {KEY: []}}))
    assert found("roles.json", other([])) == [".env unlinked-key"]
    assert found("roles.json", other(None)) == []
    assert found("roles.json", other([5])) == []


def test_required_roles_of_a_key_that_no_snapshot_lists_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    table = f'[required-roles]\n"{KEY}" = ["A"]\n"vtexappkey-fakestore-B*" = ["B"]\n"services/**" = ["C"]\n"*#VTEX_*" = [1]\n'
    Path("vtexlint.toml").write_text(table)
    options = ("check", "--account", "account.json", ".env", "--exit-zero")
    assert "required-roles" not in vtexlint(capsys, *options)[2]
    Path("vtexlint.toml").write_text(table + f'"{GONE}" = ["A"]\n')
    note = vtexlint(capsys, *options)[2]
    assert f"vtexlint.toml: `required-roles`: `{GONE}` matches no key of any account snapshot\n" in note
    Path("vtexlint.toml").write_text(table + f'"{GONE}" = ["A"]\n"vtexappkey-fakestroe-*" = ["A"]\n')
    assert f"`{GONE}`, `vtexappkey-fakestroe-*` match no key" in vtexlint(capsys, *options)[2]
    assert "required-roles" not in vtexlint(capsys, "check", ".env")[2]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("absent.json", None, "absent.json: the account snapshot cannot be opened: No such file or directory"),
        ("cut.json", b'{"accountName": "fake', "cut.json:1:17: not valid JSON: it ends too early, so the file was probably cut off"),
        ("other.json", b'{"name": "x"}', "other.json: this JSON is not an account snapshot: expected the answer of GET /api/vlm/account"),
        ("cut.xlsx", b"PK\x03\x04....", "cut.xlsx: this spreadsheet is damaged or cut off"),
        ("words.csv", b"a,b\n1,2\n", "words.csv: this file is not a list of API keys"),
        ("empty.csv", b"", "empty.csv: this file is empty"),
        ("a\nb.json", b"", "a?b.json: this file is empty"),
    ],
)
def test_a_wrong_file_ends_with_2_and_the_reason(
    capsys: pytest.CaptureFixture[str], name: str, content: bytes | None, message: str
) -> None:
    if content is not None:
        Path(name).write_bytes(content)
    for command in (["check", "--account", name], ["account", "show", name]):
        status, out, err = vtexlint(capsys, *command)
        assert status == 2
        assert command[0] == "check" or out == ""
        assert err.startswith(f"vtexlint: {message}")
        assert "Traceback" not in err


def test_a_directory_and_a_pipe_are_no_snapshots(capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo("pipe")
    for name, what in (("pipe", "a FIFO"), (".", "a directory")):
        status, _, err = vtexlint(capsys, "check", "--account", name, ".env")
        assert status == 2
        assert f"is {what}, not a regular file" in err


def test_fixing_keeps_what_only_the_account_knows(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / ".env").write_text(f"VTEX_APP_KEY= {OTHER}\nVTEX_APP_TOKEN={fake.token()}\n# vtexlint: ignore[stale-token]\nX=1\n")
    status, out, _ = vtexlint(
        capsys, "check", "--fix", "--format", "concise", "--account", "account.json", "--ignore", "unused-suppression"
    )
    assert status == 1
    assert [line.split(" ")[2] for line in out.splitlines()] == ["inactive-key"]
    assert (project / ".env").read_text().startswith(f"VTEX_APP_KEY={OTHER}\n")
    vtexlint(capsys, "check", "--fix")
    assert "ignore[stale-token]" in (project / ".env").read_text()


def test_what_is_staged_is_held_against_the_account(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "new.json").write_text(json.dumps({"appKey": KEY, "appToken": fake.token(9)}))
    git("init", "-q")
    git("add", ".env")
    options = (
        "check",
        "--staged",
        "--format",
        "concise",
        "--account",
        "account.json",
        "--account",
        "new.json",
        "--ignore",
        "committed-secret",
    )
    status, out, err = vtexlint(capsys, *options)
    assert status == 1
    assert [line.split(" ")[2] for line in out.splitlines()] == ["inactive-key"]
    assert "new.json contains an appToken" in err
    git("add", "new.json")
    _, out, _ = vtexlint(capsys, *options[:-2], "--select", "committed-secret")
    assert [line.partition(":")[0] for line in out.splitlines()] == [".env", "new.json"]


def test_an_editor_s_session_reads_a_changed_snapshot_anew(project: Path) -> None:
    from vtexlint.lsp.session import EditorSession

    (project / "vtexlint.toml").write_text('account-snapshots = ["account.json"]\n')
    live = EditorSession()

    def localize() -> list[str]:
        judged = live.check(str(project / ".env"), pair(OTHER), None, str(project))
        assert judged is not None
        return [finding.rule for finding in judged.findings] + list(judged.troubles)

    assert localize() == localize() == ["inactive-key"]
    (project / "account.json").write_text(json.dumps({**ACCOUNT, "appKeys": [{"appKey": KEY}]}))
    assert localize() == ["unknown-key"]
    (project / "account.json").unlink()
    assert "cannot be opened" in localize()[-1]
    (project / "account.json").write_text(json.dumps(ACCOUNT))
    assert localize() == ["inactive-key"]


def test_a_snapshot_within_the_checked_directory_is_no_config_file(project: Path) -> None:
    (project / ".env").unlink()
    (project / "saved.json").write_text(json.dumps({"account": "fakestore", "appKeys": [{"appKey": OTHER, "roles": []}]}))
    assert found() == ["saved.json missing-token"]
    assert found("saved.json") == found("saved.json", "account.json") == []


def test_the_settings_name_snapshots_relative_to_themselves(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "saved").mkdir()
    (project / "saved/account.json").write_text(json.dumps(ACCOUNT))
    (project / "vtexlint.toml").write_text('account-snapshots = ["saved/account.json"]\nexclude = ["saved", "account.json"]\n')
    (project / "below").mkdir()
    (project / "below/.env").write_text(pair(GONE))
    monkeypatch.chdir(project / "below")
    status, out, _ = vtexlint(capsys, "check", "--format", "concise")
    assert status == 1
    assert "unknown-key" in out
    assert 'account-snapshots = ["saved/account.json"]' in vtexlint(capsys, "check", "--show-settings")[1]
    (project / "saved/account.json").unlink()
    status, _, err = vtexlint(capsys, "check")
    assert status == 2
    assert err.startswith(f"vtexlint: {project / 'vtexlint.toml'}:1:23: `account-snapshots`: ")
    assert "cannot be opened" in err
    assert vtexlint(capsys, "check", "--no-config")[0] == 0


def test_each_directory_has_its_own_settings_and_snapshots(project: Path) -> None:
    for name, app_key in (("one", KEY), ("two", OTHER)):
        (project / name).mkdir()
        (project / name / ".env").write_text(pair(OTHER))
        (project / name / "keys.csv").write_text(f"keyName,status\n{app_key},active\n")
        (project / name / "vtexlint.toml").write_text('account-snapshots = ["keys.csv"]\n')
    outcome = Session(here(), RunOptions()).check_paths().outcome
    assert [f"{f.location.path} {f.rule}" for f in outcome.findings] == ["one/.env unknown-key"]


def test_a_baseline_keeps_what_a_run_without_a_snapshot_cannot_see(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert vtexlint(capsys, "check", "--account", "account.json", "--write-baseline")[0] == 0
    written = Path(".vtexlint-baseline.json").read_bytes()
    assert b"inactive-key" in written
    baseline = ("--baseline", ".vtexlint-baseline.json")
    assert vtexlint(capsys, "check", "--account", "account.json", *baseline)[0] == 0
    status, _, err = vtexlint(capsys, "check", *baseline)
    assert (status, err) == (0, "")
    vtexlint(capsys, "check", "--write-baseline", *baseline)
    assert Path(".vtexlint-baseline.json").read_bytes() == written
    (project / ".env").write_text(pair(KEY))
    assert "is fixed" in vtexlint(capsys, "check", "--account", "account.json", *baseline)[2]


def test_the_python_interface_takes_them_too() -> None:
    assert [finding.rule for finding in vtexlint_package.check_paths([".env"], accounts=["account.json"])] == ["inactive-key"]


def test_the_documentation_s_examples_are_what_they_say() -> None:
    text = (ROOT / "docs/account-snapshots.md").read_text()
    (table,) = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    (wrapper,) = re.findall(r"```json\n(.*?)```", text, re.DOTALL)
    settings = from_table(tomllib.loads(table))
    assert len(settings.required_roles) == 3
    part = read("docs", wrapper.encode())
    assert (part.account, part.problems, len(part.keys)) == ("fakestore", (), 2)


def test_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    class Stdin:
        buffer = BytesIO(pair(GONE).encode())

    monkeypatch.setattr(sys, "stdin", Stdin)
    status, out, _ = vtexlint(capsys, "check", "--account", "account.json", "--stdin-filename", ".env", "--format", "concise", "-")
    assert status == 1
    assert ".env:1:14: error unknown-key" in out


def test_processes_share_what_the_parent_read_once(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(6):
        (project / f"{number}.env").write_text(pair(OTHER))
    readers = project / "readers"
    true_read = account_files._read

    def counting(project: Project, path: str) -> Any:
        with readers.open("a") as file:
            file.write(f"{os.getpid()}\n")
        return true_read(project, path)

    monkeypatch.setattr(account_files, "_read", counting)
    assert found("account.json", "./account.json", jobs=3).count("0.env inactive-key") == 1
    assert readers.read_text() == f"{os.getpid()}\n"
    assert len(found("account.json", jobs=3)) == 7


def test_a_run_without_snapshots_imports_nothing_of_theirs() -> None:
    code = (
        "import sys; from vtexlint.cli.main import run; status = run(sys.argv[1:]); "
        "print(status, sorted(m for m in sys.modules if m.startswith(('vtexlint.accounts', 'vtexlint.project.account_f', 'openpyxl', 'datetime', "
        "'vtexlint.linter.snapshot_leaks', 'vtexlint.pages', 'csv'))), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code, "check", ".env"], capture_output=True, text=True, check=True)
    assert done.stderr == "0 []\n"
    done = subprocess.run(
        [sys.executable, "-c", code, "check", "--account", "account.json", ".env"], capture_output=True, text=True, check=True
    )
    assert done.stderr.startswith("1 ['datetime', 'vtexlint.accounts', ")
    assert "openpyxl" not in done.stderr
    assert "admin_export" not in done.stderr


def spreadsheet(path: Path, rows: list[list[Any]]) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.title = "Generated"
    for row in rows:
        book.active.append(row)
    book.save(path)


def test_a_spreadsheet(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spreadsheet(project / "export.xlsx", [["keyName", "roles", "status"], [OTHER, "", "active"]])
    assert found("export.xlsx") == [".env unlinked-key"]
    code = "import sys; sys.modules['openpyxl'] = None; from vtexlint.cli.main import run; sys.exit(run(sys.argv[1:]))"
    done = subprocess.run([sys.executable, "-c", code, "check", "--account", "export.xlsx"], check=False, capture_output=True, text=True)
    assert done.returncode == 2
    assert done.stderr.startswith("vtexlint: export.xlsx: reading .xlsx needs openpyxl, which is not installed: ")
    assert '"openpyxl>=3.1" (or save each tab as CSV)' in done.stderr


@pytest.mark.parametrize(
    ("name", "text", "line", "column"),
    [
        ("created.json", json.dumps({"appKey": KEY, "appToken": fake.token(9)}), 1, len(json.dumps({"appKey": KEY})) + 15),
        ("renewed.json", json.dumps({"keyName": KEY, "newToken": fake.token(9).lower()}), 1, len(json.dumps({"keyName": KEY})) + 15),
        ("keys.csv", f"keyName,status,note\n{KEY},active,{fake.token(9)}\n", 2, len(KEY) + 9),
    ],
)
def test_a_token_in_a_snapshot_is_told_once_whatever_git_says(
    project: Path, capsys: pytest.CaptureFixture[str], name: str, text: str, line: int, column: int
) -> None:
    (project / ".env").unlink()
    (project / name).write_text(text)

    def localize(*paths: str) -> list[str]:
        _, out, err = vtexlint(capsys, "check", "--no-config", "--format", "concise", "--account", name, *paths)
        assert f"{name} contains an appToken" in err
        assert fake.token(9)[:10] not in (out + err).upper()
        return [found.partition(":")[0] + found.partition(":")[2].split(" ")[0] + found.split(" ")[2] for found in out.splitlines()]

    assert localize() == []  # outside a repository nobody else reads it; the note on stderr says so all the same
    git("init", "-q")
    place = f"{name}{line}:{column}:"
    assert localize() == [f"{place}unprotected-secret"]
    git("add", name)
    assert localize() == localize(name) == [f"{place}committed-secret"]
    (project / "vtexlint.toml").write_text('[per-file-ignores]\n"*" = ["committed-secret"]\n')
    assert vtexlint(capsys, "check", "--format", "concise", "--account", name)[1] == ""
    (project / "vtexlint.toml").unlink()
    git("rm", "-q", "--cached", name)
    (project / ".gitignore").write_text(name)
    assert localize() == []


def test_a_token_in_a_tracked_spreadsheet(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spreadsheet(project / "export.xlsx", [["keyName", "label", "status"], [KEY, fake.token(9), "active"], [OTHER, fake.token(8), "active"]])
    git("init", "-q")
    git("add", "export.xlsx")
    status, out, _ = vtexlint(capsys, "check", "--format", "concise", "--account", "export.xlsx", "--select", "committed-secret")
    lines = out.splitlines()
    assert status == 1
    assert [line.partition(" contains an appToken (")[2].partition(")")[0] for line in lines] == [
        "sheet Generated, row 2, column B",
        "sheet Generated, row 3, column B",
    ]
    assert all(line.startswith("export.xlsx:1:1: error committed-secret") for line in lines)


def test_what_was_not_understood_is_a_note(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "keys.csv").write_text(f"keyName,status\n{KEY},asleep\n{OTHER},tired\n")
    status, _, err = vtexlint(capsys, "check", "--account", "keys.csv")
    assert status == 0
    assert err == (
        "vtexlint: note: keys.csv:2: `status`: expected active or inactive (2 parts could not be read: `vtexlint account show keys.csv`)\n"
    )
    assert vtexlint(capsys, "check", "--quiet", "--account", "keys.csv")[2] == ""


def test_show(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrapper = {"account": ACCOUNT, "roles": {KEY: [{"id": 1, "name": "Owner (Admin Super)"}, {"id": 7}], OTHER: []}, "rolls": 1}
    Path("all.json").write_text(json.dumps(wrapper))
    Path("keys.csv").write_text(f"keyName,label,creationDateToken,creationDateNewToken\n{KEY},erp \x1b[31m,2020-01-02,2020-02-03\n")
    status, out, err = vtexlint(capsys, "account", "show", "all.json", "keys.csv")
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert lines[:2] == ["account fakestore (active; all keys)", "  2 generated keys"]
    assert lines[2].startswith(f"    {KEY} (erp [31m): active; roles: Owner (Admin Super), number 7; token ")
    assert "days old, renewal started " in lines[2]
    assert lines[3] == f"    {OTHER}: inactive; no role; age not in the snapshot"
    assert lines[4] == "  external keys: not in the snapshot"
    assert lines[-2:] == [
        "could not be read:",
        f"  all.json:1:{json.dumps(wrapper).index('rolls') + 9}: `rolls`: unknown field; expected account, appKeys, externalKeys, roles",
    ]
    status, out, _ = vtexlint(capsys, "account", "show", "--format", "json", "all.json", "keys.csv")
    shown = json.loads(out)
    assert shown["accounts"][0]["keys"][0]["token_created"] == "2020-01-02"
    assert shown["accounts"][0]["keys"][0]["roles"][0] == {"id": 1, "name": "Owner (Admin Super)", "owner": True}
    assert shown["accounts"][0]["external_keys"] is None
    assert [file["path"] for file in shown["files"]] == ["all.json", "keys.csv"]


def test_show_tells_tokens_by_their_place_alone(capsys: pytest.CaptureFixture[str]) -> None:
    Path("new.json").write_text(json.dumps({"appKey": KEY, "label": fake.token(1), "appToken": fake.token()}))
    for form in ("text", "json"):
        _, out, _ = vtexlint(capsys, "account", "show", "--format", form, "new.json")
        assert fake.token()[:8] not in out
        assert fake.token(1)[:8] not in out
        assert "appToken" in out


def test_an_odd_key_is_listed_without_being_shown(capsys: pytest.CaptureFixture[str]) -> None:
    Path("odd.json").write_text(json.dumps([{"appKey": "vtexappkey-fakestore-ABCDE"}]))
    _, out, _ = vtexlint(capsys, "account", "show", "odd.json")
    assert "<appKey of unusual form, 26 characters>" in out
    assert "ABCDE" not in out


def test_usage(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["account"], ["account", "show"], ["account", "list", "x"]):
        with pytest.raises(SystemExit) as caught:
            run(arguments)
        assert caught.value.code == 2
    with pytest.raises(SystemExit) as caught:
        run(["account", "show", "--help"])
    assert caught.value.code == 0
    assert "GET /api/vlm/account" in capsys.readouterr().out


def test_the_day_is_given_from_outside() -> None:
    from datetime import date

    Path("keys.csv").write_text(f"keyName,creationDateToken\n{KEY},2025-01-01\n")
    known = AccountFiles(here(), date(2025, 1, 11)).snapshots(["keys.csv"])
    key = known.accounts["fakestore"].own(KEY)
    assert key is not None
    assert key.token_created is not None
    assert known.days_since(key.token_created) == 10


def test_settings_without_files_are_an_error_of_the_session() -> None:
    (trouble,) = Session(here(), RunOptions(accounts=("absent.json",))).check_paths().troubles
    assert trouble.startswith("absent.json: the account snapshot cannot be opened")
    with pytest.raises(TroubleError, match="cannot be opened"):  # a run that writes goes on with nothing that is missing
        Session(here(), RunOptions(accounts=("absent.json",), write_baseline=True)).check_paths()


@pytest.mark.parametrize("name", FORMATS)
def test_no_report_shows_a_secret_of_the_snapshot_or_the_file(name: str) -> None:
    known = snapshots(
        a=json.dumps({**ACCOUNT, "appKeys": [{"appKey": KEY, "appToken": fake.token(3), "label": fake.token(4), "isActive": False}]}),
        b=json.dumps({"account": "fakestore", "roles": {KEY: [{"id": 1, "name": f"Owner {fake.token(5)}", "isAdmin": True}]}}),
    )
    text = (
        pair(GONE, 6)
        + f"VTEX_B_APP_KEY={KEY}\nVTEX_B_APP_TOKEN= {fake.token(7)}\nVTEX_C_APP_KEY=vtexappkey-fakestore-ABCDE\nVTEX_C_APP_TOKEN=x\n"
    )
    outcome = check(".env", text, state="tracked", snippets=True, accounts=known)
    assert {"unknown-key", "inactive-key"} <= {finding.rule for finding in outcome.findings}
    report = reporter(name)(outcome, Style(colour=True, statistics=True))
    for number in range(3, 8):
        assert fake.token(number)[:8] not in report
    assert "ABCDE" not in report
