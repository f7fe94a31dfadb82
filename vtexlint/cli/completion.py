"""`vtexlint completion SHELL`: completion scripts, made from the tables of commands, options and rules."""

from collections.abc import Sequence

from vtexlint.cli import history
from vtexlint.cli.console import say, told
from vtexlint.cli.main import COMMANDS
from vtexlint.cli.options import LANGUAGE, OPTIONS, Option
from vtexlint.cli.parser import Parser, add
from vtexlint.pages.topics import TOPICS
from vtexlint.rules.names import TITLES
from vtexlint.text.messages import Template

TABLES = {"check": OPTIONS, "history": history.OPTIONS}
_VERSION = {"check": " --version", "history": ""}
SHELLS = ("bash", "zsh", "fish")
DESCRIPTION = Template("completion.description", "Print a completion script for a shell.")
SHELL = Template("completion.argument-shell", "bash, zsh or fish")
EXAMPLES = Template(
    "completion.examples.screen",
    """\
examples:
  bash   vtexlint completion bash > ~/.local/share/bash-completion/completions/vtexlint
  zsh    vtexlint completion zsh > "${fpath[1]}/_vtexlint"
  fish   vtexlint completion fish > ~/.config/fish/completions/vtexlint.fish""",
)


def parser() -> Parser:
    made = Parser(
        prog="vtexlint completion",
        description=DESCRIPTION(),
        epilog=EXAMPLES(),
    )
    made.add_argument("shell", metavar="SHELL", choices=SHELLS, help=SHELL())
    add(made, LANGUAGE)
    return made


def main(arguments: list[str]) -> int:
    shell = parser().parse_args(arguments).shell
    say({"bash": bash, "zsh": zsh, "fish": fish}[shell](), end="")
    return 0


def _rules() -> str:
    return " ".join(TITLES)


def _explained() -> str:
    return f"{_rules()} {' '.join(TOPICS)}"


def _kind(option: Option) -> str:
    """What completes the option's value: choices, rules, file, output, or nothing that can be known."""
    if option.choices:
        return "choices"
    return {"RULE,...": "rules", "FILE": "file", "FORMAT=FILE": "output", "GLOB,...": "file", "NAME": "file"}.get(
        option.metavar or "", "none"
    )


def _formats(options: Sequence[Option]) -> tuple[str, ...]:
    return next(option.choices or () for option in options if option.key == "format")


_BASH = """\
# bash completion for vtexlint; made by `vtexlint completion bash`
_vtexlint() {{
  local word="${{COMP_WORDS[COMP_CWORD]}}" before="${{COMP_WORDS[COMP_CWORD-1]}}" command="${{COMP_WORDS[1]}}"
  local rules="{rules}" options=""
  COMPREPLY=()
  if [[ $COMP_CWORD -eq 1 ]]; then
    COMPREPLY=($(compgen -W "{commands} --help --version" -- "$word"))
    return
  fi
  case "$command" in
    explain) COMPREPLY=($(compgen -W "{explained}" -- "$word")); return ;;
    completion) COMPREPLY=($(compgen -W "{shells}" -- "$word")); return ;;
{options}
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
  case "$command $before" in
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
    return _BASH.format(
        rules=_rules(),
        explained=_explained(),
        commands=" ".join(COMMANDS),
        shells=" ".join(SHELLS),
        options="\n".join(map(_bash_options, TABLES)),
        values="\n".join(_bash_value(command, option) for command, options in TABLES.items() for option in options if option.metavar),
    )


def _bash_options(command: str) -> str:
    names = " ".join(name for option in TABLES[command] for name in option.names)
    return f'    {command}) options="{names} --help{_VERSION[command]}" ;;'


def _bash_value(command: str, option: Option) -> str:
    kind = _kind(option)
    words = " ".join(option.choices or ()) if kind == "choices" else " ".join(f"{name}=" for name in _formats(TABLES[command]))
    nospace = "      compopt -o nospace 2> /dev/null\n" if kind == "output" else ""
    body = _BASH_VALUES.get(kind, f'{nospace}      COMPREPLY=($(compgen -W "{words}" -- "$word"))\n      return ;;')
    return "    " + "|".join(f'"{command} {name}"' for name in option.names) + f")\n{body}"


_ZSH = """\
#compdef vtexlint
# zsh completion for vtexlint; made by `vtexlint completion zsh`

_vtexlint_rules() {{
  local -a rules=({rules})
  _values -s , rule $rules
}}

_vtexlint_output() {{
  if compset -P '*='; then _files; else compadd -S '=' -- "$@"; fi
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
{check}
        '*:path:_files'
      ;;
    history)
      _arguments -s \\
{history}
        '1:path:_files -/'
      ;;
    explain) _arguments '1:rule:({explained})' ;;
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
        explained=_explained(),
        commands=" ".join(COMMANDS),
        shells=" ".join(SHELLS),
        **{command: _zsh_options(options) for command, options in TABLES.items()},
    )


def _zsh_options(options: Sequence[Option]) -> str:
    formats = _formats(options)
    return "\n".join(f"        {_zsh_option(option, name, formats)} \\" for option in options for name in option.names)


def _zsh_option(option: Option, name: str, formats: Sequence[str]) -> str:
    description = "".join("\\" + c if c in "[]:\\" else c for c in told(option.description)).replace("'", "'\\''")
    others = "*" if option.repeats else f"({' '.join(option.names)})"
    if option.metavar is None:
        return f"'{others}{name}[{description}]'"
    actions = {
        "choices": f"({' '.join(option.choices or ())})",
        "rules": "_vtexlint_rules",
        "file": "_files",
        "output": f" _vtexlint_output {' '.join(formats)}",  # after a space: with exactly these words
    }
    return f"'{others}{name}[{description}]:{option.metavar.partition(',')[0].lower()}:{actions.get(_kind(option), ' ')}'"


def fish() -> str:
    lines = [
        "# fish completion for vtexlint; made by `vtexlint completion fish`",
        "function __vtexlint_rules",
        "    set -l head (string match -r '.*,' -- (commandline -ct))",
        f"    printf '%s\\n' \"$head\"{{{_rules().replace(' ', ',')}}}",
        "end",
        "complete -c vtexlint -f",
        f'complete -c vtexlint -n __fish_use_subcommand -a "{" ".join(COMMANDS)}"',
        f'complete -c vtexlint -n "__fish_seen_subcommand_from explain" -a "{_explained()}"',
        f'complete -c vtexlint -n "__fish_seen_subcommand_from completion" -a "{" ".join(SHELLS)}"',
        'complete -c vtexlint -n "__fish_seen_subcommand_from check history" -F',
    ]
    return "\n".join([*lines, *(_fish_option(command, option) for command, options in TABLES.items() for option in options)]) + "\n"


def _fish_option(command: str, option: Option) -> str:
    description = told(option.description).replace("\\", "\\\\").replace("'", "\\'")
    names = " ".join(f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}" for name in option.names)
    values = {
        "choices": f' -x -a "{" ".join(option.choices or ())}"',
        "rules": ' -x -a "(__vtexlint_rules)"',
        "file": " -r -F",
        "output": f' -x -a "{{{",".join(_formats(TABLES[command]))}}}="',
        "none": " -x",
    }
    value = "" if option.metavar is None else values[_kind(option)]
    return f"complete -c vtexlint -n \"__fish_seen_subcommand_from {command}\" {names}{value} -d '{description}'"
