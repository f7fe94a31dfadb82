"""The reference pages: docs/cli.md from the parsers, docs/python-api.md from docstrings, docs/names.md from the tables of names."""

import argparse
import ast
import inspect
import re
import textwrap
from collections.abc import Iterable, Iterator

from vtexlint import api, diagnostics
from vtexlint._startup.modules import load
from vtexlint.cli import parser as check_parser
from vtexlint.cli.main import COMMANDS
from vtexlint.credentials.names import VENDORS, account_name, classify, published_prefix
from vtexlint.places.inventory import Inventory, KeyRow, SharedPair
from vtexlint.places.model import HistoryToken, KeyPlaces, Place
from vtexlint.places.rotation import Plan, Refused
from vtexlint.project.rotate import Rotated

_SAMPLES = (
    "VTEX_APP_KEY", "VTEX_APP_TOKEN", "vtexAppKey", "vtex.app-key", "VTEX_APPKEY", "X-VTEX-API-AppKey", "X-VTEX-API-AppToken",
    "VTEX_API_KEY", "VTEX_API_TOKEN", "VTEX_KEY", "VTEX_TOKEN", "VTEX_AUTH_TOKEN", "VTEX_API_SECRET", "VTEX_TOOLBELT_TOKEN",
    "FS_DISCOVERY_APP_KEY", "FS_DISCOVERY_APP_TOKEN", "VTEX_APP_KEY_BR", "VTEX_BR_APP_TOKEN", "NEXT_PUBLIC_VTEX_APP_KEY",
    "X-PROVIDER-API-AppKey", "X-PROVIDER-API-AppToken", "appKey", "app_token", "APP_KEY_BR", "apiKey", "apiToken", "key", "token",
    "VTEX_PROD_KEY", "KEY_VTEX", "TOKEN_VTEX", "vtex_secret",
)  # fmt: skip
_OTHER = ("SECRET", "VTEX_APP_KEY_FILE", "VTEX_TOKEN_URL", "VTEX_SLACK_TOKEN", "STRIPE_API_KEY")
_ACCOUNTS = ("VTEX_ACCOUNT", "accountName", "NEXT_PUBLIC_VTEX_ACCOUNT", "VTEX_ACCOUNT_BR", "conta", "cuenta")

_EVIDENCE = {
    "strong": "always",
    "alias": "always",
    "provider": "as a pair of a payment provider",
    "weak": "if something near it refers to VTEX: another name, a parent, the file's name, the value",
    "bare": "if something near it refers to VTEX: another name, a parent, the file's name, the value",
    "infix": "if something near it refers to VTEX: another name, a parent, the file's name, the value",
}

_VALUES: tuple[type, ...] = (
    diagnostics.Finding, diagnostics.Location, diagnostics.Fix, diagnostics.Severity,
    KeyPlaces, Place, HistoryToken, diagnostics.CommitOrigin, Rotated, Plan, Refused,
    Inventory, KeyRow, SharedPair,
)  # fmt: skip
_RUN_OF_SPACES = re.compile(r"\s+")


def names() -> str:
    """The page of the names: examples of each class, classified by the program, and the lists of words."""
    rows: dict[tuple[str, str], list[str]] = {}
    for name in _SAMPLES:
        found = classify(name)
        if found is None:
            raise ValueError(f"{name} is not a credential's name")
        rows.setdefault((found.kind, _EVIDENCE[found.strength]), []).append(name)
    table = "".join(
        f"| {'appKey' if kind == 'key' else 'appToken'} | {', '.join(f'`{name}`' for name in found)} | {when} |\n"
        for (kind, when), found in sorted(rows.items())
    )
    if any(map(classify, _OTHER)) or not all(map(account_name, _ACCOUNTS)) or not published_prefix("NEXT_PUBLIC_VTEX_ACCOUNT"):
        raise ValueError("an example of docs/names.md is not what the page says")
    vendors = textwrap.fill(", ".join(sorted(VENDORS)) + ".", 140)
    return f"""# Recognized names

This page is generated from the tables of the program.

A name is split into words at separators and at changes of case, so `vtexAppKey`, `VTEX_APP_KEY`, `vtex.app-key` and
`VTEX_APPKEY` are the same. Words before and after belong to a pair: `VTEX_APP_KEY_BR` and `VTEX_APP_TOKEN_BR` are one pair.

| credential | examples | recognized |
|---|---|---|
{table}
Pairs under generic names (`usuario` and `senha`) are recognized by their values. The header names of a request are recognized in any case.

Not recognized are, for example, {_quoted(_OTHER)}: a word after the credential says that the value is something else
(a file, an address, a date), or another vendor is named.

Other names: [`extra-key-names`](settings.md#extra-key-names) and [`extra-token-names`](settings.md#extra-token-names).

## Names of the account

{_quoted(_ACCOUNTS)}: rules such as [account-mismatch](rules/account-mismatch.md)
compare their values with the appKey.

## Other vendors

A name with one of these words is not the name of a VTEX credential:

{vendors}
"""


