"""`vtexlint explain`: the page of a rule or a topic, or with `access` what a call needs. Each is imported when it is asked for."""

from vtexlint._startup.modules import load
from vtexlint._startup.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from vtexlint.cli.parser import Parser


def parser() -> "Parser":
    made: Parser = load("vtexlint.cli.explain_page").parser()
    return made


def main(arguments: list[str]) -> int:
    is_call = arguments[:1] == ["access"] and _has_call(arguments[1:])
    status: int = load("vtexlint.cli.access").main(arguments[1:]) if is_call else load("vtexlint.cli.explain_page").main(arguments)
    return status


def _has_call(words: list[str]) -> bool:
    """Whether words after `access` are more than the options of a page."""
    values = {at + 1 for at, word in enumerate(words) if word in ("--lang", "--color", "--colour")}
    return any(at not in values and not word.startswith(("--lang", "--color", "--colour")) for at, word in enumerate(words))
