"""The reports of `vtexlint audit`: text, JSON. Tokens are numbered; JSON also has an id, which is the same in all reports."""

from collections.abc import Iterable, Iterator

from vtexlint._startup.typed import Any
from vtexlint.cli.console import localize
from vtexlint.cli.where_report import COMMITS, committed
from vtexlint.linter.places.audit_record import repository_values
from vtexlint.linter.places.organisation import AuditedRepository, AuditedToken, OrganisationAudit
from vtexlint.reporters.encoded import encoded
from vtexlint.reporters.plain import harmless
from vtexlint.reporters.text import STATUS_REASON, STATUSES
from vtexlint.text.messages import Message, Template, clauses, commas

READ = Template("audit.read", "{count} repositories with {commits}", one="{count} repository with {commits}")
NOT_READ = Template("audit.not-read", "{count} could not be read")
REPORTS_NOT_READ = Template("audit.reports-not-read", "{count} reports could not be read", one="{count} report could not be read")
TOKENS = Template("audit.tokens", "{count} appTokens, {head} of them in HEAD", one="{count} appToken, {head} in HEAD")
NO_TOKEN = Template("audit.no-token", "no appToken")
SUPPRESSED = Template("audit.suppressed", "{count} not reported because of ignore comments")
TOKEN_OF = Template("audit.token-of", "token {number}: {keys}")
NO_KEY = Template("audit.no-key", "without an appKey")
IN_SEVERAL = Template("audit.in-several", "in {count} repositories")
IN_COPIES = Template("audit.in-copies", "in {count} copies of one repository")
KEYS = Template("audit.keys", "appKeys with several appTokens:")
KEY_ROW = Template("audit.key-row", "{key}: tokens {numbers}")
KEY_HEAD = Template("audit.key-head", "{row}; in HEAD: {numbers}")
ACCOUNTS = Template("audit.accounts", "Accounts:")
ACCOUNT_ROW = Template("audit.account-row", "{account}: {keys}, {tokens} in {repositories}")
KEYS_COUNT = Template("audit.keys-count", "{count} appKeys", one="{count} appKey")
TOKENS_COUNT = Template("audit.tokens-count", "{count} appTokens", one="{count} appToken")
REPOSITORIES_COUNT = Template("audit.repositories-count", "{count} repositories", one="{count} repository")
COPIES = Template("audit.copies", "Copies of one repository (they have their first commit in common):")


def as_text(found: OrganisationAudit) -> Iterator[str]:
    """The lines for people: each token once, with its repositories; those without a token are only counted."""
    numbers = numbers_of(found)
    yield localize(summary(found))
    for token in found.tokens:
        yield harmless(localize(_heading(token, numbers[token.token])))
        for sighting in token.sightings:
            yield f"  {harmless(localize(committed(sighting.repository, sighting.origin)))}"
        if token.status:
            yield f"  {harmless(localize(STATUS_REASON(status=STATUSES[token.status](), reason=token.reason)))}"
            yield f"  {harmless(localize(token.todo))}"
    yield from _section(KEYS, (key_row(one.key, one.tokens, one.head_tokens, numbers) for one in found.with_several))
    yield from _section(
        ACCOUNTS,
        (
            ACCOUNT_ROW(
                account=one.account,
                keys=KEYS_COUNT(count=len(one.keys)),
                tokens=TOKENS_COUNT(count=len(one.tokens)),
                repositories=REPOSITORIES_COUNT(count=len(one.repositories)),
            )
            for one in found.accounts
        ),
    )
    yield from _section(COPIES, (commas(paths) for paths in found.copies))


def summary(found: OrganisationAudit) -> Message:
    """How many repositories were read, and what is in them."""
    read = [one for one in found.repositories if one.is_read]
    parts: list[Message] = [READ(count=len(read), commits=COMMITS(count=sum(one.commits for one in read)))]
    if failed := len(found.repositories) - len(read) + len(found.troubles) - found.unread_reports:
        parts.append(NOT_READ(count=failed))
    if found.unread_reports:
        parts.append(REPORTS_NOT_READ(count=found.unread_reports))
    in_head = sum(token.in_head for token in found.tokens)
    parts.append(TOKENS(count=len(found.tokens), head=in_head) if found.tokens else NO_TOKEN())
    if suppressed := sum(one.suppressed for one in read):
        parts.append(SUPPRESSED(count=suppressed))
    return clauses(parts)


def _heading(token: AuditedToken, number: int) -> Message:
    heading = TOKEN_OF(number=number, keys=commas(token.keys) if token.keys else NO_KEY())
    several = spread(token)
    return clauses((heading, several)) if several else heading


def spread(token: AuditedToken) -> Message | None:
    """In how many repositories a token is; None for one."""
    if token.families > 1:
        return IN_SEVERAL(count=len(token.sightings))
    return IN_COPIES(count=len(token.sightings)) if len(token.sightings) > 1 else None


def key_row(key: str, tokens: Iterable[str], head_tokens: Iterable[str], numbers: dict[str, int]) -> Message:
    """The tokens of a key, by their numbers."""
    row = KEY_ROW(key=key, numbers=commas(str(numbers[token]) for token in tokens))
    in_head = [str(numbers[token]) for token in head_tokens]
    return KEY_HEAD(row=row, numbers=commas(in_head)) if in_head else row


def _section(heading: Template, rows: Iterable[Message]) -> Iterator[str]:
    lines = [harmless(localize(row)) for row in rows]
    if lines:
        yield localize(heading())
        for line in lines:
            yield f"  {line}"


def numbers_of(found: OrganisationAudit) -> dict[str, int]:
    """A number for each token, in place of its digest."""
    return {token.token: number for number, token in enumerate(found.tokens, 1)}


def as_json(found: OrganisationAudit) -> str:
    """The report for programs; its contract is docs/audit.md."""
    numbers = numbers_of(found)

    def numbered(tokens: Iterable[str]) -> list[int]:
        return [numbers[token] for token in tokens]

    return encoded(
        {
            "version": 1,
            "repositories": [_repository_json(one) for one in found.repositories],
            "tokens": [_token_json(one, numbers[one.token]) for one in found.tokens],
            "keys": [one._asdict() | {"tokens": numbered(one.tokens), "head_tokens": numbered(one.head_tokens)} for one in found.keys],
            "accounts": [one._asdict() | {"tokens": numbered(one.tokens)} for one in found.accounts],
            "copies": found.copies,
            "errors": [localize(trouble) for trouble in found.troubles],
        }
    )


def _repository_json(one: AuditedRepository) -> dict[str, Any]:
    said = {"errors": [localize(trouble) for trouble in one.troubles], "notes": [localize(note) for note in one.notes]}
    return repository_values(one) | said


def _token_json(one: AuditedToken, number: int) -> dict[str, Any]:
    status = {"status": one.status, "reason": localize(one.reason), "todo": localize(one.todo)} if one.status else {}
    return {
        "token": number,
        "id": one.token,
        "keys": one.keys,
        "in_head": one.in_head,
        "repositories": one.repositories,
        "only_copies": len(one.sightings) > 1 and one.families == 1,
        **status,
    }
