"""Whether a file's text is a report that vtexlint wrote: nothing else may be replaced by a report.

Reports for programs are told by their beginnings, which name vtexlint; those for people by every one of their lines. An empty text is a
report of any format: nothing is lost with it.
"""

import re

from vtexlint._startup.typed import Any

_CLOSING = (
    r"\d+ files?, \d+ credentials?, \d+ pairs?"
    r"|[a-z]+(?:-[a-z]+)+ +\d+"
    r"|(?:no findings|\d+ (?:error|warning|info)s?(?:, \d+ (?:warning|info)s?)*) in \d+ files?(?: \(\d+ suppressed\))?"
    r"|(?:no real appToken|\d+ real appTokens?) in \d+ commits?, \d+ blobs?(?: \(\d+ suppressed\))?"
    r"|(?:\[\*\] )?\d+ fixable with --fix.*"
)
_WORDS = "error|warning|info"
_LINES = {
    "text": re.compile(rf"(?:{_WORDS}) [a-z-]+(?: \[\*\])?: .*|\s*(?:-->|:::|\||=) ?.*|\s*\d+ \| ?.*|{_CLOSING}|"),
    "concise": re.compile(rf".+:\d+:\d+: (?:{_WORDS}) [a-z-]+ .*|{_CLOSING}"),
    "github": re.compile(rf"::(?:error|warning|notice) file=.*,title=vtexlint [a-z-]+::.*|{_CLOSING}"),
}
_SARIF = re.compile(
    r'\{\s*"\$schema": "[^"\s]*",\s*"version": "2\.1\.0",\s*"runs": \[\s*\{\s*"tool": \{\s*"driver": \{\s*"name": "vtexlint",'
)
_BEGINNINGS = {
    "json": re.compile(r'\{\s*"version": \d+,\s*"tool": \{\s*"name": "vtexlint",'),
    "sarif": _SARIF,
    "code-scanning": _SARIF,
    "junit": re.compile(r"<\?xml [^>]*\?>\s*<testsuites name=\"vtexlint\" "),
}
_ISSUE = ("description", "check_name", "fingerprint", "severity", "location")  # GitLab's, in the reporter's order


def is_report(data: bytes, name: str) -> bool:
    """Whether a file's bytes are empty or a report of the format, which is one of FORMATS."""
    if not data:
        return True
    try:
        text = data.decode().replace("\r\n", "\n")  # a checkout on Windows may have changed the line ends
    except UnicodeDecodeError:
        return False
    if name == "gitlab":
        return _is_gitlab(text)
    if name in _BEGINNINGS:
        return _BEGINNINGS[name].match(text) is not None
    return all(map(_LINES[name].fullmatch, text.removesuffix("\n").split("\n")))


def _is_gitlab(text: str) -> bool:
    """The report names no program: it is told by having what the reporter writes, all of it and nothing else."""
    import json  # noqa: PLC0415  this format alone needs it

    try:
        found: Any = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, list) and all(isinstance(issue, dict) and tuple(issue) == _ISSUE for issue in found)
