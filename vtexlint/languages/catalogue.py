"""The texts of a language: gettext catalogues, keyed by a template's id (msgctxt) and its English text (msgid).

A text that a catalogue lacks, or whose English has changed since, stays English. Imported where the language is not English.
"""

import gettext
import os
from functools import cache

from vtexlint._startup.modules import load
from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.languages.codes import ENGLISH, PSEUDO

if TYPE_CHECKING:
    from vtexlint.text.messages import Translate

DOMAIN = "vtexlint"
FOLDER = os.path.join(os.path.dirname(os.path.dirname(__file__)), "locales")


def folder_of(language: str) -> str:
    """The folder of a language's texts, as gettext names it: `pt_BR`."""
    return os.path.join(FOLDER, language.replace("-", "_"))


def compiled_path(language: str) -> str:
    """Where the compiled catalogue of a language is."""
    return os.path.join(folder_of(language), "LC_MESSAGES", f"{DOMAIN}.mo")


@cache
def translation(language: str) -> "Translate | None":
    """What translates templates into a language; None for English, and where the catalogue cannot be read."""
    if language == ENGLISH:
        return None
    if language == PSEUDO:
        translate: Translate = load("vtexlint.languages.pseudo").translate
        return translate
    try:
        with open(compiled_path(language), "rb") as file:
            return of_catalogue(gettext.GNUTranslations(file))
    except OSError:
        return None  # an installation without it still works


def of_catalogue(found: gettext.NullTranslations) -> "Translate":
    """What looks a template up in a catalogue."""

    def translate(id: str, text: str, one: str | None, count: int | None) -> str:
        if one is None:
            return found.pgettext(id, text)
        return found.npgettext(id, one, text, 2 if count is None else count)

    return translate
