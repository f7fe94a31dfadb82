"""What the README and the guides show of vtexlint's output: of real runs on small projects, so that it stays true."""

import os
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from tests.fake import KEY, TOKEN
from tools.picture import svg
from vtexlint.languages.codes import ENGLISH
from vtexlint.settings import LANGUAGES

ROOT = Path(__file__).parent.parent

_NAMES = ("VTEX_APP_KEY", "VTEX_APP_TOKEN")


def pictures() -> dict[str, str]:
    """Path below the root -> SVG of the README in each language: the report on a `.env` file with swapped values."""
    swapped = f"# production\nVTEX_APP_KEY={TOKEN}\nVTEX_APP_TOKEN={KEY}\n"
    return {
        f"docs/report{'' if language == ENGLISH else f'.{language}'}.svg": svg(
            "vtexlint check", _run("check", "--lang", language, "--color", "always", env=swapped)
        )
        for language in LANGUAGES
    }


def hook() -> str:
    """A `console` block: what pre-commit prints when the hook stops a commit; of the report, the first finding's first two lines."""
    document = f'{{\n  "Vtex": {{\n    "AppKey": "{KEY} ",\n    "AppToken": "{TOKEN}"\n  }}\n}}\n'
    beginning = "\n".join(_run("check", json=document).splitlines()[:2])
    status = f"vtexlint{'Failed':.>71}\n- hook id: vtexlint\n- exit code: 1\n"
    return _console('git commit -m "Connect the store"', f"{status}\n{beginning}\n...\n")


def masked_diff() -> str:
    """A `console` block: the diff of a `.env` file with spaces around both values."""
    return _console("vtexlint check --diff", _run("check", "--diff", "--quiet", env=f'{_NAMES[0]} = {KEY}\n{_NAMES[1]}="{TOKEN} "\n'))


def _console(command: str, output: str) -> str:
    return f"```console\n$ {command}\n{output}```\n"


@cache
def _run(*arguments: str, env: str = "", json: str = "") -> str:
    """What vtexlint prints in a directory outside of git whose files are `.env` and `appsettings.json`, with these texts."""
    with tempfile.TemporaryDirectory() as directory:
        for name, text in ((".env", env), ("appsettings.json", json)):
            if text:
                (Path(directory) / name).write_text(text, encoding="utf-8")
        done = subprocess.run(  # noqa: S603  this program, with the arguments above
            [sys.executable, "-m", "vtexlint", *arguments, "--isolated"],
            cwd=directory,
            env=os.environ | {"PYTHONPATH": str(ROOT), "NO_COLOR": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode != 1:
        raise RuntimeError(f"exit status {done.returncode}: {done.stderr}")
    return done.stdout
