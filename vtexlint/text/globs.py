"""Path patterns, as in .gitignore. Matching takes at most pattern times path steps, for any pattern."""

import re
from functools import lru_cache
from itertools import product
from math import prod

from vtexlint._startup.modules import load
from vtexlint._startup.typed import NamedTuple

_STEPS = 4_000_000  # of a regular expression: the length of a path to the power of the pattern's runs (`*`, `**`)
_MOST = 1000  # alternatives that the braces of one pattern may give
_WRITTEN_OUT = 1_000_000  # characters of all alternatives of a pattern
_LONGEST = 5000  # characters of a pattern; a path has 4,096 at most
_CLOSED = r"[^{}]*(?:\{[^{}]*\}[^{}]*)*"


def glob_matches(pattern: str, path: str) -> bool:
    """Whether a relative path with `/` matches, itself or by a directory above it.

    As in .gitignore: a pattern without a slash matches a name at any depth; `*` stops at slashes, `**` does not. `{a,b}`: either.
    `ç` is the same as `c` with a combining cedilla.
    """
    if not path.isascii():  # macOS writes some names with combining characters, editors write patterns without
        path, pattern = composed(path), composed(pattern)
    if len(pattern) > _LONGEST:
        return path == pattern
    if len(path) ** _runs(pattern) > _STEPS:
        return any(_follow(steps, path) for steps in _steps(pattern))
    return _compiled(pattern).match(path) is not None


def composed(text: str) -> str:
    """The text with combining characters as parts of their letters, where there is such a letter."""
    made: str = load("unicodedata").normalize("NFC", text)
    return made


@lru_cache(maxsize=256)
def _runs(pattern: str) -> int:
    """How many parts of a pattern have any length; without a slash, it may also start anywhere. More than 8 are as slow as 8."""
    return min(len(re.findall(r"\*+", pattern)) + ("/" not in pattern), 8)


# A regular expression tries the ways through a pattern one after the other: with many stars, that takes extremely long. Then all ways are
# followed at once, as the set of steps that the path so far can have reached.


class _Step(NamedTuple):
    """A step of a pattern: a character that `one` matches, or (None) a run: of anything but slashes, of anything where `deep`.

    `folders`: what the run takes is nothing, or ends with a slash (`**/`).
    """

    one: "re.Pattern[str] | None"
    deep: bool = False
    folders: bool = False


def _follow(steps: tuple[_Step, ...], path: str) -> bool:
    reached = _entered(steps, {0})
    end = len(steps)
    for character in path:
        if end in reached and character == "/":
            return True  # a directory above the path matches
        entered: set[int] = set()
        inside: set[int] = set()  # runs that continue
        for at in reached:
            if at >= 0 and at == end:
                continue
            step = steps[at if at >= 0 else ~at]
            if step.one is not None:
                if step.one.match(character):
                    entered.add(at + 1)
            elif step.deep or character != "/":
                number = at if at >= 0 else ~at
                inside.add(~number)
                if not step.folders or character == "/":
                    entered.add(number + 1)
        reached = _entered(steps, entered) | inside
        if not reached:
            return False
    return end in reached


def _entered(steps: tuple[_Step, ...], reached: set[int]) -> set[int]:
    """The steps that are reached, and those after runs that match nothing. A run that has started is written as its complement, `~at`."""
    pending = list(reached)
    while pending:
        at = pending.pop()
        if at < len(steps) and steps[at].one is None and at + 1 not in reached:
            reached.add(at + 1)
            pending.append(at + 1)
    return reached


@lru_cache(maxsize=256)
def _steps(pattern: str) -> tuple[tuple[_Step, ...], ...]:
    """The steps of each alternative of a pattern."""
    body = pattern.removeprefix("./").rstrip("/")
    lead = () if "/" in body else (_Step(None, deep=True, folders=True),)
    return tuple((*lead, *map(_step, re.findall(r"\*\*/|/|\*\*|\*|\[[^\]]+\]|[^*]", one))) for one in _alternatives(body.lstrip("/")))


def _step(part: str) -> _Step:
    if part[0] == "*":
        return _Step(None, deep=part != "*", folders=part == "**/")
    try:
        one = "[^/]" if part == "?" else _class(part[1:-1]) if len(part) > 2 else re.escape(part)
        return _Step(re.compile(one, re.DOTALL))
    except re.error:  # a class such as [z-a] matches nothing
        return _Step(re.compile(r"(?!)"))


def _alternatives(body: str) -> list[str]:
    """`{a,b}` written out; a pattern whose braces are not closed, or are one in another, or give too many, stands for itself."""
    if not re.fullmatch(_CLOSED, body):
        return [body]
    parts = re.split(r"\{([^{}]*)\}", body)  # every second one is from between braces
    choices = [part.split(",") if number % 2 else [part] for number, part in enumerate(parts)]
    if prod(map(len, choices)) > min(_MOST, _WRITTEN_OUT // (len(body) + 1)):
        return [body]
    return ["".join(chosen) for chosen in product(*choices)]


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    body = pattern.removeprefix("./").rstrip("/")
    anchored = "/" in body
    body = body.lstrip("/")
    out = []
    braces = 0
    closed = re.fullmatch(_CLOSED, body)
    for part in re.findall(r"\*\*/|/\*\*$|\*\*|\*|\?|\[[^\]]*\]|[{},]|[^*?\[{},]+|\[", body):
        match part:
            case "**/":
                out.append("(?:.*/)?")
            case "/**":
                out.append("/.*")
            case "**":
                out.append(".*")
            case "*":
                out.append("[^/]*")
            case "?":
                out.append("[^/]")
            case "{" if closed:
                out.append("(?:")
                braces += 1
            case "," if braces:
                out.append("|")
            case "}" if braces:
                out.append(")")
                braces -= 1
            case _ if part[0] == "[" and len(part) > 2:
                out.append(_class(part[1:-1]))
            case _:
                out.append(re.escape(part))
    lead = "" if anchored else "(?:.*/)?"
    try:
        return re.compile(rf"{lead}{''.join(out)}(?:/.*)?\Z", re.DOTALL)
    except re.error:  # a class such as [z-a]: the pattern stands for itself
        return re.compile(re.escape(pattern))


def _class(inner: str) -> str:
    """`[!a-z]`: what means something else to a regular expression, or may one day, stands for itself."""
    negated = inner[0] in "!^"
    body = re.sub(r"[\[\]\\^&~|]|(?<![A-Za-z0-9])-|-(?![A-Za-z0-9])", lambda match: "\\" + match[0], inner[1:] if negated else inner)
    return f"[{'^' if negated else ''}{body}]"
