"""What the package uses of `typing` at run time, without its import.

A hook and an editor wait for every import, and `typing` with its named tuples is a sixth of a whole check: it takes as long to
import as half a bare interpreter, and builds each class twice. Type checkers see the real names.
"""

import sys

TYPE_CHECKING = False  # as type checkers know it

if TYPE_CHECKING:
    from typing import Any as Any
    from typing import Literal as Literal
    from typing import NamedTuple as NamedTuple
elif sys.version_info >= (3, 14):  # annotations are deferred: a class body no longer lists its fields
    from typing import Any, Literal, NamedTuple
else:
    try:
        from _collections import _tuplegetter
    except ImportError:  # another Python than CPython
        from operator import itemgetter

        def _tuplegetter(index, doc):
            return property(itemgetter(index), doc=doc)

    class _Anything:
        """Stands where an annotation is evaluated and never looked at: `Literal["a", "b"]`, `dict[str, Any]`."""

        def __class_getitem__(cls, item):
            return cls

    Any = Literal = _Anything

    class _Maker(type):
        """Makes a tuple class of the annotated names, as `typing.NamedTuple` does."""

        def __new__(mcs, name, bases, namespace):
            if not bases:
                return type.__new__(mcs, name, bases, namespace)
            fields = tuple(namespace.get("__annotations__", ()))
            defaults = tuple(namespace.pop(field) for field in fields if field in namespace)
            # the names of a class body are code of this package, and nothing else comes in here
            made = eval(f"lambda _cls, {', '.join(fields)}: _new(_cls, ({', '.join(fields)},))", {"_new": tuple.__new__})  # noqa: S307
            made.__defaults__ = defaults
            for index, field in enumerate(fields):
                namespace[field] = _tuplegetter(index, "")
            namespace["__new__"] = made
            namespace["__slots__"] = ()
            namespace["_fields"] = namespace["__match_args__"] = fields
            return type.__new__(mcs, name, (_Record,), namespace)

    class _Record(tuple):
        """The methods that all share."""

        __slots__ = ()

        def __repr__(self):
            return f"{type(self).__name__}({', '.join(f'{n}={v!r}' for n, v in zip(self._fields, self, strict=True))})"

        def __getnewargs__(self):
            return tuple(self)

        def _replace(self, **changes):
            made = type(self)(*map(changes.pop, self._fields, self))
            if changes:
                raise ValueError(f"no such fields: {', '.join(changes)}")
            return made

        def _asdict(self):
            return dict(zip(self._fields, self, strict=True))

    NamedTuple = _Maker("NamedTuple", (), {})
