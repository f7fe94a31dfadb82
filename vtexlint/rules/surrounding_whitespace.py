"""Leading or trailing whitespace in a value.

## What it reports
The value starts or ends with a space, a tab or a line break, as the program that reads the file receives it. Reported at
the first character of the value.

In a `.env` file, the loaders of `loaders` in the settings (by default all except bash and docker-run) decide about
whitespace after an unquoted value and around the `=`. It is an error where each of them keeps it or does not read the
line, a warning where some do, and info where all of them ignore it. The message names them.

Whitespace at the ends of a name in quotes (`"appToken "`) is a warning, reported at the name.

Not reported: spaces around a YAML or TOML value that are not part of it, CR LF line ends, and a byte order mark at the
start of the file.

## Why it matters
The header is sent with the space in it. VTEX compares the exact value and rejects this one (401 or 403), without
mentioning the space. [VTEX's FAQ](https://help.vtex.com/en/faq/why-doesnt-authentication-with-appkey-and-apptoken-work)
names "without spacing" in the second of its two causes. The usual causes: a space copied with the value, `|` in YAML (which
keeps the final line break), `echo token | base64`.

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

`--fix` removes it where the rest has a valid format: `|` becomes `|-`, the whitespace around the `=` of a `.env` file is
removed, base64 is decoded, fixed and encoded again. Other values are trimmed only with `--unsafe-fixes`.
"""

from collections.abc import Iterator
from functools import partial

from vtexlint.credentials.labels import kind_label, printable_name
from vtexlint.credentials.model import Credential
from vtexlint.credentials.normalize import BLANKS
from vtexlint.diagnostics import Severity
from vtexlint.fixes.edits import has_blank_after_sign, has_blank_before_sign, has_spaced_sign
from vtexlint.fixes.values import repair
from vtexlint.parsers.model import Entry
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.settings import LOADERS
from vtexlint.text.messages import NO_MESSAGE, Message, Template, listed

