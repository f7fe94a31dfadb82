"""What is used of PyYAML: the parser, its events and its errors."""

from vtexlint._startup.modules import load
from vtexlint._startup.typed import Any
from vtexlint._startup.yaml_events import libyaml

LOADER: Any
"""The parser: libyaml's, or PyYAML's own where it was built without libyaml."""
ReaderError: type[Any]
try:
    module, ReaderError = libyaml()
    LOADER = module.CParser
    IS_LIBYAML = True
except ImportError:
    IS_LIBYAML = False
    LOADER, ReaderError = load("yaml").SafeLoader, load("yaml.reader").ReaderError

events: Any = load("yaml.events")
YAMLError: type[Exception] = load("yaml.error").YAMLError
