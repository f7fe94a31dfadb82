"""Which tests run which line: coverage once, with a context for each test; and the tests of a site from that."""

import ast
import json
import re
from collections import defaultdict
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

import coverage

from tools.mutation.sites import Site
from tools.mutation.trees import Tree

LANES = ("-m", "not clients and not slow and not linear")
TESTS = (
    "tests/accounts", "tests/credentials", "tests/linter", "tests/loaders", "tests/pages", "tests/parsers", "tests/reporters",
    "tests/rules", "tests/text", "tests/docs/test_generated.py", "tests/test_settings.py", "tests/test_api.py", "tests/test_contracts.py",
    "tests/lsp/test_actions.py", "tests/lsp/test_kept.py", "tests/project/history", "tests/project/test_coverage.py",
    "tests/project/test_environment_files.py", "tests/project/test_referred_files.py", "tests/project/git/test_exposure.py",
    "tests/cli/test_account.py", "tests/cli/test_baseline.py", "tests/cli/test_fixes.py",
    "tests/cli/test_where.py", "tests/cli/test_inventory.py", "tests/cli/test_rotate.py",
)  # fmt: skip
"""What covers the four packages: the fast lane, and what reaches the rest of them through the server, git and the command line."""
_OF_TABLES = ("tests/text/test_messages.py::test_ids", "tests/docs/test_generated.py::test_what_is_generated_is_current")
"""These tests look at the templates and the rules of all modules; no line of a function says so."""
_SETTINGS = """\
[run]
source = vtexlint
relative_files = True
"""
# of the processes that a test starts: a context of their own each, which says which test it was; COVERAGE_FILE says where
_CHILDREN = f"""\
{_SETTINGS}parallel = True
patch = _exit
context = child of ${{MUTATION_TEST}}
"""
_CHILD = "child of "
_FIRST = 30
_FIRST_FILES = 4


class Covering:
    """The tests of each line, and the seconds that each takes. `lines`: module -> line -> tests; "" is the import.

    `most_seconds`: the tests of a site take at most this; the quick ones are taken first.
    """

    most_seconds = 15.0

    def __init__(self, lines: dict[str, dict[int, set[str]]], seconds: dict[str, float], texts: dict[str, str]) -> None:
        self._lines = lines
        self.seconds = seconds
        self._units = {module: _units(text) for module, text in texts.items()}
        self._texts = texts

    def tests_of(self, site: Site) -> dict[str, float]:
        """The tests that run the site's statement, those that are named like its module first, then by the seconds that they take.

        What runs at import is covered by the tests of the functions of its module, and of those elsewhere that mention what it binds.
        """
        contexts = self._contexts(site)
        if self.at_import(site):
            contexts |= self._of_users(site)
            contexts |= {test for test in self.seconds if test.startswith(_OF_TABLES)}
        stem = Path(site.module).stem
        named = re.compile(rf"\b(?:test_)?(?:{stem}|{stem.replace('_', '-')})\b|{'|'.join(_OF_TABLES)}")
        known = [test for test in contexts if test in self.seconds]
        taken: dict[str, float] = {}
        for test in sorted(known, key=lambda test: (not named.search(test), self.seconds[test], test)):
            if sum(taken.values()) + self.seconds[test] <= self.most_seconds:
                taken[test] = self.seconds[test]
        return taken

    def at_import(self, site: Site) -> bool:
        """Whether the site runs when its module is imported, as a table or in a function that fills one."""
        return site.imported or "" in self._contexts(site)

    def _contexts(self, site: Site) -> set[str]:
        lines = self._lines.get(site.module, {})
        return {test for line in site.lines for test in lines.get(line, ())}

    def _of_users(self, site: Site) -> set[str]:
        stem = Path(site.module).stem
        found: set[str] = set()
        for module, units in self._units.items():
            lines = self._lines.get(module, {})
            if module == site.module or stem in self._texts[module]:
                for body, mentioned in units:
                    if module == site.module or site.names & mentioned:
                        found.update(test for line in body for test in lines.get(line, ()))
        return found


