"""Recognize the reports that vtexlint wrote: nothing else may be replaced by a report."""

import re

from vtexlint._startup.modules import load
from vtexlint.reporters.table import TABLE

_CLOSING = re.compile(
    r"\d+ files?, \d+ credentials?, \d+ pairs?"
    r"|[a-z]+(?:-[a-z]+)+ +\d+"
    r"|(?:no findings|\d+ (?:error|warning|info)s?(?:, \d+ (?:warning|info)s?)*) in \d+ (?:\w+ )?files?(?: and \d+ searched files?)?"
    r"(?:; (?:no credentials|\d+ (?:credential|pair)s?(?:, \d+ pairs?)?))?(?: \(\d+ suppressed\))?"
    r"|not read: .* \(--verbose lists them\)"
    r"|rules off: .*"
    r"|(?:no appToken|\d+ appTokens?) in \d+ commits?, \d+ blobs?(?: \(\d+ suppressed\))?"
    r"|(?:\[\*\] )?\d+ fixable with --fix.*"
)
"""The lines that close a report for people."""

_MODULES = {row.name: row.module for row in TABLE}


def is_report(data: bytes, name: str) -> bool:
    """Whether a file's bytes are empty or a report of the format, which is one of FORMATS: nothing is lost when it is replaced."""
    if not data:
        return True
    try:
        text = data.decode().replace("\r\n", "\n")  # a checkout on Windows may have changed the line ends
    except UnicodeDecodeError:
        return False
    module = load(_MODULES[name])
    if beginning := getattr(module, "OWN_BEGINNING", None):
        return re.match(beginning, text) is not None
    if line := getattr(module, "OWN_LINE", None):
        return all(re.fullmatch(line, one) or _CLOSING.fullmatch(one) for one in text.removesuffix("\n").split("\n"))
    return bool(module.is_own(text))
