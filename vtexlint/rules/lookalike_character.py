"""A character that looks like a Latin letter or a hyphen, but is another one.

## What it reports
The value contains a letter of another script, a full-width letter or a typographic dash that looks like the correct
Latin character. The message names it with its code point. Other rules check the value as if it contained the correct
character.

## Why it matters
A Cyrillic `А` and a Latin `A` look the same but are different characters: VTEX compares the exact value and rejects this
one (401 or 403). Word processors change `-` to `–`; other causes are text recognition and some keyboards.

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
Copy the value again from where it was issued, as plain text. An appKey can also be typed again.

`--fix --unsafe-fixes` writes the Latin characters. This is unsafe, because the original character may have been another
one.
"""

from collections.abc import Iterator
from functools import partial

from vtexlint.credentials.confusables import describe, fold
from vtexlint.credentials.labels import kind_label
from vtexlint.credentials.names import CredentialKind
from vtexlint.diagnostics import Severity
from vtexlint.fixes.values import repair
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.text.messages import Template, listed, quoted

MESSAGE = Template("lookalike-character.message", "the {kind} contains {characters} (character {position} of {length})")
HELP = Template(
    "lookalike-character.help",
    "copy the value again from where it was issued, as plain text and not from a PDF or a chat; VTEX rejects this one (401 or 403)",
)
CHARACTER = Template("lookalike-character.character", "{character} instead of {letter}")


def check(context: LintContext) -> Iterator[Violation]:
    for credential in context.found.lookalike:
        places = credential.normalized.lookalikes
        value = credential.raw.reveal()
        characters = (CHARACTER(character=describe(value[i]), letter=quoted(_meant(value[i], credential.kind))) for i in places[:4])
        yield Violation(
            credential.span,
            MESSAGE(kind=kind_label(credential), characters=listed(characters), position=places[0] + 1, length=len(value)),
            HELP(),
            credential,
            fix=partial(repair, credential),
        )


def _meant(character: str, kind: CredentialKind) -> str:
    """The letter that was meant: an appToken has only uppercase letters."""
    return fold(character).upper() if kind == "token" else fold(character)


RULE = Rule("lookalike-character", __doc__ or "", Severity.ERROR, "0.1.0", check, "unsafe", needs="lookalike")
