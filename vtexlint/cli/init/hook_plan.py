"""Which hook `vtexlint init` sets up: the one that git runs here.

What is not committed affects no one else: our own hook, a line in the user's own. What is committed runs on the machine of every teammate:
a line that does nothing where vtexlint is not installed (`committed_plan`), or a block for pre-commit, from a repository that was named or
after a yes to a question (`framework_plan`).
"""

import os
import shlex

from vtexlint.cli.init import committed_plan, framework_plan, git_hook, shell_hook
from vtexlint.cli.init.framework_plan import NO_DIRECTORY
from vtexlint.cli.init.git_hook import Hook
from vtexlint.cli.init.mirror import Mirror
from vtexlint.cli.init.plan import PURPOSE, WITH_BLOCK, Change, InitPlan, PlanError, by_hand, hook_calls, hook_present, proposed, unreadable
from vtexlint.project.git.process import GitError
from vtexlint.text.messages import Template

PRESENT_EDITED = Template("init.hook-edited", "{purpose}: {name}, with your changes")
NO_REPOSITORY = Template(
    "init.no-repository",
    "This is not a git repository, so there is no hook to set up. After `git init`, run `vtexlint init` again.",
)
NOT_THE_ROOT = Template("init.not-the-root", "The hook must be set up in the root of the repository: run `vtexlint init {root}`.")
HOOKS_OFF = Template("init.hooks-off", "git hooks are switched off: core.hooksPath is {directory}.")
NOT_INSTALLED = Template(
    "init.not-installed",
    "A hook needs an installed vtexlint, but this one runs from a source tree: install vtexlint and run `vtexlint init` again.",
)
SHARED = Template(
    "init.hooks-shared",
    "core.hooksPath is {directory} and is set outside this repository: a hook there runs in all your repositories, so "
    "nothing was written. To check all of them, add this line to {path}:",
)
FOREIGN = Template(
    "init.hook-foreign",
    "{name} was not changed: it is not a shell script that can be added to with certainty. Add this line to it, before any `exec` or "
    "`exit`:",
)
GENERATED = Template(
    "init.hook-generated",
    "{name} is written by {program}, which would remove a line in it again. Add this to the commands of {program} for pre-commit:",
)
EDITED = Template(
    "init.hook-edited-other",
    "{name} was edited after vtexlint wrote it and does not call this vtexlint, so it was not changed. Delete it and run "
    "`vtexlint init` again, or call this program in it:",
)


def planned(directory: str, root: str | None, source: Mirror | None) -> InitPlan:
    """The hook's part of the plan. Raises PlanError."""
    if root is None:
        return by_hand(NO_REPOSITORY(), PURPOSE)
    try:
        found = _at_root(root, directory, source)
    except GitError as error:
        raise PlanError(error.message) from None
    if os.path.realpath(root) != os.path.realpath(directory) and (found.changes or found.missing):
        return by_hand(NOT_THE_ROOT(root=shlex.quote(root)), PURPOSE)
    return found


def _at_root(root: str, directory: str, source: Mirror | None) -> InitPlan:
    place = git_hook.place(root)
    try:
        hook = git_hook.at(os.path.join(place.directory, "pre-commit"))
    except OSError as error:
        if place.kind != "off":
            raise unreadable(os.path.join(place.directory, "pre-commit"), error) from None
        hook = Hook("", None, "absent", False)
    name = os.path.relpath(hook.path, directory) if hook.path else ""
    if source is not None:
        return framework_plan.of_mirror(root, source, place, hook, name)
    if hook.kind in ("other", "generated") and hook.runs:
        return hook_calls(name)
    if hook.kind == "lefthook":
        return committed_plan.of_lefthook(root, directory, committed_plan.lefthook_file(root), is_installed=True)
    if place.kind == "committed":
        return committed_plan.of_directory(place, hook, root, directory)
    if framework_plan.has_block(root) and hook.kind != "ours":
        return framework_plan.present(root) if hook.kind == "framework" else framework_plan.not_run(root, place, hook, name)
    if hook.kind == "framework":
        return framework_plan.installed(root, hook)
    if hook.kind == "absent" and place.kind == "own":  # what will take the place of a hook here
        if path := committed_plan.husky_to_install(root):
            return committed_plan.of_husky_to_install(path, root, directory)
        if file := committed_plan.lefthook_file(root):
            return committed_plan.of_lefthook(root, directory, file, is_installed=False)
    return _plain(place, hook, name, root)


def _plain(place: git_hook.HookPlace, hook: Hook, name: str, root: str) -> InitPlan:
    """A hook of this machine, or the line that does the same."""
    if place.kind == "off":
        return by_hand((HOOKS_OFF if place.is_configured else NO_DIRECTORY)(directory=place.directory), PURPOSE)
    if hook.kind == "generated":
        command = WITH_BLOCK(message=GENERATED(name=name, program=hook.by), block="    vtexlint check --staged --quiet")
        by = committed_plan.runs_lint_staged(hook.text or "", root)
        return hook_calls(by) if by else by_hand(command, PURPOSE)
    program = git_hook.running()
    if program is None:
        return by_hand(NOT_INSTALLED(), PURPOSE)
    line = f"{git_hook.shown(program)} check --staged --quiet || exit 1"
    if place.kind == "shared":
        return by_hand(WITH_BLOCK(message=SHARED(directory=place.directory, path=hook.path), block=f"    {line}"), PURPOSE)
    if hook.kind == "edited":
        return _edited(hook, program, name)
    if hook.kind == "other":
        if by := committed_plan.runs_lint_staged(hook.text or "", root):
            return hook_calls(by)
        return shell_hook.planned(hook, name, line, FOREIGN(name=name), is_run=os.access(hook.path, os.X_OK))
    text = git_hook.script(program)
    if hook.text == text and os.access(hook.path, os.X_OK):
        return hook_present(name)
    made = proposed(Change(hook.path, hook.text, text, PURPOSE, is_script=True))
    return made._replace(advice=framework_plan.not_installed(root)) if hook.kind == "absent" else made


def _edited(hook: Hook, program: tuple[str, ...], name: str) -> InitPlan:
    """Our script with the user's changes: it is in place if it still calls this program."""
    if git_hook.shown(program) not in (hook.text or ""):
        return by_hand(WITH_BLOCK(message=EDITED(name=name), block=f"    {git_hook.shown(program)}"), PURPOSE)
    if not hook.runs:
        return by_hand(shell_hook.NOT_EXECUTABLE(name=name, path=shlex.quote(hook.path)), PURPOSE)
    return InitPlan(present=(PRESENT_EDITED(purpose=PURPOSE, name=name),))
