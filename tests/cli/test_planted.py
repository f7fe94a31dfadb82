"""Every subcommand, option and format, in a repository full of tokens and hostile texts: nothing that is shown or written has any.

The table is made from the program's own lists, and a subcommand or an option without a row fails. The language server's: tests/lsp/test_planted.py.
"""

import io
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import pytest

from tests.cli.planted import BASELINES, COMMENTS, DOCUMENTS, HOSTILE, PAIR, SETTINGS, SMALL, SNAPSHOTS, WORDS, faults, plant
from tests.fake import KEY, TOKEN
from vtexlint.cli import audit, history, inventory, main, merge, options, rotate, where
from vtexlint.cli.console import show_progress
from vtexlint.reporters.table import FORMATS

Row = tuple[str, ...]
FIXED = {"--color": "always", "--colour": "always", "--now": "2026-01-15", "--jobs": "2"}  # values that a run accepts
STDIN = COMMENTS + PAIR


def _of_table(command: str, table: Sequence[options.Option]) -> list[Row]:
    """Each option of a table: with each of its choices, with a value that is accepted, and with each planted word."""
    rows: list[Row] = []
    for option in table:
        if option.metavar is None:
            rows += [(command, name) for name in option.names]
            continue
        values = [*WORDS.values(), *(option.choices or ()), *filter(None, (FIXED.get(option.names[0]),))]
        rows += [(command, name, value) for name in option.names for value in values if name == option.names[0] or value == FIXED.get(name)]
        rows += [(command, f"{option.names[0]}={TOKEN}")]
    return rows


def _typed(*before: str) -> list[Row]:
    return [(*before, word) for word in WORDS.values()] + [(*before, f"--{word}") for word in WORDS.values()]


