"""How the loaders of .env files differ: a table that the models themselves fill in."""

from vtexlint.loaders.table import LOADERS, TABLE, LoaderResult

SITUATIONS: dict[str, tuple[str, ...]] = {
    "A plain value": ("A=val", "export A=val", "A='val'", 'A="val"', "A=val # c", 'A="val" # c'),
    "After the value": ("A=val#c", "A=val\t# c", "A=val # c # d", "A=#val", "A= #val", 'A="val"x', "A=val ", "A=val\u00a0"),
    "Quotes": ("A=`val`", 'A=x"val"', 'A="val', 'A="a\\"b"', "A='a\\'b'", 'A="a\nb"'),
    "Dollar signs and backslashes": ("A=ab$cd", "A='ab$cd'", "A=ab${X}", "A=$(x)", "A=a\\b", 'A="a\\nb"', 'A="a\\\\b"'),
    "Names and what is around them": ("\tA=val", "A =val", "A= val", "A: val", "A:val", "export\tA=val", "A-B=val", "A.B=val", "'A'=val"),
    "Two words": ("A=a b", "A=a B=b"),
    "The line above": (
        "; c\nA=val",
        "X\nA=val",
        "X-Y=1\nA=val",
        "X= \nA=val",
        "export X=\nA=val",
        "X=1\n \nA=val",
        'X="c\nA=val',
        "X=${}\nA=val",
    ),
}
_SIGNS = {" \n": "<space>\n", "\n": "<nl>", "\t": "<tab>", "\u00a0": "<nbsp>"}

_HEAD = """\
How the loaders of .env files differ.

There is no standard of `.env` files. Each loader has its own grammar, and none prints a warning where it reads another
value than you see. These tables show what each makes of a line. vtexlint's models of the loaders have filled them in; each
model is of one version, and is tested against that version where the test machine can install it. The rule
`loader-dependent-value` reports where a credential's line is read differently by the loaders that `loaders` names in the
settings; without that setting, by all but bash and docker-run.
"""

_SPELLING = """\
## The spelling that is safe everywhere
```dotenv
# comments on lines of their own
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
VTEX_APP_TOKEN=TOKEN_A
```
The name at the start of the line, in letters, digits and underscores; `=` with no spaces around it; the value without
quotes; nothing after it. An appKey and an appToken contain letters, digits and hyphens only, so they never need quotes.
Leave out `export` for docker-run; bash exports what it reads under `set -a`. Write a value of another kind, with spaces or
signs, in single quotes, which all but docker-run remove.

## How to read the tables
Each line is read alone, with no variable set. `.` is an empty value, `-` the line is not read, `name` the value goes to
another name, `file` the loader refuses the whole file (bash: stops there), `run` the value is what a command prints.
`<nl>` is a line break, `<nbsp>` a no-break space.
"""

_END = """\
## What to do
Write the safe spelling. Where only one program reads a file, name it in the settings, and only what that program does not
read is reported:

```toml vtexlint.toml
loaders = ["compose"]
```
"""


def _page() -> str:
    loaders = "\n".join(f"- `{loader.name}`: {loader.program}; {loader.version}" for loader in TABLE)
    tables = "\n".join(f"## {title}\n```text\n{_table(lines)}\n```\n" for title, lines in SITUATIONS.items())
    return f"{_HEAD}\n{loaders}\n\n{_SPELLING}\n{tables}\n{_END}"


def _table(lines: tuple[str, ...]) -> str:
    rows = [["", *LOADERS]] + [[_shown(line), *(cell(line, name) for name in LOADERS)] for line in lines]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join("  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip() for row in rows)


def cell(line: str, loader: str) -> str:
    """What a loader makes of the name on the last line that has one, in a word."""
    reading: LoaderResult = LOADERS[loader](f"{line}\n")
    last = line.rpartition("\n")[2]
    name = last if "=" in last else line
    name = name.removeprefix("export").strip("\t '").partition("=")[0].partition(":")[0].strip(" '")
    if reading.refusal is not None and (reading.refusal.whole or name not in reading.values()):
        return "file"
    found = next((assignment for assignment in reading.assignments if assignment.name == name), None)
    if found is None:
        return "name" if any(name in assignment.name for assignment in reading.assignments) else "-"
    if found.runs:
        return "run"
    return "-" if found.value is None else _shown(found.value) or "."


def _shown(text: str) -> str:
    for sign, word in _SIGNS.items():
        text = text.replace(sign, word)
    return text if text == text.rstrip(" ") else text.rstrip(" ") + "<space>" * (len(text) - len(text.rstrip(" ")))


PAGE = _page()
