"""The options of `vtexlint check`: one table, for argparse and for a fast parser.

Importing argparse and building its parser takes 10 ms, half of what a run without findings needs. So a plain command line (paths, `--name`,
`--name value`, `--name=value`) is parsed here; anything else, errors and --help included, goes to argparse.
"""

import os

from vtexlint._startup.modules import load
from vtexlint._startup.typed import TYPE_CHECKING, Any, NamedTuple
from vtexlint.reporters.table import FORMATS
from vtexlint.settings import COLOURS, LANGUAGES, SCOPES, SEVERITIES
from vtexlint.text.messages import Message, Template

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

FILE_VALUES = frozenset({"FILE", "FORMAT=FILE", "DIR"})
"""The `metavar` of options whose value is not empty."""


class Option(NamedTuple):
    """One option. `metavar` None: a flag without a value. `convert` raises ValueError; `expected` is what it takes then."""

    names: tuple[str, ...]
    help: Template  # `{choices}` in it are the option's choices
    metavar: str | None = None
    choices: tuple[str, ...] | None = None
    default: Any = None
    convert: "Callable[[str], Any] | None" = None
    repeats: bool = False  # the values are collected
    expected: Template | None = None

    @property
    def description(self) -> Message:
        return self.help(choices=", ".join(self.choices)) if self.choices and "choices" in self.help.fields else self.help()

    @property
    def key(self) -> str:
        return next(name for name in self.names if name.startswith("--"))[2:].replace("-", "_")


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _globs(text: str) -> tuple[str, ...]:
    """Globs as a shell completes them: on Windows with backslashes."""
    return _names(text.replace(os.sep, "/"))


def append(text: str) -> tuple[str, ...]:
    """The value of an option that repeats and has no lists."""
    return (text,)


def jobs(text: str) -> int:
    number = int(text) if text.isdigit() else 0
    if not 1 <= number <= 256:
        raise ValueError(text)
    return number


JOBS = Template("check.expected-jobs", "a number from 1 to 256")


def moment(text: str) -> float:
    """Seconds since 1970 of `2026-01-15` or `2026-01-15T10:00`, in UTC."""
    datetime = load("datetime")  # few runs have the option
    moment = datetime.datetime.fromisoformat(text)
    seconds: float = (moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)).timestamp()
    return seconds


MOMENT = Template("check.expected-moment", "a date such as 2026-01-15 or 2026-01-15T10:00")


def _language(text: str) -> str:
    found: str | None = load("vtexlint.languages.codes").language_named(text)
    if found is None:
        raise ValueError(text)
    return found


LANGUAGE = Option(
    ("--lang",),
    Template("language.option", "language of the output: {choices} (default: of the locale)"),
    "LANGUAGE",
    LANGUAGES,
    convert=_language,
    expected=Template("language.expected", "en, es or pt-BR"),
)
"""Every subcommand has it; `cli/main.py` reads it before the others."""

