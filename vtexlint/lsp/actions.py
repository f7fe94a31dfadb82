"""Code actions for findings: the fixes, what else solves them, the rule's page, and last to ignore a rule at this place."""

import os
from collections.abc import Callable, Iterator, Sequence

from lsprotocol import types
from pygls.uris import from_fs_path

from vtexlint._startup.typed import NamedTuple
from vtexlint.diagnostics import Finding, Fix
from vtexlint.linter import fix_file
from vtexlint.lsp import solve_actions, suppress_actions
from vtexlint.lsp.analysis import Analysis
from vtexlint.lsp.capabilities import FIX_ALL, Client
from vtexlint.lsp.conversion import diagnostic, line_edits, place_range, text_edits, workspace_edit
from vtexlint.lsp.documents import OpenDocuments
from vtexlint.lsp.exits import return_text, say
from vtexlint.lsp.hover import account_of
from vtexlint.lsp.insertions import Insertion
from vtexlint.lsp.positions import Positions
from vtexlint.project.config import NAMES
from vtexlint.project.project import root_of
from vtexlint.project.read_file import SETTINGS_LIMIT, UnreadableError, read_whole
from vtexlint.rules.names import UNSUPPRESSIBLE
from vtexlint.text.messages import NO_MESSAGE, Message, Template
from vtexlint.text.source import Source

FIX_ALL_TITLE = Template("action.fix-all", "vtexlint: apply all safe fixes")
SAFE_FIX = Template("action.fix", "vtexlint: {fix}")
UNSAFE_FIX = Template("action.unsafe-fix", "vtexlint: {fix} (unsafe: review the result)")
OPEN_PAGE = Template("action.open-page", "vtexlint: open the page about {rule}")
IGNORE_HERE = Template("action.ignore-here", "vtexlint: ignore {rule} here")
IGNORE_IN_SETTINGS = Template("action.ignore-in-settings", "vtexlint: ignore {rule} in this file (in the settings)")

PAGE_COMMAND = "vtexlint.openPage"
"""A command of the client, with the rule as its argument: it asks for the page (`vtexlint/page`) and shows it."""


class ActionRequest(NamedTuple):
    """An action: what it does, to be looked up again when it is chosen."""

    what: str  # fix, fix-all, ignore, or one of `solve_actions`
    rule: str = ""
    fingerprint: str = ""


