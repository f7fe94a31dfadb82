"""Tokens apart from names: in comments, in longer strings, in the raw text."""

import re
from collections.abc import Iterator

from vtexlint.credentials import shapes
from vtexlint.credentials.names import CredentialKind, classify
from vtexlint.parsers.model import Comment
from vtexlint.text.source import Source, Span

_COMMENTED = r"(?P<name>[A-Za-z][\w.-]{2,60})[\"']?[ \t]*(?:=>|[:=])[ \t]*[\"'`]?(?P<value>[A-Za-z]{60,256})(?![A-Za-z0-9])"


_LONG = 10_000  # characters; from here on a look at the bytes costs less than the expression
_TO_CLASSES = bytes(65 if 65 <= code <= 90 else 46 for code in range(256))


def in_text(text: str) -> Iterator[Span]:
    """Exactly 128 capitals, bounded, wherever they stand."""
    if len(text) > _LONG and b"A" * shapes.TOKEN_LENGTH not in text.encode("ascii", "replace").translate(_TO_CLASSES):
        return
    for match in re.finditer(shapes.TOKEN_ANYWHERE, text):
        yield Span(match.start(), match.end())


def in_comment(source: Source, comment: Comment) -> Iterator[tuple[str, Span, Span, CredentialKind]]:
    """Commented-out lines that hold a token, also one of another length or case: (name, its span, the value's, role)."""
    text = source.slice(comment.span)
    if len(text) < 60:
        return
    for match in re.finditer(_COMMENTED, text):
        found = classify(match["name"])
        if found and shapes.is_token_like(match["value"]):
            names, values = match.span("name"), match.span("value")
            start = comment.span.start
            yield match["name"], Span(start + names[0], start + names[1]), Span(start + values[0], start + values[1]), found.kind
