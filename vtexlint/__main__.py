"""The entry point of the console script and of `python -m vtexlint`."""

import gc
import os
import sys

if sys.version_info < (3, 11):  # noqa: UP036  before anything that an older Python cannot read
    found = f"{sys.version_info[0]}.{sys.version_info[1]}: {sys.executable}"
    sys.stderr.write(f"vtexlint needs Python 3.11 or later; this is Python {found}\n")
    sys.exit(2)

from vtexlint._startup.modules import install


def main() -> None:
    """Run the command line and leave with its exit status."""
    install()
    # imports make hundreds of objects that stay: collecting among them costs a tenth of the start-up
    gc.set_threshold(50_000)
    from vtexlint.cli.main import report_unraisable, run  # noqa: PLC0415  after the lines above

    sys.unraisablehook = report_unraisable
    status = run(sys.argv[1:])
    # Unloading all modules costs a sixth of a check, and is not needed: the output is flushed.
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):  # the reader closed the stream: the status reports it
            status = status or 2
    os._exit(status)


if __name__ == "__main__":
    main()
