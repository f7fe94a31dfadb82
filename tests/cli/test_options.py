"""The quick reader of command lines reads what argparse reads, or leaves it to argparse."""

from hypothesis import given
from hypothesis import strategies as st

from vtexlint.cli.options import OPTIONS, Options, parse_fast
from vtexlint.cli.parser import parser

NAMES = [name for option in OPTIONS for name in option.names]
VALUES = ["a", "text", "json", "a,b", "", "=", "x=y", "3", "0", "warning", "all", "always", "-x", "-"]
WORDS = st.one_of(
    st.sampled_from(NAMES),
    st.tuples(st.sampled_from([name for name in NAMES if name.startswith("--")]), st.sampled_from(VALUES)).map("=".join),
    st.sampled_from([*VALUES, "a b.env", "--unknown", "--form=text", "-qv", "-q=1"]),
)


@given(st.lists(WORDS, max_size=5))
def test_it_reads_what_argparse_reads(words: list[str]) -> None:
    found = parse_fast(words)
    if found is not None:
        assert vars(found) == vars(parser().parse_intermixed_args(words))


def test_a_value_may_be_attached() -> None:
    found = parse_fast(["--format=json", "--select=a,b", "--jobs=2", ".env", "--config=-x"])
    assert found
    assert (found.format, found.select, found.jobs, found.paths, found.config) == ("json", ("a", "b"), 2, [".env"], "-x")


def test_the_class_has_every_option_and_no_more() -> None:
    assert Options.__annotations__.keys() == {"paths", *(option.key for option in OPTIONS)} == vars(Options()).keys()
