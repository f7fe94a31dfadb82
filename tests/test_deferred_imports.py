"""What `load` imports by name, which neither the type checker nor the import contracts see: it exists, and is not above what imports it."""

import ast
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from tests.paths import ROOT
from vtexlint._startup.typed import NamedTuple

# a repr of any package shows no part of a token
ALLOWED = {("vtexlint._startup.typed", "vtexlint.text.redaction")}


class Use(NamedTuple):
    """A module that another one imports by name, and a name of it that is used there; "" for the import itself."""

    importer: str
    imported: str
    name: str


def uses() -> Iterator[Use]:
    for path in sorted((ROOT / "vtexlint").rglob("*.py")):
        relative = path.relative_to(ROOT).with_suffix("")
        importer = ".".join(relative.parts[:-1] if relative.name == "__init__" else relative.parts)
        for imported, name in _in_module(ast.parse(path.read_text())):
            yield Use(importer, imported, name)


def _in_module(tree: ast.Module) -> Iterator[tuple[str, str]]:
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    giving = {  # `def _runs(): return load("...")`
        function.name: name
        for function in functions
        if isinstance(function.body[-1], ast.Return) and (name := _loaded(function.body[-1].value))
    }
    for node in ast.walk(tree):
        if name := _loaded(node):
            yield name, ""
        if isinstance(node, ast.Attribute):
            called = node.value.func if isinstance(node.value, ast.Call) else None
            name = _loaded(node.value) or (giving.get(called.id) if isinstance(called, ast.Name) else None)
            if name:
                yield name, node.attr
    for function in functions:
        held = {
            target.id: name
            for node in ast.walk(function)
            if isinstance(node, ast.Assign) and (name := _loaded(node.value))
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(function):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in held:
                yield held[node.value.id], node.attr


def _loaded(node: ast.AST | None) -> str | None:
    """The name in `load("vtexlint.x.y")`."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "load" and node.args:
        argument = node.args[0]
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            return argument.value
    return None


def layers() -> list[set[str]]:
    """The packages of each layer, as the contract of pyproject.toml lists them: the first may import all others."""
    settings = tomllib.loads(Path(ROOT / "pyproject.toml").read_text())
    (contract,) = (one for one in settings["tool"]["importlinter"]["contracts"] if one["type"] == "layers")
    return [set(layer.replace(" ", "").split("|")) for layer in contract["layers"]]


def test_each_name_exists() -> None:
    found = list(uses())
    assert len(found) > 200  # the search itself works
    absent = [one for one in found if not hasattr(import_module(one.imported), one.name or "__name__")]
    assert absent == []


def test_none_is_above_what_imports_it() -> None:
    ranks = {package: rank for rank, layer in enumerate(layers()) for package in layer}
    imports = {one[:2] for one in uses() if "." in one.importer and one.imported.startswith("vtexlint.")}
    assert {pair for pair in imports if ranks[pair[1].split(".")[1]] < ranks[pair[0].split(".")[1]]} == ALLOWED
