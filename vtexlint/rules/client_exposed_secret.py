"""An appToken under a name that bundlers publish to the browser.

## What it says
An appToken stands under a name that bundlers publish: `NEXT_PUBLIC_`, `NUXT_PUBLIC_`, `VITE_`, `REACT_APP_`,
`GATSBY_`, `VUE_APP_`, `NG_APP_`, `EXPO_PUBLIC_`, `PUBLIC_`. A reference under such a name is silent.

## Why it matters
Bundlers write every variable of such a name into the JavaScript that the browser loads: any visitor of the store
reads the token. VTEX's own guidance for agents says that keys must not appear under `NEXT_PUBLIC_`, `VITE_` or
`REACT_APP_`.

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
Take the prefix off and call VTEX from the server (an API route, a function). If a build with this name was ever
deployed, deactivate the key, or renew the token and finish the renewal (until then the old one still works).
"""

from collections.abc import Iterator

from vtexlint.credentials.labels import REVOKE, display_name
from vtexlint.credentials.names import published_prefix
from vtexlint.credentials.real_tokens import is_real_token
from vtexlint.diagnostics import Severity
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.text.messages import Template

MESSAGE = Template(
    "client-exposed-secret.message",
    "{name} is published: bundlers write every variable that begins with {prefix} into the browser's code, "
    "where any visitor reads the token",
)
HELP = Template("client-exposed-secret.help", "take the prefix off and call VTEX from the server; if a build was ever deployed: {revoke}")


def check(context: LintContext) -> Iterator[Violation]:
    told = set()
    for credential in context.found.credentials:
        prefix = published_prefix(credential.name)
        if not prefix or not credential.is_set or not (credential.kind == "token" or is_real_token(credential)):
            continue
        if credential.name_span in told:
            continue  # a token inside a value that is already reported
        told.add(credential.name_span)
        yield Violation(
            credential.span,
            MESSAGE(name=display_name(credential), prefix=prefix),
            HELP(revoke=REVOKE),
            credential,
        )


RULE = Rule("client-exposed-secret", __doc__ or "", Severity.ERROR, "0.1.0", check, risk="9.8")
