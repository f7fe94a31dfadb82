"""Quotes, brackets, commas or a header's name that came along with a value.

## What it says
Quotes (smart ones too, and those with a backslash before them), brackets, a comma, a semicolon, or a header's name such
as `X-VTEX-API-AppToken:` or `Bearer` are inside the value. The file's own quotes are not reported.

## Why it matters
The program gets them as part of the value and sends them: VTEX answers 401. It happens when a line is copied from
JSON into a `.env` file, from a curl command, or from a page that wrote `<your key>` and was filled in between the
brackets.

## Flagged
```dotenv
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA,
VTEX_APP_TOKEN=TOKEN_A
```
```yaml
vtex:
  appKey: '"vtexappkey-fakestore-AAAAAA"'
  appToken: TOKEN_A
```
```json
{"vtexAppKey": "vtexappkey-fakestore-AAAAAA", "vtexAppToken": "X-VTEX-API-AppToken: TOKEN_A"}
```

## Accepted
```dotenv
VTEX_APP_KEY="vtexappkey-fakestore-AAAAAA"
VTEX_APP_TOKEN='TOKEN_A'
```
```yaml .env.example.yaml
vtex:
  appKey: <your-app-key>
  appToken: <your-app-token>
```

## What to do
Leave nothing but the value itself: from the `v` of `vtexappkey` to the last of the six capitals, or the 128 capitals
of the token.

`--fix` leaves just that where it has the exact shape; other values are stripped with `--unsafe-fixes`.
"""

from collections.abc import Iterator
from functools import partial

from vtexlint.credentials.labels import half_label
from vtexlint.diagnostics import Severity
from vtexlint.fixes.values import repair
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.text.messages import Message, Template, listed

MESSAGE = Template(
    "stray-delimiter.message",
    "the {half} holds {strays} that are no part of it: VTEX takes the value as it stands and answers 401",
    "the {half} holds {strays} that is no part of it: VTEX takes the value as it stands and answers 401",
)
HELP = Template("stray-delimiter.help", "leave only the value itself between the quotes of the file's own syntax")
HEADER = Template("stray-delimiter.header", "a header or variable name in front")
CHARACTER = Template("stray-delimiter.character", "a stray {character}")


def check(context: LintContext) -> Iterator[Violation]:
    for credential in context.found.delimited:
        strays = list(_describe(credential.raw.reveal(), credential.normalized.delimiters))
        yield Violation(
            credential.span,
            MESSAGE(half=half_label(credential), strays=listed(strays), count=len(strays)),
            HELP(),
            credential,
            fix=partial(repair, credential),
        )


def _describe(value: str, places: tuple[int, ...]) -> Iterator[Message]:
    characters = list(_characters(value, places))
    if sum(c.isalpha() for c in characters) >= 3:
        yield HEADER()
        characters = [c for c in characters if not c.isalnum() and c not in "-_.:="]
    for c in dict.fromkeys(characters):
        yield CHARACTER(character=c)


def _characters(value: str, places: tuple[int, ...]) -> Iterator[str]:
    """Each one that can be seen; one backslash with the quote that it escapes."""
    known = frozenset(places)
    for i in places:
        if value[i] != "\\" and not value[i].isspace():
            yield f"\\{value[i]}" if i - 1 in known and value[i - 1] == "\\" else value[i]


RULE = Rule("stray-delimiter", __doc__ or "", Severity.ERROR, "0.1.0", check, "safe", needs="delimited")
