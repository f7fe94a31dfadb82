"""The languages of the user of Windows, which no environment variable names."""

import ctypes
import sys

from vtexlint._startup.typed import Any

_BY_NAME = 8  # MUI_LANGUAGE_NAME: `pt-BR`, not `0416`
_PRIMARY = {0x09: "en", 0x0A: "es", 0x16: "pt"}  # the low ten bits of a language identifier


def preferred(kernel: Any = None) -> list[str]:
    """Names such as `pt-BR`, the preferred one first; empty where the system does not say. `kernel`: kernel32, for tests."""
    if kernel is None:
        if sys.platform != "win32":
            return []
        kernel = ctypes.windll.kernel32
    return _listed(kernel) or _default(kernel)


def _listed(kernel: Any) -> list[str]:
    count, size = ctypes.c_ulong(), ctypes.c_ulong()
    if not kernel.GetUserPreferredUILanguages(_BY_NAME, ctypes.byref(count), None, ctypes.byref(size)):
        return []
    names = ctypes.create_unicode_buffer(size.value)
    if not kernel.GetUserPreferredUILanguages(_BY_NAME, ctypes.byref(count), names, ctypes.byref(size)):
        return []
    return [name for name in "".join(names[: size.value]).split("\0") if name]


def _default(kernel: Any) -> list[str]:
    """Of a system that has no list."""
    name = _PRIMARY.get(kernel.GetUserDefaultUILanguage() & 0x3FF)
    return [name] if name else []