CALLED = f"https://{SMALL[:60]}.vtexcommercestable.com.br/api/oms/{TOKEN}/{WORDS['packed']}?{TOKEN}"
CHECK: list[Row] = [
    ("check",), ("check", "--help"), ("check", "--version"), ("check", "--diff", "--unsafe-fixes"), ("check", "--fix", "--unsafe-fixes"),
    ("check", "--verbose", "--statistics", "--color", "always"), ("check", "--write-baseline", "--baseline", "out.json"),
    *(("check", *more) for more in (("--fix", "--format", "json"), ("--diff", "--color", "always"), ("--diff", "--staged"), ("--fix", "--staged"))),
    *(("check", "--output", f"{form}=out.{form}") for form in FORMATS), *(("check", "--output", f"{form}={TOKEN}/x") for form in FORMATS[:1]),
    *(("check", "--output", f"{word}=x") for word in WORDS.values()), *(("check", "--output", f"text={word}") for word in WORDS.values()),
    *(("check", "--staged", "--format", form) for form in FORMATS), *(("check", name) for name in DOCUMENTS),
    *(("check", *more, "--config", f"settings/{name}", ".env") for name in SETTINGS for more in ((), ("--show-settings",))),
    *(("check", "--baseline", f"baselines/{name}", ".env") for name in BASELINES),
    ("check", "--write-baseline", "--baseline", "baselines/good.json", "."),
    *(("check", "--format", form, "--account", f"snapshots/{name}", ".") for name in SNAPSHOTS for form in ("text", "json")),
    *(("check", "--account", f"{word}=snapshots/good.json", ".env") for word in WORDS.values()),
    *(("check", "--stdin-filename", word, "-") for word in WORDS.values()), ("check", "--stdin-filename", f"{HOSTILE}.env", "--diff", "-"),
]  # fmt: skip
LOCAL: list[Row] = [
    ("explain", "key-casing"), ("rules",), ("account", "show", "snapshots/good.json"), ("init", "--dry-run"), ("completion", "zsh"), ("check",), ("history",),
    ("check", "--format", "json"), ("check", "--format", "sarif"), ("server",),
    ("access", KEY),
]  # fmt: skip
ROWS: list[Row] = [
    *CHECK, *_of_table("check", options.OPTIONS), *_typed("check"), *_typed(), (), ("--help",), ("--version",), ("help",),
    ("history",), ("history", "--help"), *_of_table("history", history.OPTIONS), *_typed("history"), ("history", "--branch", f"^{TOKEN}"),
    *(("history", "--output", f"{form}=out.{form}") for form in FORMATS), *(("history", "--config", f"settings/{name}") for name in SETTINGS),
    *(("where", *more) for more in ((KEY,), ("--help",), (), ("fakestore", "--history"), ("-",), ("-", "--format", "json"), (KEY, *DOCUMENTS))),
    *_of_table("where", where.OPTIONS), *_typed("where"), *_typed("where", KEY), *((*row, KEY) for row in _of_table("where", where.OPTIONS)),
    *(("rotate", *more) for more in ((KEY,), ("--help",), (), ("fakestore", "--diff"), ("-",), (KEY, "--also-tracked", "--yes", "a.json", ".env"))),
    *_of_table("rotate", rotate.OPTIONS), *_typed("rotate"), *((*row, KEY) for row in _of_table("rotate", rotate.OPTIONS)),
    ("inventory",), ("inventory", "--help"), ("inventory", "--account", "snapshots/good.json", "--format", "json"), ("inventory", ".", "--format", "csv"),
    *_of_table("inventory", inventory.OPTIONS), *_typed("inventory"),
    ("audit", "."), ("audit", "--help"), ("audit",), ("audit", ".", "--format", "json", "--account", "snapshots/good.json", "--jobs", "1"),
    *_of_table("audit", audit.OPTIONS), *_typed("audit"), *((*row, ".") for row in _of_table("audit", audit.OPTIONS)),
    *_of_table("merge", merge.OPTIONS), *_typed("merge"), ("merge", "--help"), *(("merge", name) for name in DOCUMENTS),
    *_typed("explain"), ("explain", "key-casing", "--color", "always"), *(("explain", "--colour", word) for word in WORDS.values()), ("explain", "loaders"),
    ("explain", "--help"), ("explain",),
    ("rules",), ("rules", "--format", "json"), ("rules", "--help"), *_typed("rules", "--format"), *_typed("rules"),
    ("account",), ("account", "--help"), ("account", "show", "--help"), *_typed("account"), *_typed("account", "show"), ("account", "show"),
    *(("account", "show", "--format", form, f"snapshots/{name}") for name in SNAPSHOTS for form in ("text", "json", TOKEN, HOSTILE)),
    *(("account", "show", f"{word}=snapshots/{name}") for word in WORDS.values() for name in ("good.json", "list.json", "export.csv")),
    ("init", "--yes", "--no-trial"), ("init", "-y", "--team", "--baseline", "."), ("init", "--dry-run"), ("init",), ("init", "--help"), *_typed("init", "--yes"), *_typed("init", "--dry-run"),
    *(("init", "--yes", "--repo", word, "--rev", rev) for word in WORDS.values() for rev in (word, "v1")),
    *(("init", "--dry-run", "--repo", f"https://git.example.com/{word}", "--rev", word) for word in WORDS.values()),
    *(("completion", shell) for shell in ("bash", "zsh", "fish")), *_typed("completion"), ("completion", "--help"), ("completion",),
    *((*command, "--lang", word) for command in LOCAL for word in (*WORDS.values(), "es", "pt-BR")), *((*command, "--lang=es") for command in LOCAL),
    *_typed("access"), ("access",), ("access", "--help"), *(("access", KEY, "--format", form, "--account", "snapshots/good.json") for form in ("text", "json")),
    *(("access", KEY, word) for word in WORDS.values()), ("explain", "access", "--help"), *_typed("explain", "access"), *_typed("explain", "access", "GET"),
    *(("explain", "access", *more, "--format", form) for form in ("text", "json") for more in (("f.http",), ("-",), ("GET", CALLED), ("GET", f"{CALLED}/{HOSTILE}"))),
    *(("explain", "access", "GET", "/api/oms/pvt/orders", "--account", f"snapshots/{name}") for name in SNAPSHOTS),
    *(("explain", "access", "GET", "/api/oms/pvt/orders", "--account", "snapshots/good.json", "--key", word) for word in WORDS.values()),
    *_typed("server"), ("server", "--help"), ("server", "--version"), ("server", "--stdio", TOKEN),
]  # fmt: skip


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return plant(tmp_path_factory.mktemp("planted") / "repo").path


