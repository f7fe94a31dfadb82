"""CONTRIBUTING's walk from a clone to a commit, done as it is written: its commands are run and its files written, in its order."""

import os
import re
import shutil
import textwrap
from pathlib import Path

import pytest

from tests import checkout, clients
from tests.paths import ROOT
from vtexlint._startup.typed import NamedTuple

PAGE = (ROOT / "CONTRIBUTING.md").read_text()
HEADING = "From a clone to a merged rule"
FENCE = re.compile(
    r"^(?P<indent> *)(?P<fence>```|~~~)(?P<language>\w+)(?: (?P<path>\S+))?\n(?P<text>.*?)^ *(?P=fence)$", re.MULTILINE | re.DOTALL
)
RULE = "kept-pair"


class Block(NamedTuple):
    """A block of the page: commands, or a file and its text."""

    language: str
    path: str
    text: str


def blocks() -> list[Block]:
    section = PAGE.partition(f"\n## {HEADING}\n")[2].partition("\n## ")[0]
    return [Block(one["language"], one["path"] or "", textwrap.dedent(one["text"])) for one in FENCE.finditer(section)]


def script() -> str:
    """The walk, as a script of bash: a file is written whole, and CHANGELOG.md gets its line before the first of the list."""
    lines = ["set -euo pipefail"]
    for block in blocks():
        if block.language == "sh":
            lines.append(block.text)
        elif block.path == "CHANGELOG.md":
            lines.append(f"python3 - <<'END'\n{INSERT.format(line=block.text)}END")
        else:
            lines.append(f"mkdir -p {os.path.dirname(block.path)}\ncat > {block.path} <<'END'\n{block.text}END")
    return "\n".join(lines) + "\n"


INSERT = """\
from pathlib import Path
page = Path("CHANGELOG.md")
page.write_text(page.read_text().replace("\\n- ", '''\\n{line}- ''', 1))
"""


def test_the_page_has_the_walk() -> None:
    found = blocks()
    assert [block.path for block in found if block.path] == [
        "vtexlint/rules/kept_pair.py",
        *(f"tests/cases/kept-pair/first.{ending}" for ending in ("env", "yaml", "json", "toml")),
        *(f"tests/cases/kept-pair/silent.{ending}" for ending in ("yaml", "env", "json", "toml")),
        "CHANGELOG.md",
    ]
    assert found[0].text.startswith("git clone")
    assert found[-1].text.startswith("git add -A\n")
    assert "TODO" not in "".join(block.text for block in found)


@pytest.mark.skipif(shutil.which("bash") is None, reason="a script is not a program there")
def test_the_walk(tmp_path: Path) -> None:
    origin = checkout.copy_to(tmp_path / "origin")
    # without the environment of the tests on the PATH: the walk makes its own
    environment = clients.environment(ADDRESS=str(origin), MYPY_CACHE_DIR=str(checkout.mypy_cache(tmp_path / "mypy")))
    environment["PATH"] = os.environ["PATH"]
    environment.pop("CI", None)  # a contributor's machine; what is skipped there is not the walk's matter
    done = clients.run(tmp_path, "bash", "-c", script(), environment=environment, seconds=1500)
    if done.returncode and any(reason in done.stdout for reason in clients.NO_INDEX):
        pytest.skip("no package index to install the development tools from")
    assert done.returncode == 0, done.stdout[-8000:]
    clone = tmp_path / "vtexlint"
    assert "info kept-pair: the names of this pair say that it is old" in done.stdout
    expected = {name: (clone / f"tests/cases/{RULE}/{name}.expected").read_text() for name in ("first.env", "silent.yaml")}
    assert "--> first.env:1:18" in expected["first.env"]
    assert expected["silent.yaml"].startswith("no findings in 1 config file")
    assert clients.run(clone, "git", "status", "--short", environment=environment).stdout == ""
    subject = clients.run(clone, "git", "log", "-1", "--format=%s", environment=environment).stdout.strip()
    assert subject == "A rule for pairs that are kept under an old name"
    changed = clients.run(clone, "git", "show", "--format=", "--name-only", "HEAD", environment=environment).stdout.split()
    assert {"CHANGELOG.md", "vtexlint/rules/registry.py", f"docs/rules/{RULE}.md", "vtexlint/rules/kept_pair.py"} <= set(changed)
    (clone / "shop.env").write_text("VTEX_APP_KEY_OLD=vtexappkey-fakestore-AAAAAA\nVTEX_APP_TOKEN_OLD=" + "Q" * 128 + "\n")
    hooked = clients.run(clone, "sh", "-c", "git add -f shop.env && git commit -qm x", environment=environment)
    assert hooked.returncode == 1, hooked.stdout  # the hooks are installed
