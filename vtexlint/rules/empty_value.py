"""One credential of a pair is set, the other is empty.

## What it reports
One credential of a pair is set, the other is empty or null. Reported at the empty one: as an error in a `.env` file, and
wherever the appKey is empty; as info where the appToken is empty in a template or outside of `.env` files. A pair with
two empty values is a template and is not reported.

## Why it matters
The program sends an empty header, and VTEX rejects the request (401 or 403). The usual causes: a template was filled in
only in part, or a variable of the CI system is not set.

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
Set the empty one. In YAML, JSON or TOML a reference (`${NAME}`, a secret store) also works, where the program resolves
it. If the file is a template, empty both.
"""

from collections.abc import Iterator

from vtexlint.credentials.labels import display_name, kind_label, related_value
from vtexlint.credentials.model import Credential
from vtexlint.diagnostics import Severity
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.text.messages import Message, Template

MESSAGE = Template("empty-value.message", "`{name}` is empty, but `{other}` is set")
HELP = Template(
    "empty-value.help", "set the {kind}, use a reference (`{reference}`, a secret store), or empty both if this file is a template"
)
ENV_HELP = Template(
    "empty-value.env-help", "set the {kind} (VTEX rejects an incomplete pair: 401 or 403), or empty both if this file is a template"
)
RELATED = Template("empty-value.related", "this one is set")


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
                _help(one, is_dotenv=is_dotenv),
                one,
                related_value(other, RELATED()),
                severity=Severity.INFO if lenient else None,
            )


def _help(credential: Credential, *, is_dotenv: bool) -> Message:
    """Without a reference for `.env` files: not every loader resolves one."""
    kind = kind_label(credential)
    return ENV_HELP(kind=kind) if is_dotenv else HELP(kind=kind, reference="${NAME}")


RULE = Rule("empty-value", __doc__ or "", Severity.ERROR, "0.1.0", check, needs="empty")
