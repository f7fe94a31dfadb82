"""A page as one file of HTML: its style and program are in it, and its policy lets nothing else in.

Each part of it that is not a constant of this package is escaped by Jinja2. The file is ASCII, so that it means the same in whatever
encoding it is written.
"""

from base64 import b64encode
from functools import cache
from hashlib import sha256

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from vtexlint._about import __version__
from vtexlint.reporters.page.charts import drawn
from vtexlint.reporters.page.markdown import coded, html
from vtexlint.reporters.page.model import Page
from vtexlint.reporters.plain import harmless
from vtexlint.reporters.style import Style
from vtexlint.text.messages import Template

SEARCH = Template("html.search", "search in rows")
ALL = Template("html.all", "{column}: all")
SHOWN = Template("html.shown", "{shown} of {total} shown")
RESET = Template("html.reset", "show all")
OPEN_ALL = Template("html.open-all", "open all")
CLOSE_ALL = Template("html.close-all", "close all")
NO_MATCH = Template("html.no-match", "No row matches.")
DETAILS = Template("html.details", "details")
OTHERS = Template("html.others", "others")
KEYS = Template(
    "html.keys", "Keys: `/` search, `j` and `k` next and previous row, `Enter` opens it, `o` opens or closes all, `Esc` shows all."
)
SORT = Template("html.sort", "sort by this column")

OWN_BEGINNING = (
    r'<!doctype html>\n<html lang="[\w-]+">\n<head>\n<meta charset="utf-8">\n'
    r'<meta name="generator" content="vtexlint [^"\n]*">\n'
)
"""How a page begins that vtexlint has written."""

_TEXTS = {
    "search": SEARCH,
    "reset": RESET,
    "open_all": OPEN_ALL,
    "close_all": CLOSE_ALL,
    "no_match": NO_MATCH,
    "details": DETAILS,
    "hint": KEYS,
    "sort": SORT,
}


def render(page: Page, style: Style) -> str:
    """The file's text."""
    environment = _environment()
    sheet, program = _source("page.css"), _source("page.js")

    def all_of(column: str) -> str:
        return style.localize(ALL(column=column))

    text = environment.get_template("page.html").render(
        page=page,
        charts=[drawn(chart, style.localize(OTHERS())) for chart in page.charts if chart.bars],
        say={name: style.localize(template()) for name, template in _TEXTS.items()},
        shown=style.localize(SHOWN(shown="{shown}", total="{total}")),
        all_of=all_of,
        language="en" if style.language == "pseudo" else style.language,
        version=__version__,
        sheet=Markup(sheet),  # noqa: S704  constants of this package
        program=Markup(program),  # noqa: S704
        policy=policy(sheet, program),
    )
    return text.encode("ascii", "xmlcharrefreplace").decode()


def policy(sheet: str, program: str) -> str:
    """The Content-Security-Policy: this style and this program, and no request at all."""
    return f"default-src 'none'; style-src '{_digest(sheet)}'; script-src '{_digest(program)}'; base-uri 'none'; form-action 'none'"


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("vtexlint.reporters.page"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.filters |= {"plain": harmless, "coded": coded, "markdown": html}
    return made


def _source(name: str) -> str:
    """The text of a file among the templates, which begins and ends with a line break in the page."""
    environment = _environment()
    assert environment.loader is not None
    text, _, _ = environment.loader.get_source(environment, name)
    return f"\n{text.strip()}\n"
