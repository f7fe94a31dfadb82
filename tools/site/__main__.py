"""Build the site: `python -m tools.site`. Any warning ends it, and nothing is loaded from a network. docs/site.md says what it does."""

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.site import check, outline, versions
from tools.site.stage import BrokenLinkError, stage
from vtexlint._about import __version__

DEFAULT = outline.ROOT / "build/site"
PAGE = outline.ROOT / "build/page"
"""The page that checks in the browser, where it is built (tools/page): each version of the site has its own."""


def build(output: Path, version: str, page: Path = PAGE) -> list[str]:
    """Write the pages of a version into the site, replacing those it had. Returns what is wrong, for people; then nothing is written."""
    with tempfile.TemporaryDirectory() as scratch:
        made = Path(scratch) / version
        for language in outline.LANGUAGES:
            where = Path(scratch) / f"source-{language}"
            stage(where, language, has_page=page.is_dir())
            done = subprocess.run(_command(), cwd=where, capture_output=True, text=True, check=False)
            if done.returncode:
                return [f"{language}: {done.stdout}{done.stderr}"]
            shutil.move(where / "site", made / language)
        versions.finish(made)
        if page.is_dir():
            shutil.copytree(page, made / "page")
        faults = list(check.faults(made))
        if faults:
            return faults
        shutil.rmtree(output / version, ignore_errors=True)
        shutil.copytree(made, output / version)
    versions.write(output)
    return []


def _command() -> list[str]:
    """Zensical, strict, and without a network where the system can take it away."""
    command = [sys.executable, "-m", "zensical", "build", "--strict"]
    unshare = shutil.which("unshare")
    alone = [unshare, "--map-root-user", "--net"] if unshare else []
    works = unshare and not subprocess.run([*alone, "true"], capture_output=True, check=False).returncode
    return [*alone, *command] if works else command


def main(arguments: list[str]) -> int:
    """Build, and report what is wrong. Returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tools.site", description="Build the site with all its languages.")
    parser.add_argument("--output", type=Path, default=DEFAULT, help="the site; other versions in it are kept (default: build/site)")
    parser.add_argument("--version", default=__version__, help="the folder of this version (default: %(default)s)")
    parser.add_argument("--page", type=Path, default=PAGE, help="the page that checks in the browser, if it is built (default: build/page)")
    options = parser.parse_args(arguments)
    try:
        faults = build(options.output, options.version, options.page)
    except BrokenLinkError as error:
        faults = [f"a link leads nowhere: {error}"]
    for fault in faults:
        print(fault, file=sys.stderr)
    if not faults:
        print(f"wrote {options.output / options.version}: open {options.output / 'index.html'}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
