"""Parser of .env files: what most loaders agree on, with the spaces that some of them keep.

Where the loaders differ it follows dotenv of npm (motdotla/dotenv), except that `A=a#b` and `A=#b` have no comment. What each loader
reads is in the package `loaders`. A line that is another program's (`set A=b`, `$env:A="b"`, `- A=b`, `A ?= b`, `{"A": "b"}`) is read as
that program does, for the rules: no loader gives its value to the name in it.
"""

import re

from vtexlint.parsers.model import Comment, Container, Document, Entry, ParseError, QuoteStyle
from vtexlint.text.messages import Template
from vtexlint.text.patterns import lazy
from vtexlint.text.source import Source, Span

OPEN_QUOTE = Template("dotenv.open-quote", "this quote is never closed")

QUOTED = r"""
    [ \t]*+(?:"(?P<double>(?:[^"\\\r\n]++|\\[^\r\n])*+)"
            |'(?P<single>(?:[^'\\\r\n]++|\\[^\r\n])*+)'
            |'(?P<backslash>[^'\r\n]*+)'  # 'C:\' ends in a backslash that escapes nothing
            |`(?P<backtick>[^`\r\n]*+)`)
    [ \t]*+(?P<tail>\#[^\r\n]*+)?+(?=[\r\n]|\Z)
"""
_LINE = rf"""(?x)
    (?:[^\S\r\n]|[\u200b-\u200d\u2060\ufeff])*+
    (?:(?P<comment>[#;][^\r\n]*+)
      |(?:export[ \t]++)?(?P<quote>["']?+)(?!-)(?P<name>[\w.\-]++)(?P=quote)
       (?P<sep>[ \t\u00a0\u200b-\u200d\u2060\ufeff]*+=|:(?:[ \t]++|(?=[\r\n]|\Z)|(?![/\\])))
       (?:{QUOTED}|(?P<plain>[^\r\n]*+))
      |[^\r\n]*+)
    (?:\r\n?|\n|\Z)
    """
COMMAND = (
    r"(?:(?:export|setx?|setenv|const|let|var|declare|local|ENV|ARG)[ \t]++(?:[-/][A-Za-z]++[ \t]++)*+"
    r"|[-*+>][ \t]++|\$(?:[eE]nv:)?+)"
)
"""What another program, or a list, has before a name."""
_NAME = r"[A-Za-z_][\w.\-]*+"
# one long word, as a credential is: other text without a `#` before it may be a sentence
_WORD = r"[ \t]*+(?=[\"']?+[ \t]*+[^\s\"']{16})\S++(?:[ \t]++[\"'])?+[;,]?+[ \t]*+(?=[\r\n]|\Z)"
_BLANKS = rf"[ \t]++(?![\w.\-]*+=)(?={_WORD})"
_FOREIGN = rf"""(?x)
    [^\S\r\n]*+
    (?:{COMMAND}(?P<given>{_NAME})(?:[ \t]*+=|[ \t]*+:(?![/\\])(?={_WORD})[ \t]*+|{_BLANKS})
      |(?P<words>{_NAME}(?:[ \t]++{_NAME}){{1,5}})[ \t]*+(?:=(?={_WORD})|:(?![/\\])(?={_WORD})[ \t]*+)
      |--?(?P<option>(?i:(?=[\w.\-]*?(?:key|token))){_NAME})[ \t]*+=(?![\"']?+{_NAME}=)
      |(?P<made>{_NAME})[ \t]*+(?:(?:::?|[?+])=|:(?![/\\]))[ \t]*+(?={_WORD})
      |(?P<alone>(?i:(?=[\w.\-]*?(?:key|token))){_NAME}){_BLANKS})
    (?:[ \t]*+(?:"(?P<double>[^"\\\r\n]*+)"|'(?P<single>[^'\r\n]*+)')[ \t]*+[;,]?+[ \t]*+(?=[\r\n]|\Z)|(?P<plain>[^\r\n]*+))
    """
_IN_BRACES = r"[{,][ \t]*+\"(?P<name>[\w.\-]++)\"[ \t]*+:[ \t]*+\"(?P<double>[^\"\\\r\n]*+)\""
_CLOSING = {
    '"': r'(?:[^"\\]++|\\[\s\S])*+"',
    "'": r"(?:[^'\\]++|\\[\s\S])*+'",
    "`": r"[^`]*+`",
}
_AFTER_QUOTE = r"[ \t]*+(?P<tail>#[^\r\n]*+)?+(?:\r\n?|\n|\Z)"
_ASSIGNMENT_WITHIN = r"[\r\n][ \t]*+(?:export[ \t]++)?[A-Za-z_][\w.\-]*+[ \t]*+="
_ESCAPE = r"\\([nrt\\\"'$])"
ESCAPED_IN_BASH = r"\\([$`\"\\])"
"""In double quotes, bash removes a backslash only before these characters."""
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t"}
_NOT_SIMPLE = tuple("\"'` \t")  # a tuple: `"" in "..."` would be true for an empty value
_STYLES: dict[str, QuoteStyle] = {'"': "double", "'": "single", "`": "backtick"}


