"""`vtexlint init`: settings, a git hook, and .gitignore lines, with the user's consent."""

import argparse
import os
import shutil
import sys
from collections.abc import Iterator

from vtexlint.cli.console import localize, say, say_error
from vtexlint.cli.init import baseline_offer
from vtexlint.cli.init.mirror import Mirror, MirrorError, mirror
from vtexlint.cli.init.plan import PURPOSE, Change, InitPlan, PlanError, lines
from vtexlint.cli.init.planner import plan, write
from vtexlint.cli.init.trial import FAILURES, PROBE, tried
from vtexlint.cli.options import LANGUAGE
from vtexlint.cli.parser import Parser, add
from vtexlint.project.baseline_file import DEFAULT_NAME
from vtexlint.project.errors import MessageError, cause
from vtexlint.project.project import root_of
from vtexlint.reporters.plain import harmless
from vtexlint.text.messages import Template

DESCRIPTION = Template("init.description", "Set up vtexlint in a directory: settings, a git hook, .gitignore lines.")
DIRECTORY = Template("init.argument-directory", "the directory (default: the current directory)")
YES = Template("init.option-yes", "write without asking, except changes that need your explicit consent")
DRY_RUN = Template("init.option-dry-run", "show what would be written; write nothing")
REPO = Template("init.option-repo", "add a hook to .pre-commit-config.yaml that installs vtexlint from this git repository")
REV = Template("init.option-rev", "the tag or commit of that repository")
TEAM = Template("init.option-team", "with --yes: also agree to what is committed and stops teammates who have not installed vtexlint")
BASELINE = Template("init.option-baseline", "record the findings of today in a baseline, so that only new ones fail")
NO_TRIAL = Template("init.option-no-trial", "do not try the hook in a temporary repository at the end")
EXAMPLES = Template(
    "init.examples.screen",
    """\
examples:
  vtexlint init               asks before each file
  vtexlint init --dry-run     shows what would be written
  vtexlint init --yes         writes without asking

The git hook is not committed: it works only in this clone, with this vtexlint. For a hook that the team shares, name a
repository from which pre-commit can install vtexlint, such as your own mirror:
  vtexlint init --repo https://git.example.com/tools/vtexlint --rev v0.1.0

exit status: 0 the hook is set up, 1 it is not (the output says why), 2 vtexlint could not do its work""",
)
CANNOT_ASK = Template(
    "init.cannot-ask",
    "cannot ask: input is not a terminal; use --yes to write without questions, or --dry-run to see what would be written",
)
REPO_AND_REV = Template("init.repo-and-rev", "--repo and --rev go together: an address and a tag or commit")
NOTHING_WRITTEN = Template("init.nothing-written", "Nothing was written.")
NOTHING_TO_WRITE = Template("init.nothing-to-write", "There is nothing to write.")
NOTHING_WAS_TO_WRITE = Template("init.nothing-was-to-write", "There was nothing to write.")
WROTE = Template("init.wrote", "wrote {path}")
WARNING = Template("init.warning", "WARNING: {warning}")
PRESENT = Template("init.present", "already there: {what}")
NEW_FILE = Template("init.new-file", "new file {path} ({purpose}):")
CHANGE_OF = Template("init.change-of", "change in {path} ({purpose}):")
NOT_AGREED = Template("init.not-agreed", "Not written: {question} Add it yourself, or run `vtexlint init` without --yes or with --team.")
ASK_TO_WRITE = Template("init.ask-to-write", "Write {path}? {choice}")
ASK_TO_CHANGE = Template("init.ask-to-change", "Change {path}? {choice}")
YES_OR_NO = Template("init.choice-yes", "[Y/n]")
NO_OR_YES = Template("init.choice-no", "[y/N]")
YES_WORDS = Template("init.yes-words", "y yes")
"""What agrees, in lowercase letters."""
TAKEN_AS_NO = Template("init.taken-as-no", "This answer is not known, and counts as no.")
_YES = frozenset({"y", "yes", "s", "si", "sí", "sim"})
_NO = frozenset({"n", "no", "nao", "não"})
NOT_SET_UP = Template("init.not-set-up", "Not set up: {purpose}; the text above says how.")
FOUND_TODAY = Template(
    "init.found-today",
    "`vtexlint check` reports {count} findings here today. A baseline records them, so that only new ones fail the hook and CI.",
    one="`vtexlint check` reports {count} finding here today. A baseline records it, so that only new ones fail the hook and CI.",
)
COMMITTED_TODAY = Template(
    "init.committed-today",
    "{count} of them are appTokens in files that git tracks: a baseline does not make them safe. Renew them in the VTEX Admin.",
    one="{count} of them is an appToken in a file that git tracks: a baseline does not make it safe. Renew it in the VTEX Admin.",
)
ASK_FOR_BASELINE = Template("init.ask-for-baseline", "Record them in {name}? {choice}")
HINT_BASELINE = Template("init.hint-baseline", "To record them: `vtexlint init --baseline`.")
NAME_IT = Template("init.name-baseline", "Add this line to the settings; the baseline has no effect before:")
TRYING = Template("init.trying", "Trying the hook in a temporary repository, with the hooks and settings of this one.")
REFUSES = Template("init.refuses", "The hook works: it refused {name}, a file with an invented token.")
PASSES = Template("init.passes", "the hook does not work: git committed {name}, a file with an invented token, without a finding")
UNCLEAR = Template(
    "init.unclear-trial", "the hook could not be tried: it refused {name} for another reason, and named no finding of vtexlint. Its output:"
)
NOT_TRIED = Template("init.not-tried", "the hook could not be tried: {reason}")
NOT_ON_PATH = Template("init.not-on-path", "`vtexlint` is not on PATH, where a committed hook looks for it: install it with pipx or uv")
NEXT = Template("init.next", "Next: `vtexlint check` shows the findings of today.")


