"""An appToken in the public settings of a VTEX IO app.

## What it reports
`settingsSchema` in the manifest of a VTEX IO app has `"access": "public"`, and a property for an appToken. Reported at
the name of the property. Properties for other secrets are not reported.

## Why it matters
With `"access": "public"` the browser can read the settings (`publicSettingsForApp`): every visitor of the store gets the
token that the merchant enters. VTEX's guidance for app settings allows this only for values that are
[safe to ship to the frontend](https://github.com/vtex/skills).

## Flagged
```json manifest.json
{
  "vendor": "fakestore",
  "name": "erp-sync",
  "builders": {"node": "7.x"},
  "settingsSchema": {
    "type": "object",
    "access": "public",
    "properties": {
      "vtexAppToken": {"title": "appToken", "type": "string"}
    }
  }
}
```

## Accepted
```json manifest.json
{
  "vendor": "fakestore",
  "name": "erp-sync",
  "builders": {"node": "7.x"},
  "settingsSchema": {
    "type": "object",
    "properties": {
      "vtexAppToken": {"title": "appToken", "type": "string"}
    }
  }
}
```

## What to do
Remove `"access": "public"`, and read the token in the app's service (`getAppSettings`). If the frontend needs some of the
settings, move the secret ones to another app. If merchants saved a token while the settings were public, they must renew
it.
"""

from collections.abc import Iterator

from vtexlint.credentials.labels import printable_name
from vtexlint.credentials.names import SURE, classify
from vtexlint.diagnostics import RelatedSpan, Severity
from vtexlint.parsers.model import Document
from vtexlint.rules.base import SETTINGS_SCHEMA, LintContext, Rule, Violation
from vtexlint.text.messages import Template

MESSAGE = Template("public-settings.message", "`{name}` is in public settings: every visitor's browser can read the appToken")
HELP = Template(
    "public-settings.help",
    'remove `"access": "public"` and read the settings in the service; renew tokens that were saved while the settings were public',
)
RELATED = Template("public-settings.related", "makes the settings public")


def check(context: LintContext) -> Iterator[Violation]:
    document = context.document
    public = {
        entry.container: entry.span
        for entry in document.entries
        if entry.name == "access" and entry.value == "public" and _is_settings_schema(document, entry.container)
    }
    if not public:
        return
    for container in document.containers:
        if not isinstance(container.key, str) or not _is_token(container.key):
            continue
        parent = document.containers[container.parent] if container.parent != -1 else None
        if parent is None or parent.key != "properties":
            continue
        at = container.parent
        while at != -1 and at not in public:
            at = document.containers[at].parent
        if at != -1:
            yield Violation(
                container.name_span, MESSAGE(name=printable_name(container.key)), HELP(), related=(RelatedSpan(public[at], RELATED()),)
            )


def _is_settings_schema(document: Document, container: int) -> bool:
    """Whether this is the `settingsSchema` of an app's manifest: a key at the top level."""
    found = document.containers[container]
    return found.key == SETTINGS_SCHEMA and found.parent != -1 and document.containers[found.parent].parent == -1


def _is_token(name: str) -> bool:
    """In a manifest of VTEX IO, `appToken` is strong evidence."""
    found = classify(name)
    if found is None or found.kind != "token":
        return False
    return found.strength in SURE or (found.strength == "weak" and not found.qualifier)


RULE = Rule("public-settings", __doc__ or "", Severity.ERROR, "0.1.0", check, risk="8.6")
