"""Import vtexlint's modules: when a table's row is first needed, and from their compiled files at half the cost of Python's own finder.

`load`: a hook and an editor wait for every import; a report format, a file format or a subcommand that a run does not use costs nothing.
`importlib` would do the same for 0.4 ms more.

`install`: Python's finder looks through directories for five endings of a name, and its loader works out the compiled file's name once
more: 270,000 instructions a module, with this 155,000. That is a tenth of a check of a `.env` file with findings (4 ms), a fifth of what a
file with nothing in it costs beyond the interpreter. Only what Python's loader would accept is read here: a compiled file of this Python
whose time and size are those of its source. Everything else (no such file, one that is checked by its hash, a zip file, `-O`, a cache
elsewhere) is left to Python's finder, which is asked next.
"""

import sys
from _frozen_importlib import ModuleSpec
from _frozen_importlib_external import MAGIC_NUMBER, SourceFileLoader
from _imp import _fix_co_filename  # type: ignore[attr-defined]
from marshal import loads
from os import O_RDONLY, close, fstat, open, read, stat

TYPE_CHECKING = False  # as type checkers know it; `typed` is found here already
if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import CodeType, ModuleType

_PREFIX = f"{__package__.partition('.')[0]}."
_ENDING = f".{sys.implementation.cache_tag}.pyc"
_TIMESTAMPED = MAGIC_NUMBER + bytes(4)
_HEAD = 16  # bytes: the magic number, flags, the source's time and size


def load(name: str) -> "ModuleType":
    """The module of this full name, imported if it is not loaded yet."""
    __import__(name)
    return sys.modules[name]


class _Loader(SourceFileLoader):
    """Python's loader, with the code that the finder has read."""

    def __init__(self, name: str, path: str, code: "CodeType") -> None:
        super().__init__(name, path)
        self._code: CodeType | None = code

    def get_code(self, fullname: str) -> "CodeType | None":
        code, self._code = self._code, None
        return super().get_code(fullname) if code is None else code


class CompiledFinder:
    """Finds the modules of this package; an entry of `sys.meta_path`."""

    @staticmethod
    def find_spec(name: str, path: "Sequence[str] | None" = None, target: object = None) -> ModuleSpec | None:
        if not path or not name.startswith(_PREFIX):
            return None
        last = name.rpartition(".")[2]
        return _spec(name, path[0], last) or _spec(name, f"{path[0]}/{last}", "__init__")


def _spec(name: str, folder: str, stem: str) -> ModuleSpec | None:
    """The spec of `folder/stem.py`; None if Python's finder must look."""
    source, compiled = f"{folder}/{stem}.py", f"{folder}/__pycache__/{stem}{_ENDING}"
    try:
        data = _content(compiled)
        status = stat(source)
    except OSError:
        return None
    numbers = int(status.st_mtime) & 0xFFFFFFFF, status.st_size & 0xFFFFFFFF
    if data[:_HEAD] != _TIMESTAMPED + b"".join(number.to_bytes(4, "little") for number in numbers):
        return None
    code = loads(memoryview(data)[_HEAD:])  # noqa: S302  Python's own loader does the same
    _fix_co_filename(code, source)
    spec = ModuleSpec(name, _Loader(name, source, code), origin=source, is_package=stem == "__init__")
    if spec.submodule_search_locations is not None:
        spec.submodule_search_locations.append(folder)
    spec.cached = compiled
    spec.has_location = True
    return spec


def _content(path: str) -> bytes:
    descriptor = open(path, O_RDONLY)
    try:
        return read(descriptor, fstat(descriptor).st_size)
    finally:
        close(descriptor)


def install() -> None:
    """Have the modules that are still to be imported found here first."""
    is_usual = sys.implementation.name == "cpython" and not sys.flags.optimize and sys.pycache_prefix is None and sys.platform != "win32"
    if is_usual and CompiledFinder not in sys.meta_path:
        sys.meta_path.insert(0, CompiledFinder)
