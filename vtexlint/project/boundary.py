"""Whether a path stays in a directory, decided by its text and by the texts of the links in it.

A repository that is checked is not trusted. The target of a path in its settings, or of one of its links, is not accessed before it is
known to be in the repository: on Windows, a look at `//host/share/x` connects to that host with the user's password hash.
"""

import os

from vtexlint._startup.typed import TYPE_CHECKING, Literal, QuietError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Fault = Literal["nul", "share", "absolute", "drive", "home", "above"]
"""Why a text is not a path below a directory."""

_MOST_LINKS = 40  # as Linux follows


class LeavingError(QuietError):
    """A link leads out, or in circles. `link` is its path below the root; its target was not read."""

    def __init__(self, link: str) -> None:
        super().__init__(link)
        self.link = link


def fault_of(text: str, depth: int) -> Fault | None:
    """Why a path of a settings file may leave its repository on some system; None if it stays on all of them.

    `depth` is the number of directories between the repository's root and the directory that the path is relative to. The rules of
    POSIX and of Windows both count: a repository is checked out on either.
    """
    if "\0" in text:
        return "nul"
    if text[:1] in ("/", "\\"):
        return "share" if text[1:2] in ("/", "\\") else "absolute"
    if _has_drive(text):
        return "drive"
    if text.startswith("~"):
        return "home"
    return "above" if any(_rises(_parts(text, windows=windows), depth) for windows in (False, True)) else None


def is_below(path: str, root: str, *, windows: bool = os.name == "nt") -> bool:
    """Whether an absolute path is a directory or in it, by their texts; both are normalized."""
    return _after(path, root, windows=windows) is not None


def resolve(path: str, root: str, real: str, readlink: "Callable[[str], str] | None" = None, *, windows: bool = os.name == "nt") -> str:
    """The path below `root` without its links, whether there is a file or not.

    All are absolute and normalized; the path is below the root by its text; `real` is the root without links, and the answer is below it.
    The text of each link in the path is read and checked; its target is accessed only if it stays below the root.
    Raises LeavingError.
    """
    readlink = readlink or os.readlink
    start = _after(path, root, windows=windows)
    if start is None:
        raise LeavingError(path)
    base, separator = (real.rstrip("/\\"), "\\") if windows else (real.rstrip("/"), "/")
    here: list[str] = []
    pending = list(reversed(start))
    links = 0
    link = path
    while pending:
        part = pending.pop()
        if part == "..":
            if not here:  # the text stays only as long as no part of it is a link
                raise LeavingError(link)
            here.pop()
            continue
        try:
            text = readlink(separator.join((base, *here, part)))
        except OSError:
            here.append(part)  # no link, or nothing there
            continue
        link = separator.join((*here, part))
        links += 1
        inside = _target(text, here, (root, real), windows=windows)
        if inside is None or links > _MOST_LINKS:
            raise LeavingError(link)
        here, parts = inside
        pending += reversed(parts)
    return separator.join((base, *here)) if here else real


def _target(text: str, here: list[str], roots: tuple[str, ...], *, windows: bool) -> tuple[list[str], list[str]] | None:
    """The directory below the root that a link's text continues from, and its parts; None if it leaves, or passes outside."""
    if windows:
        text = _without_prefix(text)
    if text.startswith("/") or (windows and (text.startswith("\\") or _has_drive(text))):
        for root in roots:
            parts = _after(text, root, windows=windows)
            if parts is not None:
                return None if _rises(parts, 0) else ([], parts)
        return None
    parts = list(_parts(text, windows=windows))
    return None if _rises(parts, len(here)) else (here, parts)


def _after(path: str, root: str, *, windows: bool) -> list[str] | None:
    """The parts of an absolute path after the root; None if it does not start with the root."""
    own, of_root = (list(_parts(one, windows=windows)) for one in (path, root))
    head = own[: len(of_root)]
    if windows:
        kinds = [_kind(one) for one in (path, root)]
        if kinds[0] != kinds[1] or "device" in kinds:
            return None
        head, of_root = [part.lower() for part in head], [part.lower() for part in of_root]
    return own[len(of_root) :] if head == of_root else None


def _parts(text: str, *, windows: bool) -> "Iterator[str]":
    if windows:
        text = text.replace("\\", "/")
    return (part for part in text.split("/") if part not in ("", "."))


def _rises(parts: "Iterator[str] | list[str]", depth: int) -> bool:
    """Whether a path leads above the directory that is `depth` levels up, also for a moment.

    Windows removes trailing dots and spaces of a name, so that `.. ` may be `..`: a name of only these is treated as `..`.
    """
    for part in parts:
        if part == "..":
            depth -= 1
            if depth < 0:
                return True
        elif part.strip(". "):
            depth += 1
        else:
            return True
    return False


def _kind(path: str) -> str:
    """What an absolute path of Windows starts with."""
    start = path[:3].replace("/", "\\")
    if start in ("\\\\.", "\\\\?"):
        return "device"
    return "share" if start.startswith("\\\\") else "other"


def _has_drive(text: str) -> bool:
    return text[1:2] == ":"  # whatever is before it: so Python joins paths


def _without_prefix(text: str) -> str:
    r"""A path of Windows without the prefix `\\?\` or `\??\`, with which the system writes links down."""
    for prefix in ("\\\\?\\", "\\??\\"):
        if text.startswith(prefix):
            rest = text[len(prefix) :]
            if rest[:4].upper() == "UNC\\":
                return f"\\\\{rest[4:]}"
            return rest if _has_drive(rest) else text
    return text
