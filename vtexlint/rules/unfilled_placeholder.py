"""A placeholder in a file that is not a template.

## What it reports
A placeholder (`<your-key>`, `changeme`, `COLE_AQUI_A_CHAVE`, a key of VTEX's documentation) is in a file that is not a
template. Reported as info, and as a warning where the other credential of the pair has a valid format. Not reported in
templates (`*.example`, `*.sample`, `*.template`, `*.dist`), in docs and tests, and for references such as
`${VTEX_APP_KEY}`. Nor in recorded requests (HAR, VCR, nock) for a value that says it was removed (`[REDACTED]`, `***`).

Also a VTEX address with a placeholder for the account (`https://{accountName}.{environment}.com.br`, as VTEX's
specifications write it; `?an={accountName}`, `your-account`, `sualoja`) next to a credential that is filled in. Not
reported in API collections, and not where the file names the account, because then the program fills it in.

## Why it matters
VTEX rejects requests (401 or 403) until the placeholder is replaced.

## Flagged
```yaml
vtex:
  appKey: COLE_AQUI_A_CHAVE
  appToken: "${VTEX_APP_TOKEN}"
```
```dotenv
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
VTEX_APP_TOKEN=changeme
```
```dotenv
VTEX_BASE_URL=https://{accountName}.{environment}.com.br
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
VTEX_APP_TOKEN=TOKEN_A
```

## Accepted
```dotenv .env.example
VTEX_APP_KEY=<your-app-key>
VTEX_APP_TOKEN=<your-app-token>
```
```yaml
vtex:
  appKey: "${VTEX_APP_KEY}"
  appToken: op://vault/vtex/app-token
```

## What to do
Replace it with the value, or with a reference (`${NAME}`, a secret store). If the file is a template, give it the name of
a template.
"""

from collections.abc import Iterator

from vtexlint.credentials.document_kind import Collections, is_redacted_recording
from vtexlint.credentials.hosts import CredentialsBeside
from vtexlint.credentials.labels import display_name, kind_label
from vtexlint.diagnostics import Severity
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.text.messages import Template

MESSAGE = Template("unfilled-placeholder.message", "`{name}` is still a placeholder")
HELP = Template("unfilled-placeholder.help", "replace it with the {kind} or a reference (`{reference}`, a secret store)")
ENV_HELP = Template("unfilled-placeholder.env-help", "replace it with the {kind}, or name the file `.env.example` if it is a template")
IN_HOST = Template("unfilled-placeholder.host", "this address still contains a placeholder for the account or its environment")
IN_HOST_HELP = Template("unfilled-placeholder.host-help", "write the account name, and the environment (usually `vtexcommercestable`)")


def check(context: LintContext) -> Iterator[Violation]:
    if context.is_template or context.found.is_collection:
        return
    with_valid_partner = {
        id(one) for pair in context.pairs for one in pair.halves if any(o.state == "set" and o.shape.is_exact for o in pair.halves)
    }
    is_dotenv = context.document.format == "dotenv"
    for credential in context.found.credentials:
        if not credential.is_field or credential.state != "placeholder" or credential.is_disabled:
            continue
        if not is_redacted_recording(credential):
            yield Violation(
                credential.span,
                MESSAGE(name=display_name(credential)),
                ENV_HELP(kind=kind_label(credential)) if is_dotenv else HELP(kind=kind_label(credential), reference="${NAME}"),
                credential,
                severity=Severity.WARNING if id(credential) in with_valid_partner else None,
            )
    yield from _in_urls(context)


def _in_urls(context: LintContext) -> Iterator[Violation]:
    """`{accountName}` in a VTEX host next to a key that is filled in. Where an account is named, the program fills it in."""
    hosts = [field for field in context.found.hosts if field.awaits]
    if not hosts:
        return
    named = {(one.scope.host, one.scope.document) for one in context.found.accounts if not one.by_host and one.form != "placeholder"}
    is_beside = CredentialsBeside(one for one in context.judged if one.shape.is_exact)
    collections = Collections()
    for field in hosts:
        if (field.scope.host, field.scope.document) in named or not is_beside(field):
            continue
        if not collections.have(field.scope, field.owner.document):
            yield Violation(field.span, IN_HOST(), IN_HOST_HELP())


RULE = Rule("unfilled-placeholder", __doc__ or "", Severity.INFO, "0.1.0", check, needs="awaiting")
