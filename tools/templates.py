"""Find every message of the package and of the page: for the tests, and for what extracts them for translators."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

from vtexlint.text.messages import Message, Template


def templates() -> tuple[Template, ...]:
    """Every template of the package and of the page, each once. Imports all modules."""
    return tuple(template for template, _ in located())


def located() -> Iterator[tuple[Template, str]]:
    """Every template, each once, with the module that defines it."""
    found: dict[int, tuple[Template, str]] = {}
    package = import_module("vtexlint")
    names = [info.name for info in walk_packages(package.__path__, f"{package.__name__}.")]
    for name in (*names, "web.texts"):
        module = import_module(name)
        source = Path(module.__file__ or "").read_text(encoding="utf-8")
        for value in vars(module).values():
            for template in _templates_in(value):
                if id(template) not in found or f'"{template.id}"' in source:
                    found[id(template)] = (template, name)
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
