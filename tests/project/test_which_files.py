"""docs/which-files.md: each row of its table is what the code does."""

import json
import re
from pathlib import Path

import pytest

from tests.fake import KEY, TOKEN
from tests.gitrepo import Repo
from tests.paths import ROOT
from vtexlint.cli.main import run
from vtexlint.lsp.session import EditorSession
from vtexlint.rules.names import SECRET_RULES

# a space after the key: reported only in full; a public name: reported wherever the file is read
TEXT = f"NEXT_PUBLIC_VTEX_APP_KEY={KEY} \nNEXT_PUBLIC_VTEX_APP_TOKEN={TOKEN}\n"
LINES = (ROOT / "docs/which-files.md").read_text().splitlines()
ROWS = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in LINES if line.startswith("|") and "---" not in line][1:]
NAMES = ("a.env", "code.ts")


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repo:
    made = Repo(tmp_path / "repo", init=False)
    made.path.mkdir()
    monkeypatch.chdir(made.path)
    return made


def prepare(repo: Repo, directory: str, state: str) -> list[str]:
    """The two files in a directory and a state of git; their paths."""
    paths = [f"{directory}{name}" for name in NAMES]
    for path in paths:
        (repo.path / path).parent.mkdir(exist_ok=True)
        (repo.path / path).write_text(TEXT)
    if state != "outside git":
        repo.git("init", "-q")
    if state == "ignored":
        ignored = ["out/"] if directory == "out/" else paths
        (repo.path / ".gitignore").write_text("".join(f"{one}\n" for one in ignored))
    elif state in ("tracked", "staged"):
        repo.git("add", "-f", *paths)
    if state == "tracked":
        repo.git("commit", "-qm", "x")
    return paths


def level(rules: set[str]) -> str:
    if not rules:
        return "not read"
    return "searched" if rules <= SECRET_RULES | {"client-exposed-secret"} else "in full"


def secret_rule(rules: set[str]) -> str:
    return "".join(rules & SECRET_RULES) or "none"


def checked(arguments: list[str], paths: list[str], capsys: pytest.CaptureFixture[str]) -> list[set[str]]:
    run(["check", "--format", "json", *arguments])
    findings = json.loads(capsys.readouterr().out)["findings"]
    return [{finding["rule"] for finding in findings if finding["path"] == path} for path in paths]


def edited(paths: list[str], root: Path) -> list[set[str]]:
    found = []
    for path in paths:
        verdict = EditorSession().check(str(root / path), TEXT, None, str(root))
        found.append({finding.rule for finding in verdict.findings} if verdict else set())
    return found


@pytest.mark.parametrize("row", ROWS, ids=[f"{row[0]}, {row[1]}".replace("`", "") for row in ROWS])
def test_a_row_is_what_the_code_does(row: tuple[str, ...], repo: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    how, state, config, other, rule = row
    directory = "node_modules/" if "node_modules" in how else "out/" if "that git ignores" in how else ""
    paths = prepare(repo, directory, state)
    if how == "editor":
        rules = edited(paths, repo.path)
    elif how.startswith("named"):
        rules = checked(paths, paths, capsys)
    else:
        options = re.findall(r"--[a-z-]+", how)
        if "scope" in how:
            (repo.path / "vtexlint.toml").write_text('scope = "config"\n')
        rules = checked(options, paths, capsys)
    assert [level(one) for one in rules] == [config, other]
    if config == "not read":
        assert rule == "none"
    else:
        assert {secret_rule(one) for one, told in zip(rules, (config, other), strict=True) if told != "not read"} == {rule}


def test_the_table_has_every_state() -> None:
    assert len(ROWS) >= 20
    assert {row[1] for row in ROWS} == {"tracked", "staged", "untracked", "ignored", "outside git"}


def test_a_binary_file_stays_searched_with_full(repo: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    repo.git("init", "-q")
    for name in ("a.dat", "b.dat", "c.env"):
        text = "x" if name == "b.dat" else f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}\n"
        (repo.path / name).write_bytes(b"vtex\0\0" + text.encode())
    repo.git("add", ".")
    found = checked(["--full"], ["a.dat", "b.dat", "c.env"], capsys)
    assert found == [{"committed-secret"}, set(), {"committed-secret", "unreadable-file"}]
