"""An appKey without an appToken.

## What it reports
An appKey is in a file without an appToken next to it. An error in a `.env` file, and in a request that sends only a key.
Elsewhere only info, because a key in the config and the token in a secret store is good practice. Also info where a
collection of requests has a key in its authentication and none of its requests sends a token: users add it by hand.

Not reported where the token is a reference or empty (that is `empty-value`), where the key's field contains a token (that
is `swapped-values`), or where the token is alone in another scope of the file, under the same family of names (a
ConfigMap and its Secret). Reported at the name of the key.

## Why it matters
An appKey alone does not authenticate: VTEX rejects the request (401 or 403). The usual causes: a line was lost in a merge,
or the name of the token is misspelled.

## Flagged
```dotenv
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
```
```toml wrangler.toml
[vars]
VTEX_APP_KEY = "vtexappkey-fakestore-AAAAAA"
```

## Accepted
```yaml
env:
  - name: VTEX_APP_KEY
    value: vtexappkey-fakestore-AAAAAA
  - name: VTEX_APP_TOKEN
    valueFrom:
      secretKeyRef: {name: vtex, key: app-token}
```
```yaml compose.yaml
services:
  api:
    environment:
      - VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
      - VTEX_APP_TOKEN
```

## What to do
Add the token, or set it in the environment of the program. In YAML, JSON or TOML a reference (`${VTEX_APP_TOKEN}`, a
secret store) also works, where the program resolves it. In a `.env` file it does not: node reads `${VTEX_APP_TOKEN}` as
written, and python-dotenv reads an empty value. If the token is lost, renew it: VTEX shows it only once.
"""

from collections.abc import Iterator

from vtexlint.credentials.labels import display_name
from vtexlint.diagnostics import RelatedSpan, Severity
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.text.messages import Template

MESSAGE = Template("missing-token.message", "`{name}` has no appToken next to it")
ENV_HELP = Template(
    "missing-token.env-help",
    "add the appToken of this pair (VTEX rejects a key alone: 401 or 403); not needed if the program has it in its environment",
)
HELP = Template(
    "missing-token.help", "add the appToken of this pair, or a reference to it; not needed if the token comes from a secret store"
)

RELATED = Template("missing-token.related", "the appKey that this request sends")


def check(context: LintContext) -> Iterator[Violation]:
    if context.document.problem is not None and context.document.format == "text":
        return  # read line by line: the missing one may be where the syntax is broken
    for pair in context.pairs:
        key = pair.key
        if key is None or pair.token is not None or pair.shared or not key.is_set:
            continue
        is_dotenv = context.document.format == "dotenv"
        severity = None if is_dotenv or (pair.in_request and not pair.unanswered) else Severity.INFO
        yield Violation(
            pair.place or key.name_span,
            MESSAGE(name=display_name(key)),
            ENV_HELP() if is_dotenv else HELP(),
            key,
            (RelatedSpan(key.name_span, RELATED()),) if pair.place else (),
            severity=Severity.WARNING if pair.place else severity,
        )


RULE = Rule("missing-token", __doc__ or "", Severity.ERROR, "0.1.0", check, needs="partial", gives_way_to=("swapped-values",))