@pytest.fixture
def here(model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "repo"
    shutil.copytree(model, folder, symlinks=True)
    monkeypatch.chdir(folder)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(STDIN.encode())))
    return folder


def _run(row: Row) -> None:
    with suppress(SystemExit):
        main.run([*row])


def _name(row: Row) -> str:
    names = {TOKEN: "T", SMALL: "t", HOSTILE: "HOSTILE", WORDS["packed"]: "b64"}
    text = " ".join(row)
    for word, short in names.items():
        text = text.replace(word, short)
    return text or "nothing"


@pytest.mark.parametrize("row", dict.fromkeys(ROWS), ids=_name)
def test_nothing_shows_a_token_or_acts(row: Row, here: Path, model: Path, capfd: pytest.CaptureFixture[str]) -> None:
    before = {path for path in here.rglob("*") if ".git" not in path.parts}
    _run(row)
    shown = capfd.readouterr()
    assert faults(shown.out, commands=bool({"github", "azure"} & {*row, *(word.partition("=")[0] for word in row)})) == []
    assert faults(shown.err) == []
    assert "Traceback" not in shown.err
    assert "internal error" not in shown.err
    for path in {path for path in here.rglob("*") if ".git" not in path.parts and path.is_file()} - before:
        assert faults(path.read_text("utf-8"), commands=path.suffix in (".github", ".azure")) == []
    if row[:1] == ("check",) and "good.json" in row[-2:-1]:
        assert faults((here / "baselines/good.json").read_text()) == []


def test_every_subcommand_and_option_has_a_row(capfd: pytest.CaptureFixture[str]) -> None:
    for command in main.COMMANDS:
        rows = [row for row in ROWS if row[:1] == (command,)]
        words = {word.partition("=")[0] for row in rows for word in row}
        for extra in ((), ("show",)) if command == "account" else ((),):
            _run((command, *extra, "--help"))
            listed = set(re.findall(r"(?<![\w-])--?[a-z][\w-]*", capfd.readouterr().out)) - {"-h"}
            # in examples: options of pip, pre-commit and git, which are no option of the command
            assert {name for name in listed if name.startswith("--")} <= words | {"--replace-text"}, command
        assert any(TOKEN in word for row in rows for word in row), command
    assert {row[2] for row in ROWS if row[:2] == ("check", "--format") and len(row) == 3} >= {*FORMATS}
    assert {row[2] for row in ROWS if row[:2] == ("history", "--format") and len(row) == 3} >= {*FORMATS}


