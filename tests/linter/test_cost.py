"""What one credential costs, in calls: no rule asks again what another one asked, and twice the credentials take twice the work."""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from types import FrameType

import pytest

from tests import fake
from vtexlint.credentials import shapes
from vtexlint.diagnostics import Snippet
from vtexlint.linter.conclude import conclude
from vtexlint.linter.file_context import FileContext
from vtexlint.linter.lint import lint_bytes
from vtexlint.linter.masking import Masker
from vtexlint.text.messages import Template
from vtexlint.text.source import Span

SUFFIXES = ("", " ", ",", "\u200b")


def stores(count: int, name: str) -> bytes:
    """That many pairs, some of them damaged."""
    pairs = [(fake.key(f"store{n}"), _damaged(fake.token(n), n)) for n in range(count)]
    if name.endswith(".env"):
        return "".join(f"VTEX_APP_KEY_{n}={key}\nVTEX_APP_TOKEN_{n}='{token}'\n" for n, (key, token) in enumerate(pairs)).encode()
    found = [{"vtexAppKey": key, "vtexAppToken": token} for key, token in pairs]
    if name.endswith(".json"):
        return json.dumps({"stores": found}, indent=1).encode()
    return "".join(f"- vtexAppKey: {one['vtexAppKey']}\n  vtexAppToken: {json.dumps(one['vtexAppToken'])}\n" for one in found).encode()


def _damaged(token: str, number: int) -> str:
    return token[:100] if number % 7 == 0 else token + SUFFIXES[number % len(SUFFIXES)]


def test_a_token_is_tested_for_chance_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: Counter[str] = Counter()
    is_random = shapes.is_random
    monkeypatch.setattr(shapes, "is_random", lambda core: asked.update([core]) or is_random(core))
    result = conclude([lint_bytes("a.json", stores(40, "a.json"))], {"a.json": "untracked"})
    assert len(result.findings) > 40
    assert asked
    assert max(asked.values()) == 1


def test_only_what_is_reported_is_masked(monkeypatch: pytest.MonkeyPatch) -> None:
    masked: list[Span] = []
    snippet = Masker.snippet

    def counted(self: Masker, span: Span) -> Snippet:
        masked.append(span)
        return snippet(self, span)

    monkeypatch.setattr(Masker, "snippet", counted)
    context = FileContext(snippets=True)
    result = conclude([lint_bytes("a.json", stores(40, "a.json"), context)], {})
    assert len(masked) == sum(1 + len(finding.related) for finding in result.findings)
    assert all(finding.location.snippet for finding in result.findings)


def test_a_message_without_parameters_is_rendered_once() -> None:
    template = Template("a.b", "all of it")
    assert template() is template()
    assert Template("a.c", "{count} of it", "one of it")(count=1) == "one of it"


@pytest.fixture
def calls() -> Iterator[list[int]]:
    """Counts calls of Python functions from `calls.append(0)` on, in its last number."""
    counts: list[int] = []

    def count(_: FrameType, event: str, __: object) -> None:
        if event == "call" and counts:
            counts[-1] += 1

    before = sys.getprofile()
    sys.setprofile(count)
    yield counts
    sys.setprofile(before)


@pytest.mark.parametrize("name", ["a.json", "a.yaml", "a.env"])
def test_four_times_the_credentials_take_less_than_six_times_the_calls(name: str, calls: list[int]) -> None:
    few, many = stores(100, name), stores(400, name)
    context = FileContext(snippets=True)
    lint_bytes(name, many, context)  # what is made once: patterns, modules
    for data in (few, many):
        calls.append(0)
        conclude([lint_bytes(name, data, context)], {name: "tracked"})
    assert calls[1] < 6 * calls[0]
