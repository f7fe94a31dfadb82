"""`vtexlint init` in a repository that uses lefthook."""

from pathlib import Path

import pytest
import tomli
import yaml

from tests import clients
from vtexlint.cli.init import lefthook_config
from vtexlint.cli.init.shell_hook import ANYWHERE
from vtexlint.cli.main import run

COMMAND = {"run": ANYWHERE}
YAML = [
    ("", {"pre-commit": {"commands": {"vtexlint": COMMAND}}}),
    ("# ours\npre-push:\n  jobs: []\n", {"pre-push": {"jobs": []}, "pre-commit": {"commands": {"vtexlint": COMMAND}}}),
    ("pre-commit:", {"pre-commit": {"commands": {"vtexlint": COMMAND}}}),
    (
        "pre-commit: # ours\n    parallel: true\n    commands: # these\n        # first\n        lint:\n            run: a\n# end\n",
        {"pre-commit": {"parallel": True, "commands": {"vtexlint": COMMAND, "lint": {"run": "a"}}}},
    ),
    (
        "pre-commit:\r\n  jobs:\r\n  # first\r\n  - run: a # lint\r\n  - name: b\r\n    run: b\r\n",
        {"pre-commit": {"jobs": [{"name": "vtexlint"} | COMMAND, {"run": "a"}, {"name": "b", "run": "b"}]}},
    ),
    (
        "pre-commit:\n  scripts:\n    a.sh:\n      runner: sh",
        {"pre-commit": {"commands": {"vtexlint": COMMAND}, "scripts": {"a.sh": {"runner": "sh"}}}},
    ),
    ("pre-commit:\n  commands:\n", {"pre-commit": {"commands": {"vtexlint": COMMAND}}}),
]


pytestmark = pytest.mark.usefixtures("no_trial")


@pytest.mark.parametrize(("text", "wanted"), YAML)
def test_a_command_is_added_and_the_rest_is_kept(text: str, wanted: object) -> None:
    after = lefthook_config.with_command("lefthook.yml", text)
    assert after is not None
    assert yaml.safe_load(after) == wanted
    lines = iter(after.splitlines())
    assert all(line in lines for line in text.splitlines())  # in their order
    assert ("\r\n" in text) == ("\n" not in after.replace("\r\n", ""))
    assert lefthook_config.calls("lefthook.yml", after)
    assert not lefthook_config.calls("lefthook.yml", text)


@pytest.mark.parametrize("text", ["", '# ours\n[pre-commit.commands.lint]\nrun = "a"\n', '[[pre-commit.jobs]]\nrun = "a"'])
def test_toml(text: str) -> None:
    after = lefthook_config.with_command("lefthook.toml", text)
    assert after is not None
    assert after.startswith(text)
    assert tomli.loads(after)["pre-commit"]["commands"]["vtexlint"] == COMMAND
    assert lefthook_config.calls("lefthook.toml", after)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("lefthook.json", "{}"),
        ("lefthook.yml", "["),
        ("lefthook.yml", "- a\n"),
        ("lefthook.yml", "{pre-commit: {commands: {a: {run: b}}}}\n"),
        ("lefthook.yml", "pre-commit: {commands: {a: {run: b}}}\n"),
        ("lefthook.yml", "pre-commit:\n  jobs: [{run: a}]\n"),
        ("lefthook.yml", "pre-commit: &a\n  jobs:\n  - run: a\npre-push: *a\n"),
        ("lefthook.yml", "pre-commit:\n  commands:\n    vtexlint:\n      run: other\n"),
        ("lefthook.toml", "pre-commit = 1\n"),
        ("lefthook.toml", "["),
    ],
)
def test_what_is_not_certain_is_left_alone_and_the_lines_are_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str, text: str
) -> None:
    monkeypatch.chdir(tmp_path)
    clients.run(tmp_path, "git", "init", "-q", ".", environment=clients.environment())
    (tmp_path / name).write_text(text)
    assert run(["init", "-y"]) == 1
    assert (tmp_path / name).read_text() == text
    out = capsys.readouterr().out
    assert "was not changed: its format is not supported" in out
    assert f"          run: {ANYWHERE}\n" in out
    assert not (tmp_path / ".git/hooks/pre-commit").exists()


def test_lefthook_that_is_not_installed_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    clients.run(tmp_path, "git", "init", "-q", ".", environment=clients.environment())
    (tmp_path / "lefthook.yml").write_text("# ours\n")
    for _ in range(2):
        assert run(["init", "-y"]) == 1
        assert (tmp_path / "lefthook.yml").read_text() == f"# ours\n\n{lefthook_config.BLOCK}"
        assert "`lefthook install`" in capsys.readouterr().out
    hook = tmp_path / ".git/hooks/pre-commit"
    hook.write_text('#!/bin/sh\ncall_lefthook run "pre-commit" "$@"\n')
    hook.chmod(0o755)
    assert run(["init", "-y"]) == 0
