"""templates/Dockerfile: no builder is at hand, so its steps are run in folders, and its command as another user.

The steps of apt and git need a root directory of their own: they are only read. hadolint reads the whole file (`nox -s lint`).
"""

import fnmatch
import json
import os
import shutil
from pathlib import Path

import pytest
from dockerfile_parse import DockerfileParser  # type: ignore[import-untyped]

from tests import clients
from tests.fake import KEY, TOKEN
from tests.paths import ROOT
from tests.templates.test_templates import BAD
from vtexlint._startup.typed import NamedTuple

FILE = ROOT / "templates/Dockerfile"
IGNORE = ROOT / "templates/Dockerfile.dockerignore"


class Image(NamedTuple):
    """The steps of the file, each (instruction, value), by stage; and where /opt and /src are."""

    stages: list[list[tuple[str, str]]]
    root: Path

    def value(self, instruction: str) -> str:
        (found,) = [value for name, value in self.stages[-1] if name == instruction]
        return found

    def here(self, text: str) -> str:
        return text.replace("/opt/", f"{self.root}/opt/").replace("/src", f"{self.root}/src")


def steps(folder: Path) -> list[list[tuple[str, str]]]:
    parser = DockerfileParser(path=str(folder), cache_content=True)
    parser.content = FILE.read_text()
    stages: list[list[tuple[str, str]]] = []
    for step in parser.structure:
        if step["instruction"] == "FROM":
            stages.append([])
        if stages and step["instruction"] != "COMMENT":
            stages[-1].append((step["instruction"], step["value"]))
    return stages


def in_context(name: str) -> bool:
    """Whether a file of the clone reaches the builder: the last line that matches it or a folder above it decides."""
    parts = name.split("/")
    above = ["/".join(parts[: length + 1]) for length in range(len(parts))]
    result = True
    for line in IGNORE.read_text().splitlines():
        pattern = line.removeprefix("!")
        if line.startswith("#") or not line:
            continue
        if any(fnmatch.fnmatch(f"/{path}", pattern.replace("**", "*")) or fnmatch.fnmatch(path, pattern) for path in above):
            result = line.startswith("!")
    return result


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Image:
    """The first stage, run as the file says, in folders of its own."""
    root = tmp_path_factory.mktemp("image")
    built = Image(steps(tmp_path_factory.mktemp("parsed")), root)
    for path in ROOT.iterdir():
        if path.name not in ("build", "node_modules") and in_context(path.name):
            copy = shutil.copytree if path.is_dir() else shutil.copy
            (root / "src").mkdir(exist_ok=True)
            copy(path, root / "src" / path.name)
    for instruction, value in built.stages[0]:
        if instruction == "RUN":
            done = clients.run(root / "src", "sh", "-ec", built.here(value), environment=clients.environment())
            if any(reason in done.stdout for reason in clients.NO_INDEX):
                pytest.skip("no package index to install vtexlint from")
            assert done.returncode == 0, done.stdout
    return built


@pytest.mark.parametrize(
    ("name", "is_in"),
    [
        (".env", False), (".git/config", False), ("config/prod.env", False), (".venv/bin/python", False), ("tests/fake.py", False),
        ("vtexlint/api.py", True), ("vtexlint/__pycache__/api.pyc", False), ("docs/rules/key-casing.md", True), ("pyproject.toml", True),
        ("schemas/report.schema.json", True), ("README.md", True), ("LICENSE", True),
    ],
)  # fmt: skip
def test_what_reaches_the_builder(name: str, is_in: bool) -> None:
    assert in_context(name) is is_in


def test_it_runs_as_nobody_in_particular(tmp_path: Path) -> None:
    image = Image(steps(tmp_path), tmp_path)
    user, group = image.value("USER").split(":")
    assert user == group
    assert int(user) > 1000
    assert [name for name, _ in image.stages[-1]][-4:] == ["USER", "WORKDIR", "ENTRYPOINT", "CMD"]
    assert all(value.startswith("${BASE}") for stage in image.stages for name, value in stage if name == "FROM")


def test_it_checks_a_repository_of_another_user(image: Image, tmp_path: Path) -> None:
    project = tmp_path / "a project"
    project.mkdir()
    (project / ".env").write_text(BAD)
    (project / "notes.txt").write_text(f"{KEY} {TOKEN}\n")
    clients.commit_all(project)
    command = [*json.loads(image.here(image.value("ENTRYPOINT"))), *json.loads(image.value("CMD"))]
    if os.name != "nt" and os.getuid() == 0:
        command = ["setpriv", "--reuid=10001", "--regid=10001", "--clear-groups", *command]
        for folder in (*image.root.parents, *tmp_path.parents, tmp_path):  # pytest makes its folders private
            if folder.is_relative_to("/tmp") and folder != Path("/tmp"):
                folder.chmod(0o755)
        image.root.chmod(0o755)
    # what `git config --system` of the file says
    trust = {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "safe.directory", "GIT_CONFIG_VALUE_0": "*"}
    assert "git config --system --add safe.directory '*'" in image.value("RUN")
    done = clients.run(project, *command, "--statistics", environment=clients.environment(**trust, HOME="/nonexistent"))
    assert done.returncode == 1, done.stdout
    assert "swapped-values" in done.stdout
    assert "committed-secret" in done.stdout  # git was asked
    assert "Traceback" not in done.stdout


def test_nothing_can_be_installed_in_it(image: Image) -> None:
    python = f"{image.root}/opt/vtexlint/bin/python"
    done = clients.run(image.root, python, "-I", "-m", "pip", "--version", environment=clients.environment())
    assert "No module named pip" in done.stdout
    done = clients.run(image.root, python, "-I", "-m", "vtexlint", "--version", environment=clients.environment())
    assert done.returncode == 0, done.stdout


@pytest.mark.skipif(shutil.which("hadolint", path=str(clients.BIN)) is None, reason="hadolint is not installed (`--group lint`)")
@pytest.mark.parametrize(
    ("before", "after", "status"), [("", "", 0), ("USER 10001:10001", "USER root", 1), ("WORKDIR /work", "WORKDIR work", 1)]
)
def test_hadolint_notices(tmp_path: Path, before: str, after: str, status: int) -> None:
    (tmp_path / "Dockerfile").write_text(FILE.read_text().replace(before, after) if before else FILE.read_text())
    done = clients.run(tmp_path, "hadolint", "Dockerfile", environment=clients.environment())
    assert done.returncode == status, done.stdout
