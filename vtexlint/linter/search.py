"""Search a text that is not a config file for exact tokens: source code, Markdown, logs, notebooks, binary files.

Only the rules about secrets judge what is found. No parser is needed: a token is 128 capitals, bounded, as mixed as chance makes them.
"""

import re
from collections.abc import Iterator

from vtexlint.credentials import shapes
from vtexlint.credentials.model import Credential, CredentialSet, EmbeddedText, Pair, Scope
from vtexlint.credentials.normalize import Normalized
from vtexlint.linter.file_context import FileContext
from vtexlint.linter.file_result import FileResult
from vtexlint.linter.lint import judge
from vtexlint.linter.parse_file import ParsedFile
from vtexlint.linter.prefilter import may_hold_exact_token
from vtexlint.parsers.model import Comment, Container, Document
from vtexlint.rules.names import SCOPES, SECRET_RULES
from vtexlint.text.secret import Secret
from vtexlint.text.source import Source, Span

SEARCH_RULES = SECRET_RULES | {"client-exposed-secret"}
"""The rules that judge a searched text."""

_NAME = re.compile(r"(?P<name>[A-Za-z_][\w.-]{0,80})[\"'`\])]*\s*(?::=|=>|[=:,(])\s*[\"'`(]*\s*$")
_KEY = re.compile(rf"vtexappkey-{shapes.ACCOUNT}-[A-Z]{{6}}(?![A-Za-z0-9])")
_IGNORE = re.compile(r"(?:#|//|--|;|%|<!--|/\*)+[ \t]*vtexlint:[^\r\n]*")
_NEAR = 5  # lines to both sides in which the appKey of a token is looked for


def search_bytes(display_path: str, data: bytes, context: FileContext) -> FileResult | None:
    """The findings of the secret rules about a text of any kind; None where it has no token."""
    if not may_hold_exact_token(data):
        return None
    text = data.decode("latin-1")
    source = Source(display_path, text, "latin-1", b"", context.repo_path)
    found = tuple(_credentials(source))
    if not found:
        return None
    document = Document("text", (), (Container(-1, None, "mapping"),), tuple(_comments(text)))
    pairs = tuple(Pair(None, one) for one in found)
    parsed = ParsedFile(source, "text", document, CredentialSet(found, pairs, ()))
    disabled = context.disabled_rules | (frozenset(SCOPES) - SEARCH_RULES)
    return judge(parsed, context._replace(disabled_rules=disabled, snapshots=None))


def _credentials(source: Source) -> Iterator[Credential]:
    document = Document("text", (), (Container(-1, None, "mapping"),))
    host = EmbeddedText(source, document)
    for match in re.finditer(shapes.TOKEN_ANYWHERE, source.text):
        token = match[0]
        span = Span(*match.span())
        line = source.line_span(source.position(span.start).line)
        name = _NAME.search(source.text, line.start, span.start)
        yield Credential(
            kind="token", strength="strong", name=name["name"] if name else "",
            name_span=Span(*name.span("name")) if name else span, raw=Secret(token), span=span, state="set",
            normalized=Normalized(token), form="text", scope=Scope(0, 0, 0), entry=None, host=host,
        )  # fmt: skip


def _comments(text: str) -> Iterator[Comment]:
    for match in _IGNORE.finditer(text):
        start = text.rfind("\n", 0, match.start()) + 1
        yield Comment(Span(*match.span()), not text[start : match.start()].strip())
