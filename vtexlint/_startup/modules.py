"""Import a module that a table names, when it is first needed.

A hook and an editor wait for every import: a report format, a file format or a subcommand that a run does not use costs nothing.
`importlib` would do the same for 0.4 ms more.
"""

import sys

from vtexlint._startup.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType


def load(name: str) -> "ModuleType":
    """The module of this full name, imported if it is not loaded yet."""
    __import__(name)
    return sys.modules[name]
