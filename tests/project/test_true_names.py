"""Disks that do not know a name by its letters alone: they ignore case (Windows, macOS), or list letters decomposed (macOS).

The first tests have an invented disk, the last ones a real NTFS that ignores case, where one can be mounted.
"""

import ntpath
import os
import posixpath
import shutil
import subprocess
import types
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fake import KEY, TOKEN
from tests.gitrepo import Repo
from vtexlint.cli.main import run
from vtexlint.linter.fingerprints import fingerprinted
from vtexlint.project import links, project, true_names
from vtexlint.project.git import worktree
from vtexlint.project.project import Project, Root, after, true_name

PAIR = f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}\n"
NFC, NFD = (unicodedata.normalize(form, "configuração") for form in ("NFC", "NFD"))
DISK = {"/": ["Work", "other"], "/Work": ["Shop", NFD, "a", "A", "ab", "AB"], "/Work/Shop": [".env", "App.yaml"], f"/Work/{NFD}": ["x.env"]}


@pytest.fixture
def blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that finds names in any case, as it lists them."""
    folded = {_folded(directory): names for directory, names in DISK.items()}
    every = {_folded(posixpath.join(directory, name)) for directory, names in DISK.items() for name in names}

    def listdir(path: str) -> list[str]:
        try:
            return folded[_folded(posixpath.normpath(path))]
        except KeyError:
            raise FileNotFoundError(path) from None

    monkeypatch.setattr(os.path, "lexists", lambda path: _folded(path) in every)
    monkeypatch.setattr(true_names, "os", types.SimpleNamespace(path=posixpath, sep="/", listdir=listdir))


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("SHOP/.ENV", "Shop/.env"),
        ("shop", "Shop"),
        ("Shop/.env", "Shop/.env"),
        ("./shop/../SHOP/app.YAML", "Shop/App.yaml"),
        ("../WORK/shop/.Env", "../Work/Shop/.env"),
        ("/WORK/shop/.Env", "/Work/Shop/.env"),
        (f"{NFC.upper()}/X.env", f"{NFD}/x.env"),
        ("SHOP/missing.env", "SHOP/missing.env"),
        ("A", "A"),
        ("a", "a"),
        ("Ab", "Ab"),
        (".", "."),
        ("-", "-"),
        ("SHOP/\0", "SHOP/\0"),
    ],
)
@pytest.mark.usefixtures("blind")
def test_a_path_in_another_case(path: str, expected: str) -> None:
    assert true_name("/Work", path) == expected


def test_where_case_counts_nothing_is_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.env").touch()
    if (tmp_path / "A.ENV").exists():
        pytest.skip("this file system ignores case")
    assert true_name(str(tmp_path), "A.ENV") == "A.ENV"
    monkeypatch.setattr(true_names, "on_disk", None)
    assert true_name(str(tmp_path), "a.env") == "a.env"


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (project, links):
        monkeypatch.setattr(module, "os", types.SimpleNamespace(path=ntpath, sep="\\", environ={}))


@pytest.mark.usefixtures("windows")
class TestPathsOfWindows:
    @pytest.mark.parametrize(
        ("path", "shown"),
        [
            ("a\\.env", "a/.env"),
            ("C:\\Shop\\a\\.env", "a/.env"),
            ("c:\\shop\\a\\.env", "a/.env"),
            ("C:/Shop/a/.env", "a/.env"),
            ("C:\\other\\.env", "../other/.env"),
            ("D:\\shop\\.env", "D:/shop/.env"),
            ("\\\\host\\share\\.env", "//host/share/.env"),
        ],
    )
    def test_reports_show_them_with_slashes(self, path: str, shown: str) -> None:
        assert Project("C:\\Shop").display(path) == shown

    @pytest.mark.parametrize(
        ("path", "located"),
        [
            ("a/.env", "a/.env"),
            ("c:/SHOP/a/.env", "a/.env"),
            ("../other/.env", "C:/other/.env"),
            ("D:/shop/.env", "D:/shop/.env"),
        ],
    )
    def test_fingerprints_and_ci_reports(self, path: str, located: str) -> None:
        assert Root("C:\\Shop", "C:\\Shop").locate(path) == located

    def test_what_is_below_a_directory(self) -> None:
        assert after("C:\\Shop", "c:\\shop\\A\\b") == "A/b"
        assert after("C:\\", "c:\\a") == "a"
        assert after("C:\\Shop", "C:\\Shopping\\a") is None
        assert links.is_below("c:\\shop", "C:\\Shop")
        assert links.is_below("c:\\shop\\a", "C:\\Shop")
        assert not links.is_below("C:\\Shopping", "C:\\Shop")


@pytest.fixture
def mac(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A work tree of macOS: the disk lists letters decomposed, git's index has them composed."""
    repo = Repo(tmp_path)
    folder = tmp_path / NFD
    folder.mkdir()
    (folder / "a.env").write_text(PAIR)
    (folder / "a.py").write_text(f'token = "{TOKEN}"\n')
    for name in ("a.env", "a.py"):
        blob = repo.git("hash-object", "-w", f"{NFD}/{name}")
        repo.git("update-index", "--add", "--cacheinfo", f"100644,{blob},{NFC}/{name}")
    repo.git("commit", "-qm", "x")
    monkeypatch.setattr(project, "sys", types.SimpleNamespace(platform="darwin"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


class TestNamesOfMacos:
    def test_the_git_state_of_a_decomposed_name(self, mac: Path) -> None:
        states = worktree.states(Project(str(mac)), [f"{NFD}/a.env", f"{NFD}/b.env"])
        assert states == {f"{NFD}/a.env": "tracked", f"{NFD}/b.env": "untracked"}

    def test_source_code_below_it_is_searched(self, mac: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(["check", "--format", "concise"]) == 1
        found = {line.split(": ")[0].rpartition("/")[2]: line.split()[2] for line in capsys.readouterr().out.splitlines()}
        assert found == {"a.env:2:16": "committed-secret", "a.py:1:10": "committed-secret"}

    def test_elsewhere_the_two_are_two_names(self, mac: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(project, "sys", types.SimpleNamespace(platform="linux"))
        assert worktree.states(Project(str(mac)), [f"{NFD}/a.env"]) == {f"{NFD}/a.env": "untracked"}

    def test_a_baseline_is_for_all_systems(self) -> None:
        from tests.run import check

        one, other = (check(f"{name}/a.env", f"VTEX_APP_KEY={KEY}\n").findings[0] for name in (NFC, NFD))
        assert [f.fingerprint for f in fingerprinted([one], str)] == [f.fingerprint for f in fingerprinted([other], str)]


@pytest.fixture
def ntfs(tmp_path: Path) -> Iterator[Path]:
    """A work tree on an NTFS of its own, which ignores case."""
    programs = [shutil.which(name) for name in ("mkntfs", "lowntfs-3g", "umount")]
    image, mounted = tmp_path / "image", tmp_path / "disk"
    mounted.mkdir()
    if not all(programs):
        pytest.skip("ntfs-3g is not installed")
    make, mount, unmount = map(str, programs)
    with open(image, "wb") as file:
        file.truncate(16 << 20)
    subprocess.run([make, "-F", "-q", str(image)], capture_output=True, check=True)
    if subprocess.run([mount, "-o", "ignore_case", str(image), str(mounted)], capture_output=True, check=False).returncode:
        pytest.skip("a file system of its own cannot be mounted here")
    try:
        work = mounted / "work"
        (work / "sub").mkdir(parents=True)
        (work / ".env").write_text(PAIR)
        (work / "sub/app.yaml").write_text(f"vtex:\n  appKey: {KEY}\n  appToken: {TOKEN}\n")
        (work / "vtexlint.toml").write_text('[per-file-ignores]\n"sub/**" = ["committed-secret"]\n')
        repo = Repo(work)
        repo.git("add", "-A")
        repo.git("commit", "-qm", "x")
        yield work
    finally:
        subprocess.run([unmount, "-l", str(mounted)], capture_output=True, check=False)


def test_on_a_disk_that_ignores_case(ntfs: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ntfs)
    assert (ntfs / ".ENV").exists(), "the disk must ignore case"
    for path in (".", ".env", ".ENV", "../WORK"):
        assert run(["check", "--format", "concise", path]) == 1, path
        assert capsys.readouterr().out.startswith(".env:2:16: error committed-secret "), path
    for path in ("sub", "SUB", "SUB/App.YAML"):  # the settings name it, whatever the user types
        assert run(["check", "--format", "concise", path]) == 0, path
    monkeypatch.chdir(ntfs.parent)
    assert run(["check", "--format", "concise", "WORK"]) == 1
    assert capsys.readouterr().out.startswith("work/.env:2:16: error committed-secret ")
