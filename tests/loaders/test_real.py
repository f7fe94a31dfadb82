"""The models against the loaders themselves, on made-up lines.

Where a loader is not installed its test is skipped; .ci/run installs them all.
"""

import io
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.loaders import real
from vtexlint.loaders.table import LOADERS

EXAMPLES = int(os.environ.get("LOADER_EXAMPLES", "400"))
WITHIN = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))

PIECES = [
    *"AB=:\"'`\\#\n \t$", "A=", "\nB=", "export ", "export\t", "val", "\\n", "\\\"", "\\'", " #c", "#c", "\"val\"", "'val'", "`val`", "${A}", "$A",
    "${B:-d}", "\r\n", "\r", "\u00a0", "\v", "; c\n", "x y", "-", ".", "[", "\n\n", "A =", "= ", ": ", "\\r", "\\t", "\\\\", "\u200b", "\ufeff", "é", "\f",
    "\x1c", "\x85",
]  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), max_size=14).map("".join) | st.lists(st.sampled_from(PIECES), min_size=1, max_size=5).map(
    lambda pieces: f"A={''.join(pieces)}\nB=2\n"
)

LoaderComparison = Callable[[str], dict[str, str | None] | None]


def disagreement(name: str, text: str, read: LoaderComparison) -> str | None:
    """What differs between the model and the loader, None where nothing does."""
    parse_file = LOADERS[name](text)
    wanted = read(text)
    if wanted is None:
        return None if parse_file.refusal is not None else "the loader refuses, the model does not"
    if any(assignment.runs for assignment in parse_file.assignments):
        untold = {assignment.name for assignment in parse_file.assignments if assignment.runs}
        got = {key: value for key, value in parse_file.values().items() if key not in untold}
        wanted = {key: value for key, value in wanted.items() if key not in untold}
        return None if got == wanted else f"model {got}, loader {wanted}"
    got = parse_file.values()
    return None if got == wanted else f"model {got}, loader {wanted}"


def needs(program: str) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")


def test_node() -> None:
    needs("node")
    if subprocess.run(["node", "-e", "require('util').parseEnv('A=1')"], capture_output=True, check=False).returncode:
        pytest.skip("this node has no util.parseEnv: 20.12 or later is needed")
    with real.node() as read:

        @WITHIN
        @given(texts)
        def agrees(text: str) -> None:
            assume(not re.search(r"(?:\A|[\n=]) +(?:=|\Z)", text.replace("\r", "")))  # node 20 then reads beyond its own memory
            assert disagreement("node", text, read) is None

        agrees()


@pytest.fixture(scope="session")
def dotenv_module(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The path of dotenv for JavaScript: in the folder that DOTENV_NPM names, else installed from npm for this session."""
    needs("npm")
    folder = os.environ.get("DOTENV_NPM")
    for _ in range(1 if folder else 3):  # an install may be cut short; what does not load is no loader to compare with
        prefix = Path(folder) if folder else tmp_path_factory.mktemp("npm")
        if not folder:
            command = ["npm", "install", "--prefix", str(prefix), "--no-audit", "--no-fund", "--silent", "dotenv"]
            subprocess.run(command, capture_output=True, check=False, timeout=120)
        module = str(prefix / "node_modules" / "dotenv")
        if subprocess.run(["node", "-e", "require(process.argv[1])", module], capture_output=True, check=False).returncode == 0:
            return module
    pytest.skip("npm cannot install dotenv here")


def test_dotenv_for_javascript(dotenv_module: str) -> None:
    with real.node(dotenv_module) as read:

        @WITHIN
        @given(texts)
        def agrees(text: str) -> None:
            assert disagreement("dotenv", text, read) is None

        agrees()


@WITHIN
@given(texts)
def test_python_dotenv(text: str) -> None:
    dotenv = pytest.importorskip("dotenv")
    assert disagreement("python-dotenv", text, lambda text: dict(dotenv.dotenv_values(stream=io.StringIO(text, newline=None)))) is None


# words that name no builtin, and neither redirections nor subshells
SHELL = [*"AB=\"'\\#\n \t$;", "A=", "\nB=", "export ", "val", "\\n", "${A}", "$A", "${B:-d}", "A='val'", 'B="val"', "&&", "\u00a0", "\v", ":", "x y", "AB=", "+="]  # fmt: skip
shell_texts = st.lists(st.sampled_from(SHELL), max_size=12).map("".join)


def test_bash(tmp_path: Path) -> None:
    needs("bash")
    with real.bash(tmp_path) as read:

        @WITHIN
        @given(shell_texts)
        def agrees(text: str) -> None:
            # names that an expansion, quotes or a continued line put together are not modelled
            assume(not re.search(r"[}\"'\\]export|\w\\\n", text))
            assert disagreement("bash", text, read) is None

        agrees()


# lines that dotenv 2 for Ruby, which Debian has, reads as 3 does: no escapes, no second quote, no name by itself, one line a value
ruby_lines = st.from_regex(
    re.compile(
        r"(?:export )?[ABC]{1,2} ?[=] ?(?:'[a-z #$A]{0,4}'|\"[a-z #$A]{0,4}\"|[a-z #$ABC{}]{0,6})(?: +#[a-z]{0,2})?|#[a-z]{0,3}|", re.ASCII
    ),
    fullmatch=True,
)


def test_ruby_dotenv() -> None:
    needs("ruby")
    version = subprocess.run(
        ["ruby", "-e", 'require "dotenv/version"; print Dotenv::VERSION'], capture_output=True, check=False
    ).stdout.decode()
    if not version:
        pytest.skip("ruby has no dotenv")
    with real.ruby() as read:

        @WITHIN
        @given(texts if int(version.partition(".")[0]) >= 3 else st.lists(ruby_lines, max_size=5).map("\n".join))
        def agrees(text: str) -> None:
            assert disagreement("ruby", text, read) is None

        agrees()
