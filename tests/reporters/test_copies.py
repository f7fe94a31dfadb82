"""Copies of one token: one block in the text report, one finding for each in every other."""

import json

from tests.fake import KEY, token
from tests.run import context_of
from vtexlint.linter.conclude import conclude
from vtexlint.linter.lint import lint_bytes
from vtexlint.linter.report import LintResult
from vtexlint.reporters.recognition import is_report
from vtexlint.reporters.style import Style
from vtexlint.reporters.table import reporter

NAMES = [f"{number:02}.env" for number in range(33)]


def outcome() -> LintResult:
    texts = {name: f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={token(0)}\n" for name in NAMES} | {"z.env": f"VTEX_APP_TOKEN={token(1)}\n"}
    results = [lint_bytes(name, text.encode(), context_of(snippets=True)) for name, text in texts.items()]
    found = conclude(results, dict.fromkeys(texts, "tracked"))
    return found._replace(findings=tuple(one for one in found.findings if one.rule == "committed-secret"))


def test_the_text_report_shows_one_block_with_the_other_places() -> None:
    text = reporter("text")(outcome(), Style())
    assert [line for line in text.split("\n") if line.startswith((" --> ", "  = same"))] == [
        " --> 00.env:2:16",
        *(f"  = same token: {name}:2:16" for name in NAMES[1:31]),
        "  = same token: in 2 more places",
        " --> z.env:1:16",
    ]
    assert is_report(text.encode(), "text")


def test_every_other_report_has_each_copy() -> None:
    found = outcome()
    assert len(found.findings) == len(NAMES) + 1
    assert len(json.loads(reporter("json")(found, Style()))["findings"]) == len(NAMES) + 1
    assert reporter("concise")(found, Style()).count("committed-secret") == len(NAMES) + 1
    assert len(json.loads(reporter("sarif")(found, Style()))["runs"][0]["results"]) == len(NAMES) + 1
    assert len({one.fingerprint for one in found.findings}) == len(NAMES) + 1


def test_a_copy_that_needs_other_advice_has_its_own_block() -> None:
    texts = {".env": f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={token(0)}\n", "compose.yaml": f"appKey: {KEY}\nappToken: {token(0)}\n"}
    results = [lint_bytes(name, text.encode(), context_of(snippets=True)) for name, text in texts.items()]
    found = conclude(results, dict.fromkeys(texts, "untracked"))
    assert len({str(one.message) for one in found.findings}) == 1
    text = reporter("text")(found, Style())
    assert "same token" not in text
    assert (text.count("add this file to .gitignore"), text.count("remove the value")) == (1, 1)
