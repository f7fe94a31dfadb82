"""The completion scripts that `vtexlint completion SHELL` prints: made from the commands' own parsers by shtab."""

import argparse
import re
from collections.abc import Iterator
from unittest import mock

import shtab

from vtexlint._startup.modules import load
from vtexlint.cli.completion import ENDINGS
from vtexlint.cli.main import COMMANDS
from vtexlint.cli.parser import parser as parser_of_check
from vtexlint.pages.guides import NAMES
from vtexlint.reporters.table import FORMATS
from vtexlint.rules.names import TITLES

Completer = dict[str, str | dict[str, str]]

_RULES = " ".join(TITLES)
_FILES = ("PATH", "FILE", "NAME", "GLOB,...", "RULE,...")


def _listed(name: str, words: str) -> Completer:
    """Completes each of several words with commas between them."""
    return {
        "bash": f"_vtexlint_{name}",
        "zsh": f"_vtexlint_{name}",
        "fish": f"(__vtexlint_{name})",
        "powershell": f"_vtexlint_{name}",
        "preamble": {
            "bash": f'_vtexlint_{name}() {{\n  local head=""\n  [[ $1 == *,* ]] && head="${{1%,*}},"\n'
            f'  compgen -P "$head" -W "{words}" -- "${{1##*,}}"\n}}\n',
            "zsh": f"_vtexlint_{name}() {{\n  local -a words=({words})\n  _values -s , {name} $words\n}}\n",
            "fish": f"function __vtexlint_{name}\n  set -l head (string match -r '.*,' -- (commandline -ct))\n"
            f"  printf '%s\\n' \"$head\"{{{words.replace(' ', ',')}}}\nend\n",
            "powershell": f"function _vtexlint_{name} {{\n  param([string]$WordToComplete)\n"
            "  $head = ''\n  if ($WordToComplete -match '^(.*,)') { $head = $Matches[1] }\n"
            f"  '{words}'.Split(' ') | ForEach-Object {{ $head + $_ }} | Where-Object {{ $_ -like \"$WordToComplete*\" }}\n}}\n",
        },
    }


def _report(name: str, formats: str) -> Completer:
    """Completes `FORMAT=FILE`; bash takes what follows `=` for another word, and offers files there anyway."""
    words = " ".join(f"{word}=" for word in formats.split())
    return {
        "bash": f"_vtexlint_{name}",
        "zsh": f"_vtexlint_{name}",
        "fish": words,
        "powershell": f"_vtexlint_{name}",
        "preamble": {
            "bash": f'_vtexlint_{name}() {{\n  compgen -W "{words}" -- "$1"\n}}\n',
            "zsh": f"_vtexlint_{name}() {{\n  if compset -P '*='; then _files; else compadd -S '=' -- {formats}; fi\n}}\n",
            "powershell": f"function _vtexlint_{name} {{\n  param([string]$WordToComplete)\n"
            f"  '{words}'.Split(' ') | Where-Object {{ $_ -like \"$WordToComplete*\" }}\n}}\n",
        },
    }


_COMPLETERS: dict[str, Completer] = {"RULE,...": _listed("rules", _RULES), "DIRECTORY": dict(shtab.DIRECTORY)}


def _equip(command: str, parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """Tell shtab what completes each argument."""
    for action in parser._actions:
        metavar = action.metavar if isinstance(action.metavar, str) else ""
        if metavar == "RULE":
            action.choices = (*TITLES, *NAMES)
        elif metavar == "SHELL":
            action.choices = tuple(ENDINGS)
        elif metavar == "FORMAT=FILE":
            action.complete = _report("report", " ".join(FORMATS))  # type: ignore[attr-defined]
        elif metavar in _COMPLETERS:
            action.complete = _COMPLETERS[metavar]  # type: ignore[attr-defined]
        elif metavar in _FILES:
            action.complete = shtab.FILE  # type: ignore[attr-defined]
        for inner in (action.choices or {}).values() if isinstance(action, argparse._SubParsersAction) else ():
            _equip(command, inner)
    return parser


def _program() -> argparse.ArgumentParser:
    """All commands as one parser."""
    made: Iterator[argparse.ArgumentParser] = (
        _equip(name, parser_of_check() if name == "check" else load(module).parser()) for name, module in COMMANDS.items()
    )
    program = argparse.ArgumentParser(prog="vtexlint")
    program.add_argument("--version", action="version", version="", help="print the version")
    commands = program.add_subparsers(dest="command", parser_class=lambda **_: next(made))  # type: ignore[call-overload]
    for name in COMMANDS:
        commands.add_parser(name, help="")
    return program


def scripts() -> dict[str, str]:
    """Path below the root -> script."""
    return {f"vtexlint/completions/vtexlint.{ending}": _script(shell) for shell, ending in ENDINGS.items()}


def _script(shell: str) -> str:
    """In place of shtab's own head, ours: no addresses, and the way to install it is in `vtexlint completion --help`."""
    head = f"# completion for vtexlint in {shell}; made by tools/completions.py with shtab {shtab.__version__}\n"
    with mock.patch("vtexlint.cli.parser.terminal_width", return_value=1000):  # whatever the terminal here is
        made = shtab.complete(_program(), shell)
    return re.sub(r"# AUTOMATICALLY GENERATED[^\n]*\n(?:#[^\n]*\n)*", lambda _: head, made, count=1)
