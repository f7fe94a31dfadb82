"""`--fix`, `--unsafe-fixes`, `--diff`: what they refuse, and what they print."""

import sys
from collections.abc import Callable

from vtexlint.cli.console import localize, say, say_error, say_note, wants_colour
from vtexlint.cli.directory import current_project
from vtexlint.cli.options import Options
from vtexlint.project.apply_fixes import Repair
from vtexlint.project.errors import MessageError, at, where
from vtexlint.project.run import RunResult
from vtexlint.reporters.diff import render
from vtexlint.text.messages import Template

STAGED = Template(
    "fix.staged",
    "--staged checks the staged content, but {option} changes the files on disk: "
    "run `vtexlint check --fix` without --staged, review the changes, and `git add` the files again",
)
NOT_SHOWN = Template("fix.not-shown", "the diff cannot be shown: internal error ({error}); please report it")


class FixError(MessageError):
    """Options that do not go together; the message says what to do instead."""


def repair(options: Options) -> Repair:
    """What --fix or --diff requests. Raises FixError."""
    if options.staged:
        raise FixError(STAGED(option="--fix" if options.fix else "--diff"))
    return Repair(current_project(), unsafe=options.unsafe_fixes, writes=not options.diff)


def show(options: Options, run: RunResult, done: Repair, own_color: Callable[[], str | None]) -> int:
    """Print the diff; the exit status is 1 if fixing would change something. `own_color`: see `wants_colour`."""
    colour = wants_colour(options.color, sys.stdout, own_color)
    troubles = list(run.troubles)
    for change in done.changes:
        try:
            text = render(change, colour, localize)
        except Exception as error:  # the others are shown
            troubles.append(at(change.before.source.display_path, NOT_SHOWN(error=where(error))))
        else:
            say(text, end="")
    for line in troubles:
        say_error(line)
    for note in run.notes if options.verbose or not options.quiet else ():
        say_note(note)
    report(options, done)
    if troubles:
        return 2
    return 1 if done.changes and not options.exit_zero else 0


def report(options: Options, done: Repair) -> None:
    """Print what was fixed on stderr: stdout is for the report or the fixed text."""
    if done.fixed and not options.quiet:
        say_error(done.summary())
