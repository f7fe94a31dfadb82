"""A host that VTEX does not have.

## What it says
A host next to a credential has the name of one of VTEX's domains, or nearly, but VTEX has none like it: `myvtex.com.br`,
`vtexcommercestable.com.br.com.br`, `vtexcomercestable.com.br`. The message has the host that was probably meant. Reported in
config files alone.

The domains are those of the servers in [VTEX's API specifications](https://github.com/vtex/openapi-schemas):
`{account}.vtexcommercestable.com.br`, `{account}.vtexcommercebeta.com.br`, `{account}.myvtex.com`, `{account}.vtexpayments.com.br`,
`{account}.vtexcrm.com.br`, `{account}.vtexassets.com`. A bare `.com` is accepted where VTEX writes `.com.br`. Other domains
are not judged, nor is a host that the program completes (`fakestore.vtexcommercestable`, without a scheme).

## Why it matters
There is no such host, so every request fails; or the domain belongs to somebody else, who then gets the appKey and appToken in the
headers of each request.

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
Write the host as VTEX does. For calls with an appKey and appToken this is usually `https://{account}.vtexcommercestable.com.br`.
"""

from collections.abc import Iterator

from vtexlint.credentials.hosts import right_host
from vtexlint.diagnostics import Severity
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.text.messages import Template

MESSAGE = Template("unknown-host.message", "VTEX has no host `{host}`: requests fail, or the credentials go to somebody else")
HELP = Template("unknown-host.help", "did you mean `{meant}`?")

_LONGEST = 100  # characters of a host that a message repeats


def check(context: LintContext) -> Iterator[Violation]:
    if not context.found.hosts:
        return
    documents = {(one.scope.host, one.scope.document) for one in context.found.credentials if one.is_field}
    for field in context.found.hosts:
        if (field.scope.host, field.scope.document) not in documents or not field.host.replace("-", "").replace(".", "").isalnum():
            continue
        meant = right_host(field)
        if meant is not None and len(field.host) <= _LONGEST:
            yield Violation(field.span, MESSAGE(host=field.host), HELP(meant=meant))


RULE = Rule("unknown-host", __doc__ or "", Severity.WARNING, "0.1.0", check)
