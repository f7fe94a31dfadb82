"""`vtexlint where`: in a repository with a key in every kind of file, and none of the token in what is shown."""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import vtexlint
from tests import fake
from tests.cli import terminal
from tests.cli.calls import call
from tests.gitrepo import Repo
from vtexlint import Secret
from vtexlint.cli.main import run

KEY, OTHER, TOKEN, SECOND = fake.KEY, fake.key(suffix="BBBBBB"), fake.TOKEN, fake.token(2)
PIECES = fake.pieces(TOKEN, SECOND, fake.b64(TOKEN))
PAIR = f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}\n"

Where = Callable[..., tuple[int, str, str]]


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repo:
    made = Repo(tmp_path / "r")
    monkeypatch.chdir(made.path)
    made.add(".gitignore", ".env\nsecrets/\n")
    made.commit()
    return made


@pytest.fixture
def where(repo: Repo, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Where:
    def called(*arguments: str, entered: str = "") -> tuple[int, str, str]:
        return call(monkeypatch, capsys, ["where", *arguments], PIECES, entered)

    return called


def places(report: str) -> list[tuple[Any, ...]]:
    return [(one["path"], one["line"], one["half"], one["value"], one["token"], one["state"]) for one in json.loads(report)["places"]]


def test_every_kind_of_place(repo: Repo, where: Where) -> None:
    repo.write(".env", PAIR)
    repo.write("secrets/app.js", f'const appKey = "{KEY}"\nconst appToken = "{TOKEN}"\n')
    repo.add("config/prod.yaml", f"vtex:\n  appKey: {KEY}\n  appToken: {TOKEN}\n  # {KEY}\n")
    repo.add("Dockerfile", f"FROM x\nENV VTEX_APP_KEY={KEY} VTEX_APP_TOKEN={TOKEN}\n")
    repo.add("deploy.yml", f"env:\n  VTEX_APP_KEY: {KEY}\n  VTEX_APP_TOKEN: ${{{{ secrets.STORE_TOKEN }}}}\n")
    repo.add("k8s.yaml", f"kind: Secret\ndata:\n  VTEX_APP_KEY: {fake.b64(KEY)}\n  VTEX_APP_TOKEN: {fake.b64(TOKEN)}\n")
    repo.write("README.md", f"The key is {KEY}.\nOther: {OTHER}\n")
    repo.write("note.txt", f"{TOKEN}\n")
    headers = [{"key": "X-VTEX-API-AppKey", "value": KEY}, {"key": "X-VTEX-API-AppToken", "value": TOKEN}]
    repo.add("x.postman_collection.json", json.dumps({"info": {}, "item": [{"request": {"url": "https://x.invalid", "header": headers}}]}))
    status, out, err = where(KEY, "--format", "json")
    assert (status, err) == (1, "")
    assert places(out) == [
        (".env", 1, "key", "valid", None, "ignored"),
        (".env", 2, "token", "valid", 1, "ignored"),
        ("Dockerfile", 2, "key", "valid", None, "tracked"),
        ("Dockerfile", 2, "token", "valid", 1, "tracked"),
        ("README.md", 1, "key", "valid", None, "untracked"),
        ("config/prod.yaml", 2, "key", "valid", None, "tracked"),
        ("config/prod.yaml", 3, "token", "valid", 1, "tracked"),
        ("config/prod.yaml", 4, "key", "valid", None, "tracked"),
        ("deploy.yml", 2, "key", "valid", None, "tracked"),
        ("deploy.yml", 3, "token", "reference", None, "tracked"),
        ("k8s.yaml", 3, "key", "valid", None, "tracked"),
        ("k8s.yaml", 4, "token", "valid", 1, "tracked"),
        ("note.txt", 1, "token", "valid", 1, "untracked"),
        ("secrets/app.js", 1, "key", "valid", None, "ignored"),
        ("secrets/app.js", 2, "token", "valid", 1, "ignored"),
        ("x.postman_collection.json", 1, "key", "valid", None, "tracked"),
        ("x.postman_collection.json", 1, "token", "valid", 1, "tracked"),
    ]
    report = json.loads(out)
    assert (report["key"], report["keys"], report["agree"], report["commits"]) == (KEY, [KEY], True, [])
    assert next(one["reference"] for one in report["places"] if one["path"] == "deploy.yml" and one["half"] == "token") == "STORE_TOKEN"
    _, text, _ = where(KEY)
    assert text.startswith(f"{KEY}: 16 places in 8 files; all appTokens are the same\n")
    assert "the appToken without this appKey: 1 place in 1 file\n" in text
    _, table, _ = where(KEY, "--format", "csv")
    assert [row["path"] for row in csv.DictReader(io.StringIO(table))] == [one[0] for one in places(out)]


def test_what_is_asked_for(repo: Repo, where: Where) -> None:
    repo.write(".env", PAIR)
    repo.write("b.env", f"VTEX_APP_KEY={OTHER}\nVTEX_APP_TOKEN={SECOND}\n")
    repo.write("c.env", f"VTEX_APP_KEY={fake.key('otherstore')}\nVTEX_APP_TOKEN={fake.token(3)}\n")
    for asked, entered, keys in (
        (KEY, "", [KEY]),
        (KEY.upper(), "", [KEY]),
        ("fakestore", "", [KEY, OTHER]),
        ("-", f"{SECOND}\n", [OTHER]),
        ("-", f"{fake.token(9)}\r\n", []),
        ("nostore", "", []),
    ):
        status, out, _ = where(asked, "--format", "json", entered=entered)
        assert (status, json.loads(out)["keys"]) == (int(bool(keys)), keys)
    status, out, _ = where("nostore")
    assert (status, out) == (0, "nostore: no place found\n")


def test_a_key_with_two_tokens_does_not_agree(repo: Repo, where: Where) -> None:
    repo.write(".env", PAIR)
    repo.write("b.env", PAIR.replace(TOKEN, SECOND))
    _, out, _ = where(KEY)
    assert "4 places in 2 files; with 2 different values for the appToken" in out
    assert "token 1" in out
    assert "token 2" in out
    assert json.loads(where(KEY, "--format", "json")[1])["agree"] is False
    repo.write("b.env", PAIR.replace(TOKEN, "changeme"))  # a placeholder is no other token
    assert json.loads(where(KEY, "--format", "json")[1])["agree"] is True
    repo.write("b.env", PAIR.replace(TOKEN, TOKEN[:127]))  # a part of it is
    report = json.loads(where(KEY, "--format", "json")[1])
    assert (report["agree"], report["places"][-1]["value"]) == (False, "damaged")
    repo.write("b.env", f"VTEX_APP_KEY={OTHER}\nVTEX_APP_TOKEN={TOKEN}\n")  # the token of another key is told, but not counted
    report = json.loads(where(KEY, "--format", "json")[1])
    assert (report["agree"], [one["key"] for one in report["places"]]) == (True, [KEY, KEY, OTHER])


def test_a_value_that_is_not_a_token_is_not_the_same_token(repo: Repo, where: Where) -> None:
    repo.write(".env", PAIR.replace(TOKEN, "hello"))
    status, out, _ = where(KEY)
    assert status == 1
    assert out.startswith(f"{KEY}: 2 places in 1 file; what is there for the appToken is not one\n")
    assert json.loads(where(KEY, "--format", "json")[1])["agree"] is False
    repo.write(".env", PAIR.replace(TOKEN, "${TOKEN}"))
    assert where(KEY)[1].startswith(f"{KEY}: 2 places in 1 file; no appToken\n")
    assert json.loads(where(KEY, "--format", "json")[1])["agree"] is True


def test_columns_are_as_wide_as_what_is_shown(repo: Repo, where: Where) -> None:
    repo.write(f"{fake.token(3)}.env", PAIR)
    repo.write("é\u200b.env", PAIR)
    lines = where(KEY)[1].splitlines()[1:]
    starts = ["é\\u200b.env:1:14", "é\\u200b.env:2:16", "….env:1:14", "….env:2:16"]
    assert sorted(line[2:].partition(" ")[0] for line in lines) == sorted(starts)
    assert {line.index(" app") for line in lines} == {max(map(len, starts)) + 3}


@pytest.mark.parametrize("word", [TOKEN, f" {TOKEN}", TOKEN.lower(), TOKEN[:100], f"--config={TOKEN}", "no key", "vtexappkey-x-ABC"])
def test_a_token_or_nonsense_as_an_argument_is_refused_and_not_repeated(where: Where, word: str) -> None:
    status, out, err = where(word)
    assert (status, out) == (2, "")
    assert not [piece for piece in (TOKEN[at : at + 6].lower() for at in range(123)) if piece in err]
    if "no key" in word:
        assert "an appKey (vtexappkey-ACCOUNT-ABCDEF), an account, or `-` is expected" in err


@pytest.mark.parametrize(
    ("entered", "reason"),
    [
        ("", "no appToken was entered"),
        ("\n", "no appToken was entered"),
        (TOKEN[:127], "exactly 128 uppercase letters (A to Z) are expected"),
        (TOKEN.lower(), "exactly 128 uppercase letters"),
        (f"{TOKEN} {TOKEN}", "exactly 128 uppercase letters"),
        (TOKEN * 100, "exactly 128 uppercase letters"),
        ("A" * 128, "its letters repeat"),
    ],
)
def test_what_is_entered_must_be_a_token(where: Where, entered: str, reason: str) -> None:
    status, out, err = where("-", entered=entered)
    assert (status, out) == (2, "")
    assert reason in err
    assert "AAAAAA" not in err


def test_the_history_tells_first_and_last(repo: Repo, where: Where) -> None:
    repo.add("a.env", PAIR)
    first = repo.commit(date="2024-02-03T04:05:06+01:00")
    repo.add("b.env", f"# vtexlint: ignore-file\n{PAIR}")
    last = repo.commit(date="2024-03-04T04:05:06+01:00")
    repo.add("a.env", PAIR.replace(TOKEN, SECOND))
    second = repo.commit(date="2024-04-05T04:05:06+01:00")
    repo.git("rm", "-q", "a.env", "b.env")
    repo.commit()
    status, out, _ = where(KEY, "--history", "--format", "json")
    assert status == 1
    report = json.loads(out)
    assert report["places"] == []
    commits = [(one["token"], one["first"]["commit"], one["last"]["commit"], one["commits"], one["paths"]) for one in report["commits"]]
    assert commits == [(1, first, last, 2, ["a.env", "b.env"]), (2, second, second, 1, ["a.env"])]
    assert (report["commits"][0]["first"]["date"], report["commits"][0]["head_paths"]) == ("2024-02-03T04:05:06+01:00", [])
    _, text, _ = where(KEY, "--history")
    assert f"token 1: commits {first[:12]} of 2024-02-03 to {last[:12]} of 2024-03-04; 2 commits; a.env, b.env" in text
    assert where(KEY)[0] == 0
    assert where(fake.key("otherstore"), "--history")[0] == 0


def test_what_could_not_be_searched_is_said(repo: Repo, where: Where) -> None:
    repo.write(".env", PAIR)
    repo.write("vault.yml", "$ANSIBLE_VAULT;1.1;AES256\n61626364\n")
    repo.write("node_modules/x/.env", PAIR)
    repo.write("vtexlint.toml", "max-file-size = 100000\n")
    repo.write("large.env", PAIR * 1000)
    status, out, err = where(KEY)
    assert status == 2  # what was found is told all the same
    assert "vault.yml is encrypted (Ansible Vault)" in out
    assert "1 untracked directory of dependencies" in err
    assert "large.env: is larger than the limit" in err
    assert ".env:2:16" in out


def test_a_hostile_name_is_no_formula_and_no_command(repo: Repo, where: Where) -> None:
    repo.write("=cmd|x.env", PAIR)
    repo.write("::error::x.env", PAIR)
    assert {row[2] for row in csv.reader(io.StringIO(where(KEY, "--format", "csv")[1]))} >= {"'=cmd|x.env"}
    assert "\n  ./::error::x.env" in where(KEY)[1]


def test_outside_of_a_repository(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "app.cfgx").write_text(PAIR)
    assert run(["where", KEY, "--format", "json"]) == 1
    assert [one[5] for one in places(capsys.readouterr().out)] == ["outside", "outside"]


def test_a_prompt_shows_nothing(repo: Repo) -> None:
    repo.write(".env", PAIR)
    status, out, _ = terminal.run("where", "-", cwd=repo.path, steps=(("(not shown):", f"{TOKEN}\n"),), merged=True)
    assert status == 1
    assert "appToken (not shown):" in out
    assert "2 places in 1 file" in out
    assert [piece for piece in PIECES if piece in out] == []


def test_several_processes_find_the_same(repo: Repo) -> None:
    for number in range(40):
        repo.write(f"{number}/.env", f"{PAIR}{'X=1 # filler' * 2000}\n")
    code = "import sys; from vtexlint.project.check_file import FileChecker; FileChecker.is_worth_sharing = lambda *_: True\n"
    code += "from vtexlint.project import processors; processors.usable_processors = lambda: 2\n"
    code += "from vtexlint.cli.main import run; sys.exit(run(sys.argv[1:]))"
    words = [sys.executable, "-c", code, "where", KEY, "--format", "json"]
    done = subprocess.run(words, cwd=repo.path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr, len(places(done.stdout))) == (1, "", 80)
    assert json.loads(done.stdout)["agree"]


def test_python(repo: Repo) -> None:
    repo.write(".env", PAIR)
    found = vtexlint.find_key(KEY, root=repo.path)
    assert [(one.path, one.line, one.half, one.state) for one in found.places] == [
        (".env", 1, "key", "ignored"),
        (".env", 2, "token", "ignored"),
    ]
    assert found.agree
    assert [piece for piece in PIECES if piece in repr(found)] == []
    assert vtexlint.find_key(Secret(TOKEN), [".env"], root=repo.path).keys == (KEY,)
    with pytest.raises(ValueError, match="128 uppercase letters"):
        vtexlint.find_key(Secret(TOKEN[1:]), root=repo.path)
    with pytest.raises(ValueError, match="not given as an argument") as error:
        vtexlint.find_key(TOKEN, root=repo.path)
    assert TOKEN[:6] not in str(error.value)
    with pytest.raises(vtexlint.TroubleError):
        vtexlint.find_key(KEY, "gone", root=repo.path)


def test_the_status_of_the_tokens_in_the_history(repo: Repo, where: Where, capsys: pytest.CaptureFixture[str]) -> None:
    repo.add("a.env", PAIR)
    repo.commit(date="2024-02-03T04:05:06+01:00")
    repo.add("a.env", PAIR.replace(TOKEN, SECOND))
    repo.commit(date="2025-04-05T04:05:06+01:00")
    repo.add("b.py", f'x = "{fake.token(3)}"\n')
    repo.commit(date="2025-04-06T04:05:06+01:00")
    listed = {"items": [{"keyName": KEY, "createdIn": "2020-01-01", "creationDateToken": "2025-01-01", "status": "active"}]}
    repo.write("account.json", json.dumps(listed))
    report = json.loads(where(KEY, "--history", "--account", "account.json", "--format", "json")[1])
    assert [one["status"] for one in report["commits"]] == ["likely-dead", "alive"]
    assert "the only token of the key is of 2025-01-01" in report["commits"][0]["reason"]
    _, text, _ = where(KEY, "--history", "--account", "account.json")
    assert "    likely dead: a commit of 2024-02-03 has it" in text
    assert "    alive: the key is active" in text
    assert where(KEY, "--account", "account.json")[0] == 2
    assert where(KEY, "--history", "--account", "gone.json")[0] == 2
    assert run(["history", "--account", "account.json", "--format", "json"]) == 1
    origins = {one["origin"]["commit"]: one["origin"] for one in json.loads(capsys.readouterr().out)["findings"]}
    assert sorted(one["status"] for one in origins.values()) == ["alive", "likely-dead", "unknown"]
    assert run(["history", "--account", "account.json"]) == 1
    out = capsys.readouterr().out
    assert "= status: unknown: no appKey was found with it" in out
    assert "= help: confirm it in the VTEX Admin" in out
    assert run(["history", "--format", "json"]) == 1
    assert "status" not in json.loads(capsys.readouterr().out)["findings"][0]["origin"]
    found = vtexlint.find_key(KEY, root=repo.path, history=True, accounts=["account.json"])
    assert [one.origin.status for one in found.commits] == ["likely-dead", "alive"]


def test_an_app_key_after_an_escape(repo: Repo, where: Where) -> None:
    repo.write("a.json", f'{{"x":"a\\n{KEY}"}}')
    repo.write("b.py", f'x="\\t{KEY}"')
    repo.write("c.txt", f"https://h.invalid/?q=k%3D{KEY}\nhttps://h.invalid/?q=k%253D{KEY}\n")
    repo.write("d.txt", f"x{KEY} n{KEY} 3D{KEY}\n")  # a longer word is another value
    status, out, _ = where(KEY, "--format=json")
    assert status == 1
    found = [(one["path"], one["line"], one["column"]) for one in json.loads(out)["places"]]
    assert found == [("a.json", 1, 10), ("b.py", 1, 6), ("c.txt", 1, 26), ("c.txt", 2, 28)]


def test_without_git(repo: Repo, where: Where, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.write(".env", PAIR)
    monkeypatch.setenv("PATH", str(repo.path / "nothing"))
    status, out, err = where(KEY)
    assert (status, "2 places in 1 file" in out) == (2, True)
    assert err == f"vtexlint: {repo.path} is a git repository, but git is not installed: install it\n"
