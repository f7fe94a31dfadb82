"""A syntax error in a file with credentials.

## What it reports
A file with credentials has a syntax error: invalid JSON, YAML or TOML, or a quote in a `.env` file that is never closed.
Reported at the exact position. vtexlint then checks the file line by line, so that it still finds other faults. Files with
template marks (`{{`, `{%`, `<%`) are not reported, and comments and trailing commas are accepted in every `.json` file.
In YAML also a credential's line without a space after the colon (`appKey:K`): YAML reads it as a text. In a list of
variables (`environment`, `env`) also a credential's item with a colon (`- VTEX_APP_KEY:K`).

## Why it matters
Programs that read the file fail there, or read other values than you expect: at an unclosed quote, some loaders skip the
line and others read the next line as part of the value.

## Flagged
```json
{"vtexAppKey": "vtexappkey-fakestore-AAAAAA"
 "vtexAppToken": "TOKEN_A"}
```
```dotenv
VTEX_APP_KEY="vtexappkey-fakestore-AAAAAA
VTEX_APP_TOKEN=TOKEN_A
```

```yaml
vtex:
  appKey:vtexappkey-fakestore-AAAAAA
  appToken:TOKEN_A
```
```yaml compose.yaml
services:
  erp:
    environment:
      - VTEX_APP_KEY:vtexappkey-fakestore-AAAAAA
      - VTEX_APP_TOKEN:TOKEN_A
```

## Accepted
```json
{
  // ours
  "vtexAppKey": "vtexappkey-fakestore-AAAAAA",
  "vtexAppToken": "TOKEN_A",
}
```
```yaml templates/env.yaml
env:
{{- if .Values.vtex }}
  VTEX_APP_KEY: vtexappkey-fakestore-AAAAAA
  VTEX_APP_TOKEN: {{ .Values.token }}
{{- end }}
```

## What to do
Correct the syntax at the reported position, or just before it.
"""

from collections.abc import Iterator

from vtexlint._startup.modules import load
from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.credentials.evidence import is_vtex_shaped
from vtexlint.credentials.labels import printable_name
from vtexlint.credentials.names import SURE, classify
from vtexlint.diagnostics import Severity
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.text.messages import Template
from vtexlint.text.patterns import lazy
from vtexlint.text.source import Source, Span, line_start

if TYPE_CHECKING:
    import re

HELP = Template(
    "syntax-error.help", "correct the syntax, here or just before; programs fail at this position, or read other values than you expect"
)

NO_SPACE = Template("syntax-error.no-space", "YAML reads this line as a text, because there is no space after `{name}:`")
NO_SPACE_HELP = Template("syntax-error.no-space-help", "write `NAME: value`, with a space after the colon")
NO_SIGN = Template(
    "syntax-error.no-sign", "this item does not set `{name}`: in a list of variables a `=` separates name and value, not a `:`"
)
NO_SIGN_HELP = Template("syntax-error.no-sign-help", "write `NAME=value`")

_LINE = lazy(r"(?m)^[ \t]*+(?P<name>[\w.-]++):(?P<value>[^\s/][^\r\n]*+)")
_ITEM = lazy(r"(?P<name>[A-Za-z_]\w*+):(?P<value>[^\s/][^\r\n]*+)")
_TEMPLATES = ("{{", "{%", "<%")
_TEMPLATE_ENDINGS = (".tpl", ".tmpl", ".tftpl", ".template", ".j2")  # `${x}` fills them in


def check(context: LintContext) -> Iterator[Violation]:
    problem = context.document.problem
    text = context.source.text
    if problem is None and context.document.format == "yaml":
        yield from _without_space(context)
        yield from _without_sign(context)
    if problem is None or not any(c.is_field for c in context.found.credentials):
        return
    if any(mark in text for mark in _TEMPLATES) or (context.source.display_path.lower().endswith(_TEMPLATE_ENDINGS) and "${" in text):
        return
    offset = min(problem.offset, len(text))
    yield Violation(
        Span(offset, min(offset + 1, len(text))),
        problem.message,
        HELP(),
    )


def _without_space(context: LintContext) -> Iterator[Violation]:
    """The first `NAME:value` of each text that begins a line, and whose lines were meant to be fields of credentials."""
    source = context.source
    for entry in context.document.entries:
        if entry.style != "plain" or ":" not in (entry.value or "") or entry.alias or not _begins_line(source, entry.span.start):
            continue
        for match in _LINE.finditer(source.text, line_start(source.text, entry.span.start), entry.span.end):
            if _sets_credential(match):
                yield Violation(Span(*match.span("name")), NO_SPACE(name=printable_name(match["name"])), NO_SPACE_HELP())
                break


def _without_sign(context: LintContext) -> Iterator[Violation]:
    """The first item `NAME:value` of each list of variables."""
    document, text = context.document, context.source.text
    reported: set[int] = set()
    for entry in document.entries:
        if entry.name is not None or ":" not in (entry.value or "") or entry.alias or entry.container in reported:
            continue
        match, key = _ITEM.match(text, *entry.span), document.containers[entry.container].key
        if match and _sets_credential(match) and load("vtexlint.credentials.text_lines").is_of_variables(key):
            reported.add(entry.container)
            yield Violation(Span(*match.span("name")), NO_SIGN(name=printable_name(match["name"])), NO_SIGN_HELP())


def _sets_credential(match: "re.Match[str]") -> bool:
    found = classify(match["name"])
    return found is not None and (found.strength in SURE or is_vtex_shaped(match["value"].strip("\"' ")))


def _begins_line(source: Source, offset: int) -> bool:
    return not source.text[line_start(source.text, offset) : offset].strip()


RULE = Rule("syntax-error", __doc__ or "", Severity.WARNING, "0.1.0", check)
