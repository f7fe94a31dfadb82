"""`vtexlint history`: every planted token is found once, with where it came in and whether HEAD has it."""

import json
from pathlib import Path

import pytest

from tests.fake import KEY, key, token
from tests.gitrepo import Repo
from tests.history_corpus import PLANTED, build
from tests.project.history.audited import GOOD, History, commit, manifest, pair


def test_a_clean_repository(repo: Repo, history: History) -> None:
    commit(repo, ".env.example", GOOD)
    commit(repo, "docs/a.env", "VTEX_APP_KEY=<your-key>\nVTEX_APP_TOKEN=changeme\n")
    assert history() == (0, [])
    assert history.report["history"] == {"commits": 2, "blobs": 2, "absent": 0, "large": 0, "cut": 0}


def test_deleted_renamed_and_still_there(repo: Repo, history: History) -> None:
    first = commit(repo, "gone.env", pair("gone"), date="2024-02-03T04:05:06+01:00")
    repo.git("rm", "-q", "gone.env")
    repo.commit()
    second = commit(repo, "old.env", pair("moved"))
    repo.git("mv", "old.env", "new.env")
    repo.commit()
    commit(repo, "here.env", pair("here"))
    commit(repo, "here.env", f"# more\n{pair('here')}")
    assert history() == (1, ["gone.env", "here.env", "old.env"])
    gone = history.origin("gone.env")
    assert gone == {"commit": first, "date": "2024-02-03T04:05:06+01:00", "commits": 1, "paths": ["gone.env"], "head_paths": [],
                    "key": KEY, "tip": "HEAD", "in_head": False, "committed": "2024-02-03T04:05:06+01:00", "last": first,
                    "last_date": "2024-02-03T04:05:06+01:00"}  # fmt: skip
    moved = history.origin("old.env")
    assert (moved["commit"], moved["commits"], moved["paths"], moved["head_paths"]) == (second, 2, ["new.env", "old.env"], ["new.env"])
    here = history.origin("here.env")
    assert (here["commits"], here["in_head"]) == (2, True)


def test_in_a_merge_only_and_on_another_branch(repo: Repo, history: History) -> None:
    commit(repo, "a.env", "A=1\n")
    repo.git("checkout", "-q", "-b", "side")
    commit(repo, "side.env", pair("side"))
    repo.git("checkout", "-q", "main")
    commit(repo, "b.env", "A=1\n")
    repo.git("merge", "-q", "--no-commit", "--no-ff", "side")
    repo.add("a.env", pair("merge"))
    merged = repo.commit()
    repo.git("checkout", "-q", "-b", "other", "HEAD~1")
    commit(repo, "other.env", pair("other"))
    repo.git("checkout", "-q", "main")
    assert history() == (1, ["a.env", "other.env", "side.env"])
    assert history.origin("a.env")["commit"] == merged
    assert not history.origin("other.env")["in_head"]


def test_packed_and_loose(repo: Repo, history: History) -> None:
    commit(repo, "packed.env", pair("packed"))
    for number in range(5):
        commit(repo, "a.yaml", f"number: {number}\n" * 50)
    repo.git("gc", "-q")
    commit(repo, "loose.env", pair("loose"))
    repo.git("rm", "-q", "packed.env", "loose.env")
    repo.commit()
    assert history() == (1, ["loose.env", "packed.env"])


