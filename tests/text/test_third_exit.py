"""There is no third exit for text: every statement of the package that could let a text out is one of the two exits, or listed here.

`say` and `return_text` of cli/console.py and lsp/exits.py are the exits. This test reads the package and finds all else that writes to a
stream or a descriptor, prints, logs, warns, ends the program with a text, starts a program that shares our streams, or sends a message to an
editor. What is listed is why it shows nothing.
"""

import ast
from collections.abc import Iterator

import pytest

from tests.paths import ROOT
from vtexlint.cli.parser import Parser

PACKAGE = ROOT / "vtexlint"
STREAMS = {"stdout", "stderr", "__stdout__", "__stderr__"}
FILES = {"write_bytes"}  # what a report is written to a file with
PRINTING = {"print", "pprint", "input", "breakpoint", "exit", "quit"}
WRITING = {"write", "writelines", "write_text", "write_bytes", "print_exc", "print_exception", "print_help", "print_usage", "format_exc"}
DESCRIPTORS = {"write", "writev", "pwrite", "pwritev", "sendfile", "splice", "dup", "dup2", "fdopen", "abort", "system", "popen"}
# the parts of `sys` that write, or are called with what is written
HOOKS = {"excepthook", "unraisablehook", "displayhook", "exit"}
LIBRARIES = {"logging", "warnings", "traceback", "faulthandler", "cgitb", "pdb", "syslog", "curses", "rich", "click", "gettext", "getpass"}
TELLING = {
    "show_message", "show_message_log", "window_show_message", "window_log_message", "window_show_message_request", "window_show_document",
    "log_trace", "progress", "telemetry_event", "text_document_publish_diagnostics", "notify", "send_notification", "send_request",
}  # fmt: skip
EXITS = {"say", "return_text"}
# the texts in a message of the protocol, by place or name; other classes of lsprotocol that have texts are not to be used
TEXTS: dict[str, dict[int | str, str]] = {
    "CodeAction": {0: "title"}, "CompletionItem": {0: "label", "detail": "detail"}, "Diagnostic": {1: "message"},
    "Command": {0: "title"}, "DiagnosticRelatedInformation": {1: "message"}, "DocumentSymbol": {0: "name", "detail": "detail"},
    "InlayHint": {1: "label"}, "MarkupContent": {1: "value"}, "ResponseError": {1: "message"},
    "ShowMessageParams": {1: "message"}, "TextEdit": {1: "new_text"},
}  # fmt: skip
WITHOUT_TEXTS = {
    "CodeActionOptions", "CodeDescription", "CompletionOptions", "CreateFile", "CreateFileOptions", "DiagnosticOptions",
    "DidChangeWatchedFilesRegistrationOptions", "FileSystemWatcher", "Hover", "Location", "OptionalVersionedTextDocumentIdentifier", "Position",
    "PublishDiagnosticsParams", "Range", "Registration", "RegistrationParams", "RelatedFullDocumentDiagnosticReport", "RelativePattern",
    "RelatedUnchangedDocumentDiagnosticReport", "TextDocumentClientCapabilities", "TextDocumentEdit", "WorkspaceEdit",
    "CodeActionClientCapabilities", "WorkspaceClientCapabilities", "GeneralClientCapabilities",
}  # fmt: skip

