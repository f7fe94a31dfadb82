"""A release: what it refuses, what must not change a byte, and that uv and pipx run the wheel without an index.

`nox -s release` makes one from beginning to end; it is a step of `.ci/run`.
"""

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
import yaml

from tests import checkout, clients
from tests.fake import KEY, TOKEN
from tests.paths import ROOT
from tools import release
from vtexlint import __version__

NAMED = (
    "vtexlint/_about.py", "CHANGELOG.md", "pyproject.toml", "editors/vscode/package.json", "editors/vscode/package-lock.json",
    "editors/vscode/CHANGELOG.md",
)  # fmt: skip
BUILDER = all(map(importlib.util.find_spec, ("build", "hatchling")))


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """The files that name the version."""
    for name in NAMED:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def change(tree: Path, file: str, before: str, after: str) -> None:
    text = (tree / file).read_text()
    assert before in text
    (tree / file).write_text(text.replace(before, after, 1))


class TestVersion:
    def test_all_files_have_it(self) -> None:
        assert release.version_of(ROOT) == __version__
        assert release.faults(ROOT, final=False) == []

    @pytest.mark.parametrize(
        ("file", "before", "after"),
        [
            ("CHANGELOG.md", f"## {__version__}, ", "## 9.9.9, "),
            ("pyproject.toml", 'dynamic = ["version"]', f'version = "{__version__}"'),
            ("editors/vscode/package.json", f'"version": "{__version__}"', '"version": "9.9.9"'),
            ("editors/vscode/package-lock.json", f'"version": "{__version__}"', '"version": "9.9.9"'),
            ("editors/vscode/CHANGELOG.md", f"## {__version__}", "## 9.9.9"),
        ],
    )
    def test_another_one_is_refused(self, tree: Path, file: str, before: str, after: str) -> None:
        change(tree, file, before, after)
        (fault,) = release.faults(tree, final=False)
        assert fault.startswith(f"{file}: ")

    def test_a_new_version_must_be_everywhere(self, tree: Path) -> None:
        change(tree, "vtexlint/_about.py", f'"{__version__}"', '"9.9.9"')
        files = [fault.partition(":")[0] for fault in release.faults(tree, final=False)]
        assert files == ["CHANGELOG.md", "editors/vscode/package.json", "editors/vscode/package-lock.json", "editors/vscode/CHANGELOG.md"]

    def test_a_final_one_needs_a_date_and_an_owner(self, tree: Path) -> None:
        assert [fault.partition(":")[0] for fault in release.faults(tree, final=True)] == ["CHANGELOG.md", "vtexlint/_about.py"]
        change(tree, "vtexlint/_about.py", 'HOME = ""', 'HOME = "https://git.example.com/tools/vtexlint"')
        for wrong in ("2026-1-31", "2026-02-30", "soon"):
            (tree / "CHANGELOG.md").write_text(f"# Changes\n\n## {__version__}, {wrong}\n")
            assert len(release.faults(tree, final=True)) == 1
        (tree / "CHANGELOG.md").write_text(f"# Changes\n\n## {__version__}, 2026-01-31\n")
        assert release.faults(tree, final=True) == []


