"""`--now` is the time that rules about time go by."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests import fake
from vtexlint import api
from vtexlint.cli.main import run
from vtexlint.cli.options import parse_fast

ALIVE, DEAD = "2026-01-15", "2026-01-16T00:01"


def rules(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[tuple[str, str]]:
    run(["check", "--format", "json", *arguments])
    found = json.loads(capsys.readouterr().out)["findings"]
    return [(one["rule"], one["severity"]) for one in found]


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_session_token(capsys: pytest.CaptureFixture[str]) -> None:
    Path(".env").write_text(f"VTEX_AUTH_TOKEN={fake.session(ends='2026-01-16')}\n")
    assert rules(capsys, "--now", ALIVE, ".env") == []
    assert rules(capsys, "--now", DEAD, ".env") == [("session-token", "error")]
    assert rules(capsys, "--now", ALIVE, "--assume-tracked", ".env") == [("session-token", "error")]
    assert rules(capsys, "--now", DEAD, "--assume-tracked", ".env") == [("session-token", "info")]


def test_the_message_names_the_date(capsys: pytest.CaptureFixture[str]) -> None:
    Path(".env").write_text(f"VTEX_AUTH_TOKEN={fake.session(ends='2026-01-16')}\n")
    for arguments in (["--now", DEAD], ["--now", ALIVE, "--assume-tracked"], ["--now", DEAD, "--assume-tracked"]):
        run(["check", *arguments, ".env"])
        assert "2026-01-16 00:00 UTC" in capsys.readouterr().out


def test_a_jwt_in_a_field_of_the_pair(capsys: pytest.CaptureFixture[str]) -> None:
    Path(".env").write_text(f"VTEX_APP_KEY={fake.KEY}\nVTEX_APP_TOKEN={fake.session(ends='2026-01-16')}\n")
    for now, words in ((ALIVE, "expires on 2026-01-16"), (DEAD, "expired on 2026-01-16")):
        run(["check", "--now", now, ".env"])
        out = capsys.readouterr().out
        assert words in out
        assert "session-token" not in out


def test_the_age_of_a_token(capsys: pytest.CaptureFixture[str]) -> None:
    Path("keys.csv").write_text(f"keyName,creationDateToken\n{fake.KEY},2026-01-01\n")
    Path(".env").write_text(f"VTEX_APP_KEY={fake.KEY}\nVTEX_APP_TOKEN={fake.TOKEN}\n")
    assert ("stale-token", "warning") not in rules(capsys, "--account", "fakestore=keys.csv", "--now", "2026-04-01", ".env")
    assert ("stale-token", "warning") in rules(capsys, "--account", "fakestore=keys.csv", "--now", "2026-04-02", ".env")


def test_the_python_interface() -> None:
    text = f"VTEX_AUTH_TOKEN={fake.session(ends='2026-01-16')}\n"
    Path(".env").write_text(text)
    for now, expected in ((datetime(2026, 1, 15, tzinfo=UTC), []), (datetime(2026, 1, 17, tzinfo=UTC), ["session-token"])):
        assert [one.rule for one in api.check_text(text, now=now)] == expected
        assert [one.rule for one in api.check_paths(".env", now=now)] == expected


@pytest.mark.parametrize("text", ["2026-01-15", "2026-01-15T00:00", "2026-01-15T00:00:00Z", "2026-01-14T21:00-03:00"])
def test_forms(text: str) -> None:
    options = parse_fast(["--now", text])
    assert options is not None
    assert options.now == datetime(2026, 1, 15, tzinfo=UTC).timestamp()


def test_what_is_no_date(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(["check", "--now", "tomorrow"])
    assert ended.value.code == 2
    assert "2026-01-15T10:00" in capsys.readouterr().err
