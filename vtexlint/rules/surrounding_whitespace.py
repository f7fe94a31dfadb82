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
from vtexlint.text.messages import Message, Template, listed

MESSAGE = Template("surrounding-whitespace.message", "the {half} has {places}: sent as it stands, it is another value and VTEX answers 401")
HELP = Template(
    "surrounding-whitespace.help", "remove the whitespace, so that the value begins and ends with its own first and last letter"
)
LEADING = Template("surrounding-whitespace.leading", "{whitespace} in front of it")
TRAILING = Template("surrounding-whitespace.trailing", "{whitespace} behind it")
BEFORE_SIGN = Template("surrounding-whitespace.before-sign", "a blank before its `=`, which some loaders take into the name")
AFTER_SIGN = Template("surrounding-whitespace.after-sign", "a blank behind its `=`, which some loaders refuse or keep")
WHITESPACE = {
    " ": Template("surrounding-whitespace.space", "{count} blanks", "{count} blank"),
    "\t": Template("surrounding-whitespace.tab", "{count} tabs", "{count} tab"),
    "\n": Template("surrounding-whitespace.newline", "{count} newlines", "{count} newline"),
    "\r": Template("surrounding-whitespace.carriage-return", "{count} carriage returns", "{count} carriage return"),
    "\v": Template("surrounding-whitespace.vertical-tab", "{count} vertical tabs", "{count} vertical tab"),
    "\f": Template("surrounding-whitespace.form-feed", "{count} form feeds", "{count} form feed"),
}


def check(context: LintContext) -> Iterator[Violation]:
    # in a .env file, also the blanks beside the `=`, which loaders may take for a part of the value
    for credential in context.judged if context.document.format == "dotenv" else context.found.dressed:
        places = list(_places(context, credential))
        if places:
            yield Violation(
                credential.span,
                MESSAGE(half=half_label(credential), places=listed(places)),
                HELP(),
                credential,
                fix=partial(repair, credential),
            )


def _places(context: LintContext, credential: Credential) -> Iterator[Message]:
    if credential.normalized.surrounding:
        value = credential.raw.reveal()
        if lead := value[: len(value) - len(value.lstrip(BLANKS))]:
            yield LEADING(whitespace=_counted(lead))
        if trail := value[len(value.rstrip(BLANKS)) :]:
            yield TRAILING(whitespace=_counted(trail))
    entry = credential.entry
    if context.document.format == "dotenv" and entry is not None and credential.form == "mapping":
        separator = credential.host.source.slice(entry.separator)
        if separator[:1] in (" ", "\t"):
            yield BEFORE_SIGN()
        elif "=" in separator and separator[-1] in " \t":
            yield AFTER_SIGN()


def _counted(whitespace: str) -> Message:
    kinds = dict.fromkeys(whitespace)
    if "\r\n" in whitespace:
        kinds.pop("\r", None)
    return listed(WHITESPACE[kind](count=whitespace.count(kind)) for kind in kinds)


RULE = Rule("surrounding-whitespace", __doc__ or "", Severity.ERROR, "0.1.0", check, "safe")
