"""A repository with a long history and a token planted in every way that one can stand in it.

python -m tests.history_corpus DIRECTORY --commits 2000 --megabytes 200
"""

import argparse
import random
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.fake import KEY, b64, token
from tests.gitrepo import CONFIG, Repo

WORDS = """account adapter api array async await binding body cache cart catalog category checkout client config const content context
coupon currency customer data default delivery email error event export filter function handler header id import index input interface
item json key length list locale logger map message method name null number object offer options order params path payload payment price
product promise props query queue request response result return route schema seller service session shipping sku state status store
string token total type undefined update url user value vendor version vtex warehouse window""".split()


def pair(name: str) -> str:
    return f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={token(name)}\n"


def manifest(name: str) -> str:
    return f"apiVersion: v1\nkind: Secret\ndata:\n  VTEX_APP_KEY: {b64(KEY)}\n  VTEX_APP_TOKEN: {b64(token(name))}\n"


PLANTED = {
    "deleted": "deleted.env",
    "renamed": "before.env",
    "overwritten": "config/app.yaml",
    "utf16": "windows.env",
    "base64": "k8s/secret.yaml",
    "branch": "branch.env",
    "merge": "merge.env",
    "tag": "tag.env",
    "loose": "loose.env",
}
"""Each planted token's name and the path under which it first came in."""


def build(path: Path, commits: int, size: int, seed: int = 0) -> Repo:
    """The repository: so many commits, blobs of about so many bytes together, packed but for the last."""
    repo = Repo(path)
    fast = subprocess.Popen(["git", *CONFIG, "fast-import", "--quiet", "--force"], cwd=path, stdin=subprocess.PIPE)
    assert fast.stdin is not None
    for part in _stream(commits, size, random.Random(seed)):
        fast.stdin.write(part)
    fast.stdin.close()
    assert fast.wait() == 0
    repo.git("gc", "-q", "--prune=now")
    repo.git("checkout", "-q", "-f", "main")
    repo.add("loose.env", pair("loose"))
    repo.commit("loose")
    repo.git("rm", "-q", "loose.env")
    repo.commit("loose, gone")
    return repo


def _stream(commits: int, size: int, chance: random.Random) -> Iterator[bytes]:
    """Input of git fast-import: source and configuration files that grow and change, and the planted ones among them."""
    each = max(size // commits // 4, 200)
    texts: dict[str, str] = {}
    plan = _plan(commits)
    clock = 1_500_000_000
    for number in range(commits):
        clock += 3600
        yield _head("main", clock, number)
        for _ in range(4):
            name = f"src/module{chance.randrange(60)}.{chance.choice(['ts', 'ts', 'ts', 'json', 'yaml', 'md'])}"
            # a changed file keeps most of its text, as in life: packs hold it as a delta
            old = texts.get(name, "")
            texts[name] = _edited(old, each, chance) if len(old) > each // 2 else _prose(each, chance)
            yield _file(name, texts[name].encode())
        yield from plan.get(number, ())
        yield b"\n"
    yield _head("side", clock + 10, commits, "from refs/heads/main\n")
    yield _file("branch.env", pair("branch").encode())
    yield b"\n"
    yield _head("merged", clock + 15, commits, "from refs/heads/main\n")
    yield _file("other.txt", b"other\n")
    yield b"\n"
    yield _head("main", clock + 20, commits, "merge refs/heads/merged\n")
    yield _file("merge.env", pair("merge").encode())
    yield b"\n"
    yield _head("main", clock + 30, commits)
    yield b"D merge.env\n\n"
    yield _head("tagged", clock + 40, commits, "from refs/heads/main\n")
    yield _file("tag.env", pair("tag").encode())
    yield b"\nreset refs/tags/v1\nfrom refs/heads/tagged\n\nreset refs/heads/tagged\nfrom refs/heads/main\n\n"


def _plan(commits: int) -> dict[int, list[bytes]]:
    """What the planted files do, and at which commit."""
    app = f"vtex:\n  appKey: {KEY}\n  appToken: {token('overwritten')}\n"
    steps = [
        [_file("deleted.env", pair("deleted").encode())],
        [_file("before.env", pair("renamed").encode())],
        [b"D deleted.env\n", _file("config/app.yaml", app.encode())],
        [b"D before.env\n", _file("after.env", pair("renamed").encode())],
        [_file("windows.env", pair("utf16").encode("utf-16"))],
        [_file("config/app.yaml", b"vtex:\n  appToken: ${VTEX_APP_TOKEN}\n"), b"D windows.env\n"],
        [_file("k8s/secret.yaml", manifest("base64").encode())],
        [b"D k8s/secret.yaml\n", _file("k8s/dead.txt", manifest("base64").encode())],
    ]
    return {1 + index * (commits - 2) // len(steps): step for index, step in enumerate(steps)}


def _head(branch: str, clock: int, number: int, parents: str = "") -> bytes:
    message = f"commit {number}"
    return f"commit refs/heads/{branch}\ncommitter n <n@example.invalid> {clock} +0000\ndata {len(message)}\n{message}\n{parents}".encode()


def _file(name: str, data: bytes) -> bytes:
    return f"M 100644 inline {name}\ndata {len(data)}\n".encode() + data + b"\n"


def _prose(size: int, chance: random.Random) -> str:
    words = [word for word in WORDS if word not in ("vtex", "token", "key")] if chance.random() < 0.8 else WORDS
    lines = []
    while size > 0:
        line = " ".join(chance.choices(words, k=9)) + f" = {chance.random()};"
        lines.append(line)
        size -= len(line) + 1
    return "\n".join(lines) + "\n"


def _edited(text: str, size: int, chance: random.Random) -> str:
    lines = text.splitlines()
    for _ in range(3):
        lines[chance.randrange(len(lines))] = _prose(60, chance).strip()
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directory", type=Path)
    parser.add_argument("--commits", type=int, default=2000)
    parser.add_argument("--megabytes", type=int, default=200)
    options = parser.parse_args()
    build(options.directory, options.commits, options.megabytes * 1_000_000)
