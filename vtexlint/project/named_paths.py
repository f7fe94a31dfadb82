"""The files that settings and options name: those of a repository's settings must be in that repository. Imported for the first one.

Files elsewhere are named on the command line, or in the user's own settings.
"""

import os

from vtexlint._startup.modules import load
from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.project.boundary import Fault, LeavingError, fault_of, is_below, resolve
from vtexlint.project.errors import ConfigError, MessageError
from vtexlint.project.exclusion import shown_plain
from vtexlint.project.project import relative_to, root_of
from vtexlint.text.messages import Message, Template

if TYPE_CHECKING:
    from vtexlint.project.config import Config
    from vtexlint.project.project import Project
    from vtexlint.text.source import Position

IN_REPOSITORY = Template("named-path.in-repository", "`{key}`: the path must be in this repository, but `{path}` {fault}; {remedy}")
IN_DIRECTORY = Template(
    "named-path.in-directory", "`{key}`: the path must be below the directory of this file, but `{path}` {fault}; {remedy}"
)
NUL = Template("named-path.nul", "contains a NUL character")
SHARE = Template("named-path.share", "is on another computer")
ABSOLUTE = Template("named-path.absolute", "is absolute")
DRIVE = Template("named-path.drive", "starts with a drive")
HOME = Template("named-path.home", "starts with `~`")
ABOVE = Template("named-path.above", "leads out of it")
LINK = Template("named-path.link", "leads out of it through the symbolic link {link}")
USE_BASELINE = Template("named-path.use-baseline", "use `--baseline FILE` for a file elsewhere")
USE_ACCOUNT = Template("named-path.use-account", "for a file elsewhere use `--account FILE`, or your own settings ({own})")
USE_ACCOUNT_ALONE = Template("named-path.use-account-alone", "for a file elsewhere use `--account FILE`")
LEADS_OUT = Template(
    "named-path.leads-out", "is reached through the symbolic link {link}, which leads out of the repository: name its target"
)

_FAULTS: dict[Fault, Template] = {
    "nul": NUL, "share": SHARE, "absolute": ABSOLUTE, "drive": DRIVE, "home": HOME, "above": ABOVE,
}  # fmt: skip


class LinkError(MessageError):
    """A path that was named leads out of its repository by a link; the message is a predicate of the path."""


def boundary_of(directory: str) -> str:
    """What the paths of the settings in an absolute directory may not leave: the git work tree, else the directory."""
    return root_of(directory) or directory


def in_settings(config: "Config", key: str, text: str) -> str:
    """The absolute path of a file that settings name; its links are resolved where it is in a repository.

    Raises ConfigError, with the place in the settings, for a path that leaves; nothing that it leads to was looked at. Raises
    LinkError for a path of the user's own settings, as `without_links`.
    """
    directory = config.directory
    if config.checked is not None:
        if text.startswith(("~/", "~\\") if os.name == "nt" else "~/"):
            text = os.path.join(load("vtexlint.project.config").home_directory(), text[2:])
        return without_links(os.path.join(directory, text), config.checked)
    root = boundary_of(directory)
    fault = fault_of(text, _depth(directory, root))
    if fault is not None:
        raise _refused(config, key, text, root, _FAULTS[fault]())
    try:
        return _resolved(os.path.normpath(os.path.join(directory, text)), root)
    except LeavingError as error:
        raise _refused(config, key, text, root, LINK(link=_shown(error.link))) from None


def without_links(path: str, root: str) -> str:
    """The path of a file that the user named: where it is in the repository `root`, no link on the way leads out of it.

    The repository brings such a link, and who named it may not know where it leads. Raises LinkError.
    """
    path = os.path.normpath(path)
    if not is_below(path, root):
        return path
    try:
        return _resolved(path, root)
    except LeavingError as error:
        raise LinkError(LEADS_OUT(link=_shown(error.link))) from None


def repository_of(path: str, project: "Project") -> str:
    """The directory that a file may name others in: its git work tree, else where the run works."""
    return project.repository_of(path) or project.root


def is_there(path: str, below: str, project: "Project") -> bool:
    """Whether a path is there, in the repository of the file `below`; no link is followed out of it to see that."""
    root, absolute = repository_of(below, project), project.absolute(path)
    if not is_below(absolute, root):
        return False
    try:
        return os.path.exists(without_links(absolute, root))
    except LinkError:
        return False


def _resolved(path: str, root: str) -> str:
    real = os.path.realpath(root)
    return os.path.normpath(os.path.join(root, os.path.relpath(resolve(path, root, real), real)))


def _depth(directory: str, root: str) -> int:
    relative = relative_to(root, directory)
    return 0 if relative == "." else relative.count("/") + 1


def _refused(config: "Config", key: str, text: str, root: str, fault: Message) -> ConfigError:
    template = IN_REPOSITORY if os.path.lexists(os.path.join(root, ".git")) else IN_DIRECTORY
    message = template(key=key, path=_shown(text), fault=fault, remedy=_remedy(config, key))
    return ConfigError(config.path or "", message, _place(config, key, text))


def _remedy(config: "Config", key: str) -> Message:
    if key == "baseline":
        return USE_BASELINE()
    own = load("vtexlint.project.config").own_settings_path()
    return USE_ACCOUNT(own=shown_plain(own)) if own and own != config.file else USE_ACCOUNT_ALONE()


def _place(config: "Config", key: str, text: str) -> "Position | None":
    if config.file is None:
        return None
    found: Position | None = load("vtexlint.project.settings_places").position_in(config.file, text, key)
    return found


def _shown(path: str) -> str:
    """A path in a message, without a part that could be a secret."""
    redact = load("vtexlint.text.suggestions").redact
    return "/".join(map(redact, shown_plain(path).split("/")))
