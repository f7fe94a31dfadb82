"""A VTEX host that is called over http.

## What it reports
The URL of a VTEX host next to an appKey or appToken starts with `http://`; or `schema: http` (`scheme`, `protocol`) is
next to such a host, with port 80 or without a port; or a command that sends the pair (`curl -H`) calls such a URL. Reported
only in config files that are not templates, and only for hosts of VTEX's APIs: not for one of images or of a documentation page.

Not reported in source code: VTEX IO apps call VTEX over http with the header `X-Vtex-Use-Https: true`, and VTEX IO
changes the request to https. A config file that contains this header is not reported either.

## Why it matters
The appKey and appToken are in the headers of each request. Without TLS, anyone on the network path can read them and use
the account until the token is renewed and the old one is deleted.

## Flagged
```dotenv
VTEX_BASE_URL=http://fakestore.vtexcommercestable.com.br
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
VTEX_APP_TOKEN=TOKEN_A
```
```yaml
vtex:
  schema: http
  host: fakestore.vtexcommercestable.com.br
  port: 80
  appKey: vtexappkey-fakestore-AAAAAA
  appToken: TOKEN_A
```

## Accepted
```dotenv
VTEX_BASE_URL=https://fakestore.vtexcommercestable.com.br
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
VTEX_APP_TOKEN=TOKEN_A
```
```yaml
vtex:
  baseUrl: http://fakestore.vtexcommercestable.com.br
  headers:
    X-Vtex-Use-Https: "true"
    X-VTEX-API-AppKey: vtexappkey-fakestore-AAAAAA
    X-VTEX-API-AppToken: TOKEN_A
```

## What to do
Write `https://`, or `schema: https` and port 443. If requests were sent over http, renew the token.
"""

from collections.abc import Iterator

from vtexlint.credentials.document_kind import FLAT
from vtexlint.credentials.hosts import CredentialsBeside, takes_credentials
from vtexlint.credentials.model import HostField
from vtexlint.credentials.names import words
from vtexlint.diagnostics import Severity
from vtexlint.parsers.model import Document, Entry
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.text.messages import Template

URL = Template("insecure-host.url", "this URL uses http: the appKey and appToken are sent unencrypted")
SCHEME = Template("insecure-host.scheme", "`{name}` is `http`: the appKey and appToken are sent unencrypted")
URL_HELP = Template("insecure-host.url-help", "write `https://`; if requests were sent over http, renew the token")
SCHEME_HELP = Template(
    "insecure-host.scheme-help", "write https, and port 443 if there is a port; if requests were sent over http, renew the token"
)

SCHEME_WORDS = frozenset({"scheme", "schema", "protocol", "protocolo", "proto", "esquema"})
_HTTPS_HEADER = "x-vtex-use-https"
_HTTP_PORTS = ("", "80")
_LONGEST_NAME = 60


def check(context: LintContext) -> Iterator[Violation]:
    if context.is_template or not context.found.hosts:
        return
    credentials = [one for one in context.found.credentials if one.state in ("set", "reference")]
    hosts = [field for field in context.found.hosts if field.scheme != "https" and takes_credentials(field.host)]
    if not credentials or not hosts or _HTTPS_HEADER in context.source.text.lower():
        return
    schemes, is_beside = _Schemes(), CredentialsBeside(credentials)
    for field in hosts:
        if not is_beside(field):
            continue
        if field.scheme == "http":
            yield Violation(field.span, URL(), URL_HELP())
        elif scheme := schemes(field):
            yield Violation(field.owner.outer(scheme.span), SCHEME(name=scheme.name or ""), SCHEME_HELP())


class _Schemes:
    """The entries whose value is `http`, and the ports, by container; read once for each document."""

    def __init__(self) -> None:
        self._found: dict[int, tuple[dict[int, Entry], dict[int, str]]] = {}

    def __call__(self, field: HostField) -> Entry | None:
        if field.scope.host not in self._found:
            self._found[field.scope.host] = _schemes_and_ports(field.owner.document)
        schemes, ports = self._found[field.scope.host]
        port = field.port or ports.get(field.scope.container, "")
        return schemes.get(field.scope.container) if port in _HTTP_PORTS else None


def _schemes_and_ports(document: Document) -> tuple[dict[int, Entry], dict[int, str]]:
    schemes, ports = {}, {}
    is_flat = document.format in FLAT
    for entry in document.entries:
        if not entry.name or len(entry.name) > _LONGEST_NAME or not entry.value:
            continue
        parts = words(entry.name)
        if not parts or (is_flat and "vtex" not in parts):
            continue
        if parts[-1] in SCHEME_WORDS and entry.value.strip().lower() in ("http", "http://", "http:"):
            schemes[entry.container] = entry
        elif parts[-1] == "port":
            ports[entry.container] = entry.value.strip()
    return schemes, ports


RULE = Rule("insecure-host", __doc__ or "", Severity.WARNING, "0.1.0", check, needs="hosts")
