"""Real tokens in one blob of a repository, under one of its names: what `history` asks of each blob."""

import os
import re
from collections.abc import Iterator, Mapping

from vtexlint._startup.typed import NamedTuple
from vtexlint.diagnostics import Finding
from vtexlint.linter.file_context import FileContext
from vtexlint.linter.file_result import FileResult, PendingFinding
from vtexlint.linter.lint import conclude, lint_file
from vtexlint.linter.prefilter import may_hold_credentials
from vtexlint.linter.rule_selection import UnknownRuleError, disabled_rules
from vtexlint.linter.search import search_tokens
from vtexlint.linter.token_prefilter import may_hold_token
from vtexlint.parsers.formats import format_of
from vtexlint.parsers.model import Format
from vtexlint.project.config import Config, Configs
from vtexlint.project.errors import TroubleError, at
from vtexlint.rules.names import SEVERITIES
from vtexlint.text.capitals import may_hold_exact_token
from vtexlint.text.globs import glob_matches
from vtexlint.text.source import Source, UndecodableError

_RULE = "committed-secret"
_MANY = 10_000
_BETWEEN_STRINGS = re.compile(rb'"[ \t\r\n]*,[ \t\r\n]*"')


class TokenHit(NamedTuple):
    """A real token: its SHA-256, the appKey that it is paired with ("" for none), and the finding; None where a comment silences it."""

    token: str
    key: str
    finding: Finding | None


class BlobScanner:
    """Inspects blobs under the settings that hold for their paths. `root` is the work tree, or a bare repository itself."""

    def __init__(self, configs: Configs, root: str, *, snippets: bool) -> None:
        self._configs = configs
        self._root = root
        self._snippets = snippets
        self._contexts: dict[int, FileContext] = {}
        self._limits: dict[str, int | None] = {}

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

    def inspect(self, path: str, data: bytes) -> tuple[TokenHit, ...] | None:
        """The real tokens of a blob; None where no reading of it, under whatever name, can find one.

        A config file is linted, for damaged tokens and base64; any other file is searched, as `vtexlint check` does.
        """
        context = self._chosen(self._config(path))
        kind = format_of(path)
        is_candidate = may_hold_exact_token(data)
        if kind is None:
            return tuple(self._search(path, data, context)) if is_candidate else ()
        if not (_may_hold_token(data, kind) and may_hold_credentials(data, path, context.settings.extra_name_bytes)):
            return () if is_candidate else None
        source = _text_of(path, data)
        if source is None:
            return tuple(self._search(path, data, context)) if is_candidate else ()
        linted = lint_file(source, kind, context)
        return tuple(_hits(linted, {sighting.token: sighting.key for sighting in linted.sightings}))

    def _search(self, path: str, data: bytes, context: FileContext) -> Iterator[TokenHit]:
        found = search_tokens(path, data, context)
        return _hits(found.file, found.keys) if found else iter(())

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


def _may_hold_token(data: bytes, format: Format) -> bool:
    """The token filter; the strings of a JSON list, such as country codes, are not joined to one value: parsing costs most of all."""
    return may_hold_token(data) and (format != "json" or may_hold_token(_BETWEEN_STRINGS.sub(b'"."', data)))


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
