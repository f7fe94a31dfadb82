"""The door of the console script and of `python -m vtexlint`."""

import sys


def main() -> int:
    """Run the command line; the exit status is its answer."""
    from vtexlint.cli import run  # noqa: PLC0415  an interrupt while importing must not end in a traceback

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
