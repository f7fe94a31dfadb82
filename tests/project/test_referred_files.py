"""Files that a Compose file names are read with it, as what they are there, and no others."""

import os
from pathlib import Path

import pytest

from tests.fake import KEY, TOKEN
from tests.gitrepo import Repo
from tests.run import here
from vtexlint.project.apply_fixes import Repair
from vtexlint.project.effective_settings import RunOptions
from vtexlint.project.key_places import find_places
from vtexlint.project.run import RunResult, Session

COMPOSE = """\
services:
  app: {image: x, env_file: config/app.vars, secrets: [vtex_app_key, vtex_app_token]}
secrets:
  vtex_app_key: {file: ./secrets/key.txt}
  vtex_app_token: {file: ./secrets/token.txt}
"""
FILES = {
    "docker-compose.yml": COMPOSE,
    "secrets/key.txt": f"{KEY} \n",
    "secrets/token.txt": f"{TOKEN[:127]}\n",
    "secrets/other.txt": f"{KEY} \n",
    "config/app.vars": f"VTEX_APP_KEY={TOKEN}\nVTEX_APP_TOKEN={KEY}\n",
}
FOUND = [
    ("config/app.vars", "swapped-values"),
    ("secrets/key.txt", "surrounding-whitespace"),
    ("secrets/token.txt", "malformed-token"),
]


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repo:
    repo = Repo(tmp_path / "shop")
    for name, text in FILES.items():
        repo.write(name, text)
    monkeypatch.chdir(repo.path)
    return repo


def run(*paths: str, exclude: tuple[str, ...] = ()) -> RunResult:
    return Session(
        here(), RunOptions(paths=paths or (".",), exclude=exclude, assume_tracked=True, ignore=("committed-secret",))
    ).check_paths()


def localize(result: RunResult) -> list[tuple[str, str]]:
    return [(finding.location.path, finding.rule) for finding in result.outcome.findings]


@pytest.mark.parametrize("paths", [(".",), ("docker-compose.yml",), ("docker-compose.yml", "secrets/key.txt")])
def test_what_a_checked_file_names_is_read(repo: Repo, paths: tuple[str, ...]) -> None:
    result = run(*paths)
    assert localize(result) == FOUND
    assert result.outcome.summary.linted == 4
    names = {finding.location.path: finding.name for finding in result.outcome.findings}
    assert names == {"config/app.vars": "VTEX_APP_KEY", "secrets/key.txt": "vtex_app_key", "secrets/token.txt": "vtex_app_token"}


def test_files_that_are_exchanged(repo: Repo) -> None:
    repo.write("secrets/key.txt", TOKEN)
    repo.write("secrets/token.txt", KEY)
    assert localize(run("docker-compose.yml"))[1:] == [("secrets/key.txt", "swapped-values"), ("secrets/token.txt", "swapped-values")]


def test_in_several_processes(repo: Repo) -> None:
    result = Session(here(), RunOptions(assume_tracked=True, ignore=("committed-secret",), jobs=2)).check_paths()
    assert localize(result) == FOUND


def test_nothing_names_it(repo: Repo) -> None:
    assert localize(run("secrets/key.txt", "config")) == []


def test_what_is_excluded_is_not_read(repo: Repo) -> None:
    assert localize(run(exclude=("secrets",))) == FOUND[:1]


def test_what_is_not_there_is_no_error(repo: Repo) -> None:
    (repo.path / "secrets/key.txt").unlink()
    result = run()
    assert localize(result) == [FOUND[0], FOUND[2]]
    assert result.troubles == ()


