"""What runs without anybody: .ci/run, the workflows, the updates, and the forms that people fill in."""

import json
import os
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
STEPS = re.findall(r"^ +step ([\w-]+) (.+)$", RUN, re.MULTILINE)
PAGE = (ROOT / "docs/ci.md").read_text()
ON_PAGE = re.findall(r"^\| `([\w-]+)` \| (.+) \| `(.+)` \|$", PAGE, re.MULTILINE)
SESSIONS = set(re.findall(r"^@nox\.session\ndef (\w+)", (ROOT / "noxfile.py").read_text(), re.MULTILINE))
FORMS = sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml"))


def load(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text())


def run_a_copy(where: Path, *words: str, fails: str | None = None) -> subprocess.CompletedProcess[str]:
    """The script itself, with an environment and a nox that do nothing; the session that `fails` exits with 3."""
    for folder in (".ci", "tools", ".venv-ci/bin", "bin"):
        (where / folder).mkdir(parents=True, exist_ok=True)
    for name in ("tools/__init__.py", "tools/minutes.py", ".ci/programs", "pyproject.toml"):
        if not (where / name).exists():
            shutil.copy(ROOT / name, where / name)
    script, count = re.subn(r"(?ms)^(environment|programs)\(\) \{.*?^\}", r"\1() { :; }", RUN)
    assert count == 2
    if not (where / ".ci/run").exists():
        (where / ".ci/run").write_text(script)
    for name, content in (
        (".venv-ci/bin/nox", f'[ "$2" != "{fails}" ] || exit 3\necho "ran $@ CI=$CI"\n'),
        ("bin/python3.11", f'exec {sys.executable} "$@"\n'),
    ):
        (where / name).write_text(f"#!/bin/sh\n{content}")
        (where / name).chmod(0o755)
    environment = clients.environment() | {"PATH": f"{where / 'bin'}:/usr/bin:/bin"}
    return clients.run(where, "bash", ".ci/run", *words, environment=environment)


def rows_of(done: subprocess.CompletedProcess[str]) -> list[str]:
    """The steps in the table at the end."""
    return re.findall(r"^\| ([\w-]+) \| \d+\.\d \|", done.stdout, re.MULTILINE)


class TestRun:
    def test_the_page_has_each_step_and_its_command(self) -> None:
        assert [name for name, _ in STEPS] == [name for name, _, _ in ON_PAGE]
        for (name, command), (_, _, alone) in zip(STEPS, ON_PAGE, strict=True):
            if command.startswith("nox "):
                assert alone == f".venv/bin/nox -s {command.removeprefix('nox ')}".removesuffix(" -- --output build/ci/bench.json"), name

    def test_each_session_exists(self) -> None:
        used = {command.split()[1] for _, command in STEPS if command.startswith("nox ")}
        assert {"lint", "workflows", "parallel", "linear"} <= used <= SESSIONS

    @pytest.mark.skipif(shutil.which("bash") is None, reason="a script is not a program there")
    @pytest.mark.parametrize(("fails", "status"), [(None, 0), ("parallel", 3)])
    @pytest.mark.parametrize("lane", ["usual", "full"])
    def test_the_minutes_are_printed_whatever_happens(self, tmp_path: Path, lane: str, fails: str | None, status: int) -> None:
        words = [] if lane == "usual" else [lane]
        done = run_a_copy(tmp_path, *words, fails=fails)
        assert done.returncode == status, done.stdout
        rows = re.findall(r"^\| ([\w-]+) \| \d+\.\d \|(.*)$", done.stdout, re.MULTILINE)
        usual = [name for name, _ in STEPS][: [name for name, _ in STEPS].index("guard") + 1]
        if fails:
            assert rows == [*((name, "") for name in usual[: usual.index(fails)]), (fails, " failed |")]
        else:
            assert rows == [(name, "") for name in (usual if lane == "usual" else [name for name, _ in STEPS])]
        assert "ran -s lint CI=true" in done.stdout
        assert (tmp_path / f"build/ci/{lane}.json").exists()

    @pytest.mark.skipif(shutil.which("bash") is None, reason="a script is not a program there")
    def test_single_steps_run_in_the_order_of_the_lane(self, tmp_path: Path) -> None:
        """The first time, the environment and the programs are made; then only what has changed."""
        asked = ("step", "proofs", "lint")
        first, again = run_a_copy(tmp_path, *asked), run_a_copy(tmp_path, *asked)
        assert (rows_of(first), rows_of(again)) == (["environment", "programs", "lint", "proofs"], ["lint", "proofs"])
        assert re.findall("^ran .*", again.stdout, re.MULTILINE) == ["ran -s lint CI=true", "ran -s proofs -- --mutants CI=true"]
        later = (tmp_path / ".venv-ci/made-programs").stat().st_mtime + 5
        os.utime(tmp_path / ".ci/programs", (later, later))
        assert rows_of(run_a_copy(tmp_path, *asked)) == ["programs", "lint", "proofs"]
        os.utime(tmp_path / "pyproject.toml", (later, later))
        assert rows_of(run_a_copy(tmp_path, *asked)) == ["environment", "programs", "lint", "proofs"]

    @pytest.mark.skipif(shutil.which("bash") is None, reason="a script is not a program there")
    def test_a_step_that_fails_ends_the_run(self, tmp_path: Path) -> None:
        done = run_a_copy(tmp_path, "step", "release", "browser", "proofs", fails="browser")
        assert done.returncode == 3
        assert rows_of(done) == ["environment", "programs", "release", "browser"]
        kept = json.loads((tmp_path / "build/ci/steps.json").read_text())
        assert {name: row[1] for name, row in kept.items()} == dict.fromkeys(rows_of(done), "ok") | {"browser": "failed"}

    @pytest.mark.skipif(shutil.which("bash") is None, reason="a script is not a program there")
    @pytest.mark.parametrize(
        ("name", "passed"), [("long-fuzz", "-s fuzz -- --seconds 3600 --seconds 1200"), ("release", "-s release -- --seconds 1200")]
    )
    def test_a_step_takes_arguments_and_the_record_says_so(self, tmp_path: Path, name: str, passed: str) -> None:
        done = run_a_copy(tmp_path, "step", name, "--", "--seconds", "1200")
        assert f"ran {passed} CI=true" in done.stdout
        results = {step: row[1] for step, row in json.loads((tmp_path / "build/ci/steps.json").read_text()).items()}
        assert results == {"environment": "ok", "programs": "ok", name: "ok, with `--seconds 1200`"}

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            (["fast"], "usage: .ci/run [full | step NAME... [-- ARGUMENT...]]\n"),
            (["step"], "usage: .ci/run [full | step NAME... [-- ARGUMENT...]]\n"),
            (["step", "--", "lint"], "usage: .ci/run [full | step NAME... [-- ARGUMENT...]]\n"),
            (["step", "lint", "types", "--", "--fix"], "arguments after `--` are for one step\n"),
            (["step", "lint", "nothing"], f"no step `nothing`; the steps are: {' '.join(name for name, _ in STEPS)}\n"),
        ],
    )
    def test_what_is_refused(self, words: list[str], said: str) -> None:
        done = subprocess.run(["bash", ROOT / ".ci/run", *words], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout, done.stderr) == (2, "", said)


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
