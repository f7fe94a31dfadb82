"""A large text is read around its credentials, and whole where that is not enough."""

import pytest

from tests.fake import KEY, TOKEN
from vtexlint.linter.parse_file import parse_file, whole
from vtexlint.parsers.model import Format
from vtexlint.settings import Settings
from vtexlint.text.source import Source

OTHERS = "".join(f"name{number}: value of no interest {number}\n" for number in range(1000))
PAIR = f"vtexAppKey: {KEY}\nvtexAppToken: {TOKEN}\n"


@pytest.mark.parametrize(("path", "format", "sign"), [("a.yaml", "yaml", ": "), (".env", "dotenv", "=")])
def test_for_a_fix_it_is_read_whole(path: str, format: Format, sign: str) -> None:
    text = f"{OTHERS}{PAIR}".replace(": ", sign)
    near = parse_file(Source(path, text), format, Settings())
    assert not near.document.is_whole
    assert len(near.document.entries) < 20
    every = whole(near, Settings())
    assert every.document.is_whole
    assert len(every.document.entries) == 1002
    assert whole(every, Settings()) is every


@pytest.mark.parametrize(
    ("text", "is_whole"),
    [(PAIR, True), (OTHERS + PAIR, False), (f"{OTHERS}# vtexlint: ignore\n{PAIR}", True), (PAIR.replace("vtex", "vtex1") * 300, True)],
)
def test_which_texts_are_read_whole(text: str, is_whole: bool) -> None:
    assert parse_file(Source("a.yaml", text), "yaml", Settings()).document.is_whole == is_whole
