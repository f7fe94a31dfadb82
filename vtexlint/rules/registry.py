"""All rules: what one file shows, what only an account snapshot shows, and what only a whole run or an ignore comment shows."""

from vtexlint.rules import (
    FILE_RULES,
    conflicting_pair,
    inactive_account,
    inactive_key,
    insufficient_role,
    overprivileged_key,
    stale_token,
    unfinished_renewal,
    unknown_key,
    unknown_suppression,
    unlinked_key,
    unreadable_file,
    unused_suppression,
)
from vtexlint.rules.base import Rule

RULES: tuple[Rule, ...] = (
    *FILE_RULES,
    unknown_key.RULE,
    inactive_key.RULE,
    unlinked_key.RULE,
    insufficient_role.RULE,
    overprivileged_key.RULE,
    stale_token.RULE,
    unfinished_renewal.RULE,
    inactive_account.RULE,
    conflicting_pair.RULE,
    unreadable_file.RULE,
    unknown_suppression.RULE,
    unused_suppression.RULE,
)

BY_NAME = {rule.name: rule for rule in RULES}
ACCOUNT_RULES = frozenset(rule.name for rule in RULES if rule.needs_account)
