"""`vtexlint check`, as people and programs run it."""

import io
import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.cli.checked import ERROR, INFO, WARNING, check, vtexlint
from tests.fake import KEY, TOKEN


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


class TestExitStatus:
    @pytest.mark.parametrize(
        ("name", "text", "rule", "statuses"),
        [
            (".env", ERROR, "surrounding-whitespace", {"error": 1, "warning": 1, "info": 1}),
            (".env", WARNING, "duplicate-name", {"error": 0, "warning": 1, "info": 1}),
            ("a.yaml", INFO, "unfilled-placeholder", {"error": 0, "warning": 0, "info": 1}),
            (".env", "PORT=1\n", "", {"error": 0, "warning": 0, "info": 0}),
        ],
    )
    def test_by_severity(
        self, here: Path, capfd: pytest.CaptureFixture[str], name: str, text: str, rule: str, statuses: dict[str, int]
    ) -> None:
        (here / name).write_text(text)
        for least, status in statuses.items():
            assert check("--fail-on", least) == status
            assert rule in capfd.readouterr().out
        assert check() == statuses["warning"]
        (here / "vtexlint.toml").write_text('fail-on = "error"\n')
        assert check() == statuses["error"]
        assert check("--exit-zero") == 0
        assert rule in capfd.readouterr().out

    def test_2_outranks_1_and_the_findings_are_printed(self, here: Path, capfd: pytest.CaptureFixture[str]) -> None:
        (here / ".env").write_text(ERROR)
        assert check(".env", "absent.env") == 2
        captured = capfd.readouterr()
        assert "surrounding-whitespace" in captured.out
        assert captured.err == "vtexlint: absent.env: this file or directory does not exist\n"
        assert check("--exit-zero", ".env", "absent.env") == 2

    @pytest.mark.parametrize("settings", ["", "max-file-size = 10"])
    def test_zero_is_not_for_a_file_that_was_not_read(self, here: Path, capfd: pytest.CaptureFixture[str], settings: str) -> None:
        (here / "vtexlint.toml").write_text(settings)
        (here / "n.env").write_bytes(b"VTEX_APP_KEY=x" + (b"" if settings else b"\0"))
        told = " not read, which --exit-zero does not excuse\n"
        assert check("n.env") == 1
        assert told not in capfd.readouterr().err
        assert check("--exit-zero", "n.env") == check("--exit-zero", "--fix", "n.env") == 2
        captured = capfd.readouterr()
        assert "unreadable-file" in captured.out
        assert captured.err == f"vtexlint: n.env was{told}" * 2
        (here / "o.env").write_bytes((here / "n.env").read_bytes())
        assert check("--exit-zero", ".") == 2
        assert capfd.readouterr().err == f"vtexlint: 2 files were not read, n.env first,{told[10:]}"
        for accepted in ('[severity]\nunreadable-file = "info"', 'exclude = ["n.env", "o.env"]'):
            (here / "vtexlint.toml").write_text(f"{settings}\n{accepted}\n")
            assert check("--exit-zero", ".") == 0

    @pytest.mark.parametrize(
        ("arguments", "told"),
        [
            (["--formt", "json"], "did you mean --format?"),
            (["--output-format=github"], "did you mean --format?"),
            (["--report-path", "x"], "did you mean --output?"),
            (["--exit-zer"], "did you mean --exit-zero?"),
            (["--format", "jsn"], "did you mean json?"),
            (["--format=concice"], "did you mean concise?"),
            (["--fail-on", "eror"], "did you mean error?"),
            (["--color", "alway"], "did you mean always?"),
            (["--select", "swaped-values"], "did you mean `swapped-values`?"),
            (["--extend-select", "key_casing"], "did you mean `key-casing`?"),
            (["--ignore", "empty-values"], "did you mean `empty-value`?"),
            (["--select", "zzz"], "`vtexlint rules` lists them all"),
            (["--jobs", "0"], "number from 1 to 256"),
            (["--format"], "expected one argument"),
            (["--config", "absent.toml"], "absent.toml: the settings cannot be read"),
            (["--config", "a", "--no-config"], "--isolated uses none"),
            (["--full", "--scope", "config"], "choose one"),
            (["-", ".env"], "cannot be combined with other paths"),
            (["--stdin-filename", ".env"], "add - to read it"),
            (["--stdin-filename", ".env", "."], "add - to read it"),
            (["--stdin-filename", ".env", "--staged"], "add - to read it"),
            (["--select", ""], "--select is empty"),
            (["--select", ","], "--select is empty"),
            (["--select="], "--select is empty"),
            (["--since", "2024-01-01"], "--since is an option of `vtexlint history`"),
            (["--unsafe-fixes"], "--unsafe-fixes does nothing alone: add --fix"),
            (["--show-files", "--fix"], "--show-files checks nothing and writes no report, so --fix has no effect"),
            (["--show-files", "--format", "json"], "so --format json has no effect"),
            (["--show-settings", "--output", "json=x"], "--show-settings checks nothing and writes no report, so --output has no effect"),
            (["--show-settings", "--show-files"], "so --show-settings has no effect"),
            (
                ["--statistics", "--format", "json"],
                "--statistics has no effect on the format json; it counts in these: text, concise, github, azure",
            ),
            (["--diff", "--write-baseline"], "cannot be combined with --write-baseline"),
            (["--diff", "--output", "json=x"], "cannot be combined with --output"),
            (["--diff", "--format", "json"], "cannot be combined with --format json"),
            (["--diff", "--fix", "--format=concise"], "cannot be combined with --format concise"),
        ],
    )
    def test_wrong_usage_is_told_in_one_line_with_the_nearest_right_word(
        self, here: Path, capfd: pytest.CaptureFixture[str], arguments: list[str], told: str
    ) -> None:
        assert check(*arguments) == 2
        captured = capfd.readouterr()
        assert captured.out == ""
        assert told in captured.err
        assert captured.err.startswith("vtexlint: ")
        assert captured.err.count("\n") == 1

    @pytest.mark.parametrize(
        ("settings", "place", "told"),
        [
            ("ignroe = []", ":1:1:", "did you mean `ignore`?"),
            ('ignore = ["empty-values"]', ":1:12:", "did you mean `empty-value`?"),
            ('[per-file-ignores]\n"a" = ["key-case"]', ":2:9:", "did you mean `key-casing`?"),
            ('[severity]\nempty-valeu = "info"', ":2:1:", "did you mean `empty-value`?"),
            ('[severity]\nempty-value = "inof"', ":2:1:", "info"),
            ('fail-on = "fatal"', ":1:1:", "error, warning, info"),
            ("a = ", ":1:", "not valid TOML"),
        ],
    )
    def test_wrong_settings_name_file_place_and_the_nearest_right_word(
        self, here: Path, capfd: pytest.CaptureFixture[str], settings: str, place: str, told: str
    ) -> None:
        (here / "vtexlint.toml").write_text(settings)
        assert check() == 2
        captured = capfd.readouterr()
        assert f"vtexlint.toml{place}" in captured.err
        assert told in captured.err


