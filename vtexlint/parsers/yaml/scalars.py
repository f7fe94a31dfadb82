"""How YAML spells a scalar: the place of its content, its decoded text, and the offset of each character."""

from vtexlint.parsers.model import Entry, QuoteStyle, ScalarType
from vtexlint.text.patterns import lazy
from vtexlint.text.source import Source, Span, line_start

_BREAK = "\r\n\x85\u2028\u2029"
_WORDS: dict[str, ScalarType] = dict.fromkeys(("", "~", "null", "Null", "NULL"), "null")
for _word in ("yes", "no", "true", "false", "on", "off"):
    _WORDS |= dict.fromkeys((_word, _word.capitalize(), _word.upper()), "boolean")
_NUMBER = lazy(
    r"[-+]?(?:0b[01_]+|0x[\da-fA-F_]+|0o?[0-7_]+|\d[\d_]*(?:\.[\d_]*)?(?:[eE][-+]?\d+)?|\.\d[\d_]*(?:[eE][-+]?\d+)?)"
    r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
)
_DATE = lazy(r"\d{4}-\d\d?-\d\d?(?:[Tt \t].*)?")
_ESCAPE = lazy(r"\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|(\r\n|[\s\S]))")
_SIMPLE = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b",
    "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip
_LEAD = lazy(r"(?P<indent>[ ]*)(?:(?P<dash>-)[ ]+)*")
_HEADER = lazy(r"[|>][-+0-9]*[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n|\Z)")

Spelling = tuple[str, list[int]]


def kind_of(value: str) -> ScalarType:
    """What YAML 1.1 makes of a plain scalar."""
    known = _WORDS.get(value)
    if known is not None:
        return known
    if value[0] not in "+-.0123456789":
        return "string"
    if _NUMBER.fullmatch(value):
        return "number"
    return "other" if _DATE.fullmatch(value) else "string"


def value_of(kind: ScalarType, value: str) -> str | None:
    return None if kind == "null" else value


def content_span(text: str, start: int, end: int, style: QuoteStyle) -> Span:
    """The content of a scalar whose marks include anchor, tag, quotes and header."""
    if start < end and text[start] in "&!":
        start = content_start(text, start, end)
    if style == "plain":
        return Span(start, max(start, end))
    if style in ("single", "double"):
        return Span(start + 1, end - 1)
    return _block_span(text, start, end)


def content_start(text: str, start: int, end: int) -> int:
    """Over `&anchor`, `!tag`, and the spaces, line breaks and comments after them."""
    at = start
    while at < end and text[at] in "&!":
        while at < end and not text[at].isspace():
            at += 1
        while at < end and (text[at].isspace() or text[at] == "#"):
            if text[at] == "#":
                while at < end and text[at] not in "\r\n":
                    at += 1
            else:
                at += 1
    return at


def _block_span(text: str, start: int, end: int) -> Span:
    header = _HEADER.match(text, start)
    first = header.end() if header else start
    stop = end
    while stop > first and text[stop - 1] in " \t\r\n":
        stop -= 1
    while stop < end and text[stop] not in "\r\n":
        stop += 1  # trailing spaces of the last content line are content
    indent = _indentation(text, start, first, stop)
    at = first
    while at < stop:
        line_end = _line_end(text, at, stop)
        if text[at:line_end].strip(" "):
            return Span(min(at + indent, stop), max(stop, min(at + indent, stop)))
        at = _after_break(text, line_end)
    return Span(first, first)


def _line_end(text: str, at: int, stop: int) -> int:
    while at < stop and text[at] not in "\r\n":
        at += 1
    return at


def _after_break(text: str, at: int) -> int:
    return at + 2 if text.startswith("\r\n", at) else at + 1


def _indentation(text: str, start: int, first: int, stop: int) -> int:
    """The columns of indentation, from the first line with content; a digit in the header is not used."""
    at = first
    while at < stop:
        line_end = _line_end(text, at, stop)
        line = text[at:line_end]
        if line.strip(" "):
            found = len(line) - len(line.lstrip(" "))
            return min(found, _explicit(text, start, first, stop, found))
        at = _after_break(text, line_end)
    return 0


def _explicit(text: str, start: int, first: int, stop: int, found: int) -> int:
    """With an indentation digit, the content starts that many columns after its parent's; further spaces are content."""
    digit = next((c for c in text[start:first].split("#")[0] if c.isdigit()), None)
    if digit is None:
        return found
    line_begin = line_start(text, start)
    lead = _LEAD.match(text, line_begin, start)
    column = lead.end() - line_begin if lead else 0
    if lead and lead["dash"] and ":" not in text[lead.end() : start]:  # the scalar is itself an item: its parent is the list
        column = lead.start("dash") - line_begin
    return min(found, column + int(digit))


