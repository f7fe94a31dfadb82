"""What a mutant may change: each operator takes a node of a syntax tree and yields texts that replace it."""

import ast
from collections.abc import Callable, Iterator
from copy import copy

Change = tuple[str, ast.AST, str]
"""The operator's name, the node that is replaced, and what replaces it."""

_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip
_TWINS = {
    "any": "all", "min": "max", "startswith": "endswith", "lower": "upper", "islower": "isupper", "lstrip": "rstrip",
    "find": "rfind", "index": "rindex", "partition": "rpartition", "split": "rsplit", "removeprefix": "removesuffix",
}  # fmt: skip
TWINS = _TWINS | {twin: name for name, twin in _TWINS.items()}
"""Functions and methods that are easily taken for each other."""
_WRAPPERS = {"sorted", "reversed", "set", "frozenset", "tuple", "list", "bool"}
_TESTED = (ast.If, ast.While, ast.IfExp)


def changes(node: ast.AST, *, imported: bool) -> Iterator[Change]:
    """The changes of this node. `imported`: it runs once, when its module is imported, as tables do."""
    for operator in _OPERATORS:
        yield from operator(node)
    if imported:
        yield from _elements(node)


def _text(node: ast.AST) -> str:
    return f"({ast.unparse(node)})"


def _comparison(node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.Compare):
        for place, operator in enumerate(node.ops):
            changed = copy(node)
            changed.ops = [*node.ops[:place], _COMPARISONS[type(operator)](), *node.ops[place + 1 :]]
            yield "comparison", node, _text(changed)


def _condition(node: ast.AST) -> Iterator[Change]:
    conditions = [node.test] if isinstance(node, _TESTED) else node.ifs if isinstance(node, ast.comprehension) else []
    for condition in conditions:
        yield "condition negated", condition, f"(not {_text(condition)})"


def _boolean(node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.BoolOp):
        changed = copy(node)
        changed.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield "and, or", node, _text(changed)
        for place in range(len(node.values)):
            changed = copy(node)
            changed.values = [*node.values[:place], *node.values[place + 1 :]]
            yield "operand dropped", node, _text(changed if len(changed.values) > 1 else changed.values[0])
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield "not dropped", node, _text(node.operand)


def _constant(node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.JoinedStr):
        yield "text emptied", node, '""'
    if not isinstance(node, ast.Constant):
        return
    value = node.value
    if isinstance(value, bool):
        yield "constant", node, str(not value)
    elif isinstance(value, int):
        yield "off by one", node, str(value + 1)
        if value > 0:
            yield "off by one", node, str(value - 1)
    elif isinstance(value, (str, bytes)) and value:
        yield "text emptied", node, repr(value[:0])


def _arithmetic(node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.BinOp) and type(node.op) in _ARITHMETIC and not _is_type(node):
        changed = copy(node)
        changed.op = _ARITHMETIC[type(node.op)]()
        yield "arithmetic", node, _text(changed)
    elif isinstance(node, ast.AugAssign) and type(node.op) in _ARITHMETIC:
        statement = copy(node)
        statement.op = _ARITHMETIC[type(node.op)]()
        yield "arithmetic", node, ast.unparse(statement)


def _is_type(node: ast.AST) -> bool:
    """Whether this is `X | Y` or `X | None`, a type."""
    if isinstance(node, ast.BinOp):
        return isinstance(node.op, ast.BitOr) and (_is_type(node.left) or _is_type(node.right))
    name = node.id if isinstance(node, ast.Name) else ""
    return (isinstance(node, ast.Constant) and node.value is None) or (name[:1].isupper() and not name.isupper())


def _statement(node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.Return) and node.value and ast.unparse(node.value) != "None":
        yield "return", node, "return None"
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Yield | ast.YieldFrom):
        yield "yield dropped", node, "yield from ()"
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        yield "call removed", node, "pass"
    elif isinstance(node, ast.Continue | ast.Break):
        yield "break, continue", node, "break" if isinstance(node, ast.Continue) else "continue"


def _call(node: ast.AST) -> Iterator[Change]:
    if not isinstance(node, ast.Call):
        return
    function = node.func
    if isinstance(function, ast.Attribute) and not node.args and not node.keywords and function.attr not in ("items", "values", "keys"):
        yield "call removed", node, _text(function.value)
    if isinstance(function, ast.Name) and function.id in _WRAPPERS and len(node.args) == 1 and not isinstance(node.args[0], ast.Starred):
        yield "call removed", node, _text(node.args[0])
    name = function.id if isinstance(function, ast.Name) else function.attr if isinstance(function, ast.Attribute) else ""
    if name in TWINS:
        changed, twin = copy(node), copy(function)
        if isinstance(twin, ast.Name):
            twin.id = TWINS[name]
        elif isinstance(twin, ast.Attribute):
            twin.attr = TWINS[name]
        changed.func = twin
        yield "function", node, _text(changed)
    for place in range(len(node.keywords)):
        changed = copy(node)
        changed.keywords = [*node.keywords[:place], *node.keywords[place + 1 :]]
        yield "keyword dropped", node, _text(changed)


def _elements(node: ast.AST) -> Iterator[Change]:
    """Of a table: without one of its elements."""
    if isinstance(node, ast.Tuple | ast.List | ast.Set) and len(node.elts) > 1:
        for place in range(len(node.elts)):
            changed = copy(node)
            changed.elts = [*node.elts[:place], *node.elts[place + 1 :]]
            yield "element dropped", node, _text(changed)
    elif isinstance(node, ast.Dict) and len(node.keys) > 1:
        for place in range(len(node.keys)):
            mapping = copy(node)
            mapping.keys = [*node.keys[:place], *node.keys[place + 1 :]]
            mapping.values = [*node.values[:place], *node.values[place + 1 :]]
            yield "element dropped", node, _text(mapping)


_OPERATORS: tuple[Callable[[ast.AST], Iterator[Change]], ...] = (
    _comparison, _condition, _boolean, _constant, _arithmetic, _statement, _call,
)  # fmt: skip