class TestReport:
    def test_quiet_prints_the_findings_alone(self, here: Path, capfd: pytest.CaptureFixture[str]) -> None:
        (here / ".env").write_text(ERROR)
        assert check("-q") == 1
        captured = capfd.readouterr()
        assert "surrounding-whitespace" in captured.out
        assert "errors in" not in captured.out
        (here / ".env").write_text("")
        assert check("--quiet") == 0
        captured = capfd.readouterr()
        assert (captured.out, captured.err) == ("", "")

    def test_statistics_count_by_rule(self, here: Path, capfd: pytest.CaptureFixture[str]) -> None:
        for name in ("a.env", "b.env"):
            (here / name).write_text(ERROR)
        check("--statistics", "--format", "concise")
        assert re.search(r"^surrounding-whitespace +2$", capfd.readouterr().out, re.MULTILINE)
        assert check("--statistics", "--format", "json", "--output", "text=x.txt") == 1
        assert re.search(r"^surrounding-whitespace +2$", (here / "x.txt").read_text(), re.MULTILINE)

    def test_the_rule_with_the_most_findings_is_counted_first(self, here: Path, capfd: pytest.CaptureFixture[str]) -> None:
        (here / "a.env").write_text(f"VTEX_APP_KEY={KEY}\n")
        for name in ("b.env", "c.env"):
            (here / name).write_text(f"VTEX_APP_KEY={KEY} \nVTEX_APP_TOKEN={TOKEN} \n")
        check("--statistics", "--format", "concise", "--select", "missing-token,surrounding-whitespace", "--assume-tracked")
        counts = re.findall(r"^([a-z-]+) +(\d+)$", capfd.readouterr().out, re.MULTILINE)
        assert counts == [("surrounding-whitespace", "4"), ("missing-token", "1")]

    def test_show_files_lists_what_would_be_read(self, here: Path, capfd: pytest.CaptureFixture[str]) -> None:
        for name in (".env", "a.yaml", "b.py", "node_modules/c.json", "d/e.json", "legacy/f.json"):
            (here / name).parent.mkdir(exist_ok=True)
            (here / name).write_text(ERROR)
        assert check("--show-files", "--exclude", "legacy/") == 0
        assert capfd.readouterr().out.split() == [".env", "a.yaml", "d/e.json"]
        assert check("--show-files", "absent") == 2

    def test_show_settings_tells_what_is_in_force_and_from_where(self, here: Path, capfd: pytest.CaptureFixture[str]) -> None:
        assert check("--show-settings", "--ignore", "key-casing") == 0
        assert 'ignore = ["key-casing"]' in capfd.readouterr().out
        (here / "vtexlint.toml").write_text('exclude = ["x"]\n')
        assert check("--show-settings") == 0
        out = capfd.readouterr().out
        assert str(here / "vtexlint.toml") in out
        assert 'exclude = ["x"]' in out

    @pytest.mark.parametrize("order", [("a.env", "b.env"), ("b.env", "a.env"), (".", "b.env")])
    def test_any_order_of_paths_prints_the_same_bytes(self, here: Path, capfd: pytest.CaptureFixture[str], order: tuple[str, ...]) -> None:
        for name in ("a.env", "b.env"):
            (here / name).write_text(ERROR)
        check("--format", "concise", "--jobs", "2", *order)
        lines = capfd.readouterr().out.splitlines()
        assert [line.partition(":")[0] for line in lines if "whitespace" in line] == ["a.env", "b.env"]

    def test_options_and_paths_in_any_order_and_form(self, here: Path, capfd: pytest.CaptureFixture[str]) -> None:
        (here / ".env").write_text(ERROR)
        seen = set()
        for words in (["--format", "concise", ".env"], [".env", "--format", "concise"], ["--format=concise", "--", ".env"]):
            assert check(*words) == 1
            seen.add(capfd.readouterr().out)
        assert len(seen) == 1

    @pytest.mark.parametrize("name", ["--x", "-odd.env", "--format", "-q", "--", "--help"])
    @pytest.mark.parametrize("words", [[], ["--format", "concise"], ["--format=concise"], ["-q", "--color=never", ".env"]])
    def test_behind_two_dashes_everything_is_a_path(
        self, here: Path, capfd: pytest.CaptureFixture[str], name: str, words: list[str]
    ) -> None:
        for path in (name, ".env"):
            (here / path).write_text(ERROR)
        assert check(*words, "--", name) == 1
        out = capfd.readouterr().out
        assert f"{name}:1:14" in out
        assert (" .env:1:14" in f" {out}") is (".env" in words)

    def test_an_empty_list_of_what_to_leave_out_leaves_nothing_out(self, here: Path, capfd: pytest.CaptureFixture[str]) -> None:
        (here / ".env").write_text(ERROR)
        assert check("--ignore", "", "--exclude", ",", "--extend-select", "") == 1
        assert "surrounding-whitespace" in capfd.readouterr().out

    @pytest.mark.parametrize("words", [[], ["--staged"]])
    def test_show_files_shows_hostile_names_as_escapes(self, here: Path, words: list[str]) -> None:
        name = "\x1b[2J\n##[error]x\n日.env"
        (here / name).write_text(ERROR)
        subprocess.run("git init -q && git add .", shell=True, cwd=here, check=True)
        done = vtexlint("check", "--show-files", *words, cwd=here, env=os.environ | {"PYTHONIOENCODING": "cp1252"})
        assert (done.returncode, done.stderr) == (0, b"")
        assert done.stdout == rb"\x1b[2J\n#\x23[error]x\n\u65e5.env" + b"\n"


