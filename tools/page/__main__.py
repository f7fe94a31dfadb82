"""Build the page that checks in the browser: `python -m tools.page`. docs/page.md says what it is. Needs Node.js with npm, and pip."""

import argparse
import sys
import tempfile
from pathlib import Path

from tools.page import python_parts
from tools.page.files import LIMIT, SINGLE, write

DEFAULT = python_parts.ROOT / "build/page"


def main(arguments: list[str]) -> int:
    """Build, and say what the page weighs. Returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tools.page", description="Build the page that checks in the browser.")
    parser.add_argument("--output", type=Path, default=DEFAULT, help="the folder of the page, which is replaced (default: build/page)")
    options = parser.parse_args(arguments)
    try:
        with tempfile.TemporaryDirectory() as work:
            sizes = write(options.output, python_parts.parts(Path(work)))
    except python_parts.BuildError as error:
        print(error, file=sys.stderr)
        return 1
    for name, size in sizes.items():
        print(f"{size:>10,}  {name}")
    total = sum(sizes.values()) - sizes[SINGLE]
    print(f"{total:>10,}  all of {options.output} but {SINGLE}, which is for a disk")
    if total > LIMIT:
        print(f"more than {LIMIT:,} bytes", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