ALLOWED: dict[str, set[str]] = {
    # the exits of the command line
    "cli/console.py": {
        "buffer.write(shown.encode(stream.encoding or 'utf-8', 'backslashreplace'))",
        "stream = stream or sys.stdout",
        "stream.write(f'\\r\\x1b[K{_safe(text, commands=False)}')",
        "stream.write(shown)",
        "sys.stdout.buffer.write(data)",
        "os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())",
    },
    # a closed stream is replaced by one that discards
    "cli/closed_streams.py": {
        "sys.stderr = open(os.devnull, 'w', encoding='utf-8')",
        "sys.stderr is None",
        "sys.stdout = open(os.devnull, 'w', encoding='utf-8')",
        "sys.stdout is None",
    },
    # a stream that is handed on, to `say` in the end
    "cli/check.py": {
        "load('vtexlint.cli.track').progress(files, sys.stderr)",
        "output.write(run.outcome, style)",
        "status = _report(options, run, session, outputs, sys.stdout if data is None else sys.stderr)",
        "stream = stream or sys.stdout",
    },
    "cli/audit.py": {
        "each = SarifFolder(options.sarif, project.root).write if options.sarif else None",
        "progress = Progress(sys.stderr, PROGRESS, quiet=options.quiet)",
    },
    "cli/history.py": {"output.write(run.outcome, style)", "progress = Progress(sys.stderr, PROGRESS, quiet=options.quiet)"},
    # the prompt for a token; its warning is an error
    "cli/entered.py": {
        "getpass.GetPassWarning",
        "entered_token(Secret(getpass.getpass(f'{localize(prompt())} ')))",
        "import getpass",
        "import warnings",
        "warnings.catch_warnings()",
        "warnings.simplefilter('error', getpass.GetPassWarning)",
    },
    "cli/where.py": {"progress = Progress(sys.stderr, PROGRESS, quiet=options.quiet)"},
    # a page, as `say` prints it
    "cli/pager.py": {"subprocess.run(command, input=page, env=environment, check=False)"},
    # how wide the terminal is
    "cli/terminal.py": {
        "found = os.get_terminal_size(sys.stdout.fileno()).columns",
        "sys.stdin.isatty() and sys.stdout.isatty() and (text.count('\\n') >= os.get_terminal_size(sys.stdout.fileno()).lines)",
    },
    # silences Dask, and ends at a signal
    "project/dask_client.py": {
        "import logging",
        "import warnings",
        "logging.CRITICAL",
        "logging.getLogger(name)",
        "warnings.catch_warnings()",
        "warnings.simplefilter('ignore')",
    },
    "project/own_cluster.py": {"sys.exit(128 + asked[0])", "sys.exit(128 + number)"},
    # reads catalogues
    "languages/catalogue.py": {"gettext.NullTranslations", "import gettext", "of_catalogue(gettext.GNUTranslations(file))"},
    # argparse prints by `_print_message` alone, which is overridden
    "cli/parser.py": {
        "class Parser(argparse.ArgumentParser)",
        "is_output = file is sys.stdout",
        "say(message, sys.stdout if is_output else sys.stderr, end='')",
        "self.exit(2, f'{localize(line)}\\n')",
    },
    # a crash's places without its texts; streams that are flushed, closed, set up
    "cli/main.py": {
        "isinstance(sys.stdout, io.TextIOWrapper)",
        "None in (sys.stdin, sys.stdout, sys.stderr)",
        "sys.stdout.reconfigure(errors='backslashreplace')",
    },
    "__main__.py": {
        "(sys.stdout, sys.stderr)",
        "sys.unraisablehook = report_unraisable",
        # on a Python that cannot read the rest of the package
        "sys.stderr.write(f'vtexlint needs Python 3.11 or later; this is Python {found}\\n')",
        "sys.exit(2)",
    },
    # the channel of the protocol, on which lsp/exits.py makes the texts
    "cli/server.py": {"channel = os.fdopen(os.dup(sys.stdout.fileno()), 'wb')", "sys.stdout = sys.stderr"},
    "lsp/server.py": {
        "self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))",
        "self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, analysis.diagnostics, analysis.snapshot.version))",
        "self.window_show_message(types.ShowMessageParams(kind, say(message)))",
    },
    # what libraries would write is switched off
    "lsp/handlers.py": {"import logging", "logging.disable(logging.CRITICAL)"},
    "accounts/spreadsheet.py": {"import warnings", "warnings.catch_warnings()", "warnings.simplefilter('ignore')"},
    # reports in files, as `say` prints them; a baseline, whose paths are redacted
    "cli/outputs.py": {
        "write_bytes(_absolute(self.path, self.root), text.encode('utf-8', 'backslashreplace'), old, self.root, self.path)",
    },
    "project/rotate.py": {"write_bytes(absolute, new, data, self._project.root, path)"},
    # reports and ids of an audit
    "cli/audit_sarif.py": {"write_bytes(file, text.encode('utf-8', 'backslashreplace'), old, self._root, shown, tidy=False)"},
    "project/kept_audits.py": {"write_bytes(file, text.encode(), existing_content(file), self._directory, tidy=False)"},
    "project/baseline_file.py": {"write_bytes(self._file, text.encode('utf-8', 'backslashreplace'), self._data, self._root, self.path)"},
    # texts of the user's own
    "project/apply_fixes.py": {
        "write_bytes(absolute, done.after.source.encode(), done.before.source.encode(), self._project.root, path, tidy=tidy)",
    },
    "cli/init/planner.py": {
        "write_bytes(path, _encoded(change.after), old, current_project().root, change.path, executable=change.is_script)",
    },
    "cli/init/trial.py": {
        "write_bytes(path, data, None, copy, executable=executable, tidy=False)"
    },  # a copy of the user's own, and an invented token
    "project/replace_file.py": {"os.write(descriptor, rest)"},
    "project/write_file.py": {"os.write(descriptor, rest)"},
    # caught
    "lsp/transport.py": {"(BrokenPipeError, KeyboardInterrupt, SystemExit)"},
    # pipes to git and to vtexlint's own processes
    "project/git/exposure.py": {"requests.writelines((os.fsencode(f'{commit}:{name}\\n') for _, commit, name in asked))"},
    "project/git/objects.py": {"requests.write(''.join((f'{oid}\\n' for oid in batch)).encode())"},
    "project/git/trees.py": {"self._requests.write(f'{name}\\n'.encode())"},
    "project/pipes.py": {"os.write(pipe, left)"},
}


