"""The door of the console script and of `python -m vtexlint`."""

import gc
import sys


def main() -> int:
    """Run the command line; the exit status is its answer."""
    # imports make hundreds of objects that stay: collecting among them costs a tenth of the start-up
    gc.set_threshold(50_000)
    from vtexlint.cli import run  # noqa: PLC0415  after the line above

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
