"""The two exits for text of the language server, as `cli/console.py` has them for the command line.

Every text in a message to the editor is made by one of them: tests/text/test_third_exit.py looks for any other. Messages leave in the
language of the editor; a text that is made of messages must be made of `localize(message)`.
"""

from vtexlint.languages.catalogue import translation
from vtexlint.languages.codes import ENGLISH
from vtexlint.reporters.plain import harmless, without_tokens
from vtexlint.text.messages import render
from vtexlint.text.secret import Secret

_spoken = [ENGLISH]  # by the process, which serves one editor


def speak(language: str) -> None:
    """Write messages in this language from now on: one of `settings.LANGUAGES`."""
    _spoken[0] = language


def language() -> str:
    """The language of the editor."""
    return _spoken[0]


def localize(message: str) -> str:
    """A message in the language of the editor; any other text as it is."""
    translate = translation(_spoken[0])
    return message if translate is None else render(message, translate)


def say(*lines: str, between: str = "\n") -> str:
    """What vtexlint says: each line without anything that acts, without links, and without what may be a part of a token.

    VS Code makes links of `[text](command:...)` in the messages that it shows, which run commands of the editor.
    """
    return between.join(without_tokens(harmless(localize(line))).replace("](", "] (") for line in lines)


def return_text(text: str | Secret) -> str:
    """A user's own text, for an edit of the file that it is from: unchanged."""
    return text.reveal() if isinstance(text, Secret) else text
