"""What is wrong with one version of one document."""

import os
import re
from collections.abc import Callable
from itertools import count

from lsprotocol import types

from vtexlint._startup.modules import load
from vtexlint.diagnostics import Finding
from vtexlint.linter.file_context import FileContext
from vtexlint.linter.parse_file import ParsedFile, parse_file
from vtexlint.lsp.contradictions import pairs_of
from vtexlint.lsp.documents import DocumentVersion
from vtexlint.lsp.positions import Encoding, Positions
from vtexlint.lsp.session import EditorSession, FileVerdict
from vtexlint.parsers.formats import LANGUAGES, format_of, guess_format
from vtexlint.parsers.model import Format
from vtexlint.project.config import NAMES
from vtexlint.text.messages import Message
from vtexlint.text.source import Position, Span

_NUMBERS = count()


class Analysis:
    """`path` is absolute, made up for a document without a file. `judged` is None if check would pass the document over.

    `source` is the text that `judged` is about: without a byte order mark, which a client may keep (`bom_offset` is 1 then).
    `problem` is what is wrong with a settings file. `diagnostics` are what the client is sent, `number` their own: two analyses have
    the same where nothing changed. `is_outdated`: settings or git may have changed since. `replacements`: by the place of a credential,
    what `solve_actions.replacement` found: the actions are asked for at each move of the cursor.
    """

    __slots__ = (
        "_parsed", "bom_offset", "diagnostics", "folder", "is_outdated", "judged", "number", "path", "problem", "replacements", "snapshot",
        "source",
    )  # fmt: skip

    def __init__(
        self, snapshot: DocumentVersion, path: str, folder: str | None, judged: FileVerdict | None, problem: tuple[Position, Message] | None
    ) -> None:
        self.snapshot = snapshot
        self.number = next(_NUMBERS)
        self.diagnostics: list[types.Diagnostic] = []
        self.is_outdated = False
        self.path = path
        self.folder = folder
        self.bom_offset = _bom_offset(snapshot.text)
        text = snapshot.source.with_text(snapshot.text[1:]) if self.bom_offset else snapshot.source
        context = judged.context if judged else FileContext()
        self.source = text.under(judged.name if judged else path, context.repo_path, context.value_name)
        self.judged = judged
        self.problem = problem
        self.replacements: dict[Span, tuple[Span, str] | None] = {}
        self._parsed: ParsedFile | None = judged.result.parsed if judged and judged.result else None

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self.judged.findings if self.judged else ()

    @property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """The pairs that may contradict those of another document."""
        return pairs_of(self.judged.result if self.judged else None)

    @property
    def format(self) -> Format:
        return (self.judged.format if self.judged else None) or guess_format(self.source.text, self.source.display_path)

    @property
    def context(self) -> FileContext:
        return self.judged.context if self.judged else FileContext()

    @property
    def parsed(self) -> ParsedFile:
        """The document's entries and credentials; parsed here only where linting had no reason to."""
        if self._parsed is None:
            self._parsed = parse_file(self.source, self.format, self.context.settings)
        return self._parsed

    def positions(self, encoding: Encoding) -> Positions:
        return Positions(self.source, encoding, bom_offset=self.bom_offset)


def analyse(
    live: EditorSession, snapshot: DocumentVersion, folder: str | None, home: str, is_wanted: Callable[[], bool] | None = None
) -> Analysis:
    """Judge a snapshot; `folder` is the workspace folder that it belongs to, None if it is in none.

    `home` is the absolute directory of a document without a file and a folder. Raises GivenUp if `is_wanted` says so.
    """
    path = snapshot.path or os.path.join(folder or home, made_up_name(snapshot.uri, snapshot.language))
    text = snapshot.text[_bom_offset(snapshot.text) :]
    language = LANGUAGES.get(snapshot.language.partition(".")[0].lower())
    judged = live.check(path, text, language, folder or os.path.dirname(path), is_wanted)
    return Analysis(snapshot, path, folder, judged, _settings_problem(path, text))


def _settings_problem(path: str, text: str) -> tuple[Position, Message] | None:
    """What is wrong with a settings file, and where; None for another file."""
    if os.path.basename(path) in NAMES:
        found: tuple[Position, Message] | None = load("vtexlint.lsp.settings_problems").settings_problem(path, text)
        return found
    return None


def _bom_offset(text: str) -> int:
    return int(text.startswith("\ufeff"))


def made_up_name(uri: str, language: str) -> str:
    """A file name for a document that has none: `untitled:Untitled-1`, written as YAML, is Untitled-1.yaml."""
    name = re.split(r"[/:\\]", uri)[-1].replace("\0", "") or "untitled"
    return f"{name}.{language}" if language in LANGUAGES and format_of(name) is None else name


def is_wanted(uri: str) -> bool:
    """Files and unsaved documents alone: an editor also opens old versions (`git:`), outputs and its own settings."""
    return uri.startswith(("file:", "untitled:"))
