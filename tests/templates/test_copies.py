"""The templates to copy, for Bitbucket, CircleCI and Jenkins: their script is GitLab's, but for where the checkout and the report are.

So what is proved of GitLab's script in a hostile checkout (test_scripts.py) is proved of theirs. Here each is run as its service does.
"""

import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
import yaml

from tests import clients
from tests.fake import TOKEN
from tests.paths import ROOT
from tests.templates.test_templates import BAD, GITLAB

BITBUCKET = yaml.safe_load((ROOT / "templates/bitbucket-pipelines.yml").read_text())
CIRCLE = yaml.safe_load((ROOT / "templates/circleci.yml").read_text())
JENKINS = (ROOT / "templates/Jenkinsfile").read_text()
STEP = BITBUCKET["definitions"]["steps"][0]["step"]
JOB = CIRCLE["jobs"]["vtexlint"]
SHELLS = {"bitbucket": ("bash", "-e"), "circleci": ("bash", "-eo", "pipefail"), "jenkins": ("sh", "-xe")}
REPORTS = {"bitbucket": "test-results/vtexlint.xml", "circleci": "vtexlint-junit.xml", "jenkins": "vtexlint-junit.xml"}


def groovy(text: str) -> str:
    """What Groovy makes of the text between triple single quotes."""
    return text.replace("\\\\", "\\")


SCRIPTS = {
    "bitbucket": STEP["script"][-1],
    "circleci": JOB["steps"][1]["run"]["command"],
    "jenkins": groovy(re.findall(r"sh '''\n(.*?)'''", JENKINS, re.DOTALL)[0]),
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A repository with a bad .env in a folder whose name has a space, and a report that somebody has committed."""
    where = tmp_path / "a project"
    for folder in ("bad dir", "good dir", "test-results"):
        (where / folder).mkdir(parents=True)
    (where / "good dir/.env").write_text("PORT=1\n")
    (where / "bad dir/.env").write_text(BAD)
    (where / "vtexlint-junit.xml").write_text("not a report")
    (where / "test-results/vtexlint.xml").symlink_to(tmp_path / "outside")
    clients.commit_all(where)
    return where


def check(service: str, where: Path, paths: str = ".", args: str = "") -> "subprocess.CompletedProcess[str]":
    """Run a template's script from the check on, with the environment of the tests in place of the one that it installs."""
    _, found, rest = SCRIPTS[service].partition('cd "$checkout"\n')
    assert found
    script = f"set -euf\nvenv='{sys.prefix}'\n{rest}"
    environment = clients.environment(VTEXLINT_PATHS=paths, VTEXLINT_ARGS=args)
    return clients.run(where, *SHELLS[service], "-c", script, environment=environment)


@pytest.mark.parametrize("service", SCRIPTS)
def test_the_script_is_gitlab_s(service: str) -> None:
    script = "".join(GITLAB["vtexlint"]["script"])
    report = REPORTS[service]
    folder = f"mkdir -p {report.rpartition('/')[0]}\n" if "/" in report else ""
    for before, after in (
        ("checkout=$CI_PROJECT_DIR", "checkout=$PWD"),
        ('cd "$CI_PROJECT_DIR"', 'cd "$checkout"'),
        ("rm -f vtexlint-quality.json vtexlint-junit.xml\n", f"{folder}rm -f {report}\n"),
        ("--output gitlab=vtexlint-quality.json --output junit=vtexlint-junit.xml", f"--output junit={report}"),
    ):
        assert script.count(before) == 1
        script = script.replace(before, after)
    assert SCRIPTS[service].rstrip("\n") == script.rstrip("\n")


@pytest.mark.parametrize("service", SCRIPTS)
def test_findings_become_test_cases_and_fail_the_job(service: str, project: Path) -> None:
    done = check(service, project)
    assert done.returncode == 1, done.stdout
    assert TOKEN not in done.stdout
    assert ElementTree.parse(project / REPORTS[service]).getroot().get("failures") not in (None, "0")
    assert not (project.parent / "outside").exists()


@pytest.mark.parametrize("service", SCRIPTS)
def test_paths_and_options(service: str, project: Path) -> None:
    for paths, args, status in (
        ("good dir\n", "", 0),
        ("bad dir\ngood dir", "", 1),
        ("bad dir", "", 2),
        (".", "--fail-on error --exit-zero", 0),
    ):
        assert check(service, project, paths, args).returncode == status, (paths, args)
    for word in ("$(touch owned)", "`touch owned`", "'; touch owned; '", "*"):
        check(service, project, word, word)
    assert not (project / "owned").exists()


def test_a_name_of_a_package_index_is_refused(tmp_path: Path) -> None:
    done = clients.run(tmp_path, *SHELLS["jenkins"], "-c", SCRIPTS["jenkins"], environment=clients.environment(VTEXLINT_PACKAGE="vtexlint"))
    assert done.returncode == 2
    assert "vtexlint: `package` must be a URL or an absolute path" in done.stdout


def test_where_each_service_looks_for_the_report() -> None:
    assert REPORTS["bitbucket"].partition("/")[0] in ("test-results", "test-reports")  # what Bitbucket searches
    assert JOB["steps"][-1] == {"store_test_results": {"path": REPORTS["circleci"]}}
    (always,) = re.findall(r"always \{\s*junit '(.*)'", JENKINS)
    assert always == REPORTS["jenkins"]


def test_what_is_set_is_what_the_script_and_the_guide_name() -> None:
    used = {name: set(re.findall(r"VTEXLINT_\w+", script)) for name, script in SCRIPTS.items()}
    exported = {line.split("=")[0].removeprefix("export ") for line in STEP["script"][:-1]}
    assert exported == used["bitbucket"] == set(JOB["environment"]) == set(re.findall(r"^    (VTEXLINT_\w+) = '", JENKINS, re.MULTILINE))
    assert {text.strip("<> ").removeprefix("parameters.") for text in JOB["environment"].values()} == set(JOB["parameters"]) - {"image"}
    assert "default" not in JOB["parameters"]["package"]
    assert "<<" not in SCRIPTS["circleci"]  # CircleCI would put a parameter there
    for page, names in (("bitbucket", exported), ("jenkins", exported), ("circleci", set(JOB["parameters"]) - {"image"})):
        assert set(re.findall(r"^\| `(\w+)` \|", (ROOT / f"docs/{page}.md").read_text(), re.MULTILINE)) == names
