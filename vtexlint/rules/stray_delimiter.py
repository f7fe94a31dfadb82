"""Quotes, brackets, commas, a header name or a comment inside a value.

## What it reports
The value contains quotes (typographic ones too, and quotes after a backslash), brackets, a comma, a semicolon, or a
header name such as `X-VTEX-API-AppToken:` or `Bearer`; or a comment (`#`, `;`, `//`) follows it where the file's
format has none: in a `.properties` or `.ini` file, inside quotes, or, in YAML, without a space before the `#`. The quotes of the
file's own syntax are not reported.

## Why it matters
The program reads them as part of the value and sends them. VTEX compares the exact value and rejects this one (401 or
403). The usual causes: a line copied from JSON or from a curl command into a `.env` file, or a value written between the
brackets of `<your key>`.

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

```properties
vtex.app.key=vtexappkey-fakestore-AAAAAA # the ERP's
vtex.app.token=TOKEN_A
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
Keep only the value itself: from the `v` of `vtexappkey` to the last of the six uppercase letters, or the 128 letters of
the token.

`--fix` does so where the rest has a valid format; other values are changed, and comments are removed, only with
`--unsafe-fixes`.
"""

from collections.abc import Iterator
from functools import partial

from vtexlint.credentials.labels import kind_label
from vtexlint.credentials.normalize import comment_behind
from vtexlint.diagnostics import Severity
from vtexlint.fixes.values import has_joined_name, repair
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.text.messages import Message, Template, listed, quoted

MESSAGE = Template("stray-delimiter.message", "the {kind} contains {characters}")
HELP = Template(
    "stray-delimiter.help",
    "keep only the value between the quotes of the file's own syntax; VTEX compares the exact value and rejects this one (401 or 403)",
)
HEADER = Template("stray-delimiter.header", "a header or variable name before the value")
COMMENT = Template("stray-delimiter.comment", "a comment after the value")
COMMENT_HELP = Template(
    "stray-delimiter.comment-help",
    "remove the comment, or move it to its own line; VTEX rejects a value that is read with it (401 or 403)",
)
JOINED_HELP = Template(
    "stray-delimiter.joined-help",
    "if a line break is missing before this name, put the name and its value on their own line; else keep only the value",
)
SCHEME = Template("stray-delimiter.scheme", "{word} before the value")
CHARACTER = Template("stray-delimiter.character", "a stray {character}")

_SCHEMES = ("bearer", "basic")


def check(context: LintContext) -> Iterator[Violation]:
    for credential in context.found.delimited:
        strays = list(_describe(credential.raw.reveal(), credential.normalized.delimiters))
        yield Violation(
            credential.span,
            MESSAGE(kind=kind_label(credential), characters=listed(strays)),
            COMMENT_HELP() if strays == [COMMENT()] else JOINED_HELP() if has_joined_name(credential) else HELP(),
            credential,
            fix=partial(repair, credential),
        )


def _describe(value: str, places: tuple[int, ...]) -> Iterator[Message]:
    behind = comment_behind(value)
    if behind != -1:
        yield COMMENT()
        places = tuple(place for place in places if place < behind)
    characters = list(_characters(value, places))
    word = "".join(filter(str.isalpha, characters))
    if len(word) >= 3:
        yield SCHEME(word=quoted(word.capitalize())) if word.lower() in _SCHEMES else HEADER()
        characters = [c for c in characters if not c.isalnum() and c not in "-_.:="]
    for c in dict.fromkeys(characters):
        yield CHARACTER(character=quoted(c))


def _characters(value: str, places: tuple[int, ...]) -> Iterator[str]:
    """Each visible character; a backslash together with the quote that it escapes."""
    known = frozenset(places)
    for i in places:
        if value[i] != "\\" and not value[i].isspace():
            yield f"\\{value[i]}" if i - 1 in known and value[i - 1] == "\\" else value[i]


RULE = Rule("stray-delimiter", __doc__ or "", Severity.ERROR, "0.1.0", check, "safe", needs="delimited")
