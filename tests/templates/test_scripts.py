"""action.yml and templates/ in a hostile checkout: no file of it is run, and the check still reports its finding.

Each script is run as written, then with one protection removed: the second run must execute a file of the checkout.
"""

import fcntl
import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from tests import clients
from tests.fake import KEY, TOKEN
from tests.paths import ROOT
from vtexlint._startup.typed import NamedTuple

ACTION = yaml.safe_load((ROOT / "action.yml").read_text())
_, GITLAB = yaml.safe_load_all((ROOT / "templates/gitlab-ci.yml").read_text())
AZURE = yaml.safe_load((ROOT / "templates/azure-pipelines.yml").read_text())
SCRIPTS = {
    "github": [step["run"] for step in ACTION["runs"]["steps"] if "run" in step],
    "gitlab": ["\n".join(GITLAB["vtexlint"]["script"])],
    "azure": [step["bash"] for step in AZURE["steps"] if "bash" in step],
}
SHELLS = {
    "github": ["bash", "--noprofile", "--norc", "-eo", "pipefail"],
    "gitlab": ["sh", "-e"],
    "azure": ["bash", "--noprofile", "--norc"],
}
MODULES = "venv pip ensurepip site sitecustomize usercustomize logging subprocess runpy vtexlint yaml tomli jsonschema openpyxl pygls hatchling evil".split()
PROGRAMS = "env sed mktemp rm git python python3".split()

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the hostile programs are shell scripts")


