"""Search a file that is not a config file for exact tokens: source code, Markdown, logs, notebooks, binary files.

Only the secret rules check what is found. No parser is needed: a token is 128 random uppercase letters that are not next to letters or
digits (in a binary file, these may be next to it), as they are or in base64. A VTEX ID session token contains its own type and expiry.
`_tokens` is the place for further kinds of secrets.
"""

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence

from vtexlint._startup.digests import digest
from vtexlint._startup.typed import NamedTuple
from vtexlint.credentials import bare_tokens, near, shapes
from vtexlint.credentials.credential_set import CredentialSet
from vtexlint.credentials.model import Credential, EmbeddedText, Pair, Scope, SessionToken
from vtexlint.credentials.names import CredentialKind, classify
from vtexlint.credentials.normalize import Normalized
from vtexlint.credentials.placeholders import is_documented
from vtexlint.credentials.sessions import find_sessions
from vtexlint.diagnostics import Location
from vtexlint.linter.base64_text import credentials_in_base64, key_with
from vtexlint.linter.file_context import FileContext
from vtexlint.linter.file_result import FileResult, PendingFinding
from vtexlint.linter.ignore_comments import mentions_comment
from vtexlint.linter.lint import lint_parsed
from vtexlint.linter.masking import Masker
from vtexlint.linter.parse_file import ParsedFile
from vtexlint.linter.prefilter import base64_places, may_hold_session
from vtexlint.parsers.model import Comment, Container, Document
from vtexlint.rules.names import SCOPES, SECRET_RULES
from vtexlint.text.capitals import token_regions
from vtexlint.text.messages import Template
from vtexlint.text.patterns import lazy
from vtexlint.text.secret import Secret
from vtexlint.text.source import Source, Span, UndecodableError

SEARCH_RULES = SECRET_RULES | {"client-exposed-secret", "session-token"}
"""The rules that check a searched text."""
_RULES = SEARCH_RULES | {"unknown-suppression"}

KEY_NEARBY = Template("search.key", "the appKey `{key}`")

COPY = Template("search.copy", "the same appToken")
COPIES = Template(
    "search.copies",
    "the same appToken, which appears {count} more times in this file",
    "the same appToken, which appears once more in this file",
)

_MOST_COPIES = 3  # copies of a token in one file that are shown
_MARGIN = 1000  # bytes around a run of uppercase letters: a token's neighbours, and its other parts if it is split
_WIDE = lazy(r"(?<![A-Za-z0-9]\0)(?:[A-Z]\0){127}[A-Z](?!\0?[A-Za-z0-9])")
_IGNORE = lazy(
    r"(?P<mark>#|//|--|;|%|<!--|/\*|\*)(?:[^\r\n]{0,200}?[^A-Za-z0-9\r\n])?"
    r"(?:vtexlint:[ \t]*ignore(?:-file)?\b|(?i:vtexlint[ \t]*[-_:= \t][ \t]*[a-z]|noqa[ \t]*:))[^\r\n]*"
)
"""An ignore comment, or what may be one in another spelling."""

_OPENERS = "{(<@[!"  # characters before a mark that may belong to the comment: `{/* */}` in JSX, `{# #}`, `<%# %>`, `(* *)`
_COMMENT_LINE = lazy(r"[ \t]*(?:#|//|--|;|%|<!--|/\*|\*)")


class SearchResult(NamedTuple):
    """The findings, and the appKey that belongs to each token: SHA-256 of the token to the key."""

    file: FileResult
    keys: Mapping[str, str]


def search_bytes(display_path: str, data: bytes, context: FileContext) -> FileResult | None:
    """The findings of the secret rules about a file of any kind; None if it has no token."""
    found = search_tokens(display_path, data, context)
    return found.file if found else None


