"""Which hook `vtexlint init` sets up.

A hook that is not committed affects nobody else, so that is what it writes. A block in .pre-commit-config.yaml runs on the machine of
every teammate: it is written for a repository that was named, from which pre-commit installs the program, or after a yes to a question.
"""

import json
import os
import re
import shlex

from vtexlint.cli.init import git_hook
from vtexlint.cli.init.git_hook import Hook
from vtexlint.cli.init.mirror import Mirror, block, published
from vtexlint.cli.init.plan import WITH_BLOCK, Change, Plan, PlanError, by_hand, indented, proposed, text_of, unreadable
from vtexlint.cli.init.pre_commit_config import UnclearError, with_hook
from vtexlint.project.git.process import GitError
from vtexlint.text.messages import NO_MESSAGE, Message, Template

PURPOSE = Template("init.purpose-hook", "git hook")()
PRESENT = Template("init.hook-present", "{purpose}: {name}")
PRESENT_CALLS = Template("init.hook-calls", "{purpose}: {name} calls vtexlint")
PRESENT_EDITED = Template("init.hook-edited", "{purpose}: {name}, with your changes")
NO_REPOSITORY = Template(
    "init.no-repository",
    "This is not a git repository, so there is no hook to set up. After `git init`, run `vtexlint init` again.",
)
NOT_THE_ROOT = Template("init.not-the-root", "The hook must be set up in the root of the repository: run `vtexlint init {root}`.")
BLOCK_NOT_RUN = Template("init.block-not-run", "A hook of vtexlint is in {config}, but git does not run pre-commit here. {activation}")
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
    "{name} exists and was not written by vtexlint, so it was not changed. Add this line to it, before any `exec` or `exit`:",
)
EDITED = Template(
    "init.hook-edited-other",
    "{name} was edited after vtexlint wrote it and does not call this vtexlint, so it was not changed. Delete it and run "
    "`vtexlint init` again, or call this program in it:",
)
COMMITTED = Template(
    "init.hooks-committed",
    "core.hooksPath is {directory}, a committed directory, but the path of this vtexlint is valid only "
    "on this machine: nothing was written. Add this line to {path}. It runs the check where "
    "`vtexlint` is on PATH, and does nothing on other machines:",
)
ACTIVATE_BY_CALL = Template(
    "init.activate-by-call",
    "core.hooksPath is {directory}, so `pre-commit install` refuses to run: call `pre-commit run` in the hook there.",
)
ACTIVATE = Template("init.activate", "To activate it in this clone: `pre-commit install` (or `prek install`).")
ACTIVATE_AFTER_DELETING = Template(
    "init.activate-after-deleting",
    "To activate it in this clone: delete {name}, which `vtexlint init` wrote, then run `pre-commit install` (or `prek install`).",
)
PREK = Template("init.prek", "prek reads {prek} here, not {config}. Add to it:")
UNCLEAR = Template(
    "init.unclear",
    "{config} was not changed: {reason}. Its `repos:` must be a list with dashes, at the top level. "
    "Change it and run `vtexlint init` again, or add this item to that list:",
)
NOT_EXECUTABLE = Template(
    "init.not-executable", "{name} calls vtexlint, but git does not run it because it is not executable: chmod +x {path}"
)
NEEDS_PROGRAM = Template(
    "init.needs-program",
    "This block is committed. Then every teammate needs `vtexlint` on PATH to commit: where it is not installed, pre-commit stops the "
    "commit.",
)
NEEDS_NETWORK = Template("init.needs-network", "This block is committed. Then pre-commit installs vtexlint from {url} for every teammate.")

_CONFIG = ".pre-commit-config.yaml"
_PREK = "prek.toml"  # prek reads it, and not the other file then
_PREK_ID = re.compile(r"""\bid\s*=\s*["']vtexlint""")
_ANYWHERE = "if command -v vtexlint >/dev/null; then vtexlint check --staged --quiet || exit 1; fi"


def planned(directory: str, root: str | None, source: Mirror | None) -> Plan:
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


def _at_root(root: str, directory: str, source: Mirror | None) -> Plan:
    place = git_hook.place(root)
    try:
        hook = git_hook.at(os.path.join(place.directory, "pre-commit"))
    except OSError as error:
        if place.kind != "off":
            raise unreadable(os.path.join(place.directory, "pre-commit"), error) from None
        hook = Hook("", None, "absent", False)
    name = os.path.relpath(hook.path, directory) if hook.path else ""
    if source is not None:
        return _block(root, source, NO_MESSAGE, _activation(place, hook, name))
    if hook.kind == "other" and hook.runs:
        return Plan(present=(PRESENT_CALLS(purpose=PURPOSE, name=name),))
    if place.kind == "committed":
        return _committed(place, hook, root, directory)
    if _has_block(root) and hook.kind != "ours":
        if hook.kind == "framework":
            return Plan(present=(_config_present(root),))
        return by_hand(BLOCK_NOT_RUN(config=_CONFIG, activation=_activation(place, hook, name)), PURPOSE)
    if hook.kind == "framework":
        home = published()
        return _block(root, home, NEEDS_NETWORK(url=home.url) if home else NEEDS_PROGRAM(), NO_MESSAGE)
    return _plain(place, hook, name)


