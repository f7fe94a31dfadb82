"""`vtexlint init` offers a baseline where there are findings today."""

from pathlib import Path

import pytest
import tomli

from tests.cli import terminal
from tests.fake import KEY, TOKEN
from tests.gitrepo import Repo
from vtexlint.cli.init import baseline_offer, command
from vtexlint.cli.init.trial import Trial
from vtexlint.cli.main import run

NAME = ".vtexlint-baseline.json"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with two findings: one token in a committed file, one pair that is not complete."""
    repo = Repo(tmp_path / "project")
    repo.add("config/prod.env", f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}\n")
    repo.add("shop.yaml", f"vtex:\n  appKey: {KEY}\n")
    repo.commit()
    monkeypatch.chdir(repo.path)
    monkeypatch.setattr(command, "tried", lambda root: Trial("refused"))
    return repo.path


def test_yes_is_not_a_yes_to_the_baseline(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["init", "-y"]) == 0
    out = capsys.readouterr().out
    assert "`vtexlint check` reports 2 findings here today." in out
    assert "1 of them is an appToken in a file that git tracks" in out
    assert "`vtexlint init --baseline`" in out
    assert not (here / NAME).exists()


@pytest.mark.parametrize("settings", [None, "pyproject.toml", "vtexlint.toml"])
def test_the_option_records_them_and_check_uses_it(here: Path, capsys: pytest.CaptureFixture[str], settings: str | None) -> None:
    if settings:
        (here / settings).write_text(
            '# ours\n[tool.vtexlint] # these\nscope = "all"\n' if "py" in settings else '# ours\n\n[per-file-ignores]\n"a" = []\n'
        )
    assert run(["check"]) == 1
    assert run(["init", "-y", "--baseline"]) == 0
    assert run(["check"]) == 0
    text = (here / (settings or "vtexlint.toml")).read_text()
    assert f'baseline = "{NAME}"\n' in text
    before = (here / NAME).read_bytes()
    capsys.readouterr()
    assert run(["init", "-y", "--baseline"]) == 0
    assert "findings here today" not in capsys.readouterr().out
    assert ((here / NAME).read_bytes(), (here / (settings or "vtexlint.toml")).read_text()) == (before, text)


def test_a_dry_run_says_so_and_writes_nothing(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["init", "--dry-run", "--baseline"]) == 0
    assert "reports 2 findings" in capsys.readouterr().out
    assert not (here / NAME).exists()


def test_nothing_is_offered_where_there_is_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    repo = Repo(tmp_path / "empty")
    monkeypatch.chdir(repo.path)
    monkeypatch.setattr(command, "tried", lambda root: Trial("refused"))
    assert run(["init", "-y", "--baseline"]) == 0
    assert "baseline" not in capsys.readouterr().out
    assert not (repo.path / NAME).exists()


@pytest.mark.parametrize(("answer", "recorded"), [("sí", True), ("sim", True), ("y", True), ("", False), ("maybe", False)])
def test_at_a_terminal_it_asks(here: Path, answer: str, recorded: bool) -> None:
    _, out, _ = terminal.run("init", "--no-trial", cwd=here, answers=f"y\ny\ny\n{answer}\n")
    assert f"Record them in {NAME}? [y/N]" in out
    assert ("counts as no" in out) == (answer == "maybe")
    assert (here / NAME).exists() == recorded


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("", "+"),
        ("# a\n# b\n\nscope = 'all'\n", "# a\n# b\n\n+scope = 'all'\n"),
        ("scope = 'all'\r\n[per-file-ignores]\r\n", "+scope = 'all'\r\n[per-file-ignores]\r\n"),
        ("# only", None),
        ("[", None),
    ],
)
def test_the_settings_keep_the_rest(text: str, after: str | None) -> None:
    made = baseline_offer.with_baseline(text, is_pyproject=False)
    if after is None:
        assert made is None or tomli.loads(made) == {"baseline": NAME}
        return
    newline = "\r\n" if "\r\n" in text else "\n"
    assert made == after.replace("+", f'baseline = "{NAME}"{newline}')


def test_an_inline_table_is_left_to_the_user() -> None:
    assert baseline_offer.with_baseline("[tool]\nvtexlint = { scope = 'all' }\n", is_pyproject=True) is None
