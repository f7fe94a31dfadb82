"""Which files a run reads: named ones always, on the walk those whose names say so, and nothing that git or custom rules out."""

import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.run import here
from vtexlint.parsers.formats import format_of
from vtexlint.project.config import Configs
from vtexlint.project.discovery import _PLAIN, Discovery, discover
from vtexlint.project.effective_settings import RunOptions
from vtexlint.project.git.process import Git
from vtexlint.project.run import Session

WALKED = """
.env .env.local .env.production prod.env vtex.env .vtex.env env.example .env.example app.env.j2 .envrc .dev.vars a/b/c/.env
compose.yml compose.yaml wrangler.toml config.json tsconfig.jsonc x.json5 dev.tfvars.json shop.code-workspace
values.yaml.tpl config.json.dist settings.toml.sample app.yml.j2 x.json.template Pipfile .github/workflows/ci.yml
""".split()

PASSED_OVER = """
README.md src/env.py env.d.ts environment.ts .env.py main.py notes.txt config.conf image.png env src/env/main.go
node_modules/x/config.json .venv/lib/a.yaml vendor/a.toml dist/.env build/x.json a/__pycache__/x.json .git/config.json
""".split()


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(*names: str) -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text("x: 1\n")


def found(*paths: str, exclude: tuple[str, ...] = ()) -> Discovery:
    project = here()
    return discover(project, paths or (".",), Configs(project), exclude)


def paths(*named: str, exclude: tuple[str, ...] = ()) -> list[str]:
    return [file.path for file in found(*named, exclude=exclude).files if file.level == "full" or file.named]


def git(*arguments: str) -> None:
    subprocess.run(["git", *arguments], check=True, capture_output=True)


def commit(*options: str) -> None:
    git("add", *(() if options else (".",)))
    git("-c", "user.name=n", "-c", "user.email=n@example.invalid", "commit", "-qm", "x", *options)


def test_a_walk_takes_what_its_name_says_and_nothing_else() -> None:
    write(*WALKED, *PASSED_OVER)
    assert paths() == sorted(WALKED)


def test_what_is_named_is_read_whatever_its_name() -> None:
    write("README.md", "dist/.env", "node_modules/x/config.json")
    assert paths("README.md", "dist/.env", "node_modules/x/config.json") == ["README.md", "dist/.env", "node_modules/x/config.json"]
    assert [file.named for file in found("README.md").files] == [True]


def test_each_file_once_in_the_order_of_names() -> None:
    write("b.json", "a/.env")
    assert paths("b.json", ".", "a", "a/.env", "./b.json") == ["a/.env", "b.json"]
    assert [file.named for file in found(".", "b.json").files] == [False, True]


def test_paths_outside_the_current_directory_are_relative_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write("a/.env", "here/x.txt")
    monkeypatch.chdir(tmp_path / "here")
    assert paths("../a") == ["../a/.env"]


def test_a_directory_that_git_ignores_is_not_entered_and_a_file_that_it_ignores_is_read() -> None:
    git("init", "-q")
    write("out/a.json", "conf/.env", "conf/local.json", ".env", "deep/er/x.json", "kept/x.json")
    Path(".gitignore").write_text("out/\n.env\n/conf/local.json\n/deep/er\n")
    assert paths() == [".env", "conf/.env", "conf/local.json", "kept/x.json"]
    # a folder whose files are all ignored one by one is no ignored folder, from below it too
    assert paths("conf") == ["conf/.env", "conf/local.json"]


def test_a_repository_within_goes_by_its_own_rules() -> None:
    git("init", "-q")
    Path(".gitignore").write_text("gen/\n")
    write("inner/gen2/a.json", "inner/gen/a.json", "gen/a.json")
    git("-C", "inner", "init", "-q")
    Path("inner/.gitignore").write_text("gen2/\n")
    assert paths() == ["inner/gen/a.json"]


def test_a_repository_within_a_directory_that_git_ignores_goes_by_its_own_rules_too() -> None:
    git("init", "-q")
    write(".gitignore", "kept/inner/a.json", "left/b.json")
    Path(".gitignore").write_text("kept/inner/\nleft/\n")
    git("init", "-q", "kept/inner")
    assert paths() == ["kept/inner/a.json"]


def test_a_walk_looks_for_settings_and_repositories_only_where_their_names_are(monkeypatch: pytest.MonkeyPatch) -> None:
    write(*(f"d{number}/a.json" for number in range(20)), "d3/b/c.json")
    Path("d3/VTEXLINT.toml").write_text('exclude = ["b"]\n')  # a file of that name alone, except where the disk ignores case
    asked: list[str] = []
    lstat = os.lstat

    def counted(path: str, **options: int) -> os.stat_result:
        asked.append(path)
        return lstat(path, **options)

    monkeypatch.setattr(os, "lstat", counted)
    assert len(paths()) == 22
    assert [Path(path).parent.name for path in asked if "/d" in path] == ["d3"]


