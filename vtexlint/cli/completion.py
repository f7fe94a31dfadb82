"""`vtexlint completion SHELL`: completion scripts, made from the tables of commands, options and rules."""

from __future__ import annotations

import argparse

from vtexlint.cli import COMMANDS
from vtexlint.cli.options import OPTIONS, Option
from vtexlint.cli.parser import Parser
from vtexlint.rules import RULES

SHELLS = ("bash", "zsh", "fish")
EXAMPLES = """\
examples:
  bash   vtexlint completion bash > ~/.local/share/bash-completion/completions/vtexlint
  zsh    vtexlint completion zsh > "${fpath[1]}/_vtexlint"
  fish   vtexlint completion fish > ~/.config/fish/completions/vtexlint.fish"""


def parser() -> argparse.ArgumentParser:
    made = Parser(
        prog="vtexlint completion",
        description="Print a completion script for a shell.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    made.add_argument("shell", metavar="SHELL", choices=SHELLS, help="bash, zsh or fish")
    return made


def main(arguments: list[str]) -> int:
    shell = parser().parse_args(arguments).shell
    print({"bash": bash, "zsh": zsh, "fish": fish}[shell](), end="")
    return 0


def _rules() -> str:
    return " ".join(rule.name for rule in RULES)


def _kind(option: Option) -> str:
    """What completes the option's value: choices, rules, file, output, or nothing that can be known."""
    if option.choices:
        return "choices"
    return {"RULE,...": "rules", "FILE": "file", "FORMAT=FILE": "output", "GLOB,...": "file", "NAME": "file"}.get(
        option.metavar or "", "none"
    )


def _formats() -> tuple[str, ...]:
    return next(option.choices or () for option in OPTIONS if option.key == "format")


_BASH = """\
# bash completion for vtexlint; made by `vtexlint completion bash`
_vtexlint() {{
  local word="${{COMP_WORDS[COMP_CWORD]}}" before="${{COMP_WORDS[COMP_CWORD-1]}}" command="${{COMP_WORDS[1]}}"
  local rules="{rules}" options="{options}"
  COMPREPLY=()
  if [[ $COMP_CWORD -eq 1 ]]; then
    COMPREPLY=($(compgen -W "{commands} --help --version" -- "$word"))
    return
  fi
  case "$command" in
    explain) COMPREPLY=($(compgen -W "$rules" -- "$word")); return ;;
    completion) COMPREPLY=($(compgen -W "{shells}" -- "$word")); return ;;
    check) ;;
    *) return ;;
  esac
  # bash takes = for a word of its own: `--output sarif=FILE`
  if [[ $before == "=" || $word == "=" ]]; then
    [[ $word == "=" ]] && word=""
    compopt -o filenames 2> /dev/null
    local IFS=$'\\n'
    COMPREPLY=($(compgen -f -- "$word"))
    return
  fi
  case "$before" in
{values}
  esac
  if [[ $word == -* ]]; then
    COMPREPLY=($(compgen -W "$options" -- "$word"))
  else
    compopt -o filenames 2> /dev/null
    local IFS=$'\\n'
    COMPREPLY=($(compgen -f -- "$word"))
  fi
}}
complete -F _vtexlint vtexlint
"""
_BASH_VALUES = {
    "rules": """\
      local head=""
      [[ $word == *,* ]] && head="${word%,*},"
      COMPREPLY=($(compgen -P "$head" -W "$rules" -- "${word##*,}"))
      return ;;""",
    "file": """\
      compopt -o filenames 2> /dev/null
      local IFS=$'\\n'
      COMPREPLY=($(compgen -f -- "$word"))
      return ;;""",
    "none": "      return ;;",
}


def bash() -> str:
    values = []
    for option in OPTIONS:
        if option.metavar is None:
            continue
        kind = _kind(option)
        words = " ".join(option.choices or ()) if kind == "choices" else " ".join(f"{name}=" for name in _formats())
        nospace = "      compopt -o nospace 2> /dev/null\n" if kind == "output" else ""
        body = _BASH_VALUES.get(kind, f'{nospace}      COMPREPLY=($(compgen -W "{words}" -- "$word"))\n      return ;;')
        values.append(f"    {'|'.join(option.names)})\n{body}")
    return _BASH.format(
        rules=_rules(), commands=" ".join(COMMANDS), shells=" ".join(SHELLS), options=" ".join(_option_names()), values="\n".join(values)
    )


def _option_names() -> list[str]:
    return [name for option in OPTIONS for name in option.names] + ["--help", "--version"]


_ZSH = """\
#compdef vtexlint
# zsh completion for vtexlint; made by `vtexlint completion zsh`

_vtexlint_rules() {{
  local -a rules=({rules})
  _values -s , rule $rules
}}

_vtexlint_output() {{
  if compset -P '*='; then _files; else compadd -S '=' -- {formats}; fi
}}

_vtexlint() {{
  local -a commands=({commands})
  if (( CURRENT == 2 )); then
    compadd -- $commands --help --version
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
    check)
      _arguments -s \\
{options}
        '*:path:_files'
      ;;
    explain) _arguments '1:rule:({rules})' ;;
    completion) _arguments '1:shell:({shells})' ;;
  esac
}}

if [[ $funcstack[1] == _vtexlint ]]; then
  _vtexlint "$@"
else
  compdef _vtexlint vtexlint
fi
"""


def zsh() -> str:
    return _ZSH.format(
        rules=_rules(),
        formats=" ".join(_formats()),
        commands=" ".join(COMMANDS),
        shells=" ".join(SHELLS),
        options="\n".join(f"        {_zsh_option(option, name)} \\" for option in OPTIONS for name in option.names),
    )


def _zsh_option(option: Option, name: str) -> str:
    told = "".join("\\" + c if c in "[]:\\" else c for c in option.help).replace("'", "'\\''")
    others = "*" if option.repeats else f"({' '.join(option.names)})"
    if option.metavar is None:
        return f"'{others}{name}[{told}]'"
    actions = {"choices": f"({' '.join(option.choices or ())})", "rules": "_vtexlint_rules", "file": "_files", "output": "_vtexlint_output"}
    return f"'{others}{name}[{told}]:{option.metavar.partition(',')[0].lower()}:{actions.get(_kind(option), ' ')}'"


def fish() -> str:
    lines = [
        "# fish completion for vtexlint; made by `vtexlint completion fish`",
        "function __vtexlint_rules",
        "    set -l head (string match -r '.*,' -- (commandline -ct))",
        f"    printf '%s\\n' \"$head\"{{{_rules().replace(' ', ',')}}}",
        "end",
        "complete -c vtexlint -f",
        f'complete -c vtexlint -n __fish_use_subcommand -a "{" ".join(COMMANDS)}"',
        f'complete -c vtexlint -n "__fish_seen_subcommand_from explain" -a "{_rules()}"',
        f'complete -c vtexlint -n "__fish_seen_subcommand_from completion" -a "{" ".join(SHELLS)}"',
        'complete -c vtexlint -n "__fish_seen_subcommand_from check" -F',
    ]
    return "\n".join([*lines, *(_fish_option(option) for option in OPTIONS)]) + "\n"


def _fish_option(option: Option) -> str:
    told = option.help.replace("\\", "\\\\").replace("'", "\\'")
    names = " ".join(f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}" for name in option.names)
    values = {
        "choices": f' -x -a "{" ".join(option.choices or ())}"',
        "rules": ' -x -a "(__vtexlint_rules)"',
        "file": " -r -F",
        "output": f' -x -a "{{{",".join(_formats())}}}="',
        "none": " -x",
    }
    value = "" if option.metavar is None else values[_kind(option)]
    return f"complete -c vtexlint -n \"__fish_seen_subcommand_from check\" {names}{value} -d '{told}'"
