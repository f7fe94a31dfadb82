"""Whitespace inside a value.

## What it says
There is whitespace inside the value: a blank, a tab, a line break. Neither an appKey nor an appToken holds any. Text
for people ("App key of the store") under such a name is silent.

## Why it matters
VTEX takes the value with the blank in it, and answers 401. It happens when a token is pasted from a mail or a PDF
that wrapped it, and when YAML folds it: `>` puts a blank where two lines meet. [VTEX's
FAQ](https://help.vtex.com/en/faq/why-doesnt-authentication-with-appkey-and-apptoken-work) asks for values "without
spacing".

## Flagged
```yaml
vtex:
  appKey: vtexappkey-fakestore-AAAAAA
  appToken: >-
    TOKEN_A[:64]
    TOKEN_A[64:]
```
```dotenv
VTEX_APP_KEY=vtexappkey- fakestore-AAAAAA
VTEX_APP_TOKEN=TOKEN_A
```

## Accepted
```yaml
vtex:
  appKey: vtexappkey-fakestore-AAAAAA
  appToken: >-
    TOKEN_A
```
```json messages/en.json
{"vtexAppKey": "App key of your store", "vtexAppToken": "App token of your store"}
```

## What to do
Write the value on one line, without a blank. If it was put together from two lines, count: an appToken has 128 letters.

`--fix` joins the parts where the joined value has the exact shape; `--unsafe-fixes` also where only its case is wrong. Other
values are never joined: they may be words.
"""

from collections.abc import Iterator
from functools import partial

from vtexlint.credentials.labels import half_label
from vtexlint.diagnostics import Severity
from vtexlint.fixes.values import repair
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.text.messages import Message, Template

MESSAGE = Template(
    "inner-whitespace.message",
    "the {half} is broken by {count} whitespace characters: VTEX takes the value as it stands and answers 401",
    "the {half} is broken by {count} whitespace character: VTEX takes the value as it stands and answers 401",
)
FOLDED = Template("inner-whitespace.folded", "a folded scalar (`>`) puts a blank where its lines meet: write the value on one line")
LITERAL = Template("inner-whitespace.literal", "a block scalar (`|`) keeps its line breaks: write the value on one line")
HELP = Template("inner-whitespace.help", "join the parts: neither an appKey nor an appToken holds a blank or a line break")


def check(context: LintContext) -> Iterator[Violation]:
    for credential in context.found.spaced_within:
        yield Violation(
            credential.span,
            MESSAGE(half=half_label(credential), count=len(credential.normalized.inner)),
            _help(credential.entry.style if credential.entry else "plain"),
            credential,
            fix=partial(repair, credential),
        )


def _help(style: str) -> Message:
    if style == "folded":
        return FOLDED()
    if style == "literal":
        return LITERAL()
    return HELP()


RULE = Rule("inner-whitespace", __doc__ or "", Severity.ERROR, "0.1.0", check, "safe", needs="spaced_within")