def test_exclude_on_the_command_line_and_in_the_settings() -> None:
    Path("vtexlint.toml").write_text('exclude = ["generated", "*.sample.json", "apps/{one,two}/secret"]\n')
    write("generated/a.json", "x.sample.json", "apps/one/secret/.env", "apps/three/secret/.env", "a.json", "b.json")
    assert paths(exclude=("b.json",)) == ["a.json", "apps/three/secret/.env", "vtexlint.toml"]
    assert paths("generated/a.json") == ["generated/a.json"]


def test_force_exclude_holds_for_named_files_too() -> None:
    Path("vtexlint.toml").write_text('exclude = ["generated"]\nforce-exclude = true\n')
    write("generated/a.json", "a.json")
    assert paths("generated/a.json", "a.json") == ["a.json"]


def test_include_adds_names() -> None:
    Path("vtexlint.toml").write_text('include = ["*.conf", "scripts/*.sh"]\n')
    write("a.conf", "scripts/run.sh", "run.sh")
    assert paths() == ["a.conf", "scripts/run.sh", "vtexlint.toml"]


def test_a_link_gives_a_name_to_what_has_none_of_its_own() -> None:
    write("root/store/secrets.txt", "root/node_modules/shared/.env")
    Path("root/.env").symlink_to("store/secrets.txt")
    Path("root/conf").symlink_to("node_modules/shared")
    assert paths("root") == ["root/.env", "root/conf/.env"]


def test_links_are_followed_below_the_root_and_not_out_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write("root/real/.env", "elsewhere/.env")
    Path("root/link").symlink_to("real")
    Path("root/out").symlink_to("../elsewhere")
    Path("root/loop").symlink_to(".")
    Path("root/out.env").symlink_to("../elsewhere/.env")
    Path("root/in.env").symlink_to("real/.env")
    discovery = found("root")
    assert [file.path for file in discovery.files] == ["root/real/.env"]
    assert discovery.skips is not None
    assert [skipped.message for skipped in discovery.skips.coverage().skipped] == ["1 symbolic link out of the directory or to nothing"]
    assert not discovery.errors


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every directory")
def test_a_directory_that_cannot_be_read_is_an_error() -> None:
    write("locked/.env")
    os.chmod("locked", 0)
    try:
        assert found().errors == ("./locked: cannot be read: Permission denied",)
    finally:
        os.chmod("locked", 0o755)


def test_what_is_not_there_is_an_error_and_the_others_are_read() -> None:
    write("a.json")
    discovery = found("missing\x1b[31m.env", "a.json")
    assert discovery.errors == ("missing?[31m.env: this file or directory does not exist",)
    assert [file.path for file in discovery.files] == ["a.json"]


def levels(*named: str) -> dict[str, str]:
    return {file.path: file.level for file in found(*named).files}


def skipped(*named: str) -> dict[str, tuple[str, ...]]:
    """What is not read: the paths of each kind."""
    skips = found(*named).skips
    assert skips is not None
    return {one.kind: one.paths for one in skips.coverage().skipped}


def test_what_git_tracks_is_read_in_directories_of_dependencies_too() -> None:
    git("init", "-q")
    write("dist/.env", "dist/app.js", "dist/new.js", "dist/new.env", "vendor/x/.idea/a.xml", "target/a.env", "lib/node_modules/x/.env")
    git("add", "-f", "dist/.env", "dist/app.js", "vendor")
    assert levels() == {"dist/.env": "full", "dist/app.js": "search", "vendor/x/.idea/a.xml": "search"}
    assert skipped() == {"heavy": ("lib/node_modules", "target")}


def test_what_git_tracks_is_read_in_directories_of_other_version_control_too() -> None:
    git("init", "-q")
    write(".svn/a.py", ".svn/new.py", "lib/.hg/b.env", ".bzr/c.env", ".hg/store/d.env")
    git("add", "-f", ".svn/a.py", "lib")
    assert levels() == {".svn/a.py": "search", "lib/.hg/b.env": "full"}
    assert skipped() == {"heavy": (".bzr", ".hg")}


def test_a_submodule_below_a_directory_of_dependencies_is_read(tmp_path: Path) -> None:
    write("vendor/sub/a.py", "vendor/sub/b.py", "vendor/clone/c.py")
    for path in ("vendor/sub", "vendor/clone", "."):
        git("init", "-q", path)
    git("-C", "vendor/sub", "add", "a.py")
    git("-C", "vendor/sub", "-c", "user.name=n", "-c", "user.email=n@example.invalid", "commit", "-qm", "x")
    git("add", "vendor/sub")
    assert levels() == {"vendor/sub/a.py": "search"}


