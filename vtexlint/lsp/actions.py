"""Code actions for findings: the fixes, and to ignore a rule at this place."""

import os
from collections.abc import Iterator, Sequence

from lsprotocol import types
from pygls.uris import from_fs_path

from vtexlint._startup.typed import NamedTuple
from vtexlint.diagnostics import Finding, Fix
from vtexlint.linter import fix_file
from vtexlint.lsp import suppress_actions
from vtexlint.lsp.analysis import Analysis
from vtexlint.lsp.conversion import SOURCE, diagnostic, line_edits, place_range, text_edits, workspace_edit
from vtexlint.lsp.documents import OpenDocuments
from vtexlint.lsp.exits import return_text, say
from vtexlint.lsp.positions import Positions
from vtexlint.project.config import NAMES
from vtexlint.project.project import root_of
from vtexlint.project.read_file import UnreadableError, read_bytes
from vtexlint.rules.names import UNSUPPRESSIBLE
from vtexlint.text.messages import Message, Template
from vtexlint.text.source import Source

FIX_ALL_TITLE = Template("action.fix-all", "vtexlint: apply all safe fixes")
SAFE_FIX = Template("action.fix", "vtexlint: {fix}")
UNSAFE_FIX = Template("action.unsafe-fix", "vtexlint: {fix} (unsafe: review the result)")
IGNORE_HERE = Template("action.ignore-here", "vtexlint: ignore {rule} here")
IGNORE_IN_SETTINGS = Template("action.ignore-in-settings", "vtexlint: ignore {rule} in this file (in the settings)")

FIX_ALL = f"{types.CodeActionKind.SourceFixAll.value}.{SOURCE}"
KINDS: list[types.CodeActionKind | str] = [types.CodeActionKind.QuickFix, FIX_ALL]
_SETTINGS_LIMIT = 1024 * 1024  # bytes; settings files are much smaller


class Client(NamedTuple):
    """What the client can do, and what its user wants to be offered."""

    versioned: bool = True  # edits that name the version they are for
    creates: bool = True  # edits that make a file
    preferred: bool = True
    lazy: bool = False  # asks for an action's edits when it is chosen
    unsafe: bool = True


class ActionRequest(NamedTuple):
    """An action: what it does, to be looked up again when it is chosen."""

    what: str  # fix, fix-all, ignore
    rule: str = ""
    fingerprint: str = ""


