"""The reference pages: docs/cli.md from parsers, python-api.md from docstrings, names.md from tables; the settings from their schema."""

import argparse
import ast
import inspect
import re
import textwrap
from collections.abc import Iterable, Iterator
from typing import Any

from vtexlint import api, diagnostics
from vtexlint._startup.modules import load
from vtexlint.accounts.access import answer, table, verdicts
from vtexlint.cli import parser as check_parser
from vtexlint.cli.console import spoken
from vtexlint.cli.main import COMMANDS
from vtexlint.credentials.names import VENDORS, account_name, classify, published_prefix
from vtexlint.languages.codes import ENGLISH
from vtexlint.linter.places.inventory import Inventory, KeyRow, SharedPair
from vtexlint.linter.places.model import HistoryToken, KeyPlaces, Place
from vtexlint.linter.places.organisation import AuditedAccount, AuditedKey, AuditedRepository, AuditedToken, OrganisationAudit
from vtexlint.linter.places.rotation import Plan, Refused
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
    Inventory, KeyRow, SharedPair, OrganisationAudit, AuditedRepository, AuditedToken, AuditedKey, AuditedAccount,
    answer.CallAccess, table.Operation, table.Resource, verdicts.Verdict,
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
Pairs under generic names (`usuario` and `senha`) are recognized by their values, and `chave`, `clave` and `llave` as the appKey next to an
appToken. A value for each store (`appToken: {{br: ..., mx: ...}}`) is read as `appToken.br` and `appToken.mx`. The
header names of a request are recognized in any case.

Not recognized are, for example, {_quoted(_OTHER)}: a word after the credential says that the value is something else
(a file, an address, a date), or another vendor is named.

