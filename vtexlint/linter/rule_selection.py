"""Which rules are on, by their names in settings and on command lines."""

from vtexlint._startup.modules import load
from vtexlint._startup.typed import TYPE_CHECKING, QuietError
from vtexlint.rules.names import REPLACES, SEVERITIES
from vtexlint.rules.registry import is_rule_name
from vtexlint.settings import Settings
from vtexlint.text.messages import Template

if TYPE_CHECKING:
    from collections.abc import Iterable

UNKNOWN_RULE = Template("rule-selection.unknown", "unknown rule `{name}`; `vtexlint rules` lists them all")
UNKNOWN_RULE_NEAR = Template("rule-selection.unknown-near", "unknown rule `{name}`; did you mean `{suggestion}`?")


class UnknownRuleError(QuietError, ValueError):
    """A name in the settings or on the command line that is not a rule; `suggestion` is the closest rule."""

    def __init__(self, name: str) -> None:
        suggestions = load("vtexlint.text.suggestions")  # regular expressions: most names are right
        self.name = name
        self.suggestion: str | None = suggestions.closest_match(name, SEVERITIES)
        if self.suggestion:
            self.message = UNKNOWN_RULE_NEAR(name=suggestions.redact(name), suggestion=self.suggestion)
        else:
            self.message = UNKNOWN_RULE(name=suggestions.redact(name))
        super().__init__(self.message)


def disabled_rules(settings: Settings, ignored: "Iterable[str]" = ()) -> frozenset[str]:
    """The rules that the settings switch off. Raises UnknownRuleError for a name that is not a rule.

    A name also means the rules that replace it: `select` selects them too, and `ignore` ignores them, unless `select` or
    `extend-select` has their own names.
    """
    ignored = tuple(ignored)
    if not settings.names_rules and not ignored:
        return frozenset()
    named = {*_known(settings.select or ()), *_known(settings.extend_select)}
    off = set(_known((*settings.ignore, *ignored)))
    selected = set(SEVERITIES) if settings.select is None else _meant(named)
    off |= _meant(off) - named
    for _, names in settings.per_file_ignores:
        _known(names)
    _known(name for name, _ in settings.severity)
    return frozenset(SEVERITIES) - (selected - off)


def _meant(names: set[str]) -> set[str]:
    return names | {rule for rule in REPLACES if not names.isdisjoint(REPLACES[rule])}


def _known(names: "Iterable[str]") -> list[str]:
    found = list(names)
    for name in found:
        if not is_rule_name(name):
            raise UnknownRuleError(name)
    return found
