"""A rule that replaces another: wherever a user named the old one, the new one is meant. Made up of two real rules."""

import json
from typing import Any

import pytest

from tests.fake import KEY, TOKEN
from tests.run import check
from tools.rule_facts import render
from vtexlint.diagnostics import Finding, Severity
from vtexlint.linter.baseline import Baseline, compare, entries_of
from vtexlint.linter.fingerprints import fingerprinted
from vtexlint.linter.rule_selection import UnknownRuleError, disabled_rules
from vtexlint.rules.base import Rule
from vtexlint.rules.names import REPLACES
from vtexlint.settings import Settings

NEW, OLD, GONE = "token-casing", "malformed-token", "token-shape"
TEXT = f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN.lower()}\n"


@pytest.fixture(autouse=True)
def replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(REPLACES, NEW, (OLD, GONE))


def rules(text: str = TEXT, settings: Settings = Settings()) -> list[str]:  # noqa: B008
    return [finding.rule for finding in check(".env", text, settings=settings).findings]


@pytest.mark.parametrize("name", [NEW, OLD, GONE])
def test_an_ignore_comment_for_the_old_rule_covers_the_new_one_and_is_used(name: str) -> None:
    assert rules(f"VTEX_APP_KEY={KEY}\n# vtexlint: ignore[{name}]\nVTEX_APP_TOKEN={TOKEN.lower()}\n") == []
    assert rules(f"# vtexlint: ignore-file[{name}]\n{TEXT}") == []


def test_not_the_other_way_round_nor_elsewhere() -> None:
    assert rules(f"VTEX_APP_KEY={KEY}\n# vtexlint: ignore[{NEW}]\nVTEX_APP_TOKEN={TOKEN[:127]}\n") == ["unused-suppression", OLD]
    assert rules(f"# vtexlint: ignore[{OLD}]\nVTEX_APP_KEY={KEY}\n\nVTEX_APP_TOKEN={TOKEN.lower()}\n") == ["unused-suppression", NEW]


@pytest.mark.parametrize("name", [NEW, OLD, GONE])
def test_a_fix_respects_a_comment_for_the_old_rule(name: str) -> None:
    text = f"VTEX_APP_KEY={KEY}\n# vtexlint: ignore[{name}]\nVTEX_APP_TOKEN= {TOKEN.lower()}\n"
    assert [(finding.rule, finding.fix) for finding in check(".env", text).findings] == [("surrounding-whitespace", None)]


@pytest.mark.parametrize(
    ("settings", "on"),
    [
        ({}, True),
        ({"ignore": (OLD,)}, False),
        ({"ignore": (GONE,)}, False),
        ({"ignore": (NEW,)}, False),
        ({"select": (OLD,)}, True),
        ({"select": (GONE,)}, True),
        ({"select": (OLD,), "ignore": (NEW,)}, False),
        ({"select": ("key-casing",)}, False),
        ({"select": ("key-casing",), "extend_select": (OLD,)}, True),
        ({"select": (NEW,), "ignore": (OLD,)}, True),
        ({"extend_select": (NEW,), "ignore": (OLD,)}, True),
        ({"select": (OLD,), "ignore": (OLD,)}, False),
    ],
)
def test_settings(settings: dict[str, Any], on: bool) -> None:
    made = Settings()._replace(**settings)
    assert (NEW not in disabled_rules(made)) == on
    assert (NEW in rules(settings=made)) == on


def test_per_file_ignores_and_the_old_rule_alone() -> None:
    assert NEW in disabled_rules(Settings(), [OLD])
    assert disabled_rules(Settings(), [NEW]) == {NEW}
    assert OLD in disabled_rules(Settings(select=(NEW,)))
    with pytest.raises(UnknownRuleError):
        disabled_rules(Settings(ignore=("token-form",)))


@pytest.mark.parametrize(
    ("given", "severity"),
    [
        ({OLD: "info"}, Severity.INFO),
        ({GONE: "info"}, Severity.INFO),
        ({OLD: "info", NEW: "warning"}, Severity.WARNING),
        ({}, Severity.ERROR),
    ],
)
def test_severity(given: dict[str, str], severity: Severity) -> None:
    settings = Settings(severity=tuple(given.items()))
    [finding] = [one for one in check(".env", TEXT, settings=settings).findings if one.rule == NEW]
    assert finding.severity is severity


@pytest.mark.parametrize("name", [NEW, OLD, GONE])
@pytest.mark.parametrize("salt", ["", "5a1t"])
def test_a_baseline_entry_of_the_old_rule_covers_the_new_one(name: str, salt: str) -> None:
    findings = check(".env", TEXT).findings
    before: list[Finding] = [*fingerprinted((one._replace(rule=name) for one in findings), str)]
    entries = entries_of(before, str, salt)
    comparison = compare(findings, Baseline(entries, salt), str, lambda entry: True, lambda path: False)
    assert comparison.known == {one.fingerprint for one in findings}
    assert comparison.fixed == ()
    elsewhere = check("other.env", TEXT).findings
    assert compare(elsewhere, Baseline(entries, salt), str, lambda entry: True, lambda path: False).known == frozenset()


def test_the_generated_facts_are_closed() -> None:
    def rule(name: str, *replaces: str) -> Rule:
        return Rule(name, "A rule.", Severity.ERROR, "0.1.0", replaces=replaces)

    facts: dict[str, object] = {}
    exec(render((rule("a", "b"), rule("b", "c", "d"), rule("e"))), facts)
    assert facts["REPLACES"] == {"a": ("b", "c", "d"), "b": ("c", "d")}
    with pytest.raises(ValueError, match="replaces itself"):
        render((rule("a", "b"), rule("b", "a")))
    assert json.dumps(REPLACES)
