"""A file that vtexlint could not read.

## What it says
A file could not be read: it cannot be opened, it is no text (NUL bytes without a UTF-16 byte order mark), or it is
larger than the limit (`max-file-size`, 16 MiB by default) and may hold credentials. Or a part of it was not read: it
has more than a million values, or its YAML aliases repeat more than 20,000. Reported at line 1.

## Why it matters
A file that is skipped in silence is an all-clear that nobody gave. A `.env` saved as UTF-16 without a mark is also
unreadable for the program: it finds no variables, and VTEX answers 401.

## Flagged
```dotenv
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA{NUL}
VTEX_APP_TOKEN=TOKEN_A
```

## Accepted
```dotenv
# café, in any encoding that is text
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
VTEX_APP_TOKEN=TOKEN_A
```

## What to do
Save it as UTF-8, mend its permissions, or leave it out with `exclude` in the settings.
"""

from vtexlint.diagnostics import Severity
from vtexlint.rules.base import Rule
from vtexlint.text.messages import Template

HELP = Template("unreadable-file.help", "make it readable as text (UTF-8), or leave it out with `exclude` in the settings")

RULE = Rule("unreadable-file", __doc__ or "", Severity.ERROR, "0.1.0", scope="run", suppressible=False)
