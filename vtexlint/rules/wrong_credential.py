"""Another kind of credential instead of an appKey or appToken.

## What it reports
The field contains another kind of credential: a JSON Web Token (JWT) such as a VTEX ID session token, an e-mail address, a
`share.vtex.com/credentials/` link, a UUID, or the token of another vendor. For a JWT the message shows when it expires or
expired; that is read from the token itself, offline. A JWT under `VTEX_TOKEN` or `VTEX_AUTH_TOKEN` is accepted if there is
no appKey next to it, or if the pair next to it is complete without it; `session-token` reports its expiry.

For a JWT the message depends on the clock: `vtexlint check --now 2026-01-15` uses this date instead.

## Why it matters
VTEX rejects the pair (401 or 403). It has not accepted e-mail and password since November 2017
([announcement](https://help.vtex.com/en/announcements/2017-10-25-integrations-with-vtex-apis-now-need-token-authentication)).
VTEX's own [authentication guide](https://developers.vtex.com/docs/guides/api-authentication-using-api-keys) shows a JWT
where the appToken belongs, so people copy that. Only the payment, gift card and antifraud provider
[protocols](https://github.com/vtex/openapi-schemas) use UUIDs: a pair of UUIDs is accepted next to `applicationId`, in a
file whose title names such a protocol, or under a name of one.

## Flagged
```dotenv
VTEX_APP_KEY=integracao@fakestore.com.br
VTEX_APP_TOKEN=TOKEN_A
```
```yaml
vtex:
  appKey: vtexappkey-fakestore-AAAAAA
  appToken: eyJhbGciOiJFUzI1NiJ9.eyJleHAiOjE2MDAwMDAwMDB9.c2lnbmF0dXJl
```

## Accepted
```dotenv
VTEX_AUTH_TOKEN=eyJhbGciOiJFUzI1NiJ9.eyJleHAiOjE2MDAwMDAwMDB9.c2lnbmF0dXJl
```
```json
{"X-PROVIDER-API-AppKey": "f47ac10b-58cc-4372-a567-0e02b2c3d479", "X-PROVIDER-API-AppToken": "f47ac10b-58cc-4372-a567-0e02b2c3d470"}
```

## What to do
For a share link: open it once, within 24 hours, and copy both values. If it was opened before, or has expired, renew the
token.

For all others: use the appKey listed under *Account settings > API keys*, and the appToken that was shown when the pair
was created. A token cannot be displayed again: if it is lost, renew it (the appKey stays the same). If there is no pair
yet, create one there and give it a role.
"""

import re
from collections.abc import Iterator

from vtexlint._startup.modules import load
from vtexlint.credentials.foreign import BY_ID
from vtexlint.credentials.labels import kind_label
from vtexlint.credentials.model import Credential
from vtexlint.credentials.precedence import holding_foreign
from vtexlint.diagnostics import Severity
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.text.messages import Message, Template

MESSAGE = Template("wrong-credential.message", "the {kind} field contains {credential}")
KINDS = {
    "jwt": Template("wrong-credential.jwt", "a JSON Web Token (JWT), such as a VTEX ID session token"),
    "email": Template("wrong-credential.email", "an e-mail address"),
    "share-link": Template("wrong-credential.share-link", "a single-access link instead of the credential"),
    "uuid": Template("wrong-credential.uuid", "a UUID"),
}
JWT_EXPIRED = Template("wrong-credential.jwt-expired", "a JSON Web Token (JWT) that expired on {date}")
JWT_EXPIRES = Template("wrong-credential.jwt-expires", "a JSON Web Token (JWT) that expires on {date}")
SHARE_LINK_HELP = Template(
    "wrong-credential.share-link-help",
    "open the link once, within 24 hours, and copy both values; if it was opened before or has expired, renew the token",
)
EMAIL_HELP = Template(
    "wrong-credential.email-help", "use an appKey and an appToken: VTEX has not accepted e-mail and password since November 2017"
)
UUID_HELP = Template(
    "wrong-credential.uuid-help",
    "put the {kind} here (VTEX rejects this value: 401 or 403); only payment, gift card and antifraud provider protocols use UUIDs",
)
KEY_HELP = Template(
    "wrong-credential.key-help", "use the appKey listed under Account settings > API keys; VTEX rejects this value (401 or 403)"
)
FOREIGN_HELP = Template(
    "wrong-credential.foreign-help", "put the {kind} here; if the other value was committed or sent, revoke it ({where})"
)
TOKEN_HELP = Template(
    "wrong-credential.token-help",
    "paste the appToken that was shown when the pair was created (VTEX rejects this value: 401 or 403); if it is lost, renew it",
)

_EXPIRY = r'"exp"\s*:\s*(\d{9,11})(?!\d)'


def check(context: LintContext) -> Iterator[Violation]:
    for credential, kind in holding_foreign(context.found):
        yield Violation(
            credential.span,
            MESSAGE(kind=kind_label(credential), credential=_described(kind, credential, context.now)),
            _help(kind, credential),
            credential,
        )


def _described(kind: str, credential: Credential, now: float) -> Message:
    if kind == "jwt":
        return _described_jwt(credential.value, now)
    return (BY_ID[kind].name or KINDS[kind])()


def _help(kind: str, credential: Credential) -> Message:
    if kind == "share-link":
        return SHARE_LINK_HELP()
    if kind == "email":
        return EMAIL_HELP()
    if kind == "uuid":
        return UUID_HELP(kind=kind_label(credential))
    if where := BY_ID[kind].revoke:
        return FOREIGN_HELP(kind=kind_label(credential), where=where if isinstance(where, str) else where())
    return KEY_HELP() if credential.kind == "key" else TOKEN_HELP()


def _described_jwt(token: str, now: float) -> Message:
    """With its date of expiry, if its payload can be read."""
    sessions = load("vtexlint.credentials.sessions")
    found = re.search(_EXPIRY, sessions.payload_of(token))
    if not found:
        return KINDS["jwt"]()
    seconds = int(found[1])
    return (JWT_EXPIRED if seconds <= now else JWT_EXPIRES)(date=sessions.moment(seconds))


RULE = Rule("wrong-credential", __doc__ or "", Severity.ERROR, "0.1.0", check, needs="shapeless")
