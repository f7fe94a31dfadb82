"""An appKey without a valid format.

## What it reports
The value does not have the format of an appKey, `vtexappkey-{account}-{6 uppercase letters}`. The message says what is
wrong. Only a warning where just the last part is unusual (another length, or digits in it). Placeholders and references
are not reported, nor are provider credentials (`X-PROVIDER-API-AppKey`), which have no fixed format.

## Why it matters
VTEX does not know such a key and rejects it (401 or 403). The key was cut off or joined with other text, or it is the key
of another system. VTEX documents the format (["controlling access to app
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
Copy the appKey from *Account settings > API keys* in the Admin. An appKey is not a secret: you can look it up there at
any time.
"""

import re
from collections.abc import Iterator

from vtexlint.credentials import shapes
from vtexlint.credentials.precedence import left_to_malformed
from vtexlint.diagnostics import Severity
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.text.messages import Message, Template

MESSAGE = Template("malformed-key.message", "not a valid appKey: {reason}")
UNUSUAL = Template("malformed-key.unusual", "unusual appKey: {reason}")
HELP = Template(
    "malformed-key.help",
    "copy the appKey again from Account settings > API keys; its format is `vtexappkey-{{account}}-{6 uppercase letters}`",
)
# the reasons
DIGIT_SUFFIX = Template(
    "malformed-key.digit-suffix",
    "it ends with {count} characters including a digit, instead of six uppercase letters",
    "it ends with a digit instead of six uppercase letters",
)
LONG_SUFFIX = Template(
    "malformed-key.long-suffix", "it ends with {count} uppercase letters instead of six", "it ends with one uppercase letter instead of six"
)
NOTHING = Template("malformed-key.nothing", "it contains only whitespace and quotes")
NO_PREFIX = Template("malformed-key.no-prefix", "it does not start with `vtexappkey-`")
NO_HYPHEN = Template("malformed-key.no-hyphen", "the hyphen after `vtexappkey` is missing")
TWICE = Template("malformed-key.twice", "it contains `vtexappkey` twice; it was probably pasted twice")
PART_MISSING = Template("malformed-key.part-missing", "the account or the last part is missing")
ODD_CHARACTERS = Template(
    "malformed-key.characters",
    "it contains {count} characters other than letters, digits and hyphens",
    "it contains {count} character other than letters, digits and hyphens",
)
SUFFIX_LENGTH = Template(
    "malformed-key.suffix-length",
    "its last part has {count} characters instead of six",
    "its last part has {count} character instead of six",
)
TWO_SUFFIXES = Template("malformed-key.two-suffixes", "it ends with two six-letter parts instead of one")
SUFFIX_DIGIT = Template("malformed-key.suffix-digit", "its last part contains a digit instead of only uppercase letters")
ODD_ACCOUNT = Template("malformed-key.account", "its account part is not a valid account name")

_ODD_SUFFIX = rf"vtexappkey-({shapes.ACCOUNT})-(?![A-Z]{{6}}\Z)([A-Z0-9]+)"


def check(context: LintContext) -> Iterator[Violation]:
    for credential in left_to_malformed("key", context.found):
        core = credential.value
        odd = re.fullmatch(_ODD_SUFFIX, core)
        severity = Severity.WARNING if odd else None
        message = (UNUSUAL if odd else MESSAGE)(reason=_reason(core))
        yield Violation(credential.span, message, HELP(), credential, severity=severity)


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