def doors(tree: ast.AST) -> Iterator[str]:
    """What of a module could let a text out."""
    parents = {child: parent for parent in ast.walk(tree) for child in ast.iter_child_nodes(parent)}
    for node in ast.walk(tree):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            names = [one.name for one in node.names] if isinstance(node, ast.Import) else [node.module or ""]
            yield from (f"import {name}" for name in names if name.partition(".")[0] in LIBRARIES)
            if isinstance(node, ast.ImportFrom) and node.module in ("sys", "os"):
                yield from (f"from {node.module} import {one.name}" for one in node.names if one.name in STREAMS | HOOKS | DESCRIPTORS)
        elif isinstance(node, ast.Attribute):
            yield from _attribute(node, parents)
        elif isinstance(node, ast.Name) and node.id in PRINTING | FILES | {"SystemExit"} and isinstance(node.ctx, ast.Load):
            yield _shown(parents, node)
        elif isinstance(node, ast.ClassDef):
            yield from (f"class {node.name}({ast.unparse(base)})" for base in node.bases if "ArgumentParser" in ast.unparse(base))
        elif isinstance(node, ast.Call):
            yield from _call(node)


def _attribute(node: ast.Attribute, parents: dict[ast.AST, ast.AST]) -> Iterator[str]:
    of = node.value.id if isinstance(node.value, ast.Name) else ""
    if of == "sys" and node.attr in STREAMS:
        parent = parents[node]
        is_said = isinstance(parent, ast.Call) and isinstance(parent.func, ast.Name) and parent.func.id in {"say", "wants_colour"}
        is_asked = isinstance(parent, ast.Attribute) and parent.attr in {"isatty", "flush"}
        if not (is_said or is_asked):
            yield _shown(parents, node)
    elif (
        (of == "sys" and node.attr in HOOKS)
        or (of == "os" and node.attr in DESCRIPTORS)
        or node.attr in TELLING
        or of in LIBRARIES
        or (of != "os" and node.attr in WRITING)
    ):
        yield _shown(parents, node)


def _call(node: ast.Call) -> Iterator[str]:
    function = node.func
    if ast.unparse(function).endswith("ArgumentParser"):
        yield ast.unparse(node)
    if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name):
        given = {keyword.arg for keyword in node.keywords}
        if function.value.id == "subprocess" and not ({"stdout", "stderr"} <= given or "capture_output" in given):
            yield ast.unparse(node)
        if function.value.id == "types" and function.attr[:1].isupper():
            yield from _message(function.attr, node)
        if function.attr == "exit" and len(node.args) > 1:
            yield ast.unparse(node)


