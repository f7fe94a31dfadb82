"""Where a module can be changed: its sites, and a seeded sample of those of many modules."""

import ast
import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from tools.mutation.operators import changes

Key = tuple[str, str, str, str, int]
"""What names a site whatever its line's number is: module, scope, code, change, nth."""
_TYPES = {"Literal", "Callable", "Iterator", "Iterable", "Mapping", "Sequence", "tuple", "dict", "list", "type", "NewType", "TypeVar"}
"""What a module calls or subscripts only to name a type."""
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True)
class Site:
    """One change of one module: the bytes from `start` to `end` become `new`.

    `module`: its path below the root. `scope`: the function or class, "" for the module itself. `code`: the line in which the change is,
    `change` what it does there, `nth` which of equal ones (from 1). These five name the site, whatever the line's number is.
    `lines`: those of its statement. `names`: what a statement binds that runs when the module is imported.
    """

    module: str
    scope: str
    operator: str
    code: str
    change: str
    nth: int
    start: int
    end: int
    new: str
    lines: range
    names: frozenset[str]
    imported: bool
    is_statement: bool

    @property
    def key(self) -> Key:
        return self.module, self.scope, self.code, self.change, self.nth

    def __str__(self) -> str:
        nth = f" #{self.nth}" if self.nth > 1 else ""
        return f"{self.module}:{self.lines[0]} {self.scope or 'module'}: {self.operator}: {self.change}{nth}\n    in: {self.code}"


@dataclass(frozen=True)
class _Around:
    """What is around a node: the function or class, its statement's lines, whether it runs at import, and what it binds."""

    scope: str = ""
    lines: range = range(1, 2)
    imported: bool = True
    names: frozenset[str] = frozenset()


def sites_of(module: str, text: str) -> list[Site]:
    """Every site of a module, in the order of the text."""
    data = text.encode()
    starts = [0]
    for line in data.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    found: list[Site] = []
    seen: Counter[tuple[str, str, str]] = Counter()
    for node, around in _walk(ast.parse(text), _Around()):
        for operator, changed, new in changes(node, imported=around.imported):
            assert isinstance(changed, ast.expr | ast.stmt)
            assert changed.end_lineno is not None
            assert changed.end_col_offset is not None
            start = starts[changed.lineno - 1] + changed.col_offset
            end = starts[changed.end_lineno - 1] + changed.end_col_offset
            code = data[starts[changed.lineno - 1] : starts[changed.lineno]].decode().strip()
            change = _difference(ast.unparse(changed), new)
            seen[around.scope, code, change] += 1
            nth = seen[around.scope, code, change]
            lines = range(min(around.lines[0], changed.lineno), max(around.lines[-1], changed.end_lineno) + 1)
            site = Site(
                module,
                around.scope,
                operator,
                code,
                change,
                nth,
                start,
                end,
                new,
                lines,
                around.names,
                around.imported,
                isinstance(changed, ast.stmt),
            )
            found.append(site)
    return found


def mutated(site: Site, text: str) -> str:
    """The module's text with the change made; all other lines keep their numbers."""
    data = text.encode()
    lines = "\n" * data[site.start : site.end].count(b"\n")
    new = f"{site.new}{lines}" if site.is_statement or not lines else f"({site.new}{lines})"
    return (data[: site.start] + new.encode() + data[site.end :]).decode()


