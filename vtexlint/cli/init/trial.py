"""Try the hook: does git refuse a file with a token? In a temporary repository, which has the hooks and settings of this one.

The repository itself is not touched: no commit, nothing staged. What runs is what git runs at every commit here.
"""

import os
import random
import string
import tempfile
from collections.abc import Iterator

from vtexlint._startup.typed import Literal, NamedTuple
from vtexlint.cli.init import committed_plan, framework_plan, git_hook, lefthook_config, prek_config
from vtexlint.project.config import NAMES
from vtexlint.project.git.process import Git, GitError
from vtexlint.project.links import foreign_link
from vtexlint.project.write_file import UnwritableError, make_directory, write_bytes
from vtexlint.rules.names import SEVERITIES

PROBE = "vtexlint-probe.env"

_SETTINGS = (
    *NAMES, ".gitignore", ".vtexlint-baseline.json", framework_plan.CONFIG, prek_config.NAME, *lefthook_config.NAMES, "lefthook-local.yml",
    *committed_plan.LINT_STAGED,
)  # fmt: skip
_PROGRAMS = ("node_modules", ".venv", "venv")  # directories from which hooks run programs
_LIMIT = 1 << 20  # bytes of a file that is copied
_SECONDS = 300.0  # pre-commit may have to install the hooks first
_LINES = 8  # of a hook's output


class Trial(NamedTuple):
    """`refused`: with a finding in the file. `passed`: the commit was made. `unclear`: refused for another reason, in `output`."""

    answer: Literal["refused", "passed", "unclear"]
    output: tuple[str, ...] = ()


def tried(root: str) -> Trial:
    """Commit a file with an invented token in a copy of the repository's settings and hooks. Raises GitError, OSError."""
    with tempfile.TemporaryDirectory(prefix="vtexlint-init-", ignore_cleanup_errors=True) as folder:
        copy = os.path.realpath(folder)
        place = git_hook.place(root)
        git = Git(copy, root, own_hooks=True)
        git.run("init", "--quiet", "--template=", ".")
        git = Git(copy, root, own_hooks=True)  # it knows the repository now
        settings = {"user.name": "vtexlint", "user.email": "vtexlint@localhost", "commit.gpgSign": "false"}
        for name, value in settings.items():
            git.run("config", name, value)
        _copy(root, copy, place, git)
        quiet = Git(copy, root)  # without hooks
        quiet.run("add", "--all", "--force")
        quiet.run("commit", "--quiet", "--allow-empty", "--message", "settings")
        for name in _PROGRAMS:
            if os.path.isdir(os.path.join(root, name)):
                os.symlink(os.path.join(root, name), os.path.join(copy, name))
        _write(os.path.join(copy, PROBE), _probe(), copy)
        quiet.run("add", "--force", PROBE)
        status, output = git.attempt("commit", "--quiet", "--message", "probe", seconds=_SECONDS)
    if not status:
        return Trial("passed")
    text = output.decode("utf-8", "replace")
    if PROBE in text and any(rule in text for rule in SEVERITIES):
        return Trial("refused")
    return Trial("unclear", tuple(line for line in text.splitlines() if line.strip())[-_LINES:])


def _probe() -> bytes:
    """A pair of invented values, with two faults, since the settings may turn one of the rules off."""
    token = "".join(random.choices(string.ascii_uppercase, k=128))  # noqa: S311  no secret
    return f"VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA \nVTEX_APP_TOKEN={token}\n".encode()


def _copy(root: str, copy: str, place: git_hook.HookPlace, git: Git) -> None:
    for name in _SETTINGS:
        source = os.path.join(root, name)
        if foreign_link(os.path.abspath(source), root) is None:  # nothing elsewhere is read, as by `vtexlint check`
            _copy_file(source, os.path.join(copy, name), copy)
    if place.kind == "shared":
        return  # the user's own settings of git name it here too
    inner = _below(root, place.directory)
    if place.kind == "own" or inner is None:
        target = os.path.join(copy, ".git", "hooks")
    else:
        git.run("config", "core.hooksPath", inner)
        target = os.path.join(copy, inner)
        if os.path.dirname(inner):  # husky's own hooks are above the directory that git knows
            _copy_directory(os.path.dirname(place.directory), os.path.dirname(target), copy)
    _copy_directory(place.directory, target, copy)


def _below(root: str, path: str) -> str | None:
    """A path relative to the root of a work tree; None if it is elsewhere, or in its git directory."""
    relative = os.path.relpath(os.path.abspath(path), os.path.abspath(root))
    return None if relative.split(os.sep)[0] in (os.pardir, ".git") or os.path.isabs(relative) else relative


def _copy_directory(source: str, target: str, copy: str) -> None:
    for name in _names(source):
        if not name.endswith(".sample"):
            _copy_file(os.path.join(source, name), os.path.join(target, name), copy)


def _names(directory: str) -> Iterator[str]:
    try:
        yield from sorted(os.listdir(directory))
    except OSError:
        return


def _copy_file(source: str, target: str, copy: str) -> None:
    """Copy a regular file, or what a link leads to; a larger one is neither a hook nor a settings file."""
    if not os.path.isfile(source) or os.path.getsize(source) > _LIMIT or os.path.lexists(target):
        return
    with open(source, "rb") as file:
        data = file.read()
    make_directory(os.path.dirname(target))
    _write(target, data, copy, executable=os.access(source, os.X_OK))


def _write(path: str, data: bytes, copy: str, *, executable: bool = False) -> None:
    write_bytes(path, data, None, copy, executable=executable, tidy=False)


FAILURES = (GitError, UnwritableError, OSError)