class Checkout(NamedTuple):
    path: Path
    ran: Path

    def executed(self) -> list[str]:
        """The files of the checkout that were run."""
        return sorted(path.name for path in self.ran.iterdir())


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """A repository with one finding, in which every file that a script could run by mistake leaves its name in `ran`."""
    where, ran = tmp_path / "the checkout", tmp_path / "ran"
    ran.mkdir()

    def code(name: str) -> str:
        return f"open({str(ran / name)!r}, 'w').close()\nraise SystemExit(7)\n"

    texts = {".env": f"VTEX_APP_KEY={TOKEN}\nVTEX_APP_TOKEN={KEY}\n"}
    for name in MODULES:
        texts[f"{name}.py"] = code(f"{name}.py")
        for part in ("__init__", "__main__"):
            texts[f"{name}/{part}.py"] = code(f"{name}-{part}")
    for name in PROGRAMS:
        texts[f"bin/{name}"] = f"#!/bin/sh\n: > '{ran / name}'\nexit 7\n"
    wheel = where / "links/evil-1.0-py3-none-any.whl"
    for name in ("pip.conf", ".pip/pip.conf", ".config/pip/pip.conf"):
        texts[name] = f"[install]\nrequirement = {tmp_path / 'the-checkout/requirements.txt'}\n"
    texts["requirements.txt"] = f"evil @ {wheel.as_uri()}\n"
    texts["setup.py"] = code("setup.py")
    texts["setup.cfg"] = texts[".pydistutils.cfg"] = f"[install]\nprefix = {ran}\n"
    texts["pyproject.toml"] = '[build-system]\nrequires = []\nbuild-backend = "evil"\nbackend-path = ["."]\n'
    for name, text in texts.items():
        (where / name).parent.mkdir(parents=True, exist_ok=True)
        (where / name).write_text(text)
    for name in PROGRAMS:
        (where / "bin" / name).chmod(0o755)
    (tmp_path / "the-checkout").symlink_to(where)  # pip splits a list of requirements at spaces
    wheel.parent.mkdir()
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("evil.pth", f"import sys; open({str(ran / 'evil.whl')!r}, 'w').close()\n")
        archive.writestr("evil-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: evil\nVersion: 1.0\n")
        archive.writestr("evil-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nGenerator: x\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr("evil-1.0.dist-info/RECORD", "")
    clients.commit_all(where)
    return Checkout(where, ran)


@pytest.fixture(scope="session")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All that an installation of vtexlint downloads, as files; shared by pytest's processes."""
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "ci-wheels"
    with open(f"{shared}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not shared.exists():
            manifest = tomllib.loads((ROOT / "pyproject.toml").read_text())
            packages = [*manifest["build-system"]["requires"], *manifest["project"]["dependencies"]]
            command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--wheel-dir", f"{shared}.part", *packages]
            done = subprocess.run(command, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
            if done.returncode and any(reason in done.stdout for reason in clients.NO_INDEX):
                pytest.skip("there is no package index to download the dependencies from")
            assert done.returncode == 0, done.stdout
            os.rename(f"{shared}.part", shared)
    return shared


class Job(NamedTuple):
    """One CI job in the checkout."""

    service: str
    checkout: Checkout
    package: Path
    wheels: Path

    @property
    def temp(self) -> Path:
        return self.checkout.path.parent / "temp"

    def run(self, settings: dict[str, str] | None = None, change: Callable[[str], str] = str) -> subprocess.CompletedProcess[str]:
        """Run the scripts in order until one fails, with `settings` as the job's variables."""
        self.temp.mkdir()
        where, temp, package = str(self.checkout.path), str(self.temp), str(self.package)
        github = {"GITHUB_WORKSPACE": where, "RUNNER_TEMP": temp, "GITHUB_ACTION_PATH": package, "GITHUB_OUTPUT": f"{temp}/output"}
        given = {
            "github": github | {"VTEXLINT_PYTHON": "", "VTEXLINT_FAIL_ON": ""},
            "gitlab": {"CI_PROJECT_DIR": where, "VTEXLINT_PACKAGE": package},
            "azure": {"AGENT_TEMPDIRECTORY": temp, "BUILD_SOURCESDIRECTORY": where, "VTEXLINT_PACKAGE": package},
        }[self.service]
        index = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": self.wheels.as_uri()}
        environment = clients.environment(**given, **index, VTEXLINT_PATHS=".env", VTEXLINT_ARGS="--ignore name-casing")
        link = self.checkout.path.parent / "the-checkout"
        for name, text in (settings or {}).items():
            environment[name] = text.format(checkout=where, link=link, PATH=environment["PATH"])
        for script in SCRIPTS[self.service]:
            done = clients.run(self.checkout.path, *SHELLS[self.service], "-c", change(script), environment=environment)
            if done.returncode:
                break
        return done

    def report(self) -> str:
        name = {"github": "temp/vtexlint.sarif", "gitlab": "the checkout/vtexlint-quality.json", "azure": "temp/vtexlint-junit.xml"}
        return (self.checkout.path.parent / name[self.service]).read_text()


@pytest.fixture
def job(request: pytest.FixtureRequest, checkout: Checkout, own_repository: tuple[Path, str], wheels: Path) -> Job:
    return Job(request.param, checkout, own_repository[0], wheels)


every_service = pytest.mark.parametrize("job", SCRIPTS, indirect=True)
HOSTILE = {
    "PATH": ".:bin::{checkout}/bin:{checkout}:{PATH}",
    "PYTHONPATH": "{checkout}:{link}:.",
    "PYTHONSTARTUP": "{checkout}/site.py",
    "PYTHONUSERBASE": "{checkout}",
    "PYTHONWARNINGS": "error::evil.Evil",
    "PIP_CONFIG_FILE": "pip.conf",
    "PIP_REQUIREMENT": "{checkout}/requirements.txt",
    "PIP_CACHE_DIR": "{checkout}/.cache/pip",
    "XDG_CONFIG_HOME": "{checkout}/.config",
    "HOME": "{checkout}",
}


@every_service
def test_nothing_of_the_checkout_is_run_and_its_finding_is_reported(job: Job) -> None:
    done = job.run(HOSTILE)
    assert job.checkout.executed() == []
    assert done.returncode == 1, done.stdout
    assert "swapped-values" in job.report()
    assert TOKEN not in done.stdout + job.report()


def without_isolation(script: str) -> str:
    return script.replace(" -I ", " ")


def without_the_empty_directory(script: str) -> str:
    return script.replace('cd "$empty"\n', "")


def without_both(script: str) -> str:
    return without_isolation(without_the_empty_directory(script))


def without_the_check_of_path(script: str) -> str:
    return re.sub(r"^PATH=\$\(.*\n", "", script, flags=re.MULTILINE)


def without_the_check_of_variables(script: str) -> str:
    return re.sub(r"^for name in .*?^done\n", "", script, flags=re.MULTILINE | re.DOTALL)


def without_the_check_of_python_s_variables(script: str) -> str:
    return script.replace("(PYTHON* | ", "(")


def executed_without(job: Job, change: Callable[[str], str], **settings: str) -> list[str]:
    assert any(change(script) != script for script in SCRIPTS[job.service])
    job.run(settings, change)
    return job.checkout.executed()


@every_service
def test_without_isolated_mode_the_check_imports_a_module_of_the_checkout(job: Job) -> None:
    assert {"vtexlint-__init__", "runpy.py", "runpy-__init__"} & set(executed_without(job, without_isolation))


@every_service
def test_without_the_empty_directory_a_relative_pip_conf_is_read(job: Job) -> None:
    assert executed_without(job, without_the_empty_directory, PIP_CONFIG_FILE="pip.conf") == ["evil.whl"]


@every_service
def test_without_both_the_checkout_s_venv_or_what_it_imports_is_run(job: Job) -> None:
    assert executed_without(job, without_both) != []
    assert not (job.temp / "vtexlint-venv").exists()


@pytest.mark.parametrize("job", ["gitlab"], indirect=True)
@pytest.mark.parametrize(
    ("change", "settings", "expected"),
    [
        (without_the_check_of_path, {"PATH": "bin:{PATH}"}, "env"),
        (without_the_check_of_path, {"PATH": "{checkout}/bin:{PATH}"}, "env"),
        (without_the_check_of_variables, {"PIP_CONFIG_FILE": "{checkout}/pip.conf"}, "evil.whl"),
        (without_the_check_of_variables, {"HOME": "{checkout}"}, "evil.whl"),
        (without_the_check_of_python_s_variables, {"PYTHONPATH": "{link}"}, "sitecustomize-__init__"),
    ],
)
def test_without_a_check_of_variables(job: Job, change: Callable[[str], str], settings: dict[str, str], expected: str) -> None:
    assert expected in executed_without(job, change, **settings)


def test_all_scripts_have_the_same_checks() -> None:
    lines = {
        service: {
            re.sub(r' \| \*"\$\{?(GITHUB_WORKSPACE|BUILD_SOURCESDIRECTORY:-\$checkout\})"\*', "", line.strip())
            for script in scripts
            for line in script.splitlines()
            if re.match(r"\s*(PATH=|for name|eval|case \$name|set -f)", line)
        }
        for service, scripts in SCRIPTS.items()
    }
    assert lines["github"] == lines["gitlab"] == lines["azure"]
    assert len(lines["gitlab"]) == 6


def test_every_python_of_a_script_is_isolated() -> None:
    for scripts in SCRIPTS.values():
        runs = [line for script in scripts for line in script.splitlines() if " -m " in line]
        assert len(runs) == 3
        assert all(" -I -m " in line for line in runs)


@pytest.mark.parametrize("job", ["gitlab", "azure"], indirect=True)
def test_a_name_of_a_package_index_is_refused(job: Job) -> None:
    for package in ("vtexlint", "vtexlint==1", "./vtexlint", "--editable=.", ""):
        environment = clients.environment(VTEXLINT_PACKAGE=package, CI_PROJECT_DIR=str(job.checkout.path))
        done = clients.run(job.checkout.path, *SHELLS[job.service], "-c", SCRIPTS[job.service][0], environment=environment)
        assert (done.returncode, done.stdout) == (2, "vtexlint: `package` must be a URL or an absolute path\n")


def test_a_committed_report_is_not_taken_for_a_report(checkout: Checkout, own_repository: tuple[Path, str], wheels: Path) -> None:
    outside = checkout.path.parent / "outside"
    outside.write_text("")
    (checkout.path / "vtexlint-quality.json").symlink_to(outside)
    (checkout.path / "vtexlint-junit.xml").write_text("not a report")
    job = Job("gitlab", checkout, own_repository[0], wheels)
    assert job.run().returncode == 1
    assert json.loads(job.report())
    assert outside.read_text() == ""
