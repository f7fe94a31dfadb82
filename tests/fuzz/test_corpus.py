"""Each input of the corpus keeps all promises: what fuzzing has reached once is run with every test."""

from pathlib import Path

import pytest

from tests.fuzz.targets import TARGETS

CORPUS = Path(__file__).parent / "corpus"
INPUTS = sorted(path for path in CORPUS.glob("*/*") if path.is_file())


@pytest.mark.parametrize("target", TARGETS)
def test_each_target_has_a_corpus_that_keeps_its_promises(target: str) -> None:
    inputs = [path for path in INPUTS if path.parent.name == target]
    assert len(inputs) >= 5
    for path in inputs:
        TARGETS[target](path.read_bytes())


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("data", [b"", b"\0", b"\xff\xfe", b"a" * 3000], ids=["nothing", "nul", "utf-16", "letters"])
def test_any_bytes(target: str, data: bytes) -> None:
    TARGETS[target](data)
