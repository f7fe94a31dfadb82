"""A VTEX ID session token that is committed or expired.

## What it reports
A VTEX ID session token: a JSON Web Token with the issuer `token-emitter`, as VTEX ID sends it in the cookie
`VtexIdclientAutCookie`. The name of the field does not matter (`VTEX_AUTH_TOKEN`, `VTEX_COOKIE`, a saved CLI session).
Its expiry and its account are read from the token itself, offline; the signature is not verified.

| in git | not expired | expired |
|---|---|---|
| tracked | error: everyone with the file can use it | info |
| not tracked, not ignored | warning: the next `git add .` will stage it | error where a program reads it |
| ignored, or outside of git | not reported | error where a program reads it |

A program reads it where it is the whole value of a field with the name of a session, in a config file that is not a
template. In source code and other text, only a tracked session token that has not expired is reported. The field of an
appKey or appToken is not checked by this rule: a session token in it is a `wrong-credential`.

This rule uses the clock: the same file has another finding once the token has expired. The message contains the date.
`vtexlint check --now 2026-01-15` uses this date instead.

## Why it matters
Anyone with a session token acts as its user until it expires. VTEX ID's session tokens are valid for 24 hours
([VTEX ID API](https://github.com/vtex/openapi-schemas)), so a stored one is either a leak or useless: VTEX rejects it
(401 or 403) once it has expired.

## Flagged
```dotenv .env tracked
VTEX_AUTH_TOKEN=SESSION_A
```
```json config.json
{"VtexIdclientAutCookie": "SESSION_OLD"}
```
```yaml job.yaml tracked
# curl -H "VtexIdclientAutCookie: SESSION_A"
steps: []
```

## Accepted
```dotenv .env ignored
VTEX_AUTH_TOKEN=SESSION_A
```
```json response.json
{"authCookie": {"Value": "SESSION_OLD"}}
```
```yaml tracked
env:
  VTEX_AUTH_TOKEN: ${{ secrets.VTEX_AUTH_TOKEN }}
```

## What to do
Remove it from the file. A program that needs a session requests one each time, with its appKey and appToken (`POST
/api/vtexid/apptoken/login`), or sends these two in the headers of each request and needs no session. The session of a
person does not belong in a file.
"""

from collections.abc import Iterator

from vtexlint._startup.typed import NamedTuple
from vtexlint.credentials.precedence import judged_as_foreign
from vtexlint.credentials.sessions import moment
from vtexlint.diagnostics import Exposure, GitState, Severity
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.text.messages import Message, Template

COMMITTED = Template(
    "session-token.committed", "this file is committed and contains a VTEX ID session token of account `{account}`, valid until {date}"
)
UNKNOWN = Template(
    "session-token.unknown", "this file is tracked and contains a VTEX ID session token of account `{account}`, valid until {date}"
)
REMOVED = Template("session-token.removed", "HEAD still contains a VTEX ID session token of account `{account}`, valid until {date}")
STAGED = Template("session-token.staged", "a VTEX ID session token of account `{account}`, valid until {date}, is staged")
MODIFIED = Template(
    "session-token.modified", "this tracked file contains an uncommitted VTEX ID session token of account `{account}`, valid until {date}"
)
UNTRACKED = Template(
    "session-token.untracked",
    "this file is not in .gitignore and contains a VTEX ID session token of account `{account}`, valid until {date}",
)
IN_USE = Template("session-token.in-use", "the VTEX ID session token expired on {date}")
EXPIRED = Template("session-token.expired", "this file is tracked and contains a VTEX ID session token that expired on {date}")
LEAK_HELP = Template(
    "session-token.leak-help",
    "remove it from the file; until it expires, everyone who can read it can act as its user, and the history keeps it",
)
STAGED_HELP = Template(
    "session-token.staged-help", "remove it before the next commit puts it into the history; let the program log in for each run instead"
)
MODIFIED_HELP = Template(
    "session-token.modified-help", "remove it before the next `git add` stages it; let the program log in for each run instead"
)
UNTRACKED_HELP = Template(
    "session-token.untracked-help", "remove it before the next `git add .` stages it; let the program log in for each run instead"
)
UNKNOWN_HELP = Template(
    "session-token.unknown-help",
    "remove it from the file (whether it is committed could not be determined); let the program log in for each run instead",
)
IN_USE_HELP = Template(
    "session-token.in-use-help",
    "session tokens are valid for 24 hours: log in for each run (`POST /api/vtexid/apptoken/login`), or send the appKey and appToken",
)
EXPIRED_HELP = Template("session-token.expired-help", "remove it from the file; VTEX rejects an expired session token (401 or 403)")

_NOT_TRACKED: tuple[GitState, ...] = ("untracked", "ignored", "outside")


class SessionByExposure(NamedTuple):
    """Message and help for a session token that has not expired, once it is known which part of git contains it."""

    account: str
    date: str

    def words(self, exposure: Exposure) -> tuple[Message, Message]:
        known = {
            "staged": (STAGED, STAGED_HELP),
            "modified": (MODIFIED, MODIFIED_HELP),
            "removed": (REMOVED, LEAK_HELP),
            "unknown": (UNKNOWN, UNKNOWN_HELP),
        }
        message, remedy = known.get(exposure.reach, (COMMITTED, LEAK_HELP))
        return message(account=self.account, date=self.date), remedy()


def check(context: LintContext) -> Iterator[Violation]:
    if not context.found.sessions:
        return
    elsewhere = judged_as_foreign(context.found)
    now = context.now
    for one in context.found.sessions:
        credential, date = one.credential, moment(one.expires)
        if credential.span in elsewhere:
            continue
        if one.expires > now:
            wording = SessionByExposure(one.account, date).words
            yield Violation(credential.span, *wording(Exposure("committed")), credential, requires_git_state="tracked", wording=wording)
            yield Violation(
                credential.span, UNTRACKED(account=one.account, date=date), UNTRACKED_HELP(), credential,
                severity=Severity.WARNING, requires_git_state="untracked",
            )  # fmt: skip
            continue
        yield Violation(
            credential.span, EXPIRED(date=date), EXPIRED_HELP(), credential, severity=Severity.INFO, requires_git_state="tracked"
        )
        if one.in_use and not context.is_template:
            for state in _NOT_TRACKED:
                yield Violation(credential.span, IN_USE(date=date), IN_USE_HELP(), credential, requires_git_state=state)


RULE = Rule("session-token", __doc__ or "", Severity.ERROR, "0.1.0", check, risk="7.5", needs="sessions")
