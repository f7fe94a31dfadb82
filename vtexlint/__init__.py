"""An offline linter for VTEX credentials in config files.

    from vtexlint import Secret, TroubleError, check_paths, check_text

Importing the package imports nothing else; the linter is imported when one of these names is first used.
"""

TYPE_CHECKING = False  # as type checkers know it; `typing` itself would be an import

if TYPE_CHECKING:
    from vtexlint._about import __version__
    from vtexlint.api import (
        Secret,
        TroubleError,
        audit,
        call_access,
        check_paths,
        check_text,
        find_key,
        inventory,
        merge_audits,
        rotate_key,
    )

__all__ = [
    "Secret",
    "TroubleError",
    "__version__",
    "audit",
    "call_access",
    "check_paths",
    "check_text",
    "find_key",
    "inventory",
    "merge_audits",
    "rotate_key",
]


def __getattr__(name: str) -> object:
    if name == "__version__":
        from vtexlint import _about  # noqa: PLC0415  importing the package alone imports nothing

        return _about.__version__
    if name in __all__:
        from vtexlint import api  # noqa: PLC0415  as above

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
