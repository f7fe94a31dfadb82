"""The findings of a run where those of one file cannot be concluded: that file is unreadable, the others are reported.

Imported after a fault of vtexlint, and never else.
"""

from collections.abc import Mapping, Sequence

from vtexlint.diagnostics import Exposure, GitState
from vtexlint.linter.file_result import FileResult
from vtexlint.linter.fingerprints import Locate
from vtexlint.linter.lint import conclude, unreadable_file
from vtexlint.linter.report import LintResult
from vtexlint.project.check_file import COULD_NOT_BE_CHECKED, FAILED
from vtexlint.project.errors import MessageError, at, where


def concluded(
    results: Sequence[FileResult],
    states: Mapping[str, GitState],
    locate: Locate,
    exposures: Mapping[str, Mapping[str, Exposure]],
) -> tuple[LintResult, list[FileResult]]:
    """As `conclude`, with the results that it was made from. Raises what the files raise only together."""
    kept = []
    for one in results:
        try:
            conclude([one], states, None, locate, exposures)
        except MessageError:
            raise
        except Exception as error:
            kept.append(
                unreadable_file(one.path, COULD_NOT_BE_CHECKED(error=where(error)), failure=at(one.path, FAILED(error=where(error))))
            )
        else:
            kept.append(one)
    return conclude(kept, states, None, locate, exposures), kept
