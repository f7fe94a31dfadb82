"""Which rules are on: their names as settings and command lines give them, and what is none."""

from collections.abc import Iterable

from vtexlint.rules.names import ACCOUNT_RULES as ACCOUNT_RULES
from vtexlint.rules.names import SEVERITIES
from vtexlint.settings import Settings
from vtexlint.text.messages import Template

UNKNOWN_RULE = Template("settings.unknown-rule", "unknown rule `{name}`; `vtexlint rules` lists them all")
UNKNOWN_RULE_SIMILAR = Template("settings.unknown-rule-similar", "unknown rule `{name}`; did you mean `{meant}`?")


class UnknownRuleError(ValueError):
    """A rule name in the settings or on the command line that is none; `suggestion` is the nearest right one."""

    def __init__(self, name: str) -> None:
        from vtexlint.text.suggestions import closest_match, redact  # noqa: PLC0415  only a typing error needs it

        self.name = name
        self.suggestion = closest_match(name, SEVERITIES)
        shown = redact(name)
        self.message = UNKNOWN_RULE_SIMILAR(name=shown, meant=self.suggestion) if self.suggestion else UNKNOWN_RULE(name=shown)
        super().__init__(self.message)


def disabled_rules(settings: Settings, ignored: Iterable[str] = ()) -> frozenset[str]:
    """The rules that the settings switch off. Raises UnknownRuleError for a name that is no rule."""
    ignored = tuple(ignored)
    if not settings.names_rules and not ignored:
        return frozenset()
    selected = set(SEVERITIES) if settings.select is None else set(_known(settings.select))
    selected |= set(_known(settings.extend_select))
    selected -= set(_known((*settings.ignore, *ignored)))
    for _, names in settings.per_file_ignores:
        _known(names)
    _known(name for name, _ in settings.severity)
    return frozenset(SEVERITIES) - selected


def _known(names: Iterable[str]) -> list[str]:
    found = list(names)
    for name in found:
        if name not in SEVERITIES:
            raise UnknownRuleError(name)
    return found
