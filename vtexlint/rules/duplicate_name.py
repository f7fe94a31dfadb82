"""A credential is defined more than once in one scope.

## What it reports
A credential is defined more than once in one scope (a `.env` file, a mapping, a list of variables), or in JSON or YAML a
mapping with credentials has the name of an earlier one next to it. Reported at the later one; the first is shown as a
related location. A value that a YAML merge (`<<:`) overrides is not reported. Nor are names in a template with branches
or in source code (`--full`): each branch may define them.

## Why it matters
Most programs use the last one without a warning; others use the first, or reject the file. A change to the wrong one has
no effect, and the program keeps sending an old token, which VTEX rejects (401 or 403).

## Flagged
```dotenv
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
VTEX_APP_TOKEN=TOKEN_A
VTEX_APP_TOKEN=TOKEN_B
```
```json
{"vtex": {"appKey": "vtexappkey-fakestore-AAAAAA", "appToken": "TOKEN_A", "appToken": "TOKEN_B"}}
```

## Accepted
```yaml
base: &base
  appKey: vtexappkey-fakestore-AAAAAA
  appToken: TOKEN_A
vtex:
  <<: *base
  appToken: TOKEN_B
vtex_ar:
  appKey: vtexappkey-fakestore-BBBBBB
  appToken: TOKEN_C
```

## What to do
Keep the active one and remove the other. For two stores, give the names a suffix: `VTEX_APP_TOKEN_BR`,
`VTEX_APP_TOKEN_AR`.
"""

from collections.abc import Iterator

from vtexlint.credentials.labels import display_name, printable_name
from vtexlint.credentials.model import Credential, Scope
from vtexlint.diagnostics import RelatedSpan, Severity
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.text.messages import Template

MESSAGE = Template("duplicate-name.message", "`{name}` is defined more than once")
HELP = Template(
    "duplicate-name.help",
    "keep the active one and remove the other: most programs use the last one without a warning, some reject the file",
)
RELATED = Template("duplicate-name.related", "first defined here")


def check(context: LintContext) -> Iterator[Violation]:
    first: dict[tuple[Scope, str], Credential] = {}
    has_branches: bool | None = None
    for credential in context.found.credentials:
        if not credential.is_field or credential.alias or credential.is_disabled or credential.host.is_command:
            continue
        earlier = first.setdefault((credential.scope, credential.name), credential)
        if earlier is credential or (credential.entry is not None and earlier.entry is credential.entry):
            continue  # two commands in one text
        has_branches = context.has_branches if has_branches is None else has_branches
        if not has_branches:
            yield Violation(
                credential.name_span,
                MESSAGE(name=display_name(credential)),
                HELP(),
                credential,
                (RelatedSpan(earlier.name_span, RELATED()),),
            )
    if context.document.format in ("json", "yaml"):
        yield from _containers(context)


def _containers(context: LintContext) -> Iterator[Violation]:
    """Mappings with credentials that have one name in one place: all but one are lost."""
    containers = context.document.containers
    first: dict[tuple[int, str], int] = {}
    done: set[int] = set()
    has_branches: bool | None = None
    for credential in context.found.credentials:
        at = credential.entry.container if credential.entry is not None and credential.host.document is context.document else -1
        while at != -1 and at not in done and not credential.alias:
            done.add(at)
            container = containers[at]
            key, number, at = container.key, at, container.parent
            if not isinstance(key, str) or first.setdefault((at, key), number) == number or not printable_name(key):
                continue
            has_branches = context.has_branches if has_branches is None else has_branches
            if not has_branches:
                related = (RelatedSpan(containers[first[at, key]].name_span, RELATED()),)
                yield Violation(container.name_span, MESSAGE(name=printable_name(key)), HELP(), related=related)


RULE = Rule("duplicate-name", __doc__ or "", Severity.WARNING, "0.1.0", check)
