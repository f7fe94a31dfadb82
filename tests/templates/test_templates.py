"""action.yml and templates/: every script in them is run, in a repository, as the service would run it."""

import json
import re
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests import clients
from tests.fake import KEY, TOKEN
from tests.paths import ROOT
from vtexlint.cli.options import OPTIONS

ACTION = yaml.safe_load((ROOT / "action.yml").read_text())
SPEC, GITLAB = yaml.safe_load_all((ROOT / "templates/gitlab-ci.yml").read_text())
AZURE = yaml.safe_load((ROOT / "templates/azure-pipelines.yml").read_text())
STEPS = {step["name"]: step for step in ACTION["runs"]["steps"] if "name" in step}
AZURE_STEPS = {step["displayName"]: step for step in AZURE["steps"] if "displayName" in step}
BAD = f"VTEX_APP_KEY={TOKEN}\nVTEX_APP_TOKEN={KEY}\n"
FORMATS = next(option.choices or () for option in OPTIONS if "--format" in option.names)
HOSTILE = ["$(touch owned)", "`touch owned`", '"; touch owned; "', "'; touch owned; '", "a\n; touch owned", "*", "${HOME}"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A repository with a bad .env, and a folder with nothing bad in it."""
    where = tmp_path / "a project"
    (where / "good dir").mkdir(parents=True)
    (where / "good dir/.env").write_text("PORT=1\n")
    (where / ".env").write_text(BAD)
    clients.commit_all(where)
    return where


def installed(where: Path, script: str, **environment: str) -> None:
    done = clients.run(where, "bash", "-eo", "pipefail", "-c", script, environment=clients.environment(**environment))
    if done.returncode and any(reason in done.stdout for reason in clients.NO_INDEX):
        pytest.skip("no package index to install vtexlint from")
    assert done.returncode == 0, done.stdout


@pytest.fixture(scope="module")
def runner(own_repository: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A runner's environment in which the action's own script has installed vtexlint from the action's checkout."""
    temp = tmp_path_factory.mktemp("runner temp")
    environment = {
        "RUNNER_TEMP": str(temp),
        "GITHUB_ACTION_PATH": str(own_repository[0]),
        "VTEXLINT_PYTHON": "",
        "GITHUB_WORKSPACE": str(temp),
    }
    installed(temp, STEPS["Install vtexlint"]["run"], **environment)
    return environment


class TestGitHub:
    def check(self, runner: dict[str, str], where: Path, **inputs: str) -> tuple[subprocess.CompletedProcess[str], dict[str, str]]:
        """Run the check step with inputs (others as by default); answers what it printed and its outputs."""
        output = where.parent / "github-output"
        output.write_text("")
        given = {"paths": ".", "args": "", "fail-on": "", "summary": "true"} | {
            name.replace("_", "-"): value for name, value in inputs.items()
        }
        words = {f"VTEXLINT_{name.upper().replace('-', '_')}": value for name, value in given.items()}
        summary = where.parent / "github-summary"
        summary.write_text("of another step\n")
        files = {"GITHUB_OUTPUT": str(output), "GITHUB_WORKSPACE": str(where), "GITHUB_STEP_SUMMARY": str(summary)}
        environment = clients.environment(**runner | words | files)
        done = clients.run(
            where, "bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", STEPS["vtexlint check"]["run"], environment=environment
        )
        return done, dict(line.split("=", 1) for line in output.read_text().splitlines())

    def test_findings_are_annotated_written_as_sarif_and_fail_the_job(self, runner: dict[str, str], project: Path) -> None:
        done, outputs = self.check(runner, project)
        assert (done.returncode, outputs["exit-code"]) == (1, "1"), done.stdout
        assert re.search(r"^::error file=\.env,line=1,.*swapped", done.stdout, re.MULTILINE)
        results = json.loads(Path(outputs["sarif-file"]).read_text())["runs"][0]["results"]
        assert "swapped-values" in {result["ruleId"] for result in results}
        assert TOKEN not in done.stdout + Path(outputs["sarif-file"]).read_text()

    def test_the_summary_of_the_job(self, runner: dict[str, str], project: Path) -> None:
        self.check(runner, project)
        first, rest = (project.parent / "github-summary").read_text().split("\n", 1)
        assert (first, "swapped-values" in rest, TOKEN in rest) == ("of another step", True, False)
        self.check(runner, project, summary="false")
        assert (project.parent / "github-summary").read_text() == "of another step\n"

    def test_nothing_found(self, runner: dict[str, str], project: Path) -> None:
        done, outputs = self.check(runner, project, paths="good dir\n")
        assert (done.returncode, outputs["exit-code"]) == (0, "0"), done.stdout
        assert json.loads(Path(outputs["sarif-file"]).read_text())["runs"][0]["results"] == []

    def test_inputs_reach_the_command_line(self, runner: dict[str, str], project: Path) -> None:
        done, _ = self.check(runner, project, args="--ignore swapped-values,committed-secret --exit-zero", fail_on="error")
        assert done.returncode == 0, done.stdout
        assert "swapped" not in done.stdout
        done, _ = self.check(runner, project, paths="good dir\r\n\r\nabsent\n")
        assert done.returncode == 2
        assert "absent" in done.stdout
        done, outputs = self.check(runner, project, fail_on="eror")
        assert (done.returncode, "sarif-file" in outputs) == (2, False)

    def test_a_checkout_of_another_user_is_read_all_the_same(self, runner: dict[str, str], project: Path) -> None:
        try:
            for path in (project, project / ".git", project / ".env"):
                shutil.chown(path, 12345)
        except PermissionError:
            pytest.skip("only root can give files away")
        done, _ = self.check(runner, project)
        assert done.returncode == 1, done.stdout
        assert "committed-secret" in done.stdout

    @pytest.mark.parametrize("word", HOSTILE)
    @pytest.mark.parametrize("name", ["paths", "args", "fail_on"])
    def test_no_input_runs_a_command(self, runner: dict[str, str], project: Path, name: str, word: str) -> None:
        self.check(runner, project, **{name: word})
        assert not (project / "owned").exists()

    def test_no_expression_is_in_a_script(self) -> None:
        assert [step for step in ACTION["runs"]["steps"] if "${{" in step.get("run", "")] == []
        assert all(step.get("shell") == "bash" for step in ACTION["runs"]["steps"] if "run" in step)

    def test_inputs_outputs_and_steps_name_each_other(self) -> None:
        text = (ROOT / "action.yml").read_text()
        assert set(re.findall(r"inputs\.([\w-]+)", text)) == set(ACTION["inputs"])
        ids = {step["id"] for step in ACTION["runs"]["steps"] if "id" in step}
        assert set(re.findall(r"steps\.([\w-]+)\.", text)) == ids
        written = set(re.findall(r'echo "([\w-]+)=', STEPS["vtexlint check"]["run"]))
        assert written == set(re.findall(r"steps\.check\.outputs\.([\w-]+)", text))
        assert set(STEPS["vtexlint check"]["env"]) == set(re.findall(r"\$\{?(VTEXLINT_\w+)", STEPS["vtexlint check"]["run"]))
        assert all(isinstance(given["default"], str) for given in ACTION["inputs"].values())


def gitlab_variables(**inputs: str) -> dict[str, str]:
    """The job's variables, with inputs put in as GitLab does."""
    values = {name: given["default"] for name, given in SPEC["spec"]["inputs"].items() if "default" in given} | inputs
    return {
        name: re.sub(r"\$\[\[ inputs\.(\w+) \]\]", lambda m: values[m[1]], text) for name, text in GITLAB["vtexlint"]["variables"].items()
    }


class TestGitLab:
    def check(
        self, shell: str, where: Path, package: Path | None = None, venv: str = "", **inputs: str
    ) -> subprocess.CompletedProcess[str]:
        """Run the job; with `venv`, an environment that has vtexlint, without the lines that install it."""
        install, check = GITLAB["vtexlint"]["script"]
        script = "\n".join(["set -ef", f'venv="{venv}"', check] if venv else ["set -e", install, check])
        environment = clients.environment(**gitlab_variables(package=str(package), **inputs), CI_PROJECT_DIR=str(where))
        done = clients.run(where, shell, "-c", script, environment=environment)
        if any(reason in done.stdout for reason in clients.NO_INDEX):
            pytest.skip("no package index to install vtexlint from")
        return done

    def test_findings_become_code_quality_and_test_cases(self, own_repository: tuple[Path, str], project: Path) -> None:
        done = self.check("sh", project, own_repository[0])
        assert done.returncode == 1, done.stdout
        reports = GITLAB["vtexlint"]["artifacts"]["reports"]
        quality = json.loads((project / reports["codequality"]).read_text())
        assert "swapped-values" in {entry["check_name"] for entry in quality}
        assert ElementTree.parse(project / reports["junit"]).getroot().get("failures") not in (None, "0")

    @pytest.mark.parametrize("shell", ["bash", "sh"])
    def test_nothing_found_and_no_input_runs_a_command(self, runner: dict[str, str], project: Path, shell: str) -> None:
        venv = f"{runner['RUNNER_TEMP']}/vtexlint-venv"
        assert self.check(shell, project, venv=venv, paths="good* src $(touch${IFS}owned) `touch owned`").returncode == 2
        assert not (project / "owned").exists()
        (project / ".env").write_text("PORT=1\n")
        done = self.check(shell, project, venv=venv, args="--fail-on error")
        assert done.returncode == 0, done.stdout

    @pytest.mark.parametrize(
        ("paths", "status"),
        [("bad dir", 2), ("bad dir\n", 1), ("good dir\n", 0), ("good dir\nbad dir", 1), (".env\n", 1), (".env absent", 2)],
    )
    def test_a_path_with_a_space(self, runner: dict[str, str], agent: dict[str, str], project: Path, paths: str, status: int) -> None:
        (project / "bad dir").mkdir()
        (project / "bad dir/.env").write_text(BAD)
        done = self.check("sh", project, venv=f"{runner['RUNNER_TEMP']}/vtexlint-venv", paths=paths, args="--fail-on error")
        assert done.returncode == status, done.stdout
        assert TestAzure().check(agent, project, paths=paths).returncode == status

    def test_inputs_become_variables_alone(self) -> None:
        used = re.findall(r"\$\[\[ inputs\.(\w+) \]\]", (ROOT / "templates/gitlab-ci.yml").read_text())
        assert sorted(used) == sorted(SPEC["spec"]["inputs"])
        assert "$[[" not in "".join(GITLAB["vtexlint"]["script"])
        assert GITLAB["vtexlint"]["artifacts"]["when"] == "always"


@pytest.fixture
def agent(runner: dict[str, str]) -> dict[str, str]:
    """An agent's environment; vtexlint stands in the same place as in a runner's."""
    return {"AGENT_TEMPDIRECTORY": runner["RUNNER_TEMP"]}


class TestAzure:
    def test_it_installs(self, own_repository: tuple[Path, str], tmp_path: Path) -> None:
        checkout = tmp_path / "checkout"
        checkout.mkdir()
        script = AZURE_STEPS["Install vtexlint"]["bash"]
        installed(checkout, script, VTEXLINT_PACKAGE=str(own_repository[0]), AGENT_TEMPDIRECTORY=str(tmp_path))
        done = clients.run(checkout, f"{tmp_path}/vtexlint-venv/bin/vtexlint", "--version", environment=clients.environment())
        assert done.returncode == 0, done.stdout

    def check(self, agent: dict[str, str], where: Path, paths: str = ".", args: str = "") -> subprocess.CompletedProcess[str]:
        environment = clients.environment(**agent, VTEXLINT_PATHS=paths, VTEXLINT_ARGS=args)
        return clients.run(where, "bash", "-c", AZURE_STEPS["vtexlint check"]["bash"], environment=environment)

    def test_findings_become_test_cases_and_fail_the_job(self, agent: dict[str, str], project: Path) -> None:
        done = self.check(agent, project)
        assert done.returncode == 1, done.stdout
        report = AZURE_STEPS["Publish vtexlint's findings"]["inputs"]["testResultsFiles"]
        path = report.replace("$(Agent.TempDirectory)", agent["AGENT_TEMPDIRECTORY"])
        assert ElementTree.parse(path).getroot().get("failures") not in (None, "0")
        assert self.check(agent, project, args="--fail-on error --exit-zero").returncode == 0

    def test_a_file_s_name_gives_the_agent_no_orders(self, agent: dict[str, str], project: Path) -> None:
        for name in ("##vso[task.setvariable variable=x]y.env", "###vso[a]b.env", "##[error]x.env"):
            (project / name).write_text(BAD)
        done = self.check(agent, project)
        assert "task.setvariable" in done.stdout
        assert not re.search(r"##(vso)?\[", done.stdout)

    @pytest.mark.parametrize("word", HOSTILE)
    def test_no_parameter_runs_a_command(self, agent: dict[str, str], project: Path, word: str) -> None:
        self.check(agent, project, paths=word)
        self.check(agent, project, args=word)
        assert not (project / "owned").exists()

    def test_no_expression_is_in_a_script(self) -> None:
        assert [step for step in AZURE["steps"] if "${{" in step.get("bash", "")] == []
        used = set(re.findall(r"parameters\.(\w+)", (ROOT / "templates/azure-pipelines.yml").read_text()))
        assert used == {parameter["name"] for parameter in AZURE["parameters"]}


def test_what_pip_installs_is_required() -> None:
    assert "default" not in SPEC["spec"]["inputs"]["package"]
    assert next(given for given in AZURE["parameters"] if given["name"] == "package") == {"name": "package", "type": "string"}


def test_third_party_actions_are_pinned_by_commit() -> None:
    used = re.findall(r"uses: (\S+)(.*)", (ROOT / "action.yml").read_text())
    assert [name.partition("@")[0] for name, _ in used] == ["actions/setup-python", "github/codeql-action/upload-sarif"]
    for name, comment in used:
        assert re.fullmatch(r"\S+@[0-9a-f]{40}", name), name
        assert re.fullmatch(r" # v\d+\.\d+\.\d+", comment), name


@pytest.mark.skipif(shutil.which("zizmor", path=str(clients.BIN)) is None, reason="zizmor is not installed")
def test_zizmor_reports_nothing_in_the_action_and_in_the_workflows_of_the_guide(tmp_path: Path) -> None:
    shutil.copy(ROOT / "action.yml", tmp_path)
    workflows = tmp_path / ".github/workflows"
    workflows.mkdir(parents=True)
    page = (ROOT / "docs/github-actions.md").read_text().replace("<your-org>", "example").replace("<commit>", "0" * 40)
    header = {"name": "x", "on": "push", "permissions": {}}
    for number, text in enumerate(re.findall(r"^```yaml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)):
        snippet = yaml.safe_load(text)
        steps = snippet if isinstance(snippet, list) else snippet.get("steps")
        jobs = snippet["jobs"] if steps is None else {"x": {"name": "x", "runs-on": "ubuntu-latest", "steps": steps}}
        # YAML 1.1 reads the key `on` as true
        workflow = header | {name: value for name, value in ({} if steps else snippet).items() if name is not True} | {"jobs": jobs}
        (workflows / f"{number}.yml").write_text(yaml.safe_dump(workflow, sort_keys=False))
    assert len(list(workflows.iterdir())) == 4
    done = clients.run(tmp_path, "zizmor", "--offline", "--no-progress", "--quiet", "--collect=all", ".", environment=clients.environment())
    assert done.returncode == 0, done.stdout


def texts(value: Any) -> list[str]:
    """All strings in a parsed YAML document."""
    if isinstance(value, dict):
        return [text for part in value.values() for text in texts(part)]
    if isinstance(value, list):
        return [text for part in value for text in texts(part)]
    return [value] if isinstance(value, str) else []


@pytest.mark.parametrize("document", [ACTION, GITLAB, AZURE], ids=["github", "gitlab", "azure"])
def test_every_option_in_a_script_exists(document: Any) -> None:
    known = {name for option in OPTIONS for name in option.names}
    lines = [
        line for text in texts(document) for line in text.splitlines() if ("vtexlint" in line and " check " in line) or "options=(" in line
    ]
    assert lines
    assert {word for line in lines for word in re.findall(r"(?<=[\s(])--\w[\w-]*", line)} - known == set()
