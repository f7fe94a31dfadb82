"""A file that vtexlint could not read.

## What it reports
A file could not be read: it cannot be opened, it is not text (NUL bytes without a UTF-16 byte order mark), it is larger
than the limit (`max-file-size`, 16 MiB by default) and may contain credentials, or vtexlint failed on it. Or a part of it
was not read: it has more than a million values, or its YAML aliases repeat more than 20,000. Reported at line 1.

## Why it matters
Nothing is known about a file that was not read, so vtexlint does not call it clean. A `.env` file saved as UTF-16 without a
byte order mark is also unreadable for the program: it finds no variables.

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
Save it as UTF-8, correct its permissions, or leave it out with `exclude` in the settings.
"""

from vtexlint.diagnostics import Severity
from vtexlint.rules.base import Rule
from vtexlint.text.messages import Message, Template

HELP = Template("unreadable-file.help", "save it as text (UTF-8), or leave it out with `exclude` in the settings")
ACCESS_HELP = Template("unreadable-file.access-help", "make the file readable, or leave it out with `exclude` in the settings")
SIZE_HELP = Template("unreadable-file.size-help", "raise `max-file-size` in the settings, or leave the file out with `exclude`")
OTHER_HELP = Template("unreadable-file.other-help", "look for credentials in it yourself, or leave it out with `exclude` in the settings")
_HELPS = {"encoding": HELP, "read": ACCESS_HELP}


def help_for(reason: Message) -> Message:
    """What to do about a file, by the reason why it, or a part of it, was not read."""
    return (SIZE_HELP if reason.id == "read.too-large" else _HELPS.get(reason.id.partition(".")[0], OTHER_HELP))()


RULE = Rule("unreadable-file", __doc__ or "", Severity.ERROR, "0.1.0", scope="run", suppressible=False)
