"""What differs between two versions is found with all that a token needs around it."""

from hypothesis import given
from hypothesis import strategies as st

from tests.examples import examples
from vtexlint.linter.changed_part import changed_parts

AROUND = 1200  # bytes to each side: what the token filter looks at
LINES = [f'  "name{number}": "{"value " * (number % 7)}",\n'.encode() for number in range(40)]
EDIT = st.tuples(st.integers(0, 10_000), st.integers(0, 40), st.lists(st.sampled_from([*LINES, b"x", b"ABCDEF", b"7"]), max_size=6))


@examples(300)
@given(st.integers(0, 1000), st.integers(0, 400), st.lists(EDIT, max_size=5))
def test_what_is_outside_of_the_parts_is_in_the_version_before_with_what_is_around_it(
    first: int, count: int, edits: list[tuple[int, int, list[bytes]]]
) -> None:
    before = [LINES[(first + number * number) % 40] for number in range(count)]
    after = list(before)
    for place, taken, put in edits:
        at = place % (len(after) + 1)
        after[at : at + taken] = put
    old, new = b"".join(before), b"".join(after)
    covered = bytearray(len(new))
    at = 0
    for part in changed_parts(old, new):
        at = new.index(part, at)
        covered[at : at + len(part)] = b"\1" * len(part)
    for place in range(0, len(new), 97):
        assert covered[place] or new[max(0, place - AROUND) : place + AROUND] in old


def test_a_version_with_two_edits_far_apart_is_not_read_between_them() -> None:
    before = b"".join(f'"key{number}": {number},\n'.encode() for number in range(50_000))
    after = before.replace(b'"key500":', b'"kay500":').replace(b'"key49000":', b'"kay49000":')
    parts = list(changed_parts(before, after))
    assert len(parts) == 2
    assert sum(map(len, parts)) < 30_000
    assert list(changed_parts(before, before)) == []
    assert b"".join(changed_parts(b"", before)) == before


def test_of_many_differences_the_last_part_is_the_rest() -> None:
    lines = [f'"key{number}": {number:0100},\n'.encode() for number in range(30_000)]
    changed = [b"7" + line if number % 200 == 100 else line for number, line in enumerate(lines)]
    before, after = b"".join(lines), b"".join(changed)
    parts = list(changed_parts(before, after))
    assert len(parts) == 101
    assert len(parts[-1]) > 20 * max(map(len, parts[:-1]))
    assert changed[29_900] in parts[-1]


def test_what_is_read_is_not_much_more_than_what_differs() -> None:
    lines = b"".join(f'"key{number}": {number},\n'.encode() for number in range(20_000))
    for size, most in ((1, 200), (199, 200), (900, 1000), (4900, 5000), (24_900, 25_000)):
        after = lines[:100_000] + b"x" * size + lines[100_000 + size : -1] + b"x"
        part, _ = changed_parts(lines, after)
        assert len(part) < most + 6900, size
        assert b"x" * size in part
