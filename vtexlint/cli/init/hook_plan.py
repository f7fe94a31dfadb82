"""Which hook `vtexlint init` sets up.

A hook that is not committed harms nobody else, so that is what it writes. A block in .pre-commit-config.yaml runs on the machine of every
teammate: it is written for a repository that was named, from which pre-commit installs the program, or after a yes to a question.
"""

import json
import os
import re
import shlex

from vtexlint.cli.init import git_hook
from vtexlint.cli.init.git_hook import Hook
from vtexlint.cli.init.mirror import Mirror, block, published
from vtexlint.cli.init.plan import Change, Plan, PlanError, by_hand, indented, proposed, text_of
from vtexlint.cli.init.pre_commit_config import UnclearError, with_hook
from vtexlint.project.git.process import GitError

PURPOSE = "git hook"
_CONFIG = ".pre-commit-config.yaml"
_PREK = "prek.toml"  # prek reads it, and not the other file then
_PREK_ID = re.compile(r"""\bid\s*=\s*["']vtexlint""")
_ANYWHERE = "if command -v vtexlint >/dev/null; then vtexlint check --staged --quiet || exit 1; fi"
_NOT_EXECUTABLE = "{name} calls vtexlint, but git does not run a hook that is not executable: chmod +x {path}"
_NEEDS_PROGRAM = (
    "This block is committed. Every commit of every teammate then needs a `vtexlint` on PATH: where it is not installed, pre-commit stops "
    "the commit."
)
_NEEDS_NETWORK = "This block is committed. pre-commit then installs vtexlint from {url} for every teammate."


def planned(directory: str, root: str | None, source: Mirror | None) -> Plan:
    """The hook's part of the plan. Raises PlanError."""
    if root is None:
        return by_hand("This is not a git repository, so there is no hook to set up. After `git init`, run `vtexlint init` again.", PURPOSE)
    try:
        found = _at_root(root, directory, source)
    except GitError as error:
        raise PlanError(str(error)) from None
    if os.path.realpath(root) != os.path.realpath(directory) and (found.changes or found.missing):
        return by_hand(f"The hook belongs to the repository's root: run `vtexlint init {shlex.quote(root)}` for it.", PURPOSE)
    return found


def _at_root(root: str, directory: str, source: Mirror | None) -> Plan:
    place = git_hook.place(root)
    try:
        hook = git_hook.at(os.path.join(place.directory, "pre-commit"))
    except OSError as error:
        if place.kind != "off":
            raise PlanError(f"{os.path.join(place.directory, 'pre-commit')}: cannot be read: {error.strerror}") from None
        hook = Hook("", None, "absent", False)
    name = os.path.relpath(hook.path, directory) if hook.path else ""
    if source is not None:
        return _block(root, source, "", _activation(place, hook, name))
    if hook.kind == "other" and hook.runs:
        return Plan(present=(f"{PURPOSE}: {name} calls vtexlint",))
    if place.kind == "committed":
        return _committed(place, hook, root, directory)
    if _has_block(root) and hook.kind != "ours":
        if hook.kind == "framework":
            return Plan(present=(f"{PURPOSE}: {_PREK if os.path.lexists(os.path.join(root, _PREK)) else _CONFIG}",))
        return by_hand(
            f"A hook of vtexlint is in {_CONFIG}, but git does not run pre-commit here. {_activation(place, hook, name)}", PURPOSE
        )
    if hook.kind == "framework":
        home = published()
        return _block(root, home, _NEEDS_NETWORK.format(url=home.url) if home else _NEEDS_PROGRAM, "")
    return _plain(place, hook, name)


def _plain(place: git_hook.Place, hook: Hook, name: str) -> Plan:
    """A hook of this machine, or the line that does the same."""
    if place.kind == "off":
        return by_hand(f"git's hooks are switched off: core.hooksPath is {place.directory}.", PURPOSE)
    program = git_hook.running()
    if program is None:
        return by_hand("A hook needs an installed vtexlint, and this one runs from a source tree: install it, then run it again.", PURPOSE)
    line = f"    {git_hook.shown(program)} check --staged --quiet || exit 1"
    if place.kind == "shared":
        return by_hand(
            f"core.hooksPath is {place.directory}, and is set outside this repository: a hook there runs in all your repositories, so "
            f"nothing was written. To check them all, add this line to {hook.path}:\n\n{line}",
            PURPOSE,
        )
    if hook.kind == "edited":
        return _edited(hook, program, name)
    if hook.kind == "other":
        if git_hook.calls(hook.text or ""):
            return by_hand(_NOT_EXECUTABLE.format(name=name, path=shlex.quote(hook.path)), PURPOSE)
        return by_hand(
            f"{name} exists and was not written by vtexlint, so it was left alone. Add this line to it, before any `exec` or "
            f"`exit`:\n\n{line}",
            PURPOSE,
        )
    text = git_hook.script(program)
    if hook.text == text and os.access(hook.path, os.X_OK):
        return Plan(present=(f"{PURPOSE}: {name}",))
    return proposed(Change(hook.path, hook.text, text, PURPOSE, is_script=True))


