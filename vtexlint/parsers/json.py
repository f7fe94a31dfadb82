"""Parser of JSON, JSONC and JSON5 with exact spans: one iterative pass, of any depth."""

import re

from vtexlint._startup.modules import load
from vtexlint._startup.typed import QuietError
from vtexlint.parsers.formats import core_name
from vtexlint.parsers.json_strings import unescaped
from vtexlint.parsers.model import Comment, Container, Document, Entry, ParseError, QuoteStyle, ScalarType
from vtexlint.text.messages import Message, Template
from vtexlint.text.patterns import lazy
from vtexlint.text.source import Source, Span, is_first_on_line

try:
    from _json import scanstring as _scanstring
except ImportError:  # an interpreter without the C accelerator
    from json.decoder import py_scanstring as _scanstring  # type: ignore[attr-defined,no-redef]

AFTER_THE_END = Template("json.after-the-end", "unexpected text after the end of the document")
OPEN_COMMENT = Template("json.open-comment", "this comment is never closed")
VALUE_EXPECTED = Template("json.value-expected", "a value was expected")
ENDS_BEFORE_VALUE = Template("json.ends-before-value", "the text ends where a value was expected")
COLON_EXPECTED = Template("json.colon-expected", "expected `:` after the name")
OPEN_STRING = Template("json.open-string", "this string is never closed")
BAD_ESCAPE5 = Template("json.bad-json5-escape", "not a valid JSON5 escape")
NAME_EXPECTED = Template("json.name-expected", "a name in double quotes was expected")
CONTROL_CHARACTER = Template("json.control-character", "this string contains a line break or a control character")
BAD_ESCAPE = Template("json.bad-escape", "not a valid JSON escape")
COMMA_EXPECTED = Template("json.comma-expected", "expected `,` or `{close}` after the value")
TOO_DEEP = Template("json.too-deep", "nested more than {levels} levels deep")

MAX_DEPTH = 1000
_BLANK = lazy(r"[ \t\r\n]*+")
_BLANK5 = lazy(r"[ \t\r\n\v\f\u00a0\ufeff\u2028\u2029\u1680\u2000-\u200a\u202f\u205f\u3000]*+")
_COMMENT = lazy(r"//[^\r\n]*+|/\*(?:[^*]++|\*(?!/))*+\*/")
WORD = r"(?:true|false|null|-?(?:0|[1-9]\d*+)(?:\.\d++)?(?:[eE][+-]?\d++)?)(?![\w.+-])"
_LITERAL = lazy(WORD, re.ASCII)
_LITERAL5 = lazy(
    r"(?:true|false|null|[+-]?(?:Infinity|NaN|0[xX][\da-fA-F]++|(?:(?:0|[1-9]\d*+)(?:\.\d*+)?|\.\d++)(?:[eE][+-]?\d++)?))(?![\w$.+-])",
    re.ASCII,
)
_LARGE = 50_000  # characters; from here on the two expressions below are worth their compilation
_PLAIN = r'[^"\\\x00-\x1f]*+'  # a string's inside, with nothing escaped
_PLAIN_VALUE = rf'(?:"({_PLAIN})"|({WORD}))'
_ITEM = lazy(rf"[ \t\r\n]*+(,?)[ \t\r\n]*+{_PLAIN_VALUE}", re.ASCII)
_MEMBER = lazy(rf'[ \t\r\n]*+(,?)[ \t\r\n]*+"({_PLAIN})"[ \t\r\n]*+:[ \t\r\n]*+{_PLAIN_VALUE}', re.ASCII)
_IDENTIFIER = lazy(r"(?:[^\W\d]|[$_]|\\u[\da-fA-F]{4})(?:[\w$\u200c\u200d]|\\u[\da-fA-F]{4})*+")
_STRING5 = {
    '"': lazy(r'(?:[^"\\\r\n]++|\\(?:\r\n|[\s\S]))*+(?=")'),
    "'": lazy(r"(?:[^'\\\r\n]++|\\(?:\r\n|[\s\S]))*+(?=')"),
}


def parse(source: Source) -> Document:
    """Every value, in the order of the text; comments and trailing commas are taken in every kind of JSON."""
    name = core_name(source.display_path)
    reader = Reader(source.text, is_json5=name.endswith(".json5"), many=name.endswith((".jsonl", ".ndjson")))
    try:
        reader.run()
        problem = None
    except Stop as stop:
        problem = stop.problem
    return Document("json", reader.entries, reader.containers, reader.comments, problem)


