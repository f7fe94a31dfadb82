"""The real Kakoune, set up by the guide's own lines: what it marks, and what it saves."""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fake import KEY, TOKEN
from tests.lsp.test_names import EVERY, TEXTS
from tests.paths import ROOT
from vtexlint.parsers.formats import format_of

KAKOUNE = shutil.which("kak")
(GUIDE,) = re.findall(r"^```kak\n(.*?)^```$", (ROOT / "docs/editors/kakoune.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)
pytestmark = pytest.mark.skipif(KAKOUNE is None, reason="kakoune is not installed")


class Kakoune:
    """A session without a terminal, told what to do as `kak -p` tells it."""

    def __init__(self, folder: Path) -> None:
        assert KAKOUNE is not None
        (folder / "kakrc").write_text(GUIDE)
        kept = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "TMUX")}
        path = f"{Path(sys.executable).parent}{os.pathsep}{kept['PATH']}"
        self._environment = kept | {"PATH": path, "HOME": str(folder), "KAKOUNE_CONFIG_DIR": str(folder), "XDG_RUNTIME_DIR": str(folder)}
        self._folder = folder
        self._process = subprocess.Popen(
            [KAKOUNE, "-ui", "dummy", "-s", "test"], cwd=folder, env=self._environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
        )

    def tell(self, command: str) -> None:
        text = f"evaluate-commands -client client0 %{{ {command} }}"
        for _ in range(400):
            done = subprocess.run(
                ["kak", "-p", "test"], input=text.encode(), cwd=self._folder, env=self._environment, capture_output=True, check=False
            )
            if done.returncode == 0:
                return
            time.sleep(0.025)  # it has not started yet
        raise AssertionError(done.stderr)

    def shown(self, name: str) -> str:
        """The messages at the lines of a buffer, as soon as there are some."""
        told = self._folder / "told"  # of the last name, until it is written again
        told.unlink(missing_ok=True)
        for _ in range(400):
            self.tell(f"buffer '{name}'; echo -to-file {told} %opt{{lint_messages}}")
            if told.exists() and "|" in told.read_text():
                return told.read_text()
            time.sleep(0.05)
        return ""

    def close(self) -> None:
        self._process.kill()
        self._process.wait(30)


@pytest.fixture
def kakoune(tmp_path: Path) -> Iterator[Kakoune]:
    editor = Kakoune(tmp_path)
    yield editor
    editor.close()


def test_kakoune_has_findings_for_every_name(kakoune: Kakoune, tmp_path: Path) -> None:
    silent = []
    for name in EVERY:  # one after another: each is a process
        (tmp_path / name).write_text(TEXTS[format_of(name) or "text"])
        kakoune.tell(f"edit '{name}'; lint-buffer")
        if not kakoune.shown(name):
            silent.append(name)
    assert silent == []


def test_kakoune_marks_and_fixes_what_is_saved(kakoune: Kakoune, tmp_path: Path) -> None:
    path = tmp_path / "it's a shop.env"
    path.write_text(f"# é\nVTEX_APP_KEY={KEY}  \nVTEX_APP_TOKEN={TOKEN}\nVTEX_APP_KEY_B={KEY[:-1]}\n")
    kakoune.tell(f'edit "{path.name}"; write')
    for _ in range(800):
        if f"{KEY}\n" in path.read_text():
            break
        time.sleep(0.025)
    assert path.read_text() == f"# é\nVTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}\nVTEX_APP_KEY_B={KEY[:-1]}\n"
