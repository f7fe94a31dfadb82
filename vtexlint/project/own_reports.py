"""Recognize files that vtexlint wrote, by how they start: its reports and baselines are not linted.

They are searched for exact tokens nevertheless: they contain none, so what has one only looks like a report.
"""

from vtexlint._startup.modules import load

_HEAD = 4096
_BLANKS = b" \t\r\n"
_MARKS = (b'"vtexlint"', b'"fingerprint"')  # each report and baseline has one
_BASELINE = r'\{"version":[\d.]+,(?:"salt":"[^"]*",)?"findings":\[\{".*"fingerprint":"'


def is_own_report(data: bytes) -> bool:
    """Whether a file is a report of a format that is JSON, or a baseline, as vtexlint writes them."""
    if data[:1] not in (b"{", b"["):
        return False
    head = data[:_HEAD].translate(None, _BLANKS)
    if not any(mark in head for mark in _MARKS):
        return False  # nearly all: these need no patterns
    text = head.decode("utf-8", "replace")
    return bool(load("re").match(_BASELINE, text)) or bool(load("vtexlint.reporters.recognition").begins_as_json_report(text))
