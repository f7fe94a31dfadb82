"""The lists of file names, endings and language ids in the editors' configuration and guides, from the table of file formats.

`names()` is the one table: globs of file names. tests/lsp/test_names.py compares it with the names that `check` lints, and runs the guides.
"""

from collections.abc import Iterator

from vtexlint.parsers.formats import FORMATS, LANGUAGES, WRAPPERS

_VSCODE_MORE = ("properties", "plaintext", "shellscript")
"""What VS Code takes a `.env` file for, without an extension that says otherwise."""

_DOTENV = (".env", ".env[-._]*", "*.env", "*.env.*", "env.*", ".envrc", ".envrc.*", ".dev.vars", ".dev.vars.*", "*.dev.vars")
"""The spellings of a `.env` file. The server passes over what such a pattern takes in besides (`env.ts`)."""

_ENDINGS = tuple(ending for row in FORMATS for ending in row.endings)
_WRAPPERS = tuple(wrapper.lstrip(".") for wrapper in WRAPPERS)


def names() -> tuple[str, ...]:
    """Globs for the names of all files that are checked: `*`, `[...]` and `{a,b}`, as VS Code, vim and Neovim read them."""
    named = [_any_case(name) for row in FORMATS for name in row.names if name not in _DOTENV]
    stems = [f"{_any_case(stem)}.*" for row in FORMATS for stem in row.stems]
    endings = ",".join(_ENDINGS)
    return (*_DOTENV, *dict.fromkeys((*named, *stems)), f"*.{{{endings}}}", f"*.{{{endings}}}.{{{','.join(_WRAPPERS)}}}")


def dotenv_names() -> tuple[str, ...]:
    """Those of them that are `.env` files by name."""
    named = [name for row in FORMATS if row.name == "dotenv" for name in row.names]
    return (*_DOTENV, *dict.fromkeys(name for name in named if name not in _DOTENV))


def _without_sets(globs: tuple[str, ...]) -> Iterator[str]:
    """Globs with `*` alone, for an editor that reads no `[...]`."""
    for glob in globs:
        before, _, rest = glob.partition("[")
        signs, _, after = rest.partition("]")
        yield from (f"{before}{sign}{after}" for sign in signs or ("",))


def _any_case(name: str) -> str:
    """`Dockerfile`, `Pipfile`: programs write the first letter large, the table of formats has it small."""
    return f"[{name[0].upper()}{name[0]}]{name[1:]}" if name[0].isalpha() else name


def vscode_selectors() -> str:
    """The constants of editors/vscode/src/documents.ts."""
    patterns = "".join(f'  "**/{name}",\n' for name in names())
    languages = "".join(f'  "{language}",\n' for language in LANGUAGES)
    return f"const NAMES = [\n{patterns}];\n\nconst LANGUAGES = [\n{languages}];\n"


def phrases() -> dict[tuple[str, str], str]:
    """(Path below the root, pattern) -> what stands between the pattern's two groups, wherever it matches."""
    lua = ", ".join(f"'{name}'" for name in names())
    events = ",".join(f'\n    "onLanguage:{language}"' for language in dict.fromkeys((*LANGUAGES, *_VSCODE_MORE)))
    return {
        ("editors/vscode/package.json", r'("activationEvents": \[)[^]]*(\n  \])'): events,
        ("docs/editors/neovim.md", r"(pattern = \{ )'\.env'.*?( \},\n)"): lua,
        ("docs/editors/vim.md", r"(let s:names = ')[^']*(')"): ",".join(names()),
        ("docs/editors/emacs.md", r"(defvar vtexlint-names\n  \")[^\n]*(\")"): emacs_names(),
        ("docs/editors/helix.md", r"(file-types = \[)[^\n]*(\]\n)"): ", ".join(f'{{ glob = "{name}" }}' for name in dotenv_names()),
        ("docs/editors/jetbrains.md", r"(\"patterns\": \[)[^\]\n]*(\] \})"): ", ".join(
            f'"{name}"' for name in _without_sets(dotenv_names())
        ),
        ("docs/editors/kate.md", r"(kate-wildcard\()[^)\n]*(\))"): ";".join(dotenv_names()),
        ("docs/editors/kakoune.md", r"(BufCreate '\(\?:\.\*/\)\?)[^\n]*(' %\{)"): kakoune_names(),
        ("README.md", r"(`\.env` files of every spelling,\s`)[^`]*(`)"): " ".join(f".{ending}" for ending in _ENDINGS),
    }


def emacs_names() -> str:
    """A regular expression of Emacs Lisp, in a string, for the end of a path with one of the names."""
    found = "\\|".join(_expression(name, "\\(?:", "\\|", "\\)") for name in names())
    return f"\\(?:\\`\\|/\\)\\(?:{found}\\)\\'".replace("\\", "\\\\")


def kakoune_names() -> str:
    """A regular expression of Kakoune for the end of a path with one of the names."""
    found = "|".join(_expression(name, "(?:", "|", ")") for name in names())
    return f"(?:{found})"


def _expression(glob: str, opens: str, divides: str, closes: str) -> str:
    """The regular expression of a glob, with an editor's signs for a group."""
    signs = {".": "\\.", "*": "[^/]*", "{": opens, "}": closes}
    made = ""
    depth, is_set = 0, False
    for sign in glob:
        depth += (sign == "{") - (sign == "}")
        is_set = sign == "[" or (is_set and sign != "]")
        made += divides if sign == "," and depth else sign if is_set else signs.get(sign, sign)
    return made
