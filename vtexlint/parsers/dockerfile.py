"""Parser of Dockerfiles: the variables of `ENV` and `ARG`, split and unquoted as Docker's builder does.

Each build stage is a separate mapping, and in it `ARG` is separate from `ENV`: `ARG NAME` and `ENV NAME=$NAME` define nothing twice.
A command that mentions VTEX is a separate list: its arguments in the exec form, else one text, as a shell gets it.
Other instructions are not read, and here-documents are skipped.
"""

import re
from collections.abc import Iterator, Sequence

from vtexlint.parsers.model import Comment, Container, Document, Entry, ParseError, QuoteStyle
from vtexlint.text.messages import Message, Template
from vtexlint.text.patterns import lazy
from vtexlint.text.source import Source, Span

OPEN_QUOTE = Template("dockerfile.open-quote", "this quote is never closed")
VALUE_EXPECTED = Template("dockerfile.value-expected", "`ENV` needs a name and a value")
EQUALS_EXPECTED = Template("dockerfile.equals-expected", "expected `=` after the name; a value with spaces needs quotes")

_DIRECTIVE = lazy(r"(?i)(?:\#[ \t]*\w+[ \t]*=[^\n]*\n)*?\#[ \t]*escape[ \t]*=[ \t]*(?P<escape>[\\`])[ \t\r]*(?:\n|\Z)")
_INSTRUCTION = lazy(r"(?i)\s*+(?:ONBUILD\s++)?(?P<name>ENV|ARG|FROM|RUN|COPY|ADD|CMD|ENTRYPOINT|HEALTHCHECK)\s++")
_COMMANDS = frozenset({"RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK"})
_OPTIONS = lazy(r"(?:--[a-z][\w-]*+=\S*+\s++)*+(?:CMD\s++)?")
_EXEC_FORM = lazy(r"""\[\s*+(?:"(?:[^"\\]|\\.)*+"\s*+,?+\s*+)*+\]\s*+""")
_ARGUMENT = lazy(r""""(?P<value>(?:[^"\\]|\\.)*+)\"""")
_HEREDOC = lazy(r"""(?<!\S)\d*+<<-?(?P<quote>["']?)(?P<word>[A-Za-z_]\w*+)(?P=quote)""")
_LINE = lazy(r"(?P<text>[^\n]*+)(?:\n|\Z)")
_OLD_FORM = lazy(r"(?s)(?P<name>\S++)\s++(?P<value>.*\S)\s*+")


def parse(source: Source) -> Document:
    """Every variable that the Dockerfile sets or declares."""
    reader = _Reader(source.text)
    reader.read()
    return Document("dockerfile", reader.entries, reader.containers, reader.comments, reader.problem)


def source_map(source: Source, entry: Entry) -> list[int] | None:
    """The offset of each character of the value, and its end; None if that cannot be determined."""
    if entry.value is None:
        return None
    syntax = _Syntax(_escape_of(source.text))
    pieces = _instruction_lines(source.text, entry.span, syntax.escape, [])[0]
    joined, places = _joined(source.text, pieces), _places(pieces)
    text, offsets = syntax.unquoted(joined, entry.style)
    if text != entry.value:
        return None
    return [places[offset] for offset in offsets] + [entry.span.end]


