"""Begin a rule: `python -m tools.new_rule NAME "Title"` writes its module, its line in the list and a first case.

NAME is lowercase words with hyphens between them, two at least. What is left to write is marked TODO in the module. CONTRIBUTING.md has the
steps.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent

MODULE = '''"""{title}.

## What it reports
TODO: what is wrong, in one or two sentences.

## Why it matters
TODO: what VTEX answers, and where VTEX says so.

## Flagged
```dotenv
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
VTEX_APP_TOKEN=TODO
```

## Accepted
```dotenv
VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA
VTEX_APP_TOKEN=TOKEN_A
```

## What to do
TODO: the remedy, step by step.
"""

from collections.abc import Iterator

from vtexlint.credentials.labels import kind_label
from vtexlint.diagnostics import Severity
from vtexlint.rules.base import LintContext, Rule, Violation
from vtexlint.text.messages import Template

MESSAGE = Template("{name}.message", "TODO: what is wrong, with {kind} where it is about one credential")
HELP = Template("{name}.help", "TODO: what to do")


def check(context: LintContext) -> Iterator[Violation]:
    for credential in context.judged:
        if credential.value == "TODO":
            yield Violation(credential.span, MESSAGE(kind=kind_label(credential)), HELP(), credential)


RULE = Rule("{name}", __doc__ or "", Severity.WARNING, "{version}", check)
'''
NEXT = '    "syntax-error",\n'
"""The line of the list that a new rule comes before: the order is that of the report for one place."""

CASE = "VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN=TODO\n"


def main(arguments: list[str], root: Path = ROOT) -> int:
    """Write the module, its line and the case. Exit status 2 for a name that is not valid, or that a rule has already."""
    if len(arguments) != 2 or not re.fullmatch(r"[a-z]+(-[a-z]+)+", arguments[0]):
        print(__doc__, file=sys.stderr)
        return 2
    name, title = arguments[0], arguments[1].rstrip(".")
    module = root / f"vtexlint/rules/{name.replace('-', '_')}.py"
    registry = root / "vtexlint/rules/registry.py"
    listed = registry.read_text()
    if module.exists():
        print(f"{module} exists already: choose another name", file=sys.stderr)
        return 2
    if listed.count(NEXT) != 1:
        print(f"{registry} does not have the line {NEXT.strip()} once: a new rule is inserted before it", file=sys.stderr)
        return 2
    version = re.search(r'__version__ = "(.*)"', (root / "vtexlint/_about.py").read_text())
    assert version is not None
    module.write_text(MODULE.replace("{title}", title).replace("{name}", name).replace("{version}", version[1]))
    registry.write_text(listed.replace(NEXT, f'    "{name}",\n{NEXT}'))
    case = root / f"tests/cases/{name}/first.env"
    case.parent.mkdir(parents=True, exist_ok=True)
    case.write_text(CASE)
    print(f"wrote {module}, a line in {registry} and {case}; next: replace TODO (CONTRIBUTING.md, How to add a rule, step 2)")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
