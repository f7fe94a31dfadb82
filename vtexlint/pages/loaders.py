"""How the loaders of .env files differ: tables that the models fill in."""

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

There is no standard for `.env` files. Each loader has its own grammar, and none prints a warning where it reads another
value than you expect. The tables below show how each loader reads a line. They are filled in by vtexlint's models of the
loaders; each model is of one version, and is tested with that version where the test machine can install it. The rule
`loader-dependent-value` reports a credential's line that the loaders read differently: those of `loaders` in the settings,
by default all except bash and docker-run.
"""

_SPELLING = """\
## The spelling that works everywhere
```dotenv
# comments on separate lines
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
VTEX_APP_TOKEN=TOKEN_A
```
The name at the start of the line, in letters, digits and underscores; `=` with no spaces around it; the value without
quotes; nothing after it. An appKey and an appToken contain letters, digits and hyphens only, so they never need quotes.
Leave out `export` for docker-run; bash exports what it reads under `set -a`. Write other values, with spaces or special
characters, in single quotes, which all loaders except docker-run remove.

## How to read the tables
Each line is read alone, without any variables set. `.`: an empty value; `-`: the line is not read; `name`: another name
gets the value; `file`: the loader rejects the whole file (bash: stops there); `run`: the value is what a command prints.
`<nl>` is a line break, `<nbsp>` a no-break space.
"""

_END = """\
## What to do
Use the spelling above. If only one program reads a file, name it in the settings; then only lines that this program does
not read are reported:

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
    """How a loader reads the last name, in one word or a sign."""
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
