"""Regular expressions that are compiled at their first use.

Python compiles a pattern in Python: 0.1 to 8 ms each. The parsers and the name classifier have eighty, and a run needs a dozen.
A pattern that is used at one place may instead be a string constant that is passed to `re.match` and the like, which keep it compiled.
"""

import re

from vtexlint._startup.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import AnyStr

    def lazy(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
        """A pattern with the methods of a compiled one."""
        return re.compile(source, flags)

else:

    class lazy:  # noqa: N801  used as a function
        """A pattern with the methods of a compiled one, each as fast from its second call on."""

        def __init__(self, source, flags=0):
            self._source = source
            self._flags = flags

        def __getattr__(self, name):
            found = getattr(re.compile(self._source, self._flags), name)
            setattr(self, name, found)
            return found
