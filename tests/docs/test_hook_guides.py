"""The guides for husky, lint-staged, lefthook and plain git hooks, followed with the real programs.

`HOOK_MANAGERS` is the folder that tests/docs/hook_managers is installed in.
"""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import clients
from tests.fake import KEY, TOKEN
from tests.paths import ROOT

PAIR = f"VTEX_APP_KEY: {KEY}\nVTEX_APP_TOKEN: {TOKEN}\n"
MODULES = Path(os.environ.get("HOOK_MANAGERS", Path(__file__).parent / "hook_managers")) / "node_modules"
NPM = pytest.mark.skipif(
    not MODULES.is_dir(), reason="husky is not installed (`npm install --no-save --ignore-scripts` in tests/docs/hook_managers)"
)
_FENCE = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Reader:
    """Who follows a guide: runs its commands, writes its files, compares what is printed."""

    def __init__(self, where: Path) -> None:
        self.where = where
        self.environment = clients.environment(NO_COLOR="1", HOME=str(where.parent))
        self.environment["PATH"] = f"{MODULES / '.bin'}{os.pathsep}{self.environment['PATH']}"
        self.sh("git init -q -b main .")

    def sh(self, command: str) -> str:
        done = clients.run(self.where, "sh", "-ec", command, environment=self.environment)
        assert done.returncode == 0, f"{command}\n{done.stdout}"
        return done.stdout

    def write(self, name: str, text: str) -> None:
        (self.where / name).parent.mkdir(parents=True, exist_ok=True)
        (self.where / name).write_text(text)
        if text.startswith("#!"):
            (self.where / name).chmod(0o755)

    def show(self, transcript: str) -> None:
        """Run what follows each `$ `, and find the lines below it in what is printed; `...` stands for anything."""
        parts = re.split(r"^\$ (.*)\n", transcript, flags=re.MULTILINE)[1:]
        for command, expected in zip(parts[::2], parts[1::2], strict=True):
            done = clients.run(self.where, "sh", "-c", command, environment=self.environment)
            wanted = [part.strip() for line in expected.splitlines() for part in line.split("...")]
            assert [line for line in wanted if line not in done.stdout] == [], f"{command}\n{done.stdout}"
            assert TOKEN not in done.stdout
            assert (done.returncode != 0) == ("git commit" in command), command

    def follow(self, page: str) -> None:
        for kind, name, text in _FENCE.findall((ROOT / "docs" / page).read_text()):
            if name:
                self.write(name, text)
            elif kind == "console":
                self.show(text)
            elif kind == "sh":
                self.sh(text)

    def demand_works(self) -> None:
        """Good files are committed still."""
        self.write("shop.yaml", "VTEX_APP_KEY: ${KEY}\nVTEX_APP_TOKEN: ${TOKEN}\n")
        self.sh("git add shop.yaml && git commit -qm good")


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Reader]:
    where = tmp_path / "shop"
    where.mkdir()
    made = Reader(where)
    made.write("shop.yaml", PAIR)
    yield made
    made.demand_works()


def _with_package(reader: Reader, **more: object) -> None:
    (reader.where / "node_modules").symlink_to(MODULES)
    reader.write("package.json", json.dumps({"devDependencies": {"husky": "^9"}} | more))
    reader.write(".gitignore", "node_modules\n")


@NPM
def test_husky(reader: Reader) -> None:
    _with_package(reader)
    reader.follow("husky.md")


@NPM
def test_lint_staged(reader: Reader) -> None:
    _with_package(reader)
    reader.sh("npx husky")
    reader.write(".husky/pre-commit", "npx lint-staged\n")
    reader.write(".lintstagedrc.json", '{"*.md": "true"}\n')
    shown, _, rest = (ROOT / "docs/lint-staged.md").read_text().partition("## In lint-staged")
    for kind, name, text in _FENCE.findall(shown):
        assert not name
        (reader.show if kind == "console" else reader.sh)(text)
    reader.show("$ git add shop.yaml && git commit -q -m x\nerror committed-secret: an appToken is staged")
    # the second way alone
    reader.write(".husky/pre-commit", "npx lint-staged\n")
    for kind, name, text in _FENCE.findall(rest):
        if kind == "console":
            assert "lintstagedrc.json calls vtexlint" in reader.sh("git reset -q; vtexlint init --yes")
            reader.show(text)
        else:
            reader.write(name, text)


@NPM
def test_lefthook(reader: Reader) -> None:
    _with_package(reader)
    reader.write("lefthook.yml", 'pre-commit: # our checks\n  commands:\n    # the first of ours\n    types:\n      run: "true"\n')
    reader.follow("lefthook.md")


def test_plain_hooks(reader: Reader) -> None:
    reader.sh("git init -q --bare ../server.git && git remote add origin ../server.git")
    page = (ROOT / "docs/git-hooks.md").read_text()
    blocks = {name: text for _, name, text in _FENCE.findall(page) if name}
    transcripts = [text for kind, _, text in _FENCE.findall(page) if kind == "console"]
    reader.sh("git commit -q --allow-empty -m first && git push -q origin HEAD")
    reader.write(".git/hooks/pre-commit", blocks[".git/hooks/pre-commit"])
    reader.show(transcripts[0])
    reader.write(".git/hooks/pre-push", blocks[".git/hooks/pre-push"])
    reader.show(transcripts[1])
    # a new branch, a token that is gone again, a branch without one, a deletion
    reader.sh("git switch -q -c other && git rm -q shop.yaml && git commit -q -m removed")
    done = clients.run(reader.where, "git", "push", "-q", "origin", "other", environment=reader.environment)
    assert (done.returncode, "shop.yaml" in done.stdout) == (1, True), done.stdout
    reader.sh(
        "git switch -q -c clean origin/main && git commit -q --allow-empty -m x && git push -q origin clean && git push -q origin :clean"
    )
    # a URL: what the remote has already is not held against the push, what is new is
    reader.sh("git push -q --no-verify origin other && git switch -q -c more other && git commit -q --allow-empty -m more")
    url = f"file://{reader.where.parent}/server.git"
    reader.sh(f"git push -q {url} HEAD:refs/heads/more && git tag note $(git hash-object -w README.md) && git push -q {url} note")
    reader.sh("git reset -q --hard && echo again > again.txt && git cat-file -p other~1:shop.yaml >> again.txt")
    reader.sh("git add again.txt && git commit -q --no-verify -m again")
    done = clients.run(reader.where, "git", "push", "-q", url, "HEAD:refs/heads/again", environment=reader.environment)
    assert (done.returncode, "again.txt" in done.stdout) == (1, True), done.stdout


@pytest.mark.parametrize("page", ["husky.md", "lint-staged.md", "lefthook.md", "git-hooks.md"])
def test_each_guide_is_found(page: str) -> None:
    assert f"]({page})" in (ROOT / "docs/pre-commit.md").read_text()


def test_the_lock_file_fixes_the_bytes_and_names_no_other_registry() -> None:
    lock = json.loads((ROOT / "tests/docs/hook_managers/package-lock.json").read_text())
    packages = [one for name, one in lock["packages"].items() if name]
    assert len(packages) > 10
    assert all(one["integrity"].startswith("sha512-") for one in packages)
    assert {one.get("resolved", "https://registry.npmjs.org/").split("/")[2] for one in packages} == {"registry.npmjs.org"}
