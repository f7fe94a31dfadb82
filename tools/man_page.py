"""The manual page docs/man/vtexlint.1, made from the parsers of the program: every command with its arguments and options.

The macros are those of man(7), which groff and mandoc know.
"""

import argparse
import re
from collections.abc import Iterator

from tools.reference import commands, help_of, values_of
from vtexlint._about import __version__
from vtexlint.cli import main_help

PATH = "docs/man/vtexlint.1"
_SECTIONS = re.compile(r"^(examples|exit status):\s*", re.MULTILINE)
_STATUS = (
    ("0", "No finding at or above the severity of --fail-on (history: no token)."),
    ("1", "Findings (history: tokens)."),
    ("2", "vtexlint could not do its work; the reason is on standard error."),
    ("130", "Ended with Ctrl+C."),
)
_ENVIRONMENT = (
    ("NO_COLOR", "If it is not empty: no colours. --color=always overrides it."),
    ("FORCE_COLOR", "If it is not empty: colours also where the output is not a terminal. NO_COLOR overrides it."),
    ("VTEXLINT_LANG", "The language of the output: en, es or pt-BR. --lang overrides it."),
    ("PAGER", "The program that shows long pages on a terminal (default: less); cat for none."),
    ("COLUMNS", "The width of help and pages, from 40 to 120."),
)
_FILES = (
    ("vtexlint.toml, .vtexlint.toml, pyproject.toml", "Settings; `vtexlint explain settings` lists them."),
    (".vtexlint-baseline.json", "Recorded findings, where --write-baseline names no other file."),
)


def page() -> str:
    """The source of the page."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield r".\" made by tools/man_page.py from the parsers of the program"
    yield f'.TH VTEXLINT 1 "" "vtexlint {__version__}" "User Commands"'
    yield ".ad l"
    yield from (".SH NAME", r"vtexlint \- find faults in VTEX appKey and appToken pairs", ".SH SYNOPSIS", ".B vtexlint")
    yield r"\fICOMMAND\fR [\fIoptions\fR]"
    yield from (".SH DESCRIPTION", _plain(main_help.ABOUT()))
    for parser in commands():
        yield f'.SH "{_plain(parser.prog.upper())}"'
        yield from _paragraphs(_SECTIONS.split(parser.description or "")[0])
        for action in parser._actions:
            yield from (".TP", _spelling(action), _text(help_of(action) or "show the help"))
        yield from _examples(parser.epilog or "")
    for title, rows in (("EXIT STATUS", _STATUS), ("ENVIRONMENT", _ENVIRONMENT), ("FILES", _FILES)):
        yield f'.SH "{title}"'
        for name, text in rows:
            yield from (".TP", rf"\fB{_plain(name)}\fR", _text(text))
    yield from (
        ".SH SEE ALSO",
        _text("`vtexlint explain RULE` shows the page of a rule, `vtexlint explain authentication` the causes of a 401."),
    )


def _spelling(action: argparse.Action) -> str:
    value = rf"\fI{_plain(next(values_of(action), ''))}\fR"
    if not action.option_strings:
        return value
    has_value = action.nargs != 0
    return ", ".join(rf"\fB{_plain(name)}\fR{' ' + value if has_value else ''}" for name in action.option_strings)


def _paragraphs(text: str) -> Iterator[str]:
    """Lines that begin with spaces are kept as they are."""
    for block in re.split(r"\n\n+", text.strip("\n")):
        kept = [line for line in block.split("\n") if line.startswith("  ")]
        others = [line for line in block.split("\n") if not line.startswith("  ")]
        if not kept:
            yield from (".PP", _text(" ".join(others)))
            continue
        yield from (".PP", _text(others[0]), ".nf", *(_protected(_plain(line.strip())) for line in kept), ".fi")
        if others[1:]:
            yield from (".PP", _text(" ".join(others[1:])))


def _examples(epilog: str) -> Iterator[str]:
    """The commands of an epilog, each above what it does."""
    rows = [re.split(r" {2,}", line.strip(), maxsplit=1) for line in epilog.splitlines() if re.match(r"  \S", line)]
    if rows:
        yield from (".PP", "Examples:")
    for row in rows:
        yield from (".TP", rf"\fB{_plain(row[0])}\fR", _text(row[-1] if len(row) > 1 else ""))


def _text(text: str) -> str:
    """A line of running text; what is in backticks is bold."""
    return _protected(re.sub(r"`([^`]*)`", r"\\fB\1\\fR", _plain(re.sub(r"\s+", " ", text).strip())))


def _plain(text: str) -> str:
    """Text without a meaning for roff; a hyphen is one that can be copied."""
    return str(text).replace("\\", r"\e").replace("-", r"\-").replace("'", r"\(aq").replace("^", r"\(ha").replace("~", r"\(ti")


def _protected(line: str) -> str:
    """A line that is no request, whatever it begins with."""
    return rf"\&{line}" if line.startswith((".", "'")) else line
