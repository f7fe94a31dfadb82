"""The lists of endings and language ids in the editors' configuration and guides, from the table of file formats."""

from vtexlint.parsers.formats import FORMATS, LANGUAGES, WRAPPERS

_VSCODE_ONLY = frozenset({"yml", "dockercompose", "github-actions-workflow", "helm"})
"""Language ids that Vim and Neovim have no file type for."""

_VSCODE_MORE = ("properties", "plaintext", "shellscript")
"""What VS Code takes a `.env` file for, without an extension that says otherwise."""

_ENDINGS = tuple(ending for row in FORMATS for ending in row.endings)


def vscode_selectors() -> str:
    """The constants of editors/vscode/src/documents.ts."""
    endings, wrappers = ",".join(_ENDINGS), ",".join(wrapper.lstrip(".") for wrapper in WRAPPERS)
    languages = "".join(f'  "{language}",\n' for language in LANGUAGES)
    return f'const ENDINGS = [\n  "**/*.{{{endings}}}",\n  "**/*.{{{endings}}}.{{{wrappers}}}",\n];\n\nconst LANGUAGES = [\n{languages}];\n'


def phrases() -> dict[tuple[str, str], str]:
    """(Path below the root, pattern) -> what stands between the pattern's two groups, wherever it matches."""
    file_types = ", ".join(f"'{name}'" for name in ("sh", *LANGUAGES) if name not in _VSCODE_ONLY)
    globs = ", ".join(f"'*.{ending}'" for ending in _ENDINGS)
    events = ",".join(f'\n    "onLanguage:{language}"' for language in dict.fromkeys((*LANGUAGES, *_VSCODE_MORE)))
    return {
        ("editors/vscode/package.json", r'("activationEvents": \[)[^]]*(\n  \])'): events,
        ("docs/editors/neovim.md", r"(filetypes = \{ )[^}]*( \},)"): file_types,
        ("docs/editors/neovim.md", r"(pattern = \{ '\.env', '\.env\.\*', '\*\.env', '\.envrc', '\.dev\.vars', )[^}]*( \},)"): globs,
        ("docs/editors/vim.md", r"(for filetype in \[)[^]]*(\])"): file_types,
        ("README.md", r"(`\.env` files of every spelling,\s`)[^`]*(`)"): " ".join(f".{ending}" for ending in _ENDINGS),
    }
