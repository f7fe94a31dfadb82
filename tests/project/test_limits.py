"""What is too large is reported with its size, the limit and what to do; nothing is passed over in silence."""

import io
import sys
from pathlib import Path

import pytest

from tests.fake import KEY, TOKEN
from tests.run import check
from vtexlint.cli.main import run as run_command
from vtexlint.lsp.session import EditorSession
from vtexlint.parsers import parse as parsing
from vtexlint.parsers.formats import format_of
from vtexlint.parsers.yaml import aliases
from vtexlint.project import read_file

PAIR = f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}\n"


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = run_command(["check", "--assume-tracked", *arguments])
    return status, *capsys.readouterr()


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text(PAIR)
    return tmp_path


@pytest.mark.parametrize(
    ("name", "content", "arguments", "limit", "remedy"),
    [
        ("vtexlint.toml", "#" * 2_000_000, [], "1,048,576", "move the settings to"),
        ("pyproject.toml", "#" * 2_000_000 + "\n[tool.vtexlint]\n", [], "1,048,576", "move the settings to"),
        ("other.toml", "#" * 2_000_000, ["--config", "other.toml"], "1,048,576", "move the settings to"),
        ("base.json", " " * 17_000_000, ["--baseline", "base.json"], "16,777,216", "exclude the generated files"),
        ("account.json", " " * 17_000_000, ["--account", "account.json"], "16,777,216", "save the account's answers in several files"),
    ],
)
def test_an_error_with_size_limit_and_remedy(
    here: Path, capsys: pytest.CaptureFixture[str], name: str, content: str, arguments: list[str], limit: str, remedy: str
) -> None:
    (here / name).write_text(content)
    status, out, error = run(capsys, *arguments, ".env")
    assert status == 2
    assert (out == "") == bool(name in ("other.toml", "base.json"))  # the others do not keep the files from being checked
    assert f"{name}: the " in error
    assert f"has {len(content):,} bytes, more than the limit of {limit}: {remedy}" in error


def test_a_large_pyproject_of_others_is_none_of_ours(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "pyproject.toml").write_text("#" * 2_000_000)
    assert run(capsys, ".env")[0] == 1


def test_standard_input(here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "vtexlint.toml").write_text('max-file-size = "1KiB"\n')
    for fix in ([], ["--fix"]):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PAIR.encode() * 10)))
        status, out, error = run(capsys, *fix, "-", "--stdin-filename", ".env")
        assert (status, out) == (2, "")
        assert "larger than 1,024 bytes" in error


def test_a_document_of_an_editor(here: Path) -> None:
    (here / "vtexlint.toml").write_text('max-file-size = "1KiB"\n')
    verdict = EditorSession().check(str(here / "a.env"), PAIR * 10, None, str(here))
    assert verdict is not None
    assert [finding.rule for finding in verdict.findings] == ["unreadable-file"]
    assert "limit of 1,024 bytes" in verdict.findings[0].message


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (".env", "A=\n" * 200),
        ("a.json", f'[{"1," * 200}{{"vtexAppKey": "{KEY}", "vtexAppToken": "{TOKEN}"}}]'),
        ("a.jsonl", "0\n" * 200),
        ("a.json5", "[1] " + "/**/" * 200),
        ("a.yaml", "- a\n" * 200),
        ("a.toml", f"a = [{'1,' * 200}]\n"),
        ("a.txt", "a=b;" * 200),
        ("a.ini", "a=\r" * 200),
    ],
)
def test_too_many_values(path: str, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "MAX_VALUES", 150)
    text += f"\n# {TOKEN}\n"
    found = check(path, text, state="tracked").findings
    assert {finding.rule for finding in found} == {"unreadable-file", "committed-secret"}
    assert "more than the limit of 150, and was only searched for appTokens" in found[0].message
    assert format_of("a.json") == "json"
    assert "unreadable-file" not in [f.rule for f in check(path, text[:100], state="tracked").findings]


ANCHORED = "a: &a {{vtexAppKey: {key}, b: {{c: 1, d: 2}}}}\nb:\n"


@pytest.mark.parametrize(
    "line",
    ["- *a\n", "- {<<: *a}\n", "- {<<: [*a, *a]}\n", "- {b: {<<: *a}}\n", "- [*a]\n"],
    ids=["alias", "merge", "list", "inner", "nested"],
)
def test_aliases_that_repeat_too_much(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aliases, "MAX_REPEATED", 200)
    text = ANCHORED.format(key=KEY)
    found = check("a.yaml", text + line * 100).findings
    assert found[0].rule == "unreadable-file"
    assert "repeats more than" in found[0].message
    assert "missing-token" in [finding.rule for finding in found]
    assert "unreadable-file" not in [finding.rule for finding in check("a.yaml", text + line * 5).findings]


def test_long_values_count_by_their_length(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aliases, "MAX_REPEATED", 200)
    for text in (f"a: &a '{'x' * 3200}'\nvtex:\n", f"a: &a {{b: '{'x' * 3200}'}}\nvtex:\n"):
        assert [finding.rule for finding in check("a.yaml", text + "- *a\n").findings] == []
        assert [finding.rule for finding in check("a.yaml", text + "- *a\n- *a\n").findings] == ["unreadable-file"]


def test_a_bomb_inside_a_string_is_reported_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aliases, "MAX_REPEATED", 20)
    inner = "".join(f"    {line}\n" for line in (ANCHORED.format(key=KEY) + "- *a\n" * 20).splitlines())
    assert "unreadable-file" in [finding.rule for finding in check("a.yaml", f"data:\n  a.yaml: |\n{inner}").findings]


def test_the_limits_are_those_of_the_page() -> None:
    page = (Path(__file__).parents[2] / "docs/speed.md").read_text()
    assert f"| {parsing.MAX_VALUES:,} |" in page
    assert f"| {aliases.MAX_REPEATED:,};" in page
    assert f"| {read_file.SETTINGS_LIMIT >> 20} MiB |" in page
    assert f"| {read_file.BASELINE_LIMIT >> 20} MiB," in page
    assert f"| {read_file.SNAPSHOT_LIMIT >> 20} MiB;" in page
