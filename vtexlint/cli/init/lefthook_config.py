"""Add a command to a lefthook.yml or lefthook.toml: one insertion, everything else kept byte for byte."""

import re
from collections.abc import Iterator
from typing import Any

import tomli
import yaml

from vtexlint.cli.init.plan import appended, ended, indented, newline_of
from vtexlint.cli.init.shell_hook import ANYWHERE

_ENDINGS = (".yml", ".yaml", ".toml", ".json", ".jsonc")
NAMES = tuple(f"{stem}{ending}" for stem in ("lefthook", ".lefthook", ".config/lefthook") for ending in _ENDINGS)
"""The files that lefthook looks for."""

COMMANDS = f"commands:\n  vtexlint:\n    run: {ANYWHERE}\n"
BLOCK = f"pre-commit:\n{indented(COMMANDS, 2)}"
"""A whole new file; also the lines to add by hand."""

_JOB = f"- name: vtexlint\n  run: {ANYWHERE}\n"
_TOML = f'[pre-commit.commands.vtexlint]\nrun = "{ANYWHERE}"\n'
_CALL = re.compile(r"\bvtexlint(?:\.exe)?[ \t]+check\b")
_COMMAND = {"vtexlint": {"run": ANYWHERE}}


def calls(name: str, text: str) -> bool:
    """Whether a command for the hook pre-commit calls vtexlint. False for a file that cannot be read."""
    try:
        value = tomli.loads(text) if name.endswith(".toml") else yaml.safe_load(text.removeprefix("\ufeff"))
    except (tomli.TOMLDecodeError, yaml.YAMLError, ValueError, RecursionError):
        return False
    return any(_CALL.search(one) for one in _texts(value.get("pre-commit") if isinstance(value, dict) else None))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)


def with_command(name: str, text: str) -> str | None:
    """The file's text with our command for pre-commit; None where it cannot be added with certainty: JSON, flow style, broken files.

    The result is read again and must mean the old file and one command more.
    """
    try:
        if name.endswith(".toml"):
            return _in_toml(text)
        if name.endswith((".yml", ".yaml")):
            return _in_yaml(text)
    except (tomli.TOMLDecodeError, yaml.YAMLError, ValueError, TypeError, AttributeError, RecursionError):
        return None
    return None


def _in_toml(text: str) -> str | None:
    before = tomli.loads(text)
    hook = before.get("pre-commit", {})
    wanted = before | {"pre-commit": hook | {"commands": hook.get("commands", {}) | _COMMAND}}
    after = appended(text, _TOML)
    return after if tomli.loads(after) == wanted else None


def _in_yaml(text: str) -> str | None:
    before = yaml.safe_load(text)
    before = {} if before is None else before
    hook = before.get("pre-commit")
    place = _place(yaml.compose(text, yaml.SafeLoader)) if "pre-commit" in before else None
    if place is None:
        after = appended(text, BLOCK)
    else:
        line, column, block = place
        newline, lines = newline_of(text), text.splitlines(keepends=True)
        head = ended("".join(lines[: line + 1]), newline)
        after = head + indented(block, column).replace("\n", newline) + "".join(lines[line + 1 :])
    wanted = before | {"pre-commit": _with_ours(hook or {})}
    return after if yaml.safe_load(after) == wanted else None


def _with_ours(hook: dict[str, Any]) -> dict[str, Any]:
    """What the hook must mean afterwards: our job is the first one, or our command one of several."""
    if isinstance(hook.get("jobs"), list):
        return hook | {"jobs": [*yaml.safe_load(_JOB), *hook["jobs"]]}
    return hook | {"commands": (hook.get("commands") or {}) | _COMMAND}


def _place(root: Any) -> tuple[int, int, str]:
    """Below which line, at which column, and what."""
    name, hook = _member(root, "pre-commit") or (None, None)
    assert name is not None
    if not isinstance(hook, yaml.MappingNode):
        return name.start_mark.line, name.start_mark.column + 2, COMMANDS
    for key, block, skipped in (("jobs", _JOB, 0), ("commands", COMMANDS, 1)):
        found = _member(hook, key)
        if found is not None:
            own, value = found
            is_collection = isinstance(value, yaml.CollectionNode)
            column = value.start_mark.column if is_collection else own.start_mark.column + 2
            return own.start_mark.line, column, _unindented(block, skipped)
    return name.start_mark.line, hook.start_mark.column, COMMANDS


def _unindented(block: str, skipped: int) -> str:
    return "".join(line[2 * skipped :] for line in block.splitlines(keepends=True)[skipped:])


def _member(mapping: Any, name: str) -> "tuple[Any, Any] | None":
    return next((pair for pair in mapping.value if pair[0].value == name), None)
