"""Whitespace at the ends of a value.

## What it says
The value begins or ends with a space, a tab or a line break, as the program that reads the file will get it. Reported at
the value's first character.

In a `.env` file, whitespace after an unquoted value and around the `=` is reported by what reads the file: the loaders that
`loaders` names in the settings, by default all but bash and docker-run. It is an error where each of them keeps it or does
not read the line, a warning where some do, and an info where all of them ignore it. The message names them.

Spaces around a YAML or TOML value that are not part of it, CR LF line ends and a byte order mark at the file's start are
not reported.

## Why it matters
The header is sent with the space in it. VTEX compares the exact value and rejects this one, without a word about the
space. [VTEX's FAQ](https://help.vtex.com/en/faq/why-doesnt-authentication-with-appkey-and-apptoken-work) names
"without spacing" as the second of its two causes. The usual causes: a space copied with the value, `|` in YAML (which keeps
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

`--fix` removes it where the rest has a valid format: `|` becomes `|-`, the whitespace around a `.env` file's `=` is
removed, base64 is decoded, fixed and encoded again. Other values are trimmed only with `--unsafe-fixes`.
"""

from collections.abc import Iterator
from functools import partial

from vtexlint.credentials.labels import half_label
from vtexlint.credentials.model import Credential
from vtexlint.credentials.normalize import BLANKS
from vtexlint.diagnostics import Severity
from vtexlint.fixes.values import repair
from vtexlint.parsers.model import Entry
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.settings import LOADERS
from vtexlint.text.messages import Message, Template, clauses, listed

MESSAGE = Template("surrounding-whitespace.message", "the {half} has {places}: sent as it stands, it is another value and VTEX answers 401")
HELP = Template(
    "surrounding-whitespace.help", "remove the whitespace, so that the value begins and ends with its own first and last letter"
)
BY_LOADERS = Template("surrounding-whitespace.by-loaders", "the {half} has {places}: {readings}")
KEPT = Template("surrounding-whitespace.kept", "kept in the value by {loaders}")
NOT_READ = Template("surrounding-whitespace.not-read", "the line is not read by {loaders}")
LOADERS_HELP = Template(
    "surrounding-whitespace.loaders-help", "remove the whitespace, or name in `loaders` what reads this file (`vtexlint explain loaders`)"
)
IGNORED = Template(
    "surrounding-whitespace.ignored", "the {half} has {places}: the loaders that read this file ignore it, {others} would not"
)
REMOVE_HELP = Template("surrounding-whitespace.remove-help", "remove the whitespace: every loader reads `NAME=value` alike")
LEADING = Template("surrounding-whitespace.leading", "{whitespace} in front of it")
TRAILING = Template("surrounding-whitespace.trailing", "{whitespace} behind it")
BEFORE_SIGN = Template("surrounding-whitespace.before-sign", "whitespace before its `=`")
AFTER_SIGN = Template("surrounding-whitespace.after-sign", "whitespace after its `=`")
WHITESPACE = {
    " ": Template("surrounding-whitespace.space", "{count} blanks", "{count} blank"),
    "\t": Template("surrounding-whitespace.tab", "{count} tabs", "{count} tab"),
    "\n": Template("surrounding-whitespace.newline", "{count} newlines", "{count} newline"),
    "\r": Template("surrounding-whitespace.carriage-return", "{count} carriage returns", "{count} carriage return"),
    "\v": Template("surrounding-whitespace.vertical-tab", "{count} vertical tabs", "{count} vertical tab"),
    "\f": Template("surrounding-whitespace.form-feed", "{count} form feeds", "{count} form feed"),
}

# The loaders that do not ignore whitespace in a .env line, as their models (vtexlint/loaders/) read it; these take longer to import than
# the rest of the check takes. A test compares the two. At the ends of a value:
KEEPING = {
    " ": ("docker-run",),
    "\t": ("node-20", "docker-run"),
    "\v": ("node", "node-20", "bash", "docker-run"),
    "\f": ("node", "node-20", "bash", "docker-run"),
}
LOSING_BEFORE = {" ": ("bash", "docker-run"), "\t": ("node-20", "bash", "docker-run")}


