"""From a file's text to its findings. It can run in another process; what needs all files of a run is in `conclude`."""

from collections.abc import Iterable, Iterator
from functools import partial

from vtexlint._startup.modules import load
from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.credentials.credential_set import CredentialSet
from vtexlint.credentials.labels import accounts_of_pairs, printable_name, printed_name
from vtexlint.credentials.model import Credential
from vtexlint.diagnostics import Finding, Location, Severity
from vtexlint.fixes.values import inside
from vtexlint.linter.file_context import FileContext
from vtexlint.linter.file_result import FileResult, PendingFinding, SuppressionComment
from vtexlint.linter.ignore_comments import suppressions
from vtexlint.linter.masking import Masker
from vtexlint.linter.parse_file import ParsedFile, parse_file
from vtexlint.parsers.formats import format_of, guess_format, is_template_name
from vtexlint.parsers.model import Format
from vtexlint.rules import registry
from vtexlint.rules.base import SETTINGS_SCHEMA, LintContext, Rule, Violation, changed_severities
from vtexlint.rules.names import ACCOUNT_RULES
from vtexlint.text.memory import go_on
from vtexlint.text.messages import NO_MESSAGE, Message
from vtexlint.text.source import Source, Span, UndecodableError

if TYPE_CHECKING:
    from vtexlint.rules.conflicting_pair import Sighting

_DEFAULTS = FileContext()
_CONFLICTS = "conflicting-pair"
_AROUND_A_VALUE = ("stray-delimiter", "surrounding-whitespace")  # rules that may find a quote that a syntax error reports already
_NEXT_LINES = 2  # a quote that is not closed makes the text invalid on its own line, or on one of so many after it


def lint_bytes(display_path: str, data: bytes, context: FileContext = _DEFAULTS, format: Format | None = None) -> FileResult:
    """Lint a file's bytes. `format` None: the context's, the name's or the content's. Undecodable bytes: an `unreadable-file` finding."""
    try:
        source = Source.from_bytes(display_path, data, context.repo_path, context.value_name)
    except UndecodableError as error:
        return unreadable_file(display_path, error.message, context)
    return lint_file(source, format or context.format or format_of(display_path) or guess_format(source.text, display_path), context)


def lint_file(source: Source, format: Format, context: FileContext = _DEFAULTS) -> FileResult:
    """Parse and check one file."""
    return lint_parsed(parse_file(source, format, context.settings), context)


def lint_parsed(parsed: ParsedFile, context: FileContext) -> FileResult:
    """Check a file that is parsed already."""
    source, found = parsed.source, parsed.found
    comments = suppressions(source, parsed.document)
    disabled = context.disabled_rules
    if comments and context.snapshots is None:
        disabled |= ACCOUNT_RULES  # so that an ignore comment for one of them is not reported as unused
    has_more = bool(comments or found.unread or found.header_faults or found.sessions)
    if not found.credentials and not has_more and SETTINGS_SCHEMA not in source.text:
        return FileResult(source.display_path, parsed=parsed)
    pending = _unreadable(source.display_path, found.unread, context) if found.unread else ()
    linter = _FileLinter(parsed, context)
    return FileResult(
        source.display_path,
        pending=(*pending, *linter.findings(disabled)),
        suppression_comments=tuple(SuppressionComment(comment, linter.location(comment.span)) for comment in comments),
        sightings=tuple(_sightings(found, linter)) if _CONFLICTS not in disabled else (),
        credentials=sum((c.is_field or c.form == "text") and not c.alias for c in found.credentials) + _other_sessions(found),
        pairs=sum(pair.is_whole for pair in found.pairs),
        disabled_rules=disabled,
        severities=linter.severities,
        unreadable=bool(found.unread),
        parsed=parsed,
    )


def _other_sessions(found: CredentialSet) -> int:
    """How many session tokens are not in the field of an appKey or appToken."""
    if not found.sessions:
        return 0
    places = {credential.span for credential in found.credentials}
    return sum(one.credential.span not in places for one in found.sessions)


def unreadable_file(path: str, reason: Message, context: FileContext = _DEFAULTS, failure: Message = NO_MESSAGE) -> FileResult:
    """The finding about a file that could not be read; `failure`: set if vtexlint itself failed."""
    pending = _unreadable(path, reason, context)
    return FileResult(path, pending, disabled_rules=context.disabled_rules, unreadable=True, failure=failure)


def _unreadable(path: str, reason: Message, context: FileContext) -> tuple[PendingFinding, ...]:
    """The finding about a file that was not read, or not read completely."""
    unreadable = load(registry.module_of("unreadable-file"))  # most files can be read
    rule = unreadable.RULE
    name = rule.name
    if name in context.disabled_rules:
        return ()
    start = Source(path, "").position(0)
    severity = changed_severities(context.settings).get(name) or rule.severity
    return (PendingFinding(Finding(name, severity, Location(path, start, start), reason, unreadable.help_for(reason)), name, (1, 1)),)


