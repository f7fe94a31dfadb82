"""`--write-baseline` and `--baseline`, as a team with old faults runs them."""

import io
import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.fake import KEY, TOKEN, token
from vtexlint.cli.main import run

SWAPPED = f"VTEX_APP_KEY={TOKEN}\nVTEX_APP_TOKEN={KEY}\n"
PAIR = f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}\n"
NAME = ".vtexlint-baseline.json"


class Project:
    """A directory, and `vtexlint check` in it."""

    def __init__(self, root: Path, capfd: pytest.CaptureFixture[str]) -> None:
        self.root = root
        self._capfd = capfd
        self.out = self.err = ""

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def check(self, *words: str) -> int:
        status = run(["check", "--format", "concise", "--assume-tracked", *words])
        self.out, self.err = self._capfd.readouterr()
        return status

    def entries(self, name: str = NAME) -> list[tuple[str, str]]:
        return [(entry["path"], entry["rule"]) for entry in json.loads((self.root / name).read_text())["findings"]]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Project:
    monkeypatch.chdir(tmp_path)
    for name in ("objects", "refs"):
        (tmp_path / ".git" / name).mkdir(parents=True)
    (tmp_path / ".git/HEAD").write_text("ref: refs/heads/main\n")
    made = Project(tmp_path, capfd)
    made.write(".env", SWAPPED)
    made.write("config/prod.env", PAIR)
    return made


ALL = [(".env", "committed-secret"), (".env", "swapped-values"), ("config/prod.env", "committed-secret")]


def test_adopting(project: Project) -> None:
    assert project.check() == 1
    assert project.check("--write-baseline") == 0
    assert project.out == ""
    assert "3 known findings (3 added, 0 pruned)" in project.err
    assert "it takes effect only with --baseline .vtexlint-baseline.json or `baseline` in the settings" in project.err
    assert project.entries() == ALL
    assert project.check("--baseline", NAME) == 0
    assert (project.out, project.err) == ("", "")
    project.write("new.env", SWAPPED.replace(TOKEN, token(1)))
    assert project.check("--baseline", NAME) == 1
    assert [line.split(":")[0] for line in project.out.splitlines()] == ["new.env", "new.env"]
    assert project.check() == 1  # nothing is in force unasked
    assert "config/prod.env" in project.out


def test_two_runs_write_the_same_bytes_and_a_baseline_has_no_finding_itself(project: Project) -> None:
    project.check("--write-baseline")
    first = (project.root / NAME).read_bytes()
    project.write(".env", "# one more line\n" + SWAPPED)
    assert project.check("--write-baseline") == 0
    assert (project.root / NAME).read_bytes() == first
    assert project.check("--select", "committed-secret,syntax-error", NAME) == 0
    assert TOKEN[:8].encode() not in first


def test_fixed_entries_are_told_and_pruned(project: Project) -> None:
    project.check("--write-baseline")
    project.write(".env", "")
    (project.root / "config/prod.env").unlink()
    assert project.check("--baseline", NAME) == 0
    assert project.err == f"vtexlint: note: {NAME}: 3 entries of the baseline are fixed: --write-baseline prunes them\n"
    assert project.check("--baseline", NAME, "--quiet") == 0
    assert project.err == ""
    assert project.check("--baseline", NAME, "--write-baseline") == 0
    assert "0 known findings (0 added, 3 pruned)" in project.err
    assert (project.root / NAME).read_text() == '{\n  "version": 2,\n  "findings": []\n}\n'


