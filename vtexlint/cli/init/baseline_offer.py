"""A baseline for the findings of today, so that only new ones fail: offered by `vtexlint init` where there are any."""

import os
import re

import tomli

from vtexlint._startup.typed import NamedTuple
from vtexlint.cli.init import settings_plan, today
from vtexlint.cli.init.plan import Change, PlanError, ended, newline_of, text_of
from vtexlint.project.baseline_file import DEFAULT_NAME
from vtexlint.rules.names import UNBASELINED

LINE = f'baseline = "{DEFAULT_NAME}"'
_TABLE = re.compile(r"^\[[ \t]*tool[ \t]*\.[ \t]*vtexlint[ \t]*\][^\n]*(?:\n|\Z)", re.MULTILINE)
_HEADER = re.compile(r"\ufeff?(?:[ \t]*#[^\n]*\n)*(?:[ \t]*\r?\n)*")


class Offer(NamedTuple):
    """How many findings a baseline would record, and how many of them are tokens that git has."""

    total: int
    committed: int


def offered(directory: str) -> Offer | None:
    """None where a baseline applies already, or where there is nothing to record. Raises PlanError."""
    if settings_plan.nearest(directory).settings.baseline:
        return None
    found = [one for one in today.look(directory).outcome.findings if one.rule not in UNBASELINED]
    return Offer(len(found), sum(one.rule == "committed-secret" for one in found)) if found else None


def record(directory: str) -> Change | None:
    """Write the baseline. Answers the change that names it in the settings of the directory, None where that is left to the user.

    Raises PlanError.
    """
    run = today.look(directory, baseline=DEFAULT_NAME)
    if run.troubles:
        raise PlanError(run.troubles[0])
    config = settings_plan.nearest(directory)
    if config.file is None or os.path.realpath(config.directory) != os.path.realpath(directory) or os.path.islink(config.file):
        return None
    path = os.path.join(directory, os.path.basename(config.file))
    before = text_of(path)
    after = None if before is None else with_baseline(before, is_pyproject=os.path.basename(path) == "pyproject.toml")
    return None if after is None else Change(path, before, after, settings_plan.PURPOSE())


def with_baseline(text: str, *, is_pyproject: bool) -> str | None:
    """Settings that name the baseline; None where the result would not mean that alone."""
    newline = newline_of(text)
    opened = _TABLE.search(text) if is_pyproject else _HEADER.match(text)
    if opened is None:
        return None
    head = ended(text[: opened.end()], newline)
    rest = text[opened.end() :]
    gap = newline if rest.startswith("#") and not is_pyproject else ""  # the comment is about what is below it
    after = f"{head}{LINE}{newline}{gap}{rest}"
    try:
        wanted, table = (tomli.loads(one.removeprefix("\ufeff")) for one in (text, after))
        (wanted["tool"]["vtexlint"] if is_pyproject else wanted)["baseline"] = DEFAULT_NAME
    except (tomli.TOMLDecodeError, KeyError, TypeError, RecursionError):
        return None
    return after if table == wanted else None