class _FileLinter:
    """Turns violations into findings of one file."""

    def __init__(self, parsed: ParsedFile, context: FileContext) -> None:
        source = parsed.source
        self._source = source
        self._context = LintContext(
            source,
            parsed.document,
            parsed.found,
            context.settings,
            is_template_name(source.repo_path),
            context.snapshots,
            context.glob_path or source.display_path,
            context.now,
        )
        self._masker = Masker(source, parsed.document, parsed.found) if context.snippets else None
        self._changed = changed_severities(context.settings)
        self.severities = tuple(sorted(self._changed.items()))

    def location(self, span: Span, message: Message = NO_MESSAGE) -> Location:
        source = self._source
        snippet = self._masker.snippet(span) if self._masker else None
        return Location(source.display_path, source.position(span.start), source.position(span.end), message, snippet)

    def findings(self, disabled: frozenset[str]) -> Iterator[PendingFinding]:
        seen = set()
        found = [
            (rule, violation)
            for rule in registry.checks(disabled, self._context.found, with_account=self._context.snapshots is not None)
            for violation in self._violations(rule)
            if rule.name not in _AROUND_A_VALUE or violation.credential is None or not self._is_echo(violation.credential)
        ]
        reported = {(rule.name, id(violation.credential)) for rule, violation in found}
        for rule, violation in found:
            if any((name, id(violation.credential)) in reported for name in rule.gives_way_to):
                continue
            # a YAML alias repeats its anchor: reported once. In a base64 value all credentials have the value's span: `inside` differs
            place = inside(violation.credential) if violation.credential else -1
            key = (rule.name, violation.span, place, violation.requires_git_state)
            if key not in seen:
                seen.add(key)
                yield self._pending(rule, violation)

    def _is_echo(self, credential: Credential) -> bool:
        """Whether a syntax error already reports a quote that is not closed, because the text is not a valid document."""
        problem, source = self._context.document.problem, self._source
        if problem is None or self._context.document.format != "text":
            return False
        line = source.line_at(credential.span.start)
        text = source.slice(source.line_span(line))
        is_open = text.count('"') % 2 == 1 or text.count("'") % 2 == 1
        return is_open and 0 <= source.line_at(problem.offset) - line <= _NEXT_LINES

    def _violations(self, rule: Rule) -> Iterable[Violation]:
        assert rule.check is not None
        go_on()  # raises GivenUp if an editor no longer needs the result
        return rule.check(self._context)

    def _pending(self, rule: Rule, violation: Violation) -> PendingFinding:
        credential, line_at = violation.credential, self._source.line_at
        first = line_at(violation.span.start)
        last = max(first, line_at(violation.span.end))
        if credential is not None:
            first = min(first, line_at(credential.name_span.start))
        state = violation.requires_git_state
        token = credential.shape.digest if credential and state else ""
        # a violation for each git state is found, of which one is reported: the Finding of the others is not made
        found = partial(self._finding, rule, violation) if state else self._finding(rule, violation)
        return PendingFinding(found, rule.name, (first, last), state, token, violation.wording)

    def _finding(self, rule: Rule, violation: Violation) -> Finding:
        credential = violation.credential
        return Finding(
            rule.name,
            self._changed.get(rule.name) or self._severity(rule, violation),
            self.location(violation.span),
            violation.message,
            violation.help,
            printed_name(credential) if credential else "",
            tuple(self.location(related.span, related.message) for related in violation.related),
            violation.fix() if violation.fix else None,
            ".".join(credential.path) if credential else "",
            credential.shape.digest if credential and _is_exact_token(credential) else "",
            damaged=credential.shape.digest if credential and _is_damaged_token(credential) else "",
            account=self._context.found.once(accounts_of_pairs).get(id(credential), "") if credential else "",
        )

    def _severity(self, rule: Rule, violation: Violation) -> Severity:
        """The rule's own severity, or INFO if the value does not look like a credential and need not be one.

        It need not be one in a template file (`.env.example`), nor outside of .env files if its partner's value does not look like one
        either. A rule of security (with `risk`) checks a name or a token, so it keeps its severity.
        """
        own, credential = violation.severity or rule.severity, violation.credential
        if rule.risk is not None or credential is None or not credential.is_set or credential.shape.is_like_credential:
            return own
        if self._context.is_template:
            return Severity.INFO
        # types, validation rules and texts: `{"vtexAppKey": "varchar", "vtexAppToken": "text"}`
        if self._context.document.format != "dotenv" and id(credential) in self._context.found.once(_unlikely):
            return Severity.INFO
        return own


def _unlikely(found: CredentialSet) -> frozenset[int]:
    """The `id`s of the credentials whose values do not look like a credential, if the value of their partner does not either."""
    pairs = (pair.halves for pair in found.pairs if any(one.is_set and one.shape.is_like_credential for one in pair.halves))
    likely = {id(half) for halves in pairs for half in halves}
    return frozenset(id(one) for one in found.judged if id(one) not in likely and not one.shape.is_like_credential)


def _is_exact_token(credential: Credential) -> bool:
    """Whether reports may contain its digest: 600 bits cannot be guessed, a shorter value could be."""
    return credential.shape.is_token and credential.shape.is_random


def _is_damaged_token(credential: Credential) -> bool:
    """Whether it is not an exact token, but too long and too random to be guessed."""
    return not _is_exact_token(credential) and credential.shape.is_unguessable


def _sightings(found: CredentialSet, linter: _FileLinter) -> "Iterator[Sighting]":
    """The well-formed pairs, which `conflicting-pair` compares with those of the other files."""
    seen = set()
    for pair in found.pairs:
        key, token = pair.key, pair.token
        if key is None or token is None or not (key.is_set and token.is_set):
            continue
        if key.shape.key_parts and token.shape.is_token and (key.span, token.span) not in seen:
            seen.add((key.span, token.span))
            rule = load(registry.module_of(_CONFLICTS))
            locate = partial(linter.location, key.span)
            yield rule.Sighting(key.value, token.shape.digest, printable_name(key.name), ".".join(key.path), locate)
