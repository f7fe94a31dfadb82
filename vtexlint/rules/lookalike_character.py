"""A letter of another script that looks like a Latin one.

## What it says
The value holds a letter of another script, a full-width letter or a typographic dash that looks like the right Latin
character. The message names it with its code point. The rest of the value is judged as if the right character stood
there.

## Why it matters
A Cyrillic `А` and a Latin `A` look the same and are not: VTEX answers 401. Word processors turn `-` into `–`; text
recognition and some keyboards do the rest.

## Flagged
```dotenv
VTEX_APP_KEY=vtexappkey–fakestore–AAAAAA
VTEX_APP_TOKEN=TOKEN_A
```
```yaml
vtex:
  appKey: vtехappkey-fakestore-AAAAAA
  appToken: TOKEN_A
```

## Accepted
```dotenv
# Это ключ
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
VTEX_APP_TOKEN=TOKEN_A
```

## What to do
Copy the value again from where it was issued, as plain text. For an appKey it is enough to type it anew.

`--fix --unsafe-fixes` writes the Latin letters. Unsafe, because what looks alike need not be what was there before.
"""

from collections.abc import Iterator
from functools import partial

from vtexlint.credentials.confusables import describe, fold
from vtexlint.credentials.labels import half_label
from vtexlint.credentials.names import CredentialKind
from vtexlint.diagnostics import Severity
from vtexlint.fixes.values import repair
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.text.messages import Template, listed

MESSAGE = Template(
    "lookalike-character.message",
    "the {half} holds {characters} (character {position} of {length}): it looks right, but is another character, and VTEX answers 401",
)
HELP = Template("lookalike-character.help", "copy the value again from where it was issued, as plain text and not from a PDF or a chat")
CHARACTER = Template("lookalike-character.character", "{character} for {letter}")


def check(context: LintContext) -> Iterator[Violation]:
    for credential in context.found.lookalike:
        places = credential.normalized.lookalikes
        value = credential.raw.reveal()
        characters = (CHARACTER(character=describe(value[i]), letter=repr(_meant(value[i], credential.kind))) for i in places[:4])
        yield Violation(
            credential.span,
            MESSAGE(half=half_label(credential), characters=listed(characters), position=places[0] + 1, length=len(value)),
            HELP(),
            credential,
            fix=partial(repair, credential),
        )


def _meant(character: str, kind: CredentialKind) -> str:
    """The letter that was meant: an appToken has only uppercase letters."""
    return fold(character).upper() if kind == "token" else fold(character)


RULE = Rule("lookalike-character", __doc__ or "", Severity.ERROR, "0.1.0", check, "unsafe", needs="lookalike")
