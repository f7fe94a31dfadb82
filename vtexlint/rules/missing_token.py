"""An appKey with no appToken beside it.

## What it says
An appKey stands without an appToken. An error in a `.env` file and in a request that sends a key alone; elsewhere
information only, because a key in config and the token in a secret store is good practice. Information, too, where a
collection of requests has a key in its authentication and no request of it sends a token: it is added by hand. Silent
where the token is a reference, is empty (that is `empty-value`), where the key's field holds a token (that is
`swapped-values`), or the token stands alone in another scope of the file under the same family of names (a ConfigMap
and its Secret). Reported at the key's name.

## Why it matters
A key alone authenticates nothing: VTEX answers 401. A line was lost in a merge, or the token's name has a typing error.

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
secret store) does where the program resolves it. In a `.env` file it does not: node takes `${VTEX_APP_TOKEN}` as it is
written, and python-dotenv makes an empty value of it. If the token is lost, renew it: VTEX shows it once.
"""

from collections.abc import Iterator

from vtexlint.credentials.labels import display_name
from vtexlint.diagnostics import RelatedSpan, Severity
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.text.messages import Template

MESSAGE = Template("missing-token.message", "{name} has no appToken beside it: a key alone authenticates nothing, and VTEX answers 401")
ENV_HELP = Template("missing-token.env-help", "add the appToken of this pair; fine where the program has it from its environment")
HELP = Template("missing-token.help", "add the appToken of this pair, or a reference to it; fine where the token comes from a secret store")

RELATED = Template("missing-token.related", "the appKey that this request sends")


def check(context: LintContext) -> Iterator[Violation]:
    if context.document.problem is not None and context.document.format == "text":
        return  # read line by line: what is missing may be where the text is broken
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
