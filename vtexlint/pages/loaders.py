"""How the loaders of .env files differ: a table that the models themselves fill in."""

from vtexlint.loaders.table import LOADERS, LoaderResult

SITUATIONS: dict[str, tuple[str, ...]] = {
    "A plain value": ("A=val", "export A=val", "A='val'", 'A="val"', "A=val # c", 'A="val" # c'),
    "Behind the value": ("A=val#c", "A=val\t# c", "A=#val", "A= #val", 'A="val"x', "A=val  ", "A=val\u00a0"),
    "Quotes": ("A=`val`", 'A=x"val"', 'A="val', 'A="a\\"b"', "A='a\\'b'", 'A="a\nb"'),
    "Dollar signs and backslashes": ("A=ab$cd", "A='ab$cd'", "A=ab${X}", "A=$(x)", "A=a\\b", 'A="a\\nb"', 'A="a\\\\b"'),
    "Names and what stands between": ("A =val", "A= val", "A: val", "A:val", "export\tA=val", "A-B=val", "A.B=val", "'A'=val"),
    "Two words": ("A=a b", "A=a B=b"),
    "The line above": ("; c\nA=val", "X\nA=val", "X=#c\nA=val", 'X="c\nA=val', "X=${}\nA=val"),
}
_SIGNS = {"\n": "<newline>", "\t": "<tab>", "\u00a0": "<nbsp>"}

_HEAD = """\
How the loaders of .env files differ.

There is no standard of `.env` files. Each loader has a grammar of its own, and none warns where it reads another value
than you see. These tables show what each makes of a line. vtexlint's models of the loaders have filled them in; those of
dotenv, node, python-dotenv, ruby and bash are tested against the loaders themselves, the others against their answers to
sixty lines. The rule `loader-dependent-value` tells where a credential's line is read differently by those that `loaders`
names in the settings.

- `dotenv`: dotenv for JavaScript (motdotla), 16 to 18; Next.js, Vite and many others carry it
- `node`: `node --env-file` and `util.parseEnv`, 20
- `python-dotenv`: 1.2
- `compose`: docker compose v2 (compose-go), for `.env` and `env_file`
- `godotenv`: godotenv for Go
- `ruby`: dotenv for Ruby, 3
- `bash`: `set -a; . ./.env`, and direnv's `.envrc`
- `docker-run`: `docker run --env-file`

## The spelling that is safe everywhere
```dotenv
# comments on lines of their own
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
VTEX_APP_TOKEN=TOKEN_A
```
The name at the line's beginning, in letters, digits and underscores; `=` with no blanks around it; the value without
quotes; nothing behind it. An appKey and an appToken hold letters, digits and hyphens only, so they never need quotes.
Leave out `export` for docker-run; bash exports what it reads under `set -a`. A value of another kind, with blanks or
signs, stands in single quotes, which all but docker-run take off.

## How to read the tables
Each line is read by itself, with no variable set. `.` is an empty value, `-` the line is not read, `name` the value goes
to another name, `file` the loader refuses the whole file (bash: stops there), `run` the value is what a command prints.
"""

_END = """\
## What to do
Write the safe spelling. Where one program alone reads a file, name it in the settings, and only what that program does
not read is told:

```toml vtexlint.toml
loaders = ["compose"]
```
"""


def _page() -> str:
    tables = "\n".join(f"## {title}\n```text\n{_table(lines)}\n```\n" for title, lines in SITUATIONS.items())
    return f"{_HEAD}\n{tables}\n{_END}"


def _table(lines: tuple[str, ...]) -> str:
    rows = [["", *LOADERS]] + [[_shown(line), *(cell(line, name) for name in LOADERS)] for line in lines]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join("  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip() for row in rows)


def cell(line: str, loader: str) -> str:
    """What a loader makes of the name of the last line, in a word."""
    reading: LoaderResult = LOADERS[loader](f"{line}\n")
    name = line.rpartition("\n")[2] if line.startswith(("X", ";")) else line
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
    return text if text == text.rstrip(" ") else text.rstrip(" ") + "<blank>" * (len(text) - len(text.rstrip(" ")))


PAGE = _page()
