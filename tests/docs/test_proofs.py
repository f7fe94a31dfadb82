"""What SECURITY.md promises has tests, and each promise a break that they must notice."""

import ast

import pytest

from tests.paths import ROOT
from tools.proofs import MUTANTS, PROOFS, Mutant, mutated


def test_the_tests_of_each_promise_are_there() -> None:
    assert {test for proof in PROOFS for test in proof.tests if not (ROOT / test).exists()} == set()
    assert len({proof.name for proof in PROOFS}) == len(PROOFS)


@pytest.mark.thorough
@pytest.mark.parametrize("mutant", MUTANTS, ids=[mutant.what for mutant in MUTANTS])
def test_a_break_has_its_place_and_is_a_program(mutant: Mutant) -> None:
    text = mutated(mutant)
    assert text != (ROOT / mutant.file).read_text()
    ast.parse(text)
    tests = next(proof.tests for proof in PROOFS if proof.name == mutant.proof)
    assert any(test == one or test.startswith(f"{one}/") for test in mutant.tests for one in tests)


def test_a_place_that_is_gone_is_an_error() -> None:
    with pytest.raises(ValueError, match="there 0 times"):
        mutated(MUTANTS[0]._replace(old="no such text"))
