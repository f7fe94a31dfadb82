"""The language server: the open documents, when each is linted, and the notifications to the client."""

import os
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, TypeVar

from lsprotocol import types
from pygls.exceptions import JsonRpcException, JsonRpcMethodNotFound
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from vtexlint._about import __version__
from vtexlint._startup.modules import load
from vtexlint.languages.codes import ENGLISH
from vtexlint.lsp.analysis import Analysis, analyse, is_wanted
from vtexlint.lsp.capabilities import ClientCapabilities, choices
from vtexlint.lsp.contradictions import contradict
from vtexlint.lsp.conversion import show
from vtexlint.lsp.documents import DocumentVersion, OpenDocuments
from vtexlint.lsp.exits import say
from vtexlint.lsp.protocol import Protocol, make_converter
from vtexlint.lsp.schedule import Job, Schedule
from vtexlint.lsp.session import EditorSession
from vtexlint.project.config import NAMES
from vtexlint.project.errors import where
from vtexlint.text.memory import GivenUp
from vtexlint.text.messages import Message, Template

TROUBLE = Template("server.trouble", "vtexlint: {trouble}")
CRASH = Template("server.crash", "vtexlint: internal error ({error}); please report it; this message contains no value of yours")
NOT_UNDERSTOOD = Template("server.not-understood", "vtexlint: the editor sent an invalid message ({error}); it was ignored")

T = TypeVar("T")

QUIET = 0.05  # seconds without a keystroke before a document is linted; plus the time that linting it last took
LONGEST_QUIET = 1.0
GIT_QUIET = 0.2  # seconds without a change of git's files before they are looked at: one fetch may change thousands


