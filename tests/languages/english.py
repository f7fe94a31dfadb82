"""English that a translator would never see: words without accents in a text of the made-up language."""

import re
from collections.abc import Iterator

from vtexlint.cli.main import COMMANDS
from vtexlint.pages.guides import NAMES as TOPICS
from vtexlint.reporters.table import FORMATS
from vtexlint.rules.names import REPLACES, SEVERITIES
from vtexlint.settings import COLOURS, LANGUAGES, LOADERS
from vtexlint.settings_table import KEYS

# words that no translation changes: names of options' values, of programs and of VTEX
NAMES = {
    *FORMATS, *COLOURS, *LANGUAGES, *LOADERS, *SEVERITIES, *REPLACES, *KEYS, *COMMANDS, "appKey", "appToken", "appKeys", "appTokens", "vtexlint", "bash", "zsh",
    "fish", "powershell", "git", "compose", "all", "config", "show", "prek", "text", "json", "csv", *TOPICS,
}  # fmt: skip
# accounts and fields in the files that the tests check, which messages name
OF_FILES = {
    "fakestore", "otherstore", "thirdstore", "outraloja", "fakestor", "fakestroe", "schema", "key", "accountName", "vtexAppKey", "vtexAppToken", "AppKey",
    "AppToken",
}  # fmt: skip
_KEPT = re.compile(r"`[^`]*`|<[^>\n]*>|\"[^\"\n]*\"|'[^'\n]*'|\([a-z]+://\S*\)|https?://\S+")
_WORD = re.compile(r"(?<![\w./=@$\\-])[A-Za-z]{3,}(?![\w./=@(-]|: ?\d)")
_SHOWN = re.compile(r"^ *(?:-->|:::|\d+ \||[+-] |= .*: \S+:\d+:\d+$).*$", re.MULTILINE)


def words(text: str, *others: str) -> list[str]:
    """The English words of a text, each once: not code, names, options, paths, nor lines of a user's file, nor the others."""
    return [word for word in dict.fromkeys(_words(text)) if word not in others]


def _words(text: str) -> Iterator[str]:
    for word in _WORD.findall(_KEPT.sub("", _SHOWN.sub("", text))):
        if word not in NAMES | OF_FILES and not word.isupper() and set(word) & set("aceginorsuy"):
            yield word