def check(context: LintContext) -> Iterator[Violation]:
    # in a .env file, also the blanks beside the `=`, which loaders may take for a part of the value
    for credential in context.judged if context.document.format == "dotenv" else context.found.dressed:
        places = list(_places(context, credential))
        if places:
            severity, message, remedy = _words(context, credential, listed(places))
            yield Violation(credential.span, message, remedy, credential, severity=severity, fix=partial(repair, credential))


def _words(context: LintContext, credential: Credential, places: Message) -> tuple[Severity, Message, Message]:
    half = half_label(credential)
    entry = credential.entry
    if entry is None or not _is_for_loaders(credential, entry):
        return Severity.ERROR, MESSAGE(half=half, places=places), HELP()
    keeping, losing = _not_ignoring(credential, entry)
    kept, lost = ([name for name in context.loaders if name in names] for names in (keeping, losing))
    if kept or lost:
        readings = [KEPT(loaders=", ".join(kept))] if kept else []
        readings += [NOT_READ(loaders=", ".join(lost))] if lost else []
        severity = Severity.ERROR if len(kept) + len(lost) == len(context.loaders) else Severity.WARNING
        remedy = LOADERS_HELP() if context.loaders == context.settings.loaders else REMOVE_HELP()
        return severity, BY_LOADERS(half=half, places=places, readings=clauses(readings)), remedy
    others = listed(name for name in LOADERS if name in keeping | losing)
    return Severity.INFO, IGNORED(half=half, places=places, others=others), REMOVE_HELP()


def _not_ignoring(credential: Credential, entry: Entry) -> tuple[set[str], set[str]]:
    """The loaders that keep the whitespace in the value, and those that do not read the line."""
    before, _, after = credential.host.source.slice(entry.separator).partition("=")
    trail = ""
    if entry.style == "plain":
        after, trail = _ends(credential)
    keeping = {name for sign in after + trail for name in KEEPING[sign]}
    losing = {name for sign in before for name in LOSING_BEFORE.get(sign, ())}
    if " " in after or "\t" in after:
        losing.add("bash")
    return keeping - losing, losing


def _is_for_loaders(credential: Credential, entry: Entry) -> bool:
    """Whether the whitespace is outside of the value's quotes in a .env file, where it depends on the loader what it is."""
    is_line = credential.host.document.format == "dotenv" and credential.form == "mapping"
    return is_line and (entry.style == "plain" or not credential.normalized.surrounding)


def _places(context: LintContext, credential: Credential) -> Iterator[Message]:
    lead, trail = _ends(credential)
    if lead and credential.normalized.surrounding:
        yield LEADING(whitespace=_counted(lead))
    if trail and credential.normalized.surrounding:
        yield TRAILING(whitespace=_counted(trail))
    entry = credential.entry
    if context.document.format == "dotenv" and entry is not None and credential.form == "mapping":
        separator = credential.host.source.slice(entry.separator)
        if separator[:1] in (" ", "\t"):
            yield BEFORE_SIGN()
        elif "=" in separator and separator[-1] in " \t":
            yield AFTER_SIGN()


def _ends(credential: Credential) -> tuple[str, str]:
    """The whitespace before the value, and after it."""
    value = credential.raw.reveal()
    return value[: len(value) - len(value.lstrip(BLANKS))], value[len(value.rstrip(BLANKS)) :]


def _counted(whitespace: str) -> Message:
    kinds = dict.fromkeys(whitespace)
    if "\r\n" in whitespace:
        kinds.pop("\r", None)
    return listed(WHITESPACE[kind](count=whitespace.count(kind)) for kind in kinds)


RULE = Rule("surrounding-whitespace", __doc__ or "", Severity.ERROR, "0.1.0", check, "safe")
