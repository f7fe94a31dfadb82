"""Which settings hold: the nearest upward from the file; and errors that name the file, the place, the key and the right one."""

import re
from pathlib import Path

import pytest

from tests.run import here
from vtexlint.project.config import Config, Configs
from vtexlint.project.effective_settings import RunOptions
from vtexlint.project.errors import ConfigError, TroubleError
from vtexlint.project.run import Session


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(name: str, text: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text)


def loaded(name: str) -> Config:
    return Configs(here(), name).of_file("x")


def fail_on(path: str) -> str:
    return Configs(here()).of_file(path).settings.fail_on


def test_the_nearest_file_upward_holds_and_the_dotted_name_comes_first() -> None:
    write("pyproject.toml", '[tool.vtexlint]\nfail-on = "error"\n')
    write("a/vtexlint.toml", 'fail-on = "info"\n')
    write("a/b/pyproject.toml", "[tool.other]\nx = 1\n")
    write("c/vtexlint.toml", 'fail-on = "info"\n')
    write("c/.vtexlint.toml", 'fail-on = "error"\n')
    assert fail_on(".env") == "error"
    assert fail_on("a/b/.env") == "info"
    assert fail_on("c/.env") == "error"
    assert Configs(here(), none=True).of_file("a/.env").settings.fail_on == "warning"


def test_a_pyproject_that_only_mentions_the_word_is_passed_over() -> None:
    write("pyproject.toml", '[project]\ndependencies = ["vtexlint"]\n')
    assert fail_on(".env") == "warning"


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("vtexlint.toml", 'a = 1\nfail_on = "error"\n', r"vtexlint\.toml:1:1: `a`: unknown setting `a`"),
        ("vtexlint.toml", 'fail_on = "error"\n', r"vtexlint\.toml:1:1: `fail_on`: unknown setting `fail_on`; did you mean `fail-on`\?"),
        ("vtexlint.toml", '\nfail-on = "fatal"\n', r"vtexlint\.toml:2:1: `fail-on`: one of error, warning, info is expected"),
        (
            "pyproject.toml",
            "[tool.vtexlint.severity]\nkey-casing = 3\n",
            r"pyproject\.toml:2:1: `severity\.key-casing`: one of error, warning, info",
        ),
        (
            "vtexlint.toml",
            "[tool.vtexlint]\n",
            r"vtexlint\.toml:1:2: `tool`: unknown setting `tool`; in this file, settings are at the top level",
        ),
        ("vtexlint.toml", "exclude = [1]\n", r"vtexlint\.toml:1:1: `exclude`: a list of strings is expected"),
        ("vtexlint.toml", "exclude = [\n", r"vtexlint\.toml:\d+:\d+: not valid TOML"),
        ("vtexlint.toml", 'max-file-size = "1 elephant"\n', r"vtexlint\.toml:1:1: `max-file-size`: a number of bytes"),
        ("pyproject.toml", "[tool]\nvtexlint = 3\n", r"pyproject\.toml: \[tool\.vtexlint\] must be a table"),
    ],
)
def test_an_error_names_the_file_the_place_and_the_key(name: str, text: str, message: str) -> None:
    write(name, text)
    with pytest.raises(ConfigError, match=message):
        Configs(here()).of_file(".env")


def test_settings_that_are_no_text_are_an_error() -> None:
    Path("vtexlint.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match=r"vtexlint\.toml: not valid TOML: it is not UTF-8 \(byte 1\)"):
        loaded("vtexlint.toml")
    with pytest.raises(ConfigError, match=r"nowhere\.toml: the settings cannot be read: No such file"):
        loaded("nowhere.toml")


@pytest.mark.parametrize(
    "setting", ['ignore = ["key-csing"]', '[severity]\nkey-csing = "error"', '[per-file-ignores]\n"*.json" = ["key-csing"]']
)
def test_a_rule_that_is_none_is_an_error_with_its_place_whatever_files_there_are(setting: str) -> None:
    write("vtexlint.toml", f"{setting}\n")
    write(".env", "PORT=1\n")
    told = r"vtexlint\.toml:\d+:\d+: unknown rule `key-csing`; did you mean `key-casing`\?"
    (trouble,) = Session(here(), RunOptions(paths=(".env",))).check_paths().troubles
    assert re.search(told, trouble)
    with pytest.raises(TroubleError, match=told):
        Session(here(), RunOptions(paths=(".env",), write_baseline=True)).check_paths()
    with pytest.raises(TroubleError, match=told):
        Session(here(), RunOptions(paths=(".env",), config="vtexlint.toml")).check_paths()


def test_what_is_shown_can_be_read_back() -> None:
    write("vtexlint.toml", 'exclude = ["a", "ü\\"b"]\n[per-file-ignores]\n"*.json" = ["key-casing"]\n')
    shown = Session(here(), RunOptions(paths=(".",))).effective.show_settings()
    assert re.match(r"# settings file: /.*/vtexlint\.toml\n", shown)
    write("again/vtexlint.toml", shown)
    assert loaded("again/vtexlint.toml").settings == loaded("vtexlint.toml").settings


def test_settings_that_are_no_file_are_an_error() -> None:
    Path("vtexlint.toml").symlink_to("nowhere.toml")
    with pytest.raises(ConfigError, match=r"vtexlint\.toml: the settings file is not a regular file"):
        Configs(here()).of_file(".env")