def test_disguises(repo: Repo, history: History) -> None:
    repo.add("utf16.env", pair("utf16").encode("utf-16"))
    repo.add("unmarked.env", pair("unmarked").lower().replace("vtex_app_key", "x").encode("utf-16-le"))
    repo.add("secret.yaml", manifest("base64"))
    repo.add("comment.yaml", f"a: 1\n# VTEX_APP_TOKEN: {token('comment')}\n")
    repo.add("src/client.ts", f'const appToken = "{token("code")}";\n')
    repo.add("cache.bin", b"\x00\x01vtex\x00" + token("binary").encode() + b"\x00\xff")
    repo.add("cut.env", f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={token('cut')[:100]}\n")
    repo.add("lower.env", f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={token('lower').lower()}\n")
    repo.commit()
    names = ["cache.bin", "comment.yaml", "cut.env", "lower.env", "secret.yaml", "src/client.ts", "unmarked.env", "utf16.env"]
    assert history() == (1, names)
    repo.git("rm", "-rq", ".")
    repo.commit()
    assert history() == (1, names)


@pytest.mark.parametrize("names", [("notes.txt", "secret.yaml"), ("secret.yaml", "notes.txt")])
def test_a_blob_of_several_names_is_read_as_each_format(repo: Repo, history: History, names: tuple[str, str]) -> None:
    commit(repo, names[0], manifest("renamed"))
    repo.git("mv", *names)
    repo.commit()
    assert history()[0] == 1
    assert len(history.report["findings"]) == 1


def test_a_name_that_gives_the_context_counts_though_it_comes_later(repo: Repo, history: History) -> None:
    lower = token("late").lower()
    commit(repo, "a.json", json.dumps({"appToken": lower, "x": 1}))
    commit(repo, "config.json", json.dumps({"token": lower, "other": 1}))
    commit(repo, "vtex.json", json.dumps({"token": token("late2").lower(), "other": 1}))
    repo.git("mv", "config.json", "vtex-config.json")
    repo.commit()
    assert history()[0] == 1
    assert {finding["name"] for finding in history.report["findings"]} >= {"token"}


def test_one_token_in_many_places_is_told_once(repo: Repo, history: History) -> None:
    first = commit(repo, "a.env", pair("same"))
    commit(repo, "b/config.yaml", f"vtex:\n  appKey: {KEY}\n  appToken: {token('same')}\n")
    for number in range(4):
        commit(repo, "a.env", pair("same") + f"N={number}\n")
    assert history() == (1, ["a.env"])
    origin = history.origin("a.env")
    assert (origin["commit"], origin["commits"], origin["paths"]) == (first, 6, ["a.env", "b/config.yaml"])


def test_two_tokens_in_one_file_are_two(repo: Repo, history: History) -> None:
    commit(repo, ".env", pair("one") + f"VTEX_B_APP_KEY={key(suffix='BBBBBB')}\nVTEX_B_APP_TOKEN={token('two')}\n")
    assert history() == (1, [".env", ".env"])
    assert [finding["origin"]["key"] for finding in history.report["findings"]] == [KEY, key(suffix="BBBBBB")]


def test_code_names_the_key_next_to_the_token(repo: Repo, history: History) -> None:
    other = key(suffix="BBBBBB")
    commit(repo, "a.ts", f"const vtexAppKey =\n  '{KEY}';\nconst vtexAppToken =\n  '{token('wrapped')}';\n")
    commit(repo, "b.py", f"# key = '{other}'\n# token = '{token('commented')}'\nx = 1\n")
    commit(repo, "c.md", f"apiKey: {KEY}, apiSecret: {token('secret')}\n")
    assert history() == (1, ["a.ts", "b.py", "c.md"])
    assert [finding["origin"]["key"] for finding in history.report["findings"]] == [KEY, other, KEY]
    assert [finding["name"] for finding in history.report["findings"]] == ["vtexAppToken", "token", "apiSecret"]


def test_code_is_searched_for_exact_tokens_alone(repo: Repo, history: History) -> None:
    commit(repo, "a.py", f"VTEX_APP_TOKEN = '{token('cut')[:127]}'\n{{'paymentId': '{token('id')}'}}\n")
    commit(repo, "b.bin", b"\0\xff\xfe" + token("bin").encode()[:127] + b"\xfe\xff")
    assert history() == (0, [])
    commit(repo, "c.pyc", b"\0\xda\x80" + token("bin").encode() + b"N")
    assert history() == (1, ["c.pyc"])


def test_one_blob_under_names_of_both_levels(repo: Repo, history: History) -> None:
    commit(repo, "a.txt", f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={token('cut')[:127]}\n")
    assert history() == (0, [])
    repo.git("mv", "a.txt", "a.env")
    repo.commit()
    assert history() == (1, ["a.txt"])  # the name that the blob had first


def test_damaged_tokens_of_one_slot_are_told_apart(repo: Repo, history: History) -> None:
    commit(repo, ".env", pair("one").replace(token("one"), token("one")[:127]))
    commit(repo, ".env", pair("two").replace(token("two"), token("two")[:127]))
    assert history() == (1, [".env", ".env"])


# settings and comments


def test_ignore_comments_hold(repo: Repo, history: History) -> None:
    dead = f"VTEX_APP_KEY={KEY}\n# vtexlint: ignore[committed-secret]\nVTEX_APP_TOKEN={token('dead')}\n"
    commit(repo, "dead.env", dead)
    assert history() == (0, [])
    assert history.report["summary"]["suppressed"] == 1


def test_a_comment_in_head_speaks_for_the_older_commits(repo: Repo, history: History) -> None:
    commit(repo, "dead.env", pair("dead"))
    assert history()[0] == 1
    commit(repo, "dead.env", pair("dead").replace("VTEX_APP_TOKEN", "# vtexlint: ignore[committed-secret]\nVTEX_APP_TOKEN"))
    assert history() == (0, [])
    assert history.report["summary"]["suppressed"] == 1
    commit(repo, "copy.env", pair("dead"))
    assert history()[0] == 1  # HEAD has it without a comment too
    assert history.origin("dead.env")["head_paths"] == ["copy.env"]
    repo.git("rm", "-q", "copy.env")
    repo.commit()
    assert history()[0] == 0
    assert history("--branch", "HEAD~1", "--since", "2000-01-01")[0] == 0
    commit(repo, "dead.env", "A=1\n")
    assert history()[0] == 1  # no longer in HEAD, so nobody speaks for it


def test_settings_of_the_work_tree_hold(repo: Repo, history: History) -> None:
    for name in ("fixtures/a.env", "skip/b.env", "live.env"):
        commit(repo, name, pair(name))
    repo.write(
        ".vtexlint.toml", 'exclude = ["skip"]\nignore = ["committed-secret"]\n[per-file-ignores]\n"fixtures/" = ["committed-secret"]\n'
    )
    assert history() == (1, ["live.env"])  # who asks for the history asks for this rule
    assert history("--no-config")[1] == ["fixtures/a.env", "live.env", "skip/b.env"]
    repo.git("mv", "fixtures/a.env", "moved.env")
    repo.commit()
    assert history()[1] == ["live.env", "moved.env"]
    repo.write(".vtexlint.toml", '[per-file-ignores]\n"x" = ["comitted-secret"]\n')
    assert history()[0] == 2
    assert "did you mean `committed-secret`" in history.err


def test_large_blobs_are_counted_and_told(repo: Repo, history: History) -> None:
    repo.write(".vtexlint.toml", "max-file-size = 2000\n")
    commit(repo, "large.env", pair("large") + "#\n" * 3000)
    commit(repo, "harmless.env", "#\n" * 3000)
    commit(repo, "small.env", pair("small"))
    assert history() == (1, ["small.env"])
    assert history.report["history"]["large"] == 1
    assert "large.env (blob " in history.err


def test_every_planted_token_of_a_long_history_is_found_once(history: History, tmp_path: Path) -> None:
    repo = build(tmp_path / "long", commits=60, size=400_000)
    status, paths = history(str(repo.path))
    assert (status, sorted(paths)) == (1, sorted(PLANTED.values()))
    assert history.origin("before.env")["head_paths"] == ["after.env"]
    assert history.origin("k8s/secret.yaml")["head_paths"] == ["k8s/dead.txt"]  # the same blob under another name
    assert sum(finding["origin"]["in_head"] for finding in history.report["findings"]) == 2
