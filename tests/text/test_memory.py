"""What is kept for the next version of a text: never more than two texts had."""

import pytest

from vtexlint.text.memory import GivenUp, Memory, go_on, remembered

made: list[str] = []


@remembered
def doubled(value: str) -> str:
    made.append(value)
    return 2 * value


@pytest.fixture(autouse=True)
def nothing_made() -> None:
    made.clear()


def work(memory: Memory, *values: str, given_up: bool = False) -> list[str]:
    """The values that a text of these values has worked out; `given_up`: after the last of them."""
    made.clear()
    wanted = True

    def is_wanted() -> bool:
        return wanted

    try:
        with memory.of_text(is_wanted):
            assert [doubled(value) for value in values] == [2 * value for value in values]
            wanted = not given_up
            go_on()
    except GivenUp:
        assert given_up
    return [*made]


def test_without_a_memory_each_call_is_the_functions_own() -> None:
    assert doubled("a") == doubled("a") == "aa"
    go_on()
    assert made == ["a", "a"]


def test_the_next_text_makes_what_is_new_alone() -> None:
    memory = Memory()
    assert work(memory, "a", "b", "a") == ["a", "b"]
    assert work(memory, "a", "c") == ["c"]
    assert work(memory, "a", "b") == ["b"]  # the last text did not have it
    assert repr(memory) == "Memory(2 results)"


def test_a_text_that_was_given_up_keeps_what_the_last_complete_one_had() -> None:
    memory = Memory()
    work(memory, "a", "b")
    assert work(memory, "c", given_up=True) == ["c"]
    assert work(memory, "a", "b", "c", "d") == ["d"]


@pytest.mark.parametrize("first", [[], ["a", "b"]])
def test_texts_that_are_given_up_leave_no_more_than_two_texts(first: list[str]) -> None:
    memory = Memory()
    work(memory, *first)
    for number in range(50):
        assert work(memory, f"typed {number}", given_up=True) == [f"typed {number}"]
        assert repr(memory) == f"Memory({len(first) + 1} results)"
    assert work(memory, "typed 0", given_up=True) == ["typed 0"]
    assert work(memory, *first, "typed 0") == []
    assert repr(memory) == f"Memory({len(first) + 1} results)"


def test_a_fault_bounds_it_as_giving_up_does() -> None:
    memory = Memory()
    work(memory, "a")
    for number in range(3):
        with pytest.raises(ValueError, match="invalid literal"), memory.of_text():
            int(doubled(str(number)) + "x")
    assert repr(memory) == "Memory(2 results)"
    assert work(memory, "a", "2") == []
