"""`vtexlint audit`: a made organisation, in which everything planted is told once, and nothing else."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import vtexlint
from tests import fake
from tests.cli.calls import call
from tests.gitrepo import Repo
from vtexlint.cli.audit_sarif import SarifFolder
from vtexlint.project import organisation

KEY, OTHER, FOREIGN = fake.KEY, fake.key(suffix="BBBBBB"), fake.key("otherstore")
TOKENS = [fake.token(number) for number in range(5)]
PIECES = fake.pieces(*TOKENS, *map(fake.b64, TOKENS))
SHARED, OLD, COPIED, LONE, COVERED = TOKENS

Audit = Callable[..., tuple[int, str, str]]


def pair(key: str, token: str) -> str:
    return f"VTEX_APP_KEY={key}\nVTEX_APP_TOKEN={token}\n"


def history(path: Path, *versions: tuple[str, str]) -> Repo:
    """A repository in which each commit writes one file, one commit a day."""
    repo = Repo(path)
    stream = []
    for number, (name, text) in enumerate(versions):
        data = text.encode()
        stream.append(
            f"commit refs/heads/main\ncommitter n <n@example.invalid> {1_700_000_000 + number * 86_400} +0000\ndata {len(str(path))}\n{path}\n"
            f"M 100644 inline {name}\ndata {len(data)}\n{text}\n"
        )
    repo.git("fast-import", "--quiet", stdin="".join(stream).encode())
    repo.git("symbolic-ref", "HEAD", "refs/heads/main")
    return repo


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """20 repositories, of which one is broken and one is a copy; five tokens."""
    base = tmp_path_factory.mktemp("organisation")
    template = history(base / "plain" / "clean-0", ("README.md", "x\n"), ("app.env", "PORT=3000\n"))
    for number in range(1, 13):
        shutil.copytree(template.path, base / "plain" / f"clean-{number}")
        (base / "plain" / f"clean-{number}" / ".git" / "description").write_text(str(number))
    history(base / "shop", (".env", pair(KEY, OLD)), (".env", pair(KEY, SHARED)), (".env", "A=1\n"))
    history(base / "team" / "worker", ("config.env", pair(KEY, SHARED)), ("b.txt", "x"))
    fork = history(base / "team" / "fork", ("a.env", pair(OTHER, COPIED)), ("a.env", "A=2\n"))
    fork.git("clone", "-q", "--mirror", str(fork.path), str(base / "mirrors" / "fork.git"))
    history(base / "lone", ("x/notes.txt", f"{LONE}\n"))
    history(base / "quiet", ("covered.env", f"# vtexlint: ignore-file[committed-secret] invented\n{pair(FOREIGN, COVERED)}"))
    for name in ("objects", "refs"):
        (base / "broken" / ".git" / name).mkdir(parents=True)
    (base / "broken" / ".git" / "HEAD").write_text("nothing")
    return base


@pytest.fixture
def audit(made: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Audit:
    monkeypatch.chdir(made)

    def called(*arguments: str) -> tuple[int, str, str]:
        return call(monkeypatch, capsys, ["audit", *arguments], PIECES)

    return called


def of(report: str) -> dict[str, Any]:
    found = json.loads(report)
    assert isinstance(found, dict)
    return found


def test_everything_planted_is_told_once_and_nothing_else(audit: Audit) -> None:
    status, out, err = audit(".", "--format", "json", "--jobs", "1")
    found = of(out)
    assert (status, err.count("vtexlint: "), "broken" in err) == (2, 1, True)
    assert [one["path"] for one in found["repositories"] if not one["read"]] == ["broken"]
    assert len(found["repositories"]) == 20
    told = [(one["keys"], one["in_head"], one["repositories"], one["only_copies"]) for one in found["tokens"]]
    assert told == [
        ([], True, ["lone"], False),
        ([OTHER], False, ["mirrors/fork.git", "team/fork"], True),
        ([KEY], False, ["shop"], False),
        ([KEY], True, ["shop", "team/worker"], False),
    ]
    assert [(one["key"], one["tokens"], one["head_tokens"], one["repositories"]) for one in found["keys"]] == [
        (KEY, [3, 4], [4], ["shop", "team/worker"]),
        (OTHER, [2], [], ["mirrors/fork.git", "team/fork"]),
    ]
    assert [(one["account"], one["tokens"]) for one in found["accounts"]] == [("fakestore", [3, 4, 2])]
    assert found["copies"] == [["mirrors/fork.git", "team/fork"], [f"plain/clean-{name}" for name in sorted(map(str, range(13)))]]
    (quiet,) = (one for one in found["repositories"] if one["path"] == "quiet")
    assert (quiet["suppressed"], quiet["tokens"]) == (1, [])
    (shop,) = (one for one in found["repositories"] if one["path"] == "shop")
    assert [(one["first"]["date"][:10], one["paths"], one["head_paths"]) for one in shop["tokens"]] == [
        ("2023-11-14", [".env"], []),
        ("2023-11-15", [".env"], []),
    ]


def test_several_processes_say_the_same(audit: Audit) -> None:
    assert audit(".", "--format", "json", "--jobs", "2") == audit(".", "--format", "json", "--jobs", "1")


def test_a_process_that_dies_takes_one_repository_with_it(audit: Audit, monkeypatch: pytest.MonkeyPatch) -> None:
    judge = organisation.audit_repository

    def dies(project: Any, options: Any, kept: Any, root: str) -> Any:
        if root.endswith("lone"):
            os._exit(9)
        return judge(project, options, kept, root)

    monkeypatch.setattr(organisation, "audit_repository", dies)
    status, out, err = audit("lone", "shop", "team", "--format", "json", "--jobs", "2")
    assert (status, err) == (2, "vtexlint: lone: was not read: its process ended\n")
    assert [one["repositories"] for one in of(out)["tokens"]] == [["shop"], ["shop", "team/worker"], ["team/fork"]]


def test_for_people(audit: Audit) -> None:
    status, out, err = audit("shop", "team", "mirrors", "lone", "quiet", "plain/clean-1")
    assert (status, err) == (1, "")
    first = out.splitlines()[0]
    assert first == "7 repositories with 13 commits; 4 appTokens, 2 of them in HEAD; 1 not reported because of ignore comments"
    for line in (
        "token 1: without an appKey",
        f"token 2: {OTHER}; in 2 copies of one repository",
        f"token 4: {KEY}; in 2 repositories",
        "appKeys with several appTokens:",
        f"  {KEY}: tokens 3, 4; in HEAD: 4",
        "  fakestore: 2 appKeys, 3 appTokens in 4 repositories",
        "  mirrors/fork.git, team/fork",
    ):
        assert line in out.splitlines()
    assert audit("plain/clean-1") == (0, "1 repository with 2 commits; no appToken\n", "")


def test_which_repositories(audit: Audit, made: Path, tmp_path: Path) -> None:
    def paths(*arguments: str) -> list[str]:
        return [one["path"] for one in of(audit(*arguments, "--format", "json")[1])["repositories"]]

    listed = tmp_path / "list.txt"
    listed.write_text("# those of the team\n\nteam\n  shop  \n")
    assert paths("--repositories", str(listed), "shop/.git", "shop/") == ["shop", "team/fork", "team/worker"]
    (made / "lone" / "x").mkdir(exist_ok=True)
    assert paths("lone/x") == ["lone"]
    (tmp_path / "link").symlink_to(made / "shop")
    (tmp_path / "empty").mkdir()
    assert paths(str(tmp_path)) == []
    status, out, err = audit("gone", str(tmp_path), "shop", "--isolated")
    assert (status, out.splitlines()[0]) == (2, "1 repository with 3 commits; 2 could not be read; 2 appTokens, 0 of them in HEAD")
    assert err.splitlines() == [
        "vtexlint: gone: this directory does not exist",
        f"vtexlint: {tmp_path}: is not a git repository, and contains none",
    ]
    assert audit()[0] == audit("--repositories", "gone.txt")[0] == audit(".", "--jobs", "0")[0] == 2


def test_a_bare_repository_in_a_work_tree(tmp_path: Path, audit: Audit, made: Path) -> None:
    """It is read itself, and not the repository around it."""
    Repo(tmp_path).commit()
    Repo(tmp_path).git("clone", "-q", "--mirror", str(made / "shop"), str(tmp_path / "shop.git"))
    (one,) = of(audit(str(tmp_path / "shop.git"), "--format", "json")[1])["repositories"]
    assert (one["commits"], len(one["tokens"])) == (3, 2)


DAMAGED = "was not read: it is a damaged git repository, or has a `.git` that is none; repair or remove it"


@pytest.mark.parametrize("part", ["HEAD", "objects", "refs"])
@pytest.mark.parametrize("name", ["leak", "leak.git"])
def test_a_damaged_repository_beside_a_whole_one(audit: Audit, tmp_path: Path, name: str, part: str) -> None:
    """It is said, and the rest goes on."""
    leak = history(tmp_path / "leak", (".env", pair(KEY, SHARED)))
    history(tmp_path / "clean", ("app.env", "A=1\n"))
    if name != "leak":
        leak.git("clone", "-q", "--mirror", str(leak.path), str(tmp_path / name))
        shutil.rmtree(leak.path)
    assert audit(str(tmp_path))[0] == 1
    lost = tmp_path / name / (".git" if name == "leak" else "") / part
    lost.unlink() if part == "HEAD" else shutil.rmtree(lost)
    status, out, err = audit(str(tmp_path))
    assert (status, out) == (2, "1 repository with 1 commit; 1 could not be read; no appToken\n")
    assert err.endswith(f"/{name}: {DAMAGED}\n")
    assert err.count("\n") == 1
    assert audit(str(tmp_path / name))[0] == 2


def test_a_directory_without_the_marks_of_a_repository_is_none(audit: Audit, tmp_path: Path) -> None:
    history(tmp_path / "clean", ("app.env", "A=1\n"))
    (tmp_path / "objects" / "refs").mkdir(parents=True)
    (tmp_path / "notes.git").mkdir()
    (tmp_path / ".vtexlint-0123456789abcdef" / ".git").mkdir(parents=True)  # a run that was killed
    assert audit(str(tmp_path)) == (0, "1 repository with 1 commit; no appToken\n", "")


def test_the_status_of_each_token(audit: Audit, tmp_path: Path) -> None:
    listed = [
        {"keyName": KEY, "createdIn": "2020-01-01", "creationDateToken": "2025-01-15", "status": "active"},
        {"keyName": OTHER, "createdIn": "2020-01-01", "creationDateToken": "2020-01-02", "status": "active"},
    ]
    (tmp_path / "account.json").write_text(json.dumps({"items": listed}))
    _, out, _ = audit("team", "lone", "--account", str(tmp_path / "account.json"), "--format", "json")
    assert [(one["keys"], one["status"]) for one in of(out)["tokens"]] == [([], "unknown"), ([OTHER], "alive"), ([KEY], "likely-dead")]
    _, out, _ = audit("team", "--account", str(tmp_path / "account.json"))
    assert out.count("likely dead") == 1
    assert audit("team", "--account", "gone.json")[0] == 2


def read_again(err: str) -> bool:
    return "not changed since" not in err


def test_what_has_not_changed_is_not_read_again(audit: Audit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: Path) -> None:
    kept = tmp_path / "kept"
    first = audit(".", "--format", "json", "--cache", str(kept))
    assert read_again(first[2])
    files = list(kept.iterdir())
    assert len(files) == 19  # not the broken one
    assert [piece for piece in PIECES if any(piece in file.read_text() for file in files)] == []
    with monkeypatch.context() as patch:
        patch.setattr(organisation, "audit", None)
        second = audit(".", "--format", "json", "--cache", str(kept), "--jobs", "1", "--quiet")
        assert second[:2] == first[:2]
        # another directory, another name
        patch.chdir(made / "team")
        paths = [one["path"] for one in of(audit("..", "--format", "json", "--cache", str(kept))[1])["repositories"]]
        assert {"../shop", "fork", "worker"} < set(paths)


def test_what_has_changed_is_read_again(audit: Audit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept, repo = str(tmp_path / "kept"), history(tmp_path / "r", ("a.env", pair(KEY, SHARED)))

    def is_read() -> bool:
        err = audit(str(repo.path), "--cache", kept)[2]
        assert not read_again(audit(str(repo.path), "--cache", kept)[2])
        return read_again(err)

    assert is_read()
    assert not is_read()
    repo.git("branch", "other")
    assert is_read()
    repo.write("sub/vtexlint.toml", 'exclude = ["*.env"]\n')
    assert is_read()
    (tmp_path / ".vtexlint.toml").write_text("")
    assert is_read()
    repo.git("config", "x.y", "z")
    assert is_read()
    monkeypatch.setattr("vtexlint.project.kept_audits.__version__", "0.0.0")
    assert is_read()
    (file,) = (tmp_path / "kept").iterdir()
    for text in (
        "",
        "{}",
        "[" * 9_000,
        '{"version": 1}',
        file.read_text().replace('"id": "', '"id": "x'),
        file.read_text().replace(": 1", ': "1"'),
    ):
        file.write_text(text)
        assert is_read(), text
    assert audit(str(repo.path), "--cache", str(file))[0] == 2


def test_a_kept_result_has_its_notes(audit: Audit, tmp_path: Path, made: Path) -> None:
    repo = Repo(tmp_path / "r")
    repo.git("fetch", "-q", "--depth", "1", f"file://{made / 'shop'}", "main:other")
    repo.git("symbolic-ref", "HEAD", "refs/heads/other")
    first, second = (audit(str(repo.path), "--cache", str(tmp_path / "kept"), "--quiet") for _ in range(2))
    assert first == second
    assert "this clone is shallow" in first[2]


def test_the_page(audit: Audit, tmp_path: Path) -> None:
    """What it says; what a browser makes of it is tested in `reporters/test_html_browser.py`."""
    (tmp_path / "account.json").write_text(json.dumps({"items": [{"keyName": KEY, "status": "active"}]}))
    status, page, _ = audit("broken", "shop", "team", "mirrors", "lone", "--format", "html", "--account", str(tmp_path / "account.json"))
    assert (status, page.isascii(), page.count("<table>")) == (2, True, 3)
    for told in (
        "Content-Security-Policy",
        KEY,
        OTHER,
        "mirrors/fork.git, team/fork",
        "tokens 3, 4; in HEAD: 4",
        "team/worker: commit ",
        "broken: ",
    ):
        assert told in page
    _, quiet, _ = audit("plain", "--format", "html")
    assert ("Nothing was found." in quiet, "plain/clean-1</code>" in quiet) == (True, False)


def test_reports_are_merged(
    audit: Audit, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, made: Path
) -> None:
    def merge(*arguments: str) -> tuple[int, str, str]:
        return call(monkeypatch, capsys, ["merge", *arguments], PIECES)

    def part(name: str, *repositories: str) -> str:
        (tmp_path / name).write_text(audit(*repositories, "--format", "json")[1])
        return str(tmp_path / name)

    names = ("shop", "team", "mirrors", "lone", "broken", "gone")
    parts = [part(f"{number}.json", *names[number::2]) for number in (0, 1)]
    whole = audit(*names, "--format", "json")
    assert merge(*parts, parts[0], "--format", "json") == whole
    assert merge(*parts, "--format", "html")[0] == 2
    (tmp_path / "account.json").write_text(json.dumps({"items": [{"keyName": KEY, "status": "active"}]}))
    account = ("--account", str(tmp_path / "account.json"), "--format", "json")
    assert merge(*parts, *account) == audit(*names, *account)
    # one path, two repositories
    for name in ("a", "b"):
        history(tmp_path / name / "r", ("x.env", pair(KEY, SHARED)), ("y.txt", name))
    texts = {name: audit(str(tmp_path / name / "r"), "--format", "json")[1].replace(f"{tmp_path}/{name}/", "") for name in ("a", "b")}
    for name, text in texts.items():
        text = json.dumps(json.loads(text) | {"repositories": [{**one, "path": "r"} for one in json.loads(text)["repositories"]]})
        (tmp_path / f"{name}.json").write_text(text.replace('"commits": 2', f'"commits": {2 + (name == "b")}'))
    found = of(merge(str(tmp_path / "a.json"), str(tmp_path / "b.json"), "--format", "json")[1])
    assert [one["repositories"] for one in found["tokens"]] == [[f"{tmp_path}/b.json:r", "r"]]
    # what is no report
    for text in ("", "[]", '{"version": 1, "repositories": [{}], "errors": []}', '{"version": 2}'):
        (tmp_path / "wrong.json").write_text(text)
        status, out, err = merge(parts[0], str(tmp_path / "wrong.json"), str(tmp_path / "missing.json"))
        assert (status, out[:14], "wrong.json: is not a JSON report" in err, "missing.json: cannot be read" in err) == (
            2,
            "2 repositories",
            True,
            True,
        )
        assert "could not be read; 2 reports could not be read; " in out
    assert merge("nope")[1] == "0 repositories with 0 commits; 1 report could not be read; no appToken\n"


def test_python(made: Path, tmp_path: Path) -> None:
    found = vtexlint.audit(["shop", "team", "broken"], root=made, cache=tmp_path / "kept", jobs=2)
    assert [(token.keys, token.in_head, token.families) for token in found.tokens] == [
        ((KEY,), False, 1),
        ((KEY,), True, 2),
        ((OTHER,), False, 1),
    ]
    assert [one.path for one in found.repositories if one.troubles] == ["broken"]
    assert [one.key for one in found.with_several] == [KEY]
    assert [piece for piece in PIECES if piece in repr(found)] == []
    assert vtexlint.merge_audits("gone.json", root=made).troubles[0].startswith("gone.json: cannot be read: ")
    with pytest.raises(vtexlint.TroubleError):
        vtexlint.audit("shop", root=made, accounts=["gone.json"])


def test_a_sarif_report_for_each_repository(audit: Audit, tmp_path: Path, made: Path) -> None:
    folder, kept = tmp_path / "sarif", ("--cache", str(tmp_path / "kept"))
    first = audit("shop", "team", "broken", *kept)
    assert audit("shop", "team", "broken", *kept, "--sarif", str(folder), "--jobs", "2")[:2] == first[:2]
    names = sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())
    assert names == ["shop.sarif", "team/fork.sarif", "team/worker.sarif"]
    texts = {name: (folder / name).read_text() for name in names}
    assert [piece for piece in PIECES if any(piece in text for text in texts.values())] == []
    (run_of_shop,) = json.loads(texts["shop.sarif"])["runs"]
    assert [one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in run_of_shop["results"]] == [".env", ".env"]
    # it replaces its own reports, and nothing else
    (folder / "team/fork.sarif").write_text("mine")
    status, _, err = audit("team", "--sarif", str(folder))
    assert (status, (folder / "team/fork.sarif").read_text(), (folder / "team/worker.sarif").read_text()) == (
        2,
        "mine",
        texts["team/worker.sarif"],
    )
    assert "team/fork: --sarif " in err
    assert {SarifFolder.name(path) for path in ("shop", "a/b.git")} == {"shop.sarif", "a/b.git.sarif"}
    assert [piece for piece in PIECES if piece in SarifFolder.name(f"a/{SHARED}/b")] == []
    outside = [SarifFolder.name(path) for path in ("../shop", "../../shop", "/shop", "..", "C:/shop", "a/../shop")]
    assert (len(set(outside)), [name for name in outside if name[0] in "./" or "/../" in name or ":" in name]) == (6, [])


def test_a_name_that_is_a_token(audit: Audit, tmp_path: Path) -> None:
    repo, kept = history(tmp_path / "r", (f"{OLD}/{SHARED}.env", pair(KEY, SHARED))), tmp_path / "kept"
    for form in ("text", "json", "html"):
        first, *others = (audit(str(repo.path), "--quiet", "--format", form, *cache) for cache in ((), *2 * [("--cache", str(kept))]))
        assert others == [first, first]
    (file,) = kept.iterdir()
    assert [piece for piece in PIECES if piece in file.read_text("utf-8")] == []
    assert "has not changed" in audit(str(repo.path), "--cache", str(kept))[2]
    sarif = ("--sarif", str(tmp_path / "sarif"))
    assert audit(str(repo.path), *sarif)[0] == 1
    assert [piece for file in (tmp_path / "sarif").rglob("*.sarif") for piece in PIECES if piece in file.read_text("utf-8")] == []
