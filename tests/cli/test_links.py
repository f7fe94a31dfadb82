"""Nothing is written outside of the repository of a path, nor through a link that the repository brings; the target itself can be named."""

import os
from pathlib import Path

import pytest

from tests.fake import KEY, TOKEN
from tests.gitrepo import Repo
from vtexlint.cli.main import run

BAD = f"VTEX_APP_KEY={KEY} \nVTEX_APP_TOKEN={TOKEN}\n"
GOOD = f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}\n"
MESSAGE = "vtexlint does not write through links of a repository; name the file itself"


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    made = tmp_path / "outside"
    made.mkdir()
    (made / ".env").write_text(BAD)
    return made


@pytest.fixture
def repo(tmp_path: Path, outside: Path, monkeypatch: pytest.MonkeyPatch) -> Repo:
    """What an attacker's repository has: links to files and to directories, committed."""
    made = Repo(tmp_path / "r")
    made.add("shop/.env", BAD)
    for name, target in {
        "prod.env": "../outside/.env",
        "inner.env": "shop/.env",
        "config": "../outside",
        "new.json": "../outside/new.json",
        "hook.json": ".git/hooks/pre-commit",
        "vtexlint.toml.off": "../outside/vtexlint.toml",
    }.items():
        (made.path / name).symlink_to(target)
    made.git("add", "--all")
    made.commit()
    monkeypatch.chdir(made.path)
    return made


def state_of(folder: Path) -> dict[str, bytes | str]:
    return {
        path.relative_to(folder).as_posix(): os.readlink(path) if path.is_symlink() else path.read_bytes()
        for path in folder.rglob("*")
        if path.is_symlink() or path.is_file()
    }


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--fix", "prod.env"], "prod.env: is a symbolic link to ../outside/.env: "),
        (["--fix", "inner.env"], "inner.env: is a symbolic link to shop/.env: "),
        (["--fix", "config/.env"], "config/.env: is reached through {root}/config, a symbolic link to ../outside: "),
        (["--output", "json=new.json", "shop"], "--output new.json: is a symbolic link to ../outside/new.json: "),
        (["--output", "json=hook.json", "shop"], "--output hook.json: is a symbolic link to .git/hooks/pre-commit: "),
        (["--output", "json=config/new.json", "shop"], "--output config/new.json: is reached through {root}/config, "),
        (
            ["--write-baseline", "--baseline", "new.json", "shop"],
            "new.json: is reached through the symbolic link new.json, which leads out of the repository: ",
        ),
        (
            ["--write-baseline", "--baseline", "config/new.json", "shop"],
            "config/new.json: is reached through the symbolic link config, which leads out ",
        ),
    ],
)
def test_nothing_is_written_through_a_link(
    repo: Repo, outside: Path, words: list[str], told: str, capfd: pytest.CaptureFixture[str]
) -> None:
    before = state_of(repo.path), state_of(outside)
    assert run(["check", *words]) == 2
    err = capfd.readouterr().err
    assert told.format(root=repo.path) in err
    assert MESSAGE in err or "name its target" in err
    assert (state_of(repo.path), state_of(outside)) == before


def test_one_link_does_not_keep_the_other_files_from_their_fixes(repo: Repo, outside: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "-q", "--fix", "prod.env", "shop/.env"]) == 2
    assert (repo.path / "shop/.env").read_text() == GOOD
    assert (outside / ".env").read_text() == BAD


