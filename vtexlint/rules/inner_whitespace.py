"""Whitespace inside a value.

## What it reports
The value contains whitespace: a space, a tab, a line break. An appKey or appToken contains none. Text for people under
such a name ("App key of the store") is not reported.

## Why it matters
VTEX compares the exact value, with the space in it, and rejects this one (401 or 403). The usual causes: a token pasted
from an e-mail or a PDF that wrapped it, and YAML's folded style: `>` joins two lines with a space. [VTEX's
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
Write the value on one line, without spaces. If it was joined from two lines, count its letters: an appToken has 128.

`--fix` joins the parts where the joined value has a valid format; `--unsafe-fixes` also where only its case is wrong.
Other values are never joined, since they may be words.
"""

from collections.abc import Iterator
from functools import partial

from vtexlint.credentials.labels import kind_label
from vtexlint.diagnostics import Severity
from vtexlint.fixes.values import repair
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.text.messages import Message, Template

MESSAGE = Template(
    "inner-whitespace.message", "the {kind} contains {count} whitespace characters", "the {kind} contains {count} whitespace character"
)
FOLDED = Template(
    "inner-whitespace.folded", "write the value on one line, without spaces: a folded scalar (`>`) joins its lines with a space"
)
LITERAL = Template("inner-whitespace.literal", "write the value on one line, without spaces: a block scalar (`|`) keeps its line breaks")
HELP = Template(
    "inner-whitespace.help", "join the parts: an appKey or appToken contains no whitespace, so VTEX rejects this value (401 or 403)"
)


def check(context: LintContext) -> Iterator[Violation]:
    for credential in context.found.spaced_within:
        yield Violation(
            credential.span,
            MESSAGE(kind=kind_label(credential), count=len(credential.normalized.inner)),
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
