"""What excludes a path from a run, and how a path that cannot be read is reported."""

from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.project.config import glob_matches
from vtexlint.project.errors import cause, where
from vtexlint.text.messages import Message, Template

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vtexlint.project.config import Config
    from vtexlint.project.project import Project


FAILED = Template("file.failed", "vtexlint failed on this path ({error}); please report it")
MISSING = Template("file.missing", "this file or directory does not exist")
CANNOT_BE_READ = Template("file.cannot-be-read", "cannot be read: {reason}")


def is_excluded(project: "Project", path: str, config: "Config", exclude: "Sequence[str]") -> bool:
    """Whether the settings' globs (relative to their directory) or the command line's (to the project's root) leave a path out."""
    return excluded_by(project, path, config, exclude) is not None


def excluded_by(project: "Project", path: str, config: "Config", exclude: "Sequence[str]") -> str | None:
    """What leaves a path out: the settings file as reports show it, or `""` for the command line; None if nothing does."""
    if not exclude and not config.settings.exclude:
        return None
    if any(glob_matches(pattern, project.display(path)) for pattern in exclude):
        return ""
    relative = config.relative(project.absolute(path))
    if not any(glob_matches(pattern, relative) for pattern in config.settings.exclude):
        return None
    return project.display(config.path) if config.path else ""


def ignored_rules(config: "Config", absolute: str) -> list[str]:
    """The rules that `per-file-ignores` names for an absolute path."""
    if not config.settings.per_file_ignores:
        return []
    relative = config.relative(absolute)
    return [rule for glob, rules in config.settings.per_file_ignores if glob_matches(glob, relative) for rule in rules]


def reason(error: OSError) -> Message:
    """Why a path cannot be read."""
    return MISSING() if isinstance(error, FileNotFoundError) else CANNOT_BE_READ(reason=cause(error))


def failed(error: Exception) -> Message:
    """Why a path is not read: the system's reason, or a fault of vtexlint's own."""
    return reason(error) if isinstance(error, OSError) else FAILED(error=where(error))


def shown_plain(path: str) -> str:
    """A path that cannot act on the terminal."""
    return "".join(c if c.isprintable() else "?" for c in path)
