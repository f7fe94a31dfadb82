"""What a rule is, what it judges, and what it gives."""

from collections.abc import Callable, Iterable, Iterator

from vtexlint._startup.typed import TYPE_CHECKING, Literal, NamedTuple
from vtexlint.credentials.model import Credential, CredentialSet, Pair
from vtexlint.credentials.names import printable_name
from vtexlint.diagnostics import Fix, GitState, RelatedSpan, Safety, Severity
from vtexlint.parsers.model import Document
from vtexlint.settings import Settings
from vtexlint.text.source import Source, Span

if TYPE_CHECKING:
    from vtexlint.accounts.model import Snapshots

NAMES = {"key": "appKey", "token": "appToken"}
"""The two halves as VTEX calls them."""

REVOKE = "deactivate the key, or renew the token and finish the renewal (until then the old one still works)"
"""What stops a token that leaked: a renewal alone does not (VTEX, "Renewing API tokens": both tokens are valid until it is finished)."""


class LintContext(NamedTuple):
    """One file, read and understood."""

    source: Source
    document: Document
    found: CredentialSet
    settings: Settings
    is_dotenv: bool = False
    is_template: bool = False
    snapshots: "Snapshots | None" = None  # what is known of the accounts; a run without them imports nothing of theirs
    relative: str = ""  # the path as the settings' globs see it

    @property
    def judged(self) -> Iterator[Credential]:
        """The credentials whose values the shape rules judge: set, and no mere token in a comment or a text."""
        return (c for c in self.found.credentials if c.is_field and c.is_set)

    @property
    def pairs(self) -> tuple[Pair, ...]:
        return self.found.pairs


class Violation(NamedTuple):
    """What a rule says: the place, the fault, the remedy. `when`: it holds for a file of this git state alone."""

    span: Span
    message: str
    help: str
    credential: Credential | None = None
    related: tuple[RelatedSpan, ...] = ()
    severity: Severity | None = None  # where it differs from the rule's own
    fix: Callable[[], Fix | None] | None = None  # called where the report is not told already
    when: GitState | None = None


class CommentViolation(NamedTuple):
    """What a rule says of an ignore comment, and whether it may be taken away unasked."""

    message: str
    help: str
    safety: Safety


Check = Callable[[LintContext], Iterable[Violation]]


class Rule(NamedTuple):
    """A rule: its name, its page (the module's docstring), its severity, and the function that finds the fault.

    `check` is None for the rules that no single document can show; the module named in the page's last heading applies them.
    """

    name: str
    page: str
    severity: Severity
    since: str
    check: Check | None = None
    fix: Literal["safe", "unsafe"] | None = None
    needs_account: bool = False  # it judges nothing without an account snapshot

    @property
    def title(self) -> str:
        return self.page.partition("\n")[0].rstrip(".")


def half_label(credential: Credential) -> str:
    """`appKey` or `appToken`."""
    return NAMES[credential.kind]


def display_name(credential: Credential) -> str:
    """`VTEX_APP_KEY`, or the half's own name where it has none. Never a name that is itself a secret."""
    return printable_name(credential.name) or half_label(credential)


def beside(credential: Credential, message: str) -> tuple[RelatedSpan, ...]:
    return (RelatedSpan(credential.span, message),)


def plural(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def listed(words: Iterable[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    items = list(dict.fromkeys(words))
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"
