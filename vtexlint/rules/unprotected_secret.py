"""A real appToken in a file that git neither tracks nor ignores.

## What it says
A real appToken (see `committed-secret`) stands in a file that git neither tracks nor ignores.

## Why it matters
The next `git add .` takes it, and then it is in the history for good.

## Flagged
```dotenv .env untracked
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
VTEX_APP_TOKEN=TOKEN_A
```

## Accepted
```dotenv .env ignored
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
VTEX_APP_TOKEN=TOKEN_A
```
```dotenv .env.example untracked
VTEX_APP_KEY=<your-app-key>
VTEX_APP_TOKEN=<your-app-token>
```

## What to do
`echo .env >> .gitignore` (with this file's name), before anything else.
"""

from collections.abc import Iterator

from vtexlint.credentials.real_tokens import TokenPlace, real_tokens
from vtexlint.diagnostics import Severity
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.text.messages import Template

MESSAGES: "dict[TokenPlace, Template]" = {
    "field": Template(
        "unprotected-secret.message",
        "a real appToken stands in a file that git neither tracks nor ignores: the next `git add .` takes it",
    ),
    "comment": Template(
        "unprotected-secret.comment",
        "a real appToken in a comment stands in a file that git neither tracks nor ignores: the next `git add .` takes it",
    ),
    "default": Template(
        "unprotected-secret.default",
        "a real appToken, the default of a reference, stands in a file that git neither tracks nor ignores: the next `git add .` takes it",
    ),
    "base64": Template(
        "unprotected-secret.base64",
        "a real appToken in base64, which hides nothing, stands in a file that git neither tracks nor ignores: "
        "the next `git add .` takes it",
    ),
}
HELP = Template("unprotected-secret.help", "add the file to .gitignore before anything else")


def check(context: LintContext) -> Iterator[Violation]:
    for credential, place in real_tokens(context.found):
        yield Violation(
            credential.span,
            MESSAGES[place](),
            HELP(),
            credential,
            requires_git_state="untracked",
        )


RULE = Rule("unprotected-secret", __doc__ or "", Severity.WARNING, "0.1.0", check, tags=("secret",), risk="5.0")