Other names: [`extra-key-names`](settings.md#extra-key-names) and [`extra-token-names`](settings.md#extra-token-names).

## Names of the account

{_quoted(_ACCOUNTS)}: rules such as [account-mismatch](rules/account-mismatch.md)
compare their values with the appKey.

## Other vendors

A name with one of these words, also as two (`CLEAR_SALE`, `mercadoPago`), is not the name of a VTEX credential:

{vendors}
"""


def _quoted(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def python_api() -> str:
    """The page of the Python interface: signatures and docstrings of `vtexlint.api` and of the values that it returns."""
    named = ("check_text", "check_paths", "call_access", "find_key", "rotate_key", "inventory", "audit", "merge_audits")
    functions = "\n".join(map(_function, named))
    values = "\n".join(_class(kind) for kind in _VALUES)
    return f"""# Python API

This page is generated from the docstrings. `import vtexlint` imports nothing else; the linter is imported when a name below is first used.

```python
from vtexlint import TroubleError, check_paths, check_text

for finding in check_text("VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA \\n", ".env"):
    print(finding.location.start.line, finding.rule, finding.message)
```

[What a call needs](access.md) is about `call_access`.

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


def settings(schema: dict[str, Any]) -> str:
    """The table of all settings, with their types and defaults; `schema` is schemas/settings.schema.json."""
    settings = schema["properties"].items()
    rows = [f"| [`{name}`](#{name}) | {_cell(_type(found, schema))} | {_cell(found['description'])} |\n" for name, found in settings]
    return f"| setting | type | |\n|---|---|---|\n{''.join(rows)}"


def _type(found: dict[str, Any], schema: dict[str, Any]) -> str:
    """What a value is, in words. Raises KeyError for a part of JSON Schema that this table does not know."""
    if "$ref" in found:
        name = found["$ref"].rpartition("/")[2]
        return "rule" if name == "rule" else _type(schema["$defs"][name], schema)
    if "enum" in found:
        return ", ".join(f"`{value}`" for value in found["enum"])
    if "anyOf" in found:
        return " or ".join(_type(one, schema) for one in found["anyOf"])
    if found["type"] == "array":
        inner = _type(found["items"], schema)
        return f"list of {inner}" if "`" in inner or " or " in inner else f"list of {inner}s"
    return {"string": "text", "boolean": "`true`, `false`", "integer": "number", "object": "table"}[found["type"]]


def _parser_of(command: str) -> argparse.ArgumentParser:
    made: argparse.ArgumentParser = check_parser.parser() if command == "check" else load(COMMANDS[command]).parser()
    return made


def commands() -> Iterator[argparse.ArgumentParser]:
    """The parser of each command, of those below it where it has some."""
    for name in COMMANDS:
        parser = _parser_of(name)
        inner = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
        yield from (one for action in inner for one in action.choices.values()) if inner else (parser,)


_CLI = {
    ENGLISH: (
        "Commands and options",
        "This page is generated from the parsers of the program; `vtexlint help COMMAND` prints the same, and\n"
        "[man/vtexlint.1](man/vtexlint.1) is the manual page (`man -l docs/man/vtexlint.1`). Exit statuses:\n"
        "[exit codes](exit-codes.md). Variables of the environment: [settings](settings.md#precedence).",
        "argument or option",
        "show the version",
    ),
    "pt-BR": (
        "Comandos e opções",
        "Esta página é gerada a partir dos parsers do programa; `vtexlint help COMMAND` mostra o mesmo, e\n"
        "[man/vtexlint.1](man/vtexlint.1) é a página do manual, em inglês (`man -l docs/man/vtexlint.1`). Status de saída:\n"
        "[códigos de saída](exit-codes.md). Variáveis de ambiente: [configurações](settings.md#precedence).",
        "argumento ou opção",
        "mostra a versão",
    ),
    "es": (
        "Comandos y opciones",
        "Esta página se genera a partir de los parsers del programa; `vtexlint help COMMAND` muestra lo mismo, y\n"
        "[man/vtexlint.1](man/vtexlint.1) es la página del manual, en inglés (`man -l docs/man/vtexlint.1`). Estados de salida:\n"
        "[códigos de salida](exit-codes.md). Variables de entorno: [configuración](settings.md#precedence).",
        "argumento u opción",
        "muestra la versión",
    ),
}
"""What the page of the command line says besides the parsers' texts: its title, its beginning, a column, an option of argparse."""


def cli(language: str = ENGLISH) -> str:
    """The page of the command line: each command with its arguments and options, from the parsers that it uses."""
    before, asked = spoken.language, spoken.is_asked
    spoken.choose(language, is_asked=True)  # a parser is made in the language of the process
    try:
        pages = "\n".join(_command(parser, language) for parser in commands())
    finally:
        spoken.choose(before, is_asked=asked)
    title, intro, *_ = _CLI[language]
    return f"# {title}\n\n{_languages('cli', language)}\n\n{intro}\n\n{pages}"


def _languages(name: str, language: str) -> str:
    """The line that leads to a page's other languages."""
    shown = (("English", ENGLISH, ""), ("Español", "es", ".es"), ("Português", "pt-BR", ".pt-BR"))
    return " | ".join(word if code == language else f"[{word}]({name}{ending}.md)" for word, code, ending in shown)


def _command(parser: argparse.ArgumentParser, language: str) -> str:
    rows = "".join(f"| {_spelling(action)} | {help_of(action, language)} |\n" for action in parser._actions if action.dest != "help")
    description = parser.description or ""
    laid_out = "\n  " in description  # a list, of what is in files
    description = f"```text\n{description.strip()}\n```" if laid_out else _cell(description)
    table = f"\n| {_CLI[language][2]} | |\n|---|---|\n{rows}" if rows else ""
    return f"## {parser.prog}\n\n{description}\n{table}"


def _spelling(action: argparse.Action) -> str:
    value = next(values_of(action), "")
    if not action.option_strings:
        return f"`{value}`"
    return ", ".join(f"`{name} {value}`" if value and action.nargs != 0 else f"`{name}`" for name in action.option_strings)


def values_of(action: argparse.Action) -> Iterator[str]:
    """What an option or argument is called in a usage: at most one name."""
    if isinstance(action.metavar, str):
        yield action.metavar
    elif action.choices:
        yield f"{{{','.join(map(str, action.choices))}}}"
    elif action.nargs != 0:
        yield action.dest.upper()


def help_of(action: argparse.Action, language: str = ENGLISH) -> str:
    """What an option is for, in one line."""
    text = action.help or ""
    if "--version" in action.option_strings:
        text = _CLI[language][3]
    return _cell(text.replace("%%", "%").replace("%(default)s", str(action.default)))


def _cell(text: str) -> str:
    return _RUN_OF_SPACES.sub(" ", text).replace("|", "\\|").strip()


def pages() -> dict[str, str]:
    """Path below the root -> text."""
    commands = {f"docs/cli{'' if language == ENGLISH else f'.{language}'}.md": cli(language) for language in _CLI}
    return commands | {"docs/python-api.md": python_api(), "docs/names.md": names()}
