"""Recognize the reports that vtexlint wrote: nothing else may be replaced by a report."""

import re
from collections.abc import Iterator
from functools import cache

from vtexlint._startup.modules import load
from vtexlint.languages.catalogue import translation
from vtexlint.reporters import summary
from vtexlint.reporters.table import TABLE
from vtexlint.settings import LANGUAGES
from vtexlint.text.messages import LIST_COMMA, Template, pieces

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
"""The lines that close a report for people, as any version has written them in English."""

_ANY, _NUMBER = ".+", r"\d+"
_NUMBERS = {"count": _NUMBER, "number": _NUMBER, "safe": _NUMBER, "unsafe": _NUMBER}

_ROWS = {row.name: row for row in TABLE}
_HEAD = 4096
_WITHOUT_BLANKS = dict.fromkeys(map(ord, " \t\r\n"))


def is_report(data: bytes, name: str) -> bool:
    """Whether a file's bytes are empty or a report of the format, which is one of FORMATS: nothing is lost when it is replaced."""
    if not data:
        return True
    try:
        text = data.decode().replace("\r\n", "\n")  # a checkout on Windows may have changed the line ends
    except UnicodeDecodeError:
        return False
    row = _ROWS[name]
    module = load(row.module)
    if beginning := getattr(module, "OWN_BEGINNING", None):
        return re.match(beginning, text) is not None
    if line := getattr(module, "OWN_LINE", None):
        return all(
            re.fullmatch(line, one) or _CLOSING.fullmatch(one) or _closing().fullmatch(one) for one in text.removesuffix("\n").split("\n")
        )
    if is_own := getattr(module, "is_own", None):
        return bool(is_own(text))
    return re.match(row.json_beginning, text[:_HEAD].translate(_WITHOUT_BLANKS)) is not None


def begins_as_json_report(text: str) -> bool:
    """Whether the beginning of a text, without its whitespace, is that of a report in a format that is JSON."""
    return any(row.json_beginning and re.match(row.json_beginning, text) for row in TABLE)


@cache
def _closing() -> re.Pattern[str]:
    """The closing lines of a report, as this version writes them in all languages."""
    return re.compile("|".join(one for language in LANGUAGES for one in _closings(language)))


def _closings(language: str) -> Iterator[str]:
    def any_of(*templates: Template, **fields: str) -> str:
        return f"(?:{'|'.join(one for template in templates for one in _patterns(template, language, fields))})"

    def listed(*templates: Template) -> str:
        item = any_of(*templates)
        between = any_of(LIST_COMMA, items="", next="")
        return f"{item}(?:{between}{item})*"

    plain = any_of(summary.CONFIG_FILES, summary.SEARCHED_FILES)
    files = f"(?:{plain}|{any_of(summary.BOTH_FILES, config=plain, searched=plain)})"
    credentials = f"(?:{listed(summary.CREDENTIALS, summary.PAIRS)}|{any_of(summary.NO_CREDENTIALS)})"
    findings = listed(summary.ERRORS, summary.WARNINGS, summary.INFOS)
    commits, blobs = any_of(summary.COMMITS), any_of(summary.BLOBS)
    totals = (
        f"(?:{any_of(summary.TOTALS, summary.NO_FINDINGS, findings=findings, files=files, credentials=credentials)}"
        f"|{any_of(summary.NOTHING_READ)}|{any_of(summary.NO_TOKEN, summary.TOKENS, commits=commits, blobs=blobs)})"
    )
    yield totals
    yield any_of(summary.SUPPRESSED, totals=totals)
    yield any_of(summary.NOT_READ, summary.RULES_OFF, summary.FIXABLE, summary.FIXABLE_UNSAFE, summary.FIXABLE_BOTH)
    yield any_of(summary.GUIDE, summary.GUIDE_ONE, rule="[a-z-]+")


def _patterns(template: Template, language: str, fields: dict[str, str]) -> Iterator[str]:
    """Each form of a template in a language; `fields` are patterns."""
    translate = translation(language)
    for count in (1, 2) if template.one else (2,):
        text = template.one if template.one and count == 1 else template.text
        if translate is not None:
            text = translate(template.id, template.text, template.one, count if template.one else None)
        known = _NUMBERS | fields
        yield "".join(known.get(part, _ANY) if number % 2 else re.escape(part) for number, part in enumerate(pieces(text)))