def search_tokens(display_path: str, data: bytes, context: FileContext) -> SearchResult | None:
    """As `search_bytes`, with the appKeys."""
    may_hold_token = holds_token(data)
    may_hold_base64 = next(base64_places(data.replace(b"\0", b"")), None) is not None
    may_hold_sessions = "session-token" not in context.disabled_rules and may_hold_session(data)
    if not (may_hold_token or may_hold_base64 or may_hold_sessions):
        return None
    source, is_binary = _decoded(display_path, data, context.repo_path)
    tokens = list(_tokens(source, is_binary)) if may_hold_token else []
    if not (tokens or may_hold_base64) and (not may_hold_sessions or is_binary):
        return None
    comments = () if is_binary else tuple(_comments(source))
    document = Document("text", (), (Container(-1, None, "mapping"),), comments)
    host = EmbeddedText(source, document)
    credentials = [_credential("token", value, span, source, host, is_binary) for value, span in tokens]
    if may_hold_base64:
        credentials += (one for one in credentials_in_base64(host, [span for _, span in tokens]) if one.is_set)
    credentials = sorted((one for one in credentials if not bare_tokens.is_identifier(one.name)), key=lambda one: one.span)
    sessions = _sessions(host, context.now) if may_hold_sessions and not is_binary else ()
    if not (credentials or sessions):
        return None
    keys = [
        _credential("key", source.slice(span), span, source, host, is_binary)
        for span in near.keys_near(source.text, [one.span for one in credentials])
    ]
    pairing = near.keys_of(source, [near.Near(one.span, one.name) for one in credentials], [near.Near(one.span, one.name) for one in keys])
    inside = {index: key for index, one in enumerate(credentials) if one.host.is_between and (key := key_with(one)) is not None}
    pairs = tuple(
        Pair(inside.get(index) or (keys[pairing[index]] if index in pairing else None), token) for index, token in enumerate(credentials)
    )
    paired = [keys[index] for index in sorted(set(pairing.values()))]
    found = tuple(sorted((*credentials, *paired), key=lambda one: one.span))
    parsed = ParsedFile(source, "text", document, CredentialSet(found, pairs, (), sessions=sessions))
    disabled = context.disabled_rules | (frozenset(SCOPES) - _RULES)
    result = lint_parsed(parsed, context._replace(disabled_rules=disabled, snapshots=None))
    result = result._replace(
        credentials=len(found) + len(sessions),
        pending=tuple(_related(_first_places(result), parsed, context)),
        suppression_comments=tuple(one._replace(is_fixable=False) for one in result.suppression_comments),
    )
    return SearchResult(result, {digest(pair.token.value): pair.key.value for pair in pairs if pair.token and pair.key})


def _sessions(host: EmbeddedText, now: float | None) -> tuple[SessionToken, ...]:
    """The session tokens that are still valid; an expired one is useless, and code contains many such examples."""
    return tuple(one for one in find_sessions((), host) if one.expires > (time.time() if now is None else now))


def holds_token(data: bytes) -> bool:
    """Whether the bytes contain an exact token, or UTF-16 that may contain one. Reads only the ranges that may have a token.

    For a file over the size limit: chunk by chunk, which must overlap by 4,096 bytes.
    """
    start = stop = 0
    is_binary = b"\0" in data
    for low, high, width in token_regions(data):
        if width > 1:
            return True
        low, high = max(0, low - _MARGIN), high + _MARGIN
        if start <= low <= stop:
            stop = max(stop, high)
            continue
        if stop and _part_holds_token(data[start:stop], is_binary):
            return True
        start, stop = low, high
    return bool(stop) and _part_holds_token(data[start:stop], is_binary)


def _part_holds_token(part: bytes, is_binary: bool) -> bool:
    # latin-1: a letter of UTF-8 beyond ASCII is not an ASCII letter there either
    source = Source("", part.decode("latin-1"))
    return next(_tokens(source, is_binary), None) is not None


def _decoded(display_path: str, data: bytes, repo_path: str) -> tuple[Source, bool]:
    """The file as text, and whether it is binary: then each byte is a character, and only LF ends a line."""
    try:
        return Source.from_bytes(display_path, data, repo_path), False
    except UndecodableError:
        head = data[:4096]
        for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
            # a file that is mostly zeros, such as a new SQLite database, has them among the other bytes too
            is_wide = head[first::2].count(0) * 3 >= len(head) and head[1 - first :: 2].count(0) * 16 <= len(head)
            if is_wide and len(data) % 2 == 0:
                try:
                    return Source(display_path, data.decode(encoding), encoding, b"", repo_path), False
                except UnicodeDecodeError:
                    break
        return Source(display_path, data.decode("latin-1").replace("\r", " "), "latin-1", b"", repo_path), True


