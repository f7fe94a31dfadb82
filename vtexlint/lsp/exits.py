"""The two exits for text of the language server, as `cli/console.py` has them for the command line.

Every text in a message to the editor is made by one of them: tests/text/test_third_exit.py looks for any other.
"""

from vtexlint.reporters.plain import harmless, without_tokens
from vtexlint.text.secret import Secret


def say(*lines: str, between: str = "\n") -> str:
    """What vtexlint says: each line without anything that acts, without links, and without what may be a part of a token.

    VS Code makes links of `[text](command:...)` in the messages that it shows, which run commands of the editor.
    """
    return between.join(without_tokens(harmless(line)).replace("](", "] (") for line in lines)


def return_text(text: str | Secret) -> str:
    """A user's own text, for an edit of the file that it is from: unchanged."""
    return text.reveal() if isinstance(text, Secret) else text
