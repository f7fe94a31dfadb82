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
from vtexlint.text.wording import plural

_HELP = "copy the appKey again from Account settings > API keys; its form is `vtexappkey-{account}-{6 capitals}`"
_ODD_SUFFIX = rf"vtexappkey-({shapes.ACCOUNT})-([A-Z0-9]+)"


def check(context: LintContext) -> Iterator[Violation]:
    for credential in left_to_malformed("key", context.found):
        core = credential.value
        if shapes.key_parts_any_case(core):
            continue
        odd = re.fullmatch(_ODD_SUFFIX, core)
        severity = Severity.WARNING if odd else None
        yield Violation(credential.span, f"this is no appKey: {_reason(core)}", _HELP, credential, severity=severity)


def _reason(core: str) -> str:
    odd = re.fullmatch(_ODD_SUFFIX, core)
    if odd:
        if any(c.isdigit() for c in odd[2]):
            return f"it ends in {len(odd[2])} characters with a digit, where VTEX issues six capitals"
        return f"it ends in {len(odd[2])} capitals, where VTEX issues six"
    if not core:
        return "nothing is left without its whitespace and quotes"
    if not core.lower().startswith("vtexappkey"):
        return "it does not start with `vtexappkey-`"
    rest = core[len("vtexappkey") :]
    if not rest.startswith("-"):
        return "a hyphen is missing behind `vtexappkey`"
    if "vtexappkey" in rest.lower():
        return "it holds `vtexappkey` twice: the key was pasted twice"
    if rest.count("-") < 2:
        return "the account or the last part is missing; the form is `vtexappkey-{account}-{6 capitals}`"
    odd_ones = sum(not (c.isascii() and (c.isalnum() or c == "-")) for c in core)
    if odd_ones:
        return f"it holds {plural(odd_ones, 'character')} other than letters, digits and hyphens"
    suffix = core.rsplit("-", 1)[1]
    if len(suffix) != shapes.SUFFIX_LENGTH:
        return f"its last part has {len(suffix)} characters, where VTEX issues six capitals"
    if re.fullmatch(rf"vtexappkey-{shapes.ACCOUNT}-[A-Z]{{6}}-[A-Z]{{6}}", core):
        return "it ends in two parts of six capitals, where VTEX issues one"
    if not suffix.isalpha():
        return "its last part holds a digit, where VTEX issues six capitals"
    return "its account is not a VTEX account name"


RULE = Rule("malformed-key", __doc__ or "", Severity.ERROR, "0.1.0", check)
