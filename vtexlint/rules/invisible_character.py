"""An invisible character in a value or next to a name.

## What it reports
The value contains a character that most editors do not show: a zero-width space, a no-break space, a soft hyphen, a byte
order mark, a mark of writing direction, a control character. The message names it and its position in the value. Also
such a character next to the name in a `.env` line, where it becomes part of the name, and in a name in quotes; reported
at the name. Visible characters of any script are not reported by this rule.

## Why it matters
The value looks correct in most editors and in diffs, but it is another value: VTEX compares the exact value and rejects
this one (401 or 403). Such characters come from web pages, chats, PDFs and spreadsheets.

## Flagged
```dotenv
VTEX_APP_KEY={ZWSP}vtexappkey-fakestore-AAAAAA
VTEX_APP_TOKEN=TOKEN_A
```
```json
{"vtexAppKey": "vtexappkey-fakestore-AAAAAA", "vtexAppToken": "\\u00adTOKEN_A"}
```
```yaml
vtex:
  appKey: vtexappkey-fakestore-AAAAAA
  appToken: TOKEN_A{NBSP}
```

## Accepted
```dotenv
# olá{NBSP}mundo: only values count
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
VTEX_APP_TOKEN=TOKEN_A
```

## What to do
Delete the whole value and paste it again as plain text (Ctrl+Shift+V in most programs), or type the few characters
around the position again.

`--fix` removes the characters where the rest has a valid format; `--unsafe-fixes` also removes them from other values.
"""

from collections.abc import Iterator
from functools import partial

from vtexlint.credentials.confusables import describe
from vtexlint.credentials.labels import display_name, kind_label, printable_name
from vtexlint.credentials.model import Credential
from vtexlint.credentials.normalize import is_invisible
from vtexlint.diagnostics import Severity
from vtexlint.fixes.values import remove, repair
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.text.messages import Template, listed

IN_VALUE = Template(
    "invisible-character.value", "the {kind} contains {characters}, which most editors do not show (character {position} of {length})"
)
IN_VALUE_HELP = Template(
    "invisible-character.value-help",
    "delete the value and paste it again as plain text; VTEX compares the exact value and rejects this one (401 or 403)",
)
AT_NAME = Template("invisible-character.name", "the name `{name}` has {characters} next to it, which most editors do not show")
AT_NAME_HELP = Template(
    "invisible-character.name-help",
    "delete the line and type its name again: the character becomes part of the name, and programs do not find the variable",
)
AT_NAME_FIX = Template("invisible-character.name-fix", "remove the invisible characters next to the name")


def check(context: LintContext) -> Iterator[Violation]:
    is_dotenv = context.document.format == "dotenv"
    for credential in context.judged if is_dotenv else context.found.altered:
        if is_dotenv:
            yield from _next_to_name(context, credential)
        places = credential.normalized.invisible
        if places:
            value = credential.raw.reveal()
            yield Violation(
                credential.span,
                IN_VALUE(
                    kind=kind_label(credential),
                    characters=listed(describe(value[i]) for i in places),
                    position=places[0] + 1,
                    length=len(value),
                ),
                IN_VALUE_HELP(),
                credential,
                fix=partial(repair, credential),
            )

    for credential in context.found.misread:
        if characters := [one for one in credential.name if is_invisible(one)]:
            name = printable_name("".join(one for one in credential.name if one not in characters))
            message = AT_NAME(name=name or kind_label(credential), characters=listed(map(describe, characters)))
            yield Violation(credential.name_span, message, AT_NAME_HELP(), credential)


def _next_to_name(context: LintContext, credential: Credential) -> Iterator[Violation]:
    """`VTEX_APP_KEY<no-break space>=`, a second byte order mark: loaders read the character as part of the name."""
    entry, text = credential.entry, context.source.text
    if entry is None or credential.form not in ("mapping", "default"):
        return
    if credential.host.document is not context.document:
        return  # a document inside a value: its offsets are its own
    name = entry.name_span
    start = context.source.line_starts[context.source.line_at(name.start) - 1]
    around = text[start : name.start] + text[name.end : entry.separator.end]
    if not around or (around.isascii() and around.isprintable()):
        return
    places = [at for at in (*range(start, name.start), *range(name.end, entry.separator.end)) if is_invisible(text[at])]
    if places:
        yield Violation(
            name,
            AT_NAME(name=display_name(credential), characters=listed(describe(text[at]) for at in places)),
            AT_NAME_HELP(),
            credential,
            fix=partial(remove, places, AT_NAME_FIX(), "invisible-character"),
        )


RULE = Rule("invisible-character", __doc__ or "", Severity.ERROR, "0.1.0", check, "safe")