class _Syntax:
    """The patterns that contain the escape character, which a directive at the top of the file may change."""

    def __init__(self, escape: str) -> None:
        self.escape = escape
        mark = re.escape(escape)
        self.word = lazy(rf"""(?xs)(?:[^\s'"{mark}]++ | {mark}(?:.|\Z) | '[^']*+(?:'|\Z) | "(?:[^"{mark}]++|{mark}(?:.|\Z))*+(?:"|\Z))++""")
        self._part = lazy(
            rf"""(?xs)'(?P<single>[^']*+)' | "(?P<double>(?:[^"{mark}]++|{mark}.)*+)" | {mark}(?P<escaped>.) | (?P<open>['"])"""
        )
        self._in_quotes = lazy(rf"""(?s){mark}(?P<escaped>["${mark}])""")

    def quotes(self, raw: str) -> QuoteStyle:
        """`plain`, unless the whole value is in one pair of quotes."""
        part = self._part.fullmatch(raw)
        return "single" if part and part["single"] is not None else "double" if part and part["double"] is not None else "plain"

    def opens_quote(self, raw: str) -> int | None:
        """Where a quote opens that is never closed."""
        return next((part.start() for part in self._part.finditer(raw) if part["open"]), None)

    def unquoted(self, raw: str, style: QuoteStyle) -> tuple[str, list[int]]:
        """The value that Docker takes, and where each of its characters starts. `raw` has no quotes around it unless it is plain."""
        out: list[str] = []
        offsets: list[int] = []
        at = 0
        for start, end, kept in self._kept(raw, style):
            out += (raw[at:start], raw[kept.start : kept.end])
            offsets.extend(range(at, start))
            offsets.extend([start] if kept.end - kept.start == 1 else range(kept.start, kept.end))
            at = end
        out.append(raw[at:])
        offsets.extend(range(at, len(raw)))
        if offsets:
            offsets[0] = 0  # a value that starts with a quoted part starts at the quote
        return "".join(out), offsets

    def _kept(self, raw: str, style: QuoteStyle) -> Iterator[tuple[int, int, Span]]:
        """Stretches that are not taken as they are, and what stays of each."""
        if style in ("single", "literal"):
            return
        if style == "double":
            yield from self._kept_in_quotes(raw, 0, len(raw))
            return
        for part in self._part.finditer(raw):
            if part["double"] is not None:
                yield part.start(), part.start() + 1, Span(0, 0)
                yield from self._kept_in_quotes(raw, *part.span("double"))
                yield part.end() - 1, part.end(), Span(0, 0)
            elif not part["open"]:
                yield part.start(), part.end(), Span(*part.span("single" if part["single"] is not None else "escaped"))

    def _kept_in_quotes(self, raw: str, start: int, end: int) -> Iterator[tuple[int, int, Span]]:
        for match in self._in_quotes.finditer(raw, start, end):
            yield match.start(), match.end(), Span(*match.span("escaped"))


class _Reader:
    """Reads instruction by instruction."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.entries: list[Entry] = []
        self.containers = [Container(-1, None, "mapping")]
        self.comments: list[Comment] = []
        self.problem: ParseError | None = None
        self._syntax = _Syntax(_escape_of(text))
        self._stage = 0
        self._stages = 0
        self._in_stage: dict[str, int] = {}
        self._has_open_heredoc = False

    def read(self) -> None:
        at, end = 0, len(self.text)
        while at < end:
            pieces, at = _instruction_lines(self.text, Span(at, end), self._syntax.escape, self.comments)
            if not pieces:
                return
            head = _INSTRUCTION.match(self.text, *pieces[0]) or _INSTRUCTION.match(_joined(self.text, pieces[:3]))
            if head is not None:
                at = self._instruction(head["name"].upper(), pieces, at)

    def _instruction(self, name: str, pieces: list[Span], following: int) -> int:
        """Read one instruction. Returns the offset where reading continues."""
        if name == "FROM":
            self._stages += 1
            self.containers.append(Container(0, self._stages, "mapping", start=pieces[0].start))
            self._stage = len(self.containers) - 1
            self._in_stage = {}
            return following
        joined = _joined(self.text, pieces)
        head = _INSTRUCTION.match(joined)
        if head is None:
            return following
        if name in ("ENV", "ARG"):
            self._variables(name, joined, head.end(), _places(pieces))
            return following
        if name in _COMMANDS and "vtex" in joined.lower():
            self._command(name, joined, head.end(), _places(pieces))
        return self._after_heredocs(joined, following)

    def _command(self, name: str, joined: str, start: int, places: Sequence[int]) -> None:
        """Add the arguments of a command, or its text."""
        options = _OPTIONS.match(joined, start)
        start = options.end() if options else start
        end = len(joined.rstrip())
        if start >= end:
            return
        container = len(self.containers)
        self.containers.append(Container(self._stage, name, "sequence", start=places[start]))
        style: QuoteStyle = "literal"
        spans = [Span(start, end)]
        if _EXEC_FORM.fullmatch(joined, start):
            style = "double"
            spans = [Span(*one.span("value")) for one in _ARGUMENT.finditer(joined, start)]
        for item, span in enumerate(spans):
            value = self._syntax.unquoted(joined[span.start : span.end], style)[0]
            at = _outer(span, places)
            self.entries.append(Entry(container, None, Span(at.start, at.start), value, at, "string", style, item=item))

    def _after_heredocs(self, joined: str, at: int) -> int:
        for heredoc in _HEREDOC.finditer(joined):
            if self._has_open_heredoc:
                break
            closing = next((line for line in _LINE.finditer(self.text, at) if line["text"].strip("\t\r") == heredoc["word"]), None)
            if closing is None:
                self._has_open_heredoc = True
                break
            at = closing.end()
        return at

    def _variables(self, instruction: str, joined: str, start: int, places: Sequence[int]) -> None:
        end = len(joined.rstrip())
        words = list(self._syntax.word.finditer(joined, start, end))
        if not words:
            return
        if instruction == "ENV" and "=" not in words[0][0]:
            old = _OLD_FORM.fullmatch(joined, start)
            if old is None:
                self._stop(VALUE_EXPECTED(), places[start])
            else:
                self._add(instruction, joined, Span(*old.span("name")), Span(*old.span("value")), places)
            return
        for word in words:
            sign = joined.find("=", *word.span())
            if sign != -1:
                self._add(instruction, joined, Span(word.start(), sign), Span(sign + 1, word.end()), places)
            elif instruction == "ARG":
                span = _outer(Span(*word.span()), places)
                empty = Span(span.end, span.end)
                self.entries.append(Entry(self._container(instruction, span.start), word[0], span, None, empty, "template"))
            else:
                self._stop(EQUALS_EXPECTED(), places[word.start()])

    def _add(self, instruction: str, joined: str, name_span: Span, span: Span, places: Sequence[int]) -> None:
        name = joined[name_span.start : name_span.end]
        raw = joined[span.start : span.end]
        if not name:
            return
        opened = self._syntax.opens_quote(raw)
        if opened is not None:
            self._stop(OPEN_QUOTE(), places[span.start + opened])
        style = self._syntax.quotes(raw)
        if style != "plain":
            span, raw = Span(span.start + 1, span.end - 1), raw[1:-1]
        value = self._syntax.unquoted(raw, style)[0]
        container = self._container(instruction, places[name_span.start])
        self.entries.append(Entry(container, name, _outer(name_span, places), value, _outer(span, places), "string", style))

    def _container(self, instruction: str, start: int) -> int:
        """The mapping of the stage's `ENV` or `ARG`, made at the first use."""
        found = self._in_stage.get(instruction)
        if found is None:
            found = self._in_stage[instruction] = len(self.containers)
            self.containers.append(Container(self._stage, instruction, "mapping", start=start))
        return found

    def _stop(self, message: Message, offset: int) -> None:
        self.problem = self.problem or ParseError(message, offset)


