"""What is used of PyYAML: the parser, its events and its errors."""

from vtexlint._startup.modules import load
from vtexlint._startup.typed import Any
from vtexlint._startup.yaml_events import libyaml

try:
    LOADER: Any = libyaml().CParser
except ImportError:
    LOADER = load("yaml").SafeLoader
"""The parser: libyaml's, or PyYAML's own where it was built without libyaml."""

events: Any = load("yaml.events")
YAMLError: type[Exception] = load("yaml.error").YAMLError
ReaderError: type[Any] = load("yaml.reader").ReaderError
