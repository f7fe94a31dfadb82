"""Whitespace at the ends of a value.

## What it says
The value begins or ends with a blank, a tab or a line break, as the program that reads the file will get it. In a
`.env` file also blanks behind an unquoted value and around the `=`, because some loaders keep them. Reported at the
value's first character.

Blanks around a YAML or TOML value that are no part of it, CR LF line ends and a byte order mark at the file's start
are no fault.

## Why it matters
The header is sent with the blank in it. VTEX compares the value as it stands and answers 401, with no word about the
blank. [VTEX's FAQ](https://help.vtex.com/en/faq/why-doesnt-authentication-with-appkey-and-apptoken-work) names
"without spacing" as the second of its two causes. The usual ways in: a blank copied along, `|` in YAML (which keeps
the final line break), `echo token | base64`.

## Flagged
```dotenv
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
VTEX_APP_TOKEN= TOKEN_A
```
```yaml
vtex:
  appKey: vtexappkey-fakestore-AAAAAA
  appToken: |
    TOKEN_A
```
```json
{"Vtex": {"AppKey": "vtexappkey-fakestore-AAAAAA", "AppToken": "TOKEN_A\\n"}}
```
```toml
[vtex]
app_key = "vtexappkey-fakestore-AAAAAA "
app_token = "TOKEN_A"
```

## Accepted
```dotenv
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA # the ERP's key
VTEX_APP_TOKEN="TOKEN_A"
```
```yaml
vtex:
  appKey:    vtexappkey-fakestore-AAAAAA
  appToken: |-
    TOKEN_A
```

## What to do
Remove the whitespace. In YAML write `|-` instead of `|`, or the value on one line. For a Kubernetes Secret use
`printf %s` or `echo -n` before `base64`, or `stringData`.

`--fix` removes it where what is left has the exact shape: `|` becomes `|-`, the blanks round a `.env` file's `=` go,
base64 is decoded, mended and encoded again. What has not the shape is trimmed with `--unsafe-fixes`.
"""

from collections.abc import Iterator
from functools import partial

from vtexlint.credentials.labels import half_label
from vtexlint.credentials.model import Credential
from vtexlint.credentials.normalize import BLANKS
from vtexlint.diagnostics import Severity
from vtexlint.fixes.values import repair
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.text.wording import listed, plural

_NOUNS = {" ": "blank", "\t": "tab", "\n": "newline", "\r": "carriage return", "\v": "vertical tab", "\f": "form feed"}


def check(context: LintContext) -> Iterator[Violation]:
    for credential in context.judged:
        places = list(_places(context, credential))
        if places:
            yield Violation(
                credential.span,
                f"the {half_label(credential)} has {listed(places)}: sent as it stands, it is another value and VTEX answers 401",
                "remove the whitespace, so that the value begins and ends with its own first and last letter",
                credential,
                fix=partial(repair, credential),
            )


def _places(context: LintContext, credential: Credential) -> Iterator[str]:
    value = credential.raw.reveal()
    lead = value[: len(value) - len(value.lstrip(BLANKS))]
    trail = value[len(value.rstrip(BLANKS)) :]
    if lead and credential.normalized.surrounding:
        yield f"{_counted(lead)} in front of it"
    if trail and credential.normalized.surrounding:
        yield f"{_counted(trail)} behind it"
    entry = credential.entry
    if context.document.format == "dotenv" and entry is not None and credential.form == "mapping":
        separator = credential.host.source.slice(entry.separator)
        if separator[:1] in (" ", "\t"):
            yield "a blank before its `=`, which some loaders take into the name"
        elif "=" in separator and separator[-1] in " \t":
            yield "a blank behind its `=`, which some loaders refuse or keep"


def _counted(whitespace: str) -> str:
    kinds = dict.fromkeys(whitespace)
    if "\r\n" in whitespace:
        kinds.pop("\r", None)
    return listed(plural(whitespace.count(kind), _NOUNS[kind]) for kind in kinds)


RULE = Rule("surrounding-whitespace", __doc__ or "", Severity.ERROR, "0.1.0", check, "safe")
