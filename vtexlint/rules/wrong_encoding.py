"""A credential in base64 where plain text is expected, or the other way round.

## What it reports
The value does not have the encoding that its place needs:

- In `data` of a Kubernetes Secret the value is not base64-encoded, is encoded twice, or uses a form of base64 that
  Kubernetes does not read (base64url, no padding).
- Anywhere else (`stringData`, `.env` files, Compose, JSON, TOML) an appKey or an appToken is base64-encoded, once or twice.

Only a value that is exactly an appKey or an appToken counts. Not reported: fields whose name says that they are encoded
(`VTEX_APP_TOKEN_BASE64`, `..._B64`, `encoded...`, `binaryData`, a sibling `encoding: base64`), exports of Consul, JSON patches
of `/data/...`, and the values of a Helm chart (`values.yaml`, also those of Flux and Argo CD), whose templates may pass the
value on to `data`. Their values are decoded and checked. `committed-secret` and `unprotected-secret` find a token in base64
everywhere.

## Why it matters
Programs do not decode what they expect in plain text: they send the base64 text, and VTEX rejects it (401 or 403). The
other direction is harder to notice: 128 uppercase letters are valid base64, so Kubernetes accepts a plain appToken in
`data`, and the pod gets 96 bytes that are not text.

## Flagged
```yaml secret.yaml
apiVersion: v1
kind: Secret
data:
  VTEX_APP_KEY: KEY_A_BASE64
  VTEX_APP_TOKEN: TOKEN_A
```
```dotenv
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
VTEX_APP_TOKEN=TOKEN_A_BASE64
```

## Accepted
```yaml secret.yaml
apiVersion: v1
kind: Secret
stringData:
  VTEX_APP_KEY: vtexappkey-fakestore-AAAAAA
  VTEX_APP_TOKEN: TOKEN_A
```
```dotenv
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
B64_VTEX_APP_TOKEN=TOKEN_A_BASE64
```

## What to do
In `data`: encode the value once (`printf %s "$VTEX_APP_TOKEN" | base64 -w0`; `echo` adds a newline), or move it to
`stringData`. Elsewhere: write the plain value. If your program decodes it, show that in the name:
`VTEX_APP_TOKEN_BASE64`.
"""

from collections.abc import Iterator
from functools import partial

from vtexlint._startup.modules import load
from vtexlint.credentials.labels import kind_label
from vtexlint.diagnostics import Severity
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.text.messages import Template

# by `encodings.Fault`
MESSAGES: dict[str, Template] = {
    "plain": Template("wrong-encoding.plain", "the {kind} is not base64-encoded, but Kubernetes decodes `data`"),
    "base64": Template("wrong-encoding.base64", "the {kind} is base64-encoded where plain text is expected"),
    "twice": Template("wrong-encoding.twice", "the {kind} is base64-encoded twice"),
    "variant": Template("wrong-encoding.variant", "the {kind} uses a form of base64 that Kubernetes does not read"),
}
ENCODE = Template("wrong-encoding.encode-help", "encode it in base64 once, with padding, or move it to `stringData`")
DECODE = Template("wrong-encoding.decode-help", "write the plain value; if the program decodes it, add `_BASE64` to the name")
MOVE = Template("wrong-encoding.move-help", "write the plain value, or move it to `data`, which Kubernetes decodes")
DECODE_ONCE = Template("wrong-encoding.decode-once-help", "decode it once: Kubernetes decodes `data` only once")


def check(context: LintContext) -> Iterator[Violation]:
    for credential in context.found.encoded:
        encoding = credential.encoding
        assert encoding is not None
        decode = DECODE_ONCE if encoding.is_data else MOVE if credential.in_secret_manifest else DECODE
        remedy = ENCODE() if encoding.fault in ("plain", "variant") else decode()
        message = MESSAGES[encoding.fault](kind=kind_label(credential))
        reencode = load("vtexlint.fixes.encoding").reencode  # most files have nothing for it
        yield Violation(credential.span, message, remedy, credential, fix=partial(reencode, credential, context.found))


# these two reported base64 before
_REPLACES = ("malformed-key", "malformed-token")
RULE = Rule("wrong-encoding", __doc__ or "", Severity.ERROR, "0.1.0", check, "safe", replaces=_REPLACES, needs="encoded")
