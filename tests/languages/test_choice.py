"""Which language is used: the option, the variable, the settings, the user's own ones, the locale; on Windows, the system's."""

import ctypes
import io
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.fake import KEY, TOKEN
from vtexlint.cli.console import spoken
from vtexlint.cli.main import run
from vtexlint.languages import windows
from vtexlint.languages.codes import from_environment, language_named
from vtexlint.reporters.table import FORMATS


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("pt", "pt-BR"), ("pt-BR", "pt-BR"), ("pt_BR.UTF-8", "pt-BR"), ("PT-br", "pt-BR"), ("pt_PT@euro", "pt-BR"), ("es", "es"), ("es-419", "es"), ("es_MX.utf8", "es"),
        ("en", "en"), ("en_GB", "en"), ("", None), ("fr_FR", None), ("portuguese", None), ("pseudo", None), ("C", None), ("esx", None),
    ],
)  # fmt: skip
def test_the_names_of_languages(name: str, language: str | None) -> None:
    assert language_named(name) == language


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, "en"), ({"LANG": "pt_BR.UTF-8"}, "pt-BR"), ({"LANG": "fr_FR.UTF-8"}, "en"), ({"LANG": "C.UTF-8"}, "en"),
        ({"LC_ALL": "es_AR.UTF-8", "LC_MESSAGES": "pt_BR", "LANG": "en_US"}, "es"), ({"LC_MESSAGES": "pt_BR.UTF-8", "LANG": "es_ES"}, "pt-BR"),
        ({"LC_ALL": "", "LANG": "es_ES"}, "es"), ({"LC_CTYPE": "es_ES"}, "en"),
        ({"LANGUAGE": "pt_BR:en", "LANG": "es_ES"}, "pt-BR"), ({"LANGUAGE": "fr:es", "LANG": "pt_BR"}, "es"), ({"LANGUAGE": "fr:en:es", "LANG": "pt_BR"}, "en"),
        ({"LANGUAGE": "fr", "LANG": "pt_BR"}, "en"), ({"LANGUAGE": "pt_BR", "LANG": "C"}, "en"), ({"LANGUAGE": "pt_BR", "LC_ALL": "POSIX", "LANG": "es_ES"}, "en"),
    ],
)  # fmt: skip
def test_the_locale(environ: Mapping[str, str], language: str) -> None:
    assert from_environment(environ) == language


class Kernel:
    """kernel32 as the two calls see it: a list of languages, or none; a display language."""

    def __init__(self, listed: str, display: int) -> None:
        self.listed = listed
        self.display = display

    def GetUserPreferredUILanguages(self, flags: int, count: Any, names: Any, size: Any) -> int:
        assert flags == 8
        if not self.listed:
            return 0
        size._obj.value = len(self.listed) + 1
        count._obj.value = self.listed.count("\0")
        if names is not None:
            names[: len(self.listed) + 1] = self.listed + "\0"
        return 1

    def GetUserDefaultUILanguage(self) -> int:
        return self.display


@pytest.mark.parametrize(
    ("listed", "display", "names"),
    [("pt-BR\0en-US\0", 0x0409, ["pt-BR", "en-US"]), ("", 0x0416, ["pt"]), ("", 0x580A, ["es"]), ("", 0x0409, ["en"]), ("", 0x0407, [])],
)
def test_windows_is_asked_by_its_own_calls(listed: str, display: int, names: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "windll", type("windll", (), {"kernel32": Kernel(listed, display)}), raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    assert windows.preferred() == names
    first = names[0] if names else ""
    assert from_environment({}, windows=True) == (language_named(first) or "en")
    assert from_environment({"LANG": "es_ES"}, windows=True) == "es"


def test_other_systems_are_not_asked() -> None:
    assert sys.platform == "win32" or windows.preferred() == []


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".env").write_text(f"VTEX_APP_KEY={TOKEN}\nVTEX_APP_TOKEN={KEY}\n")
    own = tmp_path / "own/vtexlint"
    own.mkdir(parents=True)
    for name in ("XDG_CONFIG_HOME", "APPDATA"):
        monkeypatch.setenv(name, str(own.parent))
    project = tmp_path / "project"
    project.mkdir()
    (tmp_path / ".env").rename(project / ".env")
    monkeypatch.chdir(project)
    return project


