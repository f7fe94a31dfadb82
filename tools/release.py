"""Make a release in build/release: the wheel, the source archive, an SBOM, and their digests.

`python -m tools.release` makes a draft of HEAD. With `--final` it also refuses what a draft may lack: a date in the changelog, an owner, a
clean checkout. Both refuse a build that is not reproducible, and a wheel that does not work in an environment of its own.

Options of pip after `--` say where the dependencies come from: `-- --no-index --find-links FOLDER`.
"""

import argparse
import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parent.parent
RESULT = "build/release"
SBOM = "sbom.cdx.json"
# what must not change a byte: the two builds differ in all of these
FIRST = {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "1"}
SECOND = {"TZ": "Asia/Kolkata", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"}
KEY = "vtexappkey-fakestore-AAAAAA"


class ReleaseError(Exception):
    """Why there is no release; the text is for the person who makes it."""


def run(*command: str | Path, where: Path, status: int = 0, more: Mapping[str, str] | None = None) -> str:
    """What a command prints, both streams. Raises ReleaseError with it if the command ends with another status."""
    foreign = ("PYTHON", "PIP_TARGET", "PIP_PREFIX", "VTEXLINT")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    done = subprocess.run(
        command,
        cwd=where,
        env={**kept, **(more or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode != status:
        raise ReleaseError(f"{' '.join(map(str, command))}: exit status {done.returncode} instead of {status}\n{done.stdout.strip()}")
    return done.stdout


def version_of(root: Path) -> str:
    """The version, which vtexlint/_about.py has."""
    found = re.search(r'^__version__ = "(.+)"$', (root / "vtexlint/_about.py").read_text(encoding="utf-8"), re.MULTILINE)
    if not found:
        raise ReleaseError("vtexlint/_about.py has no __version__")
    return found[1]


def faults(root: Path, final: bool) -> list[str]:
    """What must be changed in a tree before it is released: other versions than that of vtexlint/_about.py, a changelog without it."""
    version = version_of(root)
    found = []
    heading = re.search(r"^## (\S+), (.+)$", (root / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    if heading is None or heading[1] != version:
        found.append(f"CHANGELOG.md: the first heading must be `## {version}, DATE`")
    elif final and not _is_date(heading[2]):
        found.append(f"CHANGELOG.md: `{heading[2]}` must be the date of the release, as 2026-01-31")
    if "version" in tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]:
        found.append("pyproject.toml: the version must be dynamic, from vtexlint/_about.py")
    extension = root / "editors/vscode"
    manifests = {name: json.loads((extension / name).read_text(encoding="utf-8")) for name in ("package.json", "package-lock.json")}
    for name, manifest in manifests.items():
        versions = {manifest["version"], manifest.get("packages", {}).get("", manifest)["version"]}
        if versions != {version}:
            found.append(f"editors/vscode/{name}: the version must be {version}")
    if not re.search(rf"^## {re.escape(version)}$", (extension / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE):
        found.append(f"editors/vscode/CHANGELOG.md: no heading `## {version}`")
    if final and re.search(r'^HOME = ""$', (root / "vtexlint/_about.py").read_text(encoding="utf-8"), re.MULTILINE):
        found.append("vtexlint/_about.py: `HOME` is empty: docs/publishing.md says what to set")
    return found


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def unpack_commit(root: Path, where: Path, touched: int | None = None) -> Path:
    """The files of HEAD in a folder, as a clean checkout has them; `touched` is the time of each, in seconds."""
    packed = subprocess.run(["git", "archive", "--format=tar", "HEAD"], cwd=root, capture_output=True, check=False)
    if packed.returncode:
        raise ReleaseError(f"git archive: {packed.stderr.decode(errors='replace').strip()}")
    where.mkdir(parents=True)
    with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as archive:
        archive.extractall(where, filter="data")
    if touched is not None:
        for path in where.rglob("*"):
            os.utime(path, (touched, touched), follow_symlinks=False)
    return where


def build(tree: Path, into: Path, epoch: str, variables: Mapping[str, str], *, only_wheel: bool = False) -> list[Path]:
    """The source archive and the wheel of a tree, by the build backend that is installed here. `epoch` is the time in the archives."""
    kinds = ["--wheel"] if only_wheel else ["--sdist", "--wheel"]
    run(
        sys.executable,
        "-m",
        "build",
        "--no-isolation",
        *kinds,
        "--outdir",
        into,
        tree,
        where=tree,
        more={**variables, "SOURCE_DATE_EPOCH": epoch},
    )
    return sorted(into.iterdir())


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def differing(one: Path, other: Path) -> list[str]:
    """The names of the members of two archives that have other bytes, or are in only one; empty if only the packing differs."""
    first, second = members(one), members(other)
    return sorted(name for name in first.keys() | second.keys() if first.get(name) != second.get(name))


def members(path: Path) -> dict[str, str]:
    """A digest for each file of a wheel or a source archive."""
    if path.suffix == ".whl":
        with zipfile.ZipFile(path) as wheel:
            return {name: hashlib.sha256(wheel.read(name)).hexdigest() for name in wheel.namelist()}
    with tarfile.open(path) as archive:
        files = ((info.name, archive.extractfile(info)) for info in archive)
        return {name: hashlib.sha256(opened.read()).hexdigest() for name, opened in files if opened is not None}


def demand_same(ours: Sequence[Path], others: Sequence[Path], what: str) -> None:
    """Raises ReleaseError where two builds differ, with the names of what differs."""
    by_name = {path.name: path for path in ours}
    for other in others:
        own = by_name.get(other.name)
        if own is None:
            raise ReleaseError(f"{what}: {other.name} instead of {', '.join(by_name)}")
        if own.read_bytes() != other.read_bytes():
            raise ReleaseError(f"{what}: {other.name} differs: {', '.join(differing(own, other)[:10]) or 'only in how it is packed'}")


def build_reproducibly(root: Path, scratch: Path, into: Path) -> list[Path]:
    """Build HEAD three times: in two places that differ in what must not matter, and the wheel from the source archive."""
    epoch = run("git", "log", "-1", "--format=%ct", "HEAD", where=root).strip()
    first = build(unpack_commit(root, scratch / "one"), into, epoch, FIRST)
    before = os.umask(0o077)
    try:
        second = build(unpack_commit(root, scratch / "another place/two", 1_000_000_000), scratch / "second", epoch, SECOND)
    finally:
        os.umask(before)
    demand_same(first, second, "two builds of one commit")
    (source,) = (path for path in first if path.name.endswith(".tar.gz"))
    with tarfile.open(source) as archive:
        archive.extractall(scratch / "source", filter="data")
    (tree,) = (scratch / "source").iterdir()
    demand_same(first, build(tree, scratch / "third", epoch, FIRST, only_wheel=True), "the wheel from the source archive")
    return first


def install(wheel: Path, where: Path, pip_options: Sequence[str]) -> Path:
    """An environment with the wheel, its dependencies and nothing else, pip neither; answers its Python."""
    run(sys.executable, "-m", "venv", "--without-pip", where, where=where.parent)
    python = where / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    pip = (sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check")
    run(*pip, "install", "--quiet", "--only-binary=:all:", *pip_options, wheel, where=where.parent)
    run(*pip, "check", where=where.parent)
    return python


def try_out(python: Path, version: str, where: Path) -> None:
    """Use an installed vtexlint in a folder as its user would. Raises ReleaseError if it does something else."""
    program = python.with_name("vtexlint" + python.suffix)
    said = run(program, "--version", where=where)
    if version not in said.split():
        raise ReleaseError(f"vtexlint --version: {said.strip()!r} instead of {version}")
    (where / "good.env").write_text("PORT=8080\n", encoding="utf-8")
    run(program, "check", "good.env", where=where)
    (where / "bad.env").write_text(f"VTEX_APP_KEY='{KEY} '\n", encoding="utf-8")
    report = json.loads(run(program, "check", "--format", "json", "bad.env", where=where, status=1))
    rules = {finding["rule"] for finding in report["findings"]}
    if "surrounding-whitespace" not in rules:
        raise ReleaseError(f"vtexlint check: {sorted(rules)} instead of surrounding-whitespace")
    for command in (["explain", "surrounding-whitespace"], ["explain", "settings"], ["--lang", "pt", "rules"], ["help", "check"]):
        run(program, *command, where=where)
    run(python, "-I", "-m", "vtexlint", "check", "good.env", where=where)


def write_sbom(python: Path, tree: Path, into: Path, epoch: str) -> None:
    """What is in the environment of the wheel, as CycloneDX in JSON. Changes pyproject.toml of the tree."""
    project = tree / "pyproject.toml"
    # the tool does not ask the build backend for the version
    static = project.read_text(encoding="utf-8").replace('dynamic = ["version"]', f'version = "{version_of(tree)}"')
    project.write_text(static, encoding="utf-8")
    command = (sys.executable, "-m", "cyclonedx_py", "environment", "--pyproject", project, "--output-reproducible")
    options = ("--spec-version", "1.6", "--output-format", "JSON", "--validate", "--output-file", into)
    run(*command, *options, python, where=tree, more={"SOURCE_DATE_EPOCH": epoch})
    about = json.loads(into.read_text(encoding="utf-8"))["metadata"]["component"]
    if about.get("version") != version_of(tree):
        raise ReleaseError(f"{SBOM}: {about.get('name')} has the version {about.get('version')}")


def release(root: Path, into: Path, pip_options: Sequence[str]) -> list[Path]:
    """Build, try out and describe HEAD; answers the files of the release. Raises ReleaseError."""
    shutil.rmtree(into, ignore_errors=True)
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder).resolve()
        made, result = scratch / "made", scratch / "user"
        result.mkdir()
        files = build_reproducibly(root, scratch, made)
        epoch = run("git", "log", "-1", "--format=%ct", "HEAD", where=root).strip()
        (wheel,) = (path for path in files if path.suffix == ".whl")
        python = install(wheel, scratch / "environment", pip_options)
        try_out(python, version_of(scratch / "one"), result)
        write_sbom(python, scratch / "one", made / SBOM, epoch)
        sums = "".join(f"{digest(path)}  {path.name}\n" for path in sorted(made.iterdir()))
        (made / "SHA256SUMS").write_text(sums, encoding="utf-8")
        shutil.copytree(made, into)
    return sorted(into.iterdir())


def main(words: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.release", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--final", action="store_true", help="refuse what only a draft may lack")
    parser.add_argument("pip_options", nargs="*", metavar="OPTION", help="options of pip, after --")
    options = parser.parse_args(words)
    wrong = faults(ROOT, options.final)
    try:
        changed = run("git", "status", "--porcelain", where=ROOT).splitlines()
        if changed and options.final:
            wrong.append(f"{len(changed)} files are not committed")
        if wrong:
            raise ReleaseError("\n".join(wrong))
        files = release(ROOT, ROOT / RESULT, options.pip_options)
    except ReleaseError as error:
        print(error, file=sys.stderr)
        return 1
    print("two builds of one commit, and the wheel from the source archive: the same bytes; the wheel works in an environment of its own")
    if changed:
        print(f"not in this draft: {len(changed)} files that are not committed")
    for path in files:
        print(f"{digest(path)}  {path.relative_to(ROOT).as_posix()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
