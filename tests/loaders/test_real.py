"""The models against the loaders themselves, on the lines of the facts and of the page, and on made-up ones.

Where a loader is not installed its test is skipped. .ci/run installs what the package registries have: all but compose-go and the
current dotenv for Ruby. Their tests run where COMPOSE_GO_PATH is a GOPATH with `github.com/compose-spec/compose-go/v2`, and RUBY_DOTENV
the `lib` of the gem. LOADER_NODES lists more programs of Node.js than the one on the PATH, LOADER_EXAMPLES is the number of made-up texts.
"""

import io
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.loaders import real
from tests.loaders.facts import FACTS
from vtexlint.loaders.table import LOADERS
from vtexlint.pages.loaders import SITUATIONS

EXAMPLES = int(os.environ.get("LOADER_EXAMPLES", "400"))
WITHIN = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))

PIECES = [
    *"AB=:\"'`\\#\n \t$", "A=", "\nB=", "export ", "export\t", "val", "\\n", "\\\"", "\\'", " #c", "#c", "\"val\"", "'val'", "`val`", "${A}", "$A",
    "${B:-d}", "\r\n", "\r", "\u00a0", "\v", "; c\n", "x y", "-", ".", "[", "\n\n", "A =", "= ", ": ", "\\r", "\\t", "\\\\", "\u200b", "\ufeff", "é", "\f",
    "\x1c", "\x85", "\n\tA=", "\n \n", "\t", "A-B=", "A= \n", "  #", " # x # y",
]  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), max_size=14).map("".join) | st.lists(st.sampled_from(PIECES), min_size=1, max_size=5).map(
    lambda pieces: f"A={''.join(pieces)}\nB=2\n"
)

# what the facts and the page state; those that would run a command aside
STATED = [
    text for text in (*(text for text, _ in FACTS), *(f"{line}\n" for lines in SITUATIONS.values() for line in lines)) if "$(" not in text
]


def disagreement(name: str, text: str, read: real.Reader) -> str | None:
    """What differs between the model and the loader, None where nothing does."""
    result = LOADERS[name](text)
    wanted = read(text)
    if wanted is None:
        return None if result.refusal is not None else "the loader refuses, the model does not"
    # what a command prints, and what docker takes from its own environment
    untold = {one.name for one in result.assignments if one.runs or (one.value is None and name == "docker-run")}
    got = {key: value for key, value in result.values().items() if key not in untold}
    wanted = {key: value for key, value in wanted.items() if key not in untold and key}  # a value without a name is of no use
    return None if got == wanted else f"model {got}, loader {wanted}"


def agree(name: str, read: real.Reader, made: st.SearchStrategy[str] = texts, but: str = r"(?!)") -> None:
    """`but`: what a text must not contain."""
    for text in STATED if made is texts else ():
        if not re.search(but, text):
            assert disagreement(name, text, read) is None, text

    @WITHIN
    @given(made)
    def agrees(text: str) -> None:
        assume(not re.search(but, text.replace("\r", "")))
        assert disagreement(name, text, read) is None

    agrees()


def needs(program: str) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")


def node_version(program: str) -> tuple[int, ...]:
    done = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    return tuple(int(part) for part in done.stdout.strip().removeprefix("v").split(".")[:2] if part.isdigit())


@pytest.mark.parametrize(("name", "first", "end"), [("node-20", (20, 12), (22, 15)), ("node", (22, 16), (99,))])
def test_node(name: str, first: tuple[int, ...], end: tuple[int, ...]) -> None:
    listed = os.environ.get("LOADER_NODES", "").split(os.pathsep)
    programs = [program for program in ("node", *listed) if shutil.which(program) and first <= node_version(program) < end]
    if not programs:
        pytest.skip(f"no Node.js from {'.'.join(map(str, first))} on is installed that is read by this model")
    for program in programs:
        with real.node(program) as read:
            # at a line of spaces Node.js 20 reads beyond its own memory
            agree(name, read, but=r"(?:\A|[\n=]) +(?:=|\Z)" if name == "node-20" else r"(?!)")


VERSIONS = ("16", "17", "18")


