"""By what a file is judged must not hang on where vtexlint is started, nor on the order of the paths."""

import subprocess
from pathlib import Path

import pytest

from tests.run import here
from vtexlint.linter.references import Reference
from vtexlint.project.effective_settings import RunOptions
from vtexlint.project.errors import TroubleError
from vtexlint.project.run import RunResult, Session


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(name: str, text: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text)


def run(*paths: str) -> RunResult:
    return Session(here(), RunOptions(paths=paths or (".",))).check_paths()


def localize(*paths: str) -> list[tuple[str, str]]:
    return sorted((Path(f.location.path).name, f.rule) for f in run(*paths).outcome.findings)


@pytest.mark.parametrize("marked", ["git", "settings"])
def test_folders_say_the_same_from_wherever_it_is_started(marked: str, monkeypatch: pytest.MonkeyPatch) -> None:
    write("vtex/.env", "APP_KEY=abc123defgh45\nAPP_TOKEN=defgh12345zz\n")
    write("tests/.env.local", "VTEX_APP_KEY=changeme\nVTEX_APP_TOKEN=changeme\n")
    if marked == "git":
        subprocess.run(["git", "init", "-q"], check=True)
    else:
        write("vtexlint.toml", "")
    above = localize()
    assert above == [(".env", "malformed-key"), (".env", "malformed-token")]
    monkeypatch.chdir("vtex")
    assert localize() == above == localize("../vtex/.env")
    monkeypatch.chdir("../tests")
    assert localize() == []


def test_each_file_s_own_settings_say_when_it_fails() -> None:
    write("a/vtexlint.toml", 'fail-on = "error"\n')
    write("a/x.env", "X=1\n")
    write("b/y.env", "VTEX_APP_KEY=vtexappkey-fakestore-AAAAA\nVTEX_APP_TOKEN=${T}\n")  # a warning
    assert run("a/x.env", "b/y.env").fails
    assert run("b/y.env", "a/x.env").fails
    write("b/vtexlint.toml", 'fail-on = "error"\n')
    assert not run().fails
    assert not run("b/y.env", "a/x.env").fails


def test_baselines_that_the_settings_of_one_run_name() -> None:
    write("a/x.env", "X=1\n")
    write("b/y.env", "VTEX_APP_KEY=vtexappkey-fakestore-AAAAA\nVTEX_APP_TOKEN=${T}\n")
    write("b/vtexlint.toml", 'baseline = "k.json"\n')
    Session(here(), RunOptions(paths=("b",), baseline="b/k.json", write_baseline=True)).check_paths()
    assert not run("a/x.env", "b/y.env").outcome.findings
    assert not run("b/y.env", "a/x.env").outcome.findings
    write("a/vtexlint.toml", 'baseline = "k.json"\n')
    with pytest.raises(TroubleError, match=r"different baselines \(a/k\.json, b/k\.json\)"):
        run("a/x.env", "b/y.env")


def test_a_large_file_with_names_of_the_settings_is_not_passed_over() -> None:
    write("vtexlint.toml", 'extra-key-names = ["STORE_LOGIN"]\nmax-file-size = "1KiB"\n')
    write("big.env", "STORE_LOGIN=nonsense1\n" + "#" * 3000)
    write("other.env", "SOMETHING=nonsense1\n" + "#" * 3000)
    assert localize() == [("big.env", "unreadable-file")]


def test_what_files_say_of_a_file_is_added_up() -> None:
    """Requests say which variables are credentials, and keep silent about what the file is; of that, the last word counts."""
    effective = Session(here(), RunOptions()).effective
    effective.refer("a", Reference("a", "text", "vtex_app_key"))
    effective.refer("a", Reference("a", None, variables=(("x",), ())))
    effective.refer("a", Reference("a", None, variables=(("x", "y"), ("z",))))
    assert effective.referred == {"a": Reference("a", "text", "vtex_app_key", (("x", "y"), ("z",)))}
    effective.refer("a", Reference("a", "dotenv"))
    assert effective.referred["a"] == Reference("a", "dotenv", "", (("x", "y"), ("z",)))
    context = effective.context_of("a")
    assert (context.format, context.value_name) == ("dotenv", "")
    assert effective.context_of("b").format is None
