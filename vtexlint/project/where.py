"""Where a key is: in the files of a run, and in the histories of their repositories."""

from vtexlint._startup.typed import TYPE_CHECKING, NamedTuple
from vtexlint.linter.places.select import selected
from vtexlint.project.effective_settings import RunOptions
from vtexlint.project.history.status import judged, read_snapshots
from vtexlint.project.key_places import FoundHistory, find_history, find_places

if TYPE_CHECKING:
    from collections.abc import Callable

    from vtexlint.linter.places.model import KeyPlaces
    from vtexlint.linter.places.select import Asked
    from vtexlint.project.project import Project


class WhereOptions(NamedTuple):
    """Where to look: files and directories, and with `history` every commit of their repositories."""

    paths: tuple[str, ...] = (".",)
    history: bool = False
    config: str | None = None
    no_config: bool = False
    accounts: tuple[str, ...] = ()  # account snapshots, for the status of the tokens in the history


def run_options(options: WhereOptions) -> RunOptions:
    """All that can be read, whatever git ignores: a key is searched for, not judged."""
    return RunOptions(paths=options.paths, config=options.config, no_config=options.no_config, scope="all", ignored=True)


def where(
    project: "Project", asked: "Asked", options: WhereOptions, progress: "Callable[[int, int, int], None]" = lambda done, total, blobs: None
) -> "KeyPlaces":
    """The places of what was asked for. Raises TroubleError."""
    snapshots = read_snapshots(project, options.accounts) if options.accounts else None
    found = find_places(project, run_options(options))
    history = FoundHistory(())
    if options.history:
        history = find_history(project, options.paths, options.config, options.no_config, progress)
    chosen = selected(found.places, asked, history.tokens)
    if snapshots is not None:
        # a token without a key in the history may be paired with one in a file
        keys = {place.token: place.key for place in chosen.places if place.is_token and place.key}
        judging = (one._replace(origin=judged(one.origin, snapshots, keys.get(one.token, ""))) for one in chosen.commits)
        chosen = chosen._replace(commits=tuple(judging))
    return chosen._replace(
        encrypted=found.encrypted,
        troubles=(*found.troubles, *history.troubles),
        notes=(*found.notes, *history.notes),
    )
