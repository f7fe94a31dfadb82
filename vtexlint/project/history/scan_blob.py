"""Real tokens in one blob of a repository, under one of its names: what `history` asks of each blob.

A history has hundreds of versions of a file, which differ in a few lines. So only what is new in a version is examined, if the version
before has nothing in it that may be a token; and a token whose surroundings were parsed in an older version is not parsed for again.
"""

import os
import re
from collections.abc import Iterable, Iterator
from itertools import chain

from vtexlint._startup.digests import digest
from vtexlint._startup.modules import load
from vtexlint._startup.typed import TYPE_CHECKING, NamedTuple
from vtexlint.credentials.placeholders import is_documented
from vtexlint.credentials.shapes import is_random
from vtexlint.linter.changed_part import changed_parts
from vtexlint.linter.exact_runs import env_lines_around, exact_runs, is_near, without_runs
from vtexlint.linter.file_context import FileContext
from vtexlint.linter.prefilter import may_hold_credentials, may_hold_search
from vtexlint.linter.token_prefilter import is_secret_manifest, may_make_secret, token_places
from vtexlint.parsers.formats import format_of, is_envrc
from vtexlint.parsers.model import Format
from vtexlint.project.config import Config, Configs
from vtexlint.project.errors import TroubleError, at, where
from vtexlint.project.git.objects import Blobs, BlobState, Wanted
from vtexlint.project.history.token_hits import TokenHit, hits_of, is_binary, keys_of, text_of
from vtexlint.project.history.versions import Versions
from vtexlint.rules.names import SEVERITIES
from vtexlint.text.capitals import TOKEN_LENGTH
from vtexlint.text.globs import glob_matches
from vtexlint.text.memory import Memory
from vtexlint.text.messages import Message, Template
from vtexlint.text.source import UTF16_BOMS

if TYPE_CHECKING:
    from types import ModuleType

    from vtexlint.linter.file_result import FileResult

FAILED = Template("history.failed", "{path} (blob {blob}): vtexlint failed on it ({error}); please report this")

_RULE = "committed-secret"
_MANY = 10_000
_MOST_KEPT = 8_000_000  # bytes of the versions that the next ones are compared with
_SURROUNDINGS = 300  # bytes around a token
_KEYS = re.compile(rb"vtexappkey-[\w-]+")


class ScannedBlob(NamedTuple):
    """What came of a request. `hits` where the blob was read; `failure` where vtexlint failed on it."""

    wanted: Wanted
    state: BlobState
    hits: tuple[TokenHit, ...] = ()
    failure: Message | None = None


_Hits = dict[tuple[bytes, bytes], tuple[TokenHit, ...]]
"""What was found, by tokens with their surroundings."""