@pytest.mark.parametrize(
    "words", [["config"], ["config/prod.env"], ["--select", "key-casing"], ["--stdin-filename", "x.env", "-"], ["--exclude", ".env"]]
)
def test_what_a_run_does_not_cover_is_neither_fixed_nor_pruned(project: Project, words: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    project.check("--write-baseline")
    stdin = io.TextIOWrapper(io.BytesIO())
    monkeypatch.setattr("sys.stdin", stdin)
    project.write(".env", "")
    assert project.check("--baseline", NAME, *words) == 0
    assert project.err == ""
    assert project.check("--baseline", NAME, "--write-baseline", *words) == 0
    assert project.entries() == ALL


def test_a_run_over_one_file_adds_to_the_baseline(project: Project) -> None:
    project.check("--write-baseline", "config")
    assert project.entries() == ALL[2:]
    project.check("--write-baseline", ".env")
    assert project.entries() == ALL


def test_a_moved_file_stays_known_and_a_copy_is_new(project: Project) -> None:
    project.check("--write-baseline")
    (project.root / "config").rename(project.root / "settings")
    for words in ([], ["settings/prod.env"]):
        assert project.check("--baseline", NAME, *words) == 0
    assert project.err == ""
    project.write("other/prod.env", PAIR)
    project.check("--baseline", NAME, "--write-baseline", "settings", "other")
    assert (project.root / NAME).read_text().count('prod.env", "rule": "committed-secret"') == 2
    project.write("third/prod.env", PAIR)
    for words in ([], ["third/prod.env"]):
        assert project.check("--baseline", NAME, *words) == 1
        assert project.out.startswith("third/prod.env:2:16: error committed-secret")
        assert project.out.count("\n") == 1


@pytest.mark.parametrize("where", ["config", "/"])
def test_the_current_directory_does_not_matter(project: Project, where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    project.check("--write-baseline")
    monkeypatch.chdir(project.root / where)
    assert project.check("--baseline", str(project.root / NAME), str(project.root)) == 0
    assert (project.out, project.err) == ("", "")
    assert project.check("--baseline", str(project.root / NAME), "--write-baseline", str(project.root)) == 0
    assert project.entries() == ALL


def test_the_settings_name_it(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.write("vtexlint.toml", 'baseline = "ci/known.json"\n')
    project.write("ci/README", "")
    assert project.check() == 2
    assert "ci/known.json: the baseline cannot be opened" in project.err
    assert "to create it: vtexlint check --write-baseline --baseline ci/known.json" in project.err
    assert project.check("--write-baseline") == 0
    assert project.entries("ci/known.json") == ALL
    assert project.check() == 0
    monkeypatch.chdir(project.root / "config")
    assert project.check() == 0
    assert project.check("prod.env", "../.env") == 0
    monkeypatch.chdir("/")
    assert project.check(str(project.root)) == 0
    assert project.check("--no-config", str(project.root)) == 1


def test_json_counts_known_findings_and_sarif_marks_them(project: Project) -> None:
    project.check("--write-baseline")
    assert project.check("--baseline", NAME, "--output", "json=out/x", "--output", "sarif=x.sarif") == 2  # no directory out/
    assert project.check("--baseline", NAME, "--output", "json=x.out", "--output", "sarif=x.sarif") == 0
    report = json.loads((project.root / "x.out").read_text())
    assert (report["findings"], report["summary"]["suppressed"], report["summary"]["errors"]) == ([], 3, 0)
    results = json.loads((project.root / "x.sarif").read_text())["runs"][0]["results"]
    assert [result["suppressions"][0]["kind"] for result in results] == ["external"] * 3


def test_an_unreadable_file_hides_behind_no_baseline(project: Project) -> None:
    project.check("--write-baseline")
    project.write("config/prod.env", "VTEX_APP_KEY=\0")
    assert project.check("--write-baseline") == 1
    assert "unreadable-file" in project.out
    assert project.entries() == ALL  # nobody saw that the secret is gone
    assert project.check("--baseline", NAME, "--ignore", "unreadable-file") == 0
    assert project.err == ""


def test_a_run_that_is_not_whole_writes_no_baseline(project: Project) -> None:
    assert project.check("--write-baseline", ".", "absent") == 2
    assert f"{NAME}: not written, because the run was incomplete" in project.err
    assert not (project.root / NAME).exists()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (None, "the baseline cannot be opened: No such file or directory; to create it: vtexlint check --write-baseline --baseline b.json"),
        (
            "<<<<<<< HEAD\n",
            "b.json: line 1, column 1: this is not JSON; fix it (it may contain merge markers), or delete it",
        ),
        (
            '{"version": 9, "findings": []}',
            "b.json: `version`: written by a newer vtexlint (9); this one reads up to 2: upgrade vtexlint\n",
        ),
        ("\udcff", "b.json: this is not JSON: it is not UTF-8"),
    ],
)
def test_a_broken_baseline_is_told_with_the_remedy(project: Project, text: str | None, told: str) -> None:
    if text is not None:
        (project.root / "b.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    assert project.check("--baseline", "b.json") == 2
    assert told in project.err
    assert project.out == ""
    if text is not None:  # what may be somebody's file is not written over
        assert project.check("--baseline", "b.json", "--write-baseline") == 2
        assert (project.root / "b.json").read_bytes() == text.encode("utf-8", "surrogateescape")


@pytest.mark.parametrize("name", ["config", "nowhere/b.json"])
def test_a_place_where_none_can_be(project: Project, name: str) -> None:
    assert project.check("--baseline", name, "--write-baseline") == 2
    assert name in project.err
    assert project.out == ""


def test_with_git_itself(project: Project) -> None:
    shutil.rmtree(project.root / ".git")

    def git(*words: str) -> None:
        subprocess.run(["git", "-c", "user.name=x", "-c", "user.email=x@x", *words], cwd=project.root, check=True, capture_output=True)

    git("init", "-q")
    git("add", ".")
    assert run(["check", "--write-baseline"]) == 0
    assert project.entries() == ALL
    git("rm", "-q", "--cached", "config/prod.env")
    project.write(".gitignore", "prod.env\n")
    assert run(["check", "--baseline", NAME]) == 0
    assert project.check("--baseline", NAME) == 0


CUT = f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN[:127]}\n"


def test_a_damaged_token_is_known_by_a_salted_digest(project: Project) -> None:
    project.write("cut.env", CUT)
    assert project.check("--write-baseline") == 0
    first = json.loads((project.root / NAME).read_text())
    assert len(first["salt"]) == 32
    assert [("value" in entry) for entry in first["findings"] if entry["path"] == "cut.env"] == [True, True]
    assert project.check("--write-baseline") == 0
    assert json.loads((project.root / NAME).read_text()) == first  # the salt is kept
    project.write("cut.env", CUT.replace(TOKEN[:127], token(1)[:127]))
    assert project.check("--baseline", NAME) == 1
    assert project.out.count("cut.env") == 2
    (project.root / NAME).unlink()
    project.write("cut.env", CUT)
    assert project.check("--write-baseline") == 0
    assert json.loads((project.root / NAME).read_text())["salt"] != first["salt"]


def test_version_1_is_read_and_converted(project: Project) -> None:
    project.write("cut.env", CUT)
    project.check("--write-baseline")
    table = json.loads((project.root / NAME).read_text())
    table["version"] = 1
    table.pop("salt")
    for entry in table["findings"]:
        entry.pop("value", None)
    (project.root / NAME).write_text(json.dumps(table))
    assert project.check("--baseline", NAME) == 0
    assert project.err == ""
    assert project.check("--baseline", NAME, "--write-baseline") == 0
    assert "(0 added, 0 pruned); converted from format version 1 to 2\n" in project.err
    assert json.loads((project.root / NAME).read_text())["version"] == 2
    assert '"value"' in (project.root / NAME).read_text()
