"""`vtexlint init`: what it writes, asks, leaves alone and says."""

import os
import subprocess
from pathlib import Path

import pytest
import tomli
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.cli import terminal
from tests.examples import examples
from tests.fake import KEY, TOKEN
from vtexlint.cli.init.mirror import Mirror, block
from vtexlint.cli.init.pre_commit_config import UnclearError, with_hook
from vtexlint.cli.init.settings_plan import own_file, with_table
from vtexlint.cli.main import run
from vtexlint.settings_table import from_table

WRITTEN = ["vtexlint.toml", ".git/hooks/pre-commit", ".gitignore"]
FILES = ["vtexlint.toml", ".gitignore"]  # of the work tree
LINES = ".env\n.env.*\n!.env.example\nvtex.env\n"
MIRROR = ("--repo", "https://git.example.com/tools/lint", "--rev", "v0.1.0")
BLOCK = block(Mirror(MIRROR[1], MIRROR[3]))
(ITEM,) = yaml.safe_load(BLOCK)


pytestmark = pytest.mark.usefixtures("no_trial")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh repository, alone in a directory of its own."""
    where = tmp_path / "project"
    where.mkdir()
    monkeypatch.chdir(where)
    subprocess.run(["git", "init", "-q", "."], check=True)
    return where


def files(where: Path) -> dict[str, bytes]:
    return {str(path.relative_to(where)): path.read_bytes() for path in where.rglob("*") if path.is_file() and ".git" not in path.parts}


def test_a_fresh_repository_gets_all_three_and_check_and_git_take_them(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["init", "--yes"]) == 0
    out = capsys.readouterr().out
    assert [f"wrote {name}" in out for name in WRITTEN] == [True] * 3
    assert sorted(files(here)) == sorted(FILES)
    assert from_table(tomli.loads((here / "vtexlint.toml").read_text())).force_exclude
    for name, ignored in (
        (".env", True),
        (".env.local", True),
        ("vtex.env", True),
        ("a/.env", True),
        (".env.example", False),
        ("x.env", False),
    ):
        assert (subprocess.run(["git", "check-ignore", "-q", name], check=False).returncode == 0) == ignored, name
    assert run(["check"]) == 0


def test_a_second_time_there_is_nothing_to_write(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["init", "--yes"])
    before = files(here)
    capsys.readouterr()
    assert run(["init", "--yes"]) == 0
    assert files(here) == before
    assert capsys.readouterr().out.count("already there") == 3


def test_a_dry_run_shows_all_and_writes_nothing(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["init", "--dry-run"]) == 0
    out = capsys.readouterr().out
    assert all(f"new file {name}" in out for name in WRITTEN)
    assert "  + .env\n" in out
    assert "Nothing was written." in out
    assert files(here) == {}


def test_without_a_terminal_it_asks_for_yes(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["init"]) == 2
    assert "--yes" in capsys.readouterr().err
    assert files(here) == {}


@pytest.mark.parametrize(
    ("answers", "written"),
    [("\n\n\n", WRITTEN), ("y\nn\nYES\n", FILES), ("n\nno\nq\n", []), ("y\n\x04", ["vtexlint.toml"])],
)
def test_on_a_terminal_it_asks_before_each_file(here: Path, answers: str, written: list[str]) -> None:
    status, out, _ = terminal.run("init", "--no-trial", cwd=here, answers=answers)
    assert status == (WRITTEN[1] not in written)
    assert "Write vtexlint.toml? [Y/n]" in out
    assert [name for name in WRITTEN if (here / name).exists()] == [name for name in WRITTEN if name in written]


CONFIG = "# ours\r\nrepos:\r\n- repo: https://x/y\r\n  rev: 'v1' # pinned\r\n  hooks: [{id: a}]\r\n\r\n# the end\r\n"


def test_what_is_there_is_kept_byte_for_byte(here: Path) -> None:
    (here / ".pre-commit-config.yaml").write_bytes(CONFIG.encode())
    (here / ".gitignore").write_bytes(b"node_modules\r\n*.log")
    os.chmod(here / ".gitignore", 0o600)
    assert run(["init", "--yes", *MIRROR]) == 0
    assert (here / ".gitignore").read_bytes() == b"node_modules\r\n*.log\r\n" + LINES.replace("\n", "\r\n").encode()
    assert (here / ".gitignore").stat().st_mode & 0o777 == 0o600
    after = (here / ".pre-commit-config.yaml").read_bytes().decode()
    added = BLOCK.replace("\n", "\r\n")
    assert after == CONFIG.replace("[{id: a}]\r\n", "[{id: a}]\r\n" + added)


@pytest.mark.parametrize(
    "text",
    [
        "[",
        "- x\n",
        "repos: {a: b}\n",
        "repos: [{repo: x}]\n",
        "a: &a [*a]\n",
        "{repos: []}\n",
        "{a: 1}\n",
        "a: 1\n...\n",
        "repos: &a []\nb: *a\n",
    ],
)
def test_an_unusual_hook_file_is_left_alone_and_the_snippet_is_shown(here: Path, capsys: pytest.CaptureFixture[str], text: str) -> None:
    (here / ".pre-commit-config.yaml").write_text(text)
    assert run(["init", "--yes", *MIRROR]) == 1
    assert (here / ".pre-commit-config.yaml").read_text() == text
    out = capsys.readouterr().out
    assert ".pre-commit-config.yaml was not changed" in out
    assert "- id: vtexlint\n" in out
    assert "Not set up: git hook" in out
    assert run(["init", "--yes", *MIRROR]) == 1
    out = capsys.readouterr().out
    assert "nothing to write" not in out
    assert "Nothing was written.\nNot set up: git hook" in out
    assert run(["init", "--dry-run", *MIRROR]) == 0
    assert "Nothing was written.\nNot set up: git hook" in capsys.readouterr().out


ITEM_LINES = "".join(f"  {line}\n" for line in BLOCK.splitlines())


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("", "repos:\n" + ITEM_LINES),
        ("\n# ours\n", "\n# ours\nrepos:\n" + ITEM_LINES),
        ("# ours", "# ours\nrepos:\n" + ITEM_LINES),
        ("---\n# ours\n", "---\n# ours\nrepos:\n" + ITEM_LINES),
        ("repos:", "repos:\n" + ITEM_LINES),
        ("repos:\n", "repos:\n" + ITEM_LINES),
        ("repos: []\n", "repos:\n" + ITEM_LINES),
        ("repos: []", "repos:\n" + ITEM_LINES),
        ("repos: null\nci: {}\n", "repos:\n" + ITEM_LINES + "ci: {}\n"),
        ("# a\nrepos: [ ] # b\n# c\nfail_fast: true # d\n", "# a\nrepos: # b\n" + ITEM_LINES + "# c\nfail_fast: true # d\n"),
        ("repos: # b\n# c\n\nfail_fast: true\n", "repos: # b\n" + ITEM_LINES + "# c\n\nfail_fast: true\n"),
        ("fail_fast: true\nrepos: # b", "fail_fast: true\nrepos: # b\n" + ITEM_LINES),
        ("repos:\n  []\n", "repos:\n\n" + ITEM_LINES),
        ("fail_fast: true\n", "fail_fast: true\nrepos:\n" + ITEM_LINES),
        ('"repos": []\r\n# x\r\n', ('"repos":\n' + ITEM_LINES + "# x\n").replace("\n", "\r\n")),
        ("\ufeffrepos: []\n", "\ufeffrepos:\n" + ITEM_LINES),
    ],
)
def test_a_file_without_a_hook_yet_gets_its_first_and_keeps_its_comments(
    here: Path, capsys: pytest.CaptureFixture[str], text: str, after: str
) -> None:
    config = here / ".pre-commit-config.yaml"
    config.write_bytes(text.encode())
    assert run(["init", "--yes", *MIRROR]) == 0
    assert config.read_bytes().decode() == after
    assert yaml.safe_load(after.removeprefix("\ufeff"))["repos"] == [ITEM]
    out = capsys.readouterr().out
    assert "wrote .pre-commit-config.yaml" in out
    assert "Not set up" not in out
    assert "`pre-commit install`" in out
    assert "  +   - repo: https://" in out
    assert ("  - repos: []\n  + repos:\n" in out) == (text in ("repos: []\n", "repos: []", "\ufeffrepos: []\n") and "\ufeff" not in text)
    assert run(["init", "--yes", *MIRROR]) == 0
    assert config.read_bytes().decode() == after


def test_a_hook_that_is_there_stays_as_it_is(here: Path) -> None:
    text = "repos:\n  - repo: local\n    hooks:\n      - id: vtexlint-fix\n"
    (here / ".pre-commit-config.yaml").write_text(text)
    run(["init", "--yes"])
    assert (here / ".pre-commit-config.yaml").read_text() == text


@pytest.mark.parametrize(
    ("name", "text"), [("pyproject.toml", "[tool.vtexlint]\n"), (".vtexlint.toml", ""), ("vtexlint.toml", "ignore = []\n")]
)
def test_settings_that_are_there_stay(here: Path, name: str, text: str) -> None:
    (here / name).write_text(text)
    run(["init", "--yes"])
    assert sorted(files(here)) == sorted([name, ".gitignore"])
    assert (here / name).read_text() == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[project]\nname = 'x' # ours",
        "# ours\r\n[project]\r\nname = 'x'\r\n",
        "[tool.ruff]\nline-length = 90\n\n[[tool.x]]\na = 1\n",
        "\ufeff[project]\n",
    ],
)
def test_a_pyproject_gets_a_table_and_keeps_the_rest(here: Path, text: str) -> None:
    (here / "pyproject.toml").write_bytes(text.encode())
    assert run(["init", "--yes"]) == 0
    after = (here / "pyproject.toml").read_bytes().decode()
    assert after.startswith(text)
    assert not (here / "vtexlint.toml").exists()
    before, now = tomli.loads(text.removeprefix("\ufeff")), tomli.loads(after.removeprefix("\ufeff"))
    assert from_table(now["tool"].pop("vtexlint")).force_exclude
    assert now == {"tool": {}} | before
    assert ("\r\n" in text) == ("\n" not in after.replace("\r\n", ""))
    assert run(["init", "--yes"]) == 0
    assert (here / "pyproject.toml").read_bytes().decode() == after


@pytest.mark.parametrize("text", ["[", "tool = 1\n", "tool = { a = 1 }\n", "[tool]\nx = { y = 1"])
def test_a_pyproject_that_cannot_take_a_table_stays(text: str) -> None:
    assert with_table(text) is None


def test_a_pyproject_that_is_a_link_stays(here: Path) -> None:
    (here / "real.toml").write_text("")
    (here / "pyproject.toml").symlink_to("real.toml")
    assert run(["init", "--yes"]) == 0
    assert (here / "real.toml").read_text() == ""
    assert (here / "vtexlint.toml").read_text() == own_file()


def test_broken_settings_are_told_first(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "vtexlint.toml").write_text("ignroe = []\n")
    assert run(["init", "--yes"]) == 2
    assert "did you mean `ignore`" in capsys.readouterr().err
    assert sorted(files(here)) == ["vtexlint.toml"]


@pytest.mark.parametrize("name", [".env", "prod.env", ".env.local"])
def test_a_tracked_env_file_is_told_loudly_and_an_example_is_not(here: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    for each in (name, ".env.example", ".envrc", "package.json"):
        (here / each).write_text("A=1\n")
    subprocess.run(["git", "add", "-f", "."], check=True)
    assert run(["init", "--yes"]) == 0
    error = capsys.readouterr().err
    assert error.count("TRACKED") == 1
    assert f"git rm --cached {name}\n" in error


@pytest.mark.parametrize(
    ("before", "added"),
    [
        (".env*\nvtex.env\n", ""),
        ("*.env*\n", ""),
        ("# ours\n.env*", "\nvtex.env\n"),
        (".env\n", ".env.*\n!.env.example\nvtex.env\n"),
        (".env.*\n!.env.example\n", ".env\nvtex.env\n"),
    ],
)
def test_only_what_is_not_ignored_yet_is_added(here: Path, before: str, added: str) -> None:
    (here / ".gitignore").write_text(before)
    run(["init", "--yes"])
    assert (here / ".gitignore").read_text() == before + added


def test_templates_that_are_there_stay_in_git(here: Path) -> None:
    for name in (".env.sample", ".env.dist", ".env.local", "example.env"):
        (here / name).write_text("A=1\n")
    run(["init", "--yes"])
    assert (here / ".gitignore").read_text() == ".env\n.env.*\n!.env.example\n!.env.dist\n!.env.sample\nvtex.env\n"


def test_a_file_that_contains_a_token_now_is_ignored_by_its_name(here: Path) -> None:
    """Each of these that belongs into .gitignore: not one that belongs in git, whose value must go."""
    pair = f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}\n"
    (here / "shop [old]").mkdir()
    for name in ("prod.env", "shop [old]/a*b.env", "shop [old]/.env", "example.env"):
        (here / name).write_text(pair)
    (here / "empty.env").write_text("VTEX_APP_TOKEN=\n")
    (here / "compose.yaml").write_text(f"VTEX_APP_TOKEN: {TOKEN}\n")
    assert run(["init", "--yes"]) == 0
    assert (here / ".gitignore").read_text() == LINES + "/prod.env\n/shop \\[old]/a\\*b.env\n"
    listed = subprocess.run(["git", "ls-files", "-oz", "--exclude-standard"], check=True, capture_output=True).stdout.decode().split("\0")
    assert sorted(filter(None, listed)) == [".gitignore", "compose.yaml", "empty.env", "example.env", "vtexlint.toml"]
    before = files(here)
    run(["init", "--yes"])
    assert files(here) == before


def test_nothing_is_written_outside_the_directory(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outside = here.parent / "outside"
    outside.mkdir()
    (outside / "hooks.yaml").write_text("repos:\n  - repo: local\n    hooks: []\n")
    (outside / "ignore").write_text("")
    (here / ".pre-commit-config.yaml").symlink_to(outside / "hooks.yaml")
    (here / ".gitignore").symlink_to(outside / "ignore")
    before = files(outside)
    assert run(["init", "--yes", *MIRROR]) == 1
    assert files(outside) == before
    assert capsys.readouterr().out.count("is a symbolic link and was not changed") == 2
    assert (here / ".gitignore").is_symlink()


def test_a_folder_of_a_repository_gets_its_own_files_alone(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "shop").mkdir()
    assert run(["init", "--yes", "shop"]) == 1
    assert sorted(files(here)) == ["shop/.gitignore", "shop/vtexlint.toml"]
    assert f"vtexlint init {here}" in capsys.readouterr().out
    assert run(["init", "--yes"]) == 0
    assert run(["init", "--yes", "shop"]) == 0


def test_outside_any_repository_there_are_settings_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["init", "--yes", str(tmp_path)]) == 1
    assert sorted(files(tmp_path)) == ["vtexlint.toml"]
    assert "git init" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["absent"], ["--ys"], ["a", "b"]])
def test_wrong_usage(here: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    try:
        status = run(["init", "--yes", *arguments])
    except SystemExit as exit:
        status = int(exit.code or 0)
    assert status == 2
    assert capsys.readouterr().err.startswith("vtexlint: ")


def test_a_file_that_is_no_text_is_left_alone(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / ".gitignore").write_bytes(b"\xff\xfe")
    assert run(["init", "--yes"]) == 2
    assert ".gitignore: is not UTF-8 text" in capsys.readouterr().err
    assert sorted(files(here)) == [".gitignore"]


SCALARS = st.sampled_from(["x", "v1.0", "a b", "# no", "|", "~", "1", "a: b", "é", ""])
HOOK = st.fixed_dictionaries(
    {"id": SCALARS}, optional={"args": st.lists(SCALARS, max_size=2), "files": st.sampled_from(["a\nb\n", "(?x)\n a\n"])}
)
REPO = st.fixed_dictionaries({"repo": SCALARS, "hooks": st.lists(HOOK, max_size=2)}, optional={"rev": SCALARS})
DOCUMENTS = st.fixed_dictionaries(
    {"repos": st.lists(REPO, min_size=1, max_size=3)}, optional={"exclude": SCALARS, "zz": st.lists(SCALARS, max_size=2)}
)


@examples(60)
@given(
    DOCUMENTS,
    st.booleans(),
    st.sampled_from([None, True, False]),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["", "# c\n", "\n\n"]),
    st.booleans(),
)
def test_an_item_is_added_to_any_list_and_the_rest_is_kept(
    document: dict[str, object], indented: bool, flow: bool | None, newline: str, tail: str, ends: bool
) -> None:
    class Dumper(yaml.SafeDumper):
        def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
            return super().increase_indent(flow, indentless and not indented)

    text = yaml.dump(document, Dumper=Dumper, sort_keys=False, default_flow_style=flow, allow_unicode=True) + tail
    text = (text if ends else text.rstrip("\n")).replace("\n", newline)
    before = yaml.safe_load(text)
    try:
        after = with_hook(text, BLOCK)
    except UnclearError:
        assert flow is True or before != document
        return
    assert after is not None
    start = next((index for index, (a, b) in enumerate(zip(text, after, strict=False)) if a != b), len(text))
    kept = len(text) - start
    assert after[:start] + after[len(after) - kept :] == text
    assert yaml.safe_load(after) == dict(before, repos=[*before["repos"], ITEM])
    assert with_hook(after, BLOCK) is None