def test_a_walk_follows_no_link_out_and_fixes_the_target_of_one_within(
    repo: Repo, outside: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", "-q", "--fix", "--fail-on", "error", "--ignore", "committed-secret"]) == 0
    assert (repo.path / "shop/.env").read_text() == GOOD
    assert (outside / ".env").read_text() == BAD
    assert (repo.path / "inner.env").is_symlink()


def test_the_target_itself_can_be_named(repo: Repo, outside: Path, capfd: pytest.CaptureFixture[str]) -> None:
    words = ["--fix", "-q", "../outside/.env", "--output", "json=../outside/new.json"]
    assert run(["check", *words, "--write-baseline", "--baseline", "../outside/known.json"]) == 0
    assert (outside / ".env").read_text() == GOOD
    assert sorted(path.name for path in outside.iterdir()) == [".env", "known.json", "new.json"]


def test_a_link_of_the_user_s_own_is_followed(repo: Repo, outside: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Outside of repositories links are the user's: a home directory on another disk, macOS's /tmp."""
    (tmp_path / "mine").symlink_to(repo.path)
    assert run(["check", "-q", "--fix", "--ignore", "committed-secret", str(tmp_path / "mine/shop/.env")]) == 0
    assert (repo.path / "shop/.env").read_text() == GOOD
    (tmp_path / "link.env").symlink_to("outside/.env")
    assert run(["check", "-q", "--fix", str(tmp_path / "link.env")]) == 0
    assert (outside / ".env").read_text() == GOOD


def test_a_link_into_another_repository_that_this_one_brings(repo: Repo, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """The path is below the root of another repository too, and still leads through this one's link."""
    other = Repo(tmp_path / "other")
    other.add(".env", BAD)
    (repo.path / "vendor").symlink_to("../other")
    assert run(["check", "--fix", "vendor/.env"]) == 2
    assert MESSAGE in capfd.readouterr().err
    assert (other.path / ".env").read_text() == BAD


def test_without_git_a_link_of_the_working_directory_is_none_of_the_user_s(
    outside: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """An unpacked archive, or a checkout that was copied without its .git."""
    (tmp_path / "unpacked").mkdir()
    (tmp_path / "unpacked/prod.env").symlink_to("../outside/.env")
    monkeypatch.chdir(tmp_path / "unpacked")
    assert run(["check", "--fix", "prod.env"]) == 2
    assert MESSAGE in capfd.readouterr().err
    assert (outside / ".env").read_text() == BAD


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("../outside/known.json", "`baseline`: the path must be in this repository, but `../outside/known.json` leads out of it"),
        ("{outside}/known.json", "`baseline`: the path must be in this repository, but "),
        (".git/known.json", "this baseline is in a `.git` directory"),
        (".GIT/known.json", "this baseline is in a `.git` directory"),
    ],
)
def test_settings_name_no_baseline_to_write_outside(
    repo: Repo, outside: Path, name: str, reason: str, capfd: pytest.CaptureFixture[str]
) -> None:
    repo.write("vtexlint.toml", f'baseline = "{name.format(outside=outside)}"\n')
    before = state_of(repo.path), state_of(outside)
    assert run(["check", "--write-baseline", "shop"]) == 2
    assert f"vtexlint.toml:1:13: {reason}" in capfd.readouterr().err
    assert (state_of(repo.path), state_of(outside)) == before


def test_settings_may_name_a_baseline_anywhere_in_the_repository(repo: Repo, capfd: pytest.CaptureFixture[str]) -> None:
    repo.write("shop/vtexlint.toml", 'baseline = "../known.json"\n')
    assert run(["check", "-q", "--write-baseline", "shop"]) == 0
    assert (repo.path / "known.json").is_file()


@pytest.mark.parametrize("name", ["vtexlint.toml", ".gitignore", ".pre-commit-config.yaml"])
def test_init_writes_through_no_link(repo: Repo, outside: Path, name: str, capfd: pytest.CaptureFixture[str]) -> None:
    (outside / name).write_text("")
    (repo.path / name).symlink_to(f"../outside/{name}")
    run(["init", "--yes", "--repo", "https://git.example.com/tools/vtexlint", "--rev", "v0.1.0"])
    assert (outside / name).read_text() == ""
    assert (repo.path / name).is_symlink()


def test_init_writes_into_no_linked_directory(
    outside: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "unpacked").mkdir()
    (tmp_path / "unpacked/config").symlink_to("../outside")
    monkeypatch.chdir(tmp_path / "unpacked")
    assert run(["init", "--yes", "config"]) == 2
    assert MESSAGE in capfd.readouterr().err
    assert [path.name for path in outside.iterdir()] == [".env"]