def source_map(source: Source, entry: Entry) -> list[int] | None:
    """The offset of each character of the value, and of its end; None if that cannot be determined."""
    if entry.value is None:
        return None
    raw = source.slice(entry.span)
    if "\\" not in raw:
        return list(range(entry.span.start, entry.span.end + 1)) if raw == entry.value else None
    text, places = unescaped(raw)
    if text != entry.value:
        return None
    return [entry.span.start + place for place in places] + [entry.span.end]


class Stop(QuietError):  # noqa: N818  not an error of ours
    """Ends a parse at the first error."""

    def __init__(self, message: Message, offset: int) -> None:
        super().__init__(message)
        self.problem = ParseError(message, offset)


class Reader:
    """The state of one parse: the offset, and the open containers."""

    def __init__(self, text: str, is_json5: bool, many: bool) -> None:
        self.text = text
        self.at = 0
        self.entries: list[Entry] = []
        self.containers: list[Container] = []
        self.comments: list[Comment] = []
        self._json5 = is_json5
        self._many = many
        self._in_strides = not is_json5 and len(text) > _LARGE
        self._literal = _LITERAL5 if is_json5 else _LITERAL
        self._blank = _BLANK5 if is_json5 else _BLANK
        self._stack: list[int] = []
        self._counts: list[int] = []
        self._documents = 0

    def run(self) -> None:
        self._skip()
        if self.at == len(self.text):
            return
        while True:
            self._root()
            self._members()
            self._skip()
            if self.at == len(self.text):
                return
            if not self._many:
                raise Stop(AFTER_THE_END(), self.at)

    def _members(self) -> None:
        while self._stack:
            if self._in_strides:
                self._stride()
            self._step()

    def _skip(self) -> None:
        """Skip whitespace and comments."""
        text, blank = self.text, self._blank
        at = blank.match(text, self.at).end()  # type: ignore[union-attr]
        while at < len(text) and text[at] == "/":
            match = _COMMENT.match(text, at)
            if not match:
                raise Stop(OPEN_COMMENT() if text.startswith("/*", at) else VALUE_EXPECTED(), at)
            self.comments.append(Comment(Span(at, match.end()), is_first_on_line(text, at)))
            at = blank.match(text, match.end()).end()  # type: ignore[union-attr]
        self.at = at

    def _root(self) -> None:
        number = self._documents
        self._documents += 1
        if self.text[self.at] in "{[":
            self._open(-1, None, Span(self.at, self.at), number)
            return
        self.containers.append(Container(-1, None, "sequence", number, Span(0, 0), self.at))
        self._scalar(len(self.containers) - 1, None, Span(self.at, self.at), 0)

    def _open(self, parent: int, key: str | int | None, name_span: Span, document: int) -> None:
        if len(self._stack) >= MAX_DEPTH:
            raise Stop(TOO_DEEP(levels=load("vtexlint.text.numbers").grouped(MAX_DEPTH)), self.at)
        mapping = self.text[self.at] == "{"
        self.containers.append(Container(parent, key, "mapping" if mapping else "sequence", document, name_span, self.at))
        self._stack.append(len(self.containers) - 1)
        self._counts.append(0)
        self.at += 1

    def _stride(self) -> None:
        """Read the next members of the innermost container that are scalars without a comment or an escape: nearly all.

        One match for each member. It stops before the first other member, or an error, which `_step` handles.
        """
        text, at, me, number = self.text, self.at, self._stack[-1], self._counts[-1]
        mapping = self.containers[me].kind == "mapping"
        match_at = (_MEMBER if mapping else _ITEM).match
        while (match := match_at(text, at)) and (match[1] == ",") == (number > 0):
            at = match.end()
            string, word = match.groups()[-2:]
            span = Span(at - len(word), at) if string is None else Span(at - 1 - len(string), at - 1)
            name, item = (match[2], 0) if mapping else (None, number)
            # an item's name is nowhere: where its value starts, quote included
            name_span = Span(*match.span(2)) if mapping else Span(span.start - (word is None), span.start - (word is None))
            value: str | None = string
            kind: ScalarType = "string"
            if word is not None:
                value, kind = _literal_value(word)
            style: QuoteStyle = "double" if word is None else "plain"
            self.entries.append(Entry(me, name, name_span, value, span, kind, style, "", False, item))
            number += 1
        self.at, self._counts[-1] = at, number

    def _step(self) -> None:
        """One member of the innermost container, or its end."""
        me = self._stack[-1]
        mapping = self.containers[me].kind == "mapping"
        self._skip()
        close = "}" if mapping else "]"
        if self._is(close):
            self._close()
            return
        if self._counts[-1]:
            if not self._is(","):
                raise Stop(COMMA_EXPECTED(close=close), min(self.at, len(self.text)))
            self.at += 1
            self._skip()
            if self._is(close):
                self._close()
                return
        number = self._counts[-1]
        self._counts[-1] += 1
        if mapping:
            name, span = self._name()
            self._skip()
            if not self._is(":"):
                raise Stop(COLON_EXPECTED(), self.at)
            self.at += 1
            self._skip()
            self._value(me, name, span, 0)
        else:
            self._value(me, None, Span(self.at, self.at), number)

    def _is(self, character: str) -> bool:
        return self.text.startswith(character, self.at)

    def _close(self) -> None:
        self.at += 1
        self._stack.pop()
        self._counts.pop()

    def _value(self, container: int, name: str | None, span: Span, item: int) -> None:
        if self.at < len(self.text) and self.text[self.at] in "{[":
            self._open(container, item if name is None else name, span, self.containers[container].document)
        else:
            self._scalar(container, name, span, item)

    def _scalar(self, container: int, name: str | None, name_span: Span, item: int) -> None:
        text, start = self.text, self.at
        if start >= len(text):
            raise Stop(ENDS_BEFORE_VALUE(), start)
        quote = text[start]
        if quote == '"' or (quote == "'" and self._json5):
            value, span = self._string()
            style: QuoteStyle = "double" if quote == '"' else "single"
            self.entries.append(Entry(container, name, name_span, value, span, "string", style, "", False, item))
            return
        match = self._literal.match(text, start)
        if not match:
            raise Stop(VALUE_EXPECTED(), start)
        word = match[0]
        self.at = match.end()
        value_or_none, kind = _literal_value(word)
        self.entries.append(Entry(container, name, name_span, value_or_none, Span(start, self.at), kind, "plain", "", False, item))

    def _string(self) -> tuple[str, Span]:
        start = self.at + 1
        if self._json5:
            return self._string5(self.text[self.at], start)
        try:
            value, end = _scan(self.text, start)
        except ValueError as error:
            raise Stop(*_about_string(error, self.at)) from None
        self.at = end
        return value, Span(start, end - 1)

    def _string5(self, quote: str, start: int) -> tuple[str, Span]:
        match = _STRING5[quote].match(self.text, start)
        if not match:
            raise Stop(OPEN_STRING(), start - 1)
        raw = match[0]
        self.at = match.end() + 1
        span = Span(start, match.end())
        if "\\" not in raw:
            return raw, span
        bad = re.search(r"\\(?:\\\\)*(?:u(?![\da-fA-F]{4})|x(?![\da-fA-F]{2})|[1-9]|0\d)", re.sub(r"\\\\", "__", raw))
        if bad:
            raise Stop(BAD_ESCAPE5(), start + bad.start())
        return unescaped(raw)[0], span

    def _name(self) -> tuple[str, Span]:
        if self._is('"') or (self._json5 and self._is("'")):
            return self._string()
        match = _IDENTIFIER.match(self.text, self.at) if self._json5 else None
        if not match:
            raise Stop(NAME_EXPECTED(), self.at)
        span = Span(self.at, match.end())
        self.at = match.end()
        raw = match[0]
        return (unescaped(raw)[0] if "\\" in raw else raw), span


def _literal_value(word: str) -> tuple[str | None, ScalarType]:
    if word == "null":
        return None, "null"
    return word, "boolean" if word in ("true", "false") else "number"


def _scan(text: str, start: int) -> tuple[str, int]:
    try:
        return _scanstring(text, start, True)
    except SystemError:  # before Python 3.12 it can raise its error only if this module is loaded
        load("json.decoder")
        return _scanstring(text, start, True)


def _about_string(error: ValueError, start: int) -> tuple[Message, int]:
    """The message for an error of the standard library's `json`, whose position is exact."""
    text = str(getattr(error, "msg", error))
    position = int(getattr(error, "pos", start))
    if text.startswith("Unterminated"):
        return OPEN_STRING(), start
    if text.startswith("Invalid control character"):
        return CONTROL_CHARACTER(), position
    return BAD_ESCAPE(), position
