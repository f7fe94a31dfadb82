"""What a file is linted with: one value, made in one place for each file and passed whole."""

from vtexlint._startup.typed import TYPE_CHECKING, NamedTuple
from vtexlint.settings import Settings

if TYPE_CHECKING:
    from vtexlint.accounts.model import Snapshots
    from vtexlint.parsers.model import Format

_DEFAULTS = Settings()

# what the lower-case names have of files that name others (`references`), and of the environment files of requests (`sent_variables`).
# Here, because each run asks for them, and only a run on such a file imports these modules
COMPOSE = "compose"
KUSTOMIZATION = "kustomization"
POSTMAN = (".postman_environment.json", ".postman_globals.json")
HTTP_CLIENT = "http-client."
_RELATED = (COMPOSE, KUSTOMIZATION, *POSTMAN, HTTP_CLIENT)


def may_be_related(path: str) -> bool:
    """Whether a file, by its name, may say what others are, or others may say what its values are: true for all that do, and some more."""
    lower = path.lower()
    return any(part in lower for part in _RELATED)


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