@pytest.fixture(scope="session")
def dotenv_modules(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The paths of dotenv for JavaScript by version: in the folder that DOTENV_NPM names, else installed from npm for this session."""
    needs("npm")
    folder = os.environ.get("DOTENV_NPM")
    for _ in range(1 if folder else 3):  # an install may be cut short; what does not load is no loader to compare with
        prefix = Path(folder) if folder else tmp_path_factory.mktemp("npm")
        if not folder:
            wanted = [f"dotenv-{version}@npm:dotenv@{version}" for version in VERSIONS]
            command = ["npm", "install", "--prefix", str(prefix), "--no-audit", "--no-fund", "--silent", *wanted]
            subprocess.run(command, capture_output=True, check=False, timeout=180)
        modules = {version: str(prefix / "node_modules" / f"dotenv-{version}") for version in VERSIONS}
        loads = "process.argv.slice(1).map(require)"
        if subprocess.run(["node", "-e", loads, *modules.values()], capture_output=True, check=False).returncode == 0:
            return modules
    pytest.skip("npm cannot install dotenv here")


@pytest.mark.parametrize("version", VERSIONS)
def test_dotenv_for_javascript(dotenv_modules: dict[str, str], version: str) -> None:
    with real.node(module=dotenv_modules[version]) as read:
        agree("dotenv", read)


def test_python_dotenv() -> None:
    dotenv = pytest.importorskip("dotenv")
    agree("python-dotenv", lambda text: dict(dotenv.dotenv_values(stream=io.StringIO(text, newline=None))))


@pytest.mark.parametrize(
    ("name", "package", "path"),
    [
        ("godotenv", "github.com/joho/godotenv", real.GO_PATH),
        ("compose", "github.com/compose-spec/compose-go/v2/dotenv", os.environ.get("COMPOSE_GO_PATH", "") + os.pathsep + real.GO_PATH),
    ],
)
def test_go(name: str, package: str, path: str, tmp_path: Path) -> None:
    needs("go")
    program = real.build_go(tmp_path, package, path)
    if program is None:
        pytest.skip(f"the Go package {package} is not installed")
    with real.in_json(program) as read:
        agree(name, read, but=r"\?" if name == "compose" else r"(?!)")  # the environment may have what `${X:?}` requires


def test_docker_run(tmp_path: Path) -> None:
    needs("docker")
    if os.name == "nt":
        pytest.skip("no Unix sockets")
    from tests.loaders.docker_daemon import docker

    with docker(tmp_path) as read:
        agree("docker-run", read, but="HOME|PATH|DOCKER")


# words that name no builtin, and neither redirections nor subshells
SHELL = [*"AB=\"'\\#\n \t$;", "A=", "\nB=", "export ", "val", "\\n", "${A}", "$A", "${B:-d}", "A='val'", 'B="val"', "&&", "\u00a0", "\v", ":", "x y", "AB=", "+="]  # fmt: skip
shell_texts = st.lists(st.sampled_from(SHELL), max_size=12).map("".join)


def test_bash(tmp_path: Path) -> None:
    needs("bash")
    with real.bash(tmp_path) as read:
        # names that an expansion, quotes or a continued line put together are not modelled
        agree("bash", read, shell_texts, r"[}\"'\\]export|\w\\\n")


# lines that dotenv 2 for Ruby, which Debian has, reads as 3 does: no escapes, no second quote, no name by itself, one line a value
ruby_lines = st.from_regex(
    re.compile(
        r"(?:export (?=\w+ ?= ?[^\s#]))?[ABC]{1,2} ?[=] ?(?:'[a-z #$A]{0,4}'|\"[a-z #$A]{0,4}\"|[a-z #$ABC{}]{0,6})(?: +#[a-z]{0,2})?|#[a-z]{0,3}|",
        re.ASCII,
    ),
    fullmatch=True,
)


def test_ruby_dotenv() -> None:
    needs("ruby")
    library = os.environ.get("RUBY_DOTENV", "")
    command = ["ruby", *(["-I", library] if library else []), "-e", 'require "dotenv/version"; print Dotenv::VERSION']
    version = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    if not version:
        pytest.skip("ruby has no dotenv")
    newer = [int(part) for part in version.split(".")[:2]] >= [3, 2]
    with real.ruby(library) as read:
        agree("ruby", read, texts if newer else st.lists(ruby_lines, max_size=5).map("\n".join))
