"""The pages are written as GitHub reads them; the site's Markdown needs other indents, titles of examples, and names of headings."""

import re
from collections.abc import Callable, Iterator

_FENCE = re.compile(r"^( *)(`{3,}|~{3,})([\w-]*) ?([^`\n]*)$")
_ITEM = re.compile(r"^( *)([-*+]|\d+[.)])( +)(?=\S)")
_HEADING = re.compile(r"^(#{1,6}) +(.+?)\s*$")
_COMMENT = re.compile(r"^ *<!--.*-->\s*$")
_DIVIDER = re.compile(r"^ *\|?[\s:|-]*-[\s:|-]*\|[\s:|-]*$")
_LINK = re.compile(r"(`+[^`]*`+)|(\]\()([^)\s]+)(\))")
_STATES = frozenset({"tracked", "untracked", "ignored", "snapshot", "settings"})


def slug(heading: str) -> str:
    """The name of a heading in an address, as GitHub makes it."""
    plain = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", heading)
    return re.sub(r"[^\w\- ]", "", plain.lower()).replace(" ", "-")


def headings(text: str) -> list[tuple[int, str]]:
    """The level (1 to 6) and the name of each heading, in order; names are unique, as on GitHub."""
    found: list[tuple[int, str]] = []
    seen: dict[str, int] = {}
    for line, inside in _lines(text):
        match = None if inside else _HEADING.match(line)
        if match:
            name = slug(match[2])
            count = seen.get(name, 0)
            seen[name] = count + 1
            found.append((len(match[1]), f"{name}-{count}" if count else name))
    return found


def prepare(text: str, link: Callable[[str], str], words: dict[str, str], names: list[str]) -> str:
    """A page for the site.

    `link`: the address for that of a link; `words`: what the states of an example's file are called; `names`: those of the headings.
    """
    remaining = iter(names)
    prose: list[str] = []
    done: list[str] = []
    for line, inside in _lines(_indented(text)):
        if inside:
            done += [*_linked(prose, link), _titled(line, words)]
            prose = []
            continue
        match = _HEADING.match(line)
        if match:
            line = f"{match[1]} {match[2]} {{ #{next(remaining)} }}"
        prose.append("" if _COMMENT.match(line) else line)
    return "\n".join([*done, *_linked(prose, link)]).strip("\n") + "\n"


def _linked(lines: list[str], link: Callable[[str], str]) -> list[str]:
    text = _LINK.sub(lambda match: match[1] or f"{match[2]}{link(match[3])}{match[4]}", "\n".join(lines))
    return text.split("\n") if lines else []


def _titled(line: str, words: dict[str, str]) -> str:
    """The first line of an example, with the name and the state of its file as its title."""
    match = _FENCE.match(line)
    if match is None or not match[4]:
        return line
    parts = match[4].split()
    states = [words[part] for part in parts if part in _STATES]
    name = " ".join(part for part in parts if part not in _STATES)
    title = f"{name} ({', '.join(states)})" if name and states else name or ", ".join(states)
    return f'{match[1]}{match[2]}{match[3]} title="{title}"'


def _lines(text: str) -> Iterator[tuple[str, bool]]:
    """Each line, and whether it is of a fenced block."""
    fence = ""
    for line in text.split("\n"):
        match = _FENCE.match(line)
        if fence:
            yield line, True
            if match and match[2].startswith(fence) and not match[3]:
                fence = ""
        else:
            fence = match[2] if match else ""
            yield line, bool(fence)


def _indented(text: str) -> str:
    """With four columns for each level of a list, and an empty line before a list, a table and a block."""
    done: list[str] = []
    levels: list[int] = []  # the column where the text of each open item begins
    lines = list(_lines(text))
    for number, (line, inside) in enumerate(lines):
        if not line.strip():
            done.append("")
            continue
        begins = inside and not (number and lines[number - 1][1])
        indent = len(line) - len(line.lstrip(" "))
        if not inside or begins:
            while levels and indent < levels[-1]:
                levels.pop()
        base = levels[-1] if levels else 0
        item = None if inside else _ITEM.match(line)
        is_table = not inside and number + 1 < len(lines) and bool(_DIVIDER.match(lines[number + 1][0])) and "|" in line
        if done and done[-1] and (begins or is_table or (item and not levels and not _in_list(done))):
            done.append("")
        depth = " " * (4 * len(levels))
        if item:
            mark = item[2].ljust(4)
            done.append(f"{depth}{' ' * (indent - base)}{mark}{line[item.end() :]}")
            levels.append(item.end())
        else:
            done.append(f"{depth}{line[min(base, indent) :]}")
        if inside and not begins and number + 1 < len(lines) and not lines[number + 1][1] and lines[number + 1][0].strip():
            done.append("")  # after a block
    return "\n".join(done)


def _in_list(done: list[str]) -> bool:
    """Whether the paragraph above is of a list."""
    for line in reversed(done):
        if not line:
            return False
        if _ITEM.match(line) or line.startswith("    "):
            return True
    return False
