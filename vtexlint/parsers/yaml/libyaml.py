"""PyYAML, imported in half the time.

Its import compiles patterns for the parser in pure Python, the constructors and the resolver: 6 ms that a hook on a YAML file
waits for, while libyaml's events need none of them. They are compiled at first use, should anybody use them.
"""

import re

from vtexlint.text.patterns import lazy

_compile = re.compile
re.compile = lazy  # type: ignore[assignment]  # until the end of the import, whatever it ends with
try:
    import yaml
finally:
    re.compile = _compile

__all__ = ["yaml"]
