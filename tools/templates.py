"""Find every message of the package: for the tests, and for what extracts them for translators."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages

from vtexlint.text.messages import Message, Template


def templates() -> tuple[Template, ...]:
    """Every template of the package, each once. Imports all modules."""
    package = import_module("vtexlint")
    modules = [import_module(found.name) for found in walk_packages(package.__path__, f"{package.__name__}.")]
    return tuple({id(one): one for module in modules for value in vars(module).values() for one in _templates_in(value)}.values())


def _templates_in(value: object) -> Iterator[Template]:
    """The templates of a module's constant: one, that of a message, or those in a tuple or a dict."""
    if isinstance(value, Template):
        yield value
    elif isinstance(value, Message) and value.template is not None:
        yield value.template
    elif isinstance(value, (tuple, dict)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _templates_in(item)
