"""No English is left over: every command in a made-up language, in which each text that can be translated has accents."""

import io
import re
import shutil
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from tests.case_files import FOLDERS, lint_folder
from tests.fake import KEY, TOKEN, token
from tests.gitrepo import Repo
from tests.languages.english import words
from vtexlint.cli.main import COMMANDS, run
from vtexlint.pages.topics import TOPICS
from vtexlint.reporters.style import Style
from vtexlint.reporters.table import FORMATS, reporter
from vtexlint.rules.registry import ORDER

ENV = f"VTEX_APP_KEY={KEY} \nVTEX_APP_TOKEN={TOKEN[:127]}\nPORT=1\n"
SWAPPED = f"VTEX_APP_KEY={token(1)}\nVTEX_APP_TOKEN={KEY}\n"


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    repo = Repo(tmp_path_factory.mktemp("pseudo") / "repo")
    repo.write(".env", ENV)
    repo.write("b.env", SWAPPED)
    repo.write("broken.json", '{"vtexAppKey": ')
    repo.commit("first")
    repo.write("large.env", "")
    return repo.path


@pytest.fixture
def here(model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "repo"
    shutil.copytree(model, folder)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("VTEXLINT_LANG", "pseudo")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(ENV.encode())))
    return folder


def said(capfd: pytest.CaptureFixture[str], *arguments: str) -> str:
    with suppress(SystemExit):
        run(arguments)
    out, err = capfd.readouterr()
    return out + err


ROWS = [
    (), ("foo",), ("chek",), ("check",), ("check", ".", "--verbose", "--statistics"), ("check", "--fix", "--unsafe-fixes"), ("check", "--staged"),
    ("check", "-"), ("check", "gone.env"), ("check", "--format", "x"), ("check", "--jobs", "x"), ("check", "--now", "x"), ("check", "--lang", "x"),
    ("check", "--foo"), ("check", "--config", "gone.toml"), ("check", "--config", "x", "--isolated"), ("check", "--full", "--scope", "config"), ("check", "-", "x"),
    ("check", "--staged", "-"), ("check", "--staged", "--write-baseline"), ("check", "--stdin-filename", "x"), ("check", "--select", ""),
    ("check", "--select", "foo"), ("check", "--diff", "--format", "json"), ("check", "--staged", "--fix"), ("check", "--write-baseline"), ("check", "--baseline", "gone"),
    ("check", "--output", "x"), ("check", "--output", "texd=x"), ("check", "--output", "text=.env"), ("check", "--output", "text=-"), ("check", "--output", "text="),
    ("check", "--output", "text=broken.json"), ("check", "--account", "gone.json"), ("check", "--account", "broken.json"), ("check", "--exclude", "*.env"),
    ("history",), ("history", "--since", "x"), ("history", "--branch", "gone"), ("history", "--branch", "x", "--unreachable"), ("history", "gone"),
    ("history", "--config", "x", "--isolated"), ("history", "--output", "junit=x"), ("explain",), ("explain", "foo"), ("where",),
    ("where", "vtexappkey-fakestore-AAAAAA", "--history"), ("where", "otherstore"), ("where", "X" * 128), ("rotate",), ("inventory",), ("inventory", "gone"),
    ("audit",), ("audit", "."), ("audit", ".", "gone"), ("audit", "--repositories", "gone"), ("audit", ".", "--tls-ca", "x"),
    ("audit", ".", "--scheduler", "local:2", "--jobs", "2"), ("merge",), ("merge", "broken.json"), ("merge", "gone"),
    ("rotate", "-"), ("rotate", "fakestore"), ("rotate", "fakestore", "--also-tracked"), ("rotate", "no key"), ("where", "no key"), ("where", "-"),
    ("explain", "key-case"), ("rules",),
    ("rules", "--format", "x"), ("account",), ("account", "show"), ("account", "show", "broken.json"), ("account", "show", "gone.json"), ("init",), ("init", "--dry-run"),
    ("init", "--yes"), ("init", "--repo", "x"), ("init", "--repo", "x", "--rev", "y"), ("init", "gone"), ("completion",), ("completion", "pwsh"), ("server", "--foo"),
    *((command, "--help") for command in COMMANDS), ("account", "show", "--help"),
    ("explain", "access", "--help"), ("explain", "access", "GET", "/api/oms/pvt/orders"), ("explain", "access", "GET", "/api/oms/pvt/order"),
    ("explain", "access", "GET", "/api/vtexid/pvt/user/id"), ("explain", "access", "gone.http"), ("access", "nokey"), ("access", "vtexappkey-fakestore-AAAAAA"),
]  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=" ".join)
def test_no_command_has_english(here: Path, row: tuple[str, ...], capfd: pytest.CaptureFixture[str]) -> None:
    text = said(capfd, *row)
    assert re.search("[⟦⟧]", text)
    if "--help" in row:  # the words of an example are commands
        text = re.sub(r"(?m)^  ?(?:bash|zsh|fish|vtexlint).*$", "", text)
    assert words(text, *row) == []


@pytest.mark.parametrize("name", [*ORDER, *TOPICS])
def test_no_page_has_english(here: Path, name: str, capfd: pytest.CaptureFixture[str]) -> None:
    text = re.sub(r"(?m)^    .*$|^  \S*:$|^  \S+ (?:tracked|untracked|ignored|settings|snapshot):$", "", said(capfd, "explain", name))
    assert words(text) == []


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("form", ["text", "concise", "github"])
def test_no_finding_has_english(folder: str, form: str) -> None:
    text = reporter(form)(lint_folder(folder), Style(language="pseudo", statistics=True, guides=True))
    text = re.sub(r"(?m)^\S+:\d+:\d+: \w+ |^::\w+ [^:]*::|^[a-z-]+ +\d+$", "", text)
    assert words(text) == []


@pytest.mark.parametrize("form", FORMATS)
def test_a_report_for_a_program_is_in_the_language_that_was_asked_for(
    here: Path, form: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    in_json = ("json", "sarif", "code-scanning", "gitlab", "gitlab-secrets", "rdjson")
    mark = "&#10214;" if form in ("junit", "checkstyle", "html") else "\\u27e6" if form in in_json else "⟦"
    assert said(capfd, "check", "--format", form).count(mark) > 2
    monkeypatch.delenv("VTEXLINT_LANG")
    assert mark not in said(capfd, "check", "--format", form)


@pytest.mark.parametrize(
    ("text", "found"),
    [("⟦á fílé⟧", []), ("⟦á fílé⟧ is here: `git add x` --fix a/b c.env", ["here"]), ("READ appKey", []), ("read it", ["read"])],
)
def test_what_is_english(text: str, found: list[str]) -> None:
    assert words(text) == found
