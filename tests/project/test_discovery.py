"""Which files a run reads: named ones always, on the walk those whose names say so, and nothing that git or custom rules out."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.run import here
from vtexlint.project.config import Configs
from vtexlint.project.discovery import Discovery, discover

WALKED = """
.env .env.local .env.production prod.env vtex.env .vtex.env env.example .env.example app.env.j2 .envrc .dev.vars a/b/c/.env
compose.yml compose.yaml wrangler.toml config.json tsconfig.jsonc x.json5 dev.tfvars.json shop.code-workspace
values.yaml.tpl config.json.dist settings.toml.sample app.yml.j2 x.json.template Pipfile .github/workflows/ci.yml
""".split()

PASSED_OVER = """
README.md src/env.py env.d.ts environment.ts .env.py main.py notes.txt config.ini image.png env src/env/main.go
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
    return [file.path for file in found(*named, exclude=exclude).files]


def git(*arguments: str) -> None:
    subprocess.run(["git", *arguments], check=True, capture_output=True)


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
    assert discovery.errors == ("missing?[31m.env: there is no such file or directory",)
    assert [file.path for file in discovery.files] == ["a.json"]
