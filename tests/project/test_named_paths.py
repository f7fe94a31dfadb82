"""A repository's settings name files of the repository; nothing else that they name is looked at."""

import builtins
import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import tracing
from tests.fake import KEY
from tests.paths import ROOT
from vtexlint.cli.main import run
from vtexlint.project.boundary import is_below
from vtexlint.project.config import NAMES as SETTINGS_NAMES
from vtexlint.project.effective_settings import RunOptions
from vtexlint.project.errors import TroubleError
from vtexlint.project.project import Project
from vtexlint.project.run import Session

BASELINE = '{"version": 2, "salt": "", "findings": []}'


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "repository"
    (root / "pkg/deep").mkdir(parents=True)
    subprocess.run(["git", "init", "-q", root], check=True)
    (root / ".env").write_text(f"VTEX_APP_KEY={KEY}\n")
    (root / "pkg/.env").write_text(f"VTEX_APP_KEY={KEY}\n")
    monkeypatch.chdir(root)
    return root


def written_baseline(name: str) -> None:
    assert run(["check", "--write-baseline", "--baseline", name]) == 0


def check(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    status = run(["check", *arguments])
    return status, capsys.readouterr().err


REFUSED = [
    ("../b.json", "leads out of it"),
    ("pkg/../../b.json", "leads out of it"),
    ("/etc/hostname", "is absolute"),
    ("//host/share/b.json", "is on another computer"),
    ("\\\\host\\share\\b.json", "is on another computer"),
    ("C:\\b.json", "starts with a drive"),
    ("~/b.json", "starts with `~`"),
]


@pytest.mark.parametrize(("path", "fault"), REFUSED)
@pytest.mark.parametrize("file", ["vtexlint.toml", ".vtexlint.toml", "pyproject.toml"])
def test_a_baseline_elsewhere_is_an_error_that_names_the_place_and_the_flag(
    repository: Path, capsys: pytest.CaptureFixture[str], path: str, fault: str, file: str
) -> None:
    head = "[tool.vtexlint]\n" if file == "pyproject.toml" else "\n"
    (repository / file).write_text(f"{head}baseline = '{path}'\n")
    status, err = check(capsys)
    assert status == 2
    place = re.escape(str(repository / file)) + ":2:13"
    assert re.search(
        rf"{place}: `baseline`: the path must be in this repository, but `{re.escape(path)}` {re.escape(fault)}; use `--baseline FILE`",
        err,
    )


@pytest.mark.parametrize(("path", "fault"), REFUSED)
@pytest.mark.parametrize("account", ["", "store="])
def test_a_snapshot_elsewhere(repository: Path, capsys: pytest.CaptureFixture[str], path: str, fault: str, account: str) -> None:
    (repository / "x.json").write_text("[]")
    (repository / "vtexlint.toml").write_text(f"account-snapshots = [\n  'fakestore=x.json',\n  '{account}{path}',\n]\n")
    status, err = check(capsys)
    assert status == 2
    assert f"{repository}/vtexlint.toml:3:4: `account-snapshots`: the path must be in this repository, but `" in err
    assert f"` {fault}; for a file elsewhere use `--account FILE`, or your own settings (" in err


def test_a_package_s_settings_may_name_a_file_of_the_repository(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written_baseline("baseline.json")
    (repository / "pkg/vtexlint.toml").write_text('baseline = "../baseline.json"\n')
    assert check(capsys, "pkg")[0] == 0
    (repository / "pkg/deep/vtexlint.toml").write_text('baseline = "../../../baseline.json"\n')
    (repository / "pkg/deep/.env").write_text("A=1\n")
    assert check(capsys, "pkg/deep")[0] == 2


def test_without_git_the_settings_file_s_directory_is_the_limit(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written_baseline("baseline.json")
    shutil.rmtree(".git")
    (repository / "vtexlint.toml").write_text('baseline = "baseline.json"\n')
    assert check(capsys)[0] == 0
    (repository / "vtexlint.toml").unlink()
    (repository / "pkg/vtexlint.toml").write_text('baseline = "../baseline.json"\n')
    status, err = check(capsys, "pkg")
    assert status == 2
    assert "the path must be below the directory of this file, but `../baseline.json` leads out of it" in err


def test_a_link_in_the_repository_is_followed_and_one_out_of_it_is_not(
    repository: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written_baseline("pkg/baseline.json")
    (repository / "link").symlink_to("pkg")
    (repository / "vtexlint.toml").write_text('baseline = "link/baseline.json"\n')
    assert check(capsys)[0] == 0
    shutil.copy("pkg/baseline.json", tmp_path)
    for target in ("..", tmp_path, "../repository/../"):
        (repository / "link").unlink()
        (repository / "link").symlink_to(target)
        status, err = check(capsys)
        assert (status, "`link/baseline.json` leads out of it through the symbolic link link; use `--baseline FILE`" in err) == (2, True)


def test_what_the_flags_name_may_lie_anywhere(repository: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written_baseline("../baseline.json")
    assert check(capsys, "--baseline", "../baseline.json")[0] == 0
    assert check(capsys, "--baseline", str(tmp_path / "baseline.json"))[0] == 0
    (repository / "vtexlint.toml").write_text('baseline = "../baseline.json"\n')  # outranked, so not looked at
    assert check(capsys, "--baseline", "../baseline.json")[0] == 0
    (tmp_path / "keys.json").write_text('{"account": "fakestore", "appKeys": []}')
    (repository / "vtexlint.toml").unlink()
    assert check(capsys, "--account", "../keys.json", "--select", "unknown-key")[0] in (0, 1)


@pytest.mark.parametrize("option", ["--baseline", "--account", "--config"])
def test_a_flag_that_names_a_link_out_of_the_repository(
    repository: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], option: str
) -> None:
    """A pull request brings the link, and the CI job that names it does not know."""
    (tmp_path / "x.json").write_text(BASELINE)
    (repository / "x.json").symlink_to("../x.json")
    status, err = check(capsys, option, "x.json")
    assert status == 2
    assert "is reached through the symbolic link x.json, which leads out of the repository: name its target" in err


def test_a_baseline_is_not_written_through_a_link_out_of_the_repository(
    repository: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "b.json").write_text(BASELINE)
    (repository / ".vtexlint-baseline.json").symlink_to("../b.json")
    assert check(capsys, "--write-baseline")[0] == 2
    assert (tmp_path / "b.json").read_text() == BASELINE


@pytest.mark.parametrize("name", [".vtexlint.toml", "vtexlint.toml", "pyproject.toml"])
def test_a_settings_file_that_is_a_link(repository: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    text = '[tool.vtexlint]\nignore = ["missing-token"]\n' if name == "pyproject.toml" else 'ignore = ["missing-token"]\n'
    (repository / "pkg/shared").write_text(text)
    (repository / name).symlink_to("pkg/shared")
    assert check(capsys)[0] == 0
    (repository / name).unlink()
    (tmp_path / "shared").write_text(text)
    (repository / name).symlink_to("../shared")
    status, err = check(capsys)
    assert status == 2
    assert f"{repository / name}: the settings file is a symbolic link out of the repository: name its target" in err
    assert check(capsys, "--isolated")[0] == 1
    (tmp_path / "base.toml").write_text('ignore = ["missing-token"]\n')
    assert check(capsys, "--config", "../base.toml")[0] == 0


def test_settings_that_config_names_from_elsewhere_may_name_any_file(
    repository: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written_baseline("../baseline.json")
    (tmp_path / "base.toml").write_text(f'baseline = "{tmp_path}/baseline.json"\n')
    assert check(capsys, "--config", "../base.toml")[0] == 0
    (tmp_path / "base.toml").write_text('baseline = "../baseline.json"\n')  # relative to the current directory
    assert check(capsys, "--config", "../base.toml")[0] == 0
    (tmp_path / "base.toml").write_text('baseline = "x.json"\n')
    (repository / "x.json").symlink_to("../baseline.json")  # of the repository's making
    status, err = check(capsys, "--config", "../base.toml")
    assert status == 2
    assert "symbolic link x.json, which leads out of the repository" in err
    (repository / "own.toml").write_text('baseline = "../baseline.json"\n')  # of the repository
    assert check(capsys, "--config", "own.toml")[0] == 2


@contextmanager
def looking(record: list[tuple[str, str]]) -> Iterator[None]:
    """Record every path that a function of Python's is given, and the function."""
    with pytest.MonkeyPatch.context() as patch:
        for module, name in (
            (os, "stat"), (os, "lstat"), (os, "open"), (os, "access"), (os, "scandir"), (os, "listdir"), (os, "readlink"), (builtins, "open"), (io, "open"),
        ):  # fmt: skip
            patch.setattr(module, name, _recording(name, getattr(module, name), record))
        yield


def _recording(name: str, function: Callable[..., object], record: list[tuple[str, str]]) -> Callable[..., object]:
    def recorded(path: object = ".", *arguments: object, **named: object) -> object:
        if isinstance(path, str | bytes | os.PathLike):
            record.append((name, os.fsdecode(path)))
        return function(path, *arguments, **named)

    return recorded


def elsewhere(root: Path, record: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """What was looked at and is neither in the repository, nor settings and `.git` above it, nor the program's own."""
    own = (str(ROOT), sys.prefix, sys.base_prefix, os.environ["XDG_CONFIG_HOME"])
    above = [str(one) for one in root.parents]
    # where git is, and whether the checked repository has brought it
    searched = [Path(directory) for directory in os.environ["PATH"].split(os.pathsep)]
    git = [str(place) for one in searched for place in (one / "git", one, *one.parents)]
    found = []
    for name, path in record:
        real = os.path.realpath(os.path.dirname(path)) if name in ("readlink", "lstat") else os.path.realpath(path)
        is_above = os.path.dirname(path) in above and os.path.basename(path) in (
            *SETTINGS_NAMES,
            ".git",
            *(one.name for one in [root, *root.parents]),
        )
        if not is_below(real, os.path.realpath(root)) and not is_above and path not in ("/", *git, os.devnull) and not path.startswith(own):
            found.append((name, path))
    return found


NAMES = st.sampled_from(["..", ".", "pkg", "deep", "out", "in", "x.json", "", "outside", "a:b", "C:", "~", "repository"])
PATHS = st.builds(
    lambda start, parts, separator: start + separator.join(parts),
    st.sampled_from(["", "/", "//host/", "\\\\host\\", "~/", "C:\\", "C:/", "store=", "store=/", "store=//host/", "OUTSIDE/"]),
    st.lists(NAMES, min_size=1, max_size=5),
    st.sampled_from("/\\"),
)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    top = tmp_path_factory.mktemp("property")
    root = top / "repository"
    (root / "pkg/deep").mkdir(parents=True)
    subprocess.run(["git", "init", "-q", root], check=True)
    (root / "pkg/deep/.env").write_text(f"VTEX_APP_KEY={KEY}\n")
    (top / "outside").mkdir()
    (top / "outside/x.json").write_text("[]")
    (root / "pkg/x.json").write_text("[]")
    (root / "out").symlink_to("../outside")
    (root / "pkg/out").symlink_to(top / "outside")
    (root / "pkg/deep/in").symlink_to("..")
    return root


@settings(deadline=None)
@given(PATHS, st.sampled_from(["baseline", "account-snapshots"]), st.sampled_from(["", "pkg", "pkg/deep"]))
def test_nothing_elsewhere_is_looked_at_by_a_check(root: Path, path: str, key: str, package: str) -> None:
    path = path.replace("OUTSIDE", str(root.parent / "outside"))
    file = root / package / ".vtexlint.toml"
    file.write_text(f"{key} = '{path}'\n" if key == "baseline" else f"{key} = ['{path}']\n")
    record: list[tuple[str, str]] = []
    try:
        with looking(record), suppress(TroubleError):
            Session(Project(str(root)), RunOptions(paths=("pkg/deep/.env",))).check_paths()
    finally:
        file.unlink()
    assert ("lstat", str(file)) in record  # it does record
    assert elsewhere(root, record) == []


def test_nothing_elsewhere_is_looked_at_by_a_walk(root: Path) -> None:
    (root / "out.env").symlink_to("../outside/.env")
    (root / "share.env").symlink_to("//host/share/.env")
    record: list[tuple[str, str]] = []
    with looking(record):
        run_result = Session(Project(str(root)), RunOptions(paths=(".",))).check_paths()
    assert run_result.outcome.coverage.skipped[0].message == "2 symbolic links out of the directory or to nothing"
    assert ("readlink", str(root / "share.env")) in record
    assert elsewhere(root, record) == []


@pytest.mark.parametrize(("setting", "status"), [("baseline = 'out/x.json'", 2), ("account-snapshots = ['//host/share/x']", 2), ("", 1)])
def test_nothing_elsewhere_is_looked_at_by_the_program_s_system_calls(root: Path, tmp_path: Path, setting: str, status: int) -> None:
    strace, log = tracing.strace(), tmp_path / "log"
    (root / "vtexlint.toml").write_text(f"{setting}\n")
    program = [sys.executable, "-m", "vtexlint", "check"]
    try:
        done = subprocess.run([strace, "-f", "-e", "trace=file", "-o", log, *program], cwd=root, capture_output=True, check=False)
    finally:
        (root / "vtexlint.toml").unlink()
    assert done.returncode == status
    calls = [line for line in log.read_text().splitlines() if str(root) in line or '"//' in line or "/outside" in line]
    assert any("vtexlint.toml" in call for call in calls)
    behind = [call for call in calls if ("/outside" in call or "host/share" in call) and "readlink" not in call]
    assert behind == []
    through = [call for call in calls if re.search(r'"[^"]*/out/', call)]
    assert through == []


def test_nothing_elsewhere_is_looked_at_by_init(repository: Path, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    for name in (".gitignore", ".pre-commit-config.yaml", ".env.prod", "prek.toml"):
        (tmp_path / "outside" / name).write_text("")
        (repository / name).symlink_to(f"../outside/{name}")
    record: list[tuple[str, str]] = []
    with looking(record):
        run(["init", "--yes"])
    assert ("readlink", str(repository / ".gitignore")) in record
    assert [one for one in elsewhere(repository, record) if "outside" in os.path.realpath(one[1])] == []
