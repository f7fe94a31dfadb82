"""An appToken with no appKey beside it.

## What it says
An appToken stands without an appKey. An error; information only in a Kubernetes Secret, whose key may stand in a
ConfigMap of another file, and in the authentication of a collection none of whose requests sends a key. Silent where
the key is a reference, is empty, where the token's field holds a key (that is `swapped-values`), or the key stands
alone in another scope of the file under the same family of names. Reported at the token's name.

## Why it matters
VTEX needs both headers, and answers 401 to a token alone.

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
Add the key that was issued with this token. The Admin lists keys under Account settings > API keys; which token
belongs to which key it does not tell, so keep them together.
"""

from collections.abc import Iterator

from vtexlint.credentials.labels import display_name
from vtexlint.credentials.model import Credential
from vtexlint.diagnostics import RelatedSpan, Severity
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.text.messages import Template

MESSAGE = Template("missing-key.message", "{name} has no appKey beside it: VTEX needs both, and answers 401 to a token alone")
HELP = Template("missing-key.help", "add the appKey that was issued with this token, or a reference to it")

RELATED = Template("missing-key.related", "the appToken that this request sends")


def check(context: LintContext) -> Iterator[Violation]:
    if context.document.problem is not None and context.document.format == "text":
        return  # read line by line: what is missing may be where the text is broken
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
