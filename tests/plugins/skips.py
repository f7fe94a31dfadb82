"""In CI on Linux a skipped test is a failed one, unless its reason is on this list: there `.ci/programs` installs all that a test can need.

On macOS and Windows it installs nothing: many tests are skipped there, and each says why.
"""

import re
import sys
from collections.abc import Generator

import pytest

from tests.ci import in_ci

# reason -> why it may be so in CI
ALLOWED = {
    r"root reads every directory": "the tests run as root, or the next line is the reason",
    r"only root can .*": "the tests do not run as root",
    r"no \.\./shared next to the checkout: .*": "the conformance data is not part of the repository",
    r"this is not a checkout: .*": "the tests of a source archive",
    r"no network namespace can be made here .*|unshare -rn, .*": "the container does not permit it",
    r"strace may not trace here": "the container does not permit it",
    r"this file system .*|a file system of its own cannot be mounted here": "the disk of the machine, or its container",
    r"no directory in which not even root may make a file": "the container has no /sys/kernel",
    r"the Go package github\.com/compose-spec/compose-go/v2/dotenv is not installed": "no package registry of CI has it",
    r"no Node\.js from 20\.12 on is installed that is read by this model": "it is no longer maintained; the machine may have a newer one",
}
if sys.version_info >= (3, 14):
    ALLOWED[r"hyperscan is not installed"] = "it has no package for this Python"
if sys.version_info >= (3, 15):
    ALLOWED[r"the packages of the extra `dask` are not installed"] = "they may have no packages for it yet"
    ALLOWED[r"the tools of a release are not installed on a Python that is not released"] = "they may have no packages for it yet"
_IN_CI = pytest.StashKey[bool]()


def is_allowed(reason: str) -> bool:
    return any(re.fullmatch(pattern, reason.removeprefix("Skipped: ")) for pattern in ALLOWED)


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_IN_CI] = in_ci() and sys.platform == "linux"  # now: tests run without this variable


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if item.config.stash[_IN_CI] and report.skipped and not hasattr(report, "wasxfail"):
        _fail(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """A module that skips itself as a whole."""
    report = yield
    if collector.config.stash[_IN_CI] and report.skipped:
        _fail(report)
    return report


def _fail(report: pytest.TestReport | pytest.CollectReport) -> None:
    reason = str(report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr)
    if not is_allowed(reason):
        report.outcome = "failed"
        report.longrepr = f"{reason}\nA skip is a failure in CI, unless its reason is on the list of tests/plugins/skips.py."
