"""What a rule is, what it checks, and what it returns."""

import re
import time
from collections.abc import Callable, Iterable

from vtexlint._startup.typed import TYPE_CHECKING, Literal, NamedTuple
from vtexlint.credentials.credential_set import CredentialSet
from vtexlint.credentials.model import Credential, Pair
from vtexlint.diagnostics import Exposure, Fix, GitState, RelatedSpan, Safety, Severity
from vtexlint.parsers.formats import CODE, is_envrc
from vtexlint.parsers.model import Document
from vtexlint.rules.names import REPLACES
from vtexlint.settings import Settings
from vtexlint.text.messages import Message
from vtexlint.text.source import Source, Span

if TYPE_CHECKING:
    from vtexlint.accounts.model import Snapshots


_BRANCH = r"\{%|<%|\{\{-? *[#^/]?(?:if|else|range|with|each|unless|end)\b|%\{-? *(?:if|for|else)\b"


class LintContext(NamedTuple):
    """One parsed file, and what applies to it."""

    source: Source
    document: Document
    found: CredentialSet  # with the selections that a rule visits
    settings: Settings
    is_template: bool  # its name is that of a file to fill in: `.env.example`
    snapshots: "Snapshots | None" = None  # None without account snapshots, so that such a run imports nothing for them
    relative: str = ""  # the path that the settings' globs are matched with
    fixed_now: float | None = None  # seconds since 1970; None: the clock's

    @property
    def now(self) -> float:
        """The current time for rules that depend on it: `--now`, else the clock's. In seconds since 1970."""
        return time.time() if self.fixed_now is None else self.fixed_now

    @property
    def judged(self) -> tuple[Credential, ...]:
        """The credentials whose values are checked: see CredentialSet, which has smaller selections."""
        return self.found.judged

    @property
    def loaders(self) -> tuple[str, ...]:
        """The loaders that read this file, if it is a `.env` file: an `.envrc` is always read by bash."""
        return ("bash",) if is_envrc(self.source.display_path) else self.settings.loaders

    @property
    def is_program(self) -> bool:
        """Whether the file is source code or a text, read line by line: its names are variables, assigned in branches."""
        return self.document.format == "text" and self.source.display_path.rpartition(".")[2].lower() in CODE

    @property
    def has_branches(self) -> bool:
        """Whether a template engine decides which lines exist (`{% if %}`, `<% if %>`, `{{ if }}`, `%{ if }`), or a program does."""
        return self.is_program or re.search(_BRANCH, self.source.text) is not None

    @property
    def pairs(self) -> tuple[Pair, ...]:
        return self.found.pairs


Wording = Callable[[Exposure], tuple[Message, Message]]
"""The message and the help for a token, by the part of git that contains it. Pickled, so a named tuple's method, not a closure."""


class Violation(NamedTuple):
    """What a rule reports: the span, the message, the help. `requires_git_state`: only for a file in this state.

    `wording` replaces message and help once it is known which part of git contains the token; `tracked` includes `staged`.
    """

    span: Span
    message: Message
    help: Message
    credential: Credential | None = None
    related: tuple[RelatedSpan, ...] = ()
    severity: Severity | None = None  # where it differs from the rule's own
    fix: Callable[[], Fix | None] | None = None  # called only for a violation that is reported
    requires_git_state: GitState | None = None
    wording: Wording | None = None


class CommentViolation(NamedTuple):
    """What a rule reports about an ignore comment, and whether a safe fix may remove the comment."""

    message: Message
    help: Message
    safety: Safety


SETTINGS_SCHEMA = "settingsSchema"
"""A mapping in a VTEX IO manifest that can have a fault without a credential: see `public-settings`."""

Check = Callable[[LintContext], Iterable[Violation]]


Scope = Literal["file", "run", "account", "comment"]
"""What a rule needs: one file; the whole run, or reading a file; one file with an account snapshot; an ignore comment."""

Tag = Literal["secret"]
"""`secret`: about a token that others can read. Such rules also check account snapshots and the history."""


Need = Literal[
    "accounts", "awaiting", "delimited", "empty", "encoded", "header_faults", "hosts", "lookalike", "miscased", "misnamed", "pairs",
    "partial", "sessions", "shapeless", "spaced_within", "unalike",
]  # fmt: skip
"""What a file must have for a rule to find anything: the attribute of CredentialSet that must not be empty."""


class Rule(NamedTuple):
    """A rule: its name, its page (the module's docstring), its severity, its first version, and the function that finds the fault.

    `check` is None for scopes `run` and `comment`; the module named in the page's last heading applies these rules. `suppressible`:
    an ignore comment can suppress it, and a baseline can contain it. `fix`: the best safety of its fixes. `risk` is the
    security severity from 0.0 to 10.0 that code scanning shows (CVSS), None if the fault does not concern security.

    `replaces` names rules that reported what this rule reports now, at the same places; they may no longer exist. Where a user names one
    of them (ignore comments, baselines, select, ignore, per-file-ignores, severity), this rule applies too: see docs/settings.md.

    `gives_way_to` names more exact rules: if one of them reports a credential, this rule does not. `needs`: the rule is not imported
    for a file without it (`Need`), because it would find nothing.
    """

    name: str
    page: str
    severity: Severity
    since: str
    check: Check | None = None
    fix: Safety | None = None
    scope: Scope = "file"
    tags: tuple[Tag, ...] = ()
    suppressible: bool = True
    risk: str | None = None
    replaces: tuple[str, ...] = ()
    gives_way_to: tuple[str, ...] = ()
    needs: Need | None = None

    @property
    def title(self) -> str:
        return self.page.partition("\n")[0].rstrip(".")


def changed_severities(settings: Settings) -> dict[str, Severity]:
    """The severities that the settings give to rules. One given to a former rule is that of the rule that replaces it (`Rule.replaces`)."""
    given = {name: Severity[word.upper()] for name, word in settings.severity}
    inherited = {rule: given[name] for rule, replaced in REPLACES.items() for name in replaced if name in given} if given else {}
    return inherited | given
