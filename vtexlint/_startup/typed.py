"""What the package uses of `typing` at run time, without its import.

A hook and an editor wait for every import, and `typing` with its named tuples is a sixth of a whole check: it takes as long to
import as half a bare interpreter, and builds each class twice. Type checkers see the real names.

One thing is another than there: a `repr` shows no value and no part of a token. Records contain the texts of users' files, and a debugger,
a failed assertion or an exception's text shows them.
"""

from vtexlint._startup.modules import load

TYPE_CHECKING = False  # as type checkers know it

_VALUES = frozenset({"after", "before", "cells", "damaged", "inside", "new", "raw", "right", "text", "value"})
"""The names of fields whose texts are a user's: shown as a number of characters."""


def quiet(text: str) -> str:
    """The text without what may be a part of a token: what a `repr` of this package returns."""
    shown: str = load("vtexlint.text.redaction").redacted(text)
    return shown


class QuietError(Exception):
    """The base of all errors of this package: its text and its `repr` show no part of a token, whatever arguments it was raised with."""

    def __str__(self) -> str:
        return quiet(super().__str__())

    def __repr__(self) -> str:
        return quiet(super().__repr__())


def _representation(record: "Any") -> str:
    """`Name(field=value, ...)`, each text of a user's as its length."""
    shown = (f"{name}={_shown(name, value)}" for name, value in zip(record._fields, record, strict=True))
    return quiet(f"{type(record).__name__}({', '.join(shown)})")


def _shown(name: str, value: object) -> str:
    if name in _VALUES and isinstance(value, (str, bytes)):
        return f"<{len(value)} characters>"
    return repr(value)


def _quietly(namespace: "dict[str, Any]") -> None:
    """Give a class that is being made the `repr` of all records, or make its own one quiet."""
    own = namespace.get("__repr__")
    namespace["__repr__"] = _representation if own is None else lambda self: quiet(own(self))


if TYPE_CHECKING:
    from typing import Any as Any
    from typing import Literal as Literal
    from typing import NamedTuple as NamedTuple
else:
    _Function = type(lambda: None)  # as `types` has it, without its import

    try:
        from _collections import _tuplegetter
    except ImportError:  # another Python than CPython
        from operator import itemgetter

        def _tuplegetter(index, doc):
            return property(itemgetter(index), doc=doc)

    _new = tuple.__new__
    # one for each number of fields: compiling `lambda cls, line, column: ...` for each class would take thirty times as long
    _CONSTRUCTORS = (
        lambda cls: _new(cls, ()),
        lambda cls, f1: _new(cls, (f1,)),
        lambda cls, f1, f2: _new(cls, (f1, f2)),
        lambda cls, f1, f2, f3: _new(cls, (f1, f2, f3)),
        lambda cls, f1, f2, f3, f4: _new(cls, (f1, f2, f3, f4)),
        lambda cls, f1, f2, f3, f4, f5: _new(cls, (f1, f2, f3, f4, f5)),
        lambda cls, f1, f2, f3, f4, f5, f6: _new(cls, (f1, f2, f3, f4, f5, f6)),
        lambda cls, f1, f2, f3, f4, f5, f6, f7: _new(cls, (f1, f2, f3, f4, f5, f6, f7)),
        lambda cls, f1, f2, f3, f4, f5, f6, f7, f8: _new(cls, (f1, f2, f3, f4, f5, f6, f7, f8)),
        lambda cls, f1, f2, f3, f4, f5, f6, f7, f8, f9: _new(cls, (f1, f2, f3, f4, f5, f6, f7, f8, f9)),
        lambda cls, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10: _new(cls, (f1, f2, f3, f4, f5, f6, f7, f8, f9, f10)),
        lambda cls, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11: _new(cls, (f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11)),
        lambda cls, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12: _new(cls, (f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12)),
        lambda cls, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13: _new(
            cls, (f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13)
        ),
        lambda cls, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14: _new(
            cls, (f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14)
        ),
        lambda cls, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15: _new(
            cls, (f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15)
        ),
        lambda cls, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16: _new(
            cls, (f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16)
        ),
        lambda cls, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17: _new(
            cls, (f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17)
        ),
        lambda cls, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18: _new(
            cls, (f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18)
        ),
        lambda cls, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19: _new(
            cls, (f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19)
        ),
        lambda cls, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20: _new(
            cls, (f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20)
        ),
    )

    def _constructor(fields):
        """A function of these parameters that makes the tuple: a prepared one's code, its parameters renamed."""
        names = ("_cls", *fields)
        if len(fields) < len(_CONSTRUCTORS):
            return _Function(_CONSTRUCTORS[len(fields)].__code__.replace(co_varnames=names), {"_new": _new}, "__new__")
        # the names of a class body are code of this package, and nothing else comes in here
        return eval(f"lambda {', '.join(names)}: _new(_cls, ({', '.join(fields)},))", {"_new": _new})  # noqa: S307

    _GETTERS = []  # by the field's index; a class has them as it is made

    class _Anything:
        """Placeholder in annotations that are evaluated but never used: `Literal["a", "b"]`, `dict[str, Any]`."""

        def __class_getitem__(cls, item):
            return cls

    Any = Literal = _Anything

    class _Maker(type):
        """Makes a tuple class of the annotated names, as `typing.NamedTuple` does."""

        def __new__(mcs, name, bases, namespace):
            if not bases:
                return type.__new__(mcs, name, bases, namespace)
            # CPython 3.14 and later give a function that evaluates the annotations, when it is called with 1
            fields = tuple(namespace["__annotate_func__"](1) if "__annotate_func__" in namespace else namespace.get("__annotations__", ()))
            defaults = tuple(namespace.pop(field) for field in fields if field in namespace)
            made = _constructor(fields)
            made.__defaults__ = defaults
            while len(_GETTERS) < len(fields):
                _GETTERS.append(_tuplegetter(len(_GETTERS), ""))
            namespace.update(zip(fields, _GETTERS, strict=False))
            namespace["__new__"] = made
            namespace["__slots__"] = ()
            namespace["_fields"] = namespace["__match_args__"] = fields
            _quietly(namespace)
            return type.__new__(mcs, name, (_Record,), namespace)

    class _Record(tuple):
        """The methods that all share."""

        __slots__ = ()

        def __getnewargs__(self):
            return tuple(self)

        def _replace(self, **changes):
            made = _new(type(self), map(changes.pop, self._fields, self))
            if changes:
                raise ValueError(f"no such fields: {', '.join(changes)}")
            return made

        def _asdict(self):
            return dict(zip(self._fields, self, strict=True))

    NamedTuple = _Maker("NamedTuple", (), {})
