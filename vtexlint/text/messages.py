"""Messages as data: a template with an id and named parameters, rendered to a text that still knows both."""

import re

from vtexlint._startup.typed import Any

# a field is `{name}`; `${NAME}` and `{{ x }}`, which messages quote from users' files, are no fields
_FIELD = re.compile(r"(?<![${])\{([a-z_]+)\}(?!\})")


class Template:
    """One message, help or label.

    `id` names it for translators and is unique in the program: `rule-name.what` or `command.what`. `text` is its English form;
    `one` the form for the parameter `count` being 1, where that differs. A parameter is a number, a text without secrets, or
    another rendered message.
    """

    __slots__ = ("fields", "id", "one", "text")

    def __init__(self, id: str, text: str, one: str | None = None) -> None:
        self.id = id
        self.text = text
        self.one = one
        self.fields = frozenset(_FIELD.findall(text)) | frozenset(_FIELD.findall(one or ""))

    def __call__(self, **parameters: str | int) -> "Message":
        """Raises TypeError for a parameter that the template lacks, or a field without one."""
        if self.fields - parameters.keys() or parameters.keys() - self.fields - {"count"}:
            raise TypeError(f"{self.id} takes {sorted(self.fields)}, not {sorted(parameters)}")
        text = self.one if self.one is not None and parameters.get("count") == 1 else self.text
        return Message(fill(text, parameters), self.id, parameters)

    def __repr__(self) -> str:
        return f"Template({self.id!r})"


class Message(str):
    """A rendered message: the English text, with the id and the parameters that another language is rendered from.

    It crosses processes with both.
    """

    __slots__ = ("id", "parameters")

    id: str
    parameters: dict[str, str | int]

    def __new__(cls, text: str, id: str = "", parameters: dict[str, str | int] | None = None) -> "Message":
        made = super().__new__(cls, text)
        made.id = id
        made.parameters = parameters or {}
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        return Message, (str(self), self.id, self.parameters)


def fill(text: str, parameters: dict[str, str | int]) -> str:
    """The text with its fields written out; each value goes in as it is, fields in it included."""
    return _FIELD.sub(lambda match: str(parameters[match[1]]), text)
