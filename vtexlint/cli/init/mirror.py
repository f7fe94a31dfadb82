"""The pre-commit blocks that `vtexlint init` offers: of a team's mirror, of the published project, or of the program on PATH."""

import json
import re

import yaml

from vtexlint import _about
from vtexlint._about import __version__
from vtexlint._startup.typed import NamedTuple
from vtexlint.project.errors import MessageError
from vtexlint.text.messages import Template

BAD_REPO = Template(
    "init.bad-repo", "--repo needs the address of a git repository: https://..., ssh://..., user@host:path, or an absolute path"
)
BAD_REV = Template("init.bad-rev", "--rev needs a tag or a commit of that repository")

_LOCAL = """\
- repo: local
  hooks:
    - id: vtexlint
      name: vtexlint (staged files)
      entry: vtexlint check --staged
      language: system
      pass_filenames: false
"""
_URL = re.compile(
    r"https://(?P<host>[^\s/@\\]+)/\S+"
    r"|ssh://(?:[\w.-]+@)?[^\s/@:\\-][^\s/@\\]*/\S+"
    r"|[\w.-]+@[A-Za-z0-9][\w.-]*:[^\s:]\S*"
    r"|file:///[^\n]+"
    r"|/[^\n]+"
    r"|[A-Za-z]:[\\/][^\n]+"
)
_REV = re.compile(r"[A-Za-z0-9][\w./+-]*", re.ASCII)
_MOST = 300  # characters


class MirrorError(MessageError):
    """An address or a revision that is not used; the message never repeats it."""


class Mirror(NamedTuple):
    """A repository with this project, from which pre-commit installs it."""

    url: str
    rev: str


def mirror(url: str, rev: str) -> Mirror:
    """Raises MirrorError for an address that git would read as something else, or that would put a password into the repository."""
    if not url.isprintable() or len(url) > _MOST or not _URL.fullmatch(url):
        raise MirrorError(BAD_REPO())
    if not _REV.fullmatch(rev) or len(rev) > _MOST or ".." in rev or rev.endswith(("/", ".", ".lock")):
        raise MirrorError(BAD_REV())
    return Mirror(url, rev)


def published() -> Mirror | None:
    return Mirror(_about.HOME, f"v{__version__}") if _about.HOME else None


def block(source: Mirror | None) -> str:
    """An item for `repos:`; without a repository, one that runs the program on PATH."""
    if source is None:
        return _LOCAL
    return f"- repo: {_scalar(source.url)}\n  rev: {_scalar(source.rev)}\n  hooks:\n    - id: vtexlint\n"


def _scalar(text: str) -> str:
    """The text as YAML: plain where that means the same, as a value of a mapping too."""
    try:
        plain = yaml.safe_load(f"- x: {text}\n  y: 1\n") == [{"x": text, "y": 1}]
    except (yaml.YAMLError, ValueError):
        plain = False
    return text if plain else json.dumps(text, ensure_ascii=False)
