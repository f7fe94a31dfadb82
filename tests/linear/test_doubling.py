"""Four times the input costs four times the time, whatever the input: no square of a length, a depth or a number.

Each parser is measured step by step; the shapes that once were worse, or that an attacker would try, in all steps together.
"""

import pytest
from lsprotocol import types

from tests.linear.cost import MOST, SMALL, Growth, Work, growth, seconds, sizes_again, timed
from tests.linear.others import OTHERS
from tests.linear.shapes import READERS, SHAPES, Shape
from tests.run import context_of
from vtexlint.linter.conclude import conclude
from vtexlint.linter.file_result import FileResult
from vtexlint.linter.fix_file import FixResult, fix_file
from vtexlint.linter.lint import lint_bytes
from vtexlint.lsp.analysis import analyse
from vtexlint.lsp.conversion import diagnostics
from vtexlint.lsp.documents import OpenDocuments
from vtexlint.lsp.session import EditorSession
from vtexlint.parsers.formats import format_of
from vtexlint.parsers.parse import has_near_parser
from vtexlint.reporters import text as text_report
from vtexlint.reporters.diff import render
from vtexlint.reporters.style import Style

NEAR = "vtexlint.linter.parse_file.NEAR_FROM"
SPARSE = "vtexlint.linter.parse_file.SPARSE"


@pytest.fixture(autouse=True, params=["near"])
def reader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Large texts are read around what mentions a credential, by another reader: here texts of all sizes, or (`whole`) none."""
    monkeypatch.setattr(NEAR, 0 if request.param == "near" else 1 << 40)
    monkeypatch.setattr(SPARSE, 0)
    return str(request.param)


def check(path: str, text: str) -> FileResult:
    result = lint_bytes(path, text.encode("utf-8", "surrogatepass"), context_of(snippets=True))
    text_report.render(conclude([result], {path: "tracked"}), Style())
    return result


def fix(result: FileResult) -> FixResult:
    return fix_file(result, context_of(snippets=True), unsafe=True)


def serve(path: str, text: str) -> None:
    """What the language server does for a document, from its text to the diagnostics that it sends."""
    documents = OpenDocuments()
    document = documents.open(types.TextDocumentItem(f"file:///nowhere/{path}", "", 1, text))
    diagnostics(analyse(EditorSession(), document, "/nowhere", "/nowhere"), documents.encoding)


def steps(shape: Shape, size: int) -> dict[str, float]:
    """What each step costs."""
    text = shape.make(size)
    checked, result = timed(lambda: check(shape.path, text))
    fixed, done = timed(lambda: fix(result))
    return {
        "check": checked,
        "fix": fixed,
        "diff": seconds(lambda: render(done)),
        "server": seconds(lambda: serve(shape.path, text)),
    }


def everything(shape: Shape, size: int) -> Work:
    text = shape.make(size)

    def work() -> None:
        render(fix(check(shape.path, text)))
        serve(shape.path, text)

    return work


@pytest.mark.parametrize("shape", READERS, ids=lambda shape: shape.name)
def test_each_step_of_a_parser(shape: Shape) -> None:
    size = shape.start
    small = steps(shape, size)
    while small["check"] < SMALL:
        size *= 2
        small = steps(shape, size)
    left = grown(shape, size, small)
    for again in sizes_again(size):
        if not left:
            return
        left = {step: one for step, one in grown(shape, again, steps(shape, again)).items() if step in left}
    assert left == {}


def grown(shape: Shape, size: int, small: dict[str, float]) -> dict[str, Growth]:
    """The steps whose cost does not grow with the size."""
    big = steps(shape, 4 * size)
    found = {step: Growth(size, small[step], big[step]) for step in small}
    return {step: one for step, one in found.items() if not one.is_linear}


def has_near(path: str) -> bool:
    format = format_of(path)
    return format is not None and has_near_parser(format, path)


BOTH = [(shape, reader) for shape in SHAPES for reader in (("near", "whole") if has_near(shape.path) else ("near",))]


@pytest.mark.parametrize(("shape", "reader"), BOTH, ids=[f"{shape.name}-{reader}" for shape, reader in BOTH], indirect=["reader"])
def test_a_hostile_text(shape: Shape) -> None:
    found = growth(lambda size: everything(shape, size), shape.start)
    assert found.is_linear, found


@pytest.mark.parametrize("name", OTHERS)
def test_what_is_no_checked_text(name: str) -> None:
    found = growth(OTHERS[name], 16)
    assert found.is_linear, found


# as they were found, with the size that they had
REPORTED = {
    "base64-dotenv": 110,
    "empty-lines-and-a-comment": 500,
    "alias-of-a-mapping": 32_000,
    "merges": 32_000,
    "ignore-file-comments": 2000,
}


@pytest.mark.parametrize("name", REPORTED)
def test_what_once_took_seconds(name: str) -> None:
    shape = next(shape for shape in SHAPES if shape.name == name)
    text = shape.make(REPORTED[name])
    assert min(seconds(lambda: render(fix(check(shape.path, text)))) for _ in range(2)) < 2 * MOST
