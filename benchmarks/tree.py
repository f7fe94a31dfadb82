"""The trees of files that are measured: config files as repositories have them, and one in which every file has a finding."""

import random
import shutil
import tarfile
from pathlib import Path

from benchmarks.texts import text
from tests.paths import SHARED

ARCHIVE = SHARED / "bench/tree.tar.xz"
FILES = 3000
_SHARES = {"yaml": 0.45, "template": 0.11, "json": 0.41, "toml": 0.02, "env": 0.01}  # of the files
_PLANTED = 0.02  # of the files
_MEDIAN, _SPREAD, _LARGEST = 3500, 1.75, 1_500_000  # sizes in bytes: log-normal, with a mean of 16 KB
_NAMES = {"yaml": "values.yaml", "template": "templates/deployment.yaml", "json": "data.json", "toml": "settings.toml", "env": ".env"}


def made(folder: Path, files: int, seed: int = 0) -> None:
    """A tree of so many invented files below `folder`, 16 KB each on average, of which one in 50 has a pair with a fault."""
    draw = random.Random(f"tree {seed}")
    forms = draw.choices(list(_SHARES), list(_SHARES.values()), k=files)
    with_pair = set(draw.sample(range(files), max(1, round(files * _PLANTED))))
    for number, form in enumerate(forms):
        size = min(_LARGEST, int(draw.lognormvariate(0, _SPREAD) * _MEDIAN))
        path = folder / f"project-{number // 50}" / f"part-{number}" / _NAMES[form]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text(form, size, pairs=int(number in with_pair), seed=number))


def all_hit(folder: Path, files: int) -> None:
    """A tree in which every file is small and has a pair with a fault."""
    for number in range(files):
        form = ("yaml", "json", "toml", "env")[number % 4]
        path = folder / f"part-{number}" / _NAMES[form]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text(form, 600, pairs=1, seed=number))


def lay(folder: Path, archive: Path | None) -> str:
    """Lay the tree at `folder`, once: from the archive, or a made one. What it is, in words."""
    made_name = f"a made tree of {FILES:,} files"
    what = f"{archive.name}: config files of public repositories" if archive else made_name
    note = folder.parent / f"{folder.name}.txt"
    if not note.exists() or note.read_text() != what:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        if archive:
            with tarfile.open(archive) as file:
                file.extractall(folder, filter="data")
        else:
            made(folder, FILES)
        note.write_text(what)
    return what
