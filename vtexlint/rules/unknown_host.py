"""A host that VTEX does not have.

## What it reports
A host next to a credential has the name of one of VTEX's domains, or almost, but VTEX has no such domain:
`myvtex.com.br`, `vtexcommercestable.com.br.com.br`, `vtexcomercestable.com.br`. The help shows the host that was probably
meant. Reported only in config files.

The domains are those of the servers in [VTEX's API specifications](https://github.com/vtex/openapi-schemas):
`{account}.vtexcommercestable.com.br`, `{account}.vtexcommercebeta.com.br`, `{account}.myvtex.com`,
`{account}.vtexpayments.com.br`, `{account}.vtexcrm.com.br`, `{account}.vtexassets.com`. A bare `.com` is accepted where
VTEX writes `.com.br`. Other domains are not checked, nor is a host that the program completes
(`fakestore.vtexcommercestable`, without a scheme).

## Why it matters
If the host does not exist, every request fails. If the domain belongs to someone else, they receive the appKey and
appToken in the headers of each request.

## Flagged
```dotenv
VTEX_BASE_URL=https://fakestore.myvtex.com.br
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
VTEX_APP_TOKEN=TOKEN_A
```
```yaml
vtex:
  host: fakestore.vtexcomercestable.com.br
  appKey: vtexappkey-fakestore-AAAAAA
  appToken: TOKEN_A
```

## Accepted
```dotenv
VTEX_BASE_URL=https://fakestore.vtexcommercestable.com.br
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
VTEX_APP_TOKEN=TOKEN_A
```
```yaml
vtex:
  environment: vtexcommercestable
  store: https://www.fakestore.example
  appKey: vtexappkey-fakestore-AAAAAA
  appToken: TOKEN_A
```

## What to do
Write the host as VTEX does. For requests with an appKey and appToken this is usually
`https://{account}.vtexcommercestable.com.br`.
"""

from collections.abc import Iterator

from vtexlint.credentials.hosts import ENDINGS
from vtexlint.diagnostics import Severity
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.text.distance import distance
from vtexlint.text.messages import Template

MESSAGE = Template("unknown-host.message", "VTEX has no host `{host}`")
HELP = Template("unknown-host.help", "did you mean `{meant}`? Requests to the other host fail, or send the credentials to its owner")

_TYPED = ("vtexcommercestable", "vtexcommercebeta", "vtexpayments", "vtexassets")  # long enough for two typing errors
_LONGEST = 100  # characters of a host that a message repeats


def check(context: LintContext) -> Iterator[Violation]:
    if not context.found.hosts:
        return
    documents = {(one.scope.host, one.scope.document) for one in context.found.credentials if one.is_field}
    for field in context.found.hosts:
        if (field.scope.host, field.scope.document) not in documents or not field.host.replace("-", "").replace(".", "").isalnum():
            continue
        meant = right_host(field.host, has_scheme=bool(field.scheme))
        if meant is not None and len(field.host) <= _LONGEST:
            yield Violation(field.span, MESSAGE(host=field.host), HELP(meant=meant))


def right_host(host: str, *, has_scheme: bool) -> str | None:
    """The host that was probably meant; None for a host that VTEX has, and for one that is not similar to a VTEX host."""
    found = _domain(host)
    if found is None:
        return None
    domain, meant, ending, before = found
    if meant == domain and (ending in ENDINGS[domain] or (not ending and not has_scheme)):
        return None  # a host without its ending may be completed by the program
    return ".".join((*before, meant, ENDINGS[meant][0]))


def _domain(host: str) -> tuple[str, str, str, list[str]] | None:
    """The label that is (almost) one of VTEX's domains, that domain, the text after the label, and the labels before it; else None."""
    labels = host.split(".")
    for at, label in enumerate(labels):
        if meant := _meant(label):
            return label, meant, ".".join(labels[at + 1 :]), labels[:at]
    return None


def _meant(label: str) -> str:
    if label in ENDINGS:
        return label
    return next((name for name in _TYPED if distance(label, name, 2) <= 2), "") if "vtex" in label else ""


RULE = Rule("unknown-host", __doc__ or "", Severity.WARNING, "0.1.0", check, needs="hosts")
