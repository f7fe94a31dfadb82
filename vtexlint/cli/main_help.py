"""What `vtexlint --help` prints."""

from collections.abc import Iterator

from vtexlint.cli.argparse_words import USAGE
from vtexlint.cli.console import localize
from vtexlint.cli.terminal import terminal_width
from vtexlint.text.layout import table, wrapped
from vtexlint.text.messages import Template

ABOUT = Template("main.help", "vtexlint finds faults in VTEX appKey and appToken pairs in config files and source code. It is offline.")
FORM = Template("main.help-usage", "vtexlint [-h] [-V] COMMAND [options]")
COMMANDS = Template("main.help-commands", "commands:")
SUMMARIES = (
    ("check [PATH ...]", Template("main.help-check", "check .env, YAML, TOML, JSON and other files (default: the current directory)")),
    (
        "explain RULE",
        Template("main.help-explain", "why a rule exists, what it reports, what to do; `explain authentication`: causes of a 401"),
    ),
    ("rules", Template("main.help-rules", "list all rules")),
    ("history [PATH]", Template("main.help-history", "find appTokens in the whole git history")),
    ("where KEY [PATH ...]", Template("main.help-where", "find every place of an appKey and its appToken; `-` asks for an appToken")),
    ("rotate KEY [PATH ...]", Template("main.help-rotate", "write a new appToken in every place of the old one that git ignores")),
    ("inventory [PATH ...]", Template("main.help-inventory", "list every appKey: its places, environments, token, state in the account")),
    ("audit REPOSITORY ...", Template("main.help-audit", "find appTokens in many repositories, HEAD and history")),
    ("merge REPORT ...", Template("main.help-merge", "make one report of several of `vtexlint audit`")),
    ("init", Template("main.help-init", "set up vtexlint in this directory: settings, a git hook, .gitignore lines")),
    ("completion SHELL", Template("main.help-completion", "print a completion script for bash, zsh, fish or PowerShell")),
    ("account show FILE", Template("main.help-account", "show what vtexlint reads in an account snapshot")),
    ("access KEY [PATH ...]", Template("main.help-access", "the role that a key needs for the calls in some files")),
    ("explain access METHOD URL", Template("main.help-explain-access", "the resource and the roles that a call to VTEX needs")),
    ("server", Template("main.help-server", "the language server, for editors")),
)
"""One for each subcommand: its form and what it does."""

EXAMPLES = Template("main.help-examples", "examples:")
SHOWN = (
    ("vtexlint check", Template("main.help-example-all", "all files in this directory and below")),
    ("vtexlint check .env compose.yaml", Template("main.help-example-files", "only these files")),
    ("vtexlint check --format json > out.json", Template("main.help-example-json", "a report for a program")),
    ("vtexlint explain committed-secret", Template("main.help-example-explain", "the page of a rule")),
)
MORE = Template("main.help-more", "`vtexlint help COMMAND` lists the options of a command. `--lang` chooses the language.")
ENVIRONMENT = Template(
    "main.help-environment", "Environment: NO_COLOR and FORCE_COLOR decide about colours, VTEXLINT_LANG about the language."
)
STATUS = Template("main.help-status", "Exit status: 0 no findings, 1 findings, 2 vtexlint could not do its work.")


def screen() -> str:
    """The text, in the language of the process and as wide as the terminal."""
    return "\n".join(_lines(terminal_width()))


def _lines(width: int) -> Iterator[str]:
    yield from wrapped(localize(ABOUT()), width)
    yield ""
    yield f"{localize(USAGE())} {localize(FORM())}"
    for heading, rows in ((COMMANDS, SUMMARIES), (EXAMPLES, SHOWN)):
        yield ""
        yield localize(heading())
        yield from table(((form, localize(summary())) for form, summary in rows), width, indent=2)
    yield ""
    yield from wrapped(localize(MORE()), width)
    yield from wrapped(localize(ENVIRONMENT()), width)
    yield from wrapped(localize(STATUS()), width)