class Actions:
    """The actions for one version of one document."""

    def __init__(self, analysis: Analysis, documents: OpenDocuments, client: Client) -> None:
        self._analysis = analysis
        self._buffers = documents
        self._client = client
        self._positions: Positions = analysis.positions(documents.encoding)
        self._texts: dict[str, str | None] = {}  # of other files, for one request

    def offered(self, wanted: types.Range, only: Sequence[types.CodeActionKind | str] | None) -> list[types.CodeAction]:
        """The actions for a range of the document, of the kinds that the client asks for (None: of all)."""
        actions = [*self._quick(wanted)] if _asks(only, types.CodeActionKind.QuickFix.value) else []
        if _asks(only, FIX_ALL) and fix_file.fixable(self._analysis.findings, unsafe=False):
            actions.append(self._action(FIX_ALL_TITLE(), FIX_ALL, ActionRequest("fix-all")))
        return [action for action in actions if self._is_possible(action)]

    def _is_possible(self, action: types.CodeAction) -> bool:
        """Whether an action can be done; with its edits, unless the client asks for them when it is chosen.

        Then a fix is not tried before: it takes a parse of the whole text, and is seldom refused.
        """
        if not self._client.lazy:
            return self.complete(action)
        possible = (action.data or {}).get("what") in ("fix", "fix-all") or self.complete(action)
        action.edit = None
        return possible

    def complete(self, action: types.CodeAction) -> bool:
        """Add the edits to an action; False if it cannot be done."""
        data = action.data or {}
        wanted = ActionRequest(*(str(data.get(key, "")) for key in ActionRequest._fields))
        if wanted.what == "page":
            return action.command is not None
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
            for solution in solve_actions.solutions(self._analysis, finding):
                changed = {"gitignore": solve_actions.gitignore(self._analysis.path), "external": self._settings_path()}
                if solution.what in changed and not self._can_write(changed[solution.what]):
                    continue
                wish = ActionRequest(solution.what, finding.rule, finding.fingerprint)
                yield self._action(solution.title, types.CodeActionKind.QuickFix, wish, [finding])
        for rule in dict.fromkeys(finding.rule for finding in findings if self._client.pages):
            about = [one for one in findings if one.rule == rule]  # VS Code puts actions without diagnostics last
            action = self._action(OPEN_PAGE(rule=rule), types.CodeActionKind.QuickFix, ActionRequest("page"), about)
            action.command = types.Command(say(OPEN_PAGE(rule=rule)), command=PAGE_COMMAND, arguments=[rule])
            yield action
        for finding in findings:
            if finding.rule in UNSUPPRESSIBLE:
                continue
            is_comment = suppress_actions.comment(self._analysis, finding) is not None
            if not is_comment and not self._can_write(self._settings_path()):
                continue
            template = IGNORE_HERE if is_comment else IGNORE_IN_SETTINGS
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
        if wanted.what in ("gitignore", "reference", "external"):
            return self._solve(wanted.what, finding)
        insertion = suppress_actions.comment(self._analysis, finding)
        if insertion is None:
            rule = finding.rule
            return self._settings_edit(lambda path, text, name: suppress_actions.per_file_ignore(path, text, name, rule))
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

    def _solve(self, what: str, finding: Finding) -> types.WorkspaceEdit | None:
        path = self._analysis.snapshot.path
        if what == "gitignore":
            file = solve_actions.gitignore(path) if path else None
            if path is None or file is None:
                return None
            return self._insertion(file, lambda text: solve_actions.gitignore_line(path, file, text))
        credential = solve_actions.credential_at(self._analysis, finding)
        if credential is None:
            return None
        if what == "external":
            account = account_of(credential)
            if account is None:
                return None
            return self._settings_edit(lambda path, text, _: solve_actions.external_account(path, text, account))
        found = solve_actions.replacement(self._analysis, credential)
        return found and self._own_edit([types.TextEdit(self._positions.span(*found[0]), return_text(found[1]))])

    def _settings_edit(self, insertion: Callable[[str, str, str], Insertion | None]) -> types.WorkspaceEdit | None:
        """An insertion into the settings that apply to the file; into a new vtexlint.toml if there are none.

        `insertion` is given the settings file, its text, and the document's path relative to its directory.
        """
        path = self._settings_path()
        if path is None:
            return None
        relative = os.path.relpath(self._analysis.path, os.path.dirname(path)).replace(os.sep, "/")
        return self._insertion(path, lambda text: insertion(path, text, relative))

    def _settings_path(self) -> str | None:
        """The settings file that applies to the document, or that would be made for it; None for a document without a file."""
        analysis = self._analysis
        if analysis.judged is None or analysis.snapshot.path is None:
            return None
        directory = analysis.folder or root_of(os.path.dirname(analysis.path)) or os.path.dirname(analysis.path)
        return analysis.judged.settings_path or os.path.join(directory, NAMES[1])

    def _can_write(self, path: str | None) -> bool:
        """Whether the client can change a file, which it may have to make: not one of which the text is not known."""
        return path is not None and self._text_to_change(path) is not None

    def _text_to_change(self, path: str) -> tuple[str, int | None] | None:
        """The text of another file, as it is open (with its version) or on disk; "" for one that the client can make, else None."""
        known = self._buffers.of_path(path)
        if known is not None:
            return known.text, known.version
        if path not in self._texts:
            makes = self._client.creates and self._client.versioned
            self._texts[path] = _text_of(path) if os.path.lexists(path) else "" if makes else None
        text = self._texts[path]
        return None if text is None else (text, None)

    def _insertion(self, path: str, insertion: Callable[[str], Insertion | None]) -> types.WorkspaceEdit | None:
        """An insertion into another file, as it is open or on disk; the file is created where it does not exist."""
        exists = self._buffers.of_path(path) is not None or os.path.lexists(path)
        found = self._text_to_change(path)
        if found is None:
            return None
        text, version = found
        made, uri = insertion(text), from_fs_path(path)
        if made is None or uri is None:
            return None
        place = Positions(Source(path, text), self._buffers.encoding).span(made.offset, made.offset)
        edit = workspace_edit(uri, version, [types.TextEdit(place, return_text(made.text))], versioned=self._client.versioned)
        if not exists and edit.document_changes is not None:
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


def _text_of(path: str) -> str | None:
    """The text of a file on disk; None if it cannot be read, or is larger than settings are: what an edit of it would do is not known."""
    try:
        return read_whole(path, SETTINGS_LIMIT, NO_MESSAGE).decode("utf-8-sig")
    except (UnreadableError, UnicodeDecodeError):
        return None
