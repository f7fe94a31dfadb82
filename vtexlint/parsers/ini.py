"""Parser of INI files, by the rules of Python's configparser with its defaults: sections, `=` or `:`, indented continuation lines.

Three differences. Quotes around a whole value are not part of it: npm, git, PHP and Windows remove them, configparser alone does not.
A no-break space at the end of a value is part of it: configparser alone removes it. Lines that configparser refuses are left out,
because other readers accept them; but a `.cfg` file that configparser refuses is not taken for INI at all, and then only the tokens in
it are reported. `.npmrc` and `.gitconfig` have rules of their own: `=` alone separates, `;` and `#` start a comment after a value, and
indentation means nothing.
"""

import re

from vtexlint.parsers.formats import core_name
from vtexlint.parsers.model import Comment, Container, Document, Entry, QuoteStyle, ScalarType
from vtexlint.text.patterns import lazy
from vtexlint.text.source import Source, Span

_LINE = lazy(r"(?P<text>[^\r\n]*+)(?:\r\n?|\n|\Z)")
_SECTION = lazy(r"\[(?P<name>[^\r\n]+)\]")
_OPTION = lazy(r"(?P<name>[^\r\n=:]*+)(?P<sep>[=:])(?P<value>[^\r\n]*+)")
_EQUALS = lazy(r"(?P<name>[^\r\n=]++)(?P<sep>=)(?P<value>[^\r\n]*+)")
_QUOTED = lazy(r"""(?P<quote>["'])(?P<value>(?:(?!(?P=quote))[^\\\r\n]|\\[^\r\n])*+)(?P=quote)[ \t]*+(?P<tail>[;#][^\r\n]*+)?+""")
_TAIL = lazy(r"(?<!\\)[;#]")
_BREAK = r"(?:\r\n?|\n)[^\S\r\n]*+"
_JOINED = lazy(rf"[^\S\r\n]*+(?:{_BREAK}(?:[#;][^\r\n]*+)?+)++")
_BREAKS = lazy(rf"{_BREAK}(?![#;])")
_INTERPOLATION = lazy(r"%\([^()\r\n]+\)s")
OWN_RULES = (".npmrc", ".gitconfig")
_BLANKS = " \t\v\f"


def parse(source: Source) -> Document:
    """Every option, each section a mapping."""
    name = core_name(source.display_path)
    reader = IniReader(source.text, name.endswith(OWN_RULES))
    reader.read()
    entries = [] if reader.is_refused and name.endswith(".cfg") else reader.entries
    return Document("ini", entries, reader.containers, reader.comments)


def source_map(source: Source, entry: Entry) -> list[int] | None:
    """The offset of each character of the value, and its end; None if that cannot be determined."""
    if entry.value is None:
        return None
    raw = source.slice(entry.span)
    if raw == entry.value:
        return list(range(entry.span.start, entry.span.end + 1))
    text, offsets = _joined(raw)
    if text != entry.value:
        return None
    return [entry.span.start + offset for offset in offsets] + [entry.span.end]


class IniReader:
    """Reads line by line, as configparser does."""

    def __init__(self, text: str, has_own_rules: bool) -> None:
        self.text = text
        self.entries: list[Entry] = []
        self.containers = [Container(-1, None, "mapping")]
        self.comments: list[Comment] = []
        self.is_refused = False
        self._has_own_rules = has_own_rules
        self._sections: dict[str, int] = {}
        self._section = 0
        self._indent = 0
        self._open: Entry | None = None  # the option that an indented line continues

    def read(self, start: int = 0, end: int | None = None) -> None:
        """Read the lines of a part of the text, which starts and ends between two options."""
        for line in _LINE.finditer(self.text, start, len(self.text) if end is None else end):
            content = line["text"].strip(_BLANKS)
            if content and not content.isspace():
                start = line.start() + len(line["text"]) - len(line["text"].lstrip(_BLANKS))
                self._line(content, start, start - line.start())
        self._close()

    def _line(self, content: str, start: int, indent: int) -> None:
        end = start + len(content)
        if content[0] in "#;":
            self.comments.append(Comment(Span(start, end), own_line=True))
            return
        if self._open is not None and not self._has_own_rules and indent > self._indent:
            self._open = self._open._replace(span=Span(self._open.span.start, end))
            return
        self._close()
        self._indent = indent
        section = _SECTION.match(self.text, start, end)
        if section:
            self._enter(section)
        elif option := (_EQUALS if self._has_own_rules else _OPTION).match(self.text, start, end):
            self._option(option)
        else:
            self.is_refused = True

    def _enter(self, match: re.Match[str]) -> None:
        name = match["name"]
        found = self._sections.get(name)
        if found is None:
            found = self._sections[name] = len(self.containers)
            self.containers.append(Container(0, name, "mapping", 0, Span(*match.span("name")), match.start()))
        self._section = found

    def _option(self, match: re.Match[str]) -> None:
        name = match["name"].rstrip(_BLANKS)
        if not name or not self._section:
            self.is_refused = True
        if not name:
            return
        name_span = Span(match.start("name"), match.start("name") + len(name))
        value = match["value"]
        stripped = value.strip(_BLANKS)
        start = match.start("value") + len(value) - len(value.lstrip(_BLANKS)) if stripped else match.end("value")
        self._open = Entry(self._section, name, name_span, "", Span(start, start + len(stripped)), separator=Span(name_span.end, start))

    def _close(self) -> None:
        """Add the open option, now that its last line is known."""
        entry, self._open = self._open, None
        if entry is None:
            return
        span = entry.span
        style: QuoteStyle = "plain"
        quoted = _QUOTED.fullmatch(self.text, *span)
        if quoted:
            style = "double" if quoted["quote"] == '"' else "single"
            span = Span(*quoted.span("value"))
            if quoted["tail"] is not None:
                self.comments.append(Comment(Span(*quoted.span("tail")), own_line=False))
        elif self._has_own_rules and (tail := _TAIL.search(self.text, *span)):
            self.comments.append(Comment(Span(tail.start(), span.end), own_line=False))
            span = Span(span.start, span.start + len(self.text[span.start : tail.start()].rstrip(_BLANKS)))
        value = _joined(self.text[span.start : span.end])[0]
        kind: ScalarType = "template" if _INTERPOLATION.search(value) else "string"
        self.entries.append(entry._replace(value=value, span=span, kind=kind, style=style))


def _joined(raw: str) -> tuple[str, list[int]]:
    """The lines of a value joined by line feeds, as configparser joins them, and where each character starts."""
    if "\n" not in raw and "\r" not in raw:
        return raw, list(range(len(raw)))
    out: list[str] = []
    offsets: list[int] = []
    at = 0
    for match in _JOINED.finditer(raw):
        breaks = "\n" * len(_BREAKS.findall(match[0]))  # a comment between two lines leaves nothing
        out += (raw[at : match.start()], breaks)
        offsets.extend(range(at, match.start()))
        offsets.extend([match.start()] * len(breaks))
        at = match.end()
    out.append(raw[at:])
    offsets.extend(range(at, len(raw)))
    return "".join(out), offsets