STARTS = Template("surrounding-whitespace.starts", "the {kind} starts with {whitespace}")
ENDS = Template("surrounding-whitespace.ends", "the {kind} ends with {whitespace}")
STARTS_AND_ENDS = Template("surrounding-whitespace.both", "the {kind} starts with {leading} and ends with {trailing}")
AROUND_SIGN = Template("surrounding-whitespace.around-sign", "there is whitespace around the `=` of the {kind}")
BEFORE_SIGN = Template("surrounding-whitespace.before-sign", "there is whitespace before the `=` of the {kind}")
AFTER_SIGN = Template("surrounding-whitespace.after-sign", "there is whitespace after the `=` of the {kind}")
AROUND_NAME = Template("surrounding-whitespace.name", "the name `{name}` starts or ends with whitespace")
NAME_HELP = Template(
    "surrounding-whitespace.name-help", "remove the whitespace from the name: a program that looks for `{name}` does not find it"
)
HELP = Template("surrounding-whitespace.help", "remove the whitespace; VTEX compares the exact value and rejects this one (401 or 403)")
# in a .env file; `fault` is one of the messages above, or two of them
KEPT = Template("surrounding-whitespace.kept", "{fault}: it is kept in the value by {loaders}")
NOT_READ = Template("surrounding-whitespace.not-read", "{fault}: the line is not read by {loaders}")
KEPT_OR_NOT_READ = Template(
    "surrounding-whitespace.kept-or-not-read", "{fault}: it is kept in the value by {keeping}, and the line is not read by {losing}"
)
IGNORED = Template("surrounding-whitespace.ignored", "{fault}: the loaders that read this file ignore it, but {others} would not")
LOADERS_HELP = Template(
    "surrounding-whitespace.loaders-help",
    "remove the whitespace, or set `loaders` to the programs that read this file (`vtexlint explain loaders`)",
)
REMOVE_HELP = Template("surrounding-whitespace.remove-help", "remove the whitespace: every loader reads `NAME=value` the same way")
WHITESPACE = {
    " ": Template("surrounding-whitespace.space", "{count} spaces", "a space"),
    "\t": Template("surrounding-whitespace.tab", "{count} tabs", "a tab"),
    "\n": Template("surrounding-whitespace.newline", "{count} newlines", "a newline"),
    "\r": Template("surrounding-whitespace.carriage-return", "{count} carriage returns", "a carriage return"),
    "\v": Template("surrounding-whitespace.vertical-tab", "{count} vertical tabs", "a vertical tab"),
    "\f": Template("surrounding-whitespace.form-feed", "{count} form feeds", "a form feed"),
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
    # also the whitespace around the `=`: in a .env file, where loaders may read it as a part of the value, and in a list of variables
    for credential in context.judged:
        faults = list(_faults(context, credential))
        if faults:
            severity, message, remedy = _words(context, credential, listed(faults))
            yield Violation(credential.span, message, remedy, credential, severity=severity, fix=partial(repair, credential))
        elif has_spaced_sign(credential):
            remedy = NAME_HELP(name=printable_name(credential.name))
            yield Violation(credential.span, BEFORE_SIGN(kind=kind_label(credential)), remedy, credential, fix=partial(repair, credential))

    for credential in context.found.misread:
        if (name := credential.name.strip(BLANKS)) != credential.name and (shown := printable_name(name)):
            yield Violation(credential.name_span, AROUND_NAME(name=shown), NAME_HELP(name=shown), credential, severity=Severity.WARNING)


def _words(context: LintContext, credential: Credential, fault: Message) -> tuple[Severity, Message, Message]:
    entry = credential.entry
    if entry is None or not _is_for_loaders(credential, entry):
        return Severity.ERROR, fault, HELP()
    keeping, losing = _not_ignoring(credential, entry)
    kept, lost = ([name for name in context.loaders if name in names] for names in (keeping, losing))
    if kept or lost:
        severity = Severity.ERROR if len(kept) + len(lost) == len(context.loaders) else Severity.WARNING
        remedy = LOADERS_HELP() if context.loaders == context.settings.loaders else REMOVE_HELP()
        return severity, _not_ignored(fault, listed(kept) if kept else NO_MESSAGE, listed(lost) if lost else NO_MESSAGE), remedy
    others = listed(name for name in LOADERS if name in keeping | losing)
    return Severity.INFO, IGNORED(fault=fault, others=others), REMOVE_HELP()


def _not_ignored(fault: Message, kept: Message, lost: Message) -> Message:
    if kept and lost:
        return KEPT_OR_NOT_READ(fault=fault, keeping=kept, losing=lost)
    return KEPT(fault=fault, loaders=kept) if kept else NOT_READ(fault=fault, loaders=lost)


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
    """Whether the whitespace is outside of the value's quotes in a .env file, where each loader decides whether it is part of the value."""
    is_line = credential.host.document.format == "dotenv" and credential.form == "mapping"
    return is_line and (entry.style == "plain" or not credential.normalized.surrounding)


def _faults(context: LintContext, credential: Credential) -> Iterator[Message]:
    kind, entry = kind_label(credential), credential.entry
    lead, trail = _ends(credential) if credential.normalized.surrounding else ("", "")
    if context.document.format == "dotenv" and entry is not None and credential.form == "mapping":
        separator = credential.host.source.slice(entry.separator)
        if has_blank_before_sign(separator):
            is_around = bool(lead) and entry.style == "plain"  # what is after the `=` is then the start of the value
            yield (AROUND_SIGN if is_around else BEFORE_SIGN)(kind=kind)
            lead = "" if is_around else lead
        elif has_blank_after_sign(separator):
            yield AFTER_SIGN(kind=kind)
    if lead and trail:
        yield STARTS_AND_ENDS(kind=kind, leading=_counted(lead), trailing=_counted(trail))
    elif lead or trail:
        yield (STARTS if lead else ENDS)(kind=kind, whitespace=_counted(lead or trail))


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
