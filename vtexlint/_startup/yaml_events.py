"""The part of PyYAML that libyaml's events need, a third of it: 15 million instructions less, 5 ms, for a hook on a YAML file.

`import yaml` brings two parsers, five constructors, four representers, a composer, an emitter and `datetime`. libyaml's parser asks at its
import for the errors and classes of all of them, and uses those of three modules. So the package `yaml` is made without running it, with
placeholders for the others; a module is run when something else of it is used. Only in vtexlint's own process: elsewhere others use PyYAML,
and libyaml's parser keeps the placeholders of the errors.
"""

import sys
from _frozen_importlib import module_from_spec

from vtexlint._startup.modules import load
from vtexlint._startup.typed import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types import ModuleType

_PROGRAM = "vtexlint.cli.main"
_NEEDED = ("error", "events", "nodes")
_OTHERS = ("composer", "constructor", "emitter", "parser", "reader", "representer", "scanner", "serializer", "tokens")


class _Placeholder:
    """Stands for a module of PyYAML: each of its classes is the one given."""

    def __init__(self, given: type[Exception]) -> None:
        self._given = given

    def __getattr__(self, name: str) -> type[Exception]:
        return self._given


def libyaml() -> "tuple[ModuleType, type[Any]]":
    """PyYAML's module for libyaml (`CParser`), and its ReaderError. Raises ImportError if PyYAML was built without libyaml."""
    if _PROGRAM in sys.modules and "yaml" not in sys.modules:
        error = _prepare()
        if error is not None:
            return load("yaml._yaml"), error
    return load("yaml._yaml"), load("yaml.reader").ReaderError


def _prepare() -> type[Any] | None:
    spec = next((found for finder in sys.meta_path if (found := finder.find_spec("yaml", None))), None)
    if spec is None or spec.loader is None:
        return None
    loader = spec.loader
    package = sys.modules["yaml"] = module_from_spec(spec)
    for name in _NEEDED:
        load(f"yaml.{name}")

    class ReaderError(package.error.YAMLError):  # type: ignore[misc, name-defined]
        """As PyYAML's, whose module compiles a pattern for 58 million instructions."""

        def __init__(self, name: str, position: int, character: object, encoding: str, reason: str) -> None:
            self.name, self.position, self.character, self.encoding, self.reason = name, position, character, encoding, reason

    others: dict[str, Any] = dict.fromkeys(_OTHERS, _Placeholder(package.error.MarkedYAMLError))
    others["reader"] = _Placeholder(ReaderError)
    vars(package).update(others)
    try:
        load("yaml._yaml")
    finally:
        for name in _OTHERS:
            delattr(package, name)

        def complete(name: str) -> Any:
            del vars(package)["__getattr__"]
            loader.exec_module(package)
            return getattr(package, name)

        vars(package)["__getattr__"] = complete
    return ReaderError
