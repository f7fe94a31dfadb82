"""A line in a hook that another author wrote, where it certainly runs: at the start of a script for a POSIX shell."""

import os
import re
import shlex

from vtexlint.cli.init import git_hook
from vtexlint.cli.init.git_hook import Hook
from vtexlint.cli.init.plan import PURPOSE, WITH_BLOCK, Change, InitPlan, by_hand, hook_calls, newline_of, proposed
from vtexlint.text.messages import Message, Template

NOT_EXECUTABLE = Template(
    "init.not-executable", "{name} calls vtexlint, but git does not run it because it is not executable: chmod +x {path}"
)
OFF = Template(
    "init.hook-off",
    "{name} is not executable, so git does not run it, and it was not changed. Delete it, or make it executable (chmod +x {path}), then "
    "run `vtexlint init` again.",
)

ANYWHERE = "if command -v vtexlint >/dev/null; then vtexlint check --staged --quiet || exit 1; fi"
"""For hooks that are committed: it runs the check where `vtexlint` is on PATH. lefthook on Windows permits no double quotes in it."""

_SHELL = re.compile(r"#![ \t]*(?:\S*/)?(?:env[ \t]+)?(?:\S*/)?(?:sh|bash|dash|ash|ksh|zsh)(?:[ \t][^\n]*)?")
# husky until 8: what is above this line runs twice
_HUSKY = re.compile(r"[ \t]*(?:\.|source)[ \t][^\n]*/husky\.sh\b[^\n]*(?:\n|\Z)")
_COMMENT = "# checks the staged files for VTEX credentials (`vtexlint init` wrote this line)"


def with_line(text: str, line: str) -> str | None:
    """The script with a line more; None where it may not run: another interpreter, or bytes that are not text."""
    if not text.isascii() and any("\udc80" <= character <= "\udcff" for character in text):
        return None
    first, mark, rest = text.partition("\n")
    head = ""
    if first.startswith("#!"):
        if not _SHELL.fullmatch(first.rstrip("\r")):
            return None
        head, text = first + (mark or "\n"), rest
    if husky := _HUSKY.match(text):
        head, text = head + husky[0] + ("" if husky[0].endswith("\n") else "\n"), text[husky.end() :]
    newline = newline_of(head + text)
    return f"{head}{_COMMENT}{newline}{line}{newline}{text}"


def new(line: str) -> str:
    """A new hook, with nothing else in it."""
    return f"#!/bin/sh\n{_COMMENT}\n{line}\n"


def planned(hook: Hook, name: str, line: str, foreign: Message, *, is_run: bool) -> InitPlan:
    """A line in a hook that is there. `is_run`: something runs it. `foreign`: why it is not changed where the line may not run."""
    text = hook.text or ""
    if git_hook.calls(text):
        return hook_calls(name) if is_run else by_hand(NOT_EXECUTABLE(name=name, path=shlex.quote(hook.path)), PURPOSE)
    if not is_run:
        return by_hand(OFF(name=name, path=shlex.quote(hook.path)), PURPOSE)
    after = None if os.path.islink(hook.path) else with_line(text, line)
    if after is None:
        return by_hand(WITH_BLOCK(message=foreign, block=f"    {line}"), PURPOSE)
    return proposed(Change(hook.path, text, after, PURPOSE, is_script=True))
