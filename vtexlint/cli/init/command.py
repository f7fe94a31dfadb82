"""`vtexlint init`: settings, the pre-commit hook, and a .gitignore line, with the user's consent."""

import argparse
import os
import sys
from collections.abc import Iterator

from vtexlint.cli.init.plan import Change, Plan, PlanError, lines, plan, write
from vtexlint.cli.parser import Parser
from vtexlint.reporters.plain import harmless

EXAMPLES = """\
examples:
  vtexlint init               asks before each file
  vtexlint init --dry-run     shows what would be written
  vtexlint init --yes         writes without asking"""


def parser() -> argparse.ArgumentParser:
    made = Parser(
        prog="vtexlint init",
        description="Set vtexlint up in a directory: settings, the pre-commit hook, a .gitignore line for .env.",
        epilog=EXAMPLES,
    )
    made.add_argument("directory", nargs="?", default=".", metavar="DIRECTORY", help="where (default: the current directory)")
    made.add_argument("-y", "--yes", action="store_true", help="write without asking")
    made.add_argument("--dry-run", action="store_true", help="show what would be written, and write nothing")
    return made


def main(arguments: list[str]) -> int:
    options = parser().parse_args(arguments)
    if not (options.yes or options.dry_run or sys.stdin.isatty()):
        _tell("there is no terminal to ask on: say --yes to write without questions, or --dry-run to see what would be written")
        return 2
    try:
        found = plan(options.directory)
        _show(found, options.directory)
        if options.dry_run:
            print("Nothing was written." if found.changes or found.missing else "There is nothing to write.")
            _tell_missing(found)
            return 0
        written = list(found.changes if options.yes else _agreed(found.changes, options.directory))
        for change in written:
            write(change)
            print(f"wrote {_name(change, options.directory)}")
    except PlanError as error:
        _tell(str(error))
        return 2
    _next_step(found, written)
    return 0


def _tell(text: str) -> None:
    print(f"vtexlint: {harmless(text)}", file=sys.stderr)


def _name(change: Change, directory: str) -> str:
    return os.path.relpath(change.path, directory)


def _show(found: Plan, directory: str) -> None:
    for warning in found.warnings:
        print(f"WARNING: {_lines(warning)}\n", file=sys.stderr)
    for present in found.present:
        print(f"there already: {harmless(present)}")
    for change in found.changes:
        verb = "new file" if change.before is None else "added to"
        print(f"\n{verb} {_name(change, directory)} ({change.purpose}):")
        gone, come = lines(change)
        print("".join(f"  - {line}\n" for line in gone) + "".join(f"  + {line}\n" for line in come), end="")
    for advice in found.advice:
        print(f"\n{_lines(advice)}")
    print()


def _lines(text: str) -> str:
    return "\n".join(harmless(line) for line in text.split("\n"))


def _agreed(changes: tuple[Change, ...], directory: str) -> Iterator[Change]:
    """Ask about each change. The end of input is no consent, and ends the questions."""
    for change in changes:
        verb = "Write" if change.before is None else "Change"
        print(f"{verb} {_name(change, directory)}? [Y/n] ", end="", flush=True)
        answer = sys.stdin.readline()
        if not answer.endswith("\n"):
            print()
            return
        if answer.strip().lower() in ("", "y", "yes"):
            yield change


def _tell_missing(found: Plan) -> None:
    for purpose in found.missing:
        print(f"Not set up yet: {purpose}; what is above says how.")


def _next_step(found: Plan, written: list[Change]) -> None:
    if not written:
        print("Nothing was written." if found.changes or found.missing else "There was nothing to write.")
    _tell_missing(found)
    if any("hook" in change.purpose for change in written):
        print("Next: `pre-commit install` (or `prek install`) puts the hook to work; then `vtexlint check` shows what is there today.")
    else:
        print("Next: `vtexlint check` shows what is there today.")
