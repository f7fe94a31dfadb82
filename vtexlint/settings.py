"""The settings, as a frozen value. `settings_table` reads them."""

from vtexlint._startup.typed import NamedTuple
from vtexlint.text.messages import Template

SEVERITIES = ("error", "warning", "info")
SEVERITY_WORDS = {
    "error": Template("severity.error", "error"),
    "warning": Template("severity.warning", "warning"),
    "info": Template("severity.info", "info"),
}
"""The severities as people read them, by the words of settings and of reports for programs."""
LOADERS = ("dotenv", "node", "node-20", "python-dotenv", "compose", "godotenv", "ruby", "bash", "docker-run")
DEFAULT_LOADERS = LOADERS[:7]
SCOPES = ("all", "config")
COLOURS = ("auto", "always", "never")
LANGUAGES = ("en", "es", "pt-BR")
DEFAULT_MAX_FILE_SIZE = 16 * 1024 * 1024


class Settings(NamedTuple):
    """What a user can set. Globs are relative to the directory of the settings file."""

    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: tuple[tuple[str, str], ...] = ()
    exclude: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    force_exclude: bool = False
    scope: str = "all"  # `config`: source code and other text is not searched for tokens
    root: bool = False  # settings files further up are not looked for
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    extra_names: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())  # appKey names, appToken names
    external_accounts: tuple[str, ...] = ()
    loaders: tuple[str, ...] = DEFAULT_LOADERS  # what reads the .env files; an .envrc is read by bash alone
    fail_on: str = "warning"
    max_file_size: int = DEFAULT_MAX_FILE_SIZE  # bytes
    baseline: str | None = None  # relative to the settings' directory, as the globs are
    account_snapshots: tuple[str, ...] = ()  # files, relative to the directory of the settings file
    token_max_age: int = 90  # days
    required_roles: tuple[tuple[str, tuple[str | int, ...]], ...] = ()  # path glob, `glob#name`, or appKey; the roles that it needs
    language: str | None = None  # one of LANGUAGES; None: that of the user's own settings, else of the locale

    @property
    def extra_name_bytes(self) -> tuple[bytes, ...]:
        """The extra names as the prefilter looks for them."""
        return tuple(name.encode() for names in self.extra_names for name in names)

    @property
    def names_rules(self) -> bool:
        return bool(self.select is not None or self.extend_select or self.ignore or self.severity or self.per_file_ignores)


class OwnSettings(NamedTuple):
    """What users can set for all of their projects, in a file of their own."""

    external_accounts: tuple[str, ...] = ()
    account_snapshots: tuple[str, ...] = ()  # files, relative to the directory of the settings file
    color: str | None = None  # None: not set
    language: str | None = None  # None: not set