def parser() -> Parser:
    made = Parser(
        prog="vtexlint init",
        description=DESCRIPTION(),
        epilog=EXAMPLES(),
    )
    made.add_argument("directory", nargs="?", default=".", metavar="DIRECTORY", help=DIRECTORY())
    made.add_argument("-y", "--yes", action="store_true", help=YES())
    made.add_argument("--dry-run", action="store_true", help=DRY_RUN())
    made.add_argument("--repo", metavar="URL", help=REPO())
    made.add_argument("--rev", metavar="REV", help=REV())
    made.add_argument("--team", action="store_true", help=TEAM())
    made.add_argument("--baseline", action="store_true", help=BASELINE())
    made.add_argument("--no-trial", action="store_true", help=NO_TRIAL())
    add(made, LANGUAGE)
    return made


def main(arguments: list[str]) -> int:
    options = parser().parse_args(arguments)
    if not (options.yes or options.dry_run or sys.stdin.isatty()):
        say_error(CANNOT_ASK())
        return 2
    try:
        found = plan(options.directory, _source(options))
        _show(found, options.directory)
        if options.dry_run:
            say((NOTHING_WRITTEN if found.changes or found.missing else NOTHING_TO_WRITE)())
            _print_missing(found)
            _offer_baseline(options)
            return 0
        written = list(_harmless(found.changes, team=options.team) if options.yes else _agreed(found.changes, options.directory))
        for change in written:
            write(change)
            say(WROTE(path=_name(change, options.directory)))
        _offer_baseline(options)
    except (PlanError, MirrorError) as error:
        say_error(error.message)
        return 2
    _print_next(found, written)
    declined = [change for change in found.changes if change not in written]
    if PURPOSE in (*found.missing, *(change.purpose for change in declined)):
        return 1
    if not (options.no_trial or _refuses(options.directory)):
        return 1
    say(NEXT())
    return 0


def _offer_baseline(options: argparse.Namespace) -> None:
    """Record the findings of today, if there are any, the user wants it, and no baseline applies. Raises PlanError."""
    directory = options.directory
    offer = baseline_offer.offered(directory)
    if offer is None:
        return
    say(FOUND_TODAY(count=offer.total))
    if offer.committed:
        say(COMMITTED_TODAY(count=offer.committed))
    if options.dry_run or not (options.baseline or (not options.yes and _agrees(ASK_FOR_BASELINE, DEFAULT_NAME))):
        say(HINT_BASELINE())
        return
    change = baseline_offer.record(directory)
    say(WROTE(path=DEFAULT_NAME))
    if change is None:
        say(f"{localize(NAME_IT())}\n\n    {baseline_offer.LINE}\n")
        return
    write(change)
    say(WROTE(path=_name(change, directory)))


