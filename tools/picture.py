"""A picture of a terminal: SVG from what a command printed with colours."""

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape

_COLUMN, _LINE, _SIZE, _MARGIN = 8.4, 20, 14, 16  # pixels
_PART = re.compile(r"\x1b\[([\d;]*)m|([^\x1b]+)")
_BACKGROUND, _TEXT, _DIM = "#0d1117", "#d7dde4", "#9aa5b1"
_COLOURS = {"31": "#ff8e88", "33": "#e5b567", "36": "#79c7d8"}


def svg(command: str, output: str) -> str:
    """The picture of a terminal in which `command` printed `output`; the text in it can be selected and read aloud."""
    lines = [f"\x1b[2m$\x1b[0m {command}", *output.rstrip("\n").split("\n")]
    plain = [_PART.sub(r"\2", line) for line in lines]
    wide = round(max(map(len, plain)) * _COLUMN + 2 * _MARGIN)
    high = len(lines) * _LINE + 2 * _MARGIN
    title = escape(f"{plain[0]}\n{plain[1]}")
    body = "".join(_line(line, _MARGIN + _SIZE + number * _LINE) for number, line in enumerate(lines))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" viewBox="0 0 {wide} {high}" role="img">\n'
        f"<title>{title}</title>\n"
        f'<rect width="{wide}" height="{high}" rx="8" fill="{_BACKGROUND}"/>\n'
        f'<g font-family="ui-monospace, SFMono-Regular, Consolas, Menlo, \'DejaVu Sans Mono\', monospace" font-size="{_SIZE}" '
        f'fill="{_TEXT}" xml:space="preserve">\n{body}</g>\n</svg>\n'
    )


def _line(line: str, y: int) -> str:
    """Each part at its own column and of its own width, whatever font is there."""
    return "".join(
        f'<text x="{_MARGIN + column * _COLUMN:g}" y="{y}" textLength="{len(text) * _COLUMN:g}" lengthAdjust="spacingAndGlyphs"'
        f"{style}>{escape(text)}</text>\n"
        for column, text, style in _parts(line)
    )


def _parts(line: str) -> Iterator[tuple[int, str, str]]:
    """(Column from 0, text without spaces around it, its style as attributes) of each part of a line that has one style."""
    column, style = 0, ""
    for codes, text in _PART.findall(line):
        if not text:
            style = _style(codes.split(";"))
            continue
        shown = text.strip(" ")
        if shown:
            yield column + len(text) - len(text.lstrip(" ")), shown, style
        column += len(text)


def _style(codes: list[str]) -> str:
    """The attributes for the codes of one escape sequence; `0` is none. Raises KeyError for a code that no report uses."""
    known = {"0": "", "1": ' font-weight="bold"', "2": f' fill="{_DIM}"'}
    return "".join(known[code] if code in known else f' fill="{_COLOURS[code]}"' for code in codes)
