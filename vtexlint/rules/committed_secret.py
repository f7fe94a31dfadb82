"""An appToken in a file that git tracks.

## What it reports
An appToken in a tracked file, or in one that only HEAD still contains: in a field, in a comment, in base64, as the default
of a reference, inside a document in a string. Templates are checked too. A value counts as an appToken if it is 128
uppercase letters anywhere, or, in a credential's field, 128 letters of any case or 60 to 256 uppercase letters: a
damaged token is still a secret. Not reported: placeholders, the tokens in VTEX's documentation, and values that are not
random enough to be a token.

The message says where git already has the token:

- **already on `origin/main`**: a remote-tracking branch contains it.
- **committed**: HEAD contains it, in this file or in another one that the message names.
- **HEAD still contains it**: the file was taken out of the index (`git rm --cached`), and that is not committed yet.
- **staged**: the index contains it, and HEAD's version of the file does not.
- **the next `git add` will stage it**: only the file on disk contains it.
- **could not be determined**: this clone has no copy of the version in HEAD (a partial clone), or the file is too large.

Remote-tracking branches are read as the last fetch left them; vtexlint never fetches. "Staged" and "the next `git add`"
do not say that nothing has leaked: an older commit, another branch or a stash may contain the token. `vtexlint history`
shows whether one does.

Nothing is reported outside of a git repository. With `--assume-tracked` git is not run, and every file counts as committed.

## Why it matters
Everyone who can read the repository can read the token, in every clone and fork. Removing the line leaves it in the
history. A token does not expire: it works until it is deleted or its key is deactivated. It can do whatever the role
of its key allows: orders, customers' data, prices. VTEX asks you to revoke a compromised key's access at once
([generated keys](https://help.vtex.com/en/docs/tutorials/generated-keys)), and not to put keys into an app's code
([guidelines](https://developers.vtex.com/docs/guides/vtex-io-documentation-engineering-guidelines)).

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
If the token is staged, or only on disk: remove it from the file, and stage the file again.

If a commit contains it:

1. Under *Account settings > API keys* in the VTEX Admin, select *Renew token*
   ([how](https://help.vtex.com/en/docs/tutorials/renewing-api-tokens)). The appKey stays the same.
2. Deploy the new token from a secret store, or from a `.env` file that git ignores.
3. Select *Delete old token* (the old one works until then). Now the leaked token is worthless.
4. Replace the value in this file with a reference (`${VTEX_APP_TOKEN}`), or take the file out of git:
   `git rm --cached .env`, add it to `.gitignore`, commit.

If the token is being misused already, deactivate the key at once. This also stops your own integration. Rewriting the
history is optional, and only useful after step 3. `vtexlint history` lists the tokens in it.

If the token no longer works and must stay, write `# vtexlint: ignore[committed-secret]` on the line above it.
"""

from collections.abc import Iterator

from vtexlint._startup.typed import NamedTuple
from vtexlint.credentials.labels import REVOKE
from vtexlint.credentials.real_tokens import TOKEN_IN, TokenPlace, real_tokens
from vtexlint.diagnostics import Exposure, Severity
from vtexlint.rules.base import LintContext, Rule, Violation, Wording
from vtexlint.text.messages import Message, Template

PUSHED = Template("committed-secret.pushed", "this file contains {what} that is already on `{branch}`: everyone with access can read it")
COMMITTED = Template("committed-secret.committed", "this file is committed and contains {what}: everyone with a clone can read it")
ELSEWHERE = Template(
    "committed-secret.elsewhere", "this file contains {what} that is committed in `{path}`: everyone with a clone can read it"
)
REMOVED = Template("committed-secret.removed", "HEAD still contains {what} in `{path}`: everyone with a clone can read it")
REMOVED_HERE = Template("committed-secret.removed-here", "HEAD still contains this file with {what}: everyone with a clone can read it")
STAGED = Template("committed-secret.staged", "{what} is staged: the next commit would put it into the history")
MODIFIED = Template("committed-secret.modified", "this file is tracked and contains {what}: the next `git add` will stage it")
UNKNOWN = Template("committed-secret.unknown", "this file is tracked and contains {what}; whether it is committed could not be determined")
REVOKE_HELP = Template("committed-secret.revoke-help", "{revoke}; then take it out of this file")
REMOVED_HELP = Template("committed-secret.removed-help", "{revoke}; committing the removal alone leaves the token in the history")
STAGED_UNASKED_HELP = Template(
    "committed-secret.staged-unasked-help",
    "take it out of the file and stage the file again; `vtexlint history` shows whether a commit has it already",
)
STAGED_HELP = Template(
    "committed-secret.staged-help",
    "take it out of the file and stage the file again; HEAD's version of this file does not have it, "
    "`vtexlint history` shows whether another commit does",
)
MODIFIED_HELP = Template(
    "committed-secret.modified-help",
    "take it out of the file; HEAD's version of this file does not have it, `vtexlint history` shows whether another commit does",
)
UNKNOWN_HELP = Template(
    "committed-secret.unknown-help", "take it out of the file; if a commit has it (`vtexlint history` in a full clone), {revoke}"
)


class ByExposure(NamedTuple):
    """Message and help for a token at a place, once it is known which part of git contains it."""

    place: TokenPlace

    def words(self, exposure: Exposure) -> tuple[Message, Message]:
        what = TOKEN_IN[self.place]()
        if exposure.reach == "pushed":
            return PUSHED(what=what, branch=exposure.place), REVOKE_HELP(revoke=REVOKE)
        if exposure.reach == "committed":
            message = ELSEWHERE(what=what, path=exposure.place) if exposure.place else COMMITTED(what=what)
            return message, REVOKE_HELP(revoke=REVOKE)
        if exposure.reach == "removed":
            message = REMOVED(what=what, path=exposure.place) if exposure.place else REMOVED_HERE(what=what)
            return message, REMOVED_HELP(revoke=REVOKE)
        if exposure.reach == "staged":
            return STAGED(what=what), STAGED_HELP() if exposure.place else STAGED_UNASKED_HELP()
        if exposure.reach == "modified":
            return MODIFIED(what=what), MODIFIED_HELP()
        return UNKNOWN(what=what), UNKNOWN_HELP(revoke=REVOKE)


def check(context: LintContext) -> Iterator[Violation]:
    wordings: dict[TokenPlace, tuple[Wording, Message, Message]] = {}
    for credential, place in real_tokens(context.found):
        if place not in wordings:
            words = ByExposure(place).words
            wordings[place] = (words, *words(Exposure("committed")))
        wording, message, remedy = wordings[place]
        yield Violation(credential.span, message, remedy, credential, requires_git_state="tracked", wording=wording)


RULE = Rule("committed-secret", __doc__ or "", Severity.ERROR, "0.1.0", check, tags=("secret",), risk="9.1")