def test_the_rows_reach_what_is_planted(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """The table proves nothing where a run ends before it has met what is planted."""
    _run(("check", "--format", "concise"))
    told = capfd.readouterr().out
    rules = {line.split()[2] for line in told.splitlines() if re.match(r"\S+:\d+:\d+: ", line)}
    assert {"committed-secret", "unknown-suppression", "syntax-error", "surrounding-whitespace", "token-casing", "unreadable-file"} <= rules
    assert told.count("…") > 20
    _run(("history",))
    assert capfd.readouterr().out.count("error committed-secret") >= 1
    _run(("account", "show", "snapshots/good.json"))
    assert "snapshots/good.json contains an appToken" in capfd.readouterr().out
    for name in SETTINGS.keys() - {"shown.toml"}:
        _run(("check", "--config", f"settings/{name}", ".env"))
        assert len(capfd.readouterr().err) > 20, name
    for name in BASELINES.keys() - {"good.json"}:
        _run(("check", "--baseline", f"baselines/{name}", ".env"))
        assert f"baselines/{name}: " in capfd.readouterr().err


@pytest.mark.parametrize(
    "variable", ["NO_COLOR", "FORCE_COLOR", "TERM", "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "PATH"]
)
@pytest.mark.parametrize("command", [("check",), ("check", "--staged"), ("history",), ("init", "--dry-run")], ids=" ".join)
def test_the_environment_is_not_shown(
    variable: str, command: Row, here: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    for value in (TOKEN, HOSTILE):
        monkeypatch.setenv(variable, value)
        _run(command)
        shown = capfd.readouterr()
        assert faults(shown.out + shown.err) == []


@pytest.mark.parametrize("broken", ["config", "HEAD", "index", "objects", "refs"])
@pytest.mark.parametrize("command", [("check",), ("check", "--staged"), ("history",), ("init", "--dry-run")], ids=" ".join)
def test_what_git_says_is_not_shown(broken: str, command: Row, here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    git = here / ".git"
    if broken == "objects":
        for path in git.glob("objects/*/*"):
            path.chmod(0o644)
            path.write_text(TOKEN)
    elif broken == "refs":
        (git / "refs/heads" / TOKEN).write_text(f"{TOKEN}\n")
    else:
        (git / broken).write_text(f"{TOKEN}\n[{HOSTILE}\n" if broken != "config" else f"[core]\n\t{TOKEN} = {TOKEN}\n[{HOSTILE}\n")
    _run(command)
    shown = capfd.readouterr()
    assert faults(shown.out + shown.err) == []


ERRORS: dict[str, Callable[[], BaseException]] = {
    "value": lambda: ValueError(TOKEN, HOSTILE), "key": lambda: KeyError(TOKEN), "system": lambda: OSError(5, TOKEN, TOKEN),
    "system, a text alone": lambda: OSError(TOKEN), "decoding": lambda: UnicodeDecodeError("utf-8", TOKEN.encode(), 0, 1, TOKEN),
    "depth": lambda: RecursionError(TOKEN), "memory": lambda: MemoryError(TOKEN), "class": lambda: type(TOKEN, (Exception,), {})(TOKEN),
}  # fmt: skip


@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize(
    "place", ["vtexlint.cli.main.load", "vtexlint.linter.lint.lint_bytes", "vtexlint.project.check_file.read_config_file"]
)
def test_an_internal_error_shows_no_value(
    error: str, place: str, here: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ERRORS[error]()

    module, _, name = place.rpartition(".")
    monkeypatch.setattr(f"{module}.{name}", fail, raising=False)
    _run(("check", ".env"))
    shown = capfd.readouterr()
    assert faults(shown.out + shown.err) == []
    assert "Traceback" not in shown.err


@pytest.mark.parametrize("fix", [(), ("--fix",), ("--fix", "--unsafe-fixes")], ids=" ".join)
def test_a_users_text_is_returned_as_it_is(fix: Row, here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """The other exit: what is planted comes back, in a text that only fixes change."""
    _run(("check", *fix, "--stdin-filename", f"{HOSTILE}.env", "-"))
    shown = capfd.readouterr()
    assert faults(shown.err) == []
    if fix:
        assert TOKEN in shown.out
        assert HOSTILE in shown.out
        assert f"VTEX_APP_KEY={KEY}\n" in shown.out
    else:
        assert faults(shown.out) == []


def test_an_error_that_nothing_can_catch_shows_no_value(tmp_path: Path) -> None:
    code = f"class Fails:\n def __del__(self): raise ValueError('{TOKEN}')\nfrom vtexlint.cli import main\n" \
           "main.run = lambda arguments: bool(Fails()) - 1\nfrom vtexlint.__main__ import main\nmain()"  # fmt: skip
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert faults(done.stdout + done.stderr) == []
    assert "internal error (ValueError)" in done.stderr


def test_progress_shows_no_token() -> None:
    stream = io.StringIO()
    show_progress(f"{TOKEN} {HOSTILE}", stream)
    assert faults(stream.getvalue().removeprefix("\r\x1b[K")) == []
