"""What `vtexlint init` writes for pre-commit and prek: their blocks, and mirrors."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from tests import clients
from tests.cli import terminal
from tests.cli.hook_steps import BAD, GOOD, MIRROR, hook_of
from tests.fake import TOKEN
from vtexlint import _about
from vtexlint._about import __version__
from vtexlint.cli.init import git_hook, prek_config
from vtexlint.cli.init.mirror import MirrorError, block, mirror
from vtexlint.cli.main import run

pytestmark = pytest.mark.usefixtures("no_trial")


# pre-commit and prek


@pytest.mark.parametrize(("name", "text"), [(".pre-commit-config.yaml", "repos: []\n"), ("prek.toml", "repos = []\n"), ("other.toml", "")])
def test_a_framework_that_git_does_not_run_is_named(here: Path, capsys: pytest.CaptureFixture[str], name: str, text: str) -> None:
    (here / name).write_text(text)
    assert run(["init", "-y"]) == 0
    said = f"{name} is here, but git does not run pre-commit in this clone"
    assert (said in capsys.readouterr().out) == (name != "other.toml")
    assert (here / name).read_text() == text
    assert "vtexlint" in hook_of(here).read_text()
    assert run(["init", "-y"]) == 0
    assert said not in capsys.readouterr().out


@pytest.fixture(params=["pre-commit", "prek"])
def framework(request: pytest.FixtureRequest, here: Path, tmp_path: Path) -> Callable[..., "subprocess.CompletedProcess[str]"]:
    """A repository in which `pre-commit install` or `prek install` was run; answers a caller of git."""
    program = shutil.which(request.param, path=str(clients.BIN))
    if program is None:
        pytest.skip(f"{request.param} is not installed")
    environment = clients.environment(PRE_COMMIT_HOME=str(tmp_path / "cache"), PREK_HOME=str(tmp_path / "cache"))
    (here / ".pre-commit-config.yaml").write_text("repos: []\n")
    done = clients.run(here, program, "install", environment=environment)
    assert done.returncode == 0, done.stdout
    assert git_hook.at(str(hook_of(here))).kind == "framework"
    return lambda *arguments: clients.run(here, *arguments, environment=environment)


TOLD = "installs vtexlint from" if _about.HOME else "Then every teammate needs `vtexlint` on PATH to commit"


Framework = Callable[..., "subprocess.CompletedProcess[str]"]


def test_yes_is_not_the_yes_to_a_committed_block(here: Path, framework: Framework, capsys: pytest.CaptureFixture[str]) -> None:
    before = hook_of(here).read_bytes()
    assert run(["init", "-y"]) == 1
    assert (here / ".pre-commit-config.yaml").read_text() == "repos: []\n"
    assert hook_of(here).read_bytes() == before
    out = capsys.readouterr().out
    assert TOLD in out
    assert f"  +   - repo: {_about.HOME or 'local'}\n" in out


@pytest.mark.parametrize(("answer", "written"), [("", False), ("n", False), ("x", False), ("y", True), ("YES", True)])
def test_the_block_needs_an_explicit_yes(here: Path, framework: Framework, answer: str, written: bool) -> None:
    status, out, _ = terminal.run("init", "--no-trial", cwd=here, answers=f"n\n{answer}\nn\n")
    assert TOLD in out
    assert "Change .pre-commit-config.yaml? [y/N]" in out
    assert status == (not written)
    assert (f"repo: {_about.HOME or 'local'}" in (here / ".pre-commit-config.yaml").read_text()) == written


def test_the_local_block_runs(here: Path, framework: Framework) -> None:
    (here / ".pre-commit-config.yaml").write_text("repos:\n" + "".join(f"  {line}\n" for line in block(None).splitlines()))
    assert run(["init", "-y"]) == 0  # it is there, and active
    framework("git", "add", "-A")
    for arguments in ((), ("-a",)):
        (here / "a.env").write_text(BAD)
        if not arguments:
            framework("git", "add", "-f", "a.env")
        done = framework("git", "commit", "-qm", "x", *arguments)
        assert (done.returncode, "committed-secret" in done.stdout) == (1, True), done.stdout
        (here / "a.env").write_text(f"{GOOD}# {arguments}\n")
        framework("git", "add", "-f", "a.env")
        done = framework("git", "commit", "-qm", "x")
        assert done.returncode == 0, done.stdout


def test_a_block_that_nothing_runs_is_not_a_hook(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / ".pre-commit-config.yaml").write_text("repos:\n" + block(mirror("https://git.example.com/x", "v1")))
    assert run(["init", "-y"]) == 1
    assert "`pre-commit install`" in capsys.readouterr().out
    assert not hook_of(here).exists()


def test_a_published_project_is_what_the_question_offers(
    here: Path, framework: Framework, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(_about, "HOME", "https://git.example.com/published")
    assert run(["init", "-y"]) == 1
    out = capsys.readouterr().out
    assert f"  +   - repo: https://git.example.com/published\n  +     rev: v{__version__}\n" in out
    assert "installs vtexlint from https://git.example.com/published for every teammate" in out
    assert "https://git.example.com/published/blob/main/docs/settings.md" in (here / "vtexlint.toml").read_text()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# ours\nrepos = []\n",
        'fail_fast = true # ours\r\n\r\n[[repos]]\r\nrepo = "builtin"\r\nhooks = [{ id = "check-yaml" }]',
        'repos = [ # ours\n  { repo = "builtin", hooks = [{ id = "check-yaml" }] }, # theirs\n]\n',
        'repos = [{ repo = "builtin", hooks = [{ id = "check-yaml" }] }]\nfail_fast = true\n',
    ],
)
@pytest.mark.parametrize("source", [(), MIRROR], ids=["local", "mirror"])
def test_prek_toml_is_what_prek_reads(here: Path, text: str, source: tuple[str, ...]) -> None:
    config = here / "prek.toml"
    config.write_bytes(text.encode())
    if source:
        assert run(["init", "-y", *source]) == 0
        assert not (here / ".pre-commit-config.yaml").exists()
        after = config.read_bytes().decode()
    else:
        after = prek_config.with_hook(text, None) or ""
    assert ("\r\n" in text) == ("\n" not in after.replace("\r\n", ""))
    assert [part for part in text.split() if part not in after] == ["[]"] * (text.count("[]"))
    assert prek_config.has_hook(after)
    config.write_bytes(after.encode())
    if shutil.which("prek", path=str(clients.BIN)):
        done = clients.run(here, "prek", "validate-config", "prek.toml", environment=clients.environment())
        assert done.returncode == 0, done.stdout
    assert run(["init", "-y", *MIRROR]) == 0
    assert config.read_bytes().decode() == after


@pytest.mark.parametrize("text", ["[", "repos = 1\n", "[repos]\na = 1\n"])
def test_a_prek_toml_that_cannot_take_a_hook_is_left_alone(here: Path, capsys: pytest.CaptureFixture[str], text: str) -> None:
    (here / "prek.toml").write_text(text)
    assert run(["init", "-y", *MIRROR]) == 1
    assert (here / "prek.toml").read_text() == text
    lines = "".join(re.findall(r"^    (.*\n)", capsys.readouterr().out, re.MULTILINE))
    assert prek_config.has_hook(lines)


# --repo and --rev


@pytest.mark.parametrize("name", [".pre-commit-config.yaml", "prek.toml"])
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((MIRROR[0], MIRROR[1], "--rev", "v2"), "{name} has `rev: v1` for this repository and was not changed: --rev v2 is not used."),
        (
            ("--repo", "https://git.example.com/other", "--rev", "v1"),
            "{name} has a hook of vtexlint from another place and was not changed",
        ),
    ],
)
def test_a_block_of_another_revision(
    here: Path, name: str, arguments: tuple[str, ...], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if name == "prek.toml":
        (here / name).write_text("")
    run(["init", "-y", *MIRROR, "--no-trial"])
    before = (here / name).read_text()
    capsys.readouterr()
    assert run(["init", "-y", *arguments, "--no-trial"]) == 0
    assert (here / name).read_text() == before
    out = capsys.readouterr().out
    assert f"already there: git hook: {name}" in out
    assert message.format(name=name) in " ".join(out.split())


def test_a_mirror_is_written_without_a_plain_hook(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["init", "-y", *MIRROR]) == 0
    (item,) = yaml.safe_load((here / ".pre-commit-config.yaml").read_text())["repos"]
    assert item == {"repo": MIRROR[1], "rev": "v1", "hooks": [{"id": "vtexlint"}]}
    assert not hook_of(here).exists()
    assert "`pre-commit install`" in capsys.readouterr().out
    assert run(["init", "-y", *MIRROR]) == 0
    out = capsys.readouterr().out
    assert "already there: git hook: .pre-commit-config.yaml" in out
    assert "was not changed" not in out


def test_a_mirror_in_place_of_the_plain_hook(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["init", "-y"])
    assert run(["init", "-y", *MIRROR]) == 0
    assert "delete .git/hooks/pre-commit" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("url", "rev"),
    [
        ("https://git.example.com/a/b.git", "v1.0"),
        ("https://git.example.com:8443/a/b", "1.0"),
        ("ssh://git@git.example.com:22/a", "1e3"),
        ("git@git.example.com:a/b.git", "0123456"),
        ("file:///srv/git/a b", "yes"),
        ("/srv/git/it's #1: x", "2024-01-01"),
        ("C:\\git\\lint", "release/1.2+x"),
    ],
)
def test_what_a_mirror_may_be_and_yaml_reads_it_back(url: str, rev: str) -> None:
    (item,) = yaml.safe_load(block(mirror(url, rev)))
    assert (item["repo"], item["rev"]) == (url, rev)


@pytest.mark.parametrize(
    "url",
    [
        "", "local", "meta", "-c", "--upload-pack=x", "ext::sh -c x", "http://git.example.com/a", "git://git.example.com/a", "../a", "a/b",
        "https://user:pw@git.example.com/a", f"https://{TOKEN}@git.example.com/a", "https://git.example.com", "ssh://-oProxyCommand=x/a",
        "ssh://git:pw@git.example.com/a", "https://git.example.com/a\n  rev: x", "https://git.example.com/a\x1b[2J", "/srv/a\u202eb",
        "git@-x:a", "https://git.example.com/" + "a" * 300, "https://git.example.com/a b",
    ],
)  # fmt: skip
def test_what_is_not_a_mirror(here: Path, capsys: pytest.CaptureFixture[str], url: str) -> None:
    with pytest.raises(MirrorError):
        mirror(url, "v1")
    assert run(["init", "-y", f"--repo={url}", "--rev=v1"]) == 2
    out, err = capsys.readouterr()
    assert err.startswith("vtexlint: --repo needs the address of a git repository")
    assert TOKEN not in out + err
    assert os.listdir(here) == [".git"]


@pytest.mark.parametrize("rev", ["", "-x", "v1\nx: y", "a b", "a..b", "v1:x", "@{1}", "v1.lock", "a/", "x" * 301, "v1'"])
def test_what_is_not_a_revision(here: Path, capsys: pytest.CaptureFixture[str], rev: str) -> None:
    assert run(["init", "-y", "--repo=https://git.example.com/a", f"--rev={rev}"]) == 2
    assert capsys.readouterr().err.startswith("vtexlint: --rev needs a tag or a commit")


@pytest.mark.parametrize("arguments", [("--repo", "https://git.example.com/a"), ("--rev", "v1")])
def test_both_are_needed(here: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]) -> None:
    assert run(["init", "-y", *arguments]) == 2
    assert "--repo and --rev go together" in capsys.readouterr().err
    assert os.listdir(here) == [".git"]
