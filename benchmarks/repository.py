"""A made git repository with a history that is hard to search: hundreds of versions of JSON documents, binaries, minified programs."""

import random
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from benchmarks import texts

DOCUMENTS, VERSIONS, DOCUMENT = 4, 75, 110_000  # files, versions of each, bytes
BINARIES, BINARY = 60, 110_000
PROGRAMS, PROGRAM = 60, 110_000
TOKENS = 24  # each in a file of its own, gone again in the next commit
MEGABYTES = (DOCUMENTS * VERSIONS * DOCUMENT + BINARIES * BINARY + PROGRAMS * PROGRAM) / 1e6
"""The size of its distinct blobs."""


def _commit(number: int, changes: list[tuple[str, bytes | None]]) -> Iterator[bytes]:
    message = f"change {number}"
    yield f"commit refs/heads/main\ncommitter made <made@example.com> {1_700_000_000 + number * 60} +0000\n".encode()
    yield f"data {len(message)}\n{message}\n".encode()
    for path, data in changes:
        if data is None:
            yield f"D {path}\n".encode()
        else:
            yield f"M 100644 inline {path}\ndata {len(data)}\n".encode() + data + b"\n"


def _edited(document: str, draw: random.Random, number: int) -> str:
    """The document with a few other values: each version is most of the one before."""
    for _ in range(3):
        at = document.find('"price": ', draw.randrange(len(document) - 500))
        if at > 0:
            document = f'{document[:at]}"price": {number}, "old": {document[at + 9 :]}'
    return document


def _stream() -> Iterator[bytes]:
    draw, number = random.Random("repository"), 0
    documents = [texts.text("json", DOCUMENT, seed=f"document {one}") for one in range(DOCUMENTS)]
    for _ in range(VERSIONS):
        for one in range(DOCUMENTS):
            number += 1
            documents[one] = _edited(documents[one], draw, number)
            yield from _commit(number, [(f"schemas/document-{one}.json", documents[one].encode())])
    for one in range(BINARIES):
        number += 1
        yield from _commit(number, [(f"assets/image-{one}.bin", draw.randbytes(BINARY))])
    for one in range(PROGRAMS):
        number += 1
        yield from _commit(number, [(f"dist/app-{one % 6}.min.js", texts.minified(PROGRAM, one).encode())])
    for one in range(TOKENS):
        form = texts.FORMATS[one % 4]
        path = f"config/store-{one}/{'.env' if form == 'env' else f'settings.{form}'}"
        number += 2
        yield from _commit(number - 1, [(path, texts.text(form, 2000, pairs=1, seed=one).replace(' "\n', '"\n').encode())])
        yield from _commit(number, [(path, None)])
    yield b"done\n"


def lay(folder: Path) -> None:
    """Make the repository at `folder`, packed and with its files checked out, unless it is there."""
    done = folder / ".git/laid"
    if done.exists():
        return
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    git = ["git", "-C", str(folder)]
    subprocess.run([*git, "init", "-q", "-b", "main"], check=True)
    with subprocess.Popen([*git, "fast-import", "--quiet", "--done"], stdin=subprocess.PIPE) as fast:
        assert fast.stdin is not None
        for part in _stream():
            fast.stdin.write(part)
    if fast.returncode:
        raise subprocess.CalledProcessError(fast.returncode, "git fast-import")
    subprocess.run([*git, "gc", "-q", "--prune=now"], check=True)
    subprocess.run([*git, "reset", "-q", "--hard"], check=True)
    done.touch()
