"""Which language to use: the names of languages, and what the environment asks for.

`en`, `es` and `pt-BR` are the languages; `pseudo` is a made-up one, in which a text that cannot be translated is seen at once.
"""

from vtexlint._startup.modules import load
from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.settings import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

ENGLISH = "en"
PSEUDO = "pseudo"
VARIABLE = "VTEXLINT_LANG"

_BY_BASE = {name.partition("-")[0]: name for name in LANGUAGES}


def language_named(text: str) -> str | None:
    """The language of a name such as `pt`, `pt-br`, `pt_BR.UTF-8` or `es-419`: the nearest one that vtexlint has; None for others."""
    return _BY_BASE.get(text.partition(".")[0].partition("@")[0].replace("_", "-").partition("-")[0].lower())


def from_environment(environ: "Mapping[str, str]", *, windows: bool = False) -> str:
    """The language of the locale: LC_ALL, else LC_MESSAGES, else LANG.

    LANGUAGE, a list of languages, goes before them as in GNU gettext, unless they name the locale C. `windows`: where no variable is
    set, the system is asked. A language that vtexlint does not have gives English.
    """
    locale = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := environ.get(name))), "")
    if locale in ("C", "POSIX"):
        return ENGLISH
    listed = environ.get("LANGUAGE", "")
    names = listed.split(":") if listed else [locale] if locale else []
    if not names and windows:
        names = load("vtexlint.languages.windows").preferred()
    return next((found for name in names if (found := language_named(name))), ENGLISH)
