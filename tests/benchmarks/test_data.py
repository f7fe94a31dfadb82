"""The made data is valid, the same each time, and has what it says."""

import json
import random
import tomllib
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from benchmarks import repository, texts, tree
from benchmarks.baselines import read
from benchmarks.workload import main as work
from vtexlint.api import check_text

PARSE: dict[str, Callable[[str], object]] = {
    "json": json.loads,
    "yaml": lambda text: yaml.load(text, yaml.CSafeLoader),
    "toml": tomllib.loads,
    "env": str.splitlines,
}


@pytest.mark.parametrize("form", texts.FORMATS)
@pytest.mark.parametrize("pairs", [0, 1, 3])
def test_a_text_is_valid_of_its_size_and_has_its_pairs(form: str, pairs: int) -> None:
    text = texts.text(form, 30_000, pairs)
    assert 30_000 <= len(text) < 32_500
    assert PARSE[form](text)
    found = Counter(finding.rule for finding in check_text(text, f"x.{form}"))
    assert found == ({"surrounding-whitespace": pairs} if pairs else {})
    assert text == texts.text(form, 30_000, pairs)
    assert text != texts.text(form, 30_000, pairs, seed=1)


@pytest.mark.parametrize("form", texts.FORMATS)
def test_pairs_alone(form: str) -> None:
    text = texts.pairs_alone(form, 5)
    assert PARSE[form](text)
    assert len(check_text(text, f"x.{form}")) == 5


def test_the_made_tree(tmp_path: Path) -> None:
    tree.made(tmp_path / "one", 100)
    tree.made(tmp_path / "two", 100)
    files = {path.relative_to(tmp_path / "one"): path.read_bytes() for path in (tmp_path / "one").rglob("*") if path.is_file()}
    assert len(files) == 100
    assert sum(b"appkey-" in data for data in files.values()) == 2
    assert all((tmp_path / "two" / path).read_bytes() == data for path, data in files.items())


def test_the_tree_is_laid_once_and_again_where_it_is_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree, "FILES", 5)
    what = tree.lay(tmp_path / "tree", None)
    (tmp_path / "tree/mark").touch()
    assert tree.lay(tmp_path / "tree", None) == what == "a made tree of 5 files"
    assert (tmp_path / "tree/mark").exists()
    monkeypatch.setattr(tree, "FILES", 6)
    assert tree.lay(tmp_path / "tree", None) != what
    assert not (tmp_path / "tree/mark").exists()


def test_minified_is_one_line() -> None:
    assert "\n" not in texts.minified(5000, 0)
    assert 5000 <= len(texts.minified(5000, 0)) < 6000


def test_a_version_differs_a_little_from_the_one_before() -> None:
    document = texts.text("json", 20_000)
    edited = repository._edited(document, random.Random(1), 7)
    assert json.loads(edited)
    assert edited != document
    assert abs(len(edited) - len(document)) < 200


@pytest.mark.parametrize("form", texts.FORMATS)
def test_the_plain_parsers_read_what_is_made(form: str) -> None:
    read(form, texts.text(form, 2000, 1).encode())


def test_the_workload_is_the_same_each_time() -> None:
    assert work(2) == work(2) > 0
