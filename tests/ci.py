"""Whether the tests run in CI, where nothing may be missing and nothing may be left to chance."""

import os


def in_ci() -> bool:
    return os.environ.get("CI", "").lower() in ("1", "true")
