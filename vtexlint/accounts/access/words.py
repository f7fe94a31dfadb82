"""What is said about a call, as messages: for the screen, an editor and a program."""

from collections.abc import Iterable, Iterator

from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.accounts.access.table import PAIR, USER_TOKEN, AccessTable, Operation
from vtexlint.accounts.access.verdicts import Reason, Verdict, documented, holders
from vtexlint.text.messages import Message, Template, commas, listed

if TYPE_CHECKING:
    from vtexlint.accounts.access.matching import Match

# what the call is
DOCUMENTED = Template("access.documented", "`{summary}`: page `{api}` of VTEX's API reference")
ALSO_DOCUMENTED = Template("access.also-documented", "also on the page `{api}`")
ACCOUNT = Template("access.account", "account: `{account}`")
OWN_DOMAIN = Template("access.own-domain", "the host is not one of VTEX's: this is true if it is the domain of a store")
# which credentials it takes
TAKES_BOTH = Template("access.takes-both", "takes an appKey and appToken, or a user's token (`VtexIdclientAutCookie`)")
TAKES_PAIR = Template("access.takes-pair", "takes an appKey and appToken")
TAKES_USER = Template(
    "access.takes-user",
    "takes only a user's token (`VtexIdclientAutCookie`), not an appKey and appToken: with these, VTEX rejects the call (401 or 403)",
)
TAKES_OTHER = Template("access.takes-other", "takes neither an appKey and appToken nor a user's token, but other credentials: {names}")
TAKES_UNSTATED = Template("access.takes-unstated", "VTEX's specification does not say which credentials it takes")
# what the key's role must have
NEEDS_ONE = Template(
    "access.needs-one", "a role of the key must have one of these {count} resources:", one="a role of the key must have this resource:"
)
USER_NEEDS_ONE = Template(
    "access.user-needs-one",
    "a role of the user must have one of these {count} resources:",
    one="a role of the user must have this resource:",
)
NEEDS_ALL = Template("access.needs-all", "the key's roles must have all of these resources:")
RESOURCE = Template("access.resource", "`{resource}`")
OPEN_RESOURCE = Template("access.open-resource", "its page says that it needs no resource of License Manager")
OPEN_AUTHENTICATION = Template("access.open-authentication", "its page says that it needs neither authentication nor permissions")
PROVIDER = Template("access.provider", "a provider answers it, not VTEX: ask the provider which permissions it needs")
UNSTATED = Template("access.unstated", "its page does not say which resource it needs")
# which predefined role has it
HOLDERS = Template("access.holders", "predefined roles that have it, the one with the fewest resources first:")
HOLDER = Template("access.holder", "`{role}` ({count} resources)", one="`{role}` ({count} resource)")
HOLDER_UNKNOWN = Template("access.holder-unknown", "`{role}`")
NO_HOLDER = Template("access.no-holder", "VTEX's pages name no predefined role for it: it needs a custom role (Account settings > Roles)")
LEAST = Template(
    "access.least",
    "least of all: a custom role with only one of these resources (Account settings > Roles in the Admin)",
    one="least of all: a custom role with only this resource (Account settings > Roles in the Admin)",
)
# not known
NOT_KNOWN = Template("access.not-known", "not known: VTEX's OpenAPI files of {date} do not have this call")
OTHER_METHODS = Template("access.other-methods", "this path is documented for {methods}")
SIMILAR = Template("access.similar", "a part of the path looks like a misspelled word of another path")
NEAREST = Template("access.nearest", "the most similar calls that are documented:")
SIMILAR_LIMIT = Template("access.similar-limit", "similar calls were looked for only for the first {count} unknown calls")
NO_PATH = Template("access.no-path", "not known: the path of a call is missing, such as `/api/oms/pvt/orders`")
NO_ADDRESS = Template("access.no-address", "not known: this is not a URL, nor the path of one")
SOURCE = Template(
    "access.source",
    "From VTEX's OpenAPI files of {date} and its page about predefined roles of {roles}. VTEX may have changed either since.",
)
# whether a key has it
KEY = Template("access.key", "{key}: {verdict}")
KEY_IN_ACCOUNT = Template("access.key-in-account", "{key} in account `{account}`: {verdict}")
SENDS_USER_TOKEN = Template(
    "access.sends-user-token",
    "the request sends a user's token (`VtexIdclientAutCookie`), or cookies that may contain one: the roles of this user may decide, not "
    "those of the key; VTEX's pages do not say which of the two counts",
)
ANSWERS: dict[Reason, Template] = {
    "has-role": Template("access.has-role", "yes: {roles}"),
    "needs-nothing": Template("access.needs-nothing", "yes: the call needs no resource"),
    "user-token": Template("access.user-token", "no: the call takes only a user's token"),
    "other-credentials": Template("access.other-credentials", "no: the call takes other credentials"),
    "inactive": Template("access.inactive", "no: the key is inactive or blocked"),
    "no-role": Template("access.no-role", "no: the key has no role"),
    "owner-lacks": Template("access.owner-lacks", "no: {roles} does not have *Save user* since 2023-02-03"),
    "predefined": Template("access.predefined", "no: VTEX's pages do not list this resource for {roles}"),
    "roles-unknown": Template("access.roles-unknown", "not known: the snapshot does not contain the roles of the key"),
    "not-stated": Template("access.not-stated", "not known: the page of the call does not say which resource it needs"),
    "credentials-not-stated": Template(
        "access.credentials-not-stated", "not known: VTEX's specification does not say whether the call takes an appKey"
    ),
    "provider": Template("access.asks-provider", "not known: a provider answers the call, not VTEX"),
    "owner": Template(
        "access.owner", "probably, but not known: {roles} has nearly every resource; if VTEX rejects the call, look for another cause first"
    ),
    "custom-role": Template(
        "access.custom-role",
        "not known: VTEX does not document {roles}, and a snapshot has no resources of roles; "
        "in the Admin, open Account settings > Roles, the role, and look for the resource",
    ),
    "maybe-role": Template("access.maybe-role", "not known: VTEX's pages about {roles} and about the call do not agree"),
    "no-snapshot": Template("access.no-snapshot", "not known: there is no snapshot of account `{account}`"),
    "not-listed": Template("access.not-listed", "not known: the snapshot does not list this key"),
}

