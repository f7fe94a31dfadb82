"""Hooks that are part of a work tree: husky's, lefthook's, a directory that core.hooksPath names.

They run on the machine of every teammate, so no path of this machine's program belongs there: the line that is added runs the check where
`vtexlint` is on PATH, and does nothing elsewhere.
"""

import json
import os
import re

from vtexlint.cli.init import git_hook, lefthook_config, shell_hook
from vtexlint.cli.init.git_hook import Hook
from vtexlint.cli.init.plan import PURPOSE, WITH_BLOCK, Change, InitPlan, by_hand, hook_calls, indented, proposed, text_of, unreadable
from vtexlint.text.messages import Template

COMMITTED = Template(
    "init.hook-committed",
    "{path} was not changed: it is not a shell script that can be added to with certainty. Add this line to it, or what does the same. It "
    "runs the check where `vtexlint` is on PATH, and does nothing on other machines:",
)
HUSKY_OFF = Template("init.husky-off", "git does not run husky here yet. To activate it in this clone: `npm install`, or `npx husky`.")
LEFTHOOK_OFF = Template("init.lefthook-off", "git does not run lefthook here yet. To activate it in this clone: `lefthook install`.")
LEFTHOOK_BY_HAND = Template(
    "init.lefthook-by-hand",
    "{path} was not changed: its format is not supported. Add this command to its hook `pre-commit`, in the format of the file. It runs "
    "the check where `vtexlint` is on PATH, and does nothing on other machines:",
)

_HUSKY = ".husky"
_HUSKY_IN_PACKAGE = re.compile(r'"husky"[ \t]*:[ \t]*"')
_PACKAGE = "package.json"
LINT_STAGED = (_PACKAGE, "package.yaml", ".lintstagedrc", *(f".lintstagedrc.{one}" for one in "json yaml yml js cjs mjs ts".split()),
                *(f"lint-staged.config.{one}" for one in "js cjs mjs ts".split()))  # fmt: skip


def of_directory(place: git_hook.HookPlace, hook: Hook, root: str, directory: str) -> InitPlan:
    """A hook in a committed directory, the one of husky among them. Raises PlanError."""
    home, name = os.path.split(place.directory)
    if name != "_":
        return _with_line(hook, root, directory)
    own = os.path.join(home, "pre-commit")
    if hook.text is not None:  # husky 9: git runs `_/pre-commit`, which runs `pre-commit`
        return _with_line(_at(own), root, directory, is_run_by_sh=True)
    if os.path.basename(home) == _HUSKY or _names_husky(root):  # husky makes the files in `_`, and makes them again
        return of_husky_to_install(own, root, directory)
    return _with_line(hook, root, directory)


def husky_to_install(root: str) -> str | None:
    """The path of husky's hook in a repository that uses husky 9 or later, and where git does not run it yet."""
    if os.path.isdir(os.path.join(root, _HUSKY)) and _names_husky(root):
        return os.path.join(root, _HUSKY, "pre-commit")
    return None


def _names_husky(root: str) -> bool:
    return bool(_HUSKY_IN_PACKAGE.search(text_of(os.path.join(root, _PACKAGE)) or ""))


def of_husky_to_install(path: str, root: str, directory: str) -> InitPlan:
    """The line, and how husky is activated: the hook is not set up before. Raises PlanError."""
    made = _with_line(_at(path), root, directory, is_run_by_sh=True)
    return made if made.missing else made._replace(advice=(HUSKY_OFF(),), missing=(PURPOSE,))


def lefthook_file(root: str) -> str | None:
    """The name of the file that lefthook reads, if there is one."""
    return next((name for name in lefthook_config.NAMES if os.path.lexists(os.path.join(root, name))), None)


def of_lefthook(root: str, directory: str, name: str | None, *, is_installed: bool) -> InitPlan:
    """A command in lefthook's file, a new one where there is none. Raises PlanError."""
    made = _of_lefthook(root, directory, name or lefthook_config.NAMES[0])
    return made if is_installed or made.missing else made._replace(advice=(LEFTHOOK_OFF(),), missing=(PURPOSE,))


def _of_lefthook(root: str, directory: str, name: str) -> InitPlan:
    local = os.path.join(root, "lefthook-local.yml")
    for file in (os.path.join(root, name), local):
        if (text := text_of(file)) is not None and lefthook_config.calls(file, text):
            return hook_calls(os.path.relpath(file, directory))
    path = os.path.join(root, name)
    before = text_of(path)
    after = lefthook_config.with_command(name, before or "")
    if after is None:
        message = LEFTHOOK_BY_HAND(path=os.path.relpath(path, directory))
        return by_hand(WITH_BLOCK(message=message, block=indented(lefthook_config.BLOCK, 4)), PURPOSE)
    return proposed(Change(path, before, after, PURPOSE))


def runs_lint_staged(text: str, root: str) -> str | None:
    """The file by which a hook's `lint-staged` calls vtexlint."""
    if "lint-staged" not in text:
        return None
    return next((name for name in LINT_STAGED if git_hook.calls(_lint_staged(root, name))), None)


def _lint_staged(root: str, name: str) -> str:
    """A file's settings of lint-staged, as text."""
    text = text_of(os.path.join(root, name)) or ""
    if name != _PACKAGE:
        return text
    try:
        return json.dumps(json.loads(text)["lint-staged"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return ""


def _with_line(hook: Hook, root: str, directory: str, *, is_run_by_sh: bool = False) -> InitPlan:
    name = os.path.relpath(hook.path, directory)
    if hook.text is None:
        return proposed(Change(hook.path, None, shell_hook.new(shell_hook.ANYWHERE), PURPOSE, is_script=True))
    if by := runs_lint_staged(hook.text, root):
        return hook_calls(by)
    is_run = is_run_by_sh or os.access(hook.path, os.X_OK)
    return shell_hook.planned(hook, name, shell_hook.ANYWHERE, COMMITTED(path=name), is_run=is_run)


def _at(path: str) -> Hook:
    """What is at the path of a hook. Raises PlanError."""
    try:
        return git_hook.at(path)
    except OSError as error:
        raise unreadable(path, error) from None
