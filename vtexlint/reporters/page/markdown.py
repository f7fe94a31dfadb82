"""The Markdown of vtexlint's own pages as HTML: paragraphs, lists, tables, fenced blocks, headings; code, links, bold and italics.

Everything else is text. A link to another page of the documentation is its text alone: the page may be where there is no documentation.
"""

import re
from collections.abc import Iterator

from markupsafe import Markup, escape

from vtexlint.pages.localized import FENCE

_ITEM = re.compile(r"(-|\d+\.) ")
_HEADING = re.compile(r"#{2,4} ")
_RULE = re.compile(r"[|\-: ]+")
_INLINE = re.compile(
    r"`(?P<code>[^`]+)`|\[(?P<text>[^\]]+)\]\((?P<address>[^)\s]+)\)|\*\*(?P<bold>[^*]+)\*\*|(?<![\w*])\*(?P<italic>[^\s*][^*]*)\*(?![\w*])"
)


def html(text: str) -> Markup:
    """The HTML of a text; its headings are `h3`."""
    return Markup("\n").join(_blocks(text))


def _blocks(text: str) -> Iterator[Markup]:
    fences = FENCE.findall(text)
    for number, part in enumerate(FENCE.split(text)):
        if number:
            yield _example(fences[number - 1])
        pending: list[str] = []
        for line in [*part.split("\n"), ""]:
            if pending and (not line or (_kind(line) != _kind(pending[0]) and _kind(line) != "text")):
                yield from _block(pending)
                pending = []
            if line:
                pending.append(line)


def _kind(line: str) -> str:
    if line.startswith("|"):
        return "table"
    if _HEADING.match(line):
        return "heading"
    return "list" if _ITEM.match(line) else "text"


def _block(lines: list[str]) -> Iterator[Markup]:
    kind = _kind(lines[0])
    if kind == "heading":
        yield _element("h3", inline(lines[0].lstrip("# ")))
        if lines[1:]:
            yield from _block(lines[1:])
    elif kind == "table":
        rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines if not _RULE.fullmatch(line)]
        yield _element("table", Markup("").join(_row(row, "td" if number else "th") for number, row in enumerate(rows)))
    elif kind == "list":
        items: list[str] = []
        for line in lines:
            item = _ITEM.match(line)
            if item:
                items.append(line[item.end() :])
            else:
                items[-1] += f" {line.strip()}"
        yield _element("ul" if lines[0].startswith("-") else "ol", Markup("").join(_element("li", inline(item)) for item in items))
    else:
        yield _element("p", inline(" ".join(line.strip() for line in lines)))


def _row(cells: list[str], name: str) -> Markup:
    return _element("tr", Markup("").join(_element(name, inline(cell)) for cell in cells))


def _example(block: str) -> Markup:
    head, *lines = block.split("\n")
    name = " ".join(head.strip("`").split()[1:])
    return Markup("<figure>{}<pre><code>{}</code></pre></figure>").format(
        _element("figcaption", escape(name)) if name else "", "\n".join(lines[:-1])
    )


def coded(text: str) -> Markup:
    """A message, with what is in backticks as code. A name in it may be a user's: it makes nothing else, such as a link."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return escape(text)
    return Markup("").join(_element("code", escape(part)) if number % 2 else escape(part) for number, part in enumerate(parts))


def inline(text: str) -> Markup:
    """The HTML of a line of a page of vtexlint's own."""
    parts, end = [], 0
    for match in _INLINE.finditer(text):
        parts += [escape(text[end : match.start()]), _marked(match)]
        end = match.end()
    return Markup("").join([*parts, escape(text[end:])])


def _marked(match: re.Match[str]) -> Markup:
    if code := match["code"]:
        return _element("code", escape(code))
    if bold := match["bold"]:
        return _element("strong", inline(bold))
    if italic := match["italic"]:
        return _element("em", inline(italic))
    if match["address"].startswith("https://"):
        return Markup('<a href="{}" rel="noreferrer noopener">{}</a>').format(match["address"], inline(match["text"]))
    return inline(match["text"])


def _element(name: str, content: Markup) -> Markup:
    return Markup("<{0}>{1}</{0}>").format(name, content)
