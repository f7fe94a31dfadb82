"""`vtexlint rotate`: a new token in the files that git ignores, nothing half written, and no part of a token in what is shown."""

import base64
import json
import os
import re
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
from vtexlint.project import write_file

KEY, OTHER, OLD, NEW, THIRD = fake.KEY, fake.key(suffix="BBBBBB"), fake.TOKEN, fake.token("new"), fake.token(3)
TOKENS = (OLD, NEW, THIRD, fake.b64(OLD), fake.b64(NEW))
PIECES = fake.pieces(*TOKENS)
PAIR = f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={OLD}\n"

Rotate = Callable[..., tuple[int, str, str]]


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repo:
    made = Repo(tmp_path / "r")
    monkeypatch.chdir(made.path)
    made.add(".gitignore", ".env*\nprivate/\n")
    made.commit()
    return made


@pytest.fixture
def rotate(repo: Repo, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Rotate:
    def called(*arguments: str, entered: str = NEW) -> tuple[int, str, str]:
        return call(monkeypatch, capsys, ["rotate", *arguments], PIECES, entered)

    return called


def contents(repo: Repo) -> dict[str, bytes]:
    return {
        str(path.relative_to(repo.path)): path.read_bytes() for path in repo.path.rglob("*") if path.is_file() and ".git" not in path.parts
    }


def fill(repo: Repo) -> None:
    repo.write(".env", f"# keep\n{PAIR}X='1'  \n")
    repo.write(".env.yaml", f'vtex: {{appKey: {KEY}, appToken: "{OLD}"}} # {OLD}\r\nmore: é\r\n')
    repo.write("private/app.js", f'const key = "{KEY}", appToken = "{OLD}";\n')
    repo.write("private/k8s.yaml", f"kind: Secret\ndata:\n  VTEX_APP_KEY: {fake.b64(KEY)}\n  VTEX_APP_TOKEN: {fake.b64(OLD)}\n")
    repo.write("private/note.txt", f"old: {OLD}\n")
    headers = [{"key": "X-VTEX-API-AppKey", "value": KEY}, {"key": "X-VTEX-API-AppToken", "value": OLD}]
    repo.write(
        "private/x.postman_collection.json",
        json.dumps({"info": {}, "item": [{"request": {"url": "https://x.invalid", "header": headers}}]}),
    )
    repo.write("private/Dockerfile", f"FROM x\nENV VTEX_APP_KEY={KEY} VTEX_APP_TOKEN={OLD}\n")


def expected(before: dict[str, bytes]) -> dict[str, bytes]:
    pairs = ((OLD, NEW), (fake.b64(OLD), fake.b64(NEW)))
    after = dict(before)
    for old, new in pairs:
        after = {name: data.replace(old.encode(), new.encode()) for name, data in after.items()}
    return after


def test_every_place_that_git_ignores_and_no_other_byte(repo: Repo, rotate: Rotate) -> None:
    fill(repo)
    repo.write(".env.other", f"VTEX_APP_KEY={OTHER}\nVTEX_APP_TOKEN={THIRD}\n")
    before = contents(repo)
    status, out, err = rotate(KEY, "--diff")
    assert (status, contents(repo)) == (1, before)
    assert "+VTEX_APP_TOKEN=<token, 128 letters>" in out
    assert "8 of 8 places would contain the new token" in err
    status, out, err = rotate(KEY)
    assert (status, err) == (0, "")
    assert "8 of 8 places contain the new token\n" in out
    assert contents(repo) == expected(before)
    status, out, _ = rotate(KEY)  # a second run does nothing
    assert status == 0
    assert out.count("has the new token already") == 8
    assert "8 of 8 places contain the new token\n" in out
    assert contents(repo) == expected(before)
    assert rotate(KEY, "--diff")[:2] == (0, "")


def test_what_git_tracks_or_does_not_ignore_is_refused_with_the_reference(repo: Repo, rotate: Rotate) -> None:
    repo.write(".env", PAIR)
    repo.add(".github/workflows/a.yml", f"env:\n  VTEX_APP_KEY: {KEY}\n  VTEX_APP_TOKEN: {OLD}\n")
    repo.write("app.py", f'key = "{KEY}"\ntoken = "{OLD}"\n')
    repo.add("k8s.yaml", f"kind: Secret\ndata:\n  VTEX_APP_KEY: {fake.b64(KEY)}\n  VTEX_APP_TOKEN: {fake.b64(OLD)}\n")
    repo.add("deploy.yml", f"env:\n  VTEX_APP_KEY: {KEY}\n  VTEX_APP_TOKEN: ${{{{ secrets.STORE_TOKEN }}}}\n")
    repo.add("sealed.yaml", f"VTEX_APP_KEY: {KEY}\nVTEX_APP_TOKEN: ENC[AES256_GCM,data:abc,type:str]\n")
    repo.add("vault.yml", "$ANSIBLE_VAULT;1.1;AES256\n6162\n")
    before = contents(repo)
    status, out, _ = rotate(KEY)
    assert status == 1
    assert contents(repo) == before | {".env": before[".env"].replace(OLD.encode(), NEW.encode())}
    told = out.partition("\n\nWhat is left, in this order:\n")
    assert told[0].splitlines() == [
        ".env:2:16: written",
        ".github/workflows/a.yml:3:19: not written: git tracks this file: write `${{ secrets.VTEX_APP_TOKEN }}` here instead of the token",
        'app.py:2:10: not written: git does not ignore this file: add it to .gitignore and run this again, or write `os.environ["VTEX_APP_TOKEN"]` here',
        "k8s.yaml:4:19: not written: git tracks this file: take the token out of it, and use a secret store",
        "1 of 4 places contain the new token",
    ]
    steps = told[2].splitlines()
    assert [line[:2] for line in steps if line[:1].isdigit()] == ["1.", "2.", "3."]
    for part in (
        "restart or deploy what reads these files: .env",
        "set the variable or secret `STORE_TOKEN`, which deploy.yml:3:19 refers to",
        "sealed.yaml:2:17 has an encrypted value",
        "vault.yml is encrypted (Ansible Vault)",
        f"`vtexlint where {KEY} --history`",
    ):
        assert part in told[2]


def test_also_tracked_asks_or_needs_yes(repo: Repo, rotate: Rotate) -> None:
    repo.add("a.env", PAIR)
    before = contents(repo)
    status, out, err = rotate(KEY, "--also-tracked")
    assert (status, out, contents(repo)) == (2, "", before)
    assert "input is not a terminal; use --yes" in err
    status, out, err = rotate(KEY, "--also-tracked", "--yes")
    assert status == 0
    assert "the next commit would publish the new token: git does not ignore 1 file\nvtexlint:   a.env" in err
    assert contents(repo) == expected(before)


@pytest.mark.parametrize(("answer", "status"), [("y", 0), ("", 2), ("n", 2)])
def test_a_person_is_asked(repo: Repo, answer: str, status: int) -> None:
    repo.add("a.env", PAIR)
    before = contents(repo)
    typed = (("new appToken (not shown):", f"{NEW}\n"), ("[y/N]", f"{answer}\n"))
    found, out, _ = terminal.run("rotate", KEY, "--also-tracked", cwd=repo.path, steps=typed, merged=True)
    assert found == status, out
    assert contents(repo) == (before if status else expected(before))
    assert "Write the token there all the same? [y/N]" in out
    assert [piece for piece in PIECES if piece in out] == []


@pytest.mark.parametrize(
    ("second", "said"),
    [(THIRD, "value 2"), (OLD[:127], "value 2"), (OLD.lower(), "value 2"), ("hunter22hunter", "not an appToken")],
    ids=["another", "cut off", "lowercase", "no token"],
)
def test_places_that_disagree_stop_it(repo: Repo, rotate: Rotate, second: str, said: str) -> None:
    repo.write(".env", PAIR)
    repo.write(".env.b", PAIR.replace(OLD, second))
    before = contents(repo)
    status, out, err = rotate(KEY)
    assert (status, out, contents(repo)) == (2, "", before)
    assert "2 different values for the appToken; nothing was written" in err
    assert ".env:2:16: value 1" in err
    assert f".env.b:2:16: {said}" in err


@pytest.mark.parametrize("others", [(), ("world2",)])
def test_a_value_that_is_not_a_token_is_not_one_of_different_values(repo: Repo, rotate: Rotate, others: tuple[str, ...]) -> None:
    for number, value in enumerate(("hello", *others)):
        repo.write(f".env.{number}", PAIR.replace(OLD, value))
    before = contents(repo)
    status, out, err = rotate(KEY)
    assert (status, out, contents(repo)) == (2, "", before)
    assert "different values" not in err
    assert f"for the appToken of {KEY} is not an appToken, so there is nothing to replace; nothing was written" in err
    assert err.count(": not an appToken") == 1 + len(others)


def test_a_damaged_token_is_replaced_where_it_is_the_only_one_and_a_new_one_is_done(repo: Repo, rotate: Rotate) -> None:
    repo.write(".env", f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={OLD[:127]} \n")
    repo.write(".env.b", PAIR.replace(OLD, NEW))
    assert rotate(KEY)[0] == 0
    assert contents(repo)[".env"] == f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={NEW} \n".encode()


def test_a_token_of_another_key_is_not_taken(repo: Repo, rotate: Rotate) -> None:
    repo.write(".env", PAIR)
    repo.write(".env.b", f"VTEX_APP_KEY={OTHER}\nVTEX_APP_TOKEN={NEW}\n")
    before = contents(repo)
    status, _, err = rotate(KEY)
    assert (status, contents(repo)) == (2, before)
    assert f"belongs to {OTHER}, by .env.b:2" in err
    repo.write(".env.b", f"VTEX_APP_KEY={OTHER}\nVTEX_APP_TOKEN={OLD}\n")  # the old one with another key: left to a person
    status, out, _ = rotate(KEY)
    assert status == 1
    assert f"this token is paired with another appKey ({OTHER}) here" in out
    assert "1 of 2 places contain the new token" in out


@pytest.mark.parametrize(
    ("words", "entered", "reason"),
    [
        (("fakestore",), NEW, "2 appKeys were found: name one of them"),
        ((fake.key("otherstore"),), NEW, "no place of vtexappkey-otherstore-AAAAAA was found"),
        (("otherstore",), NEW, "no place of - was found"),
        (("-",), NEW, "the appKey is expected here"),
        ((NEW,), NEW, "not given as an argument"),
        ((KEY,), "", "no appToken was entered"),
        ((KEY,), NEW[:100], "exactly 128 uppercase letters (A to Z) are expected"),
        ((KEY,), NEW.lower(), "exactly 128 uppercase letters"),
        ((KEY, "gone"), NEW, "gone: this file or directory does not exist"),
    ],
)
def test_what_is_wrong_writes_nothing(repo: Repo, rotate: Rotate, words: tuple[str, ...], entered: str, reason: str) -> None:
    repo.write(".env", PAIR)
    repo.write(".env.b", f"VTEX_APP_KEY={OTHER}\nVTEX_APP_TOKEN={THIRD}\n")
    before = contents(repo)
    status, out, err = rotate(*words, entered=entered)
    assert (status, out, contents(repo)) == (2, "", before)
    assert reason in err
    assert not [at for at in range(95) if NEW[at : at + 6].lower() in err]


@pytest.mark.parametrize("entered", [f"{NEW}\n", f"{NEW}\r\n", f"\n {NEW}\t\n\n", f"\ufeff{NEW}\r\n"])
def test_what_programs_write_around_a_token_is_not_part_of_it(repo: Repo, rotate: Rotate, entered: str) -> None:
    repo.write(".env", PAIR)
    assert rotate(KEY, entered=entered)[0] == 0
    assert contents(repo)[".env"] == PAIR.replace(OLD, NEW).encode()


@pytest.mark.parametrize("entered", [f"{NEW}\n{THIRD}\n", f"{NEW}\0", f"'{NEW}'", f"VTEX_APP_TOKEN={NEW}", f"{NEW} # new"])
def test_anything_else_is_refused(repo: Repo, rotate: Rotate, entered: str) -> None:
    repo.write(".env", PAIR)
    status, out, err = rotate(KEY, entered=entered)
    assert (status, out, contents(repo)[".env"]) == (2, "", PAIR.encode())
    assert "exactly 128 uppercase letters" in err


def test_a_copy_with_another_key_in_the_same_file_is_left(repo: Repo, rotate: Rotate) -> None:
    repo.write(".env.yaml", f"a: {{vtexAppKey: {KEY}, vtexAppToken: {OLD}}}\nb: {{vtexAppKey: {OTHER}, vtexAppToken: {OLD}}}\n")
    status, out, _ = rotate(KEY)
    assert status == 1
    assert ".env.yaml:1:60: written" in out
    assert "1 of 2 places contain the new token" in out
    assert contents(repo)[".env.yaml"].decode().splitlines()[1].count(OLD) == 1


def test_a_file_that_cannot_be_written_or_searched(repo: Repo, rotate: Rotate) -> None:
    fill(repo)
    (repo.path / ".env").chmod(0o444)
    os.link(repo.path / "private/note.txt", repo.path / "private/same.txt")
    before = contents(repo)
    status, out, _ = rotate(KEY)
    assert status == 1
    assert ".env:3:16: not written: is read-only" in out
    assert out.count("has other hard links") == 4
    assert "6 of 9 places contain the new token" in out
    same = {name: before[name] for name in (".env", "private/note.txt", "private/same.txt")}
    assert contents(repo) == expected(before) | same
    repo.write("vtexlint.toml", "max-file-size = 1000\n")
    repo.write(".env.large", PAIR * 20)
    status, out, err = rotate(KEY)
    assert (status, out) == (2, "")
    assert "nothing was written, because of these errors" in err


def test_a_binary_file_is_left(repo: Repo, rotate: Rotate) -> None:
    repo.write(".env", PAIR)
    repo.write("private/x.bin", b"\x00\r" + OLD.encode() + b"\x00")
    status, out, _ = rotate(KEY)
    assert status == 1
    assert "a binary file is not changed" in out


class KilledError(BaseException):
    """Nothing catches it."""


def test_killed_at_every_call(repo: Repo, rotate: Rotate, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """At each call that changes something on the disk the process ends: each file is the old one or the new one, and the rest can be done."""
    repo.write(".env", PAIR)
    repo.write("private/app.js", f'const key = "{KEY}", appToken = "{OLD}";\n')
    old = contents(repo)
    new = expected(old)
    names = ("mkdir", "open", "write", "fchmod", "fchown", "fsync", "close", "replace", "rename", "rmdir", "unlink")
    real = {name: getattr(os, name) for name in names}
    left = 0
    opened: set[int] = set()

    def dying(name: str) -> Callable[..., object]:
        def call(*arguments: object, **more: object) -> object:
            nonlocal left
            if sys._getframe(1).f_code.co_filename.endswith(("replace_file.py", "scratch.py", "metadata.py")):
                left -= 1
                if left == 0:
                    raise KilledError
            result = real[name](*arguments, **more)
            if name == "open":
                opened.add(result)
            elif name == "close":
                opened.discard(arguments[0])
            return result

        return call

    seen: set[str] = set()
    number = 0
    finished = False
    while not finished:
        number += 1
        for path, data in old.items():
            (repo.path / path).write_bytes(data)
        left = number
        with monkeypatch.context() as patch:
            for name in names:
                patch.setattr(os, name, dying(name))
            try:
                rotate(KEY)
                finished = True
            except KilledError:  # a process that ends closes its files, and so gives its locks back
                for descriptor in opened:
                    real["close"](descriptor)
                opened.clear()
        now = {name: data for name, data in contents(repo).items() if name in old}
        for name, data in now.items():
            assert data in (old[name], new[name]), (number, name)
            seen.add("new" if data == new[name] else "old")
        assert {line for line in repo.git("status", "--porcelain", "--untracked-files=all").splitlines() if ".env" not in line} == set()
    assert number > 20
    assert seen == {"old", "new"}
    assert rotate(KEY)[0] == 0
    assert contents(repo) == new


def test_python(repo: Repo) -> None:
    repo.write(".env", PAIR)
    repo.add("b.env", PAIR)
    seen = vtexlint.rotate_key(KEY, Secret(NEW), root=repo.path, dry_run=True)
    assert (len(seen.written), seen.holding, contents(repo)[".env"]) == (1, 0, PAIR.encode())
    done = vtexlint.rotate_key(KEY, Secret(NEW), root=repo.path)
    assert ([one.path for one in done.written], [one.place.path for one in done.refused]) == ([".env"], ["b.env"])
    assert (done.holding, done.plan.total, done.is_complete) == (1, 2, False)
    assert [piece for piece in PIECES if piece in repr(done) + repr(seen)] == []
    with pytest.raises(ValueError, match="128 uppercase letters") as error:
        vtexlint.rotate_key(KEY, Secret(NEW[1:]), root=repo.path)
    assert NEW[1:7] not in str(error.value)


@pytest.mark.parametrize("part", ["HEAD", "objects", "refs"])
def test_nothing_is_written_in_a_damaged_repository(repo: Repo, rotate: Rotate, part: str) -> None:
    repo.add("t.env", PAIR)
    repo.write("deep/.env", PAIR)
    (repo.path / ".git" / part).rename(repo.path / ".git" / f"{part}.old")
    before = contents(repo)
    for path in (".", "t.env", "deep"):
        status, out, err = rotate(KEY, path)
        assert (status, out, contents(repo)) == (2, "", before)
        assert err.splitlines() == [
            "vtexlint: .: its `.git` is not a git repository, or a damaged one, "
            "so the git state of its files is not known: repair or remove it",
            "vtexlint: nothing was written, because of these errors",
        ]


def test_each_error_is_a_line_of_its_own(repo: Repo, rotate: Rotate) -> None:
    repo.write(".env", PAIR)
    status, out, err = rotate(KEY, ".", "nonexistent")
    assert (status, out) == (2, "")
    assert [line.partition(" ")[0] for line in err.splitlines()] == ["vtexlint:", "vtexlint:"]
    assert r"\n" not in err
    repo.git("add", "-f", ".env")
    (repo.path / ".git/index").write_bytes(b"no index")
    status, out, err = rotate(KEY)
    lines = err.splitlines()
    assert (status, out, len(lines)) == (2, "", len(set(lines)))
    assert r"\n" not in err


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full")
def test_a_report_that_cannot_be_printed_is_not_a_run_that_wrote_nothing(repo: Repo) -> None:
    repo.write(".env", PAIR)
    before = contents(repo)
    command = [sys.executable, "-m", "vtexlint", "rotate", KEY]
    with open("/dev/full", "wb") as full:
        done = subprocess.run(command, input=NEW.encode(), stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1
    assert contents(repo) == expected(before)
    assert b"the new token was written to .env; run the command again" in done.stderr
    assert b"nothing was written" not in done.stderr


def test_an_interrupt_names_the_files_that_were_written(repo: Repo, rotate: Rotate, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (".env", ".env.b", ".env.c"):
        repo.write(name, PAIR)
    before = contents(repo)
    real, calls = write_file.write_bytes, []

    def interrupted(path: str, *arguments: Any, **options: Any) -> None:
        calls.append(path)
        if len(calls) < 3:
            real(path, *arguments, **options)
        if len(calls) > 1:  # once after the file was replaced
            raise KeyboardInterrupt

    monkeypatch.setattr("vtexlint.project.rotate.write_bytes", interrupted)
    status, out, err = rotate(KEY)
    assert (status, out) == (130, "")
    assert "interrupted\nvtexlint: the new token was written to .env, .env.b; run" in err
    assert contents(repo) == expected(before) | {".env.c": before[".env.c"]}


def test_ctrl_d_at_the_prompt(repo: Repo) -> None:
    repo.write(".env", PAIR)
    found, out, _ = terminal.run("rotate", KEY, cwd=repo.path, steps=(("new appToken (not shown):", "\x04"),), merged=True)
    assert found == 2
    assert "no appToken was entered" in out


def test_base64_in_any_text(repo: Repo, rotate: Rotate) -> None:
    both = fake.b64(f"{KEY}:{OLD}")
    repo.write(".env", f"{PAIR}# Basic {both}\n")
    repo.write("private/a.txt", f"Authorization: Basic {both}\n")
    repo.write("private/b.py", f'h = {{"Authorization": "Basic {both.rstrip("=")}"}}\nx = "a/{fake.b64(f"é?ÿ>{OLD} {THIRD}")}"\n')
    repo.write("private/c.bin", b"\0\x01\xff\xfe" + f" Basic {both} ".encode() + b"\0\xff" * 9)
    repo.write("private/d.txt", f"Basic {fake.b64(THIRD)}\n")  # another token
    repo.write("private/e.txt", base64.urlsafe_b64encode(f"é?ÿ>?:{OLD}?>".encode()) + b" \n")
    before = contents(repo)
    status, out, _ = rotate(KEY)
    assert status == 1
    pairs = (
        (OLD, NEW),
        (both.rstrip("="), fake.b64(f"{KEY}:{NEW}").rstrip("=")),
        (fake.b64(f"é?ÿ>{OLD} {THIRD}"), fake.b64(f"é?ÿ>{NEW} {THIRD}")),
    )
    after = dict(before)
    for old, new in pairs:
        after = {name: data if name.endswith(".bin") else data.replace(old.encode(), new.encode()) for name, data in after.items()}
    after["private/e.txt"] = base64.urlsafe_b64encode(f"é?ÿ>?:{NEW}?>".encode()) + b" \n"
    assert contents(repo) == after
    assert "private/a.txt:1:22: written" in out
    assert re.search(r"private/c.bin:\S+ not written: a binary file is not changed", out)
    assert "private/d.txt" not in out
    assert "6 of 7 places contain the new token" in out
    status, out, _ = rotate(KEY)
    assert contents(repo) == after
    assert out.count("has the new token already") == 6


@pytest.mark.parametrize("inner", ["# VTEX_APP_TOKEN={}\n", "# {}\nX=1\n", "x: 1\n# old: {}\n"])
def test_a_comment_in_a_value_in_base64(repo: Repo, rotate: Rotate, inner: str) -> None:
    repo.write(".env", PAIR)
    repo.write(
        "private/a.yaml", f"kind: Secret\ndata:\n  .env: {fake.b64(inner.format(OLD))}\n  b.env: {fake.b64(fake.b64(inner.format(OLD)))}\n"
    )
    _, out, _ = rotate(KEY)
    assert "private/a.yaml:3:9: written" in out
    assert fake.b64(inner.format(NEW)).encode() in contents(repo)["private/a.yaml"]


def test_copies_in_one_base64_value_are_one_place(repo: Repo, rotate: Rotate) -> None:
    texts = {"c.json": json.dumps({"VTEX_APP_KEY": KEY, "VTEX_APP_TOKEN": OLD}), ".env": f"{PAIR}# before: {OLD}\n"}
    for name, text in texts.items():
        repo.write(f"private/{name}.yaml", f"kind: Secret\ndata:\n  x: a\n  {name}: {fake.b64(text)}\n")
    status, out, _ = rotate(KEY)
    assert out.splitlines()[:3] == [
        "private/.env.yaml:4:9: written",
        "private/c.json.yaml:4:11: written",
        "2 of 2 places contain the new token",
    ]
    assert status == 0
    for name, text in texts.items():
        assert fake.b64(text.replace(OLD, NEW)).encode() in contents(repo)[f"private/{name}.yaml"]
