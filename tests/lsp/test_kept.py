"""What the server does again at an edit, a save, a refresh: only what changed. Counted, in its own process."""

import asyncio
import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests import fake
from tests.lsp.client import Client, at
from tests.lsp.test_context import GIT
from vtexlint.credentials import shapes
from vtexlint.linter import parse_file
from vtexlint.lsp import git_stamps
from vtexlint.lsp import session as sessions
from vtexlint.lsp.analysis import Analysis, analyse
from vtexlint.lsp.conversion import show
from vtexlint.lsp.documents import DocumentVersion
from vtexlint.lsp.git_stamps import git_stamp
from vtexlint.lsp.schedule import LARGE, Schedule
from vtexlint.lsp.session import EditorSession
from vtexlint.project import baseline_file
from vtexlint.project.git import worktree
from vtexlint.text.globs import glob_matches
from vtexlint.text.memory import GivenUp
from vtexlint.text.source import Source

PAIRS = 60
TEXT = json.dumps(
    {"stores": [{"appKey": fake.key(f"store{n}"), "vtexAppToken": fake.token(n) + " " * (n % 2)} for n in range(PAIRS)]}, indent=1
)


class Calls:
    """Counts the calls of a function."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, place: Any, name: str) -> None:
        self.count = 0
        function: Callable[..., Any] = getattr(place, name)

        def counted(*arguments: Any, **named: Any) -> Any:
            self.count += 1
            return function(*arguments, **named)

        monkeypatch.setattr(place, name, counted)

    def taken(self) -> int:
        count, self.count = self.count, 0
        return count


@pytest.fixture
def parses(monkeypatch: pytest.MonkeyPatch) -> Calls:
    return Calls(monkeypatch, parse_file, "parse")


def folder(root: Path, **files: str) -> Path:
    """A directory that looks like a repository."""
    for path, content in {**GIT, ".git/index": "", **files}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(content)
    return root


def test_an_edit_parses_once_and_judges_the_value_that_changed(tmp_path: Path, parses: Calls, monkeypatch: pytest.MonkeyPatch) -> None:
    made = Calls(monkeypatch, shapes, "Shape")
    live, path = EditorSession(), str(tmp_path / "a.json")
    live.check(path, TEXT, None, str(tmp_path))
    assert (parses.taken(), made.taken()) == (1, 2 * PAIRS)
    for text in (TEXT.replace(fake.token(7), fake.token("other")), f"\n{TEXT}", TEXT):
        verdict = live.check(path, text, None, str(tmp_path))
        assert verdict is not None
        assert len(verdict.findings) >= PAIRS // 2
        assert parses.taken() == 1
        assert made.taken() <= 1


def test_a_save_without_a_change_parses_nothing_and_asks_git_nothing(
    tmp_path: Path, parses: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = folder(tmp_path, **{"a.json": TEXT})
    monkeypatch.setattr(worktree, "states", lambda _, paths: dict.fromkeys(paths, "untracked"))
    monkeypatch.setattr(sessions, "exposures", lambda *_: {})
    states, exposures = Calls(monkeypatch, worktree, "states"), Calls(monkeypatch, sessions, "exposures")
    live, path = EditorSession(), str(root / "a.json")
    first = live.check(path, TEXT, None, str(root))
    assert first is not None
    assert sum(finding.rule == "unprotected-secret" for finding in first.findings) == PAIRS
    assert (parses.taken(), states.taken(), exposures.taken()) == (1, 1, 1)
    live.forget(path)  # a save
    live.forget()  # a refresh
    again = live.check(path, TEXT, None, str(root))
    assert again is not None
    assert again.findings == first.findings
    assert (parses.taken(), states.taken(), exposures.taken()) == (0, 0, 0)
    (root / ".git/index").write_text("another")
    live.forget(path)
    live.check(path, TEXT, None, str(root))
    assert (parses.taken(), states.taken(), exposures.taken()) == (0, 1, 1)
    (root / ".gitignore").write_text("a.json\n")
    live.forget(path)
    live.check(path, TEXT, None, str(root))
    assert (parses.taken(), states.taken(), exposures.taken()) == (0, 1, 1)


def test_only_files_about_which_git_may_answer_otherwise_are_looked_at_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worktree, "states", lambda _, paths: dict.fromkeys(paths, "untracked"))
    roots = [folder(tmp_path / name, **{"a.json": TEXT}) for name in ("one", "other")]
    paths = [str(root / "a.json") for root in roots]
    live = EditorSession()
    for root, path in zip(roots, paths, strict=True):
        live.check(path, TEXT, None, str(root))
    assert live.changed_in_git() == frozenset()
    (roots[0] / ".git/config").write_text("[core]\n")
    assert live.changed_in_git() == {paths[0]}
    live.check(paths[0], TEXT, None, str(roots[0]))
    assert live.changed_in_git() == frozenset()
    live.close(paths[1])
    (roots[1] / ".git/config").write_text("[core]\n")
    assert live.changed_in_git() == frozenset()


def test_what_a_stamp_depends_on_is_watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root, looked_at = folder(tmp_path, **{".git/refs/remotes/origin/main": ""}), list[str]()
    monkeypatch.setattr(git_stamps, "stamp_of", looked_at.append)
    assert git_stamp(str(root / "a" / ".env")) is not None
    globs = [glob.removeprefix("**/") for glob in git_stamps.WATCHED]
    for path in looked_at:
        name = Path(path).relative_to(root).as_posix().removeprefix("a/")
        assert any(glob_matches(glob, name) or glob_matches(glob, f"{name}/x") for glob in globs), name


@pytest.mark.parametrize(
    "place",
    [
        ".git/refs/remotes/origin/main", ".git/logs/HEAD", ".git/packed-refs", ".git/info/exclude", ".git/config", ".git/reftable/tables.list",
        ".git/index", ".gitignore",
    ],
)  # fmt: skip
def test_what_git_goes_by_is_seen(tmp_path: Path, place: str) -> None:
    root = folder(tmp_path)
    (root / place).parent.mkdir(parents=True, exist_ok=True)
    before = git_stamp(str(root / ".env"))
    assert before is not None
    assert before == git_stamp(str(root / ".env"))
    (root / place).write_text("x")
    assert before != git_stamp(str(root / ".env"))


def test_new_settings_judge_the_kept_text_again(tmp_path: Path, parses: Calls) -> None:
    live, path = EditorSession(), str(tmp_path / "a.json")
    assert live.check(path, TEXT, None, str(tmp_path)) is not None
    (tmp_path / "vtexlint.toml").write_text('ignore = ["surrounding-whitespace"]\n')
    verdict = live.check(path, TEXT, None, str(tmp_path))
    assert verdict is not None
    assert verdict.findings == ()
    assert parses.taken() == 2


def test_a_baseline_is_read_when_it_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "vtexlint.toml").write_text('baseline = "known.json"\n')
    (tmp_path / "known.json").write_text('{"version": 1, "findings": []}')
    reads = Calls(monkeypatch, baseline_file, "_parsed")
    live, path = EditorSession(), str(tmp_path / "a.json")
    for number in range(4):
        live.check(path, TEXT + "\n" * number, None, str(tmp_path))
    assert reads.taken() == 1
    (tmp_path / "known.json").write_text('{"version": 1, "findings": [ ]}')
    live.check(path, TEXT, None, str(tmp_path))
    assert reads.taken() == 1


def test_an_older_texts_check_is_given_up_and_the_next_one_is_right(tmp_path: Path) -> None:
    live, path = EditorSession(), str(tmp_path / "a.json")
    asked = 0

    def is_wanted() -> bool:
        nonlocal asked
        asked += 1
        return False

    with pytest.raises(GivenUp):
        live.check(path, TEXT, None, str(tmp_path), is_wanted)
    assert asked == 1
    verdict = live.check(path, TEXT, None, str(tmp_path), lambda: True)
    assert verdict is not None
    assert [finding.rule for finding in verdict.findings] == ["surrounding-whitespace"] * (PAIRS // 2)


def analysed(live: EditorSession, text: str, before: Analysis | None) -> Analysis:
    made = analyse(live, DocumentVersion("file:///nowhere/a.json", "/nowhere/a.json", "json", 1, Source("", text)), "/nowhere", "/nowhere")
    show(made, before, "utf-16")
    return made


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("text", ["services: {}\n", f"environment:\n  VTEX_APP_KEY: {fake.KEY}\n  VTEX_APP_TOKEN: {fake.TOKEN}\n"])
def test_a_document_has_the_path_that_it_is_linted_with(tmp_path: Path, text: str, mark: str) -> None:
    """In a folder below the repository: its name may say that values are VTEX's."""
    inner = folder(tmp_path, **{"vtex/x": ""}) / "vtex"
    snapshot = DocumentVersion("", str(inner / "compose.yml"), "yaml", 1, Source("", mark + text))
    found = analyse(EditorSession(), snapshot, str(inner), str(inner))
    for source in (found.source, found.parsed.source):
        assert (source.text, source.display_path, source.repo_path) == (text, "compose.yml", "vtex/compose.yml")


