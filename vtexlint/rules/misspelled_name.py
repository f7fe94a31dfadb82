"""A misspelled name next to the other credential of its pair.

## What it reports
An appKey has no appToken next to it (or an appToken no appKey), and a value of the missing kind has nearly the right
name: `VTEX_APP_TOKKEN` or `VETX_APP_TOKEN` next to `VTEX_APP_KEY`. The two names differ in at most two letters of the
words *vtex*, *app*, *key*, *token* and the like. All other words must be the same, since `_AR` and `_CL` are two stores;
except for two words for one environment: `_PRD` and `_PROD`, `_HML` and `_HOMOLOG`, `_STG` and `_STAGING`.

Reported at the misspelled name, instead of `missing-token` or `missing-key`; the two count as a pair.

## Why it matters
Programs look for the exact name, do not find it, and send an empty header. VTEX rejects the request (401 or 403), although
the file looks complete.

## Flagged
```dotenv
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
VTEX_APP_TOKKEN=TOKEN_A
```
```yaml
VTEX_APP_KEY_PROD: vtexappkey-fakestore-AAAAAA
VTEX_APP_TOKEN_PRD: TOKEN_A
```

## Accepted
```dotenv
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
VTEX_APP_TOKEN=TOKEN_A
```
```yaml
chave: vtexappkey-fakestore-AAAAAA
senha: TOKEN_A
```

## What to do
Rename it, unless your program reads exactly this name. `--unsafe-fixes` renames it where the right name is not used yet.
"""

from collections.abc import Iterator
from functools import partial

from vtexlint._startup.modules import load
from vtexlint.credentials.labels import display_name
from vtexlint.diagnostics import RelatedSpan, Severity
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.text.messages import Template

MESSAGE = Template("misspelled-name.message", "`{name}` is next to `{partner}`: did you mean `{meant}`?")
HELP = Template(
    "misspelled-name.help", "rename it, unless your program reads this exact name; a program that reads `{meant}` finds no value"
)
RELATED = Template("misspelled-name.related", "the other credential of the pair")


def check(context: LintContext) -> Iterator[Violation]:
    for half, partner in context.found.misnamed:
        message = MESSAGE(name=display_name(half), partner=display_name(partner), meant=half.meant_name)
        rename = load("vtexlint.fixes.rename").rename  # most files have nothing for it
        related = (RelatedSpan(partner.name_span, RELATED()),)
        fix = partial(rename, half, half.meant_name, context.found)
        yield Violation(half.name_span, message, HELP(meant=half.meant_name), half, related, fix=fix)


_REPLACES = ("missing-key", "missing-token")
RULE = Rule("misspelled-name", __doc__ or "", Severity.WARNING, "0.1.0", check, "unsafe", replaces=_REPLACES, needs="misnamed")
