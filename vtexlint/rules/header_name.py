"""A credential in a header that VTEX does not read.

## What it reports
A request sends a credential in a header whose name VTEX does not read, in the query string, or in `Authorization`; or it
sends an appToken as a session token. A name is a header name by its place: a collection of Postman or Insomnia, a HAR
file, a VCR cassette, an `.http` file, a map or a list called `headers`, the options `-H` and `-u` of a command. Reported
at the name of the header.

An error where the same request goes to a VTEX host. Otherwise a warning, because your own gateway may use such names.
Not reported where the request goes to another host, unless the name contains VTEX.

## Why it matters
VTEX reads `X-VTEX-API-AppKey` and `X-VTEX-API-AppToken` as headers, in upper or lower case
([guide](https://developers.vtex.com/docs/guides/api-authentication-using-api-keys)). A pair under other names does not
authenticate: VTEX rejects the request (401 or 403). The header of the session token is `VtexIdclientAutCookie` in
[VTEX's specifications](https://github.com/vtex/openapi-schemas).

## Flagged
```http requests.http
GET https://fakestore.vtexcommercestable.com.br/api/oms/pvt/orders
X-VTEX-API-AppKeys: vtexappkey-fakestore-AAAAAA
X-VTEX-API-AppToken: TOKEN_A
```
```yaml
headers:
  X-VTEX-API-AppKey: vtexappkey-fakestore-AAAAAA
  X-VTEX-API-App-Token: TOKEN_A
```

## Accepted
```yaml
headers:
  x-vtex-api-appkey: vtexappkey-fakestore-AAAAAA
  x-vtex-api-apptoken: TOKEN_A
```

## What to do
Send the two headers with the names above. The fix renames the header; it is safe where the request goes to a VTEX host.
"""

from collections.abc import Iterator
from functools import partial

from vtexlint.credentials.header_faults import HeaderFault
from vtexlint.credentials.labels import printable_name
from vtexlint.credentials.model import Credential
from vtexlint.diagnostics import Edit, Fix, Safety, Severity
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.text.messages import Message, Template
from vtexlint.text.secret import Secret

NAME = Template("header-name.name", "VTEX does not read a header named `{name}`")
ANY_NAME = Template("header-name.any-name", "VTEX does not read a header with this name")
SPACE = Template("header-name.space", "the header name contains a space or a colon")
SESSION_NAME = Template("header-name.session-name", "the header name is misspelled: VTEX documents `{expected}`, without an h")
SESSION_TOKEN = Template("header-name.session-token", "the header of the session token contains an appToken")
AUTHORIZATION = Template("header-name.authorization", "VTEX does not read an appKey or appToken in `Authorization`")
QUERY = Template("header-name.query", "`{expected}` is in the query string; VTEX reads it only as a header")
RENAME = Template("header-name.rename", "rename the header to `{expected}`; VTEX rejects a request without it (401 or 403)")
GATEWAY = Template(
    "header-name.gateway", "if the request goes to VTEX, rename the header to `{expected}`; your own gateway may use the other name"
)
BOTH = Template(
    "header-name.both", "send the pair as `X-VTEX-API-AppKey` and `X-VTEX-API-AppToken`; VTEX rejects other requests (401 or 403)"
)
DOCUMENTED = Template("header-name.documented", "write the name as VTEX documents it")
AS_HEADER = Template("header-name.as-header", "send it as a header; a URL also appears in logs")
FIX = Template("header-name.fix", "rename the header to `{expected}`")


def check(context: LintContext) -> Iterator[Violation]:
    by_name = {one.name_span: one for one in context.found.credentials if one.is_field and one.entry is not None}
    by_value = {one.span: one for one in context.found.credentials}
    for fault in context.found.header_faults:
        credential = by_name.get(fault.span)
        yield Violation(
            fault.span,
            _message(fault),
            _help(fault),
            credential or by_value.get(fault.value_span),
            severity=Severity.ERROR if fault.to_vtex and fault.kind != "session-name" else None,
            fix=partial(_renamed, fault, credential, context) if fault.is_in_place and fault.right and credential else None,
        )


def _message(fault: HeaderFault) -> Message:
    if fault.kind == "space":
        return SPACE()
    if fault.kind == "session-name":
        return SESSION_NAME(expected=fault.right)
    if fault.kind == "query":
        return QUERY(expected=fault.right)
    if fault.kind == "name":
        name = printable_name(fault.name)
        return NAME(name=name) if name else ANY_NAME()
    return SESSION_TOKEN() if fault.kind == "session-token" else AUTHORIZATION()


def _help(fault: HeaderFault) -> Message:
    if fault.kind == "session-name":
        return DOCUMENTED()
    if fault.kind == "query":
        return AS_HEADER()
    if fault.kind == "authorization" or not fault.right:
        return BOTH()
    return (RENAME if fault.to_vtex or fault.kind == "space" else GATEWAY)(expected=fault.right)


def _renamed(fault: HeaderFault, credential: Credential, context: LintContext) -> Fix | None:
    if context.source.slice(fault.span) != fault.name:
        return None  # written with an escape
    if _is_taken(fault, credential, context):
        return None  # one header twice: which of the two is meant is not known
    # `headers: {appKey: K}` may be settings, whose names the program knows: a header's name has a hyphen, or is an item of a request
    is_header = "-" in fault.name or credential.form != "mapping" or context.document.format == "http"
    safety: Safety = "safe" if is_header and fault.to_vtex and fault.kind in ("name", "space") else "unsafe"
    return Fix(FIX(expected=fault.right), (Edit(fault.span, Secret(fault.right)),), safety, ("header-name",))


def _is_taken(fault: HeaderFault, credential: Credential, context: LintContext) -> bool:
    """Whether the request has a header of the right name already, or another one would be renamed to it."""
    right = fault.right.lower()
    beside = {one.name_span: one.name for one in context.found.credentials if one.scope == credential.scope and one.name_span != fault.span}
    return any(name.lower() == right for name in beside.values()) or any(
        other.right.lower() == right and other.kind == fault.kind for other in context.found.header_faults if other.span in beside
    )


RULE = Rule("header-name", __doc__ or "", Severity.WARNING, "0.1.0", check, fix="safe", needs="header_faults")
