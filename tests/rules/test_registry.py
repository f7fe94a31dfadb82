"""What the rules say about themselves: when they run, and whether a comment may suppress them."""

import re

from vtexlint.rules.registry import rules


def test_each_rule_has_the_version_that_brought_it() -> None:
    assert [rule.name for rule in rules() if not re.fullmatch(r"\d+\.\d+\.\d+", rule.since)] == []


def test_rules_that_no_comment_suppresses() -> None:
    found = {rule.name for rule in rules() if not rule.suppressible}
    assert found >= {"unknown-suppression", "unused-suppression", "unreadable-file"}


def test_rules_with_a_scope_of_their_own() -> None:
    scopes = {rule.name: rule.scope for rule in rules()}
    of_account = ("inactive-account", "inactive-key", "unlinked-key", "insufficient-role", "unknown-key", "overprivileged-key")
    assert {name: scopes[name] for name in of_account} == dict.fromkeys(of_account, "account")
    assert (scopes["unreadable-file"], scopes["unknown-suppression"], scopes["unused-suppression"]) == ("run", "comment", "comment")