class Server(LanguageServer):
    """Lints open documents. All its state belongs to the event loop; `_live` is used by the worker threads."""

    protocol: Protocol

    def __init__(self, home: str) -> None:
        """`home` is the absolute directory of documents without a file and a folder."""
        kind = types.TextDocumentSyncKind.Incremental
        super().__init__("vtexlint", __version__, kind, protocol_cls=Protocol, converter_factory=make_converter, max_workers=2)
        self.documents = OpenDocuments()
        self.abilities = ClientCapabilities()
        self.shutdown_requested = False  # the client has asked for the end
        self.asked_language: str | None = None  # on the command line or in the settings
        self.locale = ENGLISH  # of the process
        self._schedule = Schedule(self.crashed)
        self._live = EditorSession()
        self._home = home
        self._untold_options: object = None  # of the editor, which may have faults
        self._analyses: dict[str, Analysis] = {}
        self._sent: dict[str, Analysis] = {}  # whose diagnostics the client has
        self._spent: dict[str, float] = {}
        self._reported: set[str] = set()
        self._watched: set[str] = set()

    # what happens to documents

    def opened(self, item: types.TextDocumentItem) -> None:
        if is_wanted(item.uri):
            snapshot = self.documents.open(item)
            self._forget(snapshot)
            self._soon(snapshot, 0)

    def changed(self, params: types.DidChangeTextDocumentParams) -> None:
        snapshot = self.documents.change(params)
        if snapshot is not None:
            self._soon(snapshot, min(QUIET + self._spent.get(snapshot.uri, 0), LONGEST_QUIET))

    def saved(self, uri: str) -> None:
        """git's answer may have changed; a settings file takes effect when it is saved."""
        snapshot = self.documents.get(uri)
        if snapshot is None:
            return
        if snapshot.path is not None and os.path.basename(snapshot.path) in NAMES:
            self.refresh()
            return
        self._forget(snapshot)
        self._soon(snapshot, 0)
        if self.abilities.pulls:
            self._ask_to_pull()

    def closed(self, uri: str) -> None:
        snapshot = self.documents.get(uri)
        if snapshot is None:
            return
        self._schedule.cancel(uri)
        self.documents.close(uri)
        gone = self._analyses.get(uri)
        for known in (self._analyses, self._sent, self._spent):
            known.pop(uri, None)
        if snapshot.path is not None:
            self._live.close(snapshot.path)
        self._contradict(gone, None)
        if not self.abilities.pulls:
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    def choose(self, options: object) -> None:
        """Take the editor's own settings."""
        self._live.choose(choices(options, self._home))
        self._untold_options = options

    def tell_wrong_options(self) -> None:
        """Show what is wrong with the editor's own settings, once the client takes messages."""
        options, self._untold_options = self._untold_options, None
        for problem in load("vtexlint.lsp.option_problems").problems_of(options) if options else ():
            self._show(types.MessageType.Warning, TROUBLE(trouble=problem))

    def git_worked(self) -> None:
        """git has written its files: look soon for which documents its answers may be others."""
        self._schedule.after(GIT_QUIET, "", self._look_at_git)  # no document has this URI

    async def _look_at_git(self) -> None:
        changed = await self._schedule.run(0, self._live.changed_in_git)
        self._again([snapshot for snapshot in self.documents.all() if snapshot.path in changed])

    def refresh(self) -> None:
        """Judge all open documents again: settings changed, or what git ignores."""
        self._live.forget()
        self._again(self.documents.all())

    def _again(self, snapshots: Sequence[DocumentVersion]) -> None:
        for snapshot in snapshots:
            self._outdate(snapshot)
            self._soon(snapshot, 0, again=False)
        if snapshots and self.abilities.pulls:
            self._ask_to_pull()

    # judging

    async def analysis_of(self, uri: str) -> Analysis | None:
        """What is wrong with a document as it is now; None if it is not open, or changed in the meantime."""
        snapshot = self.documents.get(uri)
        if snapshot is None:
            return None
        known = self._analyses.get(uri)
        if known is not None and known.snapshot is snapshot and not known.is_outdated:
            return known
        return await self._schedule.once(uri, snapshot, partial(self._judge, snapshot))

    async def _judge(self, snapshot: DocumentVersion, job: Job) -> Analysis | None:
        uri = snapshot.uri
        before, folder = self._analyses.get(uri), self.folder_of(snapshot.path)
        found = await self._schedule.run(len(snapshot.text), self._analyse, snapshot, folder, before)
        if found is None or not self.documents.is_current(snapshot):
            return None
        analysis, self._spent[uri] = found
        analysis.is_outdated = job.is_outdated  # settings or git have changed in the meantime
        self._analyses[uri] = analysis
        self._show_troubles(analysis)
        self._contradict(before, analysis)
        self._watch(analysis)
        return analysis

    def _contradict(self, before: Analysis | None, after: Analysis | None) -> None:
        """Judge the other documents again whose pairs contradict one that has come or gone: `conflicting-pair`."""
        known = after or before
        if known is None:
            return
        values = [one.pairs if one is not None else frozenset() for one in (before, after)]
        changed, uri = values[0] ^ values[1], known.snapshot.uri
        for other in [*self._analyses.values()] if changed else ():
            if other.snapshot.uri != uri and contradict(changed, other.pairs):
                self._outdate(other.snapshot)
                self._soon(other.snapshot, 0, again=False)
                if self.abilities.pulls:
                    self._ask_to_pull()

    def _watch(self, analysis: Analysis) -> None:
        """Have the client watch the other files that a verdict depends on."""
        new = set(analysis.judged.other_files if analysis.judged else ()) - self._watched
        if new and self.abilities.watches:
            self._watched |= new
            self.watch(f"vtexlint-watch-{len(self._watched)}", [self.abilities.pattern(path) for path in sorted(new)])

    def watch(self, name: str, patterns: "list[types.Pattern | types.RelativePattern]") -> None:
        options = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher(pattern) for pattern in patterns])
        what = types.Registration(name, types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
        self.client_register_capability(types.RegistrationParams([what]))

    def _analyse(self, snapshot: DocumentVersion, folder: str | None, before: Analysis | None) -> tuple[Analysis, float] | None:
        """In a worker thread: lint the snapshot, with the seconds spent; None as soon as a later one has come."""
        start = time.perf_counter()
        try:
            analysis = analyse(self._live, snapshot, folder, self._home, partial(self.documents.is_current, snapshot))
        except GivenUp:
            return None
        others = [one for one in [*self._analyses.values()] if one.snapshot.uri != snapshot.uri and one.folder == folder]
        show(analysis, before, self.documents.encoding, related=self.abilities.related, others=others)
        return analysis, time.perf_counter() - start

    def folder_of(self, path: str | None) -> str | None:
        """The innermost workspace folder of a path; the first one for a document without a path."""
        folders = [found for folder in self.workspace.folders.values() if (found := to_fs_path(folder.uri))]
        if not folders and self.workspace.root_path:
            folders = [self.workspace.root_path]
        if path is None:
            return folders[0] if folders else None
        holding = [folder for folder in folders if path.startswith(folder.rstrip("/\\") + ("\\" if "\\" in folder else "/"))]
        return max(holding, key=len, default=None)

    async def publish(self, uri: str, *, again: bool = True) -> None:
        """`again` False: not where the client has the same diagnostics for this version."""
        analysis = await self.analysis_of(uri)
        if analysis is None:
            return
        sent = self._sent.get(uri)
        if again or sent is None or sent.snapshot is not analysis.snapshot or sent.diagnostics is not analysis.diagnostics:
            self._sent[uri] = analysis
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, analysis.diagnostics, analysis.snapshot.version))

    async def in_worker(self, analysis: Analysis, work: Callable[..., T], *arguments: Any) -> T:
        """What takes a while: parsing again, fixing."""
        return await self._schedule.run(len(analysis.snapshot.text), work, *arguments)

    def _soon(self, snapshot: DocumentVersion, delay: float, *, again: bool = True) -> None:
        if not self.abilities.pulls:
            self._schedule.after(delay, snapshot.uri, lambda: self.publish(snapshot.uri, again=again))

    def _forget(self, snapshot: DocumentVersion) -> None:
        self._outdate(snapshot)
        if snapshot.path is not None:
            self._live.forget(snapshot.path)

    def _outdate(self, snapshot: DocumentVersion) -> None:
        known = self._analyses.get(snapshot.uri)
        if known is not None:
            known.is_outdated = True
        self._schedule.outdate(snapshot.uri)

    # messages other than diagnostics

    def _show_troubles(self, analysis: Analysis) -> None:
        """Each trouble once: settings that cannot be used, git that refuses."""
        for trouble in analysis.judged.troubles if analysis.judged else ():
            self._show(types.MessageType.Warning, TROUBLE(trouble=trouble))

    def _ask_to_pull(self) -> None:
        if self.abilities.refreshes:
            self.workspace_diagnostic_refresh(None)

    def crashed(self, error: BaseException) -> None:
        self._show(types.MessageType.Error, CRASH(error=where(error)))

    def _show(self, kind: types.MessageType, message: Message) -> None:
        """Show a message once."""
        if message not in self._reported:
            self._reported.add(message)
            self.window_show_message(types.ShowMessageParams(kind, say(message)))

    def report_server_error(self, error: Exception, source: Any) -> None:
        """As pygls calls it; its own message would quote what failed. `source` is where: JsonRpcException where a message is read."""
        if isinstance(error, JsonRpcMethodNotFound):
            return  # the answer says so; which methods there are, the client knows
        if source is JsonRpcException:
            self._show(types.MessageType.Warning, NOT_UNDERSTOOD(error=type(error).__name__))
        else:
            self.crashed(error)

    def shutdown(self) -> None:
        self._schedule.close()
        super().shutdown()  # type: ignore[no-untyped-call]
