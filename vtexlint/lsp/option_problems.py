"""What is wrong with the options that an editor sends."""

from collections.abc import Callable, Iterator
from typing import Any

from vtexlint.languages.codes import language_named
from vtexlint.settings import LANGUAGES
from vtexlint.settings_table import FILE_NAME, FLAG, LANGUAGE, STRINGS
from vtexlint.text.messages import Message, Template

WRONG = Template("server.wrong-option", "`{name}` in the options from the editor was ignored: {reason}")


def _is_list(value: Any) -> bool:
    return value == {} or (isinstance(value, list) and all(isinstance(one, str) for one in value))  # Lua and PHP write an empty list as {}


def _is_flag(value: Any) -> bool:
    return isinstance(value, bool)


def _is_name(value: Any) -> bool:
    return isinstance(value, str)


def _is_language(value: Any) -> bool:
    return isinstance(value, str) and (not value or language_named(value) is not None)


_OPTIONS: dict[str, tuple[Callable[[Any], bool], Message]] = {
    **dict.fromkeys(("select", "extendSelect", "ignore"), (_is_list, STRINGS())),
    **dict.fromkeys(("unsafeFixes", "inlayHints", "pages"), (_is_flag, FLAG())),
    "config": (_is_name, FILE_NAME()),
    "language": (_is_language, LANGUAGE(languages=", ".join(LANGUAGES))),
}


def problems_of(options: object) -> Iterator[Message]:
    """A message for each option whose value is of another kind; null is as if it were not there, as an empty text is."""
    if not isinstance(options, dict):
        return
    for name, (fits, expected) in _OPTIONS.items():
        value = options.get(name)
        if value is not None and not fits(value):
            yield WRONG(name=name, reason=expected)
