"""Which modules of the standard library the page needs: what the program imports, and what these import. Runs in Pyodide."""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping

_ALWAYS = (
    "site", "zipimport", "encodings", "encodings.*", "importlib.*", "_strptime", "_py_warnings", "traceback", "linecache", "tokenize",
    "locale", "_pyodide.*", "pyodide.*", "sysconfig", "_sysconfigdata__emscripten_wasm32-emscripten",
)  # fmt: skip
"""What the interpreter, Pyodide and modules in C import."""

_NEVER = re.compile(
    r"(?:unittest|pydoc|pydoc_data|doctest|pdb|bdb|test|http|multiprocessing|tkinter|turtle|_pyio|_pydatetime|ftplib|smtplib|webbrowser)(?:\.|$)"
    r"|encodings\.(?:cp(?!125\d|437$|850$)|mac_|big5|gb|euc_|hz$|iso2022|johab|koi8|kz1048|ptcp|shift|tis_|hp_roman|palmos)"
)
"""Debuggers, tests, clients of a network, twins of modules in C, and encodings that no text of vtexlint has."""


def needed(library: Mapping[str, str], program: Iterable[str]) -> set[str]:
    """The names of the modules to keep. `library`: each module's source by its name, packages as `name.__init__`; `program`: sources.

    Of a module of the library, only the imports that run when it is imported are followed, and those of its functions where a package
    of the same name is meant.
    """
    wanted = [name for text in program for name in _imports(ast.parse(text), "", everywhere=True)]
    for name in _ALWAYS:
        wanted += [one for one in library if one.startswith(name[:-1])] if name.endswith("*") else [name]
    found: set[str] = set()
    while wanted:
        name = wanted.pop()
        for module in _with_parents(name):
            key = module if module in library else f"{module}.__init__"
            if key not in library or key in found or _NEVER.match(key):
                continue
            found.add(key)
            package = module if key.endswith("__init__") else module.rpartition(".")[0]
            everywhere = module.partition(".")[0] in ("pyodide", "_pyodide")
            wanted += _imports(ast.parse(library[key]), package, everywhere)
    return found


def _with_parents(name: str) -> list[str]:
    parts = name.removesuffix(".__init__").split(".")
    return [".".join(parts[: count + 1]) for count in range(len(parts))]


def _imports(tree: ast.AST, package: str, everywhere: bool) -> Iterator[str]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*above, base] if base else above)
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)
        elif everywhere or not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield from _imports(node, package, everywhere)
