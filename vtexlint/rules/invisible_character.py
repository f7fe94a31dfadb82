"""A character that no editor shows inside a value.

## What it says
The value holds a character that editors do not show: zero-width space, no-break space, soft hyphen, byte order mark,
a mark of writing direction, a control character. The message names it and says which character of the value it is.
Also such a character round the name of a `.env` line, where it makes another variable of it; reported at the name. A letter or
sign that can be seen is none, of whatever script.

## Why it matters
The value looks right in every editor and in every diff, and is another value: VTEX answers 401. Such characters come
along from web pages, chats, PDFs and spreadsheets.

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
around the place anew.

`--fix` takes the characters out where what is left has the exact shape; from other values, `--unsafe-fixes` does.
"""

from collections.abc import Iterator
from functools import partial

from vtexlint.credentials.confusables import describe
from vtexlint.credentials.labels import display_name, half_label
from vtexlint.credentials.model import Credential
from vtexlint.credentials.normalize import is_invisible
from vtexlint.diagnostics import Severity
from vtexlint.fixes.values import remove, repair
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.text.messages import Template, listed

IN_VALUE = Template(
    "invisible-character.value",
    "the {half} holds {characters}, which no editor shows (character {position} of {length}): VTEX sees another value and answers 401",
)
IN_VALUE_HELP = Template("invisible-character.value-help", "delete the value and type or paste it again as plain text")
AT_NAME = Template(
    "invisible-character.name",
    "the name {name} has {characters} beside it, which no editor shows: the variable has another name then, "
    "and a program that looks for this one finds nothing",
)
AT_NAME_HELP = Template("invisible-character.name-help", "delete the line and type its name again")
AT_NAME_FIX = Template("invisible-character.name-fix", "remove the invisible characters beside the name")


def check(context: LintContext) -> Iterator[Violation]:
    is_dotenv = context.document.format == "dotenv"
    for credential in context.judged if is_dotenv else context.found.dressed:
        if is_dotenv:
            yield from _beside_the_name(context, credential)
        places = credential.normalized.invisible
        if places:
            value = credential.raw.reveal()
            yield Violation(
                credential.span,
                IN_VALUE(
                    half=half_label(credential),
                    characters=listed(describe(value[i]) for i in places),
                    position=places[0] + 1,
                    length=len(value),
                ),
                IN_VALUE_HELP(),
                credential,
                fix=partial(repair, credential),
            )


def _beside_the_name(context: LintContext, credential: Credential) -> Iterator[Violation]:
    """`VTEX_APP_KEY<no-break space>=`, a second byte order mark: loaders take the character into the name."""
    entry, text = credential.entry, context.source.text
    if entry is None or credential.form not in ("mapping", "default"):
        return
    if credential.host.document is not context.document:
        return  # a document inside a value: its offsets are its own
    name = entry.name_span
    start = context.source.line_starts[context.source.line_at(name.start) - 1]
    beside = text[start : name.start] + text[name.end : entry.separator.end]
    if not beside or (beside.isascii() and beside.isprintable()):
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