@pytest.mark.parametrize(
    ("option", "variable", "project", "own", "locale", "language", "is_asked"),
    [
        ("es", "pt", "en", "en", "pt_BR", "es", True),
        ("", "pt", "es", "es", "es_ES", "pt-BR", True),
        ("", "", "es", "pt-BR", "pt_BR", "es", True),
        ("", "", "", "pt-BR", "es_ES", "pt-BR", True),
        ("", "", "", "", "es_ES.UTF-8", "es", False),
        ("", "", "", "", "", "en", False),
        ("", "xx", "", "", "es_ES", "es", False),
        ("en", "", "es", "es", "es_ES", "en", True),
    ],
)
@pytest.mark.parametrize("command", [("check",), ("rules",), ("check", "--format", "json"), ("explain", "key-casing")], ids=" ".join)
def test_what_goes_before_what(
    here: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], command: tuple[str, ...], option: str, variable: str, project: str, own: str,
    locale: str, language: str, is_asked: bool,
) -> None:  # fmt: skip
    if project:
        (here / "vtexlint.toml").write_text(f'language = "{project}"\n')
    if own:
        (here.parent / "own/vtexlint/vtexlint.toml").write_text(f'language = "{own}"\n')
    monkeypatch.setenv("VTEXLINT_LANG", variable)
    monkeypatch.setenv("LANG", locale)
    run([*command, *(("--lang", option) if option else ())])
    assert (spoken.language, spoken.is_asked) == (language, is_asked)
    err = capfd.readouterr().err
    assert ("VTEXLINT_LANG" in err) == (variable == "xx")


@pytest.mark.parametrize(
    ("arguments", "begins"),
    [
        (["--lang", "es"], "vtexlint encuentra"), (["--lang=es", "--help"], "vtexlint encuentra"), (["--lang", "es", "explain", "key-casing"], "key-casing (error, corrección"),
        (["--lang=pt", "explain", "key-casing"], "key-casing (erro, correção"), (["explain", "--lang", "es", "key-casing", "--lang", "pt"], "key-casing (erro, correção"),
    ],
)  # fmt: skip
def test_the_option_may_come_before_the_command(here: Path, capfd: pytest.CaptureFixture[str], arguments: list[str], begins: str) -> None:
    assert run(arguments) == 0
    assert capfd.readouterr().out.startswith(begins)


@pytest.mark.parametrize("answer", ["s", "sim", "y", "yes", ""])
def test_questions_are_answered_in_the_language(
    here: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    stdin = io.StringIO(f"{answer}\nn\n")
    stdin.isatty = lambda: True  # type: ignore[method-assign]
    monkeypatch.setattr(sys, "stdin", stdin)
    run(["init", "--lang", "pt-BR"])
    assert "Gravar vtexlint.toml? [S/n]" in capfd.readouterr().out
    assert (here / "vtexlint.toml").exists()


@pytest.mark.parametrize("form", FORMATS)
def test_the_locale_changes_reports_for_people_alone(
    here: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], form: str
) -> None:
    reports = []
    for locale in ("en_US.UTF-8", "pt_BR.UTF-8"):
        monkeypatch.setenv("LANG", locale)
        assert run(["check", "--format", form]) == 1
        reports.append(capfd.readouterr().out)
    assert (reports[0] != reports[1]) == (form in ("text", "html"))


def test_each_report_of_a_run_has_its_language(here: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("LANG", "pt_BR.UTF-8")
    assert run(["check", "--format", "json", "--output", "text=report.txt", "--output", "concise=report.out"]) == 1
    assert json.loads(capfd.readouterr().out)["findings"][0]["rule"] == "swapped-values"
    text, concise = ((here / name).read_text("utf-8") for name in ("report.txt", "report.out"))
    assert text.startswith("erro swapped-values")
    assert " error swapped-values " in concise
    assert run(["check", "--output", "text=report.txt", "--lang", "es"]) == 1  # it is known as a report in each language
    assert run(["check", "--output", "text=report.txt", "--lang", "en"]) == 1
    assert (here / "report.txt").read_text("utf-8").startswith("error swapped-values")


def test_settings_that_cannot_be_used_have_no_say(here: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    (here / "vtexlint.toml").write_text("language = ")
    (here.parent / "own/vtexlint/vtexlint.toml").write_text("x = 1\n")
    monkeypatch.setenv("LANG", "es_ES")
    assert run(["rules"]) == 0
    assert (spoken.language, capfd.readouterr().err) == ("es", "")
    assert run(["check"]) == 2
    assert "vtexlint.toml:1" in capfd.readouterr().err


@pytest.mark.parametrize(
    "arguments", [["check", "--", "--lang=es"], ["check", "--lang"], ["rules", "--lang="], ["explain", "--lang", "fr", "x"]]
)
def test_what_is_no_choice_of_a_language(here: Path, capfd: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    with pytest.raises(SystemExit) if "--" not in arguments else pytest.MonkeyPatch.context():
        run(arguments)
    assert spoken.language == "en"
    assert capfd.readouterr().err


def test_nothing_of_languages_is_imported_for_english(here: Path) -> None:
    import subprocess

    code = "import sys; from vtexlint.cli.main import run; run(['check']); print(*sys.modules, file=sys.stderr)"
    for locale, number in (("en_US.UTF-8", 0), ("C", 0), ("", 0), ("pt_BR.UTF-8", 3)):
        done = subprocess.run(
            [sys.executable, "-I", "-c", f"import sys; sys.path[:0] = {sys.path!r}; {code}"],
            env={"LANG": locale},
            capture_output=True,
            text=True,
            check=True,
        )
        found = [name for name in done.stderr.splitlines()[-1].split() if name.startswith(("vtexlint.languages", "gettext"))]
        assert (len(found) > 0) == (number > 0), found
