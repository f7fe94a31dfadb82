"""Path patterns, as in .gitignore."""

import re
from functools import lru_cache


def glob_matches(pattern: str, path: str) -> bool:
    """Whether a relative path with `/` matches, itself or by a directory above it.

    As in .gitignore: a pattern without a slash matches a name at any depth; `*` stops at slashes, `**` does not. `{a,b}`: either.
    """
    return _compiled(pattern).match(path) is not None


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    body = pattern.removeprefix("./").rstrip("/")
    anchored = "/" in body
    body = body.lstrip("/")
    out = []
    braces = 0
    closed = re.fullmatch(r"[^{}]*(?:\{[^{}]*\}[^{}]*)*", body)
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
