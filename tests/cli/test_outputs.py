"""`--output FORMAT=FILE` and `--format`, as a user runs them."""

import json
import os
import shutil
import stat
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from tests.fake import KEY, TOKEN
from vtexlint.cli.main import run
from vtexlint.reporters.table import FORMATS

BAD = f"VTEX_APP_KEY={TOKEN}\nVTEX_APP_TOKEN={KEY}\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text(BAD)
    return tmp_path


def test_all_at_once_beside_the_terminal_s_report(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    words = [word for name in FORMATS for word in ("--output", f"{name}={name}.out")]
    assert run(["check", *words]) == 1
    out = capfd.readouterr().out
    assert out.startswith("error swapped-values [*]:")
    for name in FORMATS:
        assert name == "gitlab-secrets" or "swapped-values" in (here / f"{name}.out").read_text()  # which has exposed secrets alone
        assert run(["check", "--format", name, ".env"]) == 1
        assert capfd.readouterr().out.splitlines()[0] == (here / f"{name}.out").read_text().splitlines()[0]
    assert (here / "text.out").read_text() == out
    assert sorted(path.name for path in here.iterdir()) == sorted([".env", *(f"{name}.out" for name in FORMATS)])


def test_a_file_gets_its_frames_and_no_colours_whatever_the_terminal_shows(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--format", "concise", "--color", "always", "--output", "text=a.txt"]) == 1
    assert "VTEX_APP_KEY=<token, 128 letters>" in (here / "a.txt").read_text()
    assert run(["check", "--color", "always", "--output", "text=a.txt"]) == 1
    assert "\x1b" in capfd.readouterr().out
    assert "\x1b" not in (here / "a.txt").read_text()


@pytest.mark.parametrize("text", ["", "PORT=1\n"])
def test_nothing_found_gives_empty_valid_reports(here: Path, text: str, capfd: pytest.CaptureFixture[str]) -> None:
    (here / ".env").write_text(text)
    assert run(["check", *(word for name in FORMATS for word in ("--output", f"{name}={name}.out"))]) == 0
    assert json.loads((here / "gitlab.out").read_text()) == []
    assert json.loads((here / "json.out").read_text())["findings"] == []
    assert json.loads((here / "sarif.out").read_text())["runs"][0]["results"] == []
    assert ElementTree.parse(here / "junit.out").getroot().get("tests") == "1"


def test_a_run_that_ends_with_2_writes_its_reports(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["check", ".env", "absent.env", "--output", "json=a.json", "--output", "sarif=a.sarif", "--output", "junit=a.xml"]) == 2
    assert [f["rule"] for f in json.loads((here / "a.json").read_text())["findings"]] == ["swapped-values"]
    (invocation,) = json.loads((here / "a.sarif").read_text())["runs"][0]["invocations"]
    assert not invocation["executionSuccessful"]
    assert ElementTree.parse(here / "a.xml").getroot().get("errors") == "1"
    assert "absent.env: this file or directory does not exist" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("sarf=x", "unknown format `sarf`; did you mean `sarif`?"),
        ("zzzz=x", "unknown format `zzzz`; choose from text, concise, json,"),
        ("sarif", "FORMAT=FILE is expected, such as sarif=report.txt"),
        ("sarif=", "FORMAT=FILE is expected"),
        ("sarif=-", "use `--format sarif` instead"),
        ("sarif=nowhere/x.sarif", "nowhere/x.sarif: the directory nowhere does not exist"),
        ("sarif=.", ".: is a directory"),
    ],
)
def test_a_wrong_output_is_told_before_the_work(here: Path, word: str, told: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--output", word]) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert told in err
    assert [path.name for path in here.iterdir()] == [".env"]


def test_two_reports_for_one_file(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--output", "sarif=x", "--output", "json=x"]) == 2
    assert "another report is already written to x" in capfd.readouterr().err


@pytest.mark.parametrize("words", [["--output", "text=.env"], ["x.json", "--output", "json=./x.json"], [".", "--output", "text=new.env"]])
def test_a_report_takes_no_config_file_s_place(here: Path, words: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    (here / "x.json").write_text("{}")
    assert run(["check", *words]) == 2
    assert "is a file to check, and the report would replace it" in capfd.readouterr().err
    assert ((here / ".env").read_text(), (here / "x.json").read_text()) == (BAD, "{}")


PAIR = f'{{"vtexAppKey": "{KEY}", "vtexAppToken": "{TOKEN}"}}\n'


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(
    "words",
    [
        ["check", "--output", "{}=app.json"],
        ["check", "--output", "{}=conf/../app.json"],
        ["check", "--account", "app.json", "--output", "{}=app.json"],
        ["check", "--config", "vtexlint.toml", "--output", "{}=vtexlint.toml"],
        ["check", "--baseline", "known.json", "--output", "{}=known.json"],
        ["check", "--baseline", "known.json", "--write-baseline", "--output", "{}=known.json"],
        ["history", "--output", "{}=app.json"],
    ],
)
def test_a_report_replaces_nothing_that_is_no_report(here: Path, words: list[str], name: str, capfd: pytest.CaptureFixture[str]) -> None:
    (here / "conf").mkdir()
    (here / "app.json").write_text(PAIR)
    (here / "vtexlint.toml").write_text('exclude = ["x"]\n')
    (here / "known.json").write_text('{\n  "version": 1,\n  "findings": []\n}\n')
    before = {path.name: path.read_bytes() for path in here.iterdir() if path.is_file()}
    try:
        status = run([word.format(name) for word in words])
    except SystemExit as exit:
        status = int(exit.code or 0)
    out, err = capfd.readouterr()
    assert (status, out) == (2, "")
    assert f"not a {name} report of vtexlint: remove it, or name another file" in err
    assert {path.name: path.read_bytes() for path in here.iterdir() if path.is_file()} == before


def test_what_came_to_stand_there_during_the_run_stays(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--write-baseline", "--output", "json=.vtexlint-baseline.json"]) == 2
    assert "not a json report of vtexlint" in capfd.readouterr().err
    assert [entry["path"] for entry in json.loads((here / ".vtexlint-baseline.json").read_text())["findings"]] == [".env"]


@pytest.mark.parametrize("text", ["", "PORT=1\n", BAD, BAD + "VTEX_APP_KEY=<key>\n# vtexlint: ignore[no-such]\n"])
@pytest.mark.parametrize("more", [[], ["--statistics"], ["-q"], ["-q", "--statistics"]])
def test_an_empty_file_and_a_report_of_the_format_are_replaced(
    here: Path, text: str, more: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    (here / ".env").write_text(text)
    words = [word for name in FORMATS for word in ("--output", f"{name}={name}.out")]
    for name in FORMATS:
        (here / f"{name}.out").touch()
    status = run(["check", *more, *words])
    (here / ".env").write_text(BAD)
    assert status < 2
    assert run(["check", *more, *words]) == 1
    for name in FORMATS:
        (here / f"{name}.out").write_bytes((here / f"{name}.out").read_bytes().replace(b"\n", b"\r\n"))
    assert run(["check", *words]) == 1
    assert "report of vtexlint" not in capfd.readouterr().err


def test_a_report_with_a_line_of_somebody_else_s_is_no_report(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for name in ("text", "concise", "github"):
        assert run(["check", "--output", f"{name}=r"]) == 1
        with (here / "r").open("a") as file:
            file.write(f"VTEX_APP_TOKEN={TOKEN}\n")
        assert run(["check", "--output", f"{name}=r"]) == 2
        assert TOKEN in (here / "r").read_text()
        assert TOKEN not in capfd.readouterr().err
        (here / "r").unlink()


@pytest.mark.parametrize("second", ["r", "./r", "conf/../r", "link"])
def test_two_names_of_one_file(here: Path, second: str, capfd: pytest.CaptureFixture[str]) -> None:
    (here / "conf").mkdir()
    (here / "link").symlink_to("r")
    assert run(["check", "--output", "json=r", "--output", f"sarif={second}"]) == 2
    assert "another report is already written to r" in capfd.readouterr().err
    assert not (here / "r").exists()


def test_what_standard_output_is_appended_to_is_kept(here: Path) -> None:
    if not os.path.exists("/dev/stdout"):
        pytest.skip("no /dev/stdout")
    (here / "log").write_text("what was there\n")
    with (here / "log").open("ab") as log:
        subprocess.run([sys.executable, "-m", "vtexlint", "check", "--output", "gitlab=/dev/stdout"], stdout=log, check=False, timeout=60)
    assert (here / "log").read_text().startswith("what was there\nerror swapped-values")
    assert '"check_name": "swapped-values"' in (here / "log").read_text()


def test_a_rest_of_a_killed_run_is_not_in_the_way_and_a_failure_is_the_one_told(
    here: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (here / f".r.{os.getpid()}.tmp").touch()
    assert run(["check", "--output", "json=r"]) == 1

    def failing(*_: object) -> None:
        for rest in here.glob(".vtexlint-*"):
            shutil.rmtree(rest)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", failing)
    assert run(["check", "--output", "json=r"]) == 2
    assert "r: cannot be written: No space left on device" in capfd.readouterr().err


def test_an_unknown_format_suggests_the_nearest(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        run(["check", "--format", "gitlap"])
    assert caught.value.code == 2
    assert "did you mean gitlab?" in capfd.readouterr().err


def test_a_report_is_replaced_whole_and_keeps_its_mode(
    here: Path, tmp_path_factory: pytest.TempPathFactory, capfd: pytest.CaptureFixture[str]
) -> None:
    target = here / "real.json"
    assert run(["check", "--output", "json=real.json"]) == 1
    old = target.read_text()
    target.chmod(0o600)
    link = tmp_path_factory.mktemp("mine") / "link.json"
    link.symlink_to(target)
    (here / ".env").write_text("PORT=1\n")
    with target.open() as reader:
        assert run(["check", "--output", f"json={link}"]) == 0
        assert reader.read() == old != target.read_text()
    assert link.is_symlink()
    assert json.loads(target.read_text())["version"] == 1
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


@pytest.mark.skipif(not os.path.isdir("/sys/kernel"), reason="no directory in which not even root may make a file")
def test_a_directory_that_may_not_be_written(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--output", "json=/sys/vtexlint.json"]) == 2
    out, err = capfd.readouterr()
    assert "/sys/vtexlint.json: cannot be written:" in err
    assert "swapped-values" in out


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full")
def test_a_full_disk_is_told(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--output", "json=/dev/full"]) == 2
    out, err = capfd.readouterr()
    assert "/dev/full: cannot be written: No space left on device" in err
    assert "swapped-values" in out


def test_devices_and_pipes_are_written_to_not_replaced(here: Path) -> None:
    if not os.path.exists("/dev/stderr"):
        pytest.skip("no /dev/stderr")
    done = subprocess.run([sys.executable, "-m", "vtexlint", "check", "-q", "--output", "gitlab=/dev/stderr"], capture_output=True, text=True, check=False)  # fmt: skip
    assert json.loads(done.stderr)[0]["check_name"] == "swapped-values"
    os.mkfifo("pipe")
    reader = subprocess.Popen(["cat", "pipe"], stdout=subprocess.PIPE, text=True)
    assert run(["check", "--output", "gitlab=pipe"]) == 1
    assert json.loads(reader.communicate(timeout=20)[0])[0]["check_name"] == "swapped-values"
    assert stat.S_ISFIFO(os.stat("pipe").st_mode)


def test_ci_reports_tell_paths_below_the_repository_s_root(
    here: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    for name in ("objects", "refs"):
        (here / ".git" / name).mkdir(parents=True)
    (here / ".git/HEAD").write_text("ref: refs/heads/main\n")
    (here / "shop").mkdir()
    (here / "shop/b.env").write_text(BAD)
    monkeypatch.chdir(here / "shop")
    words = [word for name in ("gitlab", "github", "json") for word in ("--output", f"{name}={name}.out")]
    run(["check", "b.env", "../.env", "--ignore", "committed-secret,unprotected-secret", *words])
    assert [f["location"]["path"] for f in json.loads(Path("gitlab.out").read_text())] == [".env", "shop/b.env"]
    assert "file=shop/b.env," in Path("github.out").read_text()
    assert [f["path"] for f in json.loads(Path("json.out").read_text())["findings"]] == ["../.env", "b.env"]
