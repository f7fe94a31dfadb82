"""The files of the page around its large parts: ours from `web/`, the texts in each language, and the list of all files."""

import hashlib
import json
import shutil
from pathlib import Path

from tools.page.python_parts import ROOT
from tools.page.single import single
from vtexlint._about import __version__
from vtexlint.languages.catalogue import translation
from vtexlint.parsers.formats import FORMATS
from vtexlint.project.walk import HEAVY
from vtexlint.settings import LANGUAGES, Settings
from vtexlint.text.messages import Template
from web.texts import TEXTS

LIMIT = 8_000_000
"""Bytes that the page may take over the wire, with a server that compresses nothing."""

SINGLE = "vtexlint.html"
"""The page as one file."""

_OWN = (".html", ".css", ".js", ".svg", ".txt")
_BUILT_IN = ("worker.js",)  # in a part


def write(output: Path, parts: dict[str, bytes]) -> dict[str, int]:
    """Replace the folder of the page. Returns the size of each file."""
    shutil.rmtree(output, ignore_errors=True)
    output.mkdir(parents=True)
    named = {name: f"{name}-{_digest(data)}.bin" for name, data in parts.items()}
    for name, data in parts.items():
        (output / named[name]).write_bytes(data)
    for path in sorted((ROOT / "web").iterdir()):
        if path.suffix in _OWN and path.name not in _BUILT_IN:
            shutil.copy(path, output / path.name)
    start = f"vtexlint start {_digest(b''.join(parts[name] for name in sorted(parts)))}"
    sizes = {named[name]: len(data) for name, data in parts.items()}
    (output / "facts.js").write_text(_facts(sizes, named, start), encoding="utf-8")
    (output / "texts.js").write_text(texts_script(), encoding="utf-8")
    files = sorted(path for path in output.iterdir() if path.name != "service-worker.js")
    digest = _digest(b"".join(path.read_bytes() for path in files))
    served = output / "service-worker.js"
    names = json.dumps([path.name for path in files])
    lists = f'const CACHE = "vtexlint {__version__} {digest}"\nconst START = "{start}"\nconst FILES = {names}\n'
    served.write_text(lists + served.read_text(encoding="utf-8"), encoding="utf-8")
    own = {path.name: path.read_text(encoding="utf-8") for path in files if path.suffix in _OWN}
    (output / SINGLE).write_text(single(own, parts), encoding="utf-8")
    return {path.name: path.stat().st_size for path in sorted(output.iterdir())}


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:12]


def _facts(sizes: dict[str, int], named: dict[str, str], start: str) -> str:
    """What the scripts know of the build and of vtexlint."""
    facts = {
        "VERSION": __version__,
        "START": start,
        "PARTS": {name: {"file": file, "size": sizes[file]} for name, file in named.items()},
        "FORMATS": list(dict.fromkeys(row.name for row in FORMATS)),
        "HEAVY": sorted(HEAVY | {".git"}),
        "LARGEST": Settings().max_file_size,
    }
    return "".join(f"export const {name} = {json.dumps(value)}\n" for name, value in facts.items())


def texts_script() -> str:
    """The texts of the page, by language and the last part of their ids."""
    said = {language: {template.id.partition(".")[2]: _in(template, language) for template in TEXTS} for language in LANGUAGES}
    return f"export const TEXTS = {json.dumps(said, ensure_ascii=False, indent=1)}\n"


def _in(template: Template, language: str) -> str:
    """The text with its fields, which the page fills."""
    translate = translation(language)
    return template.text if translate is None else translate(template.id, template.text, None, None)
