"""`vtexlint completion SHELL`: print a completion script, which tools/completions.py has made."""

from importlib.resources import files

from vtexlint.cli.console import say
from vtexlint.cli.options import LANGUAGE
from vtexlint.cli.parser import Parser, add
from vtexlint.text.messages import Template

ENDINGS = {"bash": "bash", "zsh": "zsh", "fish": "fish", "powershell": "ps1"}
"""Each shell, and the ending of its script in vtexlint/completions."""

DESCRIPTION = Template("completion.description", "Print a completion script for a shell.")
SHELL = Template("completion.argument-shell", "{shells}")
EXAMPLES = Template(
    "completion.examples.screen",
    """\
examples (make the directory first, if there is none):
  bash        vtexlint completion bash > ~/.local/share/bash-completion/completions/vtexlint
  zsh         vtexlint completion zsh > ~/.zfunc/_vtexlint    (with `fpath+=~/.zfunc` before `compinit` in ~/.zshrc)
  fish        vtexlint completion fish > ~/.config/fish/completions/vtexlint.fish
  powershell  vtexlint completion powershell >> $PROFILE""",
)


def parser() -> Parser:
    made = Parser(
        prog="vtexlint completion",
        description=DESCRIPTION(),
        epilog=EXAMPLES(),
    )
    made.add_argument("shell", metavar="SHELL", choices=tuple(ENDINGS), help=SHELL(shells=", ".join(ENDINGS)))
    add(made, LANGUAGE)
    return made


def script(shell: str) -> str:
    """The completion script for a shell of `ENDINGS`."""
    return files("vtexlint").joinpath("completions", f"vtexlint.{ENDINGS[shell]}").read_text("utf-8")


def main(arguments: list[str]) -> int:
    say(script(parser().parse_args(arguments).shell), end="")
    return 0