class Actions:
    """The actions for one version of one document."""

    def __init__(self, analysis: Analysis, documents: OpenDocuments, client: Client) -> None:
        self._analysis = analysis
        self._buffers = documents
        self._client = client
        self._positions: Positions = analysis.positions(documents.encoding)

    def offered(self, wanted: types.Range, only: Sequence[types.CodeActionKind | str] | None) -> list[types.CodeAction]:
        """The actions for a range of the document, of the kinds that the client asks for (None: of all)."""
        actions = [*self._quick(wanted)] if _asks(only, types.CodeActionKind.QuickFix.value) else []
        if _asks(only, FIX_ALL) and fix_file.fixable(self._analysis.findings, unsafe=False):
            actions.append(self._action(FIX_ALL_TITLE(), FIX_ALL, ActionRequest("fix-all")))
        if self._client.lazy:
            return actions
        return [action for action in actions if self.complete(action)]

    def complete(self, action: types.CodeAction) -> bool:
        """Add the edits to an action; False if it cannot be done."""
        data = action.data or {}
        wanted = ActionRequest(*(str(data.get(key, "")) for key in ActionRequest._fields))
        action.edit = self._edit(wanted)
        return action.edit is not None

    def _quick(self, wanted: types.Range) -> Iterator[types.CodeAction]:
        findings = [one for one in self._analysis.findings if _touch(place_range(one.location, self._positions), wanted)]
        for finding in _one_a_fix(findings):
            fix = finding.fix
            assert fix is not None
            if fix.safety == "safe" or self._client.unsafe:
                title = (SAFE_FIX if fix.safety == "safe" else UNSAFE_FIX)(fix=fix.title)
                reported = [one for one in findings if one.fix == fix]
                action = self._action(
                    title, types.CodeActionKind.QuickFix, ActionRequest("fix", finding.rule, finding.fingerprint), reported
                )
                action.is_preferred = True if fix.safety == "safe" and self._client.preferred else None
                yield action
        for finding in findings:
            if finding.rule in UNSUPPRESSIBLE:
                continue
            template = IGNORE_HERE if suppress_actions.comment(self._analysis, finding) else IGNORE_IN_SETTINGS
            title = template(rule=finding.rule)
            yield self._action(title, types.CodeActionKind.QuickFix, ActionRequest("ignore", finding.rule, finding.fingerprint), [finding])

    def _action(
        self, title: Message, kind: types.CodeActionKind | str, wanted: ActionRequest, findings: Sequence[Finding] = ()
    ) -> types.CodeAction:
        snapshot = self._analysis.snapshot
        reported = [diagnostic(finding, self._positions, snapshot.uri) for finding in findings]
        data = {"uri": snapshot.uri, "version": snapshot.version, **wanted._asdict()}
        return types.CodeAction(say(title), kind=kind, diagnostics=reported or None, data=data)

    def _edit(self, wanted: ActionRequest) -> types.WorkspaceEdit | None:
        if wanted.what == "fix-all":
            return self._fix_all()
        finding = next((one for one in self._analysis.findings if (one.rule, one.fingerprint) == wanted[1:]), None)
        if finding is None:
            return None
        if wanted.what == "fix" and finding.fix is not None:
            return self._fix(finding.fix)
        insertion = suppress_actions.comment(self._analysis, finding)
        if insertion is None:
            return self._ignore_in_settings(finding.rule)
        place = self._positions.span(insertion.offset, insertion.offset)
        return self._own_edit([types.TextEdit(place, return_text(insertion.text))])

    def _fix(self, fix: Fix) -> types.WorkspaceEdit | None:
        analysis = self._analysis
        result = fix_file.preview_fix(analysis.parsed, analysis.context, [fix])
        return None if isinstance(result, str) else self._own_edit(text_edits(fix.edits, self._positions))

    def _fix_all(self) -> types.WorkspaceEdit | None:
        analysis = self._analysis
        assert analysis.judged is not None
        assert analysis.judged.result is not None
        fixed = fix_file.fix_file(analysis.judged.result, analysis.context)
        edits = line_edits(fixed.before.source.text, fixed.after.source.text, self._positions)
        return self._own_edit(edits) if edits else None

    def _own_edit(self, edits: list[types.TextEdit]) -> types.WorkspaceEdit:
        snapshot = self._analysis.snapshot
        return workspace_edit(snapshot.uri, snapshot.version, edits, versioned=self._client.versioned)

    def _ignore_in_settings(self, rule: str) -> types.WorkspaceEdit | None:
        """`per-file-ignores` in the settings that apply to the file; in a new vtexlint.toml if there are none."""
        analysis = self._analysis
        judged = analysis.judged
        if judged is None or analysis.snapshot.path is None:
            return None
        path = judged.settings_path
        if path is None:
            if not (self._client.creates and self._client.versioned):
                return None
            directory = analysis.folder or root_of(os.path.dirname(analysis.path)) or os.path.dirname(analysis.path)
            path, text, version = os.path.join(directory, NAMES[1]), "", None
        else:
            known = self._buffers.of_path(path)
            text, version = (known.text, known.version) if known else (_text_of(path), None)
        relative = os.path.relpath(analysis.path, os.path.dirname(path)).replace(os.sep, "/")
        return self._settings_edit(path, text, version, suppress_actions.per_file_ignore(path, text, relative, rule))

    def _settings_edit(
        self, path: str, text: str, version: int | None, insertion: suppress_actions.Insertion | None
    ) -> types.WorkspaceEdit | None:
        uri = from_fs_path(path)
        if insertion is None or uri is None:
            return None
        place = Positions(Source(path, text), self._buffers.encoding).span(insertion.offset, insertion.offset)
        edit = workspace_edit(uri, version, [types.TextEdit(place, return_text(insertion.text))], versioned=self._client.versioned)
        if not text and edit.document_changes is not None:
            options = types.CreateFileOptions(ignore_if_exists=True)
            edit.document_changes = [types.CreateFile(uri, options=options), *edit.document_changes]
        return edit


def _one_a_fix(findings: Sequence[Finding]) -> Iterator[Finding]:
    """The first of the findings that share a fix."""
    seen: set[Fix] = set()
    for finding in findings:
        if finding.fix is not None and finding.fix.edits and finding.fix not in seen:
            seen.add(finding.fix)
            yield finding


def _asks(only: Sequence[types.CodeActionKind | str] | None, kind: str) -> bool:
    """Whether a kind, or one that contains it, is requested."""
    if only is None:
        return True
    names = [str(getattr(one, "value", one)) for one in only]
    return any(name in ("", kind) or kind.startswith(f"{name}.") for name in names)


def _touch(one: types.Range, other: types.Range) -> bool:
    return one.start <= other.end and other.start <= one.end


def _text_of(path: str) -> str:
    try:
        return (read_bytes(path, _SETTINGS_LIMIT) or b"").decode("utf-8-sig", "replace")
    except UnreadableError:
        return ""
