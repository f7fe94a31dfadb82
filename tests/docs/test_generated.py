"""What is made from tables is up to date, and `python -m tools.generate` reports and writes what is not."""

import shutil
from pathlib import Path

import pytest

from tests.paths import ROOT
from tools import generate


@pytest.mark.integration
def test_what_is_generated_is_current() -> None:
    assert generate.main(["--check"]) == 0


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of everything that is generated, whole or in part."""
    for path in generate.wanted():
        there = tmp_path / path.relative_to(ROOT)
        there.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, there)
    return tmp_path


@pytest.mark.integration
@pytest.mark.parametrize(
    "name", ["docs/authentication.md", "docs/rules/key-casing.md", "vtexlint/rules/names.py", "vtexlint/parsers/model.py"]
)
def test_a_stale_file_is_reported_and_written_again(copy: Path, name: str) -> None:
    reported: list[str] = []
    assert generate.main(["--check"], copy, reported.append) == 0
    right = (copy / name).read_text()
    (copy / name).write_text(right.replace("dotenv", "other") if name.endswith("model.py") else right.replace("e", "x"))
    assert generate.main(["--check"], copy, reported.append) == 1
    assert [line.split()[0] for line in reported] == [name]
    assert generate.main([], copy, reported.append) == 0
    assert (copy / name).read_text() == right


@pytest.mark.integration
def test_the_page_of_a_rule_that_is_gone_is_stale(copy: Path) -> None:
    (copy / "docs/rules/no-rule.md").write_text("old")
    reported: list[str] = []
    assert generate.main(["--check"], copy, reported.append) == 1
    assert [line.split()[0] for line in reported] == ["docs/rules/no-rule.md"]
    assert generate.main([], copy, reported.append) == 0
    assert not (copy / "docs/rules/no-rule.md").exists()
