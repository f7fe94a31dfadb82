"""An offline linter for VTEX credentials in config files."""

__version__ = "0.1.0"
