"""Real tokens in one blob of a repository, under one of its names: what `history` asks of each blob.

A history has hundreds of versions of a file, which differ in a few lines. So only what is new in a version is looked at, where the version
before has nothing in it that may be a token; and a token whose surroundings were parsed in an older version is not parsed for again.
"""

import os
import re
from collections.abc import Iterable, Iterator, Mapping

from vtexlint._startup.digests import digest
from vtexlint._startup.typed import NamedTuple
from vtexlint.diagnostics import Finding
from vtexlint.linter.changed_part import changed_parts
from vtexlint.linter.file_context import FileContext
from vtexlint.linter.file_result import FileResult, PendingFinding
from vtexlint.linter.lint import conclude, lint_file
from vtexlint.linter.prefilter import may_hold_credentials
from vtexlint.linter.rule_selection import UnknownRuleError, disabled_rules
from vtexlint.linter.search import search_tokens
from vtexlint.linter.token_prefilter import is_secret_manifest, token_places
from vtexlint.parsers.formats import format_of
from vtexlint.parsers.model import Format
from vtexlint.project.config import Config, Configs
from vtexlint.project.errors import TroubleError, at, where
from vtexlint.project.git.objects import Blobs, BlobState, Wanted
from vtexlint.rules.names import SEVERITIES
from vtexlint.text.capitals import may_hold_exact_token
from vtexlint.text.globs import glob_matches
from vtexlint.text.messages import Message, Template
from vtexlint.text.source import UTF16_BOMS, Source, UndecodableError

FAILED = Template("history.failed", "{path} (blob {blob}): vtexlint failed on it ({error}); please report this")

_RULE = "committed-secret"
_MANY = 10_000
_MOST_KEPT = 8_000_000  # bytes of the versions that the next ones are compared with
_SURROUNDINGS = 1000  # bytes around a token
_EXACT = re.compile(rb"[A-Z]{128}")
_NOT_A_LETTER = bytes(set(range(256)) - set(range(65, 91)) - set(range(97, 123)))


class TokenHit(NamedTuple):
    """A real token: its SHA-256, the appKey that it is paired with ("" for none), and the finding; None where a comment silences it."""

    token: str
    key: str
    finding: Finding | None


class ScannedBlob(NamedTuple):
    """What came of a request. `hits` where the blob was read; `failure` where vtexlint failed on it."""

    wanted: Wanted
    state: BlobState
    hits: tuple[TokenHit, ...] = ()
    failure: Message | None = None


