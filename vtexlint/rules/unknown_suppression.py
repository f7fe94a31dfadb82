"""An ignore comment that names no rule.

## What it says
An ignore comment names no rule, or something that is no rule; the nearest right name is suggested. Also an
`ignore-file` that does not stand above the file's first entry.

## Why it matters
It silences nothing, while its author believes that it does.

## Flagged
```dotenv
# vtexlint: ignore[surounding-whitespace]
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
VTEX_APP_TOKEN=TOKEN_A
```
```yaml
# vtexlint: ignore
vtex: {appKey: vtexappkey-fakestore-AAAAAA, appToken: TOKEN_A}
```

## Accepted
```dotenv
# vtexlint: ignore[missing-token]
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
```

## What to do
Write the rule's name as `vtexlint rules` lists it: `# vtexlint: ignore[rule, rule]` at the line's end or on the line
above, `# vtexlint: ignore-file[rule]` at the top of the file.
"""

from vtexlint.findings import Severity
from vtexlint.rules.base import Rule

RULE = Rule("unknown-suppression", __doc__ or "", Severity.WARNING, "0.1.0", fix="safe")
