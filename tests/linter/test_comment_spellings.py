"""Comments that were meant as ignore comments, and comments that only mention vtexlint."""

import pytest

from tests.fake import TOKEN
from vtexlint.linter.comment_spellings import attempt, shown


@pytest.mark.parametrize(
    ("text", "span", "spelling"),
    [
        ("# noqa: VTEX001", "noqa: VTEX001", "vtexlint: ignore[rule]"),
        ("# Noqa: VTEX001", "Noqa: VTEX001", "vtexlint: ignore[rule]"),
        ("# noqa: E501, x  noqa:missing-token", "noqa:missing-token", "vtexlint: ignore[missing-token]"),
        ("// vtexlint-disable-line missing-token, key-casing", "vtexlint-disable-line missing-token, key-casing", "vtexlint: ignore[missing-token, key-casing]"),
        ("# vtexlint_ignore_file = missing-token", "vtexlint_ignore_file = missing-token", "vtexlint: ignore-file[missing-token]"),
        ("# VTEXLINT: IGNORE[Missing-Token] why", "VTEXLINT: IGNORE[Missing-Token]", "vtexlint: ignore[missing-token]"),
        ("; vtexlint:disable", "vtexlint:disable", "vtexlint: ignore[rule]"),
        ("/* vtexlint off */", "vtexlint off", "vtexlint: ignore[rule]"),
        ("# vtexlint: ignore-next-line(rule: missing-token)", "vtexlint: ignore-next-line", "vtexlint: ignore[rule]"),
        ("//vtexlint-disable", "vtexlint-disable", "vtexlint: ignore[rule]"),
        ("# vtexlint-disable. The key is dead.", "vtexlint-disable", "vtexlint: ignore[rule]"),
        ("# vtexlint-disable=no-such-rule", "vtexlint-disable", "vtexlint: ignore[rule]"),
        ("# vtexlint-disable-start", "vtexlint-disable", "vtexlint: ignore[rule]"),
        ("# vtexlint-ignore-missing-token", "vtexlint-ignore", "vtexlint: ignore[rule]"),
        ("# VTEXLINT-DISABLE", "VTEXLINT-DISABLE", "vtexlint: ignore[rule]"),
        ("# vtexlint ignore missing-token missing-token", "vtexlint ignore missing-token missing-token", "vtexlint: ignore[missing-token]"),
    ],
)  # fmt: skip
def test_what_was_meant(text: str, span: str, spelling: str) -> None:
    found = attempt(text, 0, len(text))
    assert found
    assert (text[found.span.start : found.span.end], found.spelling) == (span, spelling)


@pytest.mark.parametrize(
    "text",
    [
        "# vtexlint checks this file", "# vtexlint off the shelf", "# run vtexlint, ignore the rest", "- id: vtexlint-fix", "# noqa", "# noqa: E501",
        "# noqa: vtexts", "# myvtexlint-disable", "# vtexlint-disabled", "# vtexlint: https://x", "# vtexlint", "# vtexlint: skipping",
        "# see vtexlint-ignore.json", "# the job vtexlint-skip-tests runs", "# docs/vtexlint-disable says how", "# vtexlint_ignore_list",
        "# https://a.test/vtexlint-ignore", "# VTEXLINT_SKIP=1 git commit", "# set VTEXLINT_IGNORE to skip it", "# vtexlint-off/a",
    ],
)  # fmt: skip
def test_other_comments(text: str) -> None:
    assert attempt(text, 0, len(text)) is None


def test_only_known_words_are_shown() -> None:
    text = f"# vtexlint-disable {TOKEN}\n# noqa: VTEX001 {TOKEN}\n# vtexlint: off[{TOKEN}]\n"
    assert [piece for _, _, piece in shown(text)] == ["vtexlint-disable", "vtexlint: off", "noqa: VTEX001"]


@pytest.mark.parametrize("verb", ["ignore", "disable", "skip", "off", "suppress", "allow", "nolint", "noqa"])
@pytest.mark.parametrize(
    ("place", "whole_file"),
    [("", False), ("-file", True), ("_FILE", True), ("-all", True), ("-line", False), ("-next-line", False)],
)
def test_every_verb_and_place(verb: str, place: str, whole_file: bool) -> None:
    for text in (f"# vtexlint: {verb}{place}[missing-token]", f"# VTEXLINT-{verb.upper()}{place} = Missing-Token"):
        found = attempt(text, 0, len(text))
        assert found is not None
        assert (found.whole_file, found.rules) == (whole_file, ("missing-token",))
