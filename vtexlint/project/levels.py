"""How closely a file is read: linted in full, or searched for exact tokens. docs/which-files.md has the table."""

from vtexlint._startup.typed import TYPE_CHECKING, Literal
from vtexlint.parsers.formats import CODE, format_of, guess_format

if TYPE_CHECKING:
    from vtexlint.project.config import Config, Reach

Level = Literal["full", "search", "content"]
"""`content`: full where the content looks like a config file, else search."""

_HEAD = 1 << 16


def is_config(name: str, path: str, config: "Config") -> bool:
    """Whether a file is linted in full: its name is known, or `include` in the settings matches. `path` is absolute."""
    return format_of(name) is not None or config.includes(path)


def level_by_name(name: str, path: str, config: "Config", reach: "Reach") -> Level | None:
    """How a file is read if nothing but its name is known; None: not at all. `path` is absolute."""
    if is_config(name, path, config):
        return "full"
    if not reach.searches(config):
        return None
    return "full" if reach.full else "search"


def level_of_named(name: str, path: str, config: "Config", reach: "Reach") -> Level | None:
    """How a file that the command line names is read; the content decides where the name has no ending of source code or text."""
    if is_config(name, path, config) or reach.full:
        return "full"
    if name.rpartition(".")[2].lower() not in CODE:
        return "content"
    return "search" if reach.searches(config) else None


def looks_like_config(data: bytes) -> bool:
    """Whether bytes look like JSON, TOML or a `.env` file."""
    text = data[:_HEAD].decode("utf-8-sig", "replace")
    return guess_format(text.partition("\n")[2] if text.startswith("#!") else text) != "text"