OPTIONS = (
    Option(("--format",), Template("check.option-format", "{choices} (default: text)"), "FORMAT", FORMATS, "text"),
    Option(
        ("--output",),
        Template("check.option-output", "also write a report to a file; may be repeated"),
        "FORMAT=FILE",
        default=(),
        convert=append,
        repeats=True,
    ),
    Option(("--fix",), Template("check.option-fix", "apply the safe fixes, then report the remaining findings")),
    Option(("--unsafe-fixes",), Template("check.option-unsafe-fixes", "with --fix or --diff: also the unsafe fixes")),
    Option(("--diff",), Template("check.option-diff", "show what --fix would change, with values masked; write nothing")),
    Option(("--select",), Template("check.option-select", "only these rules"), "RULE,...", convert=_names),
    Option(
        ("--extend-select",),
        Template("check.option-extend-select", "also these rules"),
        "RULE,...",
        default=(),
        convert=_names,
        repeats=True,
    ),
    Option(("--ignore",), Template("check.option-ignore", "not these rules"), "RULE,...", default=(), convert=_names, repeats=True),
    Option(("--exclude",), Template("check.option-exclude", "not these paths"), "GLOB,...", default=(), convert=_globs, repeats=True),
    Option(
        ("--fail-on",), Template("check.option-fail-on", "minimum severity for exit status 1 (default: warning)"), "SEVERITY", SEVERITIES
    ),
    Option(("--exit-zero",), Template("check.option-exit-zero", "exit with 0 even if there are findings")),
    Option(("--config",), Template("check.option-config", "use this settings file for all files"), "FILE"),
    Option(("--isolated", "--no-config"), Template("check.option-no-config", "use no settings file")),
    Option(
        ("--scope",),
        Template("check.option-scope", "config: do not search source code for appTokens (default: all)"),
        "SCOPE",
        SCOPES,
    ),
    Option(("--full",), Template("check.option-full", "check every file as a config file, whatever its name")),
    Option(("--baseline",), Template("check.option-baseline", "the recorded findings, which are not reported"), "FILE"),
    Option(
        ("--write-baseline",),
        Template("check.option-write-baseline", "record the findings (default: .vtexlint-baseline.json)"),
    ),
    Option(("--stdin-filename",), Template("check.option-stdin-filename", "file name for the text from standard input"), "NAME"),
    Option(("--staged",), Template("check.option-staged", "check the staged content of files instead of the files on disk")),
    Option(
        ("--account",),
        Template("check.option-account", "account snapshot to compare the keys with: FILE or ACCOUNT=FILE"),
        "FILE",
        default=(),
        convert=append,
        repeats=True,
    ),
    Option(("--assume-tracked",), Template("check.option-assume-tracked", "treat every file as tracked; do not run git")),
    Option(
        ("--now",),
        Template("check.option-now", "current date for rules about age, in UTC (default: the clock)"),
        "DATE",
        convert=moment,
        expected=MOMENT,
    ),
    Option(("--jobs",), Template("check.option-jobs", "number of processes (default: automatic)"), "N", convert=jobs, expected=JOBS),
    Option(("--color", "--colour"), Template("check.option-color", "colours: {choices} (default: auto)"), "WHEN", COLOURS),
    LANGUAGE,
    Option(("--show-files",), Template("check.option-show-files", "list the files that would be checked, then exit")),
    Option(("--show-settings",), Template("check.option-show-settings", "show the active settings, then exit")),
    Option(("--statistics",), Template("check.option-statistics", "count the findings by rule")),
    Option(("-q", "--quiet"), Template("check.option-quiet", "print only findings")),
    Option(("-v", "--verbose"), Template("check.option-verbose", "list the files that were not checked, on standard error")),
)
_BY_NAME = {name: option for option in OPTIONS for name in option.names}


class Options:
    """What a command line asks of `check`; argparse fills one too."""

    paths: list[str]
    format: str
    output: tuple[str, ...]
    fix: bool
    unsafe_fixes: bool
    diff: bool
    select: tuple[str, ...] | None
    extend_select: tuple[str, ...]
    ignore: tuple[str, ...]
    exclude: tuple[str, ...]
    fail_on: str | None
    exit_zero: bool
    config: str | None
    isolated: bool
    scope: str | None
    full: bool
    baseline: str | None
    write_baseline: bool
    stdin_filename: str | None
    staged: bool
    account: tuple[str, ...]
    assume_tracked: bool
    now: float | None
    jobs: int | None
    color: str | None
    lang: str | None
    show_files: bool
    show_settings: bool
    statistics: bool
    quiet: bool
    verbose: bool

    def __init__(self) -> None:
        self.paths = []
        for option in OPTIONS:
            setattr(self, option.key, False if option.metavar is None else option.default)


def parse_fast(arguments: "Sequence[str]") -> Options | None:
    """The options of a plain command line; None for one that argparse must read."""
    found = Options()
    arguments, paths = split_double_dash(arguments)
    if "" in paths:
        return None
    words = iter(arguments)
    for word in words:
        if not word:
            return None
        if word == "-" or not word.startswith("-"):
            found.paths.append(word)
            continue
        name, attached, text = word.partition("=")
        option = _BY_NAME.get(name)
        if option is None or (attached and (option.metavar is None or not name.startswith("--"))):
            return None
        if option.metavar is None:
            setattr(found, option.key, True)
            continue
        if not attached:
            text = next(words, "-")
            if text.startswith("-"):
                return None
        if not text and option.metavar in FILE_VALUES:
            return None
        if option.choices and text not in option.choices:
            return None
        try:
            value = option.convert(text) if option.convert else text
        except ValueError:
            return None
        setattr(found, option.key, getattr(found, option.key) + value if option.repeats else value)
    found.paths += paths
    return found


def split_double_dash(arguments: "Sequence[str]") -> "tuple[Sequence[str], Sequence[str]]":
    """The words before the first `--` and those after it, which are never options."""
    if "--" not in arguments:
        return arguments, ()
    end = arguments.index("--")
    return arguments[:end], arguments[end + 1 :]
