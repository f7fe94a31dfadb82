"""A credential's header that VTEX does not read.

## What it says
A request sends a credential in a header with another name than VTEX reads, in the query, in `Authorization`, or an appToken as a
session token. A name is a header's by its place: a collection of Postman or Insomnia, a HAR file, a VCR cassette, an
`.http` file, a map or a list called `headers`, the options `-H` and `-u` of a command. An error where the same request goes to a VTEX host.
Else a warning: your own gateway may take such names. Not reported where the request goes to another host, unless VTEX is
in the name. Reported at the header's name.

## Why it matters
VTEX reads `X-VTEX-API-AppKey` and `X-VTEX-API-AppToken` as headers, in any case of letters
([guide](https://developers.vtex.com/docs/guides/api-authentication-using-api-keys)). A pair under other names does not
authenticate: VTEX rejects the request (401 or 403). The session token's header is `VtexIdclientAutCookie` in
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
Send the two headers under the names above. The fix renames the header; it is safe where the request goes to a VTEX host.
"""

from collections.abc import Iterator
from functools import partial

from vtexlint.credentials.header_faults import HeaderFault
from vtexlint.credentials.names import printable_name
from vtexlint.diagnostics import Edit, Fix, Safety, Severity
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.text.messages import Message, Template
from vtexlint.text.secret import Secret

NAME = Template("header-name.name", "VTEX does not read a header named `{name}`")
ANY_NAME = Template("header-name.any-name", "VTEX does not read a header with this name")
SPACE = Template("header-name.space", "the header's name has a space or a colon in it: VTEX reads `{right}`")
SESSION_NAME = Template("header-name.session-name", "VTEX documents the header `{right}`, without an h")
SESSION_TOKEN = Template("header-name.session-token", "an appToken in the header of a session token")
AUTHORIZATION = Template("header-name.authorization", "VTEX does not read an appKey or an appToken in `Authorization`")
QUERY = Template("header-name.query", "`{right}` is sent in the query, and VTEX reads it as a header only")
RENAME = Template("header-name.rename", "name the header `{right}`; VTEX rejects a request without it (401 or 403)")
GATEWAY = Template(
    "header-name.gateway", "if the request goes to VTEX, name the header `{right}`; your own gateway may take the other name"
)
BOTH = Template("header-name.both", "send the pair as `X-VTEX-API-AppKey` and `X-VTEX-API-AppToken`")
DOCUMENTED = Template("header-name.documented", "write the name as VTEX documents it")
AS_HEADER = Template("header-name.as-header", "send it as a header; what is in a URL also gets into logs")
FIX = Template("header-name.fix", "name the header `{right}`")


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
            fix=partial(_renamed, fault, context) if fault.is_in_place and fault.right and credential else None,
        )


def _message(fault: HeaderFault) -> Message:
    if fault.kind == "space":
        return SPACE(right=fault.right)
    if fault.kind == "session-name":
        return SESSION_NAME(right=fault.right)
    if fault.kind == "query":
        return QUERY(right=fault.right)
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
    return (RENAME if fault.to_vtex or fault.kind == "space" else GATEWAY)(right=fault.right)


def _renamed(fault: HeaderFault, context: LintContext) -> Fix | None:
    if context.source.slice(fault.span) != fault.name:
        return None  # an escape is in it
    safety: Safety = "safe" if fault.to_vtex and fault.kind in ("name", "space") else "unsafe"
    return Fix(FIX(right=fault.right), (Edit(fault.span, Secret(fault.right)),), safety, ("header-name",))


RULE = Rule("header-name", __doc__ or "", Severity.WARNING, "0.1.0", check, fix="safe", needs="header_faults")
