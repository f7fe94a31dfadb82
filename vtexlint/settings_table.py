"""Read settings from a TOML table, and write them. Imported for the first settings file of a run."""

from vtexlint._startup.modules import load
from vtexlint._startup.typed import TYPE_CHECKING, Any, QuietError
from vtexlint.settings import COLOURS, LANGUAGES, LOADERS, SCOPES, SEVERITIES, OwnSettings, Settings
from vtexlint.text.messages import Message, Template

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

UNKNOWN = Template("settings.unknown", "unknown setting `{key}`")
UNKNOWN_SIMILAR = Template("settings.unknown-similar", "unknown setting `{key}`; did you mean `{meant}`?")
OWN = Template("settings.own", "this setting belongs in your own settings, not in a project's")
OF_PROJECT = Template("settings.of-project", "this setting belongs in the settings of a project; your own settings can have {keys}")
UNKNOWN_OWN = Template("settings.unknown-own", "unknown setting `{key}`; your own settings can have {keys}")
STRINGS = Template("settings.strings", "a list of strings is expected")
EMPTY_STRING = Template("settings.empty-string", "an empty string in the list has no effect; remove it")
BACKSLASH = Template("settings.backslash", "paths are written with `/`, on Windows too: `{glob}`")
NEGATED = Template("settings.negated-glob", "a glob cannot begin with `!`: nothing is taken back from another glob; list what is meant")
ABOVE = Template("settings.glob-above", "a glob matches paths below the directory of the settings, so `..` in it matches nothing")
UNCLOSED = Template("settings.unclosed-glob", "`[` without `]` in a glob; write `[[]` for the character itself")
FILE_NAME = Template("settings.file-name", "the name of a file is expected")
UNKNOWN_LOADER = Template("settings.unknown-loader", "unknown loader `{name}`; one of {loaders} is expected")
UNKNOWN_LOADER_SIMILAR = Template("settings.unknown-loader-similar", "unknown loader `{name}`; did you mean `{meant}`?")
NO_LOADER = Template("settings.no-loader", "at least one of {loaders} is expected")
FLAG = Template("settings.flag", "true or false is expected")
SCOPE = Template("settings.scope", "one of all, config is expected")
COLOR = Template("settings.color", "one of auto, always, never is expected")
LANGUAGE = Template("settings.language", "one of {languages} is expected")
SEVERITY = Template("settings.severity", "one of error, warning, info is expected")
TABLE = Template("settings.table", "a table of `{form}` is expected")
ROLES = Template("settings.roles", "a list of roles is expected, each by name or by number")
DAYS = Template("settings.days", "a number of days, 1 or more, is expected")
SIZE = Template("settings.size", 'a number of bytes, or a size such as "16MiB", is expected')

_UNITS = {"KiB": 10, "MiB": 20, "GiB": 30}
_DIGITS = 13  # of a size


class SettingsError(QuietError, ValueError):
    """A key or a value that is not a setting. `key` is its path in the table."""

    def __init__(self, key: tuple[str, ...], message: Message) -> None:
        super().__init__(message)
        self.key = key
        self.message = message


def from_table(table: "Mapping[str, Any]") -> Settings:
    """Settings from a TOML table. Raises SettingsError with the key, what was expected, and the closest valid key."""
    found: dict[str, Any] = {}
    for key, value in table.items():
        reader = _READERS.get(key)
        if reader is None:
            raise SettingsError((key,), _unknown(key))
        found[key.replace("-", "_")] = reader(value, (key,))
    names = found.pop("extra_key_names", ()), found.pop("extra_token_names", ())
    return Settings(**found, extra_names=names)


def own_from_table(table: "Mapping[str, Any]") -> OwnSettings:
    """A user's own settings from a TOML table. Raises SettingsError, as `from_table`."""
    found: dict[str, Any] = {}
    for key, value in table.items():
        reader = _OWN_READERS.get(key)
        if reader is None:
            keys = ", ".join(_OWN_READERS)
            if key in _READERS:
                raise SettingsError((key,), OF_PROJECT(keys=keys))
            shown, meant = _suggestion(key, _OWN_READERS)
            raise SettingsError((key,), UNKNOWN_SIMILAR(key=shown, meant=meant) if meant else UNKNOWN_OWN(key=shown, keys=keys))
        found[key.replace("-", "_")] = reader(value, (key,))
    return OwnSettings(**found)


