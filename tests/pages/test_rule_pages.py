"""Every rule's page keeps its promises: headings, names, and examples that do what they say."""

import re
import tomllib
from importlib import import_module
from pathlib import Path

import pytest

from tests import fake
from tests.paths import ROOT
from tests.run import check, snapshots
from vtexlint.linter.conclude import conclude
from vtexlint.linter.lint import unreadable_file
from vtexlint.linter.report import LintResult
from vtexlint.pages import render, terminal
from vtexlint.rules import registry
from vtexlint.rules.base import Rule
from vtexlint.rules.registry import rules
from vtexlint.settings_table import from_table
from vtexlint.text.source import UndecodableError

RULES = rules()
BY_RULE = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
_MARKS = {"{NBSP}": "\u00a0", "{ZWSP}": "\u200b", "{NUL}": "\0"}


def filled(text: str) -> str:
    """An example with invented values.

    `TOKEN_A`, `TOKEN_B`, `TOKEN_C`: three tokens; `TOKEN_A[:100]`: a part; `token_a`: in lowercase; `TOKEN_A_BASE64`, `KEY_A_BASE64`.
    `SESSION_A`, `SESSION_OLD`, `SESSION_OTHER`: a session token, one that has expired, one of another account.
    """
    for mark, character in _MARKS.items():
        text = text.replace(mark, character)
    text = text.replace("KEY_A_BASE64", fake.b64(fake.KEY)).replace("TOKEN_A_BASE64", fake.b64(fake.token("A")))
    text = text.replace("SESSION_A", fake.session()).replace("SESSION_OLD", fake.session(ends="2025-12-31"))
    text = text.replace("SESSION_OTHER", fake.session("otherstore"))
    text = text.replace("token_a", fake.token("A").lower())
    return re.sub(r"TOKEN_([ABC])(?:\[(\d*):(\d*)\])?", _token, text)


def _token(match: re.Match[str]) -> str:
    start, end = (int(part) if part else None for part in (match[2], match[3]))
    return fake.token(match[1])[start:end]


def run(example: render.Example) -> LintResult:
    try:
        return check(
            example.path,
            filled(example.text),
            state=example.state,  # type: ignore[arg-type]
            settings=from_table(tomllib.loads(example.settings)),
            accounts=snapshots(page=example.snapshot) if example.snapshot else None,
        )
    except UndecodableError as error:
        return conclude([unreadable_file(example.path, error.message)], {})


@BY_RULE
def test_form(rule: Rule) -> None:
    assert tuple(render.sections(rule)) == render.HEADINGS
    assert re.fullmatch(r"[a-z]+(-[a-z]+)+", rule.name)
    assert rule.page.split("\n")[0].endswith(".")
    assert render.examples(rule, "Flagged")
    assert render.examples(rule, "Accepted")
    module = Path(registry.__file__).with_name(f"{rule.name.replace('-', '_')}.py")
    assert module.exists(), module
    written = import_module(f"vtexlint.rules.{module.stem}").__doc__ or ""
    assert "\t" not in written, "Python 3.13 and later write spaces for the tabs of a docstring"
    assert all(len(text) > 40 for text in render.sections(rule).values())


@BY_RULE
def test_flagged_examples_yield_this_rule_once(rule: Rule) -> None:
    for example in render.examples(rule, "Flagged"):
        found = [finding.rule for finding in run(example).findings]
        expected = 2 if rule.name == "conflicting-pair" else 1
        assert found.count(rule.name) == expected, (example, found)


@BY_RULE
def test_accepted_examples_are_silent(rule: Rule) -> None:
    for example in render.examples(rule, "Accepted"):
        found = [finding for finding in run(example).findings if finding.rule == rule.name or finding.severity.word == "error"]
        assert [f.rule for f in found] == [], example


def test_every_module_is_in_the_one_list() -> None:
    modules = {path.stem for path in Path(registry.__file__).parent.glob("*.py")}
    helpers = {"__init__", "base", "registry", "names"}
    assert modules - helpers == {rule.name.replace("-", "_") for rule in RULES}
    assert len({rule.name for rule in RULES}) == len(RULES)
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    independent = next(contract for contract in contracts if contract["type"] == "independence")["modules"]
    assert {name.rpartition(".")[2] for name in independent} == modules - helpers


@BY_RULE
def test_the_terminal_page_holds_no_markup(rule: Rule) -> None:
    text = terminal.for_terminal(rule, colour=False)
    assert "```" not in text
    assert "## " not in text
    assert "\x1b" not in text
    assert "\x1b[1m" in terminal.for_terminal(rule, colour=True)