@pytest.mark.parametrize(
    "path", ["../outside.txt", "/etc/passwd", "secrets/../../outside.txt", "{outside}", "link.txt", "links/outside.txt"]
)
def test_nothing_outside_of_the_repository_is_read(repo: Repo, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    outside = repo.path.parent / "outside.txt"
    outside.write_text(f"{KEY} \n")
    (repo.path / "link.txt").symlink_to(outside)
    (repo.path / "links").symlink_to(repo.path.parent)
    repo.write("docker-compose.yml", COMPOSE.replace("./secrets/key.txt", path.format(outside=outside)))
    opened: list[str] = []
    open_ = os.open

    def watch(path: str, *arguments: int, **options: int) -> int:
        opened.append(os.fspath(path))
        return open_(path, *arguments, **options)

    monkeypatch.setattr(os, "open", watch)
    assert localize(run("docker-compose.yml")) == [FOUND[0], FOUND[2]]
    assert {os.path.relpath(one, repo.path) for one in opened} == {"docker-compose.yml", "config/app.vars", "secrets/token.txt"}


def test_the_index_is_read_and_not_the_work_tree(repo: Repo) -> None:
    repo.git("add", "docker-compose.yml", "secrets", "config")
    repo.write("docker-compose.yml", "services: {}\n")
    repo.write("secrets/key.txt", KEY)
    result = Session(here(), RunOptions(paths=(), ignore=("committed-secret",))).check_staged()
    assert localize(result) == FOUND
    repo.git("rm", "-q", "--cached", "-f", "docker-compose.yml")
    result = Session(here(), RunOptions(paths=(), ignore=("committed-secret",))).check_staged()
    assert localize(result) == []


@pytest.mark.parametrize("name", ["Docker-Compose.yml", "docker-compose.yml.example", "COMPOSE.YAML", "compose.yml~"])
def test_on_disk_and_staged_the_same_names_count(repo: Repo, name: str) -> None:
    (repo.path / "docker-compose.yml").rename(repo.path / name)
    repo.git("add", ".")
    assert localize(run()) == FOUND
    assert localize(run(name)) == FOUND
    assert localize(Session(here(), RunOptions(paths=(), ignore=("committed-secret",))).check_staged()) == FOUND


def test_a_name_that_is_only_like_it(repo: Repo) -> None:
    (repo.path / "docker-compose.yml").rename(repo.path / "composer.yml")
    repo.git("add", ".")
    assert localize(run()) == []
    assert localize(Session(here(), RunOptions(paths=(), ignore=("committed-secret",))).check_staged()) == []


def test_a_fix_keeps_the_line_break(repo: Repo) -> None:
    repair = Repair(here(), unsafe=False, writes=True)
    result = Session(here(), RunOptions(assume_tracked=True, ignore=("committed-secret",))).check_paths(repair)
    assert localize(result) == [FOUND[2]]
    assert (repo.path / "secrets/key.txt").read_text() == f"{KEY}\n"


def test_the_advice_for_a_file_of_one_value(repo: Repo) -> None:
    repo.write("secrets/token.txt", TOKEN)
    findings = Session(here(), RunOptions(paths=("docker-compose.yml",), select=("unprotected-secret",))).check_paths().outcome.findings
    assert {(one.location.path, str(one.help)) for one in findings} == {
        ("config/app.vars", "add this file to .gitignore before the next `git add`"),
        ("secrets/token.txt", "add this file to .gitignore before the next `git add`"),
    }


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"a\0b", b"\xff", b"services: [", b"- " * 5000])
def test_a_compose_file_that_cannot_be_read_ends_nothing(repo: Repo, data: bytes) -> None:
    repo.write("docker-compose.yml", data)
    repo.write(".env", f"VTEX_APP_KEY={TOKEN}\nVTEX_APP_TOKEN={KEY}\n")
    assert (".env", "swapped-values") in localize(run(".env", "docker-compose.yml"))


FAULT = "docker-compose.yml: vtexlint failed on this file (ValueError at "


