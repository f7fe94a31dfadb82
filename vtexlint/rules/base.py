"""What a rule is, what it judges, and what it gives."""

import re
import time
from collections.abc import Callable, Iterable

from vtexlint._startup.typed import TYPE_CHECKING, Literal, NamedTuple
from vtexlint.credentials.model import Credential, CredentialSet, Pair
from vtexlint.diagnostics import Exposure, Fix, GitState, RelatedSpan, Safety, Severity
from vtexlint.parsers.formats import is_envrc
from vtexlint.parsers.model import Document
from vtexlint.settings import Settings
from vtexlint.text.messages import Message
from vtexlint.text.source import Source, Span

if TYPE_CHECKING:
    from vtexlint.accounts.model import Snapshots


_BRANCH = r"\{%|<%|\{\{-? *[#^/]?(?:if|else|range|with|each|unless|end)\b|%\{-? *(?:if|for|else)\b"


class LintContext(NamedTuple):
    """One file, read and understood."""

    source: Source
    document: Document
    found: CredentialSet
    settings: Settings
    is_template: bool = False
    snapshots: "Snapshots | None" = None  # what is known of the accounts; a run without them imports nothing of theirs
    relative: str = ""  # the path as the settings' globs see it
    fixed_now: float | None = None  # seconds since 1970; None: the clock's

    @property
    def now(self) -> float:
        """The time that rules about time go by: `--now`, else the clock's. In seconds since 1970."""
        return time.time() if self.fixed_now is None else self.fixed_now

    @property
    def judged(self) -> tuple[Credential, ...]:
        """The credentials whose values the shape rules judge: see CredentialSet, which has narrower choices."""
        return self.found.judged

    @property
    def loaders(self) -> tuple[str, ...]:
        """What reads this file, if it is a `.env` file: an `.envrc` is always bash's."""
        return ("bash",) if is_envrc(self.source.display_path) else self.settings.loaders

    @property
    def has_branches(self) -> bool:
        """Whether a template's engine decides which lines there are: `{% if %}`, `<% if %>`, `{{ if }}`, `%{ if }`."""
        return re.search(_BRANCH, self.source.text) is not None

    @property
    def pairs(self) -> tuple[Pair, ...]:
        return self.found.pairs


Wording = Callable[[Exposure], tuple[Message, Message]]
"""The message and the help for a token, by how far it has got. It crosses processes: a method of a named tuple, not a closure."""


class Violation(NamedTuple):
    """What a rule reports: the place, the fault, the remedy. `requires_git_state`: only for a file of this state.

    `wording` replaces message and help once it is known how far the token has got; `tracked` includes `staged`.
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
"""A mapping of a VTEX IO manifest, which can have a fault without a credential: see `public-settings`."""

Check = Callable[[LintContext], Iterable[Violation]]


Scope = Literal["file", "run", "account", "comment"]
"""What shows a fault: one file; the whole run or the reading of a file; one file with an account snapshot; an ignore comment."""

Tag = Literal["secret"]
"""`secret`: about a token that others can read. Such rules judge account snapshots and history too."""


Need = Literal[
    "accounts", "awaiting", "delimited", "empty", "encoded", "header_faults", "hosts", "lookalike", "miscased", "misnamed", "pairs",
    "partial", "sessions", "shapeless", "spaced_within",
]  # fmt: skip
"""What a file must have for a rule to find anything: the attribute of CredentialSet that is not empty then."""


class Rule(NamedTuple):
    """A rule: its name, its page (the module's docstring), its severity, and the function that finds the fault.

    `check` is None for scopes `run` and `comment`; the module named in the page's last heading applies these rules. `suppressible`:
    an ignore comment can suppress it, and a baseline can contain it. `fix`: the best safety of its fixes. `risk` is the
    security severity from 0.0 to 10.0 that code scanning shows (CVSS), None where the fault is none of security.

    `replaces` names rules that reported what this rule reports now, at the same places; they may be gone. Wherever a user named one
    of them (ignore comments, baselines, select, ignore, per-file-ignores, severity), this rule is meant too: see docs/settings.md.

    `gives_way_to` names rules that know more: where one of them reports a credential, this rule does not report it. `needs`: the rule is
    neither imported nor asked for a file without it.
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
