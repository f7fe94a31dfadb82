"""One half of a pair is set, the other empty.

## What it says
One half of a pair is set, the other is empty or null. Reported at the empty one. An error in a `.env` file, and
wherever the key is the empty one; information where the key is set and the token is empty in a template or outside
`.env`. Both empty is a template: silent.

## Why it matters
An empty header is sent, and VTEX answers 401. A template was filled in halfway, or a variable of the CI system is not
set.

## Flagged
```dotenv
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
VTEX_APP_TOKEN=
```
```json appsettings.json
{"Vtex": {"AppKey": "vtexappkey-fakestore-AAAAAA", "AppToken": null}}
```
```yaml
vtex: {appKey: "", appToken: TOKEN_A}
```

## Accepted
```dotenv
VTEX_APP_KEY=
VTEX_APP_TOKEN=
```
```json account.json
{"appKeys": [{"appKey": "vtexappkey-fakestore-AAAAAA", "appToken": null, "isActive": true}]}
```

## What to do
Set the empty half, write a reference to where it comes from, or empty both if the file is a template.
"""

from collections.abc import Iterator

from vtexlint.credentials.labels import beside, display_name, half_label
from vtexlint.diagnostics import Severity
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.text.messages import Template

MESSAGE = Template("empty-value.message", "{name} is empty and {other} is set: VTEX answers 401 to half a pair")
HELP = Template("empty-value.help", "set the {half}, refer to where it comes from, or empty both if this file is a template")
RELATED = Template("empty-value.related", "set")


def check(context: LintContext) -> Iterator[Violation]:
    for pair in context.pairs:
        for one, other in ((pair.key, pair.token), (pair.token, pair.key)):
            if one is None or other is None or one.state != "empty" or not other.is_set:
                continue
            is_dotenv = context.document.format == "dotenv"  # of a `.env` inside a ConfigMap, the rest may come from a Secret
            lenient = one.kind == "token" and (context.is_template or not is_dotenv)
            yield Violation(
                one.span,
                MESSAGE(name=display_name(one), other=display_name(other)),
                HELP(half=half_label(one)),
                one,
                beside(other, RELATED()),
                severity=Severity.INFO if lenient else None,
            )


RULE = Rule("empty-value", __doc__ or "", Severity.ERROR, "0.1.0", check, needs="empty")
