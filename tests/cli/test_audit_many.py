"""`vtexlint audit` over 300 repositories: everything planted is told once, by one process, by two, and by a cluster that loses a worker."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests import fake
from tests.cli.test_audit import history, pair
from tests.dask_cluster import running
from tests.paths import ROOT
from vtexlint.cli.main import run
from vtexlint.project import organisation

REPOSITORIES, KEYS = 300, 60
LINE = [sys.executable, "-m", "vtexlint", "audit", ".", "--format", "json", "--quiet"]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}

Result = subprocess.CompletedProcess[str]

TOKENS = [fake.token(number) for number in range(KEYS)]
PIECES = fake.pieces(*TOKENS)


def shown(text: str) -> set[str]:
    """The pieces of tokens in a text."""
    runs = re.findall("[A-Z]{6,}", text)
    return {letters[at : at + 6] for letters in runs for at in range(len(letters) - 5)} & PIECES


def key(number: int) -> str:
    return fake.key(f"store{number % 7}", f"{chr(65 + number // 26)}{chr(65 + number % 26)}XQZW")


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """60 repositories with a token each, of which ten also have one of another; 238 clean ones, a huge one, and a broken one."""
    made = tmp_path_factory.mktemp("many") / "organisation"
    for number in range(KEYS):
        versions = [("app.env", f"PORT={number}\n"), ("prod.env", pair(key(number), TOKENS[number]))]
        if number < 10:
            versions.append(("shared.yaml", f"vtex:\n  appKey: {key(number + 10)}\n  appToken: {TOKENS[number + 10]}\n"))
        if number % 2:
            versions.append(("prod.env", "PORT=1\n"))
        history(made / f"team{number % 4}" / f"shop{number}", *versions)
    clean = history(made / "clean0", *((f"src/m{number % 5}.js", f"const x = {number};\n" * 30) for number in range(20)))
    for number in range(1, REPOSITORIES - KEYS - 2):
        shutil.copytree(clean.path, made / f"clean{number}")
    lines = [f"export const value{at} = load('{at}');\n" * 100 for at in range(2000)]
    history(made / "huge", *((f"src/{at % 50}.js", line) for at, line in enumerate(lines)))
    (made / "broken" / ".git" / "objects").mkdir(parents=True)
    (made / "broken" / ".git" / "refs").mkdir()
    (made / "broken" / ".git" / "HEAD").write_text("")
    return made


@pytest.fixture(scope="module")
def alone(base: Path) -> Result:
    """What one process finds."""
    return subprocess.run([*LINE, "--jobs", "1"], cwd=base, env=ENVIRONMENT, capture_output=True, text=True, check=False)


def test_all_that_is_planted_and_nothing_else(
    base: Path, alone: Result, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(base)

    def audit(*arguments: str) -> str:
        assert run(["audit", ".", "--format", "json", "--quiet", *arguments]) == 2
        out, err = capsys.readouterr()
        assert err.count("\n") == 1
        assert shown(out + err) == set()
        return out

    kept = tmp_path / "kept"
    out = audit("--jobs", "2", "--cache", str(kept))
    found = json.loads(out)
    assert (len(found["repositories"]), len(found["tokens"]), len(found["copies"])) == (REPOSITORIES, KEYS, 1)
    told = {one["keys"][0]: (one["in_head"], one["repositories"]) for one in found["tokens"]}
    planted = {}
    for number in range(KEYS):
        repositories = [f"team{number % 4}/shop{number}"]
        if 10 <= number < 20:
            repositories.append(f"team{(number - 10) % 4}/shop{number - 10}")
        planted[key(number)] = (number % 2 == 0 or 10 <= number < 20, sorted(repositories))
    assert told == planted
    assert shown("\n".join(file.read_text() for file in kept.iterdir())) == set()
    with monkeypatch.context() as patch:
        patch.setattr(organisation, "audit", None)
        assert audit("--jobs", "1", "--cache", str(kept)) == out
    assert alone.stdout == out


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork on Windows")
def test_a_cluster_that_loses_a_worker_makes_the_same_report(base: Path, alone: Result, tmp_path: Path) -> None:
    """Two workers on loopback; one is killed in the middle. No part of a token is in what is printed, kept, logged or sent to a process."""
    kept = tmp_path / "kept"
    with running(tmp_path / "cluster", 2) as cluster:
        command = [*LINE, "--scheduler", cluster.address, *cluster.options, "--cache", str(kept)]
        process = subprocess.Popen(command, cwd=base, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(1200):
            if kept.exists() and len(list(kept.iterdir())) >= REPOSITORIES // 4:
                break
            time.sleep(0.05)
        done = len(list(kept.iterdir()))
        cluster.workers[0].kill()
        processes = subprocess.run(["ps", "-e", "-o", "args="], capture_output=True, text=True, check=True).stdout
        out, err = process.communicate(timeout=500)
        assert (process.returncode, err.count("\n")) == (2, 1)
        assert REPOSITORIES // 4 <= done < REPOSITORIES - 10  # it was in the middle
        logs = cluster.left().decode(errors="replace")
    assert "vtexlint audit" in processes
    assert re.search("remov(?:e|ing) worker", logs, re.IGNORECASE)
    assert (out, err) == (alone.stdout, alone.stderr)
    for text in (out, err, logs, processes, *(file.read_text() for file in kept.rglob("*") if file.is_file())):
        assert shown(text) == set()
