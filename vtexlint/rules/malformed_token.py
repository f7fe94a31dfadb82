"""An appToken of the wrong length or alphabet.

## What it says
The value is no appToken: not 128 letters, or characters that are no letters. The message counts them ("127 letters,
128 expected: cut off?"), and says where the rest seems to stand on the next line of a .env file. Placeholders, references
and provider credentials are silent.

## Why it matters
VTEX answers 401. The value was cut off by a form field, pasted twice, or belongs to another system. In VTEX's License
Manager specification and in every repository that was looked at, a token is 128 capitals.

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
Paste the whole token again. VTEX shows a token once: if it is lost, renew it in the Admin (Account settings > API
keys); the appKey stays the same.
"""

from collections.abc import Iterator

from vtexlint.credentials import shapes
from vtexlint.credentials.model import Credential
from vtexlint.credentials.precedence import left_to_malformed
from vtexlint.diagnostics import Severity
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.text.patterns import lazy
from vtexlint.text.wording import plural

_HELP = "paste the whole token again; VTEX shows it once, so if it is lost, renew it (the appKey stays)"

_JOIN = "write the token on one line: no loader reads on behind a line break that stands outside quotes"
_REST = lazy(r"[ \t]*+(?:\r\n?|\n)[ \t]*+([A-Z]++)[ \t]*+(?=[\r\n]|\Z)")


def check(context: LintContext) -> Iterator[Violation]:
    for credential in left_to_malformed("token", context.found):
        core = credential.value
        if not shapes.is_token_any_case(core):
            if size := _wrapped(credential):
                reason = (
                    f"{len(core)} letters, {shapes.TOKEN_LENGTH} expected: the next line, of {plural(size, 'capital')}, looks like the rest"
                )
                yield Violation(credential.span, f"this is no appToken: {reason}", _JOIN, credential)
                continue
            yield Violation(credential.span, f"this is no appToken: {_reason(core)}", _HELP, credential)


def _wrapped(credential: Credential) -> int:
    """How many capitals stand alone on the line below a .env value without quotes that lacks that many or more; 0 for none."""
    entry, document = credential.entry, credential.host.document
    core = credential.value
    if entry is None or document.format != "dotenv" or credential.form != "mapping" or entry.style != "plain":
        return 0
    if not (core.isascii() and core.isalpha() and core.isupper()):
        return 0
    rest = _REST.match(credential.host.source.text, entry.span.end)
    size = len(rest[1]) if rest else 0
    return size if len(core) + size <= shapes.TOKEN_LENGTH else 0


def _reason(core: str) -> str:
    size = len(core)
    if not core:
        return "nothing is left without its whitespace and quotes"
    if core.isascii() and core.isalpha():
        if size > shapes.TOKEN_LENGTH and size % shapes.TOKEN_LENGTH == 0 and core[: size // 2] == core[size // 2 :]:
            return f"{size} letters: the token was pasted twice"
        guess = "cut off?" if size < shapes.TOKEN_LENGTH else "something was added?"
        return f"{size} letters, {shapes.TOKEN_LENGTH} expected: {guess}"
    digits = sum(c.isdigit() for c in core)
    others = sum(not c.isalnum() for c in core)
    strange = [plural(n, what) for n, what in ((digits, "digit"), (others, "other character")) if n]
    told = " and ".join(strange) or "letters of other alphabets"
    return f"{size} characters with {told}, where VTEX issues {shapes.TOKEN_LENGTH} capital letters and nothing else"


RULE = Rule("malformed-token", __doc__ or "", Severity.ERROR, "0.1.0", check)
