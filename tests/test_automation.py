"""What runs without anybody: .ci/run, the workflows, the updates, and the forms that people fill in."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests import clients
from tests.paths import ROOT

RUN = (ROOT / ".ci/run").read_text()
STEPS = re.findall(r"^(?:.*; then )?\s*step ([\w-]+) (.+?)(?:; fi)?$", RUN, re.MULTILINE)
PAGE = (ROOT / "docs/ci.md").read_text()
ON_PAGE = re.findall(r"^\| `([\w-]+)` \| (.+) \| `(.+)` \|$", PAGE, re.MULTILINE)
SESSIONS = set(re.findall(r"^@nox\.session\ndef (\w+)", (ROOT / "noxfile.py").read_text(), re.MULTILINE))
FORMS = sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml"))


def load(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text())


class TestRun:
    def test_the_page_has_each_step_and_its_command(self) -> None:
        assert [name for name, _ in STEPS] == [name for name, _, _ in ON_PAGE]
        for (name, command), (_, _, alone) in zip(STEPS, ON_PAGE, strict=True):
            if command.startswith("nox "):
                assert alone == f".venv/bin/nox -s {command.removeprefix('nox ')}".removesuffix(" -- --output build/ci/bench.json"), name

    def test_each_session_exists(self) -> None:
        used = {command.split()[1] for _, command in STEPS if command.startswith("nox ")}
        assert used - {"mutation"} <= SESSIONS
        assert {"lint", "workflows", "parallel", "linear"} <= used

    @pytest.mark.skipif(shutil.which("bash") is None, reason="a script is not a program there")
    @pytest.mark.parametrize(("fails", "status"), [(None, 0), ("parallel", 3)])
    @pytest.mark.parametrize("lane", ["usual", "full"])
    def test_the_minutes_are_printed_whatever_happens(self, tmp_path: Path, lane: str, fails: str | None, status: int) -> None:
        """The script itself, with an environment and a nox that do nothing, in a copy."""
        (tmp_path / ".ci").mkdir()
        (tmp_path / "tools").mkdir()
        for name in ("__init__.py", "minutes.py"):
            shutil.copy(ROOT / "tools" / name, tmp_path / "tools" / name)
        script, count = re.subn(r"(?ms)^(environment|programs)\(\) \{.*?^\}", r"\1() { :; }", RUN)
        assert count == 2
        (tmp_path / ".ci/run").write_text(script)
        nox = tmp_path / ".venv-ci/bin/nox"
        nox.parent.mkdir(parents=True)
        nox.write_text(
            f'#!/bin/sh\nif [ "$1" = -l ]; then echo "- mutation -> x"; fi\n[ "$2" != "{fails}" ] || exit 3\necho "ran $2 CI=$CI"\n'
        )
        nox.chmod(0o755)
        python = tmp_path / "bin/python3.11"
        python.parent.mkdir()
        python.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
        python.chmod(0o755)
        environment = clients.environment() | {"PATH": f"{python.parent}:/usr/bin:/bin"}
        words = [] if lane == "usual" else [lane]
        done = clients.run(tmp_path, "bash", ".ci/run", *words, environment=environment)
        assert done.returncode == status, done.stdout
        rows = re.findall(r"^\| ([\w-]+) \| \d+\.\d \|(.*)$", done.stdout, re.MULTILINE)
        usual = [name for name, _ in STEPS][: [name for name, _ in STEPS].index("guard") + 1]
        if fails:
            assert rows == [*((name, "") for name in usual[: usual.index(fails)]), (fails, " failed |")]
        else:
            assert rows == [(name, "") for name in (usual if lane == "usual" else [name for name, _ in STEPS])]
        assert "ran lint CI=true" in done.stdout
        assert (tmp_path / f"build/ci/{lane}.json").exists()

    def test_another_lane_is_refused(self) -> None:
        done = subprocess.run(["bash", ROOT / ".ci/run", "fast"], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (2, "usage: .ci/run [full]\n")


class TestWorkflows:
    def test_each_python_from_the_first_on_and_each_system(self) -> None:
        job = load(".github/workflows/ci.yml")["jobs"]["tests"]
        matrix = job["strategy"]["matrix"]
        first = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["requires-python"].removeprefix(">=3.")
        assert matrix["python"] == [f"3.{minor}" for minor in range(int(first), int(first) + len(matrix["python"]))]
        assert [system.partition("-")[0] for system in matrix["system"]] == ["ubuntu", "macos", "windows"]
        assert f"'{matrix['python'][-1]}'" in job["continue-on-error"]
        assert job["strategy"]["fail-fast"] is False

    def test_sessions_exist(self) -> None:
        used = set(re.findall(r"run: nox -s (\w+)", (ROOT / ".github/workflows/ci.yml").read_text()))
        assert {"lint", "types", "workflows"} <= used <= SESSIONS

    def test_the_packages_of_npm_are_those_of_the_script(self) -> None:
        """Where one is not installed its tests are skipped, which fails in CI."""
        script = set(re.findall(r"cp (\S+)/package\*\.json ", RUN))
        job = load(".github/workflows/ci.yml")["jobs"]["tests"]
        workflow = {found[1] for step in job["steps"] if (found := re.match(r"npm .*--prefix (\S+)", step.get("run", "")))}
        assert workflow == script != set()

    @pytest.mark.skipif(
        shutil.which("check-jsonschema", path=str(clients.BIN)) is None, reason="check-jsonschema is not installed (`--group lint`)"
    )
    @pytest.mark.parametrize(
        ("before", "after", "said"),
        [
            ("name: CI\n", "name: CI\n", "ok"),
            ("runs-on:", "run-on:", "run-on"),
            ("timeout-minutes: 60", "timeout-minutes: [60]", "timeout-minutes"),
            ("      contents: read", "      contents: readable", "contents"),
        ],
    )
    def test_the_linter_notices(self, tmp_path: Path, before: str, after: str, said: str) -> None:
        text = (ROOT / ".github/workflows/ci.yml").read_text()
        assert before in text
        (tmp_path / "ci.yml").write_text(text.replace(before, after))
        command = ("check-jsonschema", "--builtin-schema", "vendor.github-workflows", "ci.yml")
        done = clients.run(tmp_path, *command, environment=clients.environment())
        assert (done.returncode, said in done.stdout) == (int(said != "ok"), True), done.stdout


def test_updates_are_asked_for_where_something_is_used() -> None:
    updates = load(".github/dependabot.yml")["updates"]
    manifests = {"pip": "pyproject.toml", "npm": "package.json", "github-actions": "action.yml"}
    assert {update["package-ecosystem"] for update in updates} == set(manifests)
    for update in updates:
        assert (ROOT / update["directory"].strip("/") / manifests[update["package-ecosystem"]]).is_file()
        assert update["schedule"]["interval"] == "weekly"
        assert update["cooldown"]["default-days"] >= 7
        (group,) = update["groups"].values()
        assert group == {"patterns": ["*"]}


@pytest.mark.parametrize("form", [form for form in FORMS if form.stem != "config"], ids=lambda form: form.stem)
def test_each_form_warns_before_it_asks(form: Path) -> None:
    """A form is what GitHub reads: a name, a description, and fields of known types with ids that occur once."""
    issue = yaml.safe_load(form.read_text())
    assert issue.keys() <= {"name", "description", "title", "labels", "body"}
    first, *fields = issue["body"]
    assert first["type"] == "markdown"
    assert "Never paste" in first["attributes"]["value"]
    assert "vtexappkey-fakestore-AAAAAA" in first["attributes"]["value"]
    assert {field["type"] for field in fields} <= {"textarea", "input"}
    assert len({field["id"] for field in fields}) == len(fields)
    assert all(field["validations"]["required"] and field["attributes"]["label"] for field in fields)


def test_the_forms_are_for_what_contributing_wants() -> None:
    assert {form.stem for form in FORMS} == {"bug", "config", "false-alarm", "missed", "vtex-fact"}


def test_nobody_owns_the_template() -> None:
    """A name in it would be somebody's account."""
    lines = (ROOT / ".github/CODEOWNERS").read_text().splitlines()
    assert all(line.startswith("#") for line in lines)
    patterns = re.findall(r"^# (\S+) +@OWNER$", "\n".join(lines), re.MULTILINE)
    assert "*" in patterns
    assert [one for one in patterns if one != "*" and not (ROOT / one.strip("/")).exists()] == []
