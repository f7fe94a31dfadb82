"""Parser of Terraform's `.tfvars` files: HCL attributes whose values are strings, heredocs, numbers, lists and maps.

Anything else that a value may be (`var.x`, a function call) is an expression, read as a reference. The parser stops at the first thing
that is not HCL; the fallback parser then reads the file.
"""

import re

from vtexlint._startup.typed import QuietError
from vtexlint.parsers.model import Comment, Container, Document, Entry, ParseError, QuoteStyle, ScalarType
from vtexlint.text.messages import Message, Template
from vtexlint.text.patterns import lazy
from vtexlint.text.source import Source, Span

TOO_DEEP = Template("tfvars.too-deep", "nested more deeply than vtexlint reads")
COMMA_EXPECTED = Template("tfvars.comma-expected", "expected `,` or `{close}` after the value")
ENDS_INSIDE = Template("tfvars.ends-inside", "the text ends inside a list or map")
NAME_EXPECTED = Template("tfvars.name-expected", "a name was expected")
EQUALS_EXPECTED = Template("tfvars.equals-expected", "expected `=` after the name")
OPEN_QUOTE = Template("tfvars.open-quote", "this quote is never closed")
VALUE_EXPECTED = Template("tfvars.value-expected", "a value was expected")
BRACKET_EXPECTED = Template("tfvars.bracket-expected", "expected `{close}`")
OPEN_HEREDOC = Template("tfvars.open-heredoc", "this heredoc is never closed")
OPEN_COMMENT = Template("tfvars.open-comment", "this comment is never closed")
BREAK_EXPECTED = Template("tfvars.break-expected", "expected a line break after the value")

MAX_DEPTH = 500

_GAP = lazy(r"[ \t\r\n]*+")
_SPACE = lazy(r"[ \t]*+")
_COMMENT = lazy(r"(?:#|//)[^\r\n]*+|/\*(?:[^*]++|\*(?!/))*+\*/")
_NAME = lazy(r"[^\W\d][\w-]*+")
_STRING = lazy(r'"(?P<text>(?:[^"\\\r\n$%]++|\\[^\r\n]|[$%]\{(?:[^{}"\r\n]++|"(?:[^"\\\r\n]++|\\[^\r\n])*+")*+\}|[$%])*+)"')
_HEREDOC = lazy(r"<<(?P<flush>-?)(?P<word>[^\W\d][\w-]*+)[ \t]*+(?:\r\n|\n)")
_WORD_ALONE = lazy(r"(?m)^[ \t]*+(?P<word>[^\W\d][\w-]*+)(?=[ \t]*+(?:\r?\n|\Z))")
_EXPRESSION = lazy(r"""(?:[^\s"'#/,()\[\]{}]++|/(?![/*])|[ \t]++(?![ \t]|\#|/[/*]|\r|\n|\Z|[,\])}])|"(?:[^"\\\r\n]++|\\[^\r\n])*+")++""")
_NUMBER = lazy(r"-?\d++(?:\.\d++)?(?:[eE][+-]?\d++)?")
_ESCAPE = lazy(r'\\u(?P<short>[\da-fA-F]{4})|\\U(?P<long>[\da-fA-F]{8})|\\(?P<letter>[nrt"\\])|(?P<mark>\$\$|%%)(?=\{)')
_LETTERS = {"n": "\n", "r": "\r", "t": "\t"}
_BRACKETS = {"(": ")", "[": "]", "{": "}"}


def parse(source: Source) -> Document:
    """Every attribute; maps and lists are containers."""
    scanner = _Scanner(source.text)
    problem: ParseError | None = None
    try:
        scanner.run()
    except _UnreadableError as stop:
        problem = stop.problem
    return Document("tfvars", scanner.entries, scanner.containers, scanner.comments, problem)


def source_map(source: Source, entry: Entry) -> list[int] | None:
    """The offset of each character of the value, and its end; None if that cannot be determined."""
    if entry.value is None:
        return None
    raw = source.slice(entry.span)
    if entry.style == "literal":
        text, offsets = _heredoc(raw, is_flush=raw != entry.value)
    elif entry.style == "double":
        text, offsets = _decode(raw)
    else:
        text, offsets = raw, list(range(len(raw)))
    if text != entry.value:
        return None
    return [entry.span.start + offset for offset in offsets] + [entry.span.end]


class _UnreadableError(QuietError):
    def __init__(self, message: Message, offset: int) -> None:
        super().__init__(message)
        self.problem = ParseError(message, offset)


