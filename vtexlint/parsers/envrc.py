"""Parser of `.envrc`, which direnv reads with bash: several assignments on a line, each ended by a space or an operator.

A line with one assignment and spaces or words after it is read as in any .env file, so that spaces at the end of the value and in
it are reported; so is one in which bash finds no assignment (`NAME: value`, `NAME = value`), or a quote that continues on the next
lines. Nothing is run: `$NAME` and `$(command)` stay as they are written.

Source: the bash manual, 3.1 to 3.7, and its behaviour.
"""

import re

from vtexlint.parsers.dotenv import ESCAPED_IN_BASH, Reader
from vtexlint.parsers.dotenv import source_map as source_map
from vtexlint.parsers.model import Comment, Document, QuoteStyle
from vtexlint.text.patterns import lazy
from vtexlint.text.source import Source, Span

_SINGLE = r"'[^'\r\n]*+'"
_DOUBLE = r'"(?:[^"\\\r\n]++|\\[^\r\n])*+"'
_BRACED = r"\$\{[^{}\r\n]*+(?:\{[^{}\r\n]*+\}[^{}\r\n]*+)*+\}"
_COMMAND = rf"\$\((?:[^()'\"\r\n]++|{_SINGLE}|{_DOUBLE}|\([^()\r\n]*+\))*+\)|`[^`\r\n]*+`"
_PIECE = rf"[^ \t\r\n;&|<>()\\'\"`$]++|\\[^\r\n]|{_SINGLE}|{_DOUBLE}|{_BRACED}|{_COMMAND}|\$(?!['\"(])"
_STEP = lazy(
    r"(?P<space>(?:[ \t]|\\(?:\r\n?|\n))++)|(?P<end>\r\n?|\n|\Z)|(?P<comment>(?<![^ \t\r\n;&|()])#[^\r\n]*+)|(?P<operator>[;&|()])"
    rf"|(?P<name>[A-Za-z_]\w*+)(?P<sign>=)(?P<value>(?:{_PIECE})*+)|(?P<word>(?:{_PIECE}|[<>'\"`$\\])++)"
)
_PART = lazy(rf"(?P<single>{_SINGLE})|(?P<double>{_DOUBLE})|\\(?P<escaped>[^\r\n])|(?P<other>{_BRACED}|{_COMMAND}|[^'\"\\$`]++|[\s\S])")
# after an empty value: what shows that it is meant to be empty
_NOTHING_MORE = lazy(r"[ \t]*+(?:\Z|[\r\n;&|)\\]|(?<=[ \t])(?:#|[A-Za-z_]\w*+=))")
_TEMPLATE = ("{{", "{%")
_DECLARING = frozenset("export declare typeset readonly local env".split())
_LEADING = frozenset("if then elif else while until do ! time {".split())


def parse(source: Source) -> Document:
    """Every assignment, all in one mapping."""
    return EnvrcReader(source.text).document()


class EnvrcReader(Reader):
    """Reads commands where bash finds an assignment in them, other lines as in any .env file."""

    def lines_from(self, start: int) -> int | None:
        behind = self.statement_at(start)
        return behind if behind < len(self.text) else None

    def statement_at(self, start: int) -> int:
        behind = self._statements(start)
        return super().statement_at(start) if behind is None else behind

    def _statements(self, start: int) -> int | None:
        """Read the commands of a line and of its continuation lines. Returns the offset after them, or None."""
        found: list[re.Match[str]] = []
        remark: Comment | None = None
        at = start
        first_line = True
        awaits = True  # an assignment may start here
        declares = False
        operates = loose = parted = False
        while True:
            step = _STEP.match(self.text, at)
            assert step is not None  # any character is the beginning of one of them
            kind = step.lastgroup
            at = step.end()
            loose = loose or (bool(found) and (kind == "word" or (kind == "end" and parted)))
            parted = kind == "space"
            if kind == "end":
                break
            if kind == "space":
                first_line = first_line and "\\" not in step[0]
            elif kind == "comment":
                remark = Comment(Span(*step.span()), own_line=not self.text[start : step.start()].strip())
            elif kind == "operator":
                awaits, declares, operates = True, False, True
            elif kind == "value":
                if awaits or declares:
                    if self._is_odd(step):
                        return None if first_line else self._keep(found, remark, self.line_at(at).end())
                    found.append(step)
            else:
                declares = declares or (awaits and step[0] in _DECLARING)
                awaits = awaits and step[0] in _LEADING
        if not found and first_line and remark is None:
            return None
        if len(found) == 1 and first_line and loose and not operates:
            return None
        if not found and remark is not None and not remark.own_line:
            return None
        return self._keep(found, remark, at)

    def _is_odd(self, step: re.Match[str]) -> bool:
        """Whether the value is not what bash would be given: a template's, a placeholder's `<`, a word of several lines."""
        if self.text.startswith(("'", '"', "`", "$", "\\"), step.end()):
            return True
        if not step["value"]:
            return _NOTHING_MORE.match(self.text, step.end()) is None
        return step["value"].startswith(_TEMPLATE)

    def _keep(self, found: list[re.Match[str]], remark: Comment | None, behind: int) -> int:
        for step in found:
            self._assigned(step)
        if remark is not None:
            self.comments.append(remark)
        return behind

    def _assigned(self, step: re.Match[str]) -> None:
        raw = step["value"]
        start, end = step.span("value")
        parts = list(_PART.finditer(raw))
        style: QuoteStyle = "plain"
        value = "".join(map(_meaning, parts))
        if len(parts) == 1 and parts[0].lastgroup in ("single", "double"):
            style = "single" if parts[0].lastgroup == "single" else "double"
            start, end = start + 1, end - 1
        self.add(step, "sign", value, Span(start, end), style)


def _meaning(part: re.Match[str]) -> str:
    match part.lastgroup:
        case "single":
            return part[0][1:-1]
        case "double":
            return re.sub(ESCAPED_IN_BASH, r"\1", part[0][1:-1])
        case "escaped":
            return part["escaped"]
        case _:
            return part[0]