def _plain(place: git_hook.Place, hook: Hook, name: str) -> Plan:
    """A hook of this machine, or the line that does the same."""
    if place.kind == "off":
        return by_hand(HOOKS_OFF(directory=place.directory), PURPOSE)
    program = git_hook.running()
    if program is None:
        return by_hand(NOT_INSTALLED(), PURPOSE)
    line = f"    {git_hook.shown(program)} check --staged --quiet || exit 1"
    if place.kind == "shared":
        return by_hand(WITH_BLOCK(message=SHARED(directory=place.directory, path=hook.path), block=line), PURPOSE)
    if hook.kind == "edited":
        return _edited(hook, program, name)
    if hook.kind == "other":
        if git_hook.calls(hook.text or ""):
            return by_hand(NOT_EXECUTABLE(name=name, path=shlex.quote(hook.path)), PURPOSE)
        return by_hand(WITH_BLOCK(message=FOREIGN(name=name), block=line), PURPOSE)
    text = git_hook.script(program)
    if hook.text == text and os.access(hook.path, os.X_OK):
        return Plan(present=(PRESENT(purpose=PURPOSE, name=name),))
    return proposed(Change(hook.path, hook.text, text, PURPOSE, is_script=True))


def _edited(hook: Hook, program: tuple[str, ...], name: str) -> Plan:
    """Our script with the user's changes: it is in place if it still calls this program."""
    if git_hook.shown(program) not in (hook.text or ""):
        return by_hand(WITH_BLOCK(message=EDITED(name=name), block=f"    {git_hook.shown(program)}"), PURPOSE)
    if not hook.runs:
        return by_hand(NOT_EXECUTABLE(name=name, path=shlex.quote(hook.path)), PURPOSE)
    return Plan(present=(PRESENT_EDITED(purpose=PURPOSE, name=name),))


def _committed(place: git_hook.Place, hook: Hook, root: str, directory: str) -> Plan:
    """Hooks that are part of a work tree: the path of this machine's program does not belong there."""
    path = hook.path
    if os.path.basename(place.directory) == "_":  # husky 9: git runs `.husky/_/pre-commit`, which runs `.husky/pre-commit`
        path = os.path.join(os.path.dirname(place.directory), "pre-commit")
        try:
            inner = git_hook.at(path)
        except OSError as error:
            raise unreadable(path, error) from None
        if hook.text is not None and git_hook.calls(inner.text or ""):
            return Plan(present=(PRESENT_CALLS(purpose=PURPOSE, name=os.path.relpath(path, directory)),))
    message = COMMITTED(directory=os.path.relpath(place.directory, directory), path=os.path.relpath(path, directory))
    return by_hand(WITH_BLOCK(message=message, block=f"    {_ANYWHERE}"), PURPOSE)


def _activation(place: git_hook.Place, hook: Hook, name: str) -> Message:
    """What makes git run the hooks of .pre-commit-config.yaml in this clone; empty if it runs them already."""
    if hook.kind == "framework":
        return NO_MESSAGE
    if place.kind != "own":
        return ACTIVATE_BY_CALL(directory=place.directory)
    return ACTIVATE_AFTER_DELETING(name=name) if hook.kind == "ours" else ACTIVATE()


def _config_present(root: str) -> Message:
    return PRESENT(purpose=PURPOSE, name=_PREK if os.path.lexists(os.path.join(root, _PREK)) else _CONFIG)


def _has_block(root: str) -> bool:
    path = os.path.join(root, _PREK)
    if os.path.lexists(path):
        return bool(_PREK_ID.search(text_of(path) or ""))
    try:
        text = text_of(os.path.join(root, _CONFIG))
        return text is not None and with_hook(text, block(None)) is None
    except UnclearError:
        return False


def _block(root: str, source: Mirror | None, question: Message, then: Message) -> Plan:
    """A block for the file that pre-commit or prek reads."""
    if _has_block(root):
        return Plan(present=(_config_present(root),))
    snippet = block(source)
    if os.path.lexists(os.path.join(root, _PREK)):
        return by_hand(WITH_BLOCK(message=PREK(prek=_PREK, config=_CONFIG), block=indented(_as_toml(source), 4)), PURPOSE)
    path = os.path.join(root, _CONFIG)
    before = text_of(path)
    try:
        after = with_hook(before or "", snippet)
    except UnclearError as error:
        message = UNCLEAR(config=_CONFIG, reason=error.message)
        return by_hand(WITH_BLOCK(message=message, block=indented(indented(snippet, 2), 4)), PURPOSE)
    assert after is not None
    return proposed(Change(path, before, after, PURPOSE, question=question, then=then))


def _as_toml(source: Mirror | None) -> str:
    if source is None:
        return (
            '[[repos]]\nrepo = "local"\nhooks = [{ id = "vtexlint", name = "vtexlint (staged files)", entry = "vtexlint check --staged", '
            'language = "system", pass_filenames = false }]\n'
        )
    return f'[[repos]]\nrepo = {json.dumps(source.url)}\nrev = {json.dumps(source.rev)}\nhooks = [{{ id = "vtexlint" }}]\n'
