"""`--fix`, `--unsafe-fixes`, `--diff`: what they refuse, and what they tell."""

import sys
from types import SimpleNamespace

from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.cli.colour import wants_colour
from vtexlint.cli.directory import current_project
from vtexlint.project.apply_fixes import Repair
from vtexlint.project.run import RunResult
from vtexlint.reporters.diff import render
from vtexlint.reporters.plain import harmless

if TYPE_CHECKING:
    from argparse import Namespace

    Options = SimpleNamespace | Namespace


class FixError(ValueError):
    """Options that do not go together; says what to do instead."""


def repair(options: "Options") -> Repair:
    """What --fix or --diff asks for. Raises FixError."""
    if getattr(options, "staged", False):
        asked = "--fix" if options.fix else "--diff"
        raise FixError(
            f"--staged reads what is in the index, {asked} works on the files themselves: "
            "run `vtexlint check --fix` on the files, look at them, and `git add` them again"
        )
    return Repair(current_project(), unsafe=options.unsafe_fixes, writes=not options.diff)


def show(options: "Options", run: RunResult, done: Repair) -> int:
    """Print the diff; the exit status is 1 where fixing would change something."""
    colour = wants_colour(options.color, sys.stdout)
    text = "".join(render(change.before, change.after, colour) for change in done.changes)
    write_bytes(text.encode(sys.stdout.encoding or "utf-8", "backslashreplace"))
    for line in run.troubles:
        print(f"vtexlint: {harmless(line)}", file=sys.stderr)
    for note in run.notes if options.verbose or not options.quiet else ():
        print(f"vtexlint: note: {harmless(note)}", file=sys.stderr)
    tell(options, done)
    if run.troubles:
        return 2
    return 1 if done.changes and not options.exit_zero else 0


def tell(options: "Options", done: Repair) -> None:
    """What was fixed, on stderr: stdout is the report's, or the mended text's."""
    if done.fixed and not options.quiet:
        print(f"vtexlint: {done.summary()}", file=sys.stderr)


def write_bytes(data: bytes) -> None:
    sys.stdout.buffer.write(data)
    sys.stdout.flush()