def test_what_head_has_and_the_index_lacks_is_read_wherever_it_is() -> None:
    git("init", "-q")
    names = ["a.py", "gone.py", "out/b.py", "out/deep/c.py", "dist/d.js", "node_modules/x/e.js", "gen/f.py", "linked.py", "far/g.py"]
    write(*names, "dist/kept.js")
    commit()
    git("rm", "-rq", "--cached", *names)
    write("out/never.py", "never.log", "node_modules/never.js", "dist/never.js")
    Path(".gitignore").write_text("a.py\nout/\nnode_modules/\n*.log\ngen/\nlinked.py\nfar\nelsewhere\n")
    Path("vtexlint.toml").write_text('exclude = ["gen/"]\n')
    for name in ("gone.py", "linked.py"):
        Path(name).unlink()
    Path("linked.py").symlink_to("a.py")
    Path("far").rename("elsewhere")
    Path("far").symlink_to("elsewhere")
    kept = {".gitignore": "search", "dist/kept.js": "search", "vtexlint.toml": "full"}
    removed = dict.fromkeys(["a.py", "dist/d.js", "node_modules/x/e.js", "out/b.py", "out/deep/c.py"], "search")
    assert levels() == kept | removed
    # a directory of which only a part is read is told; a file that is read is not
    assert skipped() == {
        "heavy": ("node_modules",), "ignored-directory": ("elsewhere", "out"), "ignored-file": ("never.log",), "outside": ("far/g.py",)
    }  # fmt: skip
    assert levels("out") == {"out/b.py": "search", "out/deep/c.py": "search"}
    commit("-q")
    assert levels() == kept


def test_tracked_files_that_are_not_on_disk_are_counted(tmp_path: Path) -> None:
    git("init", "-q", "lib/inner")
    write("lib/inner/x.py", "lib/inner/y.py")
    git("-C", "lib/inner", "add", ".")
    git("-C", "lib/inner", "-c", "user.name=n", "-c", "user.email=n@example.invalid", "commit", "-qm", "x")
    git("init", "-q")
    write("a.py", "b.py", "src/c.py", "src/deep/d.env", "dist/e.js", "gen/f.py", "kept/g.py", "h", "i.py")
    Path("vtexlint.toml").write_text('exclude = ["gen/"]\n')
    commit()
    assert skipped() == {}
    for name in ("a.py", "src/c.py", "src/deep/d.env", "dist/e.js", "gen/f.py", "h", "lib/inner/y.py"):
        Path(name).unlink()
    for name in ("src/deep", "src", "dist"):
        Path(name).rmdir()
    write("h/new.py")  # a directory in the place of a file
    Path("i.py").rename("j.py")
    Path("i.py").symlink_to("j.py")
    assert skipped() == {"absent": ("a.py", "dist/e.js", "h", "lib/inner/y.py", "src/c.py", "src/deep/d.env")}
    assert skipped("lib") == {"absent": ("lib/inner/y.py",)}
    assert skipped("kept") == {}
    git("rm", "-q", "a.py", "dist/e.js")  # the next commit has them no more
    assert "a.py" not in skipped()["absent"]


def test_a_sparse_checkout_is_told() -> None:
    git("init", "-q")
    write("a/x.py", "b/y.py", "b/z.env")
    commit()
    git("sparse-checkout", "set", "a")
    assert levels() == {"a/x.py": "search"}
    assert skipped() == {"absent": ("b/y.py", "b/z.env")}


def test_a_submodule_that_is_not_checked_out_is_told(tmp_path: Path) -> None:
    write("other/x.py")
    git("init", "-q", "other")
    git("-C", "other", "add", ".")
    git("-C", "other", "-c", "user.name=n", "-c", "user.email=n@example.invalid", "commit", "-qm", "x")
    git("init", "-q", "repo")
    git("-C", "repo", "-c", "protocol.file.allow=always", "submodule", "add", "-q", str(tmp_path / "other"), "sub")
    assert levels("repo") == {"repo/.gitmodules": "search", "repo/sub/x.py": "search"}
    git("-C", "repo", "submodule", "--quiet", "deinit", "-f", "sub")
    for start in ("repo", "repo/sub"):
        assert skipped(start) == {"absent": ("repo/sub",)}