class BlobScanner:
    """Inspects blobs with the settings of their paths. `root` is the work tree, or a bare repository itself.

    Blobs of one path come in the order of the history: the result for a version may also apply to the next one.
    """

    def __init__(self, configs: Configs, root: str, *, snippets: bool, suppressed: bool = False) -> None:
        """`suppressed`: a token that an ignore comment covers is a hit like any other."""
        self.configs = configs
        self._suppressed = suppressed
        self._root = root
        self._snippets = snippets
        self._contexts: dict[int, FileContext] = {}
        self._demanded: set[int] = set()
        self._limits: dict[str, int | None] = {}
        self._readings: dict[str, tuple[Format | None, FileContext]] = {}
        self._clean: Versions[bytes | None] = Versions(_MOST_KEPT)
        self._known: Versions[_Hits] = Versions(_MOST_KEPT)  # the hits of a token with its surroundings
        self._memories: Versions[Memory | None] = Versions(_MOST_KEPT)
        self._is_random: dict[bytes, bool] = {}
        self.parsed = 0
        self.judged = 0
        self.searched = 0
        self.looked_at = 0
        """How many blobs were parsed, tokens checked in a part, blobs searched, and bytes searched for uppercase letters and words."""

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
        if settings.names_rules and id(config) not in self._demanded:
            self._demanded.add(id(config))
            self._demand_rules(config)
        if settings.exclude or settings.per_file_ignores:
            relative = os.path.relpath(os.path.join(self._root, path), config.directory).replace(os.sep, "/")
            ignoring = [glob for glob, rules in settings.per_file_ignores if _RULE in rules and not self._suppressed]
            if any(glob_matches(pattern, relative) for pattern in (*settings.exclude, *ignoring)):
                return None
        return settings.max_file_size

    def _demand_rules(self, config: Config) -> None:
        """Every rule that settings name must exist. Raises TroubleError if no `report` is given."""
        selection = load("vtexlint.linter.rule_selection")
        try:
            selection.disabled_rules(config.settings)
        except selection.UnknownRuleError as error:
            wrong = at(config.place_of(error.name), error.message)
            if self.configs.report is None:
                raise TroubleError(wrong) from None
            self.configs.report(wrong)

    def _config(self, path: str) -> Config:
        """The settings nearest to the path in today's work tree; a tree may contain names that a work tree cannot."""
        parts = path.split("/")
        if "" in parts or ".." in parts or "\0" in path:
            return self.configs.of_directory(self._root)
        return self.configs.of_file(os.path.join(self._root, path))

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
        kind, context = self._reading(path)
        if kind is None or is_binary(data):
            return self._search(path, data, context)
        names = context.settings.extra_name_bytes
        # where the version before has no token, what is new is enough
        if path not in self._known and not self._places(path, data, kind, names):
            return ()
        runs = [] if b"vtexlint" in data else list(exact_runs(data))
        tokens = [at for at in runs if self._is_token(data[at : at + TOKEN_LENGTH])] if runs else []
        if self._places(path, without_runs(data, tokens) if tokens else data, kind, names):
            return self._parse(path, data, kind, context) if may_hold_credentials(data, path, names) else ()
        return self._of_tokens(path, data, kind, context, tokens) if tokens else ()

    def _reading(self, path: str) -> tuple[Format | None, FileContext]:
        """How a file of this name is read."""
        found = self._readings.get(path)
        if found is None:
            if len(self._readings) >= _MANY:
                self._readings.clear()
            found = self._readings[path] = format_of(path), self._chosen(self._config(path))
        return found

    def _is_token(self, run: bytes) -> bool:
        known = self._is_random.get(run)
        if known is None:
            if len(self._is_random) >= _MANY:
                self._is_random.clear()
            text = run.decode("ascii")
            known = self._is_random[run] = is_random(text) and not is_documented(text)
        return known

    def _of_tokens(self, path: str, data: bytes, kind: Format, context: FileContext, tokens: list[int]) -> tuple[TokenHit, ...]:
        """The hits of a blob that has exact tokens and nothing else that may be one: those of the version before, and of what is new."""
        known = self._known.pop(path, {})
        around = [_surroundings(data, at) for at in tokens]
        new = [number for number, one in enumerate(around) if one not in known]
        found: _Hits = {one: known[one] for one in around if one in known}
        if new:
            judged = self._judge_new(path, data, kind, context, tokens, new, found) if found else None
            if judged is None:
                judged = self._parse(path, data, kind, context)
                found.clear()
                new = list(range(len(tokens)))
            digests = [digest(data[tokens[number] : tokens[number] + TOKEN_LENGTH].decode("ascii")) for number in new]
            by_token = {one: tuple(hit for hit in judged if hit.token == one) for one in digests}
            if len(by_token) < len(digests) or not all(hit.token in by_token for hit in judged):
                return _together(judged, *found.values())  # a token that is there twice, or that is only a part of a value
            found.update((around[number], by_token[one]) for number, one in zip(new, digests, strict=True))
        self._known.keep(path, found, sum(len(before) + len(after) for before, after in around))
        return _together(*found.values())

    def _judge_new(
        self,
        path: str,
        data: bytes,
        kind: Format,
        context: FileContext,
        tokens: list[int],
        new: list[int],
        found: _Hits,
    ) -> tuple[TokenHit, ...] | None:
        """The findings from the text around the new tokens; None if the whole must be parsed to decide."""
        if not data.isascii():
            return None
        places = [tokens[number] for number in new]
        around: int = load("vtexlint.linter.mentions").AROUND
        far = [at for at in tokens if not is_near(at, places, 2 * around)]
        near = without_runs(data, far)
        if kind == "dotenv" and not is_envrc(path):
            near = env_lines_around(near, places, 2 * around)
        source = text_of(path, near)
        if source is None or len(source.text) != len(data):
            return None
        with self._memory(path, len(data)):
            parsed = load("vtexlint.linter.parse_file").parse_around(source, kind, context.settings, places)
            linted: FileResult | None = _linter().lint_parsed(parsed, context) if parsed is not None else None
        if linted is None:
            return None
        self.judged += len(new)
        wanted = {digest(data[at : at + TOKEN_LENGTH].decode("ascii")) for at in places}
        hits = tuple(hits_of(linted, keys_of(linted), wanted, suppressed=self._suppressed))
        keys = {hit.key for known in found.values() for hit in known} | {hit.key for hit in hits}
        if {hit.token for hit in hits} != wanted:
            return None
        # the key of a token may be far from it
        if "" in {hit.key for hit in hits} and any(one.decode("ascii") not in keys for one in _KEYS.findall(data)):
            return None
        return hits

    def _parse(self, path: str, data: bytes, kind: Format, context: FileContext) -> tuple[TokenHit, ...]:
        self.parsed += 1
        source = text_of(path, data)
        if source is None:
            return self._search(path, data, context)
        with self._memory(path, len(data)):
            linted: FileResult = _linter().lint_file(source, kind, context)
        return tuple(hits_of(linted, keys_of(linted), suppressed=self._suppressed))

    def _memory(self, path: str, size: int) -> Memory:
        """What was made of the values of the version before, of which most are in this one, too."""
        memory = self._memories.pop(path, None) or Memory()
        self._memories.keep(path, memory, size)
        return memory.of_text()

    def _places(self, path: str, data: bytes, kind: Format, names: tuple[bytes, ...]) -> list[bytes]:
        """What may be a token: of what is new in the blob, where the version before has none."""
        if data[:2] in UTF16_BOMS or b"\0" in data:
            return list(token_places(data, kind, names))
        before = self._clean.pop(path, None)
        if before is not None:
            parts = list(changed_parts(before, data))
            self.looked_at += sum(map(len, parts))
            # a manifest is a Secret as a whole
            becomes_secret = any(map(may_make_secret, parts)) and is_secret_manifest(data)
            if not becomes_secret and not any(next(token_places(part, kind, names), None) for part in parts):
                self._clean.keep(path, data, len(data))
                return []
        self.looked_at += len(data)
        places = list(token_places(data, kind, names))
        if not places and not is_secret_manifest(data):
            self._clean.keep(path, data, len(data))
        return places

    def _search(self, path: str, data: bytes, context: FileContext) -> tuple[TokenHit, ...]:
        if not may_hold_search(data):
            return ()
        self.searched += 1
        found = load("vtexlint.linter.search").search_tokens(path, data, context)
        return tuple(hits_of(found.file, found.keys, suppressed=self._suppressed)) if found else ()

    def _chosen(self, config: Config) -> FileContext:
        """The settings, with the one rule that a history is searched by (and the pairs that conflicting-pair gathers)."""
        found = self._contexts.get(id(config))
        if found is None:
            disabled = frozenset(SEVERITIES) - {_RULE, "conflicting-pair"}
            found = self._contexts[id(config)] = FileContext(config.settings, disabled, snippets=self._snippets)
        return found


def _surroundings(data: bytes, at: int) -> tuple[bytes, bytes]:
    """A token with the text before and after it."""
    end = at + TOKEN_LENGTH
    return data[max(0, at - _SURROUNDINGS) : end], data[end : end + _SURROUNDINGS]


def _together(*hits: Iterable[TokenHit]) -> tuple[TokenHit, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(hits)))


def _linter() -> "ModuleType":
    """Imported for the first token: most histories have none."""
    return load("vtexlint.linter.lint")