def _tokens(source: Source, is_binary: bool) -> Iterator[tuple[str, Span]]:
    """Every random token of a text and its place."""
    text = source.text
    for span in bare_tokens.in_binary(text) if is_binary else bare_tokens.in_text(text):
        value = source.slice(span)
        if _is_issued(value):
            yield value, span
    if not is_binary:
        for value, span in bare_tokens.split_in_text(text):
            if _is_issued(value):
                yield value, span
        return
    for match in _WIDE.finditer(text):
        value = match[0].replace("\0", "")
        if _is_issued(value):
            yield value, Span(*match.span())


def _is_issued(value: str) -> bool:
    return shapes.is_random(value) and not is_documented(value)


def _credential(kind: CredentialKind, value: str, span: Span, source: Source, host: EmbeddedText, is_binary: bool) -> Credential:
    found = near.name_before(source.text, span.start)
    if found and is_binary and not classify(found.name):
        found = None
    named = classify(found.name) if found else None
    return Credential(
        kind=kind, strength="strong", name=found.name if found else "", name_span=found.span if found else Span(span.start, span.start),
        raw=Secret(value), span=span, state="set", normalized=Normalized(value), form="text", scope=Scope(0, 0, 0), entry=None, host=host,
        qualifier=named.qualifier if named else (),
    )  # fmt: skip


def _first_places(result: FileResult) -> Iterator[tuple[PendingFinding, Sequence[PendingFinding]]]:
    """One finding for each token of the file, with its copies: at the first place that no ignore comment covers."""
    groups: dict[tuple[str, str, str], list[PendingFinding]] = {}
    for one in result.pending:
        groups.setdefault((one.finding.rule, one.finding.digest, one.requires_git_state or one.finding.name), []).append(one)
    for same in groups.values():
        first = next((one for one in same if not _is_covered(one, result)), same[0])
        yield first, [one for one in same if one is not first]


def _is_covered(one: PendingFinding, result: FileResult) -> bool:
    for covering in result.suppression_comments:
        comment = covering.comment
        is_named = one.finding.rule in comment.known
        if is_named and (comment.lines is None or any(one.lines[0] <= line <= one.lines[1] for line in comment.lines)):
            return True
    return False


def _related(
    findings: Iterable[tuple[PendingFinding, Sequence[PendingFinding]]], parsed: ParsedFile, context: FileContext
) -> Iterator[PendingFinding]:
    """The findings with related locations: the appKey of the token, and copies of the token."""
    source = parsed.source
    keys = {source.position(pair.token.span.start): pair.key for pair in parsed.found.pairs if pair.token and pair.key}
    masker = Masker(source, parsed.document, parsed.found) if context.snippets and keys else None
    for one, copies in findings:
        related = list(one.finding.related)
        key = keys.get(one.finding.location.start)
        if key is not None and not key.host.is_between:  # in the same base64, it has the same place
            snippet = masker.snippet(key.span) if masker else None
            start, end = source.position(key.span.start), source.position(key.span.end)
            related.append(Location(source.display_path, start, end, KEY_NEARBY(key=key.value), snippet))
        for index, copy in enumerate(copies[:_MOST_COPIES]):
            left = len(copies) - _MOST_COPIES
            message = COPIES(count=left) if left > 0 and index == _MOST_COPIES - 1 else COPY()
            related.append(copy.finding.location._replace(message=message))
        yield one.with_finding(one.finding._replace(related=tuple(related)))


def _comments(source: Source) -> Iterator[Comment]:
    """The ignore comments, in any spelling, after any opening of a comment, and the comment lines after one of them.

    The latter are needed so that a comment covers the first line of code after it.
    """
    text = source.text
    if not mentions_comment(text):
        return
    known: set[int] = set()  # lines
    for match in _IGNORE.finditer(text):
        number = source.position(match.start()).line
        if number in known:
            continue
        line = source.line_span(number)
        own_line = not text[line.start : match.start()].rstrip(_OPENERS).strip()
        known.add(number)
        yield Comment(Span(*match.span()), own_line)
        while own_line and number < len(source.line_starts):
            number += 1
            line = source.line_span(number)
            if number in known or not _COMMENT_LINE.match(text, line.start, line.end) or mentions_comment(source.slice(line)):
                break
            known.add(number)
            yield Comment(line, True)