class TestSameBytes:
    def archive(self, path: Path, **files: str) -> Path:
        path.parent.mkdir(exist_ok=True)
        with zipfile.ZipFile(path, "w") as wheel:
            for name, text in files.items():
                wheel.writestr(zipfile.ZipInfo(name), text)
        return path

    def test_the_same_are_accepted_and_others_named(self, tmp_path: Path) -> None:
        first = self.archive(tmp_path / "a/x.whl", one="1", two="2")
        release.demand_same([first], [self.archive(tmp_path / "b/x.whl", one="1", two="2")], "builds")
        for number, (files, named) in enumerate(
            [({"one": "1", "two": "3"}, "two"), ({"one": "1"}, "two"), ({"two": "2", "one": "1"}, "only in how")]
        ):
            other = self.archive(tmp_path / f"c{number}/x.whl", **files)
            with pytest.raises(release.ReleaseError, match=rf"builds: x\.whl differs: {named}"):
                release.demand_same([first], [other], "builds")
        with pytest.raises(release.ReleaseError, match=r"y\.whl instead of x\.whl"):
            release.demand_same([first], [self.archive(tmp_path / "d/y.whl")], "builds")

    def test_the_members_of_a_source_archive(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text("1")
        paths = [tmp_path / "one.tar.gz", tmp_path / "two.tar.gz"]
        for path in paths:
            with tarfile.open(path, "w:gz") as archive:
                archive.add(tmp_path / "a.txt", "a.txt")
            (tmp_path / "a.txt").write_text("2")
        assert release.differing(*paths) == ["a.txt"]

    def test_a_commit_without_what_is_not_committed(self, tmp_path: Path) -> None:
        (tmp_path / "repository").mkdir()
        (tmp_path / "repository/a").write_text("committed\n")
        clients.commit_all(tmp_path / "repository")
        (tmp_path / "repository/a").write_text("changed\n")
        (tmp_path / "repository/b").write_text("new\n")
        tree = release.unpack_commit(tmp_path / "repository", tmp_path / "tree", 1_000_000_000)
        assert [(path.name, path.read_text(), path.stat().st_mtime) for path in tree.iterdir()] == [("a", "committed\n", 1_000_000_000)]
        with pytest.raises(release.ReleaseError, match="git archive"):
            release.unpack_commit(tmp_path, tmp_path / "none")

    @pytest.mark.skipif(sys.version_info >= (3, 15), reason="the tools of a release are not installed on a Python that is not released")
    @pytest.mark.skipif(not BUILDER, reason="not installed: build, hatchling (`--group release`)")
    def test_what_depends_on_the_place_is_noticed(self, tmp_path: Path) -> None:
        """A project whose build writes where it is."""
        root = tmp_path / "project"
        (root / "thing").mkdir(parents=True)
        (root / "thing/__init__.py").write_text("")
        (root / "pyproject.toml").write_text(
            '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n'
            '[project]\nname = "thing"\nversion = "1"\nrequires-python = ">=3.11"\n[tool.hatch.build.hooks.custom]\n'
        )
        (root / "hatch_build.py").write_text(
            "from hatchling.builders.hooks.plugin.interface import BuildHookInterface\n\nclass Place(BuildHookInterface):\n"
            "    def initialize(self, version, build_data):\n        open('thing/__init__.py', 'w').write(repr(self.root))\n"
        )
        clients.commit_all(root)
        with pytest.raises(release.ReleaseError, match=r"two builds of one commit: thing-1\S* differs: .*thing/__init__\.py"):
            release.build_reproducibly(root, tmp_path / "scratch", tmp_path / "made")


@pytest.mark.parametrize(
    ("printed", "status", "refused"),
    [
        (f"vtexlint {__version__}", 0, "check"),  # then it also ends with 0 for a file that has a fault
        ("vtexlint 9.9.9", 0, "instead of"),
        (f"vtexlint {__version__}", 3, "exit status 3"),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="a script is not a program there")
def test_a_program_that_does_not_work_is_refused(tmp_path: Path, printed: str, status: int, refused: str) -> None:
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin/vtexlint"
    program.write_text(f"#!/bin/sh\necho {printed}\nexit {status}\n")
    program.chmod(0o755)
    (tmp_path / "user").mkdir()
    with pytest.raises(release.ReleaseError, match=refused):
        release.try_out(tmp_path / "bin/python", __version__, tmp_path / "user")


@pytest.mark.skipif(os.name == "nt", reason="a script is not a program there")
def test_what_is_installed_here_is_accepted(tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    for name, command in (("vtexlint", f'"{sys.executable}" -m vtexlint'), ("python", f'shift; "{sys.executable}"')):
        (tmp_path / "bin" / name).write_text(f'#!/bin/sh\nexport PYTHONPATH="{ROOT}"\n{command} "$@"\n')
        (tmp_path / "bin" / name).chmod(0o755)
    (tmp_path / "user").mkdir()
    release.try_out(tmp_path / "bin/python", __version__, tmp_path / "user")


def test_what_may_sign_runs_nothing_of_the_repository() -> None:
    jobs = yaml.safe_load((ROOT / ".github/workflows/wheel.yml").read_text())["jobs"]
    jobs |= yaml.safe_load(re.findall(r"```yaml\n(.*?)```", (ROOT / "docs/publishing.md").read_text(), re.DOTALL)[0])["jobs"]
    signing = {name for name, job in jobs.items() if "write" in job["permissions"].values()}
    assert signing == {"attest", "publish"}
    for name in signing:
        assert "contents" not in jobs[name]["permissions"]
        assert not [
            step for step in jobs[name]["steps"] if "checkout" in step.get("uses", "") or re.search("nox|python", step.get("run", ""))
        ]


# docs/uv-pipx.md: a folder of wheels, and what the page does with it
MAKE, USE = re.findall(r"```sh\n(.*?)```", (ROOT / "docs/uv-pipx.md").read_text().partition("## Without an index")[2], re.DOTALL)[:2]
WHEEL, *COMMANDS = USE.splitlines()
PLACES = ("PIPX_HOME", "PIPX_BIN_DIR", "PIPX_MAN_DIR", "UV_TOOL_DIR", "UV_TOOL_BIN_DIR", "UV_CACHE_DIR", "XDG_DATA_HOME")
# an index that is not there
HERE = {"UV_PYTHON": sys.executable, "PIPX_DEFAULT_PYTHON": sys.executable}  # the wheels are for this Python
NOWHERE = {"PIP_INDEX_URL": "http://localhost:9/", "UV_DEFAULT_INDEX": "http://localhost:9/", "USE_EMOJI": "0"}


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of this checkout with the wheels in a folder of it."""
    where = checkout.copy_to(tmp_path_factory.mktemp("without index"))
    done = clients.run(where, "sh", "-ec", MAKE, environment=clients.environment())
    if any(reason in done.stdout for reason in clients.NO_INDEX):
        pytest.skip("no package index to install vtexlint from")
    assert done.returncode == 0, done.stdout
    (where / "bad.env").write_text(f"VTEX_APP_KEY={TOKEN}\nVTEX_APP_TOKEN={KEY}\n")
    return where


@pytest.mark.clients
@pytest.mark.parametrize("line", COMMANDS, ids=lambda line: " ".join(line.split()[:2]))
def test_uv_and_pipx_without_an_index(wheels: Path, tmp_path: Path, line: str) -> None:
    program = line.split()[0]
    if shutil.which(program, path=str(clients.BIN)) is None:
        pytest.skip(f"{program} is not installed")
    places = {name: str(tmp_path / name.lower()) for name in PLACES}
    is_check = line.endswith(" check")
    script = f"{WHEEL}\n{line}{' bad.env' if is_check else ''}"
    done = clients.run(wheels, "sh", "-ec", script, environment=clients.environment(**places, **HERE, **NOWHERE))
    assert done.returncode == int(is_check), done.stdout
    if is_check:
        assert "swapped-values" in done.stdout
    else:
        installed = places["PIPX_BIN_DIR" if program == "pipx" else "UV_TOOL_BIN_DIR"]
        said = subprocess.run([f"{installed}/vtexlint", "--version"], capture_output=True, text=True, check=True)
        assert __version__ in said.stdout.split()


def test_the_sbom_s_component_must_have_the_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tool is asked with a static version, because it does not ask the build backend."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "vtexlint").mkdir()
    shutil.copy(ROOT / "vtexlint/_about.py", tmp_path / "vtexlint")
    asked = []

    def run(*command: object, where: Path, status: int = 0, more: dict[str, str] | None = None) -> str:
        asked.append((where / "pyproject.toml").read_text())
        (tmp_path / "sbom").write_text(json.dumps({"metadata": {"component": {"name": "vtexlint"} | version}}))
        return ""

    monkeypatch.setattr(release, "run", run)
    for version in ({"version": __version__}, {}, {"version": "9.9.9"}):
        if version.get("version") == __version__:
            release.write_sbom(Path("python"), tmp_path, tmp_path / "sbom", "0")
        else:
            with pytest.raises(release.ReleaseError):
                release.write_sbom(Path("python"), tmp_path, tmp_path / "sbom", "0")
    assert all(f'version = "{__version__}"' in text and "dynamic" not in text for text in asked)