class _Scanner:
    """One pass over the text, with a stack of the open maps and lists instead of recursion."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self.entries: list[Entry] = []
        self.containers: list[Container] = [Container(-1, None, "mapping")]
        self.comments: list[Comment] = []

    def run(self) -> None:
        self._gap()
        while self._at < len(self._text):
            self._attribute()
            self._end_of_line()
            self._gap()

    def _attribute(self) -> None:
        """`name = value`, whatever the depth of the value."""
        pending: tuple[int, str | None, Span, int] | None = self._name(0, "=")
        stack: list[tuple[int, int]] = []  # an open map or list, and how many values it has
        while pending or stack:
            if pending:
                opened = self._value(*pending)
                if opened is not None:
                    if len(stack) >= MAX_DEPTH:
                        raise _UnreadableError(TOO_DEEP(), self._at)
                    stack.append((opened, 0))
                elif not stack:
                    return
            pending = self._next_in(stack)

    def _next_in(self, stack: list[tuple[int, int]]) -> tuple[int, str | None, Span, int] | None:
        """The next value of the innermost map or list; None if it ends."""
        container, count = stack[-1]
        is_map = self.containers[container].kind == "mapping"
        close = "}" if is_map else "]"
        before = self._at
        self._gap()
        if count and self._text.startswith(",", self._at):
            self._at += 1
            self._gap()
        elif count and not self._text.startswith(close, self._at) and not (is_map and self._has_break(before)):
            raise _UnreadableError(COMMA_EXPECTED(close=close), self._at)
        if self._text.startswith(close, self._at):
            self._at += 1
            stack.pop()
            return None
        if self._at >= len(self._text):
            raise _UnreadableError(ENDS_INSIDE(), self._at)
        stack[-1] = (container, count + 1)
        return self._name(container, "=:") if is_map else (container, None, Span(self._at, self._at), count)

    def _has_break(self, start: int) -> bool:
        return self._text.find("\n", start, self._at) != -1

    def _name(self, container: int, separators: str) -> tuple[int, str | None, Span, int]:
        match = _NAME.match(self._text, self._at)
        if match:
            name, span = match[0], Span(*match.span())
        elif separators != "=" and (match := _STRING.match(self._text, self._at)):
            name, span = _decode(match["text"])[0], Span(*match.span("text"))
        else:
            raise _UnreadableError(NAME_EXPECTED(), self._at)
        self._at = _SPACE.match(self._text, match.end()).end()  # type: ignore[union-attr]
        if self._at >= len(self._text) or self._text[self._at] not in separators:
            raise _UnreadableError(EQUALS_EXPECTED(), self._at)
        self._at = _SPACE.match(self._text, self._at + 1).end()  # type: ignore[union-attr]
        return container, name, span, 0

    def _value(self, container: int, name: str | None, name_span: Span, item: int) -> int | None:
        """Read a value; the index of the container that it opens, None for any other value."""
        text, start = self._text, self._at
        if text[start : start + 1] in ("[", "{"):
            self._at += 1
            kind = "sequence" if text[start] == "[" else "mapping"
            self.containers.append(Container(container, item if name is None else name, kind, 0, name_span, start))  # type: ignore[arg-type]
            return len(self.containers) - 1
        value, span, of, style = self._scalar(start)
        self.entries.append(Entry(container, name, name_span, value, span, of, style, item=item))
        return None

    def _scalar(self, start: int) -> tuple[str | None, Span, ScalarType, QuoteStyle]:
        text = self._text
        if text.startswith('"', start):
            string = _STRING.match(text, start)
            if string is None:
                raise _UnreadableError(OPEN_QUOTE(), start)
            if not self._goes_on(string.end()):
                self._at = string.end()
                return _decode(string["text"])[0], Span(*string.span("text")), "string", "double"
        elif heredoc := _HEREDOC.match(text, start):
            return self._read_heredoc(heredoc)
        end = self._end_of_expression(start)
        if end == start:
            raise _UnreadableError(VALUE_EXPECTED(), start)
        self._at = end
        word = text[start:end]
        if word == "null":
            return None, Span(start, end), "null", "plain"
        kind: ScalarType = "boolean" if word in ("true", "false") else "number" if _NUMBER.fullmatch(word) else "template"
        return word, Span(start, end), kind, "plain"

    def _goes_on(self, at: int) -> bool:
        """Whether an operator follows the string: it is a part of an expression then."""
        at = _SPACE.match(self._text, at).end()  # type: ignore[union-attr]
        return self._text.startswith(("==", "!=", "?", "&&", "||", ".", "+"), at)

    def _end_of_expression(self, start: int) -> int:
        """Where an expression ends that starts here, with the brackets in it closed."""
        text, at = self._text, start
        closing: list[str] = []
        while at < len(text):
            if match := _EXPRESSION.match(text, at):
                at = match.end()
                continue
            character = text[at]
            if character in _BRACKETS:
                if len(closing) >= MAX_DEPTH:
                    raise _UnreadableError(TOO_DEEP(), at)
                closing.append(_BRACKETS[character])
            elif closing and character == closing[-1]:
                closing.pop()
            elif not closing or character in ")]}\"'":
                break
            at += 1
        if closing:
            raise _UnreadableError(BRACKET_EXPECTED(close=closing[-1]), at)
        return at

    def _read_heredoc(self, match: re.Match[str]) -> tuple[str | None, Span, ScalarType, QuoteStyle]:
        words = _WORD_ALONE.finditer(self._text, match.end())
        end = next((word for word in words if word["word"] == match["word"]), None)
        if end is None:
            raise _UnreadableError(OPEN_HEREDOC(), match.start())
        self._at = end.end()
        span = Span(match.end(), end.start())
        raw = self._text[span.start : span.end]
        return _heredoc(raw, bool(match["flush"]))[0], span, "string", "literal"

    # between the values

    def _gap(self) -> None:
        """Skip spaces, line breaks and comments."""
        text = self._text
        while True:
            self._at = _GAP.match(text, self._at).end()  # type: ignore[union-attr]
            if text[self._at : self._at + 1] not in ("#", "/") or not self._comment():
                return

    def _comment(self) -> bool:
        match = _COMMENT.match(self._text, self._at)
        if match is None:
            if self._text.startswith("/*", self._at):
                raise _UnreadableError(OPEN_COMMENT(), self._at)
            return False
        self.comments.append(Comment(Span(*match.span()), _starts_line(self._text, self._at)))
        self._at = match.end()
        return True

    def _end_of_line(self) -> None:
        text = self._text
        while True:
            self._at = _SPACE.match(text, self._at).end()  # type: ignore[union-attr]
            if text[self._at : self._at + 1] not in ("#", "/") or not self._comment():
                break
        if self._at < len(text) and text[self._at] not in "\r\n":
            raise _UnreadableError(BREAK_EXPECTED(), self._at)


def _starts_line(text: str, at: int) -> bool:
    """Whether only spaces precede `at` on its line; reads back no further than these."""
    while at > 0 and text[at - 1] in " \t":
        at -= 1
    return at == 0 or text[at - 1] in "\r\n"


def _heredoc(raw: str, is_flush: bool) -> tuple[str, list[int]]:
    """The text of a heredoc, without the common indentation for `<<-`, and where each of its characters starts."""
    if not is_flush:
        return raw, list(range(len(raw)))
    lines = re.findall(r"[^\n]*\n", raw)
    widths = [len(line) - len(line.lstrip(" \t")) for line in lines if line.strip()]
    width = min(widths, default=0)
    out: list[str] = []
    offsets: list[int] = []
    at = 0
    for line in lines:
        cut = width if line.strip() else 0
        out.append(line[cut:])
        offsets.extend(range(at + cut, at + len(line)))
        at += len(line)
    return "".join(out), offsets


def _decode(raw: str) -> tuple[str, list[int]]:
    """The text without its escapes, and where each of its characters starts."""
    if "\\" not in raw and "$${" not in raw and "%%{" not in raw:
        return raw, list(range(len(raw)))
    out: list[str] = []
    offsets: list[int] = []
    at = 0
    for match in _ESCAPE.finditer(raw):
        out.append(raw[at : match.start()])
        offsets.extend(range(at, match.start()))
        at = match.end()
        out.append(_meaning(match))
        offsets.append(match.start())
    out.append(raw[at:])
    offsets.extend(range(at, len(raw)))
    return "".join(out), offsets


def _meaning(match: re.Match[str]) -> str:
    code = match["short"] or match["long"]
    if code:
        number = int(code, 16)
        return chr(number) if number < 0x110000 else "\ufffd"
    return match["mark"][0] if match["mark"] else _LETTERS.get(match["letter"], match["letter"])