def sample(sites: Iterable[Site], seed: int, most: int, at_least: int = 3, before: Collection[Key] = ()) -> list[Site]:
    """`most` of the sites, `at_least` of each module that has so many; within a module each operator is as likely as the others.

    `before`: those of an earlier sample, which are drawn first. What one seed draws of a module depends on its own sites, so that a
    change of the code leaves most of the sample as it is.
    """
    by_module: defaultdict[str, list[Site]] = defaultdict(list)
    for site in sites:
        by_module[site.module].append(site)
    deep = max(4 * at_least, 3 * most // max(1, len(by_module)))  # a long table is not most of the sample
    orders = [_mixed(of_module, seed, before)[:deep] for of_module in by_module.values()]
    rest = [site for order in orders for site in order[at_least:]]
    taken = [site for order in orders for site in order[:at_least]]
    for each in rest, taken:
        each.sort(key=lambda site: (site.key not in before, _chance(site, seed)))
    taken = [*taken[:most], *rest[: max(0, most - len(taken))]]
    return sorted(taken, key=lambda site: (site.module, site.start))


def _mixed(sites: Iterable[Site], seed: int, before: Collection[Key]) -> list[Site]:
    """The sites of a module in an order of chance, in which the operators take turns; those of `before` are first."""
    turns: Counter[str] = Counter()
    places: dict[Key, int] = {}
    by_chance = sorted(sites, key=lambda site: _chance(site, seed))
    for site in by_chance:
        turns[site.operator] += 1
        places[site.key] = turns[site.operator]
    return sorted(by_chance, key=lambda site: (site.key not in before, places[site.key]))


def _chance(site: Site, seed: int) -> bytes:
    return sha256(json.dumps([seed, *site.key]).encode()).digest()


def _difference(old: str, new: str, around: int = 12) -> str:
    """`old -> new`, without what both begin and end with, but for a few characters."""
    new = new[1:-1] if new.startswith("(") and not old.startswith("(") else new
    if len(old) + len(new) <= 80:
        return f"{old} -> {new}"
    first = next((place for place, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    last = next((place for place in range(min(len(old), len(new)) - first) if old[-1 - place] != new[-1 - place]), 0)
    cut = max(0, first - around)
    return f"{old[cut : len(old) - max(0, last - around)]} -> {new[cut : len(new) - max(0, last - around)]}"


def _walk(node: ast.AST, around: _Around) -> Iterator[tuple[ast.AST, _Around]]:
    """Every node that is code, with what is around it: not annotations, docstrings, imports, assertions, types and decorators."""
    if _is_skipped(node):
        return
    if isinstance(node, ast.stmt):
        around = _within(node, around)
    yield node, around
    if isinstance(node, ast.JoinedStr):
        return  # before Python 3.12 its parts have no places of their own
    scope = f"{around.scope}.{node.name}".strip(".") if isinstance(node, (*_FUNCTIONS, ast.ClassDef)) else around.scope
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "bases", "pattern", "type_comment"):
            continue
        body = name == "body" and isinstance(node, _FUNCTIONS)
        inner = _Around(scope, around.lines, imported=around.imported and not body, names=frozenset() if body else around.names)
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not (isinstance(node, ast.Call) and _is_cast(node) and child is node.args[0]):
                yield from _walk(child, inner)


def _within(statement: ast.stmt, around: _Around) -> _Around:
    body = getattr(statement, "body", None)
    end = body[0].lineno - 1 if body else statement.end_lineno or statement.lineno
    lines = range(statement.lineno, max(statement.lineno, end) + 1)
    names = around.names
    if around.imported:
        targets = [node.id for node in ast.walk(statement) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)]
        named = [statement.name] if isinstance(statement, (*_FUNCTIONS, ast.ClassDef)) else [] if body else targets
        names = names | frozenset(named)
    return _Around(around.scope, lines, around.imported, names)


def _is_cast(node: ast.Call) -> bool:
    return isinstance(node.func, ast.Name) and node.func.id == "cast"


def _is_skipped(node: ast.AST) -> bool:
    match node:
        case ast.Import() | ast.ImportFrom() | ast.Assert() | ast.Raise():
            return True
        case ast.Expr(value=ast.Constant()):
            return True  # a docstring, or `...`
        case ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return True
        case ast.BoolOp(values=[ast.Name(id="__doc__"), *_]):
            return True  # `__doc__ or ""` is for mypy
        case ast.Assign(value=ast.Subscript(value=ast.Name(id=name))) | ast.Assign(value=ast.Call(func=ast.Name(id=name))):
            return name in _TYPES and isinstance(node, ast.Assign) and _names_a_type(node.targets)
        case _:
            return False


def _names_a_type(targets: list[ast.expr]) -> bool:
    """Types have names like `ScalarType`, tables like `NAMES`."""
    return all(isinstance(target, ast.Name) and target.id.lstrip("_")[:1].isupper() and not target.id.isupper() for target in targets)
