"""The large parts of the page: Pyodide, its standard library, and vtexlint with what it needs, compiled and compressed.

Everything is from npm and PyPI, at the versions and digests that the repository names; nothing is downloaded when the page runs.
"""

import gzip
import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from importlib.util import find_spec
from pathlib import Path

from tools.page import rule_pages

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
NPM = ROOT / "tests/startup/newest"
"""Names the version of Pyodide, for the tests and for the page."""

_QUIET = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
# of vtexlint, what only the command line, editors and readers of the repository use
_PROGRAM_WITHOUT = re.compile(
    r"vtexlint/(?:lsp|completions|schemas|docs|cli|locales/[^/]+/pages|project/history|reporters/page)/|vtexlint/(?:__main__|api)\.py$"
    r"|vtexlint/project/(?:cluster|dask_client|inventory|kept_audits|key_places|merged_audits|organisation|own_cluster|quiet_copy|rotate|where)\.py$"
    r"|vtexlint/reporters/html\w*\.py$|.*\.(?:po|pot|typed)$"
    r"|[^/]+\.dist-info/|_yaml/|yaml/cyaml\.py$|openpyxl/utils/dataframe\.py$|.*\.c?pyx$"
)


class BuildError(Exception):
    """The page cannot be built."""


def parts(work: Path) -> dict[str, bytes]:
    """The parts by their names, each compressed; `work` is a folder for what is made on the way."""
    pyodide = _pyodide(work)
    program, library = work / "program", work / "library"
    for folder in (program, library):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    _unpack_wheels(_wheels(work), program)
    with zipfile.ZipFile(pyodide / "python_stdlib.zip") as archive:
        archive.extractall(library)
    decimal = find_spec("_pydecimal")
    if decimal is None or decimal.origin is None:
        raise BuildError("this Python has no _pydecimal")
    shutil.copy(decimal.origin, program / "_pydecimal.py")  # openpyxl imports decimal, whose code Pyodide's package on npm lacks
    (program / "web").mkdir()
    for name in ("__init__.py", "bridge.py"):
        shutil.copy(ROOT / "web" / name, program / "web" / name)
    _run(["node", str(HERE / "compile.mjs"), str(pyodide), str(library), str(program)])
    stored = work / "library.zip"
    stored.write_bytes(_stored(library))
    _run(["node", str(HERE / "imports.mjs"), str(pyodide), str(stored), str(program)])
    for language, text in rule_pages.pages().items():
        path = program / f"pages/{language}.json"
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(text, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    return {
        "worker": _compressed(_worker(pyodide).encode()),
        "runtime": _compressed((pyodide / "pyodide.asm.wasm").read_bytes()),
        "library": _compressed(stored.read_bytes()),
        "program": _compressed(_bundle(program)),
    }


def _pyodide(work: Path) -> Path:
    """The folder of Pyodide: what the tests have installed (NEWEST_PYTHON), else from npm."""
    where = Path(os.environ.get("NEWEST_PYTHON") or work / "npm")
    found = where / "node_modules/pyodide"
    wanted = json.loads((NPM / "package.json").read_text())["dependencies"]["pyodide"]
    if not found.is_dir() or json.loads((found / "package.json").read_text())["version"] != wanted:
        where = work / "npm"
        where.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(NPM / name, where / name)
        _run(["npm", "ci", "--prefix", str(where), *_QUIET])
        found = where / "node_modules/pyodide"
    return found.resolve()


def _wheels(work: Path) -> list[Path]:
    where = work / "wheels"
    shutil.rmtree(where, ignore_errors=True)
    pip = [sys.executable, "-m", "pip", "wheel", "-q", "--disable-pip-version-check", "--no-deps", "-w", str(where)]
    pure = os.environ | {"PYYAML_FORCE_CYTHON": "0", "PYYAML_FORCE_LIBYAML": "0", "TOMLI_USE_MYPYC": "0"}
    requirements = ["--no-binary", "pyyaml,tomli", "--require-hashes", "-r", str(HERE / "requirements.txt")]
    _run([*pip, *requirements], pure)
    _run([*pip, str(ROOT)])
    found = sorted(where.glob("*.whl"))
    compiled = [path.name for path in found if not path.name.endswith("-none-any.whl")]
    if compiled:
        raise BuildError(f"not pure Python: {', '.join(compiled)}")
    return found


def _unpack_wheels(wheels: list[Path], to: Path) -> None:
    for path in wheels:
        with zipfile.ZipFile(path) as archive:
            archive.extractall(to, [name for name in archive.namelist() if not _PROGRAM_WITHOUT.match(name)])


def _worker(pyodide: Path) -> str:
    """One script: Pyodide's two and ours, so that the worker imports nothing. Not a module: browsers start none from a disk."""
    core = _without_map((pyodide / "pyodide.asm.mjs").read_text(encoding="utf-8"))
    start = _without_map((pyodide / "pyodide.mjs").read_text(encoding="utf-8"))
    core, one = re.subn(r"export default _createPyodideModule;?\s*\Z", "", core)
    start, other = re.subn(r"export\s*\{(\w+) as loadPyodide,\w+ as version\};?\s*\Z", r"return \1;", start)
    if not (one and other):
        raise BuildError("the scripts of this version of Pyodide end in another way")
    core, start = (script.replace("import.meta.url", "self.location.href") for script in (core, start))
    own = (ROOT / "web/worker.js").read_text(encoding="utf-8")
    closed = (
        'self.importScripts = () => { throw new Error("this worker imports nothing") };'  # Pyodide looks whether it works, and would stop
    )
    return f"{closed}\n{core}\nconst loadPyodide = (() => {{ {start}\n}})();\nconst LOCK = {json.dumps(json.dumps(_lock(pyodide)))};\n{own}"


def _lock(pyodide: Path) -> dict[str, object]:
    """Pyodide's list of packages without a package."""
    known = json.loads((pyodide / "pyodide-lock.json").read_text())
    return {"info": known["info"], "packages": {}}


def _without_map(script: str) -> str:
    return re.sub(r"^//# sourceMappingURL=.*$", "", script, flags=re.MULTILINE)


def _files(folder: Path) -> list[tuple[str, bytes]]:
    return [(path.relative_to(folder).as_posix(), path.read_bytes()) for path in sorted(folder.rglob("*")) if path.is_file()]


def _stored(folder: Path) -> bytes:
    """A ZIP archive that compresses nothing: the part is compressed as a whole, which is smaller, and unpacked once."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, data in _files(folder):
            archive.writestr(zipfile.ZipInfo(name), data)
    return out.getvalue()


def _bundle(folder: Path) -> bytes:
    """Files after a list of their names and sizes: four bytes for the length of the list, the list as JSON, the files."""
    files = _files(folder)
    index = json.dumps([[name, len(data)] for name, data in files], separators=(",", ":")).encode()
    return b"".join((len(index).to_bytes(4, "little"), index, *(data for _, data in files)))


def _compressed(data: bytes) -> bytes:
    return gzip.compress(data, 9, mtime=0)


def _run(command: list[str], environment: "dict[str, str] | None" = None) -> None:
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BuildError(f"{' '.join(command[:3])}: {done.stdout[-2000:]}{done.stderr[-2000:]}")