Line = tuple[int, Message]
"""A line with its indentation."""


def about(match: "Match", table: AccessTable) -> Iterator[Line]:
    """What the table knows of a call."""
    if not match.operations:
        yield from _unknown(match, table)
        return
    shown = documented(match.operations)
    for operation in shown:
        yield 0, Message(f"{operation.method} {operation.path}")
        yield 2, DOCUMENTED(summary=operation.summary, api=operation.api)
        others = {other.api for other in match.operations} - {one.api for one in shown}
        for api in sorted(others) if operation is shown[0] else ():
            yield 2, ALSO_DOCUMENTED(api=api)
        yield 2, takes(operation)
        yield from _needs(operation, table)


def takes(operation: Operation) -> Message:
    """Which credentials an operation takes."""
    security = operation.security
    if not security:
        return OPEN_AUTHENTICATION() if operation.open == "authentication" else TAKES_UNSTATED()
    if operation.takes_pair:
        return TAKES_BOTH() if USER_TOKEN in security else TAKES_PAIR()
    if operation.takes_only_user_token:
        return TAKES_USER()
    return TAKES_OTHER(names=listed(f"`{name}`" for way in security if way != PAIR for name in way))


def _needs(operation: Operation, table: AccessTable) -> Iterator[Line]:
    if not operation.resources:
        if operation.open != "authentication" or operation.security:
            said = {"resource": OPEN_RESOURCE, "authentication": OPEN_AUTHENTICATION, "provider": PROVIDER}.get(operation.open, UNSTATED)
            yield 2, said()
        return
    count = len(operation.resources)
    if operation.takes_only_user_token:
        yield 2, USER_NEEDS_ONE(count=count)
    else:
        yield 2, NEEDS_ALL() if operation.needs_all else NEEDS_ONE(count=count)
    for resource in operation.resources:
        yield 4, RESOURCE(resource=resource.shown)
    found = holders(operation, table)
    if not found:
        yield 2, NO_HOLDER()
        return
    yield 2, HOLDERS()
    for holder in found:
        yield 4, HOLDER_UNKNOWN(role=holder.name) if holder.total is None else HOLDER(role=holder.name, count=holder.total)
    if not operation.needs_all:
        yield 2, LEAST(count=count)


def _unknown(match: "Match", table: AccessTable) -> Iterator[Line]:
    yield 0, NOT_KNOWN(date=table.date)
    if match.other_methods:
        yield 2, OTHER_METHODS(methods=listed(match.other_methods))
    if match.is_similar:
        yield 2, SIMILAR()
    if match.near:
        yield 2, NEAREST()
    for near in match.near:
        yield 4, Message(f"{near.operation.method} {near.address}")


def source(table: AccessTable) -> Message:
    """Where the table is from."""
    return SOURCE(date=table.date, roles=table.roles_date)


def answer(verdict: Verdict, account: str = "") -> Message:
    """A verdict in words; `account`: the one without a snapshot."""
    template = ANSWERS[verdict.reason]
    if "account" in template.fields:
        return template(account=account)
    return template(roles=roles_named(verdict.roles)) if "roles" in template.fields else template()


def roles_named(names: Iterable[str]) -> Message:
    return commas(f"`{name}`" for name in names)
