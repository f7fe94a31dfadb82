"""The findings of a run where those of one file cannot be concluded: that file is unreadable, the others are reported.

Imported after a fault of vtexlint, and never else.
"""

from collections.abc import Mapping, Sequence

from vtexlint.diagnostics import Exposure, GitState
from vtexlint.linter.conclude import conclude
from vtexlint.linter.file_result import FileResult
from vtexlint.linter.fingerprints import Locate
from vtexlint.linter.lint import unreadable_file
from vtexlint.linter.report import LintResult
from vtexlint.project.check_file import COULD_NOT_BE_CHECKED, FAILED
from vtexlint.project.errors import MessageError, at, where
from vtexlint.text.messages import Message


def concluded(
    results: Sequence[FileResult],
    states: Mapping[str, GitState],
    locate: Locate,
    exposures: Mapping[str, Mapping[str, Exposure]],
) -> tuple[LintResult, list[Message]]:
    """As `conclude`, with the failures. Raises what the files raise only together."""
    kept: list[FileResult] = []
    failures: list[Message] = []
    for one in results:
        error = _error(one, states, locate, exposures)
        if error is None:
            kept.append(one)
            continue
        failures.append(at(one.path, FAILED(error=where(error))))
        instead = unreadable_file(one.path, COULD_NOT_BE_CHECKED(error=where(error)))
        if _error(instead, states, locate, exposures) is None:
            kept.append(instead)
    return conclude(kept, states, locate, exposures), failures


def _error(
    one: FileResult, states: Mapping[str, GitState], locate: Locate, exposures: Mapping[str, Mapping[str, Exposure]]
) -> Exception | None:
    """What the findings of one file alone raise."""
    try:
        conclude([one], states, locate, exposures)
    except MessageError:
        raise
    except Exception as error:
        return error
    return None
