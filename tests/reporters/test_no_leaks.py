"""No report shows a run of any secret: every case through every reporter."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.case_files import FILES, FOLDERS, case_id, lint_folder
from tests.examples import examples
from tests.fake import KEY, TOKEN, token
from tests.run import check, filled
from vtexlint.cli.main import run as run_command
from vtexlint.linter.baseline import entries_of, render, silenced
from vtexlint.linter.report import LintResult
from vtexlint.reporters.style import Style
from vtexlint.reporters.table import FORMATS, reporter

ALPHABETIC = re.compile(r"[A-Z]{12,}")


def reports(path: str, data: str | bytes) -> dict[str, str]:
    return reports_of(check(path, data, state="tracked", snippets=True))


def reports_of(outcome: LintResult) -> dict[str, str]:
    reports = {name: reporter(name)(outcome, Style(colour=True, statistics=True)) for name in FORMATS}
    # a report that tells suppressed findings holds no more of them; nor does a baseline
    hidden = silenced(outcome, frozenset(finding.fingerprint for finding in outcome.findings))
    assert hidden.findings == ()
    reports |= {f"{name}, suppressed": reporter(name)(hidden, Style(colour=True, statistics=True)) for name in FORMATS}
    return reports | {"baseline": render(entries_of(outcome.findings, str))}


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_case_leaks(folder: str) -> None:
    text = "\n".join(filled(path.read_bytes()).decode("utf-8", "replace") for path in FILES if case_id(path).startswith(f"{folder}/"))
    secrets = {run for run in re.findall(r"[A-Za-z]{40,}", text) if not run.startswith("vtexappkey")}
    pieces = {secret[at : at + 7] for secret in secrets for at in range(0, len(secret) - 6, 3)}
    for name, report in reports_of(lint_folder(folder)).items():
        assert [piece for piece in pieces if piece in report] == [], name


@pytest.mark.parametrize(
    "text",
    [
        f"VTEX_APP_KEY={TOKEN}\nVTEX_APP_TOKEN={KEY}\nDB_PASSWORD=Hunter2Hunter2Hunter2\n",
        f"{TOKEN}={KEY}\nVTEX_APP_KEY={TOKEN}\n",
        f"# {TOKEN}\nVTEX_APP_KEY='{TOKEN[:64]} {TOKEN[64:]}'\n",
        f"VTEX_APP_KEY=x{TOKEN}\nVTEX_APP_TOKEN={TOKEN}{TOKEN}\n",
        f"VTEX_APP_TOKEN_{TOKEN}={TOKEN}\nVTEX_APP_KEY={TOKEN}\n",
        f"VTEX_APP_TOKEN=password {TOKEN[:100]}\nVTEX_APP_KEY=Hunter2Hunter2Hunter2\n",
        f"# vtexlint: ignore[{TOKEN}]\nVTEX_APP_TOKEN={TOKEN}\n",
    ],
)
def test_awkward_places_do_not_leak(text: str) -> None:
    for name, report in reports(".env", text).items():
        assert not ALPHABETIC.search(report), name
        assert "Hunter2" not in report, name


@examples(150)
@given(
    st.lists(st.sampled_from(["VTEX_APP_KEY", "VTEX_APP_TOKEN", "OTHER", "# VTEX_APP_TOKEN", TOKEN[:70]]), min_size=1, max_size=5),
    st.sampled_from(
        [TOKEN, TOKEN[:100], TOKEN.lower(), f" {TOKEN}", f'"{TOKEN}"', f"${{X:-{TOKEN}}}", f"<{TOKEN}>", f"{TOKEN[:70]} {TOKEN[70:]}"]
    ),
    st.sampled_from(["=", " = ", ": "]),
    st.sampled_from([".env", "a.yaml", "a.toml", "a.json", "a.txt"]),
)
def test_no_arrangement_leaks(names: list[str], value: str, separator: str, path: str) -> None:
    text = "".join(f"{name}{separator}{value}\n" for name in names)
    for name, report in reports(path, text).items():
        assert not ALPHABETIC.search(report), name
        assert TOKEN[:10].lower() not in report, name


def test_other_vendors_values_on_a_shown_line_are_left_out() -> None:
    text = json.dumps({"db": {"password": "Tr0ub4dor-and-3"}, "vtexAppKey": token(1), "vtexAppToken": KEY})
    assert all("Tr0ub4dor" not in report for report in reports("a.json", text).values())


def test_hostile_names_come_out_harmless() -> None:
    text = json.dumps({"vtex\x1b[31m\u202e\nAppKey": TOKEN, "vtexAppToken": KEY})
    for report in reports("a\x1b[2J\n.json", text).values():
        plain = re.sub(r"\x1b\[[0-9;]*m", "", report)
        assert "\x1b" not in plain
        assert "\u202e" not in plain


@pytest.mark.parametrize(
    "settings_text",
    [
        'select = ["{}"]',
        "{} = 1",
        "[{}]\nx = 1",
        'loaders = ["{}"]',
        '[severity]\n{} = "error"',
        '[per-file-ignores]\n"*" = ["{}"]',
        '[severity]\nkey-casing = "{}"',
    ],
)
@pytest.mark.parametrize("secret", [TOKEN, TOKEN[:40], "sk_live_4eC39HqLyjWDarjtT1zdp7dcXYZ"])
def test_settings_errors_do_not_leak(
    settings_text: str, secret: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("vtexlint.toml").write_text(settings_text.replace("{}", secret) + "\n")
    Path(".env").write_text("X=1\n")
    assert run_command(["check", ".env"]) == 2
    assert run_command(["check", "--no-config", "--select", secret]) == 2
    told = "".join(capsys.readouterr())
    assert not ALPHABETIC.search(told)
    assert secret[-20:] not in told


def test_settings_that_hold_a_token_are_shown_without_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("vtexlint.toml").write_text(f'external-accounts = ["{TOKEN}"]\nexclude = ["{TOKEN}"]\n')
    assert run_command(["check", "--show-settings"]) == 0
    assert not ALPHABETIC.search(capsys.readouterr().out)
