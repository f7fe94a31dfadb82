"""tests/README.md: whoever changes a module finds its tests, and whoever finds a test knows what it is for."""

import re

from tests.paths import ROOT

PAGE = (ROOT / "tests/README.md").read_text()
ROWS = dict(re.findall(r"^\| `([\w./]+)` \| (.+) \|$", PAGE, re.MULTILINE))


def test_each_package_has_a_row() -> None:
    packages = {path.name for path in (ROOT / "vtexlint").iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert packages - {"__init__.py"} <= ROWS.keys()
    assert len(packages) > 15


def test_each_path_exists_and_has_tests() -> None:
    named = {path for row in ROWS.values() for path in re.findall(r"`([\w./-]+)`", row)} - {".fixed", ".ci/run"}
    for path in named:
        where = ROOT / "tests" / path
        assert where.is_file() or any(where.rglob("test_*.py")) or "cases" in path, path
    assert len(named) > 20


def test_each_test_is_below_something_that_is_listed() -> None:
    known = {name for name in ROWS if (ROOT / "tests" / name).exists()} | {
        path.split("/")[0] for row in ROWS.values() for path in re.findall(r"`([\w./-]+)`", row)
    }
    below = {path.relative_to(ROOT / "tests").parts[0] for path in (ROOT / "tests").rglob("test_*.py")}
    assert below <= known


def test_what_tests_share_is_listed() -> None:
    shared = {path.name for path in (ROOT / "tests").glob("*.py") if not path.name.startswith(("test_", "__", "conftest"))}
    listed = set(re.findall(r"`(\w+\.py)`", PAGE.partition("What tests share")[2]))
    assert listed <= shared
    assert shared - listed == {"ci.py", "history_corpus.py", "paths.py"}