def to_toml(settings: Settings, sources: "Mapping[str, str] | None" = None) -> str:
    """The settings in the form of a settings file; `select` as a comment where all rules are on. `sources` are comments, by setting."""
    notes = {key: f"  # {source}" for key, source in (sources or {}).items()}
    keys, tokens = settings.extra_names
    plain = {
        "extend-select": settings.extend_select, "ignore": settings.ignore, "exclude": settings.exclude, "include": settings.include,
        "force-exclude": settings.force_exclude, "scope": settings.scope, "root": settings.root,
        "extra-key-names": keys, "extra-token-names": tokens, "external-accounts": settings.external_accounts, "loaders": settings.loaders,
        "fail-on": settings.fail_on, "max-file-size": settings.max_file_size,
        "account-snapshots": settings.account_snapshots, "token-max-age": settings.token_max_age,
    }  # fmt: skip
    lines = ["# select: all rules" if settings.select is None else f"select = {_toml(settings.select)}{notes.get('select', '')}"]
    lines += ["# baseline: none" if settings.baseline is None else f"baseline = {_toml(settings.baseline)}{notes.get('baseline', '')}"]
    lines += [f"{key} = {_toml(value)}{notes.get(key, '')}" for key, value in plain.items()]
    if settings.language is not None:
        lines.append(f"language = {_toml(settings.language)}{notes.get('language', '')}")
    tables: tuple[tuple[str, Iterable[tuple[str, object]]], ...] = (
        ("severity", settings.severity), ("per-file-ignores", settings.per_file_ignores), ("required-roles", settings.required_roles),
    )  # fmt: skip
    for heading, rows in tables:
        lines += ["", f"[{heading}]{notes.get(heading, '')}", *(f"{_toml(name)} = {_toml(value)}" for name, value in rows)]
    return "\n".join(lines) + "\n"


