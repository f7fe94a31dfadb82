"""An appKey of the wrong length or alphabet.

## What it says
The value is no appKey: it does not have the form `vtexappkey-{account}-{6 capitals}`. The message says what is off. A
warning only where nothing but the last part is unusual (another length, or digits in it); placeholders and references
are silent, and so are provider credentials (`X-PROVIDER-API-AppKey`), whose form is free.

## Why it matters
VTEX knows no such key and answers 401. A key is cut off, glued together, or another system's key stands there. The
form is VTEX's own (["controlling access to app
resources"](https://developers.vtex.com/docs/guides/controlling-access-to-app-resources)).

## Flagged
```dotenv
VTEX_APP_KEY=vtexappkeyfakestoreAAAAAA
VTEX_APP_TOKEN=TOKEN_A
```
```yaml
vtex:
  appKey: vtexappkey-fakestore-AAAAA
  appToken: TOKEN_A
```

## Accepted
```dotenv
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
VTEX_APP_TOKEN=TOKEN_A
```
```json
{"X-PROVIDER-API-AppKey": "provider-key-0001", "X-PROVIDER-API-AppToken": "provider-token-0001"}
```

## What to do
Copy the key from Account settings > API keys in the Admin. A key is no secret: it can be looked up there at any time.
"""

import re
from collections.abc import Iterator

from vtexlint.credentials import shapes
from vtexlint.credentials.precedence import left_to_malformed
from vtexlint.diagnostics import Severity
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.text.messages import Message, Template

MESSAGE = Template("malformed-key.message", "this is no appKey: {reason}")
HELP = Template(
    "malformed-key.help", "copy the appKey again from Account settings > API keys; its form is `vtexappkey-{{account}}-{6 capitals}`"
)
# the reasons
DIGIT_SUFFIX = Template("malformed-key.digit-suffix", "it ends in {count} characters with a digit, where VTEX issues six capitals")
LONG_SUFFIX = Template("malformed-key.long-suffix", "it ends in {count} capitals, where VTEX issues six")
NOTHING = Template("malformed-key.nothing", "nothing is left without its whitespace and quotes")
NO_PREFIX = Template("malformed-key.no-prefix", "it does not start with `vtexappkey-`")
NO_HYPHEN = Template("malformed-key.no-hyphen", "a hyphen is missing behind `vtexappkey`")
TWICE = Template("malformed-key.twice", "it holds `vtexappkey` twice: the key was pasted twice")
PART_MISSING = Template(
    "malformed-key.part-missing",
    "the account or the last part is missing; the form is `vtexappkey-{{account}}-{6 capitals}`",
)
ODD_CHARACTERS = Template(
    "malformed-key.characters",
    "it holds {count} characters other than letters, digits and hyphens",
    "it holds {count} character other than letters, digits and hyphens",
)
SUFFIX_LENGTH = Template("malformed-key.suffix-length", "its last part has {count} characters, where VTEX issues six capitals")
TWO_SUFFIXES = Template("malformed-key.two-suffixes", "it ends in two parts of six capitals, where VTEX issues one")
SUFFIX_DIGIT = Template("malformed-key.suffix-digit", "its last part holds a digit, where VTEX issues six capitals")
ODD_ACCOUNT = Template("malformed-key.account", "its account is not a VTEX account name")

_ODD_SUFFIX = rf"vtexappkey-({shapes.ACCOUNT})-([A-Z0-9]+)"


def check(context: LintContext) -> Iterator[Violation]:
    for credential in left_to_malformed("key", context.found):
        core = credential.value
        odd = re.fullmatch(_ODD_SUFFIX, core)
        severity = Severity.WARNING if odd else None
        yield Violation(credential.span, MESSAGE(reason=_reason(core)), HELP(), credential, severity=severity)


def _reason(core: str) -> Message:
    odd = re.fullmatch(_ODD_SUFFIX, core)
    if odd:
        if any(c.isdigit() for c in odd[2]):
            return DIGIT_SUFFIX(count=len(odd[2]))
        return LONG_SUFFIX(count=len(odd[2]))
    if not core:
        return NOTHING()
    if not core.lower().startswith("vtexappkey"):
        return NO_PREFIX()
    rest = core[len("vtexappkey") :]
    if not rest.startswith("-"):
        return NO_HYPHEN()
    if "vtexappkey" in rest.lower():
        return TWICE()
    if rest.count("-") < 2:
        return PART_MISSING()
    odd_ones = sum(not (c.isascii() and (c.isalnum() or c == "-")) for c in core)
    if odd_ones:
        return ODD_CHARACTERS(count=odd_ones)
    suffix = core.rsplit("-", 1)[1]
    if len(suffix) != shapes.SUFFIX_LENGTH:
        return SUFFIX_LENGTH(count=len(suffix))
    if re.fullmatch(rf"vtexappkey-{shapes.ACCOUNT}-[A-Z]{{6}}-[A-Z]{{6}}", core):
        return TWO_SUFFIXES()
    if not suffix.isalpha():
        return SUFFIX_DIGIT()
    return ODD_ACCOUNT()


RULE = Rule("malformed-key", __doc__ or "", Severity.ERROR, "0.1.0", check, needs="shapeless")
