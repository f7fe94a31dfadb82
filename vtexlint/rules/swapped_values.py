"""The appKey's field holds a token, or the appToken's field a key.

## What it says
The appKey's field holds a token, or the appToken's field a key. Told once for a pair, at the key's value, with the
other half related.

## Why it matters
[VTEX's FAQ](https://help.vtex.com/en/faq/why-doesnt-authentication-with-appkey-and-apptoken-work) asks for the values
"in their respective fields". VTEX takes the token for an unknown key and answers 401. Worse: programs that log the
key, which is no secret, now log the token.

## Flagged
```dotenv
VTEX_APP_KEY=TOKEN_A
VTEX_APP_TOKEN=vtexappkey-fakestore-AAAAAA
```
```yaml
env:
  - name: VTEX_APP_KEY
    value: TOKEN_A
  - name: VTEX_APP_TOKEN
    value: vtexappkey-fakestore-AAAAAA
```
```json
{"Vtex": {"AppKey": "TOKEN_A", "AppToken": "vtexappkey-fakestore-AAAAAA"}}
```

## Accepted
```dotenv
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
VTEX_APP_TOKEN=TOKEN_A
```

## What to do
Exchange the two values (`--fix` does where both have the exact shape and stand side by side; a pair from two
documents or scopes, or with a half that is defined twice, needs `--unsafe-fixes`). If the program has run this way, look
into its logs. For a token in a log, in the VTEX Admin: `Renew token`, deploy the new one, then `Delete old token` (the
old one works until then); or deactivate the key, which stops the integration at once.
"""

from collections.abc import Iterator
from functools import partial

from vtexlint.credentials.labels import LABELS, beside, half_label
from vtexlint.credentials.model import Credential
from vtexlint.credentials.names import other_kind
from vtexlint.credentials.precedence import holds_other_kind, holds_same
from vtexlint.diagnostics import Severity
from vtexlint.fixes.values import ValueConsumers, swap
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.text.messages import Message, Template

SWAPPED = Template("swapped-values.both", "appKey and appToken are swapped: each field holds the other's value, and VTEX answers 401")
MISPLACED = Template("swapped-values.one", "the {half}'s field holds an {other}: VTEX answers 401")
HELP = Template("swapped-values.help", "exchange the two values; each belongs in its own field")
MISPLACED_HELP = Template("swapped-values.one-help", "move it into the {other}'s field, and put the {half} here")
RELATED = Template("swapped-values.related", "the {half}'s field")


def check(context: LintContext) -> Iterator[Violation]:
    consumers = ValueConsumers(context.found)
    for pair in context.pairs:
        wrong = [half for half in pair.halves if half.is_set and holds_other_kind(half)]
        if not wrong or holds_same(pair):
            continue
        first = wrong[0]
        other = pair.token if first is pair.key else pair.key
        yield Violation(
            first.span,
            _message(wrong),
            _help(wrong),
            first,
            beside(other, RELATED(half=half_label(other))) if other is not None else (),
            fix=partial(swap, pair, consumers) if len(wrong) == 2 else None,
        )


def _help(wrong: list[Credential]) -> Message:
    if len(wrong) == 2:
        return HELP()
    return MISPLACED_HELP(half=half_label(wrong[0]), other=LABELS[other_kind(wrong[0].kind)])


def _message(wrong: list[Credential]) -> Message:
    if len(wrong) == 2:
        return SWAPPED()
    return MISPLACED(half=half_label(wrong[0]), other=LABELS[other_kind(wrong[0].kind)])


RULE = Rule("swapped-values", __doc__ or "", Severity.ERROR, "0.1.0", check, "safe", needs="pairs")
