"""A small project, as `python -m tools.mutation` tests it: it finds the mutant that no test notices."""

import os
import shutil
from pathlib import Path

import pytest

from tests.paths import ROOT
from tools.mutation.covering import Covering, first_and_rest, measure
from tools.mutation.running import EQUIVALENT, KILLED, SURVIVED, Verdict, check_unchanged, judge_all, kept
from tools.mutation.selection import TIMED_OUT
from tools.mutation.sites import Site, sites_of
from tools.mutation.trees import Tree

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there is no fork on Windows")

CODE = """\
LIMITS = (10, 20)


def is_large(number):
    return number > LIMITS[0]


def unused(number):
    return number == 1


if __name__ == "__main__":
    import os

    print(2 + 2, flush=True)
    os._exit(0)
"""
TESTS = """\
import subprocess
import sys

from vtexlint.small import is_large


def test_process():
    assert subprocess.run([sys.executable, "-m", "vtexlint.small"], capture_output=True, text=True).stdout == "4\\n"


def test_large():
    assert is_large(11)
    assert not is_large(2)
"""
OTHER = """\
def test_other():
    pass


def test_endless():
    while True:
        pass
"""
CONFTEST = "from hypothesis import settings\nsettings.register_profile('fast')\n"
FILES = {"vtexlint/__init__.py": "", "vtexlint/small.py": CODE, "tests/test_small.py": TESTS, "conftest.py": CONFTEST}


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("mutation")


@pytest.fixture(scope="module")
def tree(work: Path) -> Tree:
    source = work / "source"
    for name, text in FILES.items():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_text(text)
    shutil.copytree(ROOT / "tools/mutation", source / "tools/mutation")
    return Tree(work / "copy", source)


@pytest.fixture(scope="module")
def covering(tree: Tree, work: Path) -> Covering:
    return measure(tree, work, 1, fresh=("tests",))


def site(change: str) -> Site:
    [found] = [one for one in sites_of("vtexlint/small.py", CODE) if one.change == change]
    return found


def test_a_survivor_is_found(tree: Tree, covering: Covering, work: Path) -> None:
    sites = [
        site(change)
        for change in ("number > LIMITS[0] -> number >= LIMITS[0]", "10 -> 11", "10 -> 9", "number == 1 -> number != 1", "2 + 2 -> 2 - 2")
    ]
    file = work / "verdicts"
    with file.open("w") as lines:
        verdicts = judge_all(sites, covering, [tree], {sites[2].key: "why"}, lambda one: print(one.json(), file=lines))
    outcomes = {one.site.change: (one.outcome, one.tests) for one in verdicts}
    assert outcomes == {
        "number > LIMITS[0] -> number >= LIMITS[0]": (SURVIVED, 1),
        "10 -> 11": (KILLED, 2),
        "10 -> 9": (EQUIVALENT, 2),
        "number == 1 -> number != 1": (SURVIVED, 0),
        "2 + 2 -> 2 - 2": (KILLED, 2),
    }
    check_unchanged(verdicts, covering, tree)
    again, survived = kept(file, sites)
    assert {sites[0].key, sites[3].key} <= survived
    assert {one.site.key: one.killer for one in again} == {
        sites[1].key: "tests/test_small.py::test_large",
        sites[4].key: "tests/test_small.py::test_process",
    }
    assert (tree.root / "vtexlint/small.py").read_text() == CODE


def test_a_mutant_in_a_loop_is_given_up(tree: Tree) -> None:
    (tree.root / "tests/test_other.py").write_text(OTHER)
    soon = {"tests/test_other.py::test_other": 0.0, "tests/test_other.py::test_endless": -0.95}  # 1 second of processor time
    assert tree.run(soon, 60)[0] == TIMED_OUT
    assert tree.run({"tests/test_other.py::test_endless": 0.0}, 1)[0] is None
    assert tree.run({"tests/test_other.py::test_other": 0.0}, 60)[0] == 0


def test_without_a_mutant_the_tests_must_pass(tree: Tree, covering: Covering) -> None:
    tree.change("vtexlint/small.py", CODE.replace(">", "<"))
    with pytest.raises(RuntimeError, match="without a mutant"):
        check_unchanged([Verdict(site("10 -> 11"), KILLED, 1, "tests/test_small.py::test_large")], covering, tree)
    tree.change("vtexlint/small.py", CODE)


def test_few_files_are_collected_first() -> None:
    tests = {f"tests/test_{number % 9}.py::test_{number}": number / 100 for number in range(200)}
    first, rest = first_and_rest(tests)
    assert len({test.partition("::")[0] for test in first}) < 9
    assert next(iter(first)) == "tests/test_0.py::test_0"
    assert {**first, **rest} == tests
