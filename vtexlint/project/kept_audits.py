"""What is kept of each repository between audits, so that one whose refs have not moved is not read again: digests, and no token.

A kept result counts only for the same version of vtexlint, the same commits under the same refs, and the same settings. The status of a
token is not kept: it is judged again, by the account snapshots and the date of each audit.
"""

import json
import os

from vtexlint._about import __version__
from vtexlint._startup.digests import digest
from vtexlint._startup.typed import TYPE_CHECKING, Any
from vtexlint.linter.places.audit_record import repository_from, repository_values
from vtexlint.linter.places.organisation import renamed
from vtexlint.project.config import NAMES, own_settings_path
from vtexlint.project.history import notes
from vtexlint.project.project import git_directory
from vtexlint.project.write_file import UnwritableError, existing_content, make_directory, write_bytes
from vtexlint.reporters.encoded import encoded
from vtexlint.reporters.plain import without_tokens
from vtexlint.text.messages import LIST_MORE, Message, Template

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vtexlint.linter.places.organisation import AuditedRepository
    from vtexlint.project.git.process import Git

_FORM = 2
_PARTIAL = (notes.PARTIAL.id, notes.PARTIAL_PATHS.id)  # objects that git may fetch later: no ref moves then
_TEMPLATES = {one.id: one for one in (LIST_MORE, *vars(notes).values()) if isinstance(one, Template)}


class KeptAudits:
    """The kept results in one directory, one file for each repository."""

    def __init__(self, directory: str) -> None:
        """`directory` is absolute. Raises UnwritableError."""
        self._directory = directory
        make_directory(directory)

    def get(self, root: str, state: str, path: str) -> "AuditedRepository | None":
        """The kept result for a repository in this state, which reports call `path`; None without one that can be used."""
        try:
            values = json.loads(existing_content(self._file(root)) or b"null")
            if not isinstance(values, dict) or values.get("version") != _FORM or values.get("state") != state:
                return None
            kept = repository_from(values.get("repository"))
            said = tuple(map(_message, values["notes"] if isinstance(values["notes"], list) else [None]))
        except (ValueError, KeyError, RecursionError, UnwritableError):
            return None
        return renamed(kept, path)._replace(notes=said, is_kept=True) if kept.is_read else None

    def keep(self, root: str, state: str, audited: "AuditedRepository") -> None:
        """Keep a result, unless a part of the repository could not be read. Raises UnwritableError."""
        if audited.troubles or not audited.is_read or any(note.id in _PARTIAL for note in audited.notes):
            return
        values = {"version": _FORM, "state": state, "repository": repository_values(audited), "notes": list(map(_values, audited.notes))}
        file = self._file(root)
        text = without_tokens(encoded(values))  # a name in a repository may be a token, too
        write_bytes(file, text.encode(), existing_content(file), self._directory, tidy=False)

    def _file(self, root: str) -> str:
        return os.path.join(self._directory, f"{digest(os.path.realpath(root))[:32]}.json")


def state_of(git: "Git", root: str, config: str | None, no_config: bool) -> str:
    """What an audit of a repository depends on, as one digest. Raises GitError.

    `config`: the absolute path of the one settings file. Besides the refs, a shallow or partial clone has its limits.
    """
    parts = [__version__, os.path.realpath(root), git.run("show-ref", "--head", accept=(0, 1)).decode("utf-8", "surrogateescape")]
    directory = _common_directory(git_directory(root))
    names = ("shallow", "config", "objects/info/alternates", "logs/refs/stash", "HEAD", *_heads_of_worktrees(directory))
    parts += [_content(os.path.join(directory, name)) for name in names]
    settings = [] if no_config else [config] if config is not None else sorted(set(_settings_files(git, root)))
    parts += [f"{file}\0{_content(file)}" for file in settings]
    return digest(json.dumps(parts))


def _heads_of_worktrees(directory: str) -> list[str]:
    """The files with the HEADs of other work trees, below the git directory: one that is detached is in no ref."""
    try:
        return [f"worktrees/{name}/HEAD" for name in sorted(os.listdir(os.path.join(directory, "worktrees")))]
    except OSError:
        return []


def _common_directory(directory: str) -> str:
    """The git directory of all work trees of a repository, by that of one of them."""
    try:
        with open(os.path.join(directory, "commondir"), encoding="utf-8", errors="surrogateescape") as file:
            return os.path.join(directory, file.read().strip())
    except OSError:
        return directory


def _settings_files(git: "Git", root: str) -> "Iterator[str]":
    """Where settings of the repository's files may be: in any of its directories, those above it, the user's own."""
    if git_directory(root) == root:
        return  # a bare repository has none
    if (own := own_settings_path()) is not None:
        yield own
    directory = root
    while True:
        yield from (os.path.join(directory, name) for name in NAMES)
        parent = os.path.dirname(directory)
        if parent == directory:
            break
        directory = parent
    listed = git.run("ls-files", "-z", "--cached", "--others", "--", *(f"*{name}" for name in NAMES if not name.startswith(".")))
    for name in listed.split(b"\0"):
        if name:
            yield os.path.join(root, os.fsdecode(name))


def _content(file: str) -> str:
    """A digest of a file; "" where there is none."""
    try:
        with open(file, "rb") as opened:
            return digest(opened.read().decode("latin-1"))
    except OSError:
        return ""


def _values(message: str) -> Any:
    """A note as values: its template's id and its parameters."""
    if isinstance(message, Message) and message.template is not None:
        return {"id": message.id, **{name: _values(one) if isinstance(one, str) else one for name, one in message.parameters.items()}}
    return str(message)


def _message(values: Any) -> Message:
    """Raises KeyError or ValueError for what is not of `_values`, such as a note of another version."""
    if isinstance(values, str):
        return Message(values)
    if not isinstance(values, dict):
        raise ValueError("a note is expected")
    parameters = {name: one if isinstance(one, int) else _message(one) for name, one in values.items() if name != "id"}
    try:
        return _TEMPLATES[str(values["id"])](**parameters)
    except TypeError:
        raise ValueError("the parameters of another note") from None
