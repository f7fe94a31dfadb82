"""What the calls and the defaults of a program name: `headers.Add("X-VTEX-API-AppKey", "K")`, `process.env.VTEX_APP_TOKEN || "T"`."""

from vtexlint.parsers.fallback import programs
from vtexlint.parsers.fallback.escapes import spell
from vtexlint.parsers.fallback.scopes import Scopes
from vtexlint.parsers.model import Entry, QuoteStyle, ScalarType
from vtexlint.text.source import Span


class Arguments:
    """Adds them to the entries of the text that the parser reads. `at` is where it reads, `line_start` where that line begins."""

    def __init__(self, text: str, scopes: Scopes, entries: list[Entry], *, is_code: bool, is_data: bool) -> None:
        self._text = text
        self._scopes = scopes
        self._entries = entries
        self._is_code = is_code
        self._is_data = is_data
        self._calls: dict[int, tuple[int, dict[str, bool]]] = {}  # by container: that of the calls in it; their names, and which are set

    def add_called(self, called: programs.Called, at: int, line_start: int) -> None:
        """Add what a call sets, or the default of what it reads; where the call is a value, that value is the default."""
        if called.value is None:
            self.add(called.name, Span(at, at), "plain", "template")
        elif called.sets or not self._give_default(called.name, called.value, called.style, at, line_start):
            self.add(called.name, called.value, called.style, "string")

    def add_string(self, at: int, value: Span, style: QuoteStyle, line_start: int) -> None:
        """Add a string without a name, which begins at `at`: the default of a variable, or the item of a list in brackets."""
        if self._is_code:
            self.add_default(at, value, style, line_start)
        elif self._is_data and self._scopes.top.opener == "[":
            container = self._scopes.container()
            item, text = self._scopes.top.next_item(), spell(self._text, value, style).value
            self._entries.append(Entry(container, None, Span(at, at), text, value, "string", style, item=item))

    def add_default(self, at: int, value: Span, style: QuoteStyle, line_start: int) -> None:
        """Add a program's string, which begins at `at`, if it is the default of a variable before it."""
        variable = programs.variable_before(self._text, line_start, at) if programs.may_be_credential(self._text, value) else None
        if variable is not None and not self._give_default(variable, value, style, at, line_start):
            self.add(variable, value, style, "string")

    def _give_default(self, variable: Span, value: Span, style: QuoteStyle, at: int, line_start: int) -> bool:
        """Whether the last entry is the expression before `at` on this line; it then has the default as its value."""
        last = self._entries[-1] if self._entries else None
        if last is None or last.kind != "template" or not line_start <= last.span.start <= last.span.end <= at:
            return False
        if not programs.is_one_expression(self._text, last.span.end, at):
            return False
        name, span = last.name, last.name_span
        if not programs.is_named(name):
            name, span = self._text[variable.start : variable.end], variable
        self._entries[-1] = Entry(last.container, name, span, spell(self._text, value, style).value, value, "string", style)
        return True

    def add(self, name: Span, value: Span, style: QuoteStyle, kind: ScalarType) -> None:
        """Add what a call names; the calls in one scope share a container, up to the first that sets a name again."""
        text = self._text[name.start : name.end]
        around = self._scopes.container()
        container, names = self._calls.get(around, (-1, {}))
        is_set = kind != "template"
        if text in names and not is_set:
            return
        if text in names or container == -1:
            container, names = self._scopes.add_inside(around, name.start), {}
            self._calls[around] = container, names
        names[text] = is_set
        self._entries.append(Entry(container, text, name, spell(self._text, value, style).value, value, kind, style))
