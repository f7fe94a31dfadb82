"""The guides on formats and the baseline: every command that they show is run, and what it prints is what they say."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.fake import KEY, TOKEN
from tests.paths import ROOT
from vtexlint.reporters.table import FORMATS

DOCS = ROOT / "docs"
_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(page: str, kind: str) -> list[str]:
    return [text for found, text in _FENCE.findall((DOCS / page).read_text()) if found == kind]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The repository that the guides speak of."""
    (tmp_path / "config").mkdir()
    (tmp_path / "config/prod.env").write_text(f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}\n")
    (tmp_path / "shop.yaml").write_text(f"vtex:\n  appKey: {KEY}\n  appToken: {KEY}\n")
    (tmp_path / "other.json").write_text("{}\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    subprocess.run(["git", "init", "-q", "."], check=True)
    subprocess.run(["git", "add", "."], check=True)
    subprocess.run(["git", "-c", "user.name=x", "-c", "user.email=x@x", "commit", "-qm", "x"], check=True)
    return tmp_path


def shell(command: str) -> str:
    done = subprocess.run(command, shell=True, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False, timeout=60)
    assert done.returncode in (0, 1), done.stdout
    return done.stdout


def test_the_baseline_s_guide(project: Path) -> None:
    told = blocks("baseline.md", "console")
    assert len(told) == 4
    for number, block in enumerate(told):
        if number == 1:
            (settings,) = blocks("baseline.md", "toml")
            (project / "vtexlint.toml").write_text(settings)
        parts = re.split(r"^\$ (.*)\n", block, flags=re.MULTILINE)[1:]
        for command, expected in zip(parts[::2], parts[1::2], strict=True):
            assert re.sub(r"[0-9a-f]{32}", "…", shell(command)) == expected, command


def test_the_formats_guide(project: Path) -> None:
    commands = blocks("formats.md", "sh")
    assert [shell(command) for command in commands][-1] == "2\n"
    assert json.loads((project / "vtexlint.sarif").read_text())["version"] == "2.1.0"


def test_the_snippets_of_ci_services(project: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    temp = tmp_path_factory.mktemp("temp")
    (temp / "vtexlint").symlink_to(sys.prefix)
    monkeypatch.setenv("RUNNER_TEMP", str(temp))
    monkeypatch.setenv("AGENT_TEMPDIRECTORY", str(temp))
    workflow = yaml.safe_load(blocks("github-actions.md", "yaml")[-1])
    (azure,) = (yaml.safe_load(text) for text in blocks("formats.md", "yaml"))
    own = yaml.safe_load(blocks("azure-pipelines.md", "yaml")[-1])
    runs = [step["run"] for step in workflow["steps"] if "vtexlint check" in step.get("run", "")]
    runs += [step["bash"] for step in own["steps"] if "vtexlint check" in step.get("bash", "")]
    runs += [azure[0]["script"].replace("$(Build.ArtifactStagingDirectory)", ".")]
    runs += re.findall(r"sh '(.*)'", blocks("formats.md", "groovy")[0])
    assert len(runs) == 4
    for line in runs:
        assert "same-value" in shell(line)
    assert Path(workflow["steps"][-1]["with"]["sarif_file"].replace("${{ runner.temp }}", str(temp))).is_file()
    assert Path(own["steps"][-1]["inputs"]["testResultsFiles"].replace("$(Agent.TempDirectory)", str(temp))).is_file()


def test_all_pages_and_the_action_name_one_version_of_each_action() -> None:
    texts = [page.read_text() for page in (*DOCS.rglob("*.md"), DOCS.parent / "action.yml")]
    used = {name for text in texts for name in re.findall(r"uses: ((?:actions|github)/[\w/-]+@\S+)", text)}
    assert len(used) == len({name.partition("@")[0] for name in used}), used
    assert {name.partition("@")[0] for name in used} == {
        "actions/checkout",
        "actions/setup-python",
        "actions/upload-artifact",
        "actions/download-artifact",
        "github/codeql-action/upload-sarif",
    }
    assert all(re.fullmatch(r"[0-9a-f]{40}", name.partition("@")[2]) for name in used), used


def test_one_place_says_how_to_install_and_no_page_contradicts_it() -> None:
    for page in (*DOCS.rglob("*.md"), *DOCS.parent.glob("README*.md")):
        text = page.read_text()
        assert not re.search(r"git\+https://(?!(?:\S*@)?git\.example\.com/)", text), page
        assert not re.search(r"pipx install ['\"]?vtexlint(?!\[[a-z,]+\] @ https://)", text), page


def test_the_table_of_formats_is_whole() -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \|", (DOCS / "formats.md").read_text(), re.MULTILINE)
    assert tuple(rows) == FORMATS