def _edited(hook: Hook, program: tuple[str, ...], name: str) -> Plan:
    """Our script with changes of the user's: it is in place if it calls this program still."""
    if git_hook.shown(program) not in (hook.text or ""):
        return by_hand(
            f"{name} was edited after vtexlint wrote it, and does not call this vtexlint, so it was left alone. Delete it and run "
            f"`vtexlint init` again, or name this program in it:\n\n    {git_hook.shown(program)}",
            PURPOSE,
        )
    if not hook.runs:
        return by_hand(_NOT_EXECUTABLE.format(name=name, path=shlex.quote(hook.path)), PURPOSE)
    return Plan(present=(f"{PURPOSE}: {name}, with your changes",))


def _committed(place: git_hook.Place, hook: Hook, root: str, directory: str) -> Plan:
    """Hooks that are part of a work tree: the path of this machine's program has no place there."""
    path = hook.path
    if os.path.basename(place.directory) == "_":  # husky 9: git runs `.husky/_/pre-commit`, which runs `.husky/pre-commit`
        path = os.path.join(os.path.dirname(place.directory), "pre-commit")
        try:
            inner = git_hook.at(path)
        except OSError as error:
            raise PlanError(f"{path}: cannot be read: {error.strerror}") from None
        if hook.text is not None and git_hook.calls(inner.text or ""):
            return Plan(present=(f"{PURPOSE}: {os.path.relpath(path, directory)} calls vtexlint",))
    return by_hand(
        f"core.hooksPath is {os.path.relpath(place.directory, directory)}, a directory that is committed, and the path of this vtexlint is "
        f"right on this machine only: nothing was written. Add this line to {os.path.relpath(path, directory)}. It checks where "
        f"`vtexlint` is on PATH, and does nothing on other machines:\n\n    {_ANYWHERE}",
        PURPOSE,
    )


def _activation(place: git_hook.Place, hook: Hook, name: str) -> str:
    """What makes git run the hooks of .pre-commit-config.yaml in this clone; empty where it does."""
    if hook.kind == "framework":
        return ""
    if place.kind != "own":
        return f"core.hooksPath is {place.directory}, and `pre-commit install` refuses then: call `pre-commit run` from the hook there."
    first = f"delete {name}, which `vtexlint init` wrote, then run " if hook.kind == "ours" else ""
    return f"To activate it in this clone: {first}`pre-commit install` (or `prek install`)."


def _has_block(root: str) -> bool:
    path = os.path.join(root, _PREK)
    if os.path.lexists(path):
        return bool(_PREK_ID.search(text_of(path) or ""))
    try:
        text = text_of(os.path.join(root, _CONFIG))
        return text is not None and with_hook(text, block(None)) is None
    except UnclearError:
        return False


def _block(root: str, source: Mirror | None, question: str, then: str) -> Plan:
    """A block for the file that pre-commit or prek reads."""
    if _has_block(root):
        return Plan(present=(f"{PURPOSE}: {_PREK if os.path.lexists(os.path.join(root, _PREK)) else _CONFIG}",))
    snippet = block(source)
    if os.path.lexists(os.path.join(root, _PREK)):
        return by_hand(f"prek reads {_PREK} here, not {_CONFIG}. Add to it:\n\n{indented(_as_toml(source), 4)}", PURPOSE)
    path = os.path.join(root, _CONFIG)
    before = text_of(path)
    try:
        after = with_hook(before or "", snippet)
    except UnclearError as error:
        return by_hand(
            f"{_CONFIG} was left alone: {error}. Its `repos:` has to be a list of lines with a dash, at the top level. "
            f"Write it so and run `vtexlint init` again, or add this item to that list:\n\n{indented(indented(snippet, 2), 4)}",
            PURPOSE,
        )
    assert after is not None
    return proposed(Change(path, before, after, PURPOSE, question=question, then=then))


def _as_toml(source: Mirror | None) -> str:
    if source is None:
        return (
            '[[repos]]\nrepo = "local"\nhooks = [{ id = "vtexlint", name = "vtexlint (staged files)", entry = "vtexlint check --staged", '
            'language = "system", pass_filenames = false }]\n'
        )
    return f'[[repos]]\nrepo = {json.dumps(source.url)}\nrev = {json.dumps(source.rev)}\nhooks = [{{ id = "vtexlint" }}]\n'