def first_and_rest(tests: dict[str, float]) -> tuple[dict[str, float], dict[str, float]]:
    """The first tests, of few files, which are collected quickly; and all others."""
    files: set[str] = set()
    first: dict[str, float] = {}
    for test, seconds in tests.items():
        file = test.partition("::")[0]
        if len(first) < _FIRST and seconds < 1 and (file in files or len(files) < _FIRST_FILES):
            files.add(file)
            first[test] = seconds
    return first, {test: seconds for test, seconds in tests.items() if test not in first}


def measure(tree: Tree, work: Path, jobs: int, tests: Iterable[str] = (), fresh: Iterable[str] = TESTS) -> Covering:
    """Run tests with coverage in a tree without a mutant. What the same tree gave last is kept in `work`.

    `tests`: only these, and keep what is known of the others. `fresh`: all tests, where nothing is known of this tree.
    """
    durations, digest = work / "durations.json", work / "digest"
    now = _digest(tree.root)
    if tests and durations.exists():
        before: dict[str, float] = json.loads(durations.read_text())
        _run(tree, work, jobs, tests)
        durations.write_text(json.dumps(before | json.loads(durations.read_text())))
    elif not (digest.exists() and digest.read_text() == now):
        for old in work.glob("coverage.*"):
            old.unlink()
        _run(tree, work, jobs, fresh)
    digest.write_text(now)
    seconds = json.loads(durations.read_text())
    return Covering(_lines_of(sorted(work.glob("coverage.*")), seconds), seconds, _texts(tree.root))


def _run(tree: Tree, work: Path, jobs: int, tests: Iterable[str]) -> None:
    number = len(list(work.glob("coverage.*")))
    settings, of_children = work / "settings", work / "settings-of-children"
    settings.write_text(_SETTINGS)
    of_children.write_text(_CHILDREN)
    arguments = [*LANES, "-n", str(jobs), f"--cov-config={settings}", "--cov", "--cov-context=test", "--cov-report=", *tests]
    variables = {"COVERAGE_FILE": str(work / f"coverage.{number}"), "MUTATION_DURATIONS": str(work / "durations.json")}
    variables["MUTATION_CHILDREN"] = str(of_children)
    status, said = tree.pytest(arguments, variables)
    if status not in (0, 1):
        raise RuntimeError(f"the tests do not run (exit status {status}):\n{said}")
    print(said.splitlines()[-1], flush=True)


def _lines_of(files: list[Path], tests: Iterable[str]) -> dict[str, dict[int, set[str]]]:
    """Module -> line -> tests. A process that a test started may serve the others of its file too, as a server does."""
    by_file: defaultdict[str, list[str]] = defaultdict(list)
    for test in tests:
        by_file[test.partition("::")[0]].append(test)
    found: defaultdict[str, defaultdict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for file in files:
        data = coverage.CoverageData(str(file))
        data.read()
        for path in sorted(data.measured_files()):
            for line, contexts in data.contexts_by_lineno(path).items():
                for context in contexts:
                    test = context.removeprefix(_CHILD).partition("|")[0]
                    of_child = context.startswith(_CHILD)
                    found[path][line].update(by_file[test.partition("::")[0]] if of_child else [test])
    return {path: dict(lines) for path, lines in found.items()}


def _texts(root: Path) -> dict[str, str]:
    return {path.relative_to(root).as_posix(): path.read_text() for path in sorted((root / "vtexlint").rglob("*.py"))}


def _digest(root: Path) -> str:
    """Of all that the tests depend on."""
    files = [path for part in ("vtexlint", "tests", "schemas", "docs") for path in sorted((root / part).rglob("*")) if path.is_file()]
    parts = [path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() for path in files if "__pycache__" not in path.parts]
    return sha256(b"\0".join(parts)).hexdigest()


def _units(text: str) -> list[tuple[range, set[str]]]:
    """The lines of each function's body, and the names that it mentions."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            names = {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}
            attributes = {one.attr for one in ast.walk(node) if isinstance(one, ast.Attribute)}
            found.append((range(node.body[0].lineno, (node.end_lineno or node.lineno) + 1), names | attributes))
    return found
