"""A file with credentials is not what its name says.

## What it says
A file with credentials is not what its name says: broken JSON, YAML or TOML, or a quote in a `.env` file that is
never closed. Reported at the exact place. The file is then read line by line, so that no fault in it is missed. Files
with template marks (`{{`, `{%`, `<%`) are silent, and comments and trailing commas are fine in every `.json`.

## Why it matters
The program that reads the file stops there, or takes other values than you see: an unclosed quote makes some loaders
drop the line and others swallow the next one.

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
Mend the syntax at the place that is shown; the fault may stand just before it.
"""

from collections.abc import Iterator

from vtexlint.diagnostics import Severity
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.text.messages import Template
from vtexlint.text.source import Span

MESSAGE = Template("syntax-error.message", "{problem}: a program that reads this file stops here, or reads other values than you see")
HELP = Template("syntax-error.help", "mend the syntax; until then vtexlint reads the file line by line, so that nothing is missed")

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
        MESSAGE(problem=problem.message),
        HELP(),
    )


RULE = Rule("syntax-error", __doc__ or "", Severity.WARNING, "0.1.0", check)
