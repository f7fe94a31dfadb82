"""`vtexlint init`: settings, a git hook, and a .gitignore line, with the user's consent."""

import argparse
import os
import sys
from collections.abc import Iterator

from vtexlint.cli.init.hook_plan import PURPOSE
from vtexlint.cli.init.mirror import Mirror, MirrorError, mirror
from vtexlint.cli.init.plan import Change, Plan, PlanError, lines
from vtexlint.cli.init.planner import plan, write
from vtexlint.cli.parser import Parser
from vtexlint.reporters.plain import harmless

EXAMPLES = """\
examples:
  vtexlint init               asks before each file
  vtexlint init --dry-run     shows what would be written
  vtexlint init --yes         writes without asking

The git hook is not committed: it works in this clone, with this vtexlint. For a hook that the team shares, name a
repository from which pre-commit can install vtexlint, such as a mirror of your own:
  vtexlint init --repo https://git.example.com/tools/vtexlint --rev v0.1.0

exit status: 0 the hook is set up, 1 it is not (the output says why), 2 vtexlint could not do its work"""


def parser() -> argparse.ArgumentParser:
    made = Parser(
        prog="vtexlint init",
        description="Set vtexlint up in a directory: settings, a git hook, a .gitignore line for .env.",
        epilog=EXAMPLES,
    )
    made.add_argument("directory", nargs="?", default=".", metavar="DIRECTORY", help="where (default: the current directory)")
    made.add_argument("-y", "--yes", action="store_true", help="write without asking, but nothing that needs an explicit yes")
    made.add_argument("--dry-run", action="store_true", help="show what would be written, and write nothing")
    made.add_argument("--repo", metavar="URL", help="add a hook to .pre-commit-config.yaml that installs vtexlint from this git repository")
    made.add_argument("--rev", metavar="REV", help="the tag or commit of that repository")
    return made


def main(arguments: list[str]) -> int:
    options = parser().parse_args(arguments)
    if not (options.yes or options.dry_run or sys.stdin.isatty()):
        _tell("cannot ask: input is not a terminal; use --yes to write without questions, or --dry-run to see what would be written")
        return 2
    try:
        found = plan(options.directory, _source(options))
        _show(found, options.directory)
        if options.dry_run:
            print("Nothing was written." if found.changes or found.missing else "There is nothing to write.")
            _tell_missing(found)
            return 0
        written = list(_harmless(found.changes) if options.yes else _agreed(found.changes, options.directory))
        for change in written:
            write(change)
            print(f"wrote {_name(change, options.directory)}")
    except (PlanError, MirrorError) as error:
        _tell(str(error))
        return 2
    _next_step(found, written)
    declined = [change for change in found.changes if change not in written]
    return 1 if PURPOSE in (*found.missing, *(change.purpose for change in declined)) else 0


def _source(options: argparse.Namespace) -> Mirror | None:
    """The repository that the options name. Raises MirrorError."""
    if options.repo is None and options.rev is None:
        return None
    if options.repo is None or options.rev is None:
        raise MirrorError("--repo and --rev go together: an address and a tag or commit")
    return mirror(options.repo, options.rev)


def _tell(text: str) -> None:
    print(f"vtexlint: {harmless(text)}", file=sys.stderr)


def _name(change: Change, directory: str) -> str:
    return harmless(os.path.relpath(change.path, directory))


def _show(found: Plan, directory: str) -> None:
    for warning in found.warnings:
        print(f"WARNING: {_lines(warning)}\n", file=sys.stderr)
    for present in found.present:
        print(f"there already: {harmless(present)}")
    for change in found.changes:
        verb = "new file" if change.before is None else "change of"
        print(f"\n{verb} {_name(change, directory)} ({change.purpose}):")
        gone, come = (([harmless(line) for line in part]) for part in lines(change))
        print("".join(f"  - {line}\n" for line in gone) + "".join(f"  + {line}\n" for line in come), end="")
    for advice in found.advice:
        print(f"\n{_lines(advice)}")
    print()


def _lines(text: str) -> str:
    return "\n".join(harmless(line) for line in text.split("\n"))


def _harmless(changes: tuple[Change, ...]) -> Iterator[Change]:
    """What --yes agrees to."""
    for change in changes:
        if change.question:
            print(f"Not written: {change.question} Add it by hand, or run `vtexlint init` without --yes.")
        else:
            yield change


def _agreed(changes: tuple[Change, ...], directory: str) -> Iterator[Change]:
    """Ask about each change. The end of input is no consent, and ends the questions."""
    for change in changes:
        verb = "Write" if change.before is None else "Change"
        if change.question:
            print(change.question)
        print(f"{verb} {_name(change, directory)}? {'[y/N]' if change.question else '[Y/n]'} ", end="", flush=True)
        answer = sys.stdin.readline()
        if not answer.endswith("\n"):
            print()
            return
        if answer.strip().lower() in (("y", "yes") if change.question else ("", "y", "yes")):
            yield change


def _tell_missing(found: Plan) -> None:
    for purpose in found.missing:
        print(f"Not set up: {purpose}; the text above says how.")


def _next_step(found: Plan, written: list[Change]) -> None:
    if not written:
        print("Nothing was written." if found.changes or found.missing else "There was nothing to write.")
    _tell_missing(found)
    for change in written:
        if change.then:
            print(harmless(change.then))
    print("Next: `vtexlint check` shows what is there today.")
