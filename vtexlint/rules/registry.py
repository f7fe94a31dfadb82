"""The one list of rules, in the order in which they are applied, and the modules of those that a run needs.

A rule is a line here and a module `rules/<name>.py` with a `RULE`. What must be known of a rule without its module
(names, severities, special sets) is in `names`, generated from the modules by `python -m tools.generate`.
"""

from vtexlint._startup.modules import load
from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.rules.names import NEEDS, REPLACES, SCOPES, SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vtexlint.credentials.credential_set import CredentialSet
    from vtexlint.rules.base import Rule

ORDER = (
    "surrounding-whitespace",
    "inner-whitespace",
    "invisible-character",
    "lookalike-character",
    "stray-delimiter",
    "key-casing",
    "token-casing",
    "name-casing",
    "malformed-key",
    "malformed-token",
    "wrong-credential",
    "session-token",
    "swapped-values",
    "same-value",
    "missing-token",
    "missing-key",
    "empty-value",
    "duplicate-name",
    "account-name",
    "account-mismatch",
    "unknown-host",
    "insecure-host",
    "loader-dependent-value",
    "unfilled-placeholder",
    "committed-secret",
    "unprotected-secret",
    "client-exposed-secret",
    "header-name",
    "wrong-encoding",
    "misspelled-name",
    "public-settings",
    "syntax-error",
    "unknown-key",
    "inactive-key",
    "unlinked-key",
    "insufficient-role",
    "overprivileged-key",
    "stale-token",
    "unfinished-renewal",
    "inactive-account",
    "conflicting-pair",
    "unreadable-file",
    "unknown-suppression",
    "unused-suppression",
)

_loaded: "dict[str, Rule]" = {}
_needed = frozenset(NEEDS.values())
_checks: "dict[tuple[frozenset[str], frozenset[str], bool], tuple[Rule, ...]]" = {}  # files of a run, and texts of an editor, are alike
_MOST = 100


def module_of(name: str) -> str:
    """The module of a rule: `vtexlint.rules.key_casing` for `key-casing`."""
    return f"vtexlint.rules.{name.replace('-', '_')}"


def names_of(rule: str) -> tuple[str, ...]:
    """The names of a rule: its own, and those of the rules that it replaces."""
    return (rule, *REPLACES.get(rule, ()))


def is_rule_name(name: str) -> bool:
    """Whether a name is that of a rule, or of a former rule that another one replaces."""
    return name in SEVERITIES or any(name in replaced for replaced in REPLACES.values())


def rule(name: str) -> "Rule":
    """The rule of this name, its module imported at the first call. Raises KeyError for a name that is not a rule."""
    if name not in _loaded:
        if name not in ORDER:
            raise KeyError(name)
        _loaded[name] = load(module_of(name)).RULE
    return _loaded[name]


def rules(names: "Iterable[str]" = ORDER) -> "tuple[Rule, ...]":
    """These rules, all by default, in the order in which they are given."""
    return tuple(map(rule, names))


def checks(disabled: "frozenset[str]", found: "CredentialSet", *, with_account: bool) -> "tuple[Rule, ...]":
    """The active rules that check one file; with an account snapshot, also those about the account.

    Without those that need something that was not found in the file.
    """
    lacking = frozenset(need for need in _needed if not getattr(found, need))
    key = (disabled, lacking, with_account)
    if key not in _checks:
        if len(_checks) == _MOST:
            _checks.clear()
        scopes = ("file", "account") if with_account else ("file",)
        wanted = (name for name in ORDER if SCOPES[name] in scopes and name not in disabled)
        _checks[key] = rules(name for name in wanted if NEEDS.get(name) not in lacking)
    return _checks[key]
