"""Give a new file the owner, the access rights and the attributes of the one that it replaces: all of them, and no others."""

import errno
import os
import stat

from vtexlint.project.errors import MessageError
from vtexlint.text.messages import Template

# predicates of a file
OTHER_OWNER = Template("replace.other-owner", "belongs to another user or group, which the new file could not get: it was not changed")
ATTRIBUTE = Template("replace.attribute", "has an extended attribute ({name}) that the new file could not get: it was not changed")
EXTRA = Template("replace.extra-attribute", "would get a new extended attribute ({name}): it was not changed")
OTHER_MODE = Template("replace.other-mode", "has a mode ({mode}) that the new file could not get: it was not changed")

_OF_THE_SYSTEM = ("security.", "trusted.")  # set by the system's security modules, or visible to root alone


class WriteError(MessageError, OSError):
    """A file that was not written and is unchanged; the message says why and what to do, as a predicate of the file."""


def copy_metadata(writer: int, reader: int, status: os.stat_result) -> None:
    """Give the new file the old one's owner, attributes and mode, in this order: a change of owner clears bits of the mode.

    What the new file has and the old one has not is removed: a directory's default access list would widen who may read a secret.
    Raises WriteError if both are not the same in the end, and OSError.
    """
    if not hasattr(os, "fchown"):
        return
    mine = os.fstat(writer)
    if (mine.st_uid, mine.st_gid) != (status.st_uid, status.st_gid):
        try:
            os.fchown(writer, status.st_uid, status.st_gid)
        except OSError:
            raise WriteError(OTHER_OWNER()) from None
    _copy_attributes(reader, writer)
    os.fchmod(writer, stat.S_IMODE(status.st_mode))
    _demand_same(reader, writer, status)


def _copy_attributes(reader: int, writer: int) -> None:
    wanted, there = _attributes(reader), _attributes(writer)
    for name in there.keys() - wanted.keys():
        try:
            os.removexattr(writer, name)
        except OSError:
            raise WriteError(EXTRA(name=_plain(name))) from None
    for name, value in wanted.items():
        if there.get(name) != value:
            try:
                os.setxattr(writer, name, value)
            except OSError:
                raise WriteError(ATTRIBUTE(name=_plain(name))) from None


def _demand_same(reader: int, writer: int, status: os.stat_result) -> None:
    now = os.fstat(writer)
    if (now.st_uid, now.st_gid) != (status.st_uid, status.st_gid):
        raise WriteError(OTHER_OWNER())
    if stat.S_IMODE(now.st_mode) != stat.S_IMODE(status.st_mode):
        raise WriteError(OTHER_MODE(mode=f"{stat.S_IMODE(status.st_mode):04o}"))
    wanted, there = _attributes(reader), _attributes(writer)
    for name in sorted(wanted.keys() | there.keys()):
        if wanted.get(name) != there.get(name):
            raise WriteError((ATTRIBUTE if name in wanted else EXTRA)(name=_plain(name)))


def _attributes(descriptor: int) -> dict[str, bytes]:
    """The extended attributes, access lists included; none on a file system or a system that has none."""
    if not hasattr(os, "listxattr"):
        return {}
    try:
        names = os.listxattr(descriptor)
    except OSError as error:
        if error.errno in (errno.ENOTSUP, errno.ENOSYS):
            return {}
        raise
    return {name: os.getxattr(descriptor, name) for name in names if not name.startswith(_OF_THE_SYSTEM)}


def _plain(name: str) -> str:
    return "".join(c for c in name if c.isprintable())[:60]
