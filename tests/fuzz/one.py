"""Fuzz one target in this process: `python -m tests.fuzz.one TARGET [options of libFuzzer] [DIRECTORY ...]`. It does not return."""

import os
import sys

import atheris

with atheris.instrument_imports(include=["vtexlint"]):
    from tests.fuzz.targets import TARGETS


def main() -> None:
    name = sys.argv[1]
    # a merge starts the program that it is told to be again
    atheris.Setup([os.environ.get("FUZZ_PROGRAM", sys.argv[0]), *sys.argv[2:]], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