def _agrees(question: Template, name: str) -> bool:
    """Ask a question that is answered with no by default."""
    say(f"{localize(question(name=name, choice=NO_OR_YES()))} ", end="")
    return bool(_answer(default=False))


def _answer(*, default: bool) -> bool | None:
    """Yes or no; None at the end of input. Words of each language are understood in all of them."""
    line = sys.stdin.readline()
    if not line.endswith("\n"):
        say("")
        return None
    word = line.strip().lower()
    if not word:
        return default
    if word in {*_YES, *localize(YES_WORDS()).split()}:
        return True
    if word not in _NO:
        say(TAKEN_AS_NO())
    return False


def _refuses(directory: str) -> bool:
    """Whether the hook that is set up refuses a file with a token; says so."""
    root = root_of(os.path.abspath(directory))
    assert root is not None
    say(TRYING())
    try:
        found = tried(root)
    except FAILURES as error:
        reason = error.message if isinstance(error, MessageError) else cause(error)
        say_error(NOT_TRIED(reason=reason))
        return False
    if found.answer == "refused":
        say(REFUSES(name=PROBE))
        return True
    say_error((PASSES if found.answer == "passed" else UNCLEAR)(name=PROBE))
    if shutil.which("vtexlint") is None:
        say_error(NOT_ON_PATH())
    for line in found.output:
        say(f"  {harmless(line)}", sys.stderr)
    return False


def _source(options: argparse.Namespace) -> Mirror | None:
    """The repository that the options name. Raises MirrorError."""
    if options.repo is None and options.rev is None:
        return None
    if options.repo is None or options.rev is None:
        raise MirrorError(REPO_AND_REV())
    return mirror(options.repo, options.rev)


def _name(change: Change, directory: str) -> str:
    return harmless(os.path.relpath(change.path, directory))


def _show(found: InitPlan, directory: str) -> None:
    for warning in found.warnings:
        say(f"{_lines(WARNING(warning=warning))}\n", sys.stderr)
    for present in found.present:
        say(_lines(PRESENT(what=present)))
    for change in found.changes:
        heading = NEW_FILE if change.before is None else CHANGE_OF
        say(f"\n{localize(heading(path=_name(change, directory), purpose=change.purpose))}")
        gone, come = (([harmless(line) for line in part]) for part in lines(change))
        say("".join(f"  - {line}\n" for line in gone) + "".join(f"  + {line}\n" for line in come), end="")
    for advice in found.advice:
        say(f"\n{_lines(advice)}")
    say("")


def _lines(text: str) -> str:
    """A message of several lines, in the language of the process."""
    return "\n".join(harmless(line) for line in localize(text).split("\n"))


def _harmless(changes: tuple[Change, ...], *, team: bool) -> Iterator[Change]:
    """What --yes agrees to."""
    for change in changes:
        if change.question and not team:
            say(NOT_AGREED(question=change.question))
        else:
            yield change


def _agreed(changes: tuple[Change, ...], directory: str) -> Iterator[Change]:
    """Ask about each change. The end of input is not consent, and ends the questions."""
    for change in changes:
        question = ASK_TO_WRITE if change.before is None else ASK_TO_CHANGE
        if change.question:
            say(change.question)
        choice = NO_OR_YES() if change.question else YES_OR_NO()
        say(f"{localize(question(path=_name(change, directory), choice=choice))} ", end="")
        answer = _answer(default=not change.question)
        if answer is None:
            return
        if answer:
            yield change


def _print_missing(found: InitPlan) -> None:
    for purpose in found.missing:
        say(NOT_SET_UP(purpose=purpose))


def _print_next(found: InitPlan, written: list[Change]) -> None:
    if not written:
        say((NOTHING_WRITTEN if found.changes or found.missing else NOTHING_WAS_TO_WRITE)())
    _print_missing(found)
    for change in written:
        if change.then:
            say(_lines(change.then))
