"""A real appToken in a file that git tracks.

## What it says
A real appToken stands in a file that git tracks: in its place, in a comment, in base64, as the default of a
reference, inside a document in a string, in a template too. Real means 128 capitals anywhere, or in a credential's
field 128 letters of any case or 60 to 256 capitals; not a placeholder, not one that VTEX prints in its documentation,
and not typed by hand (too little mixed). A damaged token is still a secret.

`check --staged` says it before the commit. Outside a git repository the rule is silent; `--assume-tracked` makes it speak.

## Why it matters
Everyone who can read the repository has the token, in every clone and every fork, and taking the line out leaves it
in the history. A token never expires by itself. With it goes whatever its key's role allows: orders, customers' data,
prices. VTEX asks to revoke a compromised key at once, and refuses apps with hard-coded keys.

## Flagged
```dotenv .env tracked
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
VTEX_APP_TOKEN=TOKEN_A
```
```yaml deploy.yaml tracked
# VTEX_APP_TOKEN: TOKEN_A
vtex:
  appKey: "${VTEX_APP_KEY}"
  appToken: "${VTEX_APP_TOKEN}"
```
```yaml secret.yaml tracked
apiVersion: v1
kind: Secret
data:
  VTEX_APP_KEY: KEY_A_BASE64
  VTEX_APP_TOKEN: TOKEN_A_BASE64
```
```json config.json tracked
{"vtexAppKey": "vtexappkey-fakestore-AAAAAA", "vtexAppToken": "${VTEX_APP_TOKEN:-TOKEN_A}"}
```

## Accepted
```dotenv .env ignored
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
VTEX_APP_TOKEN=TOKEN_A
```
```yaml compose.yaml tracked
services:
  api:
    environment:
      VTEX_APP_KEY: vtexappkey-fakestore-AAAAAA
      VTEX_APP_TOKEN: "${VTEX_APP_TOKEN:?missing}"
```

## What to do
1. Deactivate the key, or renew the token and finish the renewal (until then the old one still works): Account settings >
API keys in the Admin. Renewing keeps the appKey. Do this first: all else is too late for a token that was pushed.
2. Put the new token into a secret store or an ignored `.env` file, and a reference here.
3. `git rm --cached .env`, add it to `.gitignore`, commit. Rewrite the history only if you must, and after step 1;
`vtexlint history` tells what is in it.

If the token is dead and stays for a reason, say so: `# vtexlint: ignore[committed-secret]` on the line above.
"""

from collections.abc import Iterator

from vtexlint.credentials.labels import REVOKE
from vtexlint.credentials.real_tokens import TokenPlace, real_tokens
from vtexlint.diagnostics import Severity
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.text.messages import Template

TRACKED: "dict[TokenPlace, Template]" = {
    "field": Template(
        "committed-secret.tracked", "a real appToken stands in a file that git tracks: everyone with the repository has it, in every clone"
    ),
    "comment": Template(
        "committed-secret.tracked-comment",
        "a real appToken in a comment stands in a file that git tracks: everyone with the repository has it, in every clone",
    ),
    "default": Template(
        "committed-secret.tracked-default",
        "a real appToken, the default of a reference, stands in a file that git tracks: "
        "everyone with the repository has it, in every clone",
    ),
    "base64": Template(
        "committed-secret.tracked-base64",
        "a real appToken in base64, which hides nothing, stands in a file that git tracks: "
        "everyone with the repository has it, in every clone",
    ),
}
TRACKED_HELP = Template("committed-secret.tracked-help", "{revoke}; then take it out of the file, and keep it in a secret store")
STAGED: "dict[TokenPlace, Template]" = {
    "field": Template(
        "committed-secret.staged", "a real appToken is staged: the commit would put it into the history, and so into every clone"
    ),
    "comment": Template(
        "committed-secret.staged-comment",
        "a real appToken in a comment is staged: the commit would put it into the history, and so into every clone",
    ),
    "default": Template(
        "committed-secret.staged-default",
        "a real appToken, the default of a reference, is staged: the commit would put it into the history, and so into every clone",
    ),
    "base64": Template(
        "committed-secret.staged-base64",
        "a real appToken in base64, which hides nothing, is staged: the commit would put it into the history, and so into every clone",
    ),
}
STAGED_HELP = Template(
    "committed-secret.staged-help",
    "take it out of the file and stage that again; keep it in a secret store, or in a .env file that git ignores",
)


def check(context: LintContext) -> Iterator[Violation]:
    for credential, place in real_tokens(context.found):
        yield Violation(
            credential.span,
            TRACKED[place](),
            TRACKED_HELP(revoke=REVOKE),
            credential,
            requires_git_state="tracked",
        )
        yield Violation(
            credential.span,
            STAGED[place](),
            STAGED_HELP(),
            credential,
            requires_git_state="staged",
        )


RULE = Rule("committed-secret", __doc__ or "", Severity.ERROR, "0.1.0", check, tags=("secret",), risk="9.1")
