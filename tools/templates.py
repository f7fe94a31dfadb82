"""Find every message of the package: for the tests, and for what extracts them for translators."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages

from vtexlint.text.messages import Message, Template


def templates() -> tuple[Template, ...]:
    """Every template of the package, each once. Imports all modules."""
    return tuple(template for template, _ in located())


def located() -> Iterator[tuple[Template, str]]:
    """Every template, each once, with the module that defines it: the first one that has it, of those that name it in their ids."""
    found: dict[int, tuple[Template, str]] = {}
    package = import_module("vtexlint")
    for module in walk_packages(package.__path__, f"{package.__name__}."):
        for value in vars(import_module(module.name)).values():
            for template in _templates_in(value):
                found.setdefault(id(template), (template, module.name))
    yield from found.values()


def _templates_in(value: object) -> Iterator[Template]:
    """The templates of a module's constant: one, that of a message, or those in a tuple or a dict."""
    if isinstance(value, Template):
        yield value
    elif isinstance(value, Message) and value.template is not None:
        yield value.template
    elif isinstance(value, (tuple, dict)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _templates_in(item)
