"""Messages as data: a template with an id and named parameters, rendered to a text that keeps both.

Rules and other modules define their templates as constants, call them to get a `Message` (the English text), and reports render the same
message in another language with `render`.
"""

from vtexlint._startup.typed import TYPE_CHECKING, Any, quiet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    Parameter = str | int
    Translate = Callable[[str, str, str | None, int | None], str]
    """Gives the template of another language: for an id, the English text, its form for one, and the count (None: no count)."""

_NO_PARTS: "tuple[list[str], list[str]]" = ([], [])
_LETTERS = "abcdefghijklmnopqrstuvwxyz_"


class Template:
    """One message, help or label, as a constant of a module.

    `id` names it for translators and is unique in the program: `rule-name.what` or `module.what`. `text` is its English form; `one` the
    form for the parameter `count` being 1, where that differs. A parameter is a number, a text without secrets, or another message.
    """

    __slots__ = ("_constant", "_fields", "_parts", "id", "one", "text")

    def __init__(self, id: str, text: str, one: str | None = None) -> None:
        self.id = id
        self.text = text
        self.one = one
        self._fields: frozenset[str] | None = None  # with the rest found at the first call: a run uses few of all templates
        self._parts = _NO_PARTS  # of the text, and of its form for one
        self._constant: Message | None = None  # what a template without parameters gives

    @property
    def fields(self) -> frozenset[str]:
        """The names of the parameters; `count` is one of them where the text has a form for one."""
        if self._fields is None:
            text, one = self._parts = pieces(self.text), pieces(self.one or "")
            self._fields = frozenset(text[1::2] if self.one is None else (*text[1::2], *one[1::2], "count"))
        return self._fields

    def __call__(self, **parameters: "Parameter") -> "Message":
        """Raises TypeError for a missing or unknown parameter, and for one that is not a text or a number."""
        if self._constant is not None and not parameters:
            return self._constant
        fields = self.fields
        if fields != parameters.keys() and (fields - parameters.keys() or parameters.keys() - fields - {"count"}):
            raise TypeError(f"{self.id} takes {sorted(fields)}, not {sorted(parameters)}")
        for name, value in parameters.items():
            if not isinstance(value, int if name == "count" else (str, int)):
                raise TypeError(f"{self.id}: {name} is a {type(value).__name__}")
        made = Message(_filled(self._parts[self.one is not None and parameters["count"] == 1], parameters), self, parameters)
        if not parameters:
            self._constant = made
        return made

    def __repr__(self) -> str:
        return quiet(f"Template({self.id!r})")

    def __reduce__(self) -> tuple[Any, ...]:
        return Template, (self.id, self.text, self.one)


class Message(str):
    """A rendered message: the English text, with the template and the parameters that another language is rendered from.

    It is pickled as these two, and a template once for all its messages, so that results of worker processes stay small.
    """

    __slots__ = ("parameters", "template")

    parameters: "Mapping[str, Parameter]"
    template: Template | None

    def __new__(cls, text: str, template: Template | None = None, parameters: "Mapping[str, Parameter] | None" = None) -> "Message":
        """Call a Template instead; a text without one cannot be translated."""
        made = super().__new__(cls, text)
        made.template = template
        made.parameters = parameters or {}
        return made

    @property
    def id(self) -> str:
        """The template's id; empty without a template."""
        return self.template.id if self.template else ""

    def __reduce__(self) -> tuple[Any, ...]:
        return (_call, (self.template, self.parameters)) if self.template else (Message, (str(self),))


class ListMessage(Message):
    """Items joined to one text, which keeps them: names, or messages."""

    __slots__ = ("items",)

    items: tuple[str, ...]

    def __reduce__(self) -> tuple[Any, ...]:
        return _join, (self.items, self.template)


NO_MESSAGE = Message("")

# what is between two items of a list
LIST_COMMA = Template("list.comma", "{items}, {next}")
LIST_AND = Template("list.and", "{items} and {next}")
LIST_OR = Template("list.or", "{items} or {next}")
LIST_SEMICOLON = Template("list.semicolon", "{items}; {next}")
LIST_MORE = Template("list.more", "{items} and {number} more")


