"""An appToken without a valid format.

## What it reports
The value is not an appToken: it does not have 128 letters, or contains characters that are not letters. The message
counts them ("127 letters instead of 128"), and says where the next line of a `.env` file is probably the rest.
Placeholders, references and provider credentials are not reported.

## Why it matters
VTEX rejects the value (401 or 403). It was cut off by a form field, pasted twice, or belongs to another system. In VTEX's
[License Manager specification](https://github.com/vtex/openapi-schemas) and in every repository that was examined, a
token is 128 uppercase letters; no page of VTEX's states its format.

## Flagged
```dotenv
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
VTEX_APP_TOKEN=TOKEN_A[:127]
```
```yaml
vtex:
  appKey: vtexappkey-fakestore-AAAAAA
  appToken: TOKEN_ATOKEN_A
```

## Accepted
```dotenv
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
VTEX_APP_TOKEN=TOKEN_A
```
```yaml
vtex:
  appKey: "${VTEX_APP_KEY}"
  appToken: "${VTEX_APP_TOKEN}"
```

## What to do
Paste the whole token again. VTEX shows a token only once: if it is lost, renew it in the Admin (*Account settings > API
keys*); the appKey stays the same.
"""

import re
from collections.abc import Iterator

from vtexlint.credentials import shapes
from vtexlint.credentials.model import Credential
from vtexlint.credentials.precedence import left_to_malformed
from vtexlint.diagnostics import Severity
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.text.messages import Message, Template, listed
from vtexlint.text.patterns import lazy

MESSAGE = Template("malformed-token.message", "not a valid appToken: {reason}")
PART = Template("malformed-token.part", "not a valid appToken: {count} letters instead of {expected}; it was probably cut off")
HELP = Template(
    "malformed-token.help", "paste the whole token again; VTEX shows it only once, so if it is lost, renew it (the appKey stays the same)"
)
ONE_LINE = Template("malformed-token.one-line", "write the token on one line: loaders end an unquoted value at the line break")
LINE_BREAK = Template("malformed-token.line-break", "write the token on one line, without a line break in the value")
# the reasons
WRAPPED = Template(
    "malformed-token.wrapped",
    "{length} letters instead of {expected}; the next line, with {count} uppercase letters, is probably the rest",
    "{length} letters instead of {expected}; the next line, with {count} uppercase letter, is probably the rest",
)
NOTHING = Template("malformed-token.nothing", "it contains only whitespace and quotes")
TWICE = Template("malformed-token.twice", "{count} letters; the token was pasted twice")
TOO_SHORT = Template("malformed-token.short", "{count} letters instead of {expected}", "{count} letter instead of {expected}")
TOO_LONG = Template("malformed-token.long", "{count} letters instead of {expected}; something was added")
ODD_CHARACTERS = Template(
    "malformed-token.characters",
    "{count} characters including {others}, instead of {expected} uppercase letters",
    "{count} character including {others}, instead of {expected} uppercase letters",
)
DIGITS = Template("malformed-token.digits", "{count} digits", "{count} digit")
OTHERS = Template("malformed-token.others", "{count} special characters", "{count} special character")
ALPHABETS = Template("malformed-token.alphabets", "letters of other scripts")

_REST = lazy(r"[ \t]*+(?:\r\n?|\n)[ \t]*+([A-Z]++)[\"']?[,;]?[ \t]*+(?=[\r\n}\]]|\Z)")
_HEREDOC = 20_000  # characters: the longest that is searched for its beginning


def check(context: LintContext) -> Iterator[Violation]:
    for credential in left_to_malformed("token", context.found):
        core = credential.value
        if size := _wrapped(credential):
            reason = WRAPPED(length=len(core), expected=shapes.TOKEN_LENGTH, count=size)
            help = ONE_LINE() if credential.host.document.format == "dotenv" else LINE_BREAK()
            yield Violation(credential.span, MESSAGE(reason=reason), help, credential)
            continue
        message = PART(count=len(core), expected=shapes.TOKEN_LENGTH) if credential.shape.is_token_part else MESSAGE(reason=_reason(core))
        yield Violation(credential.span, message, HELP(), credential)


def _wrapped(credential: Credential) -> int:
    """The number of uppercase letters alone on the line after an unquoted .env value that lacks that many or more; 0 for none.

    In other formats only if together they are exactly a token: a line there seldom continues a value.
    """
    entry, core = credential.entry, credential.value
    is_dotenv = credential.host.document.format == "dotenv"
    if entry is None or credential.form not in ("mapping", "object") or (is_dotenv and entry.style != "plain"):
        return 0
    if not (core.isascii() and core.isalpha() and core.isupper()) or _is_parted_by_a_space(credential, entry.span.end):
        return 0
    rest = _REST.match(credential.host.source.text, entry.span.end)
    if rest and _ends_heredoc(credential.host.source.text, entry.span.start, rest[1]):
        return 0
    whole = len(core) + len(rest[1]) if rest else 0
    fits = whole <= shapes.TOKEN_LENGTH if is_dotenv else whole == shapes.TOKEN_LENGTH
    return whole - len(core) if rest and fits else 0


def _ends_heredoc(text: str, at: int, word: str) -> bool:
    """Whether a `<<` before this place, the last one, names the word that ends a heredoc: `cat > .env <<EOF`."""
    mark = text.rfind("<<", max(0, at - _HEREDOC), at)
    return mark != -1 and re.match(rf"<<[-~]?[ \t]*[\"'\\]?{word}\b", text[mark : mark + 200]) is not None


def _is_parted_by_a_space(credential: Credential, end: int) -> bool:
    """Whether a command has a space there, which ends its variables: they are read as lines."""
    host = credential.host
    root = host
    while root.parent is not None:
        root = root.parent
    at = host.outer_offset(end)
    return root is not host and root.source.text[at : at + 1] in (" ", "\t")


def _reason(core: str) -> Message:
    size = len(core)
    if not core:
        return NOTHING()
    if core.isascii() and core.isalpha():
        if size > shapes.TOKEN_LENGTH and size % shapes.TOKEN_LENGTH == 0 and core[: size // 2] == core[size // 2 :]:
            return TWICE(count=size)
        return (TOO_SHORT if size < shapes.TOKEN_LENGTH else TOO_LONG)(count=size, expected=shapes.TOKEN_LENGTH)
    digits = sum(c.isdigit() for c in core)
    others = sum(not c.isalnum() for c in core)
    strange = [what(count=n) for n, what in ((digits, DIGITS), (others, OTHERS)) if n] or [ALPHABETS()]
    return ODD_CHARACTERS(count=size, others=listed(strange), expected=shapes.TOKEN_LENGTH)


RULE = Rule("malformed-token", __doc__ or "", Severity.ERROR, "0.1.0", check, needs="shapeless")
