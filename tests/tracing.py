"""The program that records system calls, for the tests that need one."""

import os
import shutil
import subprocess
from functools import cache

import pytest


@cache
def why_not() -> str:
    """Why nothing can be traced here; "" if it can."""
    found = shutil.which("strace")
    if found is None:
        return "strace is not installed"
    done = subprocess.run([found, "-f", "-o", os.devnull, "true"], capture_output=True, check=False)
    return "strace may not trace here" if done.returncode else ""


def strace() -> str:
    """The path of the program; a test that cannot have it is skipped."""
    if why_not():
        pytest.skip(why_not())
    return str(shutil.which("strace"))
