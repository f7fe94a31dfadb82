"""Why the system refused: the errors of files that users meet, in words that can be translated."""

import errno

from vtexlint.text.messages import Template

CAUSES = {
    errno.EPERM: Template("cause.not-permitted", "Operation not permitted"),
    errno.ENOENT: Template("cause.no-file", "No such file or directory"),
    errno.EIO: Template("cause.input-output", "Input/output error"),
    errno.EACCES: Template("cause.permission", "Permission denied"),
    errno.EBUSY: Template("cause.busy", "Device or resource busy"),
    errno.EEXIST: Template("cause.exists", "File exists"),
    errno.ENOTDIR: Template("cause.no-directory", "Not a directory"),
    errno.EISDIR: Template("cause.directory", "Is a directory"),
    errno.EMFILE: Template("cause.open-files", "Too many open files"),
    errno.EFBIG: Template("cause.too-large", "File too large"),
    errno.ENOSPC: Template("cause.no-space", "No space left on device"),
    errno.EROFS: Template("cause.read-only", "Read-only file system"),
    errno.ENAMETOOLONG: Template("cause.long-name", "File name too long"),
    errno.ELOOP: Template("cause.links", "Too many levels of symbolic links"),
    errno.ENOTEMPTY: Template("cause.not-empty", "Directory not empty"),
}
"""The system's own English words, by its number for the error."""


def of_number(number: int) -> Template | None:
    """The words for an error's number; None for a rare one, which the system names."""
    return CAUSES.get(number)
