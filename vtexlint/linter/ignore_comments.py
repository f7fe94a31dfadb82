"""The way to the ignore comments of a text: most texts have none, and what reads them is imported for one that may have some."""

from vtexlint._startup.modules import load
from vtexlint._startup.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vtexlint.linter.file_result import Suppression
    from vtexlint.parsers.model import Document
    from vtexlint.text.source import Source


def mentions_comment(text: str) -> bool:
    """Whether there may be an ignore comment in a text, or one in a spelling that does nothing."""
    lower = text.lower()
    return "vtexlint" in lower or "noqa" in lower


def suppressions(source: "Source", document: "Document") -> "tuple[Suppression, ...]":
    """The ignore comments of a document, in order."""
    if not document.comments or not mentions_comment(source.text):
        return ()
    found: tuple[Suppression, ...] = load("vtexlint.linter.suppressions").suppressions(source, document)
    return found


def shown_comments(text: str) -> "Iterable[tuple[int, int, str]]":
    """The start, the end and the form in reports of each ignore comment in a text, wherever it is.

    Only rule names in its brackets are shown: a user may have pasted anything there. Of those that start together the first counts.
    """
    if not mentions_comment(text):
        return ()
    found: Iterable[tuple[int, int, str]] = load("vtexlint.linter.suppressions").shown_comments(text)
    return found
