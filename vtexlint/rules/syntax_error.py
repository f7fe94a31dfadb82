"""A syntax error in a file with credentials.

## What it reports
A file with credentials has a syntax error: invalid JSON, YAML or TOML, or a quote in a `.env` file that is never closed.
Reported at the exact position. vtexlint then checks the file line by line, so that it still finds other faults. Files with
template marks (`{{`, `{%`, `<%`) are not reported, and comments and trailing commas are accepted in every `.json` file.

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

from vtexlint.diagnostics import Severity
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.text.messages import Template
from vtexlint.text.source import Span

HELP = Template(
    "syntax-error.help", "correct the syntax, here or just before; programs fail at this position, or read other values than you expect"
)

_TEMPLATES = ("{{", "{%", "<%")
_TEMPLATE_ENDINGS = (".tpl", ".tmpl", ".tftpl", ".template", ".j2")  # `${x}` fills them in


def check(context: LintContext) -> Iterator[Violation]:
    problem = context.document.problem
    text = context.source.text
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


RULE = Rule("syntax-error", __doc__ or "", Severity.WARNING, "0.1.0", check)