class TestStandardInput:
    def judged(self, monkeypatch: pytest.MonkeyPatch, data: bytes, *arguments: str) -> int:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
        return check("-", *arguments)

    def test_it_goes_by_the_name_that_is_given(
        self, here: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        text = f'{{"vtex": {{"appKey": "{KEY} ", "appToken": null}}}}'.encode()
        assert self.judged(monkeypatch, text, "--stdin-filename", "conf/a.json", "--format", "concise") == 1
        assert "conf/a.json:1:22: error surrounding-whitespace" in capfd.readouterr().out
        assert not (here / "conf").exists()

    def test_without_a_name_the_content_tells_the_format(
        self, here: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert self.judged(monkeypatch, ERROR.encode(), "--format", "concise") == 1
        assert "-:1:14: info surrounding-whitespace" in capfd.readouterr().out

    def test_without_a_name_it_is_not_a_file_that_git_could_add(
        self, here: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        subprocess.run(["git", "init", "-q"], cwd=here, check=True)
        text = f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}\n".encode()
        assert self.judged(monkeypatch, text) == 0
        assert self.judged(monkeypatch, text, "--stdin-filename", "x.env", "--format", "concise") == 1
        assert "x.env:2:16: warning unprotected-secret" in capfd.readouterr().out

    def test_settings_of_its_name_hold(self, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (here / "vtexlint.toml").write_text('[per-file-ignores]\n"x/*" = ["surrounding-whitespace", "missing-token"]\n')
        assert self.judged(monkeypatch, ERROR.encode(), "--stdin-filename", "x/.env") == 0
        assert self.judged(monkeypatch, ERROR.encode(), "--stdin-filename", "y/.env") == 1


def test_a_crash_shows_where_and_no_value(here: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        value = TOKEN
        raise ValueError(f"bad {value} {KEY}x")

    monkeypatch.setattr("vtexlint.linter.lint.suppressions", broken)
    (here / ".env").write_text(f"VTEX_APP_TOKEN={TOKEN}\n")
    assert check() == 2
    captured = capfd.readouterr()
    assert TOKEN not in captured.out + captured.err
    assert KEY not in captured.out + captured.err
    assert captured.err.startswith("vtexlint: .env: vtexlint failed on this file (ValueError at test_check.py:")
    assert "unreadable-file: could not be checked" in captured.out
    assert "Traceback" not in captured.err
