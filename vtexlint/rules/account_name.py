"""A value under an account name that is not an account.

## What it reports
The value of `VTEX_ACCOUNT`, `accountName` and the like, next to a credential, is not an account name: it is a host or a
URL (`fakestore.myvtex.com`), another domain, an appKey, a placeholder such as `{accountName}`, or has whitespace, quotes
or other characters around it. Names with *conta* and *cuenta* count too, where something else mentions VTEX. Uppercase
letters alone are reported as info: hosts do not distinguish case, other places do. `dev--fakestore` is a workspace of
`fakestore` and is accepted.

Not reported where the value names another account than the appKey: that is an `account-mismatch`. References, and
placeholders in templates, are not reported.

## Why it matters
A program builds hosts from it, `{account}.vtexcommercestable.com.br`. With another value there is no such host, or VTEX
answers 401, 403 or 404. VTEX's specifications contain only the account name
([openapi-schemas](https://github.com/vtex/openapi-schemas)).

## Flagged
```dotenv
VTEX_ACCOUNT=fakestore.myvtex.com
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
VTEX_APP_TOKEN=TOKEN_A
```
```yaml
vtex:
  account: Fakestore
  appKey: vtexappkey-fakestore-AAAAAA
  appToken: TOKEN_A
```

## Accepted
```dotenv
VTEX_ACCOUNT=fakestore
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
VTEX_APP_TOKEN=TOKEN_A
```
```yaml
vtex:
  account: dev--fakestore
  appKey: vtexappkey-fakestore-AAAAAA
  appToken: TOKEN_A
```

## What to do
Write only the account name. If the key belongs to this account, it is the part of the appKey between `vtexappkey-` and
the last hyphen. `--fix` does this where the value names the account of the appKey.
"""

from collections.abc import Iterator
from functools import partial

from vtexlint.credentials.document_kind import Collections
from vtexlint.credentials.labels import printable_name
from vtexlint.credentials.model import Account, Credential
from vtexlint.diagnostics import Fix, Severity
from vtexlint.fixes.edits import edits_for
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.text.messages import Template

FORMS = {
    "capitals": Template("account-name.capitals", "{name} contains uppercase letters; VTEX account names are lowercase"),
    "whitespace": Template("account-name.whitespace", "{name} has whitespace around the account name"),
    "marks": Template("account-name.marks", "{name} has quotes or other characters around the account name"),
    "host": Template("account-name.host", "{name} is a host or a URL instead of the account name"),
    "domain": Template("account-name.domain", "{name} is a domain instead of the account name"),
    "key": Template("account-name.key", "{name} is an appKey instead of the account name"),
    "placeholder": Template("account-name.placeholder", "{name} is still a placeholder"),
}
HELP = Template("account-name.help", "write only the account name: `{account}`")
UNKNOWN_HELP = Template("account-name.unknown-help", "write only the account name, as in the appKey")
SETTING = Template("account-name.setting", "the account")
TITLE = Template("account-name.fix", "write only the account name")


def check(context: LintContext) -> Iterator[Violation]:
    faults = [one for one in context.found.accounts if one.form != "account"]
    if not faults:
        return
    external = {name.lower() for name in context.settings.external_accounts}
    beside = _Keys(context.found.credentials, external)
    collections = Collections()
    for fault in faults:
        found = beside(fault)
        if found is None:
            continue
        account = _account_of(found, external)
        if fault.form == "placeholder":
            if account is None or context.is_template or fault.field is None:
                continue
            if collections.have(fault.scope, fault.field.host.document):
                continue
        elif account is None and not fault.is_vtex:
            continue
        elif account is not None and fault.account != account and fault.form != "domain":
            continue  # account-mismatch
        elif account is not None and fault.account != account and not fault.is_vtex:
            continue
        right = account if account == fault.account else None
        yield Violation(
            fault.span,
            FORMS[fault.form](name=_display_name(fault)),
            HELP(account=right) if right else UNKNOWN_HELP(),
            fault.field,
            severity=Severity.INFO if fault.form == "capitals" else None,
            fix=partial(_rewritten, fault, right) if right else None,
        )


def _display_name(fault: Account) -> str:
    """The name in backticks; a fixed text where the name cannot be shown."""
    name = printable_name(fault.name)
    return f"`{name}`" if name else SETTING()


def _rewritten(fault: Account, right: str) -> Fix | None:
    edits = edits_for(((fault.field, right),)) if fault.field else None
    return Fix(TITLE(), edits, "safe", ("account-name",)) if edits else None


def _account_of(key: Credential, external: set[str]) -> str | None:
    """The account of a valid key; None for one that is not set, and for one of `external-accounts`."""
    parts = key.shape.key_parts_any_case if key.is_set else None
    account = parts.account.lower() if parts else ""
    return account if account and account not in external else None


class _Keys:
    """The appKeys of a file by the containers that they are in, directly or further in."""

    def __init__(self, credentials: tuple[Credential, ...], external: set[str]) -> None:
        self._known: dict[tuple[int, int], dict[frozenset[str], Credential]] = {}
        for one in credentials:
            if one.kind != "key" or not one.is_field or one.is_disabled:
                continue
            containers, container = one.host.document.containers, one.scope.container
            while 0 <= container < len(containers):
                here = self._known.setdefault((one.scope.host, container), {})
                qualifier = frozenset(one.qualifier)
                if qualifier not in here or (_account_of(here[qualifier], external) is None and _account_of(one, external)):
                    here[qualifier] = one
                container = containers[container].parent

    def __call__(self, account: Account) -> Credential | None:
        here = self._known.get((account.scope.host, account.scope.container), {})
        return here.get(frozenset(account.qualifier)) or (next(iter(here.values())) if len(here) == 1 else None)


RULE = Rule("account-name", __doc__ or "", Severity.WARNING, "0.1.0", check, fix="safe", needs="accounts")
