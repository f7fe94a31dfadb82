"""One table of file names: `check`, VS Code's selector and the editors' guides agree on every name; real editors open them."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from tests.fake import KEY, TOKEN
from tests.lsp.test_neovim import NEOVIMS
from tests.paths import ROOT
from tools.editor_lists import emacs_names, names
from vtexlint.parsers.formats import FORMATS, WRAPPERS, format_of
from vtexlint.parsers.model import Format

EDITORS = Path(__file__).parent / "editors"
GUIDES = ROOT / "docs" / "editors"
_FAULTY = f"VTEX_APP_KEY='{KEY} '\nVTEX_APP_TOKEN='{TOKEN}'\n"
_JSON = f'{{"vtexAppKey": "{KEY} ", "vtexAppToken": "{TOKEN}"}}\n'
TEXTS: dict[Format, str] = {
    "dotenv": _FAULTY,
    "json": _JSON,
    "toml": f'vtexAppKey = "{KEY} "\nvtexAppToken = "{TOKEN}"\n',
    "yaml": f"vtexAppKey: '{KEY} '\nvtexAppToken: {TOKEN}\n",
    "properties": f"vtex.app-key={KEY}\\u0020\nvtex.app-token={TOKEN}\n",
    "ini": f'[vtex]\nvtex_app_key = "{KEY} "\nvtex_app_token = {TOKEN}\n',
    "tfvars": f'vtex_app_key = "{KEY} "\nvtex_app_token = "{TOKEN}"\n',
    "dockerfile": f'ENV VTEX_APP_KEY="{KEY} "\nENV VTEX_APP_TOKEN={TOKEN}\n',
    "http": f"GET https://fakestore.vtexcommercestable.com.br/\nX-VTEX-API-AppKey: {KEY}x\nX-VTEX-API-AppToken: {TOKEN}\n",
}
DOTENV = (
    ".env", ".env.local", ".env.production", ".env-prod", ".env_old", "shop.env", "prod.env.local", "env.example", "env.sample", ".envrc",
    ".envrc.local", ".dev.vars", ".dev.vars.staging", ".flaskenv", ".env.bak", ".env.tpl",
)  # fmt: skip
FEW = (".env", ".env.local", "env.example", ".dev.vars", "a.yaml", "b.json", "c.toml.j2", "x.code-workspace", "Dockerfile", "e.properties")


def every_name() -> Iterator[str]:
    """Names as people write them: of each row of the table, and with each wrapper."""
    yield from DOTENV
    for row in FORMATS:
        for ending in row.endings:
            yield f"a.{ending}"
        for name in row.names:
            yield name
            yield name.capitalize()
        for stem in row.stems:
            yield f"{stem.capitalize()}.prod"
    for wrapper in WRAPPERS:
        yield f"values.yaml{wrapper}"
        yield f"c.toml{wrapper}"


def globs() -> list[str]:
    """The table's globs without braces."""
    found = list(names())
    while any("{" in glob for glob in found):
        found = [one for glob in found for one in _without_brace(glob)]
    return found


def _without_brace(glob: str) -> list[str]:
    match = re.search(r"\{([^{}]*)\}", glob)
    return [glob] if match is None else [glob[: match.start()] + word + glob[match.end() :] for word in match[1].split(",")]


@pytest.mark.parametrize("name", sorted(set(every_name())))
def test_each_name_that_is_checked_reaches_the_server(name: str) -> None:
    assert format_of(name) is not None
    assert any(fnmatchcase(name, glob) for glob in globs())
    pattern = emacs_names().replace("\\\\", "\\").replace("\\`", "^").replace("\\'", "$")
    python = re.sub(r"\\([(|)])|([(|)])", lambda m: m[1] or f"\\{m[2]}", pattern)
    assert re.search(python, f"/home/x/{name}")


@pytest.mark.parametrize("name", ["notes.txt", "main.py", "README.md", "environment.rb", "a.yamlx", "package.lock"])
def test_other_names_do_not(name: str) -> None:
    assert not any(fnmatchcase(name, glob) for glob in globs())


def test_an_empty_text_for_each_format_is_not_forgotten() -> None:
    assert set(TEXTS) == {row.name for row in FORMATS} - {"text"}


def opened(tmp_path: Path, guide: str, block: str, script: str, command: list[str], some: tuple[str, ...]) -> dict[str, int]:
    """How many findings an editor shows for each name."""
    kind = {"vim": "vim", "neovim": "lua", "emacs": "elisp"}[guide]
    blocks = re.findall(rf"^```{kind}\n(.*?)^```$", (GUIDES / f"{guide}.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)
    (tmp_path / "guide").write_text(next(one for one in blocks if block in one))
    for name in some:
        (tmp_path / name).write_text(TEXTS[format_of(name) or "text"])
    told = tmp_path / "told"
    told.touch()
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "XDG_STATE_HOME": str(tmp_path),
        "VTEXLINT_GUIDE": str(tmp_path / "guide"),
        "VTEXLINT_FILES": "\n".join(some),
        "VTEXLINT_TOLD": str(told),
    }
    subprocess.run(
        [*command, str(EDITORS / script)], cwd=tmp_path, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=300, check=False
    )  # fmt: skip
    return {one["name"]: one["count"] for one in map(json.loads, told.read_text().splitlines())}


VIM = shutil.which("vim")
ALE = list(Path("/usr/share/vim/vimfiles/pack").glob("*/*/ale")) if VIM else []
EMACS = shutil.which("emacs") and any(Path("/usr/share/emacs/site-lisp/elpa").glob("eglot-*"))
EVERY = tuple(sorted(set(every_name()))) if os.environ.get("EVERY_NAME") else FEW
"""All names where `nox -s editor` asks for it: an editor needs half a second for each."""


@pytest.mark.parametrize(("neovim", "start"), NEOVIMS)
def test_neovim_has_findings_for_every_name(tmp_path: Path, neovim: str, start: str) -> None:
    command = [neovim, "--headless", "-u", "NONE", "-i", "NONE", "-S"]
    found = opened(tmp_path, "neovim", start, "names.lua", command, EVERY)
    assert {name for name in EVERY if not found.get(name)} == set()


@pytest.mark.skipif(not ALE, reason="vim with ALE (Debian: vim, vim-ale) is not installed")
@pytest.mark.parametrize(("block", "some"), [("ale#fix", FEW[3:7]), ("VtexlintRoot", EVERY)], ids=["command line", "server"])
def test_vim_with_ale_has_findings_for_every_name(tmp_path: Path, block: str, some: tuple[str, ...]) -> None:
    command = [str(VIM), "-N", "-es", "-i", "NONE", "-n", "-u"]
    found = opened(tmp_path, "vim", block, "names.vim", command, some)
    assert {name for name in some if not found.get(name)} == set()


@pytest.mark.skipif(not EMACS, reason="Emacs with eglot (Debian: emacs-nox, elpa-eglot) is not installed")
@pytest.mark.parametrize("some", [tuple(name for name in FEW if name != "b.json"), ("b.json",)], ids=["server", "flymake"])
def test_emacs_has_findings_for_every_name(tmp_path: Path, some: tuple[str, ...]) -> None:
    """By the server, and in the modes of programs by Flymake: in an Emacs of its own, which in batch handles no end of a process after eglot."""
    command = [str(shutil.which("emacs")), "--batch", "-q", "-l"]
    found = opened(tmp_path, "emacs", "vtexlint-start", "names.el", command, some)
    assert {name for name in some if not found.get(name)} == set()