def test_a_fault_of_the_reader_is_told(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    """Linting the Compose file finds nothing wrong with it: that its files were not looked for must not look like an all-clear."""

    def fail(source: object) -> None:
        raise ValueError(TOKEN)

    monkeypatch.setattr("vtexlint.project.referred_files.references", fail)
    repo.write(".env", f"VTEX_APP_KEY={TOKEN}\nVTEX_APP_TOKEN={KEY}\n")
    repo.git("add", "-f", ".")
    staged = Session(here(), RunOptions(paths=(), ignore=("committed-secret",))).check_staged()
    for result in (run("."), run("docker-compose.yml", ".env"), staged):
        assert localize(result) == [(".env", "swapped-values")]
        assert [str(one).startswith(FAULT) for one in result.troubles] == [True]
        assert TOKEN[:20] not in str(result.troubles)
    found = find_places(here(), RunOptions())
    assert [str(one).startswith(FAULT) for one in found.troubles] == [True]


def test_a_compose_file_over_the_limit_is_a_note(repo: Repo) -> None:
    repo.write("docker-compose.yml", COMPOSE + "# x\n" * (1 << 18))
    repo.git("add", ".")
    staged = Session(here(), RunOptions(paths=(), ignore=("committed-secret",))).check_staged()
    for result in (run(), staged):
        assert (localize(result), result.troubles) == ([], ())
        assert [str(note).endswith(": the files that it names were not looked for") for note in result.notes] == [True]
    assert len(find_places(here(), RunOptions()).notes) == 1
    repo.write("docker-compose.yml", COMPOSE + "# x\n" * 1000)
    assert (localize(run()), run().notes) == (FOUND, ())


@pytest.mark.parametrize("path", [r"a\0b", "a" * 5000, "b/" * 3000, r"a\nb", r"\x1b[1m", r"\uFFFF", "%00", "~", "C:x", "."])
def test_a_path_that_no_system_has_ends_nothing(repo: Repo, path: str) -> None:
    repo.write("docker-compose.yml", COMPOSE.replace("config/app.vars", f'"{path}"'))
    repo.git("add", ".")
    staged = Session(here(), RunOptions(paths=(), ignore=("committed-secret",))).check_staged()
    for result in (run(), run("docker-compose.yml"), staged):
        assert (localize(result), result.troubles) == (FOUND[1:], ())


HOOKED = "services:\n  a: {image: x, env_file: [my.vars, .env]}\n"


@pytest.fixture
def hooked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repo:
    """A Compose file that git tracks, and two faulty files that it names: `.env` is ignored by git."""
    repo = Repo(tmp_path / "shop")
    repo.add(".gitignore", ".env\n")
    repo.add("docker-compose.yml", HOOKED)
    for name in (".env", "my.vars"):
        repo.write(name, f"VTEX_APP_KEY={TOKEN}\nVTEX_APP_TOKEN={KEY}\n")
    monkeypatch.chdir(repo.path)
    return repo


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (("docker-compose.yml",), {"my.vars"}),  # as a hook names it
        (("docker-compose.yml", ".env"), {"my.vars", ".env"}),
        ((".",), {"my.vars", ".env"}),
        ((".", "docker-compose.yml"), {"my.vars", ".env"}),
    ],
)
def test_what_git_ignores_is_not_read_for_a_named_file(hooked: Repo, paths: tuple[str, ...], expected: set[str]) -> None:
    result = Session(here(), RunOptions(paths=paths, select=("swapped-values",))).check_paths()
    assert {path for path, _ in localize(result)} == expected
    assert result.troubles == ()
    assert [(one.kind, one.paths) for one in result.outcome.coverage.skipped] == (
        [("ignored-file", (".env",))] if ".env" not in expected else []
    )


def test_an_ignored_file_that_a_walked_file_names_is_read(hooked: Repo) -> None:
    hooked.write(".gitignore", ".env\nmy.vars\n")
    assert len(localize(Session(here(), RunOptions(select=("swapped-values",))).check_paths())) == 2
    assert localize(Session(here(), RunOptions(paths=("docker-compose.yml",))).check_paths()) == []


def test_outside_of_git_and_as_tracked_it_is_read(hooked: Repo, tmp_path: Path) -> None:
    options = RunOptions(paths=("docker-compose.yml",), select=("swapped-values",))
    assert len(localize(Session(here(), options._replace(assume_tracked=True)).check_paths())) == 2
    (hooked.path / ".git").rename(tmp_path / "elsewhere")
    assert len(localize(Session(here(), options).check_paths())) == 2


@pytest.mark.parametrize(
    ("paths", "fixed"),
    [
        (("docker-compose.yml",), set()),
        (("docker-compose.yml", "my.vars"), {"my.vars"}),
        ((".",), {"my.vars", ".env"}),
        ((".env",), {".env"}),
    ],
)
@pytest.mark.parametrize("writes", [True, False])
def test_only_what_is_named_or_found_is_fixed(hooked: Repo, paths: tuple[str, ...], fixed: set[str], writes: bool) -> None:
    before = {name: (hooked.path / name).read_text() for name in ("my.vars", ".env")}
    repair = Repair(here(), unsafe=True, writes=writes)
    result = Session(here(), RunOptions(paths=paths, select=("swapped-values",))).check_paths(repair)
    assert {finding.location.path for finding in repair.fixed} == fixed
    assert {name for name, text in before.items() if (hooked.path / name).read_text() != text} == (fixed if writes else set())
    told = {path for path, _ in localize(result)}
    assert told == ({"my.vars"} if not fixed else set())
    notes = [str(note) for note in result.notes if "was not fixed" in note]
    assert notes == [f"{path}: was not fixed: only another file names it; to fix it, name it on the command line" for path in sorted(told)]
