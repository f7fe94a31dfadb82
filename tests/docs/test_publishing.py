"""docs/publishing.md: what it says to set is there, and setting it is enough: its table is followed in a copy of the tree."""

import json
import re
import subprocess
import sys
import tomllib
import zipfile
from email import message_from_string
from pathlib import Path

import pytest
import yaml

from tests import checkout, clients
from tests.fake import KEY, TOKEN
from tests.paths import ROOT
from vtexlint import _about

PAGE = (ROOT / "docs/publishing.md").read_text()
ROWS = re.findall(r"^\| `([^`]+)` \| (`.+?) \| (.+) \|$", PAGE.partition("## What to set")[2].partition("\n## ")[0], re.MULTILINE)
HOME = "https://git.example.com/tools/other-lint"
OWNER = "Somebody"


def test_the_name_is_one() -> None:
    assert tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["name"] == _about.DISTRIBUTION


@pytest.mark.parametrize(("file", "what", "to"), ROWS, ids=lambda text: re.sub(r"\W+", "-", text)[:30])
def test_each_row_of_the_table_names_what_is_there(file: str, what: str, to: str) -> None:
    text = (ROOT / file).read_text()
    words = re.findall(r"`([^`]+)`", what)
    assert words
    for word in words:
        is_there = (f'"{word}":' if "new keys" in what else word) in text
        assert is_there != (", a new" in what or ", new keys" in what), word


def test_the_pages_that_have_to_change_are_all_that_say_that_nothing_is_published() -> None:
    saying = re.compile(r"(?:not|nothing is|neither is) published", re.IGNORECASE)
    named = {
        (ROOT / "docs" / path).resolve()
        for path in re.findall(r"\]\(([^)#]+)", PAGE.partition("Then say in")[2].partition("Run the tests")[0])
    }
    others = {
        ROOT / "docs/publishing.md", ROOT / "docs/adr/0009-nothing-is-published.md", ROOT / "docs/adr/README.md", ROOT / "editors/vscode/README.md",
    }  # fmt: skip
    pages = [
        ROOT / "README.md",
        ROOT / "SECURITY.md",
        ROOT / "CONTRIBUTING.md",
        *(ROOT / "docs").rglob("*.md"),
        *(ROOT / "editors").glob("*/README.md"),
    ]
    assert {page for page in pages if saying.search(page.read_text())} - others <= named
    assert "the extension's README" in PAGE


def test_the_workflow_is_one_and_releases_only_its_own_version() -> None:
    (text,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    workflow = yaml.safe_load(text)
    steps = workflow["jobs"]["package"]["steps"]
    assert workflow["permissions"] == {}
    (test,) = [step["run"] for step in steps if "GITHUB_REF_NAME" in step.get("run", "")]
    for name, status in ((f"v{_about.__version__}", 0), ("v9.9.9", 1), (_about.__version__, 1)):
        done = subprocess.run(["bash", "-ec", test], cwd=ROOT, env={"PATH": "/usr/bin:/bin", "GITHUB_REF_NAME": name}, check=False)
        assert done.returncode == status


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the tree with the table's values."""
    root = checkout.copy_to(tmp_path_factory.mktemp("published"))

    def change(file: str, before: str, after: str) -> None:
        text = (root / file).read_text()
        assert text.count(before) == 1, (file, before)
        (root / file).write_text(text.replace(before, after))

    change("vtexlint/_about.py", '\nHOME = ""', f'\nHOME = "{HOME}"')
    change("vtexlint/_about.py", f'DISTRIBUTION = "{_about.DISTRIBUTION}"', 'DISTRIBUTION = "other-lint"')
    change("pyproject.toml", f'name = "{_about.DISTRIBUTION}"\n', 'name = "other-lint"\n')
    change("pyproject.toml", "the vtexlint authors", OWNER)
    change("pyproject.toml", "[project.scripts]", f'[project.urls]\nHomepage = "{HOME}"\nIssues = "{HOME}/issues"\n\n[project.scripts]')
    change("action.yml", "the vtexlint authors", OWNER)
    change("LICENSE", "the vtexlint authors", OWNER)
    manifest = json.loads((root / "editors/vscode/package.json").read_text())
    manifest |= {"publisher": "somebody", "repository": f"{HOME}.git", "bugs": f"{HOME}/issues", "homepage": HOME}
    manifest["scripts"]["package"] = manifest["scripts"]["package"].replace(" --allow-missing-repository", "")
    (root / "editors/vscode/package.json").write_text(json.dumps(manifest, indent=2))
    return root


def in_copy(root: Path, folder: Path, *words: str, status: int = 0) -> str:
    done = subprocess.run(
        [sys.executable, *words], cwd=folder, env=clients.environment(PYTHONPATH=str(root)), capture_output=True, text=True, check=False
    )
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout


@pytest.mark.integration
def test_no_address_is_left_that_is_not_ours(published: Path) -> None:
    in_copy(
        published,
        published,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "tests/docs/test_addresses.py",
        "tests/docs/test_publishing.py::test_the_name_is_one",
    )
    in_copy(published, published, "-m", "tools.generate", "--check")


@pytest.mark.integration
def test_users_get_the_address(published: Path, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"VTEX_APP_KEY={TOKEN}\nVTEX_APP_TOKEN={KEY}\n")
    log = json.loads(in_copy(published, tmp_path, "-m", "vtexlint", "check", "--format", "sarif", status=1))
    driver = log["runs"][0]["tool"]["driver"]
    assert driver["informationUri"] == HOME
    assert {rule["helpUri"] for rule in driver["rules"]} >= {f"{HOME}/blob/main/docs/rules/swapped-values.md"}
    assert all((published / rule["helpUri"].removeprefix(f"{HOME}/blob/main/")).is_file() for rule in driver["rules"])
    (tmp_path / ".pre-commit-config.yaml").write_text("repos: []\n")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    in_copy(published, tmp_path, "-m", "vtexlint", "init", "--yes", "--no-trial", "--repo", HOME, "--rev", f"v{_about.__version__}")
    (block,) = yaml.safe_load((tmp_path / ".pre-commit-config.yaml").read_text())["repos"]
    assert (block["repo"], block["rev"]) == (HOME, f"v{_about.__version__}")
    assert f"{HOME}/blob/main/docs/settings.md" in (tmp_path / "vtexlint.toml").read_text()


@pytest.mark.clients
def test_the_wheel_has_the_name_and_the_addresses(published: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", tmp_path, published], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.glob("other_lint-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
        metadata = message_from_string(archive.read(name).decode())
    assert metadata["Name"] == "other-lint"
    assert metadata["Author"] == OWNER
    assert metadata.get_all("Project-URL") == [f"Homepage, {HOME}", f"Issues, {HOME}/issues"]