def listed(items: "Iterable[str]") -> Message:
    """`a`, `a and b`, `a, b and c`: each item once."""
    return _join(dict.fromkeys(items), LIST_AND)


def commas(items: "Iterable[str]") -> Message:
    """`a`, `a, b`, `a, b, c`."""
    return _join(items, LIST_COMMA)


def either(items: "Iterable[str]") -> Message:
    """`a`, `a or b`, `a or b or c`."""
    return _join(items, LIST_OR)


def clauses(items: "Iterable[str]") -> Message:
    """`a`, `a; b`, `a; b; c`."""
    return _join(items, LIST_SEMICOLON)


def quoted(character: str) -> str:
    """A character in backticks, as messages show text; a backtick as it is."""
    return character if "`" in character else f"`{character}`"


def first_of(items: "Sequence[str]", most: int) -> str:
    """`a, b, c`, or `a, b, c and 7 more`: the first `most` names, such as paths."""
    shown = ", ".join(items[:most])
    return LIST_MORE(items=shown, number=len(items) - most) if len(items) > most else shown


def render(message: str, translate: "Translate") -> str:
    """The message in another language, with the messages in its parameters; a text without a template as it is."""
    if not isinstance(message, Message) or message.template is None:
        return message
    if isinstance(message, ListMessage):
        rendered = [render(item, translate) for item in message.items]
        return _joined(rendered, *(translate(one.id, one.text, None, None) for one in _joints(message.template)))
    template, count = message.template, message.parameters.get("count")
    text = translate(template.id, template.text, template.one, count if isinstance(count, int) else None)
    return _fill(text, {name: render(value, translate) if isinstance(value, str) else value for name, value in message.parameters.items()})


def _join(items: "Iterable[str]", template: Template) -> Message:
    found = tuple(items)
    if len(found) == 1:
        return found[0] if isinstance(found[0], Message) else Message(found[0])
    made = ListMessage(_joined(found, *(one.text for one in _joints(template))), template)
    made.items = found
    return made


def _joints(template: Template) -> tuple[Template, Template]:
    """The templates between two items: before the last one, and at it."""
    return (LIST_COMMA if template.id == LIST_AND.id else template), template


def _joined(items: "Sequence[str]", inner: str, last: str) -> str:
    inner, last = (_fill(text, {"items": "", "next": ""}) for text in (inner, last))
    return f"{inner.join(items[:-1])}{last}{items[-1]}"


def _call(template: Template, parameters: "dict[str, Parameter]") -> Message:
    return template(**parameters)


def _fill(text: str, parameters: "Mapping[str, Parameter]") -> str:
    """The text with its fields written out; each value goes in as it is, fields in it included."""
    return _filled(pieces(text), parameters)


def _filled(parts: "Sequence[str]", parameters: "Mapping[str, Parameter]") -> str:
    """As `_fill`, of the text's parts: see `pieces`."""
    filled = list(parts)
    filled[1::2] = [str(parameters[name]) for name in parts[1::2]]
    return "".join(filled)


def pieces(text: str) -> list[str]:
    """The literal parts of a text, and between two of them the name of a field.

    `{name}` is a field and `{{name}}` the text `{name}`; all other braces are themselves, also in `${NAME}`, `{{ x }}` and JSON.
    Without regular expressions: compiling one takes longer than all messages of a run together.
    """
    parts = [""]
    start = 0
    while (brace := text.find("{", start)) != -1:
        end = text.find("}", brace)
        if end == -1:
            break
        doubled = text.startswith("{{", brace) and text.startswith("}}", end)
        name = text[brace + 1 + doubled : end]
        is_field = bool(name) and not name.strip(_LETTERS) and (doubled or text[brace - 1 : brace] != "$")
        if not is_field:
            parts[-1] += text[start : brace + 1]
            start = brace + 1
        elif doubled:
            parts[-1] += f"{text[start:brace]}{{{name}}}"
            start = end + 2
        else:
            parts += (name, "")
            parts[-3] += text[start:brace]
            start = end + 1
    parts[-1] += text[start:]
    return parts
