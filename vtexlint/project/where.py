"""Where a key is: in the files of a run, and in the histories of their repositories."""

from vtexlint._startup.typed import TYPE_CHECKING, NamedTuple
from vtexlint.places.select import selected
from vtexlint.project.effective_settings import RunOptions
from vtexlint.project.key_places import FoundHistory, find_history, find_places

if TYPE_CHECKING:
    from collections.abc import Callable

    from vtexlint.places.model import KeyPlaces
    from vtexlint.places.select import Asked
    from vtexlint.project.project import Project


class WhereOptions(NamedTuple):
    """Where to look: files and directories, and with `history` every commit of their repositories."""

    paths: tuple[str, ...] = (".",)
    history: bool = False
    config: str | None = None
    no_config: bool = False


def run_options(options: WhereOptions) -> RunOptions:
    """All that can be read, whatever git ignores: a key is searched for, not judged."""
    return RunOptions(paths=options.paths, config=options.config, no_config=options.no_config, scope="all", ignored=True)


def where(
    project: "Project", asked: "Asked", options: WhereOptions, progress: "Callable[[int, int, int], None]" = lambda done, total, blobs: None
) -> "KeyPlaces":
    """The places of what was asked for. Raises TroubleError."""
    found = find_places(project, run_options(options))
    history = FoundHistory(())
    if options.history:
        history = find_history(project, options.paths, options.config, options.no_config, progress)
    return selected(found.places, asked, history.tokens)._replace(
        encrypted=found.encrypted,
        troubles=(*found.troubles, *history.troubles),
        notes=(*found.notes, *history.notes),
    )
