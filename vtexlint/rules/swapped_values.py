"""A token in the appKey's field, or a key in the appToken's field.

## What it reports
The appKey's field contains a token, or the appToken's field contains a key. Reported once per pair, at the appKey; the
appToken is shown as a related location.

## Why it matters
[VTEX's FAQ](https://help.vtex.com/en/faq/why-doesnt-authentication-with-appkey-and-apptoken-work) asks for the values
"in their respective fields". VTEX reads the token as an unknown key and rejects the request (401 or 403). Programs that
log the appKey, which is not a secret, now log the token.

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
Exchange the two values. `--fix` does so where both have a valid format and are next to each other; a pair from two
documents or scopes, or with a credential that is defined more than once, needs `--unsafe-fixes`.

If the program has run with the swapped values, check its logs. If a log contains the token, in the VTEX Admin: *Renew
token*, deploy the new one, then *Delete old token* (the old one works until then); or deactivate the key, which stops the
integration at once.
"""

from collections.abc import Iterator
from functools import partial

from vtexlint.credentials.labels import LABELS, kind_label, related_value
from vtexlint.credentials.model import Credential
from vtexlint.credentials.names import other_kind
from vtexlint.credentials.precedence import has_other_kind, has_same_values
from vtexlint.diagnostics import Severity
from vtexlint.fixes.values import ValueConsumers, swap
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.text.messages import Message, Template

SWAPPED = Template("swapped-values.both", "the appKey and the appToken are swapped")
MISPLACED = Template("swapped-values.one", "the {kind} field contains an {other}")
HELP = Template("swapped-values.help", "exchange the two values; VTEX rejects the pair as it is (401 or 403)")
MISPLACED_HELP = Template("swapped-values.one-help", "put the {kind} here; this value belongs in the {other} field")
RELATED = Template("swapped-values.related", "the {kind} field")


def check(context: LintContext) -> Iterator[Violation]:
    consumers = ValueConsumers(context.found)
    for pair in context.pairs:
        wrong = [credential for credential in pair.halves if credential.is_set and has_other_kind(credential)]
        if not wrong or has_same_values(pair):
            continue
        first = wrong[0]
        other = pair.token if first is pair.key else pair.key
        yield Violation(
            first.span,
            _message(wrong),
            _help(wrong),
            first,
            related_value(other, RELATED(kind=kind_label(other))) if other is not None else (),
            fix=partial(swap, pair, consumers) if len(wrong) == 2 else None,
        )


def _help(wrong: list[Credential]) -> Message:
    if len(wrong) == 2:
        return HELP()
    return MISPLACED_HELP(kind=kind_label(wrong[0]), other=LABELS[other_kind(wrong[0].kind)])


def _message(wrong: list[Credential]) -> Message:
    if len(wrong) == 2:
        return SWAPPED()
    return MISPLACED(kind=kind_label(wrong[0]), other=LABELS[other_kind(wrong[0].kind)])


RULE = Rule("swapped-values", __doc__ or "", Severity.ERROR, "0.1.0", check, "safe", needs="pairs")
