"""The one writer: fixed files, reports, baselines, what `init` makes. Each is written completely or not at all, and where it was named.

Nothing is written through a link that a repository may have brought: it can lead out of the repository, or to another file of it.
"""

import os
import stat

from vtexlint.project.errors import MessageError, at, cause
from vtexlint.project.links import foreign_link
from vtexlint.project.metadata import WriteError
from vtexlint.project.replace_file import create, replace
from vtexlint.project.scratch import remove_leftovers
from vtexlint.text.messages import Template

NO_NAME = Template("write.no-name", "the name of the file to write is empty")
IS_DIRECTORY = Template("write.is-directory", "is a directory, not a file")
NO_DIRECTORY = Template("write.no-directory", "the directory {directory} does not exist: create it first")
KEPT = Template("write.kept", "cannot be read, and is therefore not overwritten: {reason}")
CANNOT_BE_WRITTEN = Template("write.cannot-be-written", "cannot be written: {reason}")
LINK = Template("write.link", "is a symbolic link to {target}: vtexlint does not write through links of a repository; name the file itself")
LINKED_DIRECTORY = Template(
    "write.linked-directory",
    "is reached through {link}, a symbolic link to {target}: vtexlint does not write through links of a repository; name the file itself",
)


class UnwritableError(MessageError, OSError):
    """A file that was not written, and is as it was; the message names it and says why and what to do."""


def check_writable(path: str, root: str, name: str | None = None) -> None:
    """Raise UnwritableError where a file of this path cannot be written: before the work, not after.

    `path` is absolute and `root` the directory that the run works in; messages call the file `name`.
    """
    shown = path if name is None else name
    if not shown:
        raise UnwritableError(NO_NAME())
    _demand_no_link(path, root, shown)
    if os.path.isdir(path):
        raise UnwritableError(at(shown, IS_DIRECTORY()))
    if not os.path.isdir(os.path.dirname(path)):
        raise UnwritableError(at(shown, NO_DIRECTORY(directory=os.path.dirname(shown) or os.curdir)))


def existing_content(path: str, name: str | None = None) -> bytes | None:
    """What `write` would replace: None if there is no file, or a device or a pipe. Raises UnwritableError."""
    try:
        if _is_stream(path):
            return None
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise UnwritableError(at(path if name is None else name, KEPT(reason=cause(error)))) from None


def write_bytes(
    path: str, data: bytes, old: bytes | None, root: str, name: str | None = None, *, executable: bool = False, tidy: bool = True
) -> None:
    """Put bytes into a file, in one step for its readers; a device or a pipe is written to directly.

    `path` is absolute, `root` the directory that the run works in. `old` is what the file contained when it was read, None if there
    was none: one that has changed since is left alone. A file that was there keeps its owner, its mode and its access lists. `tidy`:
    what killed runs have left in the directory is removed first. Raises UnwritableError, in which the file is called `name`.
    """
    shown = path if name is None else name
    _demand_no_link(path, root, shown)
    try:
        if _is_stream(path):
            _append(path, data)
            return
        # what is left are links of the user's own
        target = os.path.realpath(path)
        if tidy:
            remove_leftovers(os.path.dirname(target))
        if old is None:
            create(target, data, executable=executable)
        else:
            replace(target, old, data, executable=executable)
    except WriteError as error:
        raise UnwritableError(at(shown, error.message)) from None
    except OSError as error:
        raise UnwritableError(at(shown, CANNOT_BE_WRITTEN(reason=cause(error)))) from None


def make_directory(path: str) -> None:
    """Make a directory, and those above it. Raises UnwritableError."""
    try:
        os.makedirs(path, exist_ok=True)
    except OSError as error:
        raise UnwritableError(at(path, CANNOT_BE_WRITTEN(reason=cause(error)))) from None


def _demand_no_link(path: str, root: str, shown: str) -> None:
    try:
        link = None if _is_standard(path) else foreign_link(path, root)
    except OSError as error:
        raise UnwritableError(at(shown, CANNOT_BE_WRITTEN(reason=cause(error)))) from None
    if link is None:
        return
    try:
        target = os.readlink(link)
    except OSError:
        target = os.path.realpath(link)
    if link == path:
        raise UnwritableError(at(shown, LINK(target=target)))
    raise UnwritableError(at(shown, LINKED_DIRECTORY(link=link, target=target)))


def _is_standard(path: str) -> bool:
    return path.startswith(("/dev/std", "/dev/fd/", "/proc/"))


def _is_stream(path: str) -> bool:
    """Also for a /dev/stdout that is a file: replacing the file would detach the shell's redirection."""
    return _is_standard(path) or (os.path.exists(path) and not stat.S_ISREG(os.stat(path).st_mode))


def _append(path: str, data: bytes) -> None:
    # not emptied: /dev/stdout may be a file that is appended to
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
    finally:
        os.close(descriptor)
