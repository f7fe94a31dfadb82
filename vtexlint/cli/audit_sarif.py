"""`vtexlint audit --sarif DIR`: a SARIF report for each repository, at its own path below the directory."""

import os

from vtexlint._startup.digests import digest
from vtexlint._startup.typed import TYPE_CHECKING
from vtexlint.cli.console import language_of, safe
from vtexlint.project.errors import at
from vtexlint.project.write_file import UnwritableError, existing_content, make_directory, write_bytes
from vtexlint.reporters.plain import without_tokens
from vtexlint.reporters.recognition import is_report
from vtexlint.reporters.style import Style
from vtexlint.reporters.table import reporter
from vtexlint.text.messages import Message, Template

if TYPE_CHECKING:
    from vtexlint.linter.report import LintResult

SARIF = Template("audit.sarif", "--sarif {problem}")
NOT_A_REPORT = Template("audit.not-a-report", "exists and is not a SARIF report of vtexlint: remove it, or name another directory")
_FORMAT = "sarif"


class SarifFolder:
    """Writes the reports, each in the process that has audited the repository."""

    def __init__(self, directory: str, root: str) -> None:
        """`directory` is as it was named, relative to `root`."""
        self._directory = directory
        self._root = root
        self._style = Style(language=language_of(_FORMAT))

    def write(self, path: str, outcome: "LintResult") -> Message | None:
        """Write the report of the repository that reports call `path`; returns why it could not be written."""
        shown = os.path.join(self._directory, self.name(path))
        file = os.path.normpath(os.path.join(self._root, shown))
        try:
            make_directory(os.path.dirname(file))
            old = existing_content(file, shown)
            if old is not None and not is_report(old, _FORMAT):
                return SARIF(problem=at(shown, NOT_A_REPORT()))
            text = safe(reporter(_FORMAT)(outcome, self._style))
            write_bytes(file, text.encode("utf-8", "backslashreplace"), old, self._root, shown, tidy=False)
        except UnwritableError as error:
            return SARIF(problem=error.message)
        return None

    @staticmethod
    def name(path: str) -> str:
        """The file for a repository: `team/worker.sarif`. One outside of the current directory has a part of a digest in its name."""
        parts = [part for part in path.replace("\\", "/").replace(":", "/").split("/") if part not in ("", ".", "..")]
        name = "/".join(parts)
        if not name or without_tokens(name) != name:
            name = "repository"  # a name may be a token
        return f"{name}.sarif" if name == path else f"{name}-{digest(path)[:8]}.sarif"
