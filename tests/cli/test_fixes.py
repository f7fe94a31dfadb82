"""`--fix`, `--unsafe-fixes`, `--diff` as a user runs them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fake import KEY, TOKEN, key, token
from tests.paths import ROOT
from vtexlint.cli.fixes import FixError, repair
from vtexlint.cli.options import parse_fast
from vtexlint.rules.registry import rules

BAD = f"# ours\nVTEX_APP_KEY = {KEY}\nVTEX_APP_TOKEN='{TOKEN} '\n"
GOOD = f"# ours\nVTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN='{TOKEN}'\n"
LOWER = f"VTEX_APP_KEY={key(suffix='BBBBBB')}\nVTEX_APP_TOKEN={token(1).lower()}\n"


def run(folder: Path, *arguments: str, text: bytes = b"") -> tuple[int, bytes, str]:
    done = subprocess.run(
        [sys.executable, "-m", "vtexlint", "check", *arguments], cwd=folder, input=text, capture_output=True, check=False, timeout=60
    )
    errors = done.stderr.decode()
    for secret in (TOKEN, token(1), token(1).lower()):
        assert secret[:10] not in errors
    return done.returncode, done.stdout, errors


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / ".env").write_text(BAD)
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b.env").write_text(LOWER)
    return tmp_path


def test_fixable_findings_are_marked(project: Path) -> None:
    status, out, _ = run(project)
    assert status == 1
    assert b"error surrounding-whitespace [*]: " in out
    assert b"error token-casing: " in out
    assert out.decode().splitlines()[-2] == "[*] 2 fixable with --fix, 1 more with --unsafe-fixes"
    status, out, _ = run(project, "sub")
    assert out.decode().splitlines()[-2] == "1 fixable with --fix --unsafe-fixes"
    report = json.loads(run(project, "--format", "json")[1])
    assert [finding["fix"] for finding in report["findings"]] == ["safe", "safe", "unsafe"]
    assert report["summary"]["fixable"] == 3


def test_processes_change_nothing_of_that(project: Path) -> None:
    for number in range(5):
        (project / f"{number}.env").write_text(BAD.replace(TOKEN, token(f"t{number}")).replace("AAAAAA", "CDEFG" + "ABCDE"[number]))
    one, two = (run(project, "--format", "json", "--jobs", jobs)[1] for jobs in ("1", "3"))
    assert one == two
    assert json.loads(one)["summary"]["fixable"] == 13
    assert run(project, "--fix", "--jobs", "3", "-q")[0] == 1
    assert json.loads(run(project, "--format", "json")[1])["summary"]["fixable"] == 1


def test_fix(project: Path) -> None:
    status, out, errors = run(project, "--fix")
    assert (status, errors) == (1, "vtexlint: fixed 2 findings in 1 file\n")
    assert (project / ".env").read_text() == GOOD
    assert (project / "sub" / "b.env").read_text() == LOWER
    assert b"surrounding-whitespace" not in out
    assert b"token-casing" in out
    status, out, errors = run(project, "--fix", "--unsafe-fixes")
    assert (status, out, errors) == (0, b"no findings in 2 config files; 4 credentials, 2 pairs\n", "vtexlint: fixed 1 finding in 1 file\n")
    assert (project / "sub" / "b.env").read_text() == LOWER.replace(token(1).lower(), token(1))
    before = (project / ".env").stat()
    assert run(project, "--fix", "--unsafe-fixes") == (0, b"no findings in 2 config files; 4 credentials, 2 pairs\n", "")
    assert (project / ".env").stat() == before


def test_unsafe_fixes_alone_writes_nothing(project: Path) -> None:
    assert run(project, "--unsafe-fixes")[0] == 2  # it would do nothing
    assert (project / ".env").read_text() == BAD


def test_diff_writes_nothing(project: Path) -> None:
    status, out, errors = run(project, "--diff")
    assert (status, errors) == (1, "vtexlint: would fix 2 findings in 1 file\n")
    assert out.startswith(b"--- .env\n+++ .env\n@@ -1,3 +1,3 @@\n")
    assert TOKEN[:7].encode() not in out
    assert run(project, "--diff", "--fix", "--unsafe-fixes")[2] == "vtexlint: would fix 3 findings in 2 files\n"
    assert (project / ".env").read_text() == BAD
    assert run(project, "--diff", "sub") == (0, b"", "")
    assert run(project, "--diff", "--exit-zero")[0] == 0


def test_standard_input(project: Path) -> None:
    for encoding in ("utf-8-sig", "utf-16"):
        data = BAD.replace("ours", "é").replace("\n", "\r\n").encode(encoding)
        status, out, errors = run(project, "--fix", "-", "--stdin-filename", ".env", text=data)
        assert out.decode(encoding) == GOOD.replace("ours", "é").replace("\n", "\r\n")
        assert (status, errors) == (0, "no findings in 1 config file; 2 credentials, 1 pair\nvtexlint: fixed 2 findings in 1 file\n")
    status, out, errors = run(project, "--fix", "-", "--stdin-filename", "a.env", text=LOWER.encode())
    assert (status, out) == (1, LOWER.encode())
    assert "token-casing" in errors
    status, out, errors = run(project, "--diff", "-", "--stdin-filename", ".env", text=BAD.encode())
    assert (status, out[:9]) == (1, b"--- .env\n")
    assert (project / ".env").read_text() == BAD


@pytest.mark.parametrize("data", [b"", b"no credential\r\n", b"VTEX_APP_KEY=\0\n", b"\xff\xfeV\0T\0\xff", b"VTEX_APP_KEY=\xff\n"])
def test_standard_input_that_needs_no_fix_comes_out_as_it_went_in(project: Path, data: bytes) -> None:
    assert run(project, "--fix", "-", "--stdin-filename", ".env", text=data)[1] == data


def test_what_is_refused_is_told_and_the_rest_is_fixed(project: Path) -> None:
    (project / "b.env").write_text(BAD)
    os.link(project / "b.env", project / "other")
    (project / "c.env").write_text(BAD)
    os.chmod(project / "c.env", 0o400)
    status, out, errors = run(project, "--fix", "--format", "concise")
    assert status == 2
    assert "vtexlint: b.env: has other hard links" in errors
    assert "vtexlint: c.env: is read-only" in errors
    assert "vtexlint: fixed 2 findings in 1 file" in errors
    assert (project / ".env").read_text() == GOOD
    assert (project / "b.env").read_text() == (project / "c.env").read_text() == BAD
    assert [line.split(":")[0] for line in out.decode().splitlines() if "surrounding" in line] == ["b.env", "b.env", "c.env", "c.env"]


def test_two_runs_at_once(project: Path) -> None:
    command = [sys.executable, "-m", "vtexlint", "check", "--fix", "--unsafe-fixes", "--format", "json"]
    for _ in range(3):
        (project / ".env").write_text(BAD)
        (project / "sub" / "b.env").write_text(LOWER)
        running = [subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(4)]
        for process in running:
            out, errors = process.communicate(timeout=60)
            assert process.returncode == 0, errors
            assert json.loads(out)["findings"] == []
        assert (project / ".env").read_text() == GOOD
        assert sorted(os.listdir(project)) == [".env", "sub"]


def test_settings_hold_for_fixes_too(project: Path) -> None:
    (project / "vtexlint.toml").write_text('ignore = ["surrounding-whitespace"]\n')
    assert run(project, "--fix")[2] == ""
    (project / "vtexlint.toml").write_text('[per-file-ignores]\n"*.env" = ["surrounding-whitespace"]\n')
    assert run(project, "--fix")[2] == ""
    assert (project / ".env").read_text() == BAD


@pytest.mark.parametrize("asked", ["--fix", "--diff"])
def test_the_index_is_not_what_is_fixed(asked: str) -> None:
    options = parse_fast([asked, "--staged"])
    assert options
    with pytest.raises(FixError, match=f"{asked} changes the files on disk: .* `git add` the files again"):
        repair(options)
    options.staged = False
    repair(options)


DOCS = (ROOT / "docs" / "fixing.md").read_text()


def test_the_page_names_every_rule_with_a_fix() -> None:
    rows = [line.split("|")[1:4:2] for line in DOCS.splitlines() if line.startswith("| ")][1:]
    told = {name.strip(): safe.strip() for names, safe in rows for name in names.split(",")}
    assert set(told) == {rule.name for rule in rules() if rule.fix}
    assert {name for name, safe in told.items() if safe == "never"} == {rule.name for rule in rules() if rule.fix == "unsafe"}


def test_the_page_s_diff_is_what_comes_out(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f'VTEX_APP_KEY = {KEY}\nVTEX_APP_TOKEN="{TOKEN} "\n')
    assert f"$ vtexlint check --diff\n{run(tmp_path, '--diff')[1].decode()}```" in DOCS
