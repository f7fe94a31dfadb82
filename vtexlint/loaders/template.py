"""The variables in docker compose's values: `$NAME`, `${NAME}`, `${NAME:-default}` and its kin, `$$` for a dollar sign.

Source: compose-spec/compose-go v2 template/template.go.
"""

from vtexlint.loaders.model import Unreadable, known
from vtexlint.text.patterns import lazy

_NAME = lazy(r"[_A-Za-z][_A-Za-z0-9]*+")
_OPERATOR = lazy(r":?[-+?]")
_BRACE = lazy(r"\$\{|\}")
_DEEPEST = 20  # defaults within defaults; real files have fewer, and each level reads its text again


def substitute(template: str, values: dict[str, str | None], at: int, depth: int = 0) -> str:
    """The template with its variables replaced. Raises Unreadable at `at` for `${` without a name.

    A required variable (`${NAME:?}`) is read as empty if the file does not set it: the environment may set it.
    """
    if "$" not in template or depth > _DEEPEST:
        return template
    closings = _closings(template)
    pieces: list[str] = []
    done = 0
    while (sign := template.find("$", done)) != -1:
        pieces.append(template[done:sign])
        if template.startswith("$$", sign):
            pieces.append("$")
            done = sign + 2
        elif template.startswith("${", sign):
            closing = closings.get(sign, -1)
            if closing == -1:
                raise Unreadable(at)
            pieces.append(_braced(template[sign + 2 : closing], values, at, depth))
            done = closing + 1
        elif name := _NAME.match(template, sign + 1):
            pieces.append(known(values, name[0]))
            done = name.end()
        else:
            pieces.append("$")
            done = sign + 1
    return "".join((*pieces, template[done:]))


def _closings(template: str) -> dict[int, int]:
    """The `}` of each `${`."""
    opened: list[int] = []
    found: dict[int, int] = {}
    for match in _BRACE.finditer(template):
        if match[0] == "${":
            opened.append(match.start())
        elif opened:
            found[opened.pop()] = match.start()
    return found


def _braced(inner: str, values: dict[str, str | None], at: int, depth: int) -> str:
    name = _NAME.match(inner)
    operator = _OPERATOR.match(inner, name.end()) if name else None
    if name is None or (operator is None and name.end() < len(inner)):
        raise Unreadable(at)
    value = known(values, name[0])
    if operator is None:
        return value
    is_set = bool(value) if operator[0][0] == ":" else name[0] in values
    if operator[0][-1] == "+":
        return substitute(inner[operator.end() :], values, at, depth + 1) if is_set else ""
    if is_set:
        return value
    return "" if operator[0][-1] == "?" else substitute(inner[operator.end() :], values, at, depth + 1)
