"""Another kind of credential in the place of an appKey or appToken.

## What it says
Another kind of credential stands in the field: a VTEX ID session or user token (a JWT), an e-mail address, a
`share.vtex.com/credentials/` link, a UUID, or the token of another vendor. For a JWT the message says when it
expired; that is read from the token itself, offline. A JWT under `VTEX_TOKEN` or `VTEX_AUTH_TOKEN` with no appKey
beside it, or beside a pair that is complete without it, is right; what `session-token` reports of it is its end.

For a JWT this rule looks at the clock, in the message alone: `vtexlint check --now 2026-01-15` uses this date instead.

## Why it matters
VTEX answers 401. E-mail and password have been refused since November 2017
([announcement](https://help.vtex.com/en/announcements/2017-10-25-integrations-with-vtex-apis-now-need-token-authentication)).
VTEX's own [authentication guide](https://developers.vtex.com/docs/guides/api-authentication-using-api-keys) prints a JWT
where the appToken belongs, so people copy that. UUIDs belong to the payment, gift card and antifraud provider
[protocols](https://github.com/vtex/openapi-schemas) alone: a pair beside `applicationId`, in a file whose title names such
a protocol, or under a name of one is right.

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
A share link: open it once, within 24 hours, and copy both values; if it was opened or has expired, renew the token.

Instead of anything else: the appKey that is listed under Account settings > API keys, and the appToken that was shown
when the pair was made. A token cannot be read again: if it is lost, renew it (the appKey stays). If there is no pair yet,
create one there and give it a role.
"""

import re
from collections.abc import Iterator

from vtexlint._startup.modules import load
from vtexlint.credentials.foreign import BY_ID
from vtexlint.credentials.labels import half_label
from vtexlint.credentials.model import Credential
from vtexlint.credentials.precedence import holding_foreign
from vtexlint.diagnostics import Severity
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.text.messages import Message, Template

MESSAGE = Template("wrong-credential.message", "the {half} field holds {what}: VTEX answers 401")
KINDS = {
    "jwt": Template("wrong-credential.jwt", "a VTEX ID session or user token (JWT), which lives for 24 hours at most"),
    "email": Template(
        "wrong-credential.email",
        "an e-mail address; VTEX has refused e-mail and password as API credentials since November 2017",
    ),
    "share-link": Template(
        "wrong-credential.share-link",
        "the single-access link to a credential, which is valid for 24 hours, and not the credential",
    ),
    "uuid": Template("wrong-credential.uuid", "a UUID, which only the payment, gift card and antifraud provider protocols use"),
}
JWT_EXPIRED = Template("wrong-credential.jwt-expired", "{jwt} (this one expired on {date})")
JWT_ENDS = Template("wrong-credential.jwt-ends", "{jwt} (this one ends on {date})")
SHARE_LINK_HELP = Template(
    "wrong-credential.share-link-help",
    "open the link once, within 24 hours, and copy both values; if it was opened or has expired, renew the token (the appKey stays)",
)
KEY_HELP = Template("wrong-credential.key-help", "put the appKey here that is listed under Account settings > API keys")
FOREIGN_HELP = Template(
    "wrong-credential.foreign-help", "put the {half} here; where the other value has been committed or sent, revoke it ({where})"
)
TOKEN_HELP = Template(
    "wrong-credential.token-help",
    "paste the appToken that was shown when the pair was made; if it is lost, renew it (the appKey stays)",
)

_EXPIRY = r'"exp"\s*:\s*(\d{9,11})(?!\d)'


def check(context: LintContext) -> Iterator[Violation]:
    for credential, kind in holding_foreign(context.found):
        yield Violation(
            credential.span,
            MESSAGE(half=half_label(credential), what=_what(kind, credential, context.now)),
            _help(kind, credential),
            credential,
        )


def _what(kind: str, credential: Credential, now: float) -> Message | str:
    if kind == "jwt":
        return _described_jwt(credential.value, now)
    return KINDS[kind]() if kind in KINDS else BY_ID[kind].name


def _help(kind: str, credential: Credential) -> Message:
    if kind == "share-link":
        return SHARE_LINK_HELP()
    if where := BY_ID[kind].revoke:
        return FOREIGN_HELP(half=half_label(credential), where=where)
    return KEY_HELP() if credential.kind == "key" else TOKEN_HELP()


def _described_jwt(token: str, now: float) -> Message:
    """With the date on which it ends, where its payload can be read."""
    jwt = KINDS["jwt"]()
    sessions = load("vtexlint.credentials.sessions")
    found = re.search(_EXPIRY, sessions.payload_of(token))
    if not found:
        return jwt
    seconds = int(found[1])
    return (JWT_EXPIRED if seconds <= now else JWT_ENDS)(jwt=jwt, date=sessions.moment(seconds))


RULE = Rule("wrong-credential", __doc__ or "", Severity.ERROR, "0.1.0", check, needs="shapeless")
