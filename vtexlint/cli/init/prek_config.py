"""Add a hook to a prek.toml: one insertion, everything else kept byte for byte."""

import json
import re

import tomli
import yaml

from vtexlint.cli.init.mirror import Mirror, block
from vtexlint.cli.init.plan import appended, newline_of

NAME = "prek.toml"

_OPEN = re.compile(r"^[ \t]*repos[ \t]*=[ \t]*\[", re.MULTILINE)

_REST = re.compile(r"[ \t]*(?:#[^\r\n]*)?\r?\n")


def has_hook(text: str) -> bool:
    """Whether a hook of vtexlint is there. False for a file that is not valid TOML."""
    return bool(items(text))


def items(text: str) -> list[dict[str, object]]:
    """The items of `repos` with a hook of vtexlint; none for a file that is not valid TOML."""
    try:
        repos = tomli.loads(text).get("repos", [])
        return [repo for repo in repos if any(str(hook.get("id", "")).startswith("vtexlint") for hook in repo.get("hooks", []))]
    except (tomli.TOMLDecodeError, AttributeError, TypeError, RecursionError):
        return []


def table(source: Mirror | None) -> str:
    """The hook as a separate table; also the lines to add by hand."""
    return "[[repos]]\n" + "".join(f"{line}\n" for line in _members(source))


def with_hook(text: str, source: Mirror | None) -> str | None:
    """The file's text with the hook; None where it cannot be added with certainty.

    The result is read again and must mean the old file and one item more.
    """
    newline = newline_of(text)
    item = yaml.safe_load(block(source))
    try:
        before = tomli.loads(text)
        repos = before.get("repos", [])
        if opened := _OPEN.search(text):
            inline = f"  {{ {', '.join(_members(source))} }},{newline}"
            line = _REST.match(text, opened.end())  # below a comment on the line
            at = line.end() if line else opened.end()
            after, wanted = f"{text[:at]}{'' if line else newline}{inline}{text[at:]}", [*item, *repos]
        else:
            after = appended(text, table(source))
            wanted = [*repos, *item]
        return after if tomli.loads(after) == before | {"repos": wanted} else None
    except (tomli.TOMLDecodeError, TypeError, RecursionError):
        return None


def _members(source: Mirror | None) -> tuple[str, ...]:
    if source is not None:
        return f"repo = {json.dumps(source.url)}", f"rev = {json.dumps(source.rev)}", 'hooks = [{ id = "vtexlint" }]'
    hook = (
        'id = "vtexlint", name = "vtexlint (staged files)", entry = "vtexlint check --staged", language = "system", pass_filenames = false'
    )
    return 'repo = "local"', f"hooks = [{{ {hook} }}]"
