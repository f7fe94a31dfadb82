"""The appKey and the appToken of a pair have the same value.

## What it reports
The appKey and the appToken of a pair have the same value. Reported once, at the appKey.

## Why it matters
One of the two was pasted into both fields, so the other is missing: VTEX rejects the pair (401 or 403).

## Flagged
```dotenv
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
VTEX_APP_TOKEN=vtexappkey-fakestore-AAAAAA
```
```toml
[vars]
VTEX_APP_KEY = "TOKEN_A"
VTEX_APP_TOKEN = "TOKEN_A"
```

## Accepted
```dotenv
VTEX_APP_KEY=
VTEX_APP_TOKEN=
```

## What to do
Put the missing credential into its field. You can look up the appKey in the Admin; a token that was not saved must be
renewed.
"""

from collections.abc import Iterator

from vtexlint.credentials.labels import related_value
from vtexlint.credentials.precedence import has_same_values
from vtexlint.diagnostics import Severity
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.text.messages import Template

MESSAGE = Template("same-value.message", "the appKey and the appToken have the same value")
HELP = Template(
    "same-value.help", "put the missing credential into its own field (VTEX rejects this pair: 401 or 403); a lost token must be renewed"
)
RELATED = Template("same-value.related", "the same value")


def check(context: LintContext) -> Iterator[Violation]:
    for pair in context.pairs:
        if has_same_values(pair) and pair.key is not None and pair.token is not None and pair.key.strength != "provider":
            yield Violation(
                pair.key.span,
                MESSAGE(),
                HELP(),
                pair.key,
                related_value(pair.token, RELATED()),
            )


RULE = Rule("same-value", __doc__ or "", Severity.ERROR, "0.1.0", check, needs="pairs")
