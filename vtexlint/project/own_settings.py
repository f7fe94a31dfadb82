"""The user's own settings, for all of a user's projects. Imported if the file exists."""

import os

from vtexlint._startup.modules import load
from vtexlint._startup.typed import NamedTuple
from vtexlint.project.boundary import is_below
from vtexlint.project.config import NOT_REGULAR, Config
from vtexlint.project.errors import ConfigError
from vtexlint.project.named_paths import boundary_of
from vtexlint.project.project import Project
from vtexlint.settings import Settings


class Own(NamedTuple):
    """The user's own settings, as far as a project has them too, the colours and the language; `config.path` is the file."""

    config: Config
    color: str | None
    language: str | None = None


def read(project: Project, path: str) -> Own:
    """Read the file at an absolute path. Raises ConfigError.

    Where the file is in the repository that is checked (a home directory in git, a container whose home is the checkout), it names
    files of that repository alone, as any settings of a repository do.
    """
    if not os.path.isfile(path):
        raise ConfigError(path, NOT_REGULAR())
    settings = load("vtexlint.project.settings_file").read_own(path)
    shared = Settings(external_accounts=settings.external_accounts, account_snapshots=settings.account_snapshots)
    root = boundary_of(project.root)
    checked = None if is_below(path, root) else root
    return Own(Config(shared, os.path.dirname(path), path, path, checked), settings.color, settings.language)
