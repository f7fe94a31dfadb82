"""Pages as plain text for a terminal: no Markdown, lines that fit, examples below their file's name."""

import re
from collections.abc import Iterator
from functools import partial

from vtexlint.languages.codes import ENGLISH
from vtexlint.pages.guides import GUIDES, guide
from vtexlint.pages.localized import FENCE, localize, localized, title_of
from vtexlint.pages.render import DEFAULT_NAMES, TOKENS_MEAN, replaced, sections, severity_word
from vtexlint.pages.topics import TOPICS
from vtexlint.rules.base import Rule
from vtexlint.text.columns import columns
from vtexlint.text.layout import USUAL, table, wrapped
from vtexlint.text.messages import Template

NO_PAGE = Template("page.none", "Python was started with -OO, which removes the texts of the pages; run it without this option.")
HEAD = Template("page.head", "{rule} ({severity}, since {version})")
HEAD_SAFE = Template("page.head-safe", "{rule} ({severity}, safe fix, since {version})")
HEAD_UNSAFE = Template("page.head-unsafe", "{rule} ({severity}, unsafe fix, since {version})")

_ITALIC = re.compile(r"(?<![\w*`/])\*([^\W\d_][^*`]*?[\w.])\*(?![\w*`])")
_ITEM = re.compile(r"(?:-|\d+\.) ")
_HEADING = re.compile(r"#{2,4} ")
_CODE = "    "
_BOLD, _DIM, _RESET = "\x1b[1m", "\x1b[2m", "\x1b[0m"
_INDENT = "  "
_INDENT_WIDTH = len(_INDENT)
_LAST = 24  # columns that the last column of a table needs


def for_terminal(rule: Rule, colour: bool, language: str = ENGLISH, width: int = USUAL) -> str:
    """The rule's page, in lines of at most `width` columns; examples keep their lines."""
    say = partial(localize, language=language)
    if not rule.page:
        return f"{say(NO_PAGE())}\n"
    head = {"safe": HEAD_SAFE, "unsafe": HEAD_UNSAFE}.get(rule.fix or "", HEAD)
    lines = [_paint(say(head(rule=rule.name, severity=severity_word(rule), version=rule.since)), _BOLD, colour)]
    lines += wrapped(f"{say(title_of(rule.name, rule.title))}.{replaced(rule, language)}", width)
    for heading, text in sections(rule, language).items():
        lines += ["", _paint(heading, _BOLD, colour), *_plain(text, colour, width)]
    if "TOKEN_" in rule.page:
        lines += ["", *(_paint(line, _DIM, colour) for line in wrapped(say(TOKENS_MEAN()).replace("`", ""), width))]
    return "\n".join(lines) + "\n"


def topic_for_terminal(name: str, colour: bool, language: str = ENGLISH, width: int = USUAL) -> str:
    """A topic's page, in lines of at most `width` columns; examples keep their lines."""
    english = guide(name, language) if name in GUIDES else TOPICS[name]
    if not english:
        return f"{localize(NO_PAGE(), language)}\n"
    title, _, body = localized(name, english, language).partition("\n")
    heading = [_paint(line, _BOLD, colour) for line in wrapped(title.rstrip("."), width)]
    lines = [*heading, *_plain(body.rstrip("\n"), colour, width)]
    return "\n".join(lines) + "\n"


def _plain(text: str, colour: bool, width: int) -> Iterator[str]:
    """Markdown without its marks."""
    pending: list[str] = []  # the lines of a paragraph, an item or a table
    for line in _without_marks(text):
        is_code = line.startswith("```")
        if pending and (is_code or not line or _HEADING.match(line) or _ITEM.match(line) or _is_row(line) != _is_row(pending[0])):
            yield from _block(pending, width)
            pending = []
        if is_code:
            yield from _example(line, colour)
        elif heading := _HEADING.match(line):
            yield from (_paint(part, _BOLD, colour) for part in wrapped(line[heading.end() :], width))
        elif line.startswith(_CODE) and not pending:
            yield line
        elif line:
            pending.append(line)
        else:
            yield ""
    if pending:
        yield from _block(pending, width)


def _is_row(line: str) -> bool:
    return line.startswith("|")


def _block(lines: list[str], width: int) -> Iterator[str]:
    if _is_row(lines[0]):
        rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if set(line) - set("|-: ")]
        widths = [max(map(columns, cells)) + 2 for cells in zip(*rows, strict=False)]
        if len(widths) > 1 and _INDENT_WIDTH + sum(widths[:-1]) + _LAST > width:
            yield from _as_blocks(rows, width)
        else:
            yield from table(rows, width, _INDENT_WIDTH)
        return
    item = _ITEM.match(lines[0])
    first = _INDENT + (item[0] if item else "")
    text = " ".join([lines[0], *map(str.strip, lines[1:])])  # a code span that the page breaks has no indentation in it
    yield from wrapped(text[len(first) - len(_INDENT) :], width, first, " " * len(first))


def _as_blocks(rows: list[list[str]], width: int) -> Iterator[str]:
    """A table that is too wide: below the first cell of each row the others, each with its heading."""
    heading, *others = rows
    for cells in others:
        yield from wrapped(cells[0], width, _INDENT, _INDENT * 2)
        for name, cell in zip(heading[1:], cells[1:], strict=False):
            if cell:
                yield from wrapped(f"{name}: {cell}" if name else cell, width, _INDENT * 3, _INDENT * 4)


def _example(block: str, colour: bool) -> Iterator[str]:
    fence, *lines = block.split("\n")
    kind, _, info = fence[3:].partition(" ")
    if info or kind in DEFAULT_NAMES:
        yield _paint(f"{_INDENT}{info or DEFAULT_NAMES.get(kind, kind)}:", _DIM, colour)
    yield from (f"    {line}".rstrip() for line in lines[:-1])


def _without_marks(text: str) -> Iterator[str]:
    """The lines, each fenced block as one. Links as `text (address)`, those to a rule's page as its name, names in italics in quotes,
    no bold. A mark may span lines.
    """
    blocks = FENCE.findall(text)
    for number, part in enumerate(FENCE.split(text)):
        plain = re.sub(r"\[(`([\w-]+)`)\]\(\2(?:\.[\w-]+)?\.md\)", r"\1", part)
        plain = re.sub(r"\[([^]]*)\]\(([^)]*)\)", r"\1 (\2)", plain)
        plain = re.sub(r"(?<![\w/`])\*\*([\w`][^*]*[\w.`])\*\*(?![\w/*])", r"\1", plain)
        plain = _ITALIC.sub(lambda found: f'"{found[1]}"' if found[1][0].isupper() else found[1], plain)
        if number:
            yield blocks[number - 1]
            plain = plain.removeprefix("\n")
        lines = plain.split("\n")
        if lines[-1] == "":
            lines.pop()
        yield from lines


def _paint(text: str, code: str, colour: bool) -> str:
    return f"{code}{text}{_RESET}" if colour else text
