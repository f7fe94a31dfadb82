"""What `check` lists: the files that would be checked (`--show-files`), and those that were not read (`--verbose`)."""

from collections.abc import Iterable

from vtexlint.cli.console import say, say_error
from vtexlint.project.run import RunResult, Session
from vtexlint.reporters.plain import harmless
from vtexlint.reporters.summary import excluded
from vtexlint.text.messages import Template

UNREAD = Template("check.unread", "{reason}:")


def show_files(session: Session, *, staged: bool) -> int:
    """Returns the exit status: 2 if a path cannot be looked at."""
    if staged:
        _list(wanted.path for wanted in session.staged().files)
        return 0
    found = session.discover()
    _list(file.path for file in found.files)
    for line in found.errors:
        say_error(line)
    return 2 if found.errors else 0


def _list(paths: Iterable[str]) -> None:
    say("".join(f"{harmless(path)}\n" for path in paths), end="")


def list_unread(run: RunResult) -> None:
    """Every path that was not read, below the reason."""
    coverage = run.outcome.coverage
    for one in coverage.excluded:
        say_error(UNREAD(reason=excluded(one)))
        _list_paths((*one.files, *one.directories))
    for skipped in coverage.skipped:
        say_error(UNREAD(reason=skipped.message))
        _list_paths(skipped.paths)


def _list_paths(paths: Iterable[str]) -> None:
    for path in paths:
        say_error(f"  {harmless(path)}")