def source_map(source: Source, entry: Entry) -> list[int] | None:
    """The offset of each character of the value, and its end; None if these are not known."""
    value = entry.value
    if value is None:
        return None
    raw = source.slice(entry.span)
    if raw == value:
        return list(range(entry.span.start, entry.span.end + 1))
    if entry.style in ("literal", "folded"):
        return _block(source.text, entry)
    text, places = decode(raw, entry.style)
    if text != value:
        return None
    return [entry.span.start + place for place in places] + [entry.span.end]


def decode(raw: str, style: QuoteStyle) -> Spelling:
    """Plain and quoted scalars: lines folded, escapes and doubled quotes decoded."""
    out: list[str] = []
    places: list[int] = []
    at = 0
    while at < len(raw):
        c = raw[at]
        if c in _BREAK or (c in " \t" and _blank_before_break(raw, at)):
            at = _fold(raw, at, out, places)
            continue
        if style == "single" and raw.startswith("''", at):
            _put(out, places, "'", at)
            at += 2
        elif style == "double" and c == "\\":
            at = _escape(raw, at, out, places)
        else:
            _put(out, places, c, at)
            at += 1
    return "".join(out), places


def _put(out: list[str], places: list[int], text: str, at: int) -> None:
    out.append(text)
    places.extend([at] * len(text))


def _blank_before_break(raw: str, at: int) -> bool:
    while at < len(raw) and raw[at] in " \t":
        at += 1
    return at < len(raw) and raw[at] in _BREAK


def _fold(raw: str, at: int, out: list[str], places: list[int]) -> int:
    """A line break is a space; each further empty line is a line feed."""
    start = at
    breaks = 0
    while at < len(raw) and raw[at] in " \t" + _BREAK:
        if raw[at] in _BREAK:
            breaks += 1
            at = _after_break(raw, at)
        else:
            at += 1
    _put(out, places, " " if breaks == 1 else "\n" * (breaks - 1), start)
    return at


def _escape(raw: str, at: int, out: list[str], places: list[int]) -> int:
    match = _ESCAPE.match(raw, at)
    if not match:
        _put(out, places, "\\", at)
        return at + 1
    code = match[1] or match[2] or match[3]
    end = match.end()
    if code:
        number = int(code, 16)
        _put(out, places, chr(number) if number < 0x110000 else "", at)
    elif match[4][0] in _BREAK:
        while end < len(raw) and raw[end] in " \t":
            end += 1
        while end < len(raw) and raw[end] in _BREAK:  # empty lines after an escaped break are kept
            _put(out, places, "\n", end)
            end = _after_break(raw, end)
            while end < len(raw) and raw[end] in " \t":
                end += 1
    else:
        _put(out, places, _SIMPLE.get(match[4], match[4]), at)
    return end


def _block(text: str, entry: Entry) -> list[int] | None:
    """A block scalar whose lines are content and breaks, in a form of which the usual ones are: no folding of indented lines."""
    value = entry.value or ""
    start, end = entry.span
    indent = start - line_start(text, start)
    out: list[str] = []
    places: list[int] = []
    at = start
    while True:
        stop = _line_end(text, at, end)
        _line(out, places, text, at, stop)
        if stop >= end:
            break
        breaks_at = stop
        at, empty = _next_line(text, stop, end, indent)
        folded = entry.style == "folded"
        joint = "\n" * empty if folded and empty else " " if folded else "\n" * (empty + 1)
        _put(out, places, joint, breaks_at)
    tail = value[len("".join(out)) :]
    if tail and tail.strip("\n") == "":
        at = end
        for _ in tail:
            places.append(at)
            at = min(_after_break(text, at), len(text))
        out.append(tail)
        end = at
    return [*places, end] if "".join(out) == value else None


def _line(out: list[str], places: list[int], text: str, at: int, stop: int) -> None:
    out.append(text[at:stop])
    places.extend(range(at, stop))


def _next_line(text: str, stop: int, end: int, indent: int) -> tuple[int, int]:
    """Start of the next line's content, and how many empty lines are between."""
    at = _after_break(text, stop)
    empty = 0
    while at < end:
        line_end = _line_end(text, at, end)
        if text[at:line_end].strip(" "):
            break
        empty += 1
        at = _after_break(text, line_end)
    return min(at + indent, end), empty