class BlobScanner:
    """Inspects blobs under the settings that hold for their paths. `root` is the work tree, or a bare repository itself.

    Blobs of one path come in the order of the history: what was found in a version can hold for the next one, too.
    """

    def __init__(self, configs: Configs, root: str, *, snippets: bool) -> None:
        self._configs = configs
        self._root = root
        self._snippets = snippets
        self._contexts: dict[int, FileContext] = {}
        self._limits: dict[str, int | None] = {}
        self._clean = _Versions(_MOST_KEPT)
        self._known: dict[tuple[str, str, str], tuple[TokenHit, ...]] = {}  # path, digests of a token and of it with its surroundings
        self.parsed = 0
        self.searched = 0
        self.looked_at = 0
        """How many blobs were parsed and searched, and how many bytes were looked at for capitals and words."""

    def limit(self, path: str) -> int | None:
        """Up to how many bytes a blob of this path is read; None for a path that the settings leave out. Raises ConfigError."""
        if path not in self._limits:
            if len(self._limits) >= _MANY:
                self._limits.clear()
            self._limits[path] = self._limit(path)
        return self._limits[path]

    def _limit(self, path: str) -> int | None:
        config = self._config(path)
        settings = config.settings
        if settings.exclude or settings.per_file_ignores:
            relative = os.path.relpath(os.path.join(self._root, path), config.directory).replace(os.sep, "/")
            ignoring = [glob for glob, rules in settings.per_file_ignores if _RULE in rules]
            if any(glob_matches(pattern, relative) for pattern in (*settings.exclude, *ignoring)):
                return None
        return settings.max_file_size

    def _config(self, path: str) -> Config:
        """The settings nearest to the path in today's work tree; a tree may hold names that no work tree could."""
        parts = path.split("/")
        if "" in parts or ".." in parts or "\0" in path:
            return self._configs.of_directory(self._root)
        return self._configs.of_file(os.path.join(self._root, path))

    def scan(self, blobs: Blobs, wanted: Iterable[Wanted]) -> Iterator[ScannedBlob]:
        """Read and inspect blobs. A fault of vtexlint on one blob must not hide what is in the others: it is a result."""
        for blob in blobs.contents(wanted):
            oid, path, *_ = blob.wanted
            hits: tuple[TokenHit, ...] = ()
            failure = None
            if blob.state == "read":
                try:
                    hits = self.inspect(path, blob.data)
                except TroubleError:
                    raise
                except Exception as error:
                    failure = FAILED(path=path, blob=oid[:12], error=where(error))
            yield ScannedBlob(blob.wanted, blob.state, hits, failure)

    def inspect(self, path: str, data: bytes) -> tuple[TokenHit, ...]:
        """The real tokens of a blob.

        A config file is linted, for damaged tokens and base64; any other file is searched, as `vtexlint check` does.
        """
        context = self._chosen(self._config(path))
        kind = format_of(path)
        if kind is None or _is_binary(data):
            return self._search(path, data, context)
        names = context.settings.extra_name_bytes
        places = self._places(path, data, kind, names)
        if not places or not may_hold_credentials(data, path, names):
            return ()
        tokens = _exact_tokens(data, places)
        known = [self._known.get((path, *one)) for one in tokens.items()]
        if tokens and None not in known:
            return tuple(dict.fromkeys(hit for hits in known for hit in hits or ()))
        self.parsed += 1
        source = _text_of(path, data)
        if source is None:
            return self._search(path, data, context)
        linted = lint_file(source, kind, context)
        found = tuple(_hits(linted, {sighting.token: sighting.key for sighting in linted.sightings}))
        self._learn(path, tokens, found)
        return found

    def _places(self, path: str, data: bytes, kind: Format, names: tuple[bytes, ...]) -> list[bytes]:
        """What may be a token: of what is new in the blob, where the version before has none."""
        if data[:2] in UTF16_BOMS or b"\0" in data:
            return list(token_places(data, kind, names))
        before = self._clean.pop(path)
        if before is not None:
            parts = list(changed_parts(before, data))
            self.looked_at += sum(map(len, parts))
            # a manifest is a Secret as a whole
            if not any(is_secret_manifest(part) or next(token_places(part, kind, names), None) is not None for part in parts):
                self._clean.keep(path, data)
                return []
        self.looked_at += len(data)
        places = list(token_places(data, kind, names))
        if not places and not is_secret_manifest(data):
            self._clean.keep(path, data)
        return places

    def _learn(self, path: str, tokens: Mapping[str, str], found: tuple[TokenHit, ...]) -> None:
        if len(self._known) > _MANY:
            self._known.clear()
        for token, key in tokens.items():
            self._known[path, token, key] = tuple(hit for hit in found if hit.token == token)

    def _search(self, path: str, data: bytes, context: FileContext) -> tuple[TokenHit, ...]:
        if not may_hold_exact_token(data):
            return ()
        self.searched += 1
        found = search_tokens(path, data, context)
        return tuple(_hits(found.file, found.keys)) if found else ()

    def _chosen(self, config: Config) -> FileContext:
        """The settings, with the one rule that a history is searched by (and the pairs that conflicting-pair gathers)."""
        found = self._contexts.get(id(config))
        if found is None:
            try:
                disabled_rules(config.settings)
            except UnknownRuleError as error:
                raise TroubleError(at(config.place_of(error.name), error.message)) from None
            disabled = frozenset(SEVERITIES) - {_RULE, "conflicting-pair"}
            found = self._contexts[id(config)] = FileContext(config.settings, disabled, snippets=self._snippets)
        return found


class _Versions:
    """The last version of each path, those that were kept last; of no more than so many bytes."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._size = 0
        self._kept: dict[str, bytes] = {}

    def pop(self, path: str) -> bytes | None:
        data = self._kept.pop(path, None)
        self._size -= len(data or b"")
        return data

    def keep(self, path: str, data: bytes) -> None:
        self._kept[path] = data
        self._size += len(data)
        while self._size > self._most:
            self.pop(next(iter(self._kept)))


def _exact_tokens(data: bytes, places: list[bytes]) -> dict[str, str]:
    """The digest of each token, and that of the token with its surroundings; nothing where the blob must be parsed.

    It must be where a place is not an exact token alone, a token is there twice, or there is an ignore comment.
    """
    found: dict[str, str] = {}
    if b"vtexlint" in data:
        return {}
    for place in places:
        token = place.translate(None, _NOT_A_LETTER)
        at = data.find(token)
        if not _EXACT.fullmatch(token) or at == -1 or data.find(token, at + 1) != -1:
            return {}
        around = data[max(0, at - _SURROUNDINGS) : at + len(token) + _SURROUNDINGS]
        found[digest(token.decode("ascii"))] = digest(around.decode("latin-1"))
    return found


def _is_binary(data: bytes) -> bool:
    """Whether a file has NULs, but is not UTF-16."""
    return b"\0" in data and data[:2] not in UTF16_BOMS and data.count(0) * 3 <= len(data)


def _text_of(path: str, data: bytes) -> Source | None:
    """The blob as text; None where it is binary."""
    try:
        return Source.from_bytes(path, data)
    except UndecodableError:
        if data.count(0) * 3 > len(data):  # UTF-16 without its mark
            return Source(path, data.replace(b"\0", b"").decode("latin-1"))
        return None


def _hits(examined: FileResult, keys: Mapping[str, str]) -> Iterator[TokenHit]:
    for candidate in examined.pending:
        if candidate.token and candidate.requires_git_state == "tracked":
            yield TokenHit(candidate.token, keys.get(candidate.token, ""), _unless_silenced(examined, candidate))


def _unless_silenced(examined: FileResult, candidate: PendingFinding) -> Finding | None:
    alone = examined._replace(pending=(candidate,), sightings=())
    findings = conclude([alone], {examined.path: "tracked"}).findings
    return findings[0] if findings else None
