"""`python -m tests.fuzz [--seconds N] [--jobs N] [--seed N] [--keep] [TARGET ...]`: fuzz the targets, all by default, and say what came of each.

`--seconds` are in all, 120 by default. Exit status 1 where a promise was broken: the input is then in `build/fuzz`, and
`python -m tests.fuzz.one TARGET FILE` runs it again. `--keep` puts the small inputs that reach new places into the corpus.
"""

import argparse
import os
import re
import shlex
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.fuzz.targets import TARGETS, WORDS, seeds
from tests.paths import ROOT

CORPUS = Path(__file__).parent / "corpus"
FOUND = ROOT / "build" / "fuzz"
LARGEST = 2000  # bytes of an input that is kept
MOST = 25  # inputs that are kept of a target
START = 5  # seconds that a target takes to be imported


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("--seconds", type=int, default=120)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0, help="0: another one each time")
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("target", nargs="*", choices=[[], *TARGETS], default=[])
    options = parser.parse_args()
    names = options.target or list(TARGETS)
    each = max(1, options.seconds * options.jobs // len(names) - START)
    FOUND.mkdir(parents=True, exist_ok=True)
    words = FOUND / "words"
    words.write_text("".join(f'"{_escaped(word)}"\n' for word in WORDS))
    with ThreadPoolExecutor(options.jobs) as pool:
        failed = list(pool.map(lambda name: _fuzz(name, each, words, seed=options.seed, keep=options.keep), names))
    return int(any(failed))


def _escaped(word: str) -> str:
    return "".join(chr(byte) if 32 <= byte < 127 and byte not in b'"\\' else f"\\x{byte:02x}" for byte in word.encode())


def _fuzz(name: str, seconds: int, words: Path, *, seed: int, keep: bool) -> bool:
    """Whether the target fails; its line is printed."""
    new, kept = FOUND / name / "new", CORPUS / name
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    command = [sys.executable, "-m", "tests.fuzz.one", name]
    begin = FOUND / name / "seeds"
    begin.mkdir(exist_ok=True)
    for number, data in enumerate(seeds(name)):
        (begin / str(number)).write_bytes(data)
    options = [
        f"-max_total_time={seconds}",
        f"-seed={seed}",
        f"-dict={words}",
        "-timeout=20",
        "-rss_limit_mb=2000",
        f"-artifact_prefix={FOUND / name}/",
        "-len_control=20",
    ]
    done = subprocess.run(
        [*command, *options, str(new), str(begin), *([str(kept)] if kept.is_dir() else [])],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    runs = re.findall(r"^#(\d+)", done.stderr, re.MULTILINE)
    reached = re.findall(r"cov: (\d+)", done.stderr)
    print(
        f"{name}: {runs[-1] if runs else 0} inputs, {reached[-1] if reached else 0} places, {'FAILED' if done.returncode else 'no fault'}",
        flush=True,
    )
    if done.returncode:
        print(re.sub(r"^", "  ", done.stderr[-3000:], flags=re.MULTILINE), flush=True)
    elif keep:
        _keep(command, new, begin, kept)
    return done.returncode != 0


def _keep(command: list[str], new: Path, begin: Path, kept: Path) -> None:
    """The smallest inputs that together reach all places, as far as they are small and few."""
    for path in (*new.iterdir(), *begin.iterdir()):
        if path.stat().st_size > LARGEST:
            path.unlink()
    merged = new.parent / "merged"
    shutil.rmtree(merged, ignore_errors=True)
    merged.mkdir()
    kept.mkdir(parents=True, exist_ok=True)
    program = new.parent / "program"
    program.write_text(f'#!/bin/sh\nexec {shlex.join(command)} "$@"\n')
    program.chmod(0o755)
    merge = [*command, "-merge=1", *map(str, (merged, kept, begin, new))]
    subprocess.run(merge, cwd=ROOT, capture_output=True, env={**os.environ, "FUZZ_PROGRAM": str(program)}, check=True)
    for old in kept.iterdir():
        old.unlink()
    for path in _spread(sorted(merged.iterdir(), key=lambda path: path.stat().st_size)):
        shutil.copy(path, kept / path.name[:16])


def _spread(paths: list[Path]) -> list[Path]:
    """Some of many, of all sizes."""
    return [paths[number * len(paths) // MOST] for number in range(MOST)] if len(paths) > MOST else paths


if __name__ == "__main__":
    raise SystemExit(main())