def _toml(value: object) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, str) and any(len(run) >= 40 for run in load("re").findall("[A-Z]+", value)):
        return f'"<secret, {len(value)} characters>"'
    return str(load("json").dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F"))


def _unknown(key: str) -> Message:
    if key in _OWN_READERS:
        return OWN()
    shown, meant = _suggestion(key, _READERS)
    return UNKNOWN_SIMILAR(key=shown, meant=meant) if meant else UNKNOWN(key=shown)


def _suggestion(word: str, choices: "Iterable[str]") -> tuple[str, str | None]:
    """The word as a message shows it, and what was meant."""
    suggestions = load("vtexlint.text.suggestions")  # regular expressions: most settings are right
    return suggestions.redact(word), suggestions.closest_match(word, choices)


def _names(value: object, key: tuple[str, ...]) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise SettingsError(key, STRINGS())
    if "" in value:
        raise SettingsError(key, EMPTY_STRING())
    return tuple(value)


def _globs(value: object, key: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_glob(glob, key) for glob in _names(value, key))


def _glob(glob: str, key: tuple[str, ...]) -> str:
    if "\\" in glob:  # it would match nothing
        raise SettingsError(key, BACKSLASH(glob=load("vtexlint.text.suggestions").redact(glob.replace("\\", "/"))))
    if glob.startswith("!"):
        raise SettingsError(key, NEGATED())
    if ".." in glob.split("/"):
        raise SettingsError(key, ABOVE())
    if _is_open(glob):
        raise SettingsError(key, UNCLOSED())
    return glob


def _is_open(glob: str) -> bool:
    """Whether a `[` of the glob has no `]`."""
    at = glob.find("[")
    while at != -1:
        end = glob.find("]", at)
        if end == -1:
            return True
        at = glob.find("[", end)
    return False


def _file_name(value: object, key: tuple[str, ...]) -> str:
    if not isinstance(value, str) or not value or "\0" in value:
        raise SettingsError(key, FILE_NAME())
    return value


def _file_names(value: object, key: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_file_name(name, key) for name in _names(value, key))


def _loaders(value: object, key: tuple[str, ...]) -> tuple[str, ...]:
    names = _names(value, key)
    for name in names:
        if name not in LOADERS:
            shown, meant = _suggestion(name, LOADERS)
            if meant:
                raise SettingsError(key, UNKNOWN_LOADER_SIMILAR(name=shown, meant=meant))
            raise SettingsError(key, UNKNOWN_LOADER(name=shown, loaders=", ".join(LOADERS)))
    if not names:
        raise SettingsError(key, NO_LOADER(loaders=", ".join(LOADERS)))
    return tuple(dict.fromkeys(names))


def _flag(value: object, key: tuple[str, ...]) -> bool:
    if not isinstance(value, bool):
        raise SettingsError(key, FLAG())
    return value


def _color(value: object, key: tuple[str, ...]) -> str:
    if value not in COLOURS:
        raise SettingsError(key, COLOR())
    return str(value)


def _language(value: object, key: tuple[str, ...]) -> str:
    if value not in LANGUAGES:
        raise SettingsError(key, LANGUAGE(languages=", ".join(LANGUAGES)))
    return str(value)


def _severity_word(value: object, key: tuple[str, ...]) -> str:
    if value not in SEVERITIES:
        raise SettingsError(key, SEVERITY())
    return str(value)


def _scope(value: object, key: tuple[str, ...]) -> str:
    if value not in SCOPES:
        raise SettingsError(key, SCOPE())
    return str(value)


def _severities(value: object, key: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    table = _table(value, key, "rule = severity")
    return tuple(sorted((rule, _severity_word(word, (*key, rule))) for rule, word in table.items()))


def _globs_and_rules(value: object, key: tuple[str, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    table = _table(value, key, '"glob" = ["rule", ...]')
    return tuple((_glob(glob, (*key, glob)), _names(rules, (*key, glob))) for glob, rules in table.items())


def _table(value: object, key: tuple[str, ...], form: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise SettingsError(key, TABLE(form=form))
    return value


def _globs_and_roles(value: object, key: tuple[str, ...]) -> tuple[tuple[str, tuple[str | int, ...]], ...]:
    table = _table(value, key, '"glob" or "appKey" = ["role", ...]')
    return tuple((_glob(pattern, (*key, pattern)), _roles(roles, (*key, pattern))) for pattern, roles in table.items())


def _roles(value: object, key: tuple[str, ...]) -> tuple[str | int, ...]:
    if not isinstance(value, list) or not value or not all(_is_role(item) for item in value):
        raise SettingsError(key, ROLES())
    return tuple(item if isinstance(item, str) else int(item) for item in value)


def _is_role(item: object) -> bool:
    return bool(item) if isinstance(item, str) else _whole(item) is not None


def _whole(value: object) -> int | None:
    """A whole number from 1 on, also as 90.0, which JSON Schema accepts too."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not value >= 1:
        return None
    return int(value) if isinstance(value, int) or value.is_integer() else None


def _days(value: object, key: tuple[str, ...]) -> int:
    days = _whole(value)
    if days is None:
        raise SettingsError(key, DAYS())
    return days


def _size(value: object, key: tuple[str, ...]) -> int:
    if isinstance(value, str):
        unit = value[-3:] if value[-3:] in _UNITS else ""
        digits = value.removesuffix(unit).removesuffix(" ")
        if digits.isascii() and digits.isdigit() and digits[0] != "0" and len(digits) <= _DIGITS:
            return int(digits) << _UNITS.get(unit, 0)
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise SettingsError(key, SIZE())
    return value


_READERS: "dict[str, Callable[[Any, tuple[str, ...]], Any]]" = {
    "select": _names,
    "extend-select": _names,
    "ignore": _names,
    "severity": _severities,
    "exclude": _globs,
    "include": _globs,
    "force-exclude": _flag,
    "scope": _scope,
    "root": _flag,
    "per-file-ignores": _globs_and_rules,
    "extra-key-names": _names,
    "extra-token-names": _names,
    "external-accounts": _names,
    "loaders": _loaders,
    "fail-on": _severity_word,
    "max-file-size": _size,
    "baseline": _file_name,
    "account-snapshots": _file_names,
    "token-max-age": _days,
    "required-roles": _globs_and_roles,
    "language": _language,
}
KEYS = tuple(_READERS)

_OWN_READERS: "dict[str, Callable[[Any, tuple[str, ...]], Any]]" = {
    "account-snapshots": _names,
    "external-accounts": _names,
    "color": _color,
    "language": _language,
}
OWN_KEYS = tuple(_OWN_READERS)