def _message(kind: str, node: ast.Call) -> Iterator[str]:
    """A message of the protocol whose texts no exit made, or of a class that is not known here."""
    if kind not in TEXTS:
        if kind not in WITHOUT_TEXTS:
            yield f"types.{kind}(...)"
        return
    given: dict[int | str, ast.expr] = dict(enumerate(node.args)) | {one.arg or "": one.value for one in node.keywords}
    for place, name in TEXTS[kind].items():
        text = given.get(place, given.get(name))
        if text is not None and not (isinstance(text, ast.Call) and isinstance(text.func, ast.Name) and text.func.id in EXITS):
            yield ast.unparse(node)


def _shown(parents: dict[ast.AST, ast.AST], node: ast.AST) -> str:
    """The expression that a name is in, as far as it says what is done with it."""
    parent = parents[node]
    while isinstance(parent, (ast.Attribute, ast.Call, ast.keyword, ast.BoolOp, ast.IfExp, ast.Compare, ast.Tuple)):
        node, parent = parent, parents[parent]
    return ast.unparse(parent if isinstance(parent, (ast.Assign, ast.Raise)) else node)


def test_there_is_no_third_exit() -> None:
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        if doors_of := set(doors(ast.parse(path.read_text("utf-8")))):
            found[path.relative_to(PACKAGE).as_posix()] = doors_of
    assert found == ALLOWED


@pytest.mark.parametrize(
    "statement",
    [
        "print(text)", "sys.stdout.write(text)", "sys.stderr.buffer.write(data)", "out = sys.stdout", "show(sys.stderr)", "stream.write(text)",
        "from sys import stderr", "os.write(1, data)", "os.write(2, data)", "from os import write", "os.fdopen(1).write(text)", "os.system(text)",
        "import logging", "from logging import getLogger", "logging.warning(text)", "import warnings", "warnings.warn(text)",
        "traceback.print_exc()", "faulthandler.enable()", "raise SystemExit(text)", "sys.exit(text)", "exit(text)", "sys.excepthook = show",
        "parser.exit(2, text)", "argparse.ArgumentParser(text)", "class Other(argparse.ArgumentParser): pass", "parser.print_help()",
        "subprocess.run(command)", "subprocess.Popen(command, stdout=subprocess.PIPE)", "server.window_show_message(params)",
        "server.window_log_message(params)", "server.show_message_log(text)", "server.protocol.notify(method, params)",
        "types.ShowMessageParams(kind, text)", "types.ShowMessageParams(kind, message=text)", "types.Diagnostic(range, f'{say(text)} {text}')",
        "types.LogMessageParams(kind, text)", "types.CodeAction(title)", "types.TextEdit(range, new_text=text)", "types.InlayHint(place, text)",
        "path.write_text(text)", "write_bytes(path, data)", "input(text)", "console.write(text)",
    ],
)  # fmt: skip
def test_each_kind_of_door_is_seen(statement: str) -> None:
    assert [*doors(ast.parse(statement))]


@pytest.mark.parametrize(
    "statement",
    [
        "say(text, sys.stderr)", "return_text(data)", "sys.stdout.flush()", "sys.stderr.isatty()", "raise ValueError(text)", "os._exit(status)",
        "subprocess.run(command, capture_output=True)", "subprocess.run(command, stdout=pipe, stderr=pipe)", "types.Position(1, 2)",
        "types.Diagnostic(range, say(text), severity)", "types.TextEdit(range, return_text(text))", "types.CompletionItem(say(label), kind=kind)",
        "file.read()", "made: argparse.ArgumentParser = parser()",
    ],
)  # fmt: skip
def test_what_lets_nothing_out_is_no_door(statement: str) -> None:
    assert [*doors(ast.parse(statement))] == []


def test_argparse_has_no_other_way_to_print() -> None:
    """What the allowance for cli/parser.py rests on: all that argparse writes passes `_print_message`."""
    import argparse
    import inspect

    tree = ast.parse(inspect.getsource(argparse))
    writing = [
        function.name
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith((".write", "print"))
    ]
    assert set(writing) == {"_print_message"}
    assert "_print_message" in vars(Parser)