def _escape_of(text: str) -> str:
    directive = _DIRECTIVE.match(text)
    return directive["escape"] if directive else "\\"


def _outer(span: Span, places: Sequence[int]) -> Span:
    """The span in the file; an empty one is right after the character before it."""
    if span.start == span.end:
        at = places[span.start - 1] + 1
        return Span(at, at)
    return Span(places[span.start], places[span.end - 1] + 1)


def _instruction_lines(text: str, within: Span, escape: str, comments: list[Comment]) -> tuple[list[Span], int]:
    """The lines of the next instruction, each without its line continuation, and the offset after them.

    Comments and empty lines between them are skipped.
    """
    pieces: list[Span] = []
    at = within.start
    while at < within.end:
        start = at
        line_feed = text.find("\n", at, within.end)
        end = within.end if line_feed == -1 else line_feed
        at = end + 1
        line = text[start:end]
        content = line.strip()
        if content.startswith("#"):
            start += len(line) - len(line.lstrip())
            comments.append(Comment(Span(start, start + len(content)), own_line=True))
        elif content:
            kept = line.rstrip(" \t\r")
            is_cut = line_feed == -1 and within.end < len(text)
            if is_cut or not kept.endswith(escape) or kept.endswith(2 * escape):
                pieces.append(Span(start, end - (1 if line.endswith("\r") else 0)))
                break
            pieces.append(Span(start, start + len(kept) - 1))
    return pieces, min(at, within.end)


def _joined(text: str, pieces: list[Span]) -> str:
    return "".join(text[start:end] for start, end in pieces)


def _places(pieces: list[Span]) -> Sequence[int]:
    """The offset of each character of the joined pieces, and of their end. Most instructions are one piece, and need no list."""
    if len(pieces) == 1:
        return range(pieces[0].start, pieces[0].end + 1)
    return [*(place for start, end in pieces for place in range(start, end)), *(piece.end for piece in pieces[-1:])]