def is_assigned(separator: str) -> bool:
    """Whether what separates a name from its value has a `=` alone, not `:=`, `?=` or `+=` of make and shells."""
    return "=" in separator and not any(sign in separator for sign in ":?+")


def parse(source: Source) -> Document:
    """Every assignment, all in one mapping."""
    return Reader(source.text).document()


def source_map(source: Source, entry: Entry) -> list[int] | None:
    """The offset of each character of the value, and its end; None if these are not known."""
    if entry.value is None:
        return None
    raw = source.slice(entry.span)
    if raw == entry.value:
        return list(range(entry.span.start, entry.span.end + 1))
    if entry.style != "double":
        return None
    escape = _ESCAPE if _decode(raw) == entry.value else ESCAPED_IN_BASH
    if escape == ESCAPED_IN_BASH and re.sub(escape, r"\1", raw) != entry.value:
        return None
    places: list[int] = []
    at = 0
    for match in re.finditer(escape, raw):
        places.extend(range(at, match.start() + 1))
        at = match.end()
    places.extend(range(at, len(raw) + 1))
    return [entry.span.start + place for place in places]


class Reader:
    """Reads a text line by line. `EnvrcReader` in parsers/envrc.py extends it: it reads a line as bash does."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.entries: list[Entry] = []
        self.comments: list[Comment] = []
        self.problem: ParseError | None = None
        self._has_returns = "\r" in text

    def document(self) -> Document:
        at: int | None = 0
        while at is not None:
            at = self.lines_from(at)
        return Document("dotenv", self.entries, (Container(-1, None, "mapping"),), self.comments, self.problem)

    def lines_from(self, start: int) -> int | None:
        """Read lines from `start`. Returns where to continue: after a value of several lines or a line that is not valid; None: done."""
        at = self._simple_lines(start)
        for match in re.compile(_LINE).finditer(self.text, at) if at < len(self.text) else ():
            behind = self.line(match)
            if behind is not None:
                return behind
            if match.lastgroup is None:  # not valid, such as a name that is being typed: the lines after it may be simple
                return match.end()
        return None

    def _simple_lines(self, at: int) -> int:
        """Read unquoted `NAME=value`, comments and empty lines, without a regular expression; returns where the first other line starts.

        Many files have only such lines, and to compile the pattern `_LINE` takes as long as to read a thousand of them.
        """
        text = self.text
        if self._has_returns:
            return at
        new = tuple.__new__  # takes half the time of Span(...) and Entry(...), and this loop runs for each line
        while at < len(text):
            end = text.find("\n", at)
            end = len(text) if end == -1 else end
            name, assigns, value = text[at:end].partition("=")
            if name[:1] == "#":
                self.comments.append(Comment(Span(at, end), own_line=True))
            elif assigns and name.isascii() and name.isidentifier() and value[:1] not in _NOT_SIMPLE:
                start = at + len(name) + 1
                if "#" in value:
                    value = self._without_tail(value, start)
                place, name_place, separator = (
                    new(Span, (start, start + len(value))),
                    new(Span, (at, start - 1)),
                    new(Span, (start - 1, start)),
                )
                self.entries.append(new(Entry, (0, name, name_place, value, place, "string", "plain", "", False, 0, separator)))
            elif assigns or name:
                return at
            at = end + 1
        return at

    def statement_at(self, start: int) -> int:
        """Read the line that starts at `start`, with the lines over which its value continues; returns the offset after them."""
        match = self.line_at(start)
        return self.line(match) or match.end()

    def line_at(self, start: int) -> re.Match[str]:
        match = re.compile(_LINE).match(self.text, start)
        assert match is not None  # the last alternative of the pattern matches any line
        return match

    def line(self, match: re.Match[str]) -> int | None:
        """Read one line. Returns None, or the offset after its value if that continues over the next lines."""
        kind = match.lastgroup
        if kind == "plain":
            return self._plain(match)
        if kind == "comment":
            self.comments.append(Comment(Span(*match.span("comment")), own_line=True))
        elif kind is not None:
            self._quoted(match)
        else:
            self._foreign(match)
        return None

    def _foreign(self, match: re.Match[str]) -> None:
        """Read a line in which no loader finds the name of a value."""
        if not match[0].strip():
            return
        if match[0].lstrip().startswith("{"):
            for found in lazy(_IN_BRACES).finditer(self.text, *match.span()):
                self._add_foreign("double", found.span("double"), Span(*found.span("name")))
            return
        line = lazy(_FOREIGN).match(self.text, *match.span())
        if line is None:
            return
        group = next(one for one in ("given", "words", "option", "made", "alone") if line[one] is not None)
        start, end = line.span(group)
        last = max(line[group].rfind(" "), line[group].rfind("\t")) + 1
        if not line[group][last:].isalpha():  # `my APP_KEY=b`, but not `APP KEY=b`
            start += last
        style: QuoteStyle = "double" if line["double"] is not None else "single" if line["single"] is not None else "plain"
        self._add_foreign(style, line.span(style), Span(start, end))

    def _add_foreign(self, style: QuoteStyle, place: tuple[int, int], name: Span) -> None:
        span, text = Span(*place), self.text
        value = text[span.start : span.end]
        if style == "plain":
            value = self._without_tail(value, span.start)
            span = Span(span.start, span.start + len(value))
        separator = Span(name.end, span.start - (style != "plain"))
        self.entries.append(Entry(0, text[name.start : name.end], name, value, span, "string", style, separator=separator))

    def _plain(self, match: re.Match[str]) -> int | None:
        value = match["plain"]
        stripped = value.lstrip(" \t")
        if stripped[:1] in _STYLES and stripped:
            behind = self._several_lines(match, match.end("plain") - len(stripped))
            if behind is not None:
                return behind
        start = match.start("plain")
        value = self._without_tail(value, start)
        self.add(match, "sep", value, Span(start, start + len(value)), "plain")
        return None

    def _without_tail(self, value: str, start: int) -> str:
        """The value, which starts at `start`, without the comment after it."""
        mark = _comment_mark(value)
        if mark == -1:
            return value
        self._tail(start + mark, start + len(value))
        return value[:mark].rstrip(" \t")

    def _quoted(self, match: re.Match[str]) -> None:
        group = next(name for name in ("double", "single", "backslash", "backtick") if match[name] is not None)
        value = match[group]
        style: QuoteStyle = "double" if group == "double" else "backtick" if group == "backtick" else "single"
        if match["tail"] is not None:
            self._tail(match.start("tail"), match.end("tail"))
        self.add(match, "sep", _decode(value) if style == "double" else value, Span(*match.span(group)), style)

    def _several_lines(self, match: re.Match[str], quote: int) -> int | None:
        """A quoted value that continues over the next lines; if the quote is never closed, records the error and returns None.

        Another value's quote further down must not close it, or the lines between would be lost. So only spaces and a
        comment may follow the closing quote, and no line within may assign, unless the whole is a PEM block
        (whose padding looks like `NAME=`) or JSON.
        """
        mark = self.text[quote]
        closing = lazy(_CLOSING[mark]).match(self.text, quote + 1)
        on_this_line = closing is not None and closing.end() <= match.end("plain")
        after = lazy(_AFTER_QUOTE).match(self.text, closing.end()) if closing and not on_this_line else None
        if closing is None or after is None or not _is_one_value(self.text[quote + 1 : closing.end() - 1]):
            if not on_this_line:  # `"val"junk` has both quotes, and is read as unquoted
                self.problem = self.problem or ParseError(OPEN_QUOTE(), quote)
            return None
        span = Span(quote + 1, closing.end() - 1)
        raw = self.text[span.start : span.end]
        if after["tail"] is not None:
            self._tail(after.start("tail"), after.end("tail"))
        self.add(match, "sep", _decode(raw) if mark == '"' else raw, span, _STYLES[mark])
        return after.end()

    def add(self, match: re.Match[str], sep: str, value: str, span: Span, style: QuoteStyle) -> None:
        value_start = span.start if style == "plain" else span.start - 1
        separator = Span(match.start(sep), value_start)
        self.entries.append(Entry(0, match["name"], Span(*match.span("name")), value, span, "string", style, separator=separator))

    def _tail(self, start: int, end: int) -> None:
        self.comments.append(Comment(Span(start, end), own_line=False))


def _comment_mark(value: str) -> int:
    """The index of the first `#` after a space or tab, -1 for none."""
    at = value.find("#")
    while at != -1 and (at == 0 or value[at - 1] not in " \t"):
        at = value.find("#", at + 1)
    return at


def _is_one_value(inner: str) -> bool:
    if re.search(_ASSIGNMENT_WITHIN, inner) is None:
        return True
    body = inner.strip()
    if body.startswith("-----BEGIN "):
        return body.endswith("-----")
    return body[:1] + body[-1:] in ("{}", "[]")


def _decode(raw: str) -> str:
    if "\\" not in raw:
        return raw
    return re.sub(_ESCAPE, lambda match: _ESCAPED.get(match[1], match[1]), raw)
