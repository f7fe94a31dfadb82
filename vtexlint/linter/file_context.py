"""What a file is linted with: one value, made in one place for each file and passed whole."""

from vtexlint._startup.typed import TYPE_CHECKING, NamedTuple
from vtexlint.settings import Settings

if TYPE_CHECKING:
    from vtexlint.accounts.model import Snapshots
    from vtexlint.parsers.model import Format

_DEFAULTS = Settings()


class FileContext(NamedTuple):
    """The settings, rules and facts that apply to one file.

    `disabled_rules` are off for it, by select, ignore or per-file-ignores. `snapshots` is what is known of the accounts, None
    without an account snapshot. `repo_path` is the path below the repository's root, or the settings file's directory: names of
    folders above it say nothing. `glob_path` is the path that the settings' globs are matched with. `snippets`: findings have
    masked source lines. `now` is the current time for rules that depend on it, in seconds since 1970; None: the clock's.
    `format` and `value_name` are what another file says that this one is (see `references`): its format, the name of its only value.
    """

    settings: Settings = _DEFAULTS
    disabled_rules: frozenset[str] = frozenset()
    snapshots: "Snapshots | None" = None
    repo_path: str = ""
    glob_path: str = ""
    snippets: bool = False
    now: float | None = None
    format: "Format | None" = None
    value_name: str = ""
