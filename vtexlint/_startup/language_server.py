"""What the language server's libraries make when they are imported, and one editor does not need: half of its start.

`attrs` writes and compiles the functions of each of the protocol's 554 structures when lsprotocol is imported: 290 ms. The start needs 60.
Here a structure is left as it is written until something makes an object of it or asks for its fields. What is then there is what `attrs`
would have made, but for `__slots__`. asyncio imports OpenSSL for connections, of which the server has none: 15 ms.
Only vtexlint's own process imports them so: elsewhere others use them.
"""

import gc
import sys
from contextlib import suppress
from threading import RLock

from vtexlint._startup.modules import load
from vtexlint._startup.typed import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types import ModuleType

GARBAGE = 500_000
"""Objects that may become garbage in cycles before they are looked for. An edit leaves none: what it made is freed with the last use, and
looking through the values of a large text would take a tenth of the time. An import leaves none either."""

_TYPES = "lsprotocol.types"


def prepare() -> None:
    """Import the libraries of the server, before anything else does."""
    gc.set_threshold(GARBAGE)
    if "asyncio" not in sys.modules and "ssl" not in sys.modules:
        sys.modules["ssl"] = None  # type: ignore[assignment]  # as Python has it for a module that cannot be imported
        try:
            load("asyncio")
        finally:
            del sys.modules["ssl"]
    if _TYPES not in sys.modules:
        _import_types(load("attrs"))


def _import_types(attrs: "ModuleType") -> None:
    define, lock = attrs.define, RLock()  # objects are made in several threads
    waiting: set[type] = set()

    def complete(structure: type) -> None:
        with lock:
            if structure in waiting:
                waiting.discard(structure)
                # what is there now is replaced, never removed: another thread that needs it meanwhile waits for the lock
                define(structure, init=True, slots=False)
                attrs.resolve_types(structure, names, {})

    def first(self: Any, *values: Any, **named: Any) -> None:
        complete(type(self))
        self.__init__(*values, **named)

    class Fields:
        """What asks a structure for its fields, or whether it has any, finds those that it then has."""

        def __get__(self, instance: object, structure: type) -> Any:
            complete(structure)
            return vars(structure)["__attrs_attrs__"]

    fields = Fields()

    def postpone(structure: Any = None, **options: Any) -> Any:
        if structure is None or options:
            return define(structure, **options)
        structure.__init__, structure.__attrs_attrs__ = first, fields
        waiting.add(structure)
        return structure

    attrs.define = postpone  # type: ignore[attr-defined]
    try:
        names = {**load(_TYPES).ALL_TYPES_MAP}
    finally:
        attrs.define = define  # type: ignore[attr-defined]
    with suppress(ModuleNotFoundError):  # another version has it elsewhere: it starts later, and works
        # lsprotocol's converter would complete all of them to resolve their fields' types
        vars(load("lsprotocol._hooks"))["_resolved_forward_references"] = True
