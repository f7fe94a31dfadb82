"""An appToken in a file that git neither tracks nor ignores.

## What it reports
An appToken (what counts as one: [`committed-secret`](committed-secret.md)) in an untracked file that no `.gitignore`
covers. Nothing is reported outside of a git repository.

## Why it matters
The next `git add .` stages the file, and the next commit puts the token into the history.

## Flagged
```dotenv .env untracked
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
VTEX_APP_TOKEN=TOKEN_A
```

## Accepted
```dotenv .env ignored
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
VTEX_APP_TOKEN=TOKEN_A
```
```dotenv .env.example untracked
VTEX_APP_KEY=<your-app-key>
VTEX_APP_TOKEN=<your-app-token>
```

## What to do
A `.env` file does not belong in git: add its name to `.gitignore` before the next `git add`.

Other files (`package.json`, `docker-compose.yml`, a workflow, a `.env.example`) usually belong in git. Remove the value
from them: use a reference (`${VTEX_APP_TOKEN}`) or a secret store.
"""

from collections.abc import Iterator

from vtexlint.credentials.real_tokens import TOKEN_IN, real_tokens
from vtexlint.diagnostics import Severity
from vtexlint.parsers.formats import is_template_name
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.text.messages import Template

MESSAGE = Template("unprotected-secret.message", "this file is not in .gitignore and contains {what}: the next `git add .` will stage it")
IGNORE_HELP = Template("unprotected-secret.ignore-help", "add this file to .gitignore before the next `git add`")
REMOVE_HELP = Template("unprotected-secret.remove-help", "remove the value: use a reference (`{reference}`) or a secret store")


def check(context: LintContext) -> Iterator[Violation]:
    remedy = IGNORE_HELP() if _is_secret_by_nature(context) else REMOVE_HELP(reference="${NAME}")
    for credential, place in real_tokens(context.found):
        yield Violation(credential.span, MESSAGE(what=TOKEN_IN[place]()), remedy, credential, requires_git_state="untracked")


def _is_secret_by_nature(context: LintContext) -> bool:
    """Whether the whole file does not belong in git: a `.env` file that is not a template, a file that contains one value."""
    is_secret = context.document.format == "dotenv" or context.source.value_name
    return bool(is_secret) and not is_template_name(context.source.repo_path)


RULE = Rule("unprotected-secret", __doc__ or "", Severity.WARNING, "0.1.0", check, tags=("secret",), risk="5.0")
