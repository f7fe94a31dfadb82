"""What the page asks of vtexlint: the same answers as the command line's, without values."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests import fake
from tests.cli.planted import DOCUMENTS, PAIR, SETTINGS, SNAPSHOTS, faults
from vtexlint.cli.main import run
from vtexlint.settings import LANGUAGES
from web import bridge

Ask = Callable[..., Any]
BAD = f'VTEX_APP_KEY="{fake.KEY} "\nVTEX_APP_TOKEN={fake.TOKEN[:127]}\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "check"


@pytest.fixture
def ask(tmp_path: Path, folder: Path) -> Ask:
    checker = bridge.Checker(str(folder), str(tmp_path / "fixed"))
    checker.clear({})
    answer = bridge.answering(bridge.answers(checker))
    return lambda what, **given: json.loads(answer(json.dumps({"ask": what, **given})))


def pasted(tmp_path: Path, text: str) -> str:
    path = tmp_path / "pasted"
    path.write_text(text)
    return str(path)


def test_a_finding_has_a_masked_frame(ask: Ask, tmp_path: Path) -> None:
    found = ask("check", text=pasted(tmp_path, BAD))
    assert [one["rule"] for one in found["findings"]] == ["surrounding-whitespace", "malformed-token"]
    frame = found["findings"][0]["frames"][0]
    assert frame["pieces"] == ['VTEX_APP_KEY="', "<key, 28 characters>", '"']
    assert (frame["path"], frame["line"], frame["column"]) == ("-", 1, 15)
    assert found["totals"] == "2 errors in 1 config file; 2 credentials, 1 pair"
    assert found["fixable"] == 1


def test_a_clean_text(ask: Ask, tmp_path: Path) -> None:
    found = ask("check", text=pasted(tmp_path, f"VTEX_APP_KEY={fake.KEY}\nVTEX_APP_TOKEN={fake.TOKEN}\n"))
    assert (found["findings"], found["troubles"], found["fixable"], found["pairs"]) == ([], [], 0, 1)


@pytest.mark.parametrize("text", ["hello\n", f"{fake.KEY}\n{fake.TOKEN}\n"])
def test_a_text_without_a_pair_is_not_a_clean_one(ask: Ask, tmp_path: Path, text: str) -> None:
    """The page says so, because little was checked."""
    found = ask("check", text=pasted(tmp_path, text))
    assert (found["findings"], found["pairs"]) == ([], 0)


def test_the_format_that_is_chosen_goes_before_the_content(ask: Ask, tmp_path: Path) -> None:
    text = pasted(tmp_path, f"appKey: '{fake.KEY} '\nappToken: {fake.TOKEN}\n")
    assert ask("check", text=text, format="yaml")["findings"][0]["rule"] == "surrounding-whitespace"
    assert ask("check", text=text, format="toml")["findings"][0]["rule"] == "syntax-error"


def test_another_language(ask: Ask, tmp_path: Path) -> None:
    found = ask("check", text=pasted(tmp_path, BAD), language="pt-BR")
    assert found["findings"][0]["word"] == "erro"
    assert found["findings"][1]["frames"][0]["pieces"][1] == "<token, 127 letras>"


def test_no_answer_has_a_value(ask: Ask, tmp_path: Path) -> None:
    texts = json.dumps([ask("check", text=pasted(tmp_path, BAD)), ask("fix"), ask("support"), ask("report", format="json")])
    assert "AAAAAA" not in texts
    assert fake.TOKEN[:12] not in texts


def test_support_gets_no_key_where_a_report_names_it(ask: Ask, tmp_path: Path) -> None:
    text = pasted(tmp_path, f"VTEX_APP_KEY={fake.key('otherstore')}\nVTEX_APP_TOKEN={fake.TOKEN}\nVTEX_ACCOUNT=fakestore\n" * 2)
    found = ask("check", text=text, name=".env")
    assert found["findings"]
    support = ask("support")["report"]
    assert "AAAAAA" not in support
    assert support.count("\n| ") == len(found["findings"]) + 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_planted_is_not_shown(ask: Ask, folder: Path, language: str) -> None:
    """Tokens, keys and sessions in values, in names of fields, files and folders, in comments, settings and snapshots."""
    for below, planted in {"shop": DOCUMENTS, "shop/snapshots": SNAPSHOTS, "shop/settings": SETTINGS}.items():
        for name, text in planted.items():
            path = folder / below / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode("utf-8", "surrogateescape"))
    (folder / f"{fake.KEY}.env").write_text(PAIR)
    snapshots = [f"shop/snapshots/{name}" for name in SNAPSHOTS]
    found = ask("check", paths=["shop", f"{fake.KEY}.env"], accounts=snapshots, language=language)
    assert len(found["findings"]) > 60
    assert found["troubles"]
    support = ask("support", language=language)["report"]
    assert support.count("\n| ") == len(found["findings"]) + 1
    shown = [support, ask("report", format="text", language=language)["report"], ask("report", format="json")["report"]]
    ask("check", paths=["shop", f"{fake.KEY}.env"], language=language)  # with a broken snapshot nothing is fixed
    fixed = ask("fix", language=language)
    assert fixed["files"]
    answers = [*_texts(found), *_texts([{**file, "name": "", "at": ""} for file in fixed["files"]]), *_texts(fixed["notes"])]
    for text in [*shown, *answers]:
        assert faults(text) == []
        assert fake.session()[:40] not in text
    assert "AAAAAA" not in support


def _texts(answer: Any) -> list[str]:
    if isinstance(answer, dict):
        return [text for value in answer.values() for text in _texts(value)]
    if isinstance(answer, list):
        return [text for value in answer for text in _texts(value)]
    return [answer] if isinstance(answer, str) else []


def test_the_fixed_text_is_where_the_answer_says(ask: Ask, tmp_path: Path) -> None:
    ask("check", text=pasted(tmp_path, BAD))
    (file,) = ask("fix")["files"]
    assert file["path"] == "-"
    assert Path(file["at"]).read_text() == BAD.replace(' "', '"')


def test_files_and_folders_are_checked_as_on_a_disk(
    ask: Ask, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, text in {"shop/.env": BAD, "shop/a.py": "x = 1\n", "b.json": "{}", "vtexlint.toml": 'ignore = ["malformed-token"]\n'}.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)
    found = ask("check", paths=["shop", "b.json"])
    assert [(one["rule"], one["frames"][0]["path"]) for one in found["findings"]] == [("surrounding-whitespace", "shop/.env")]
    monkeypatch.chdir(folder)
    run(["check", "--format", "json", "shop", "b.json"])
    assert json.loads(ask("report", format="json")["report"]) == json.loads(capsys.readouterr().out)
    assert [one["path"] for one in ask("fix")["files"]] == ["shop/.env"]
    assert (folder / "shop/.env").read_text() == BAD  # what was dropped stays as it is


def test_what_settings_leave_out_is_said_without_an_option(ask: Ask, folder: Path) -> None:
    (folder / "shop").mkdir()
    (folder / "vtexlint.toml").write_text('exclude = ["b.env"]\n')
    for name in ("a.env", "b.env"):
        (folder / "shop" / name).write_text(BAD)
    (note,) = ask("check", paths=["shop"])["notes"]
    assert note == "not read: 1 file excluded by vtexlint.toml"


def test_an_account_snapshot(ask: Ask, folder: Path, tmp_path: Path) -> None:
    (folder / "keys.json").write_text(json.dumps([{"appKey": fake.key(suffix="BBBBBB"), "isActive": True}]))
    text = pasted(tmp_path, f"VTEX_APP_KEY={fake.KEY}\nVTEX_APP_TOKEN={fake.TOKEN}\n")
    assert "unknown-key" not in {one["rule"] for one in ask("check", text=text)["findings"]}
    assert "unknown-key" in {one["rule"] for one in ask("check", text=text, accounts=["keys.json"])["findings"]}


def test_what_cannot_be_checked_is_said(ask: Ask, folder: Path, tmp_path: Path) -> None:
    (folder / "keys.json").write_text("{")
    found = ask("check", text=pasted(tmp_path, BAD), accounts=["keys.json"], language="es")
    assert "keys.json" in "".join(found["troubles"])
    assert found["findings"]  # without the snapshot
    assert "9999" in ask("check", paths=["gone-9999"])["troubles"][0]


def test_nothing_is_left_after_clear(ask: Ask, folder: Path, tmp_path: Path) -> None:
    (folder / "a.env").write_text(BAD)
    ask("check", paths=["a.env"])
    ask("fix")
    ask("clear")
    assert not list(folder.iterdir())
    assert not list((tmp_path / "fixed").iterdir())
    assert ask("report", format="json") == {"report": ""}


def test_each_sample_has_a_safe_fix(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    found: list[int] = []

    class Watched(bridge.Checker):
        def check(self, question: bridge.Question) -> bridge.Answer:
            answer = super().check(question)
            found.append(answer["fixable"])
            return answer

    monkeypatch.setattr(bridge, "Checker", Watched)
    monkeypatch.setattr(bridge, "FOLDER", str(tmp_path / "f"))
    monkeypatch.setattr(bridge, "FIXED", str(tmp_path / "g"))
    for number in range(len(bridge.SAMPLES)):
        bridge.warm(number)
    assert all(found)
    assert len(found) == len(bridge.SAMPLES)