def test_the_same_diagnostics_are_not_made_again() -> None:
    live = EditorSession()
    one = analysed(live, TEXT, None)
    other = analysed(live, f"{TEXT}\n", one)
    assert other.diagnostics is one.diagnostics
    assert other.number == one.number
    moved = analysed(live, f"\n{TEXT}", other)
    assert moved.number != one.number
    # the same columns in characters, others in UTF-16
    texts = [f'{{"{sign}": 1, "vtexAppKey": "{fake.KEY} ", "vtexAppToken": "{fake.TOKEN}"}}' for sign in "é😀"]
    short, long = analysed(live, texts[0], None), analysed(live, texts[1], None)
    assert long.findings == short.findings
    show(long, short, "utf-16")
    assert long.diagnostics[0].range.start.character == short.diagnostics[0].range.start.character + 1


def test_a_refresh_sends_what_changed_alone(tmp_path: Path) -> None:
    with Client(tmp_path) as client:
        one, other = (tmp_path / "a.json").as_uri(), (tmp_path / "b.json").as_uri()
        for uri in (one, other):
            client.open(uri, TEXT, "json")
            client.diagnostics(uri, 1)
        client.received.clear()
        client.tell("workspace/didChangeWatchedFiles", {"changes": []})
        client.change(other, 2, {"range": at(0, 0), "text": "\n"})
        client.diagnostics(other, 2)
        assert [m["params"]["uri"] for m in client.received if m.get("method") == "textDocument/publishDiagnostics"] == [other]


def test_a_small_text_does_not_wait_for_a_large_one() -> None:
    async def main() -> str:
        schedule = Schedule(lambda error: None)
        end = threading.Event()
        large = asyncio.ensure_future(schedule.run(LARGE, end.wait))
        try:
            return await asyncio.wait_for(schedule.run(LARGE - 1, lambda: "done"), 20)
        finally:
            end.set()
            assert await large
            schedule.close()

    assert asyncio.run(main()) == "done"


def test_one_analysis_answers_all_who_ask() -> None:
    async def main() -> tuple[list[int], int]:
        schedule = Schedule(lambda error: None)
        began = 0

        async def work(_: object) -> int:
            nonlocal began
            began += 1
            await asyncio.sleep(0)
            return began

        first = [asyncio.ensure_future(schedule.once("a", work, work)) for _ in range(3)]
        await asyncio.sleep(0)
        first[0].cancel()
        answers = await asyncio.gather(*first[1:])
        return answers, began

    assert asyncio.run(main()) == ([1, 1], 1)