def test_where_git_ignores_case_a_name_is_tracked_in_other_letters() -> None:
    git("init", "-q")
    write("a.py", "Src/B.py", "Src/deep/c.env", "Dist/d.js", "Vendor/e.js", "É.py", "gone.py", "Out/f.py")
    commit()
    git("rm", "-q", "--cached", "Out/f.py")
    Path(".gitignore").write_text("*.log\n*.py\n*.PY\nout/\n")
    for old, new in (("a.py", "A.py"), ("Src/B.py", "Src/b.PY"), ("Src", "src"), ("Dist", "dist"), ("Out", "out")):
        Path(old).rename(new)
    Path("gone.py").unlink()
    write("new.py", "dist/new.js")
    elsewhere = {".gitignore": "search", "É.py": "search", "Vendor/e.js": "search", "src/deep/c.env": "full"}
    assert levels() == elsewhere  # names that are others
    git("config", "core.ignorecase", "true")
    found_now = elsewhere | dict.fromkeys(["A.py", "src/b.PY", "dist/d.js", "out/f.py"], "search")
    assert levels() == found_now
    assert skipped() == {"absent": ("gone.py",), "ignored-directory": ("out",), "ignored-file": ("new.py",)}
    assert levels("src") == {"src/b.PY": "search", "src/deep/c.env": "full"}
    assert skipped("src") == {}


def test_git_is_asked_for_what_head_has_only_where_something_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    run = Git.run

    def counted(self: Git, *arguments: str, **options: Any) -> bytes:
        asked.append(next(word for word in arguments if not word.startswith("-")))
        return run(self, *arguments, **options)

    monkeypatch.setattr(Git, "run", counted)
    git("init", "-q")
    write("a.py", "b.env", "c/d.py")
    Path(".gitignore").write_text("b.env\n*.log\n")
    commit()
    found()
    assert asked == ["ls-files"]
    write("x.log", "y.log")
    asked.clear()
    found()
    assert asked == ["ls-files", "diff-index"]


def test_before_the_first_commit_head_has_nothing() -> None:
    git("init", "-q")
    write("a.py", "b.log")
    Path(".gitignore").write_text("*.log\n")
    assert levels() == {".gitignore": "search", "a.py": "search"}
    assert found().errors == ()
    Path(".git/HEAD").write_text("ref: refs/heads/x\n")
    Path(".git/refs/heads/x").write_text(f"{'1' * 40}\n")  # a commit that the clone lacks
    assert [str(error) for error in found().errors] != []


def test_a_part_of_a_repository(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    git("init", "-q")
    write("a/x.py", "a/dist/x.py", "a/.env", "b/x.py", "a/ignored.py")
    Path(".gitignore").write_text("ignored.py\n")
    git("add", "-f", "a/x.py", "a/dist/x.py")
    expected = {"a/.env": "full", "a/dist/x.py": "search", "a/x.py": "search"}
    assert levels("a") == expected
    monkeypatch.chdir("a")
    assert levels() == {path.removeprefix("a/"): level for path, level in expected.items()}
    monkeypatch.chdir("../b")
    assert levels("../a") == {f"../{path}": level for path, level in expected.items()}


def test_a_link_to_a_repository_is_walked_as_its_target(tmp_path: Path) -> None:
    write("real/x.py", "real/.env")
    git("init", "-q", "real")
    Path("link").symlink_to("real")
    assert levels("link") == {"link/.env": "full", "link/x.py": "search"}


def test_excluded_files_and_directories_are_counted() -> None:
    git("init", "-q")
    Path("vtexlint.toml").write_text('exclude = ["gen/", "*.py"]\n')
    write("gen/a.json", "x.py", "y.py", "a.json", "b.json")
    skips = found(exclude=("b.json",)).skips
    assert skips is not None
    assert [(one.by, one.files, one.directories) for one in skips.coverage().excluded] == [
        ("", ("b.json",), ()),
        ("vtexlint.toml", ("x.py", "y.py"), ("gen",)),
    ]


def test_the_endings_of_the_short_way_are_those_of_config_files() -> None:
    assert all(format_of(name + ending) for ending in _PLAIN for name in ("", "a", "a.b", "env.ts"))


@pytest.mark.parametrize(
    ("name", "text", "level"),
    [("secrets", '{"a": 1}', "full"), ("shop.vars", "A=1\nB=2", "full"), ("notes", "Read me.", "search"), ("a.txt", "A=1\nB=2", "search")],
)
def test_a_named_file_without_a_known_name(name: str, text: str, level: str) -> None:
    Path(name).write_text(f"{text}\n")
    run = Session(here(), RunOptions(paths=(name,), assume_tracked=True)).check_paths()
    assert (run.outcome.summary.linted, run.outcome.summary.searched) == ((1, 0) if level == "full" else (0, 1))
