"""The `files` pattern of the pre-commit hooks, from the table of file formats."""

import re

from vtexlint.parsers.formats import CODE, FORMATS, WRAPPERS

_WIDTH = 120


def hook_pattern() -> str:
    """The lines of the pattern, as they are indented in .pre-commit-hooks.yaml."""
    endings = sorted(ending for row in FORMATS for ending in row.endings)
    wrappers = sorted(wrapper.lstrip(".") for wrapper in WRAPPERS)
    names = sorted(name for row in FORMATS for name in row.names)
    stems = sorted(stem for row in FORMATS for stem in row.stems)
    copied = r"~|\ copy(\ [0-9]+)?"
    wrapped = rf"(\.({_alternatives(wrappers)})|{copied})*"
    lines = [
        "(?xi)(^|/)(",
        rf"  [^/]*\.({_alternatives(endings)})",
        f"    {wrapped}",
        f"  | ({_alternatives(names, ' | ')})",
        f"    {wrapped}",
        rf"  | (?!env({copied})*$)",
        r"    (?![^/]*\.(",
        *(f"      {line}" for line in _wrapped(sorted(CODE))),
        "    )",
        f"    {wrapped}$)",
        rf"    (([^/]*\.)?(env|dev\.vars)(\.[^/]*)?|\.env[-_][^/]*|({_alternatives(stems)})\.[^/]*)({copied})*",
        ")$",
    ]
    return "".join(f"    {line}\n" for line in lines)


def _alternatives(words: list[str], separator: str = "|") -> str:
    return separator.join(re.escape(word).replace(r"\-", "-") for word in words)


def _wrapped(words: list[str]) -> list[str]:
    lines, line = [], ""
    for number, word in enumerate(words):
        piece = ("" if number == 0 else "| ") + re.escape(word).replace(r"\-", "-") + " "
        if len(line) + len(piece) > _WIDTH:
            lines.append(line.rstrip())
            line = ""
        line += piece
    return [*lines, line.rstrip()]