def _quoted(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def python_api() -> str:
    """The page of the Python interface: signatures and docstrings of `vtexlint.api` and of the values that it returns."""
    functions = "\n".join(_function(name) for name in ("check_text", "check_paths", "find_key", "rotate_key", "inventory"))
    values = "\n".join(_class(kind) for kind in _VALUES)
    return f"""# Python API

This page is generated from the docstrings. `import vtexlint` imports nothing else; the linter is imported when a name below is first used.

```python
from vtexlint import TroubleError, check_paths, check_text

for finding in check_text("VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA \\n", ".env"):
    print(finding.location.start.line, finding.rule, finding.message)
```

A message, a help and a `repr` contain no secret. Everything that is not on this page may change in any version.

## Functions

{functions}
`TroubleError`: the check could not do its work, as the exit status 2 of the command ([exit codes](exit-codes.md)).

## Values

{values}"""


def _function(name: str) -> str:
    lines = inspect.getsource(getattr(api, name)).splitlines()
    end = next(number for number, line in enumerate(lines) if line.endswith(":") and number + 1 < len(lines) and '"""' in lines[number + 1])
    return _entry(name, "\n".join(lines[: end + 1]).removesuffix(":"), str(getattr(api, name).__doc__))


def _class(kind: type) -> str:
    source, name = inspect.getsource(kind), kind.__name__
    (tree,) = ast.parse(source).body
    assert isinstance(tree, ast.ClassDef)
    kept = [str(ast.get_source_segment(source, node)) for node in tree.body if isinstance(node, (ast.AnnAssign, ast.Assign))]
    fields = "".join(f"    {line}\n" for line in kept).rstrip()
    return _entry(name, f"class {name}:\n{fields}", str(ast.get_docstring(tree)))


def _entry(name: str, code: str, text: str) -> str:
    return f"### {name}\n\n```python\n{code}\n```\n\n{inspect.cleandoc(text)}\n"


def _parser_of(command: str) -> argparse.ArgumentParser:
    made: argparse.ArgumentParser = check_parser.parser() if command == "check" else load(COMMANDS[command]).parser()
    return made


def cli() -> str:
    """The page of the command line: each command with its arguments and options, from the parsers that it uses."""
    commands = "\n".join(_command(_parser_of(name)) for name in COMMANDS)
    return f"""# Commands and options

This page is generated from the parsers of the program; `vtexlint COMMAND --help` prints the same. Exit statuses:
[exit codes](exit-codes.md).

{commands}"""


def _command(parser: argparse.ArgumentParser) -> str:
    subcommands = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    if subcommands:
        return "\n".join(_command(one) for action in subcommands for one in action.choices.values())
    rows = "".join(f"| {_spelling(action)} | {_help(action)} |\n" for action in parser._actions if action.dest != "help")
    description = _cell(parser.description or "")
    table = f"\n| argument or option | |\n|---|---|\n{rows}" if rows else ""
    return f"## {parser.prog}\n\n{description}\n{table}"


def _spelling(action: argparse.Action) -> str:
    value = next(_values(action), "")
    if not action.option_strings:
        return f"`{value}`"
    return ", ".join(f"`{name} {value}`" if value and action.nargs != 0 else f"`{name}`" for name in action.option_strings)


def _values(action: argparse.Action) -> Iterator[str]:
    if isinstance(action.metavar, str):
        yield action.metavar
    elif action.choices:
        yield f"{{{','.join(map(str, action.choices))}}}"
    elif action.nargs != 0:
        yield action.dest.upper()


def _help(action: argparse.Action) -> str:
    text = action.help or ""
    if "--version" in action.option_strings:
        text = "show the version"
    return _cell(text.replace("%%", "%").replace("%(default)s", str(action.default)))


def _cell(text: str) -> str:
    return _RUN_OF_SPACES.sub(" ", text).replace("|", "\\|").strip()


def pages() -> dict[str, str]:
    """Path below the root -> text."""
    return {"docs/cli.md": cli(), "docs/python-api.md": python_api(), "docs/names.md": names()}
