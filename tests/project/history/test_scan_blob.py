"""What the scanner skips has no token: a scanner that parses every version of a file finds the same."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.examples import examples
from tests.fake import KEY, b64, token
from vtexlint.linter.lint import lint_file
from vtexlint.parsers.formats import format_of
from vtexlint.project.config import Configs
from vtexlint.project.history.scan_blob import BlobScanner
from vtexlint.project.history.token_hits import TokenHit, hits_of, text_of
from vtexlint.project.project import Project

PADDING = "".join(f"# line {number}: some text, with `words` and marks\n" for number in range(300))
LINES = {
    ".yaml": [
        f"appKey: {KEY}\n", f"appToken: {token(1)}\n", f"token: {token(2).lower()}\n", f"secret: {token(3)[:90]}\n", "vtex: true\n",
        f"paymentId: {token(4)}\n", "other: [BRA, ARG, CHL]\n", f"data: {{VTEX_APP_TOKEN: {b64(token(5))}}}\n", "kind: Secret\n",
        "# vtexlint: ignore[committed-secret]\n", f"# VTEX_APP_TOKEN: {token(6)}\n", f"text: {token(1)} and more\n", "vtexToken: &x\n",
        f"  {token(7)[:64]}\n  {token(7)[64:]}\n", "{{ broken\n", PADDING, PADDING,
    ],
    ".json": [
        f'"appKey": "{KEY}",\n', f'"appToken": "{token(1)}",\n', f'"token": "{token(2).lower()}",\n', f'"key": "{token(3)[:90]}",\n',
        '"vtex": {},\n', f'"paymentId": "{token(4)}",\n', f'"name": "VTEX_APP_TOKEN", "value": "{token(5).lower()}",\n',
        f'"doc": "{{\\"vtexAppToken\\": \\"{token(6)[:100]}\\"}}",\n', '"list": ["BRA", "ARG"],\n', f'"{token(1)}": "{token(7)}",\n',
        *[f'"a{number}": "{"word " * 500}",\n' for number in range(4)],
    ],
    ".env": [
        f"VTEX_APP_KEY={KEY}\n", f"VTEX_APP_TOKEN={token(1)}\n", f"A_VTEX_APP_TOKEN='{token(2).lower()}'\n", f"VTEX_TOKEN={token(3)[:90]}\n",
        f"X=${{Y:-{token(4)}}}\n", f'VTEX_APP_TOKEN="{token(5)[:60]} {token(5)[60:]}"\n', "# vtexlint: ignore[committed-secret]\n", PADDING, PADDING,
    ],
}  # fmt: skip
EDIT = st.tuples(st.integers(0, 30), st.integers(0, 2), st.lists(st.integers(0, 30), max_size=2))


@st.composite
def histories(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A path, and the texts that it has one after the other."""
    ending = draw(st.sampled_from(sorted(LINES)))
    path = draw(st.sampled_from(["a", "vtex/settings"])) + ending
    lines = [number % len(LINES[ending]) for number in draw(st.lists(st.integers(0, 30), max_size=8))]
    texts = []
    for place, taken, put in draw(st.lists(EDIT, min_size=2, max_size=6)):
        at = place % (len(lines) + 1)
        lines[at : at + taken] = [number % len(LINES[ending]) for number in put]
        text = "".join(LINES[ending][number] for number in lines)
        texts.append("{\n" + text + '"end": 1\n}\n' if ending == ".json" else text)
    return path, texts


def seen(hits: Iterator[TokenHit] | tuple[TokenHit, ...]) -> set[tuple[str, bool]]:
    return {(hit.token, hit.finding is None) for hit in hits}


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("history")


@examples(400)
@given(history=histories())
def test_every_version_has_what_parsing_it_finds(directory: Path, history: tuple[str, list[str]]) -> None:
    path, texts = history
    configs = Configs(Project(str(directory)), None, none=True)
    scanner = BlobScanner(configs, str(directory), snippets=False)
    for text in texts:
        data = text.encode()
        context = scanner._chosen(scanner._config(path))
        source, kind = text_of(path, data), format_of(path)
        assert source is not None
        assert kind is not None
        linted = lint_file(source, kind, context)
        assert seen(scanner.inspect(path, data)) == seen(hits_of(linted, {})), texts
