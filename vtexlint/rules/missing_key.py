"""An appToken without an appKey.

## What it reports
An appToken is in a file without an appKey next to it. An error; only info in a Kubernetes Secret, whose appKey may be in
a ConfigMap of another file, and in the authentication of a collection if none of its requests sends a key.

Not reported where the appKey is a reference or empty, where the token's field contains a key (that is `swapped-values`),
or where the appKey is alone in another scope of the file, under the same family of names. Reported at the name of the
token.

## Why it matters
VTEX needs both headers, and rejects a token alone (401 or 403).

## Flagged
```dotenv
VTEX_APP_TOKEN=TOKEN_A
```
```yaml secret.yaml
apiVersion: v1
kind: Secret
stringData:
  VTEX_APP_TOKEN: TOKEN_A
```

## Accepted
```yaml
apiVersion: v1
kind: ConfigMap
data:
  VTEX_APP_KEY: vtexappkey-fakestore-AAAAAA
---
apiVersion: v1
kind: Secret
stringData:
  VTEX_APP_TOKEN: TOKEN_A
```

## What to do
Add the appKey that was issued with this token. The Admin lists the keys under *Account settings > API keys*, but does not
show which token belongs to which key, so keep the two together.
"""

from collections.abc import Iterator

from vtexlint.credentials.labels import display_name
from vtexlint.credentials.model import Credential
from vtexlint.diagnostics import RelatedSpan, Severity
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.text.messages import Template

MESSAGE = Template("missing-key.message", "`{name}` has no appKey next to it")
HELP = Template(
    "missing-key.help", "add the appKey that was issued with this token, or a reference to it; VTEX rejects a token alone (401 or 403)"
)

RELATED = Template("missing-key.related", "the appToken that this request sends")


def check(context: LintContext) -> Iterator[Violation]:
    if context.document.problem is not None and context.document.format == "text":
        return  # read line by line: the missing one may be where the syntax is broken
    for pair in context.pairs:
        token = pair.token
        if token is None or pair.key is not None or pair.shared or not token.is_set or _is_session(token):
            continue
        yield Violation(
            pair.place or token.name_span,
            MESSAGE(name=display_name(token)),
            HELP(),
            token,
            (RelatedSpan(token.name_span, RELATED()),) if pair.place else (),
            severity=Severity.WARNING if pair.place else Severity.INFO if token.in_secret_manifest or pair.unanswered else None,
        )


def _is_session(token: Credential) -> bool:
    return token.session and token.shape.foreign_kind == "jwt"


RULE = Rule("missing-key", __doc__ or "", Severity.ERROR, "0.1.0", check, needs="partial", gives_way_to=("swapped-values",))
