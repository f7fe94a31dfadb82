"""An appToken under a name that bundlers publish to the browser.

## What it reports
An appToken under a name with a public prefix: `NEXT_PUBLIC_`, `NUXT_PUBLIC_`, `VITE_`, `REACT_APP_`, `GATSBY_`,
`VUE_APP_`, `NG_APP_`, `EXPO_PUBLIC_`, `PUBLIC_`. References under such a name are not reported.

## Why it matters
Bundlers write the value of every variable with such a prefix into the JavaScript that the browser loads, so every visitor
of the store can read the token. [VTEX's guidance for coding agents](https://github.com/vtexdocs/ai-skills) says the same: no
keys under `NEXT_PUBLIC_`, `VITE_` or `REACT_APP_`. FastStore WebOps [shows every entry saved before 2026-01-12 as
text](https://developers.vtex.com/updates/release-notes/2026-01-12-faststore-webops-enhanced-security-for-variables-and-secrets):
set the type of a token to `secret`.

## Flagged
```dotenv
NEXT_PUBLIC_VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
NEXT_PUBLIC_VTEX_APP_TOKEN=TOKEN_A
```

## Accepted
```dotenv
NEXT_PUBLIC_VTEX_ACCOUNT=fakestore
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
VTEX_APP_TOKEN=TOKEN_A
```

## What to do
Remove the prefix and call VTEX from the server (an API route, a function).

If a build with this name was ever deployed, the token has leaked. Under *Account settings > API keys* in the VTEX Admin:
*Renew token*, deploy the new one without the prefix, then *Delete old token* (the old one works until then). Or
deactivate the key, which stops the integration at once.
"""

from collections.abc import Iterator

from vtexlint.credentials.labels import REVOKE, display_name
from vtexlint.credentials.names import published_prefix
from vtexlint.credentials.real_tokens import is_real_token
from vtexlint.diagnostics import Severity
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.text.messages import Template

MESSAGE = Template(
    "client-exposed-secret.message", "`{name}` is public: bundlers write variables with the prefix `{prefix}` into browser code"
)
HELP = Template(
    "client-exposed-secret.help", "remove the prefix and call VTEX from the server; if a build with it was ever deployed, {revoke}"
)


def check(context: LintContext) -> Iterator[Violation]:
    reported = set()
    for credential in context.found.credentials:
        prefix = published_prefix(credential.name)
        if not prefix or not credential.is_set or not (credential.kind == "token" or is_real_token(credential)):
            continue
        if credential.name_span in reported:
            continue  # a token inside a value that is already reported
        reported.add(credential.name_span)
        yield Violation(
            credential.span,
            MESSAGE(name=display_name(credential), prefix=prefix),
            HELP(revoke=REVOKE),
            credential,
        )


RULE = Rule("client-exposed-secret", __doc__ or "", Severity.ERROR, "0.1.0", check, risk="9.8")
