"""The six lanes. Each test is in exactly one: by a mark of its own or its module's, else by the folder or file that it is in.

`pytest -m fast -n 2` is for every save, the others for every push. A collection fails on a test in no lane, or in two. The path alone
makes a test fast, never a mark: so the fast lane does not import the modules of the others. Nor does a fast test import a large package
that few others need, such as jsonschema and lsprotocol: each process of the lane would.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings

from tests.ci import in_ci

LANES = {
    "fast": "units, cases and pages: no git, no subprocess; all of them in 15 seconds on two cores",
    "thorough": "as fast, for each case and each report, or for texts that are drawn",
    "integration": "vtexlint with a disk, git or a process of its own",
    "clients": "programs of others that use vtexlint: editors, shells, pre-commit, prek, npm, pip, loaders of .env files",
    "slow": "large and hostile inputs, and long property tests",
    "linear": "time grows with the size of the input: processor time is measured, so nothing should run beside it",
}
# the longest path that leads to a test decides
BY_PATH = {
    "accounts": "fast",
    "accounts/access/test_hover.py": "thorough",
    "accounts/access/test_matching.py": "thorough",
    "accounts/test_snapshot_schema.py": "thorough",
    "benchmarks": "fast",
    "benchmarks/test_data.py": "thorough",
    "cli": "integration",
    "cli/test_audit_cluster.py": "clients",
    "cli/test_audit_many.py": "slow",
    "cli/test_completion.py": "clients",
    "cli/test_hostile.py": "slow",
    "credentials": "fast",
    "parsers/test_container_shapes.py": "thorough",
    "credentials/test_foreign.py": "thorough",
    "docs": "fast",
    "docs/test_architecture.py": "thorough",
    "docs/test_docs.py": "thorough",
    "docs/test_git_guides.py": "integration",
    "docs/test_guides.py": "integration",
    "docs/test_hook_guides.py": "clients",
    "docs/test_more_guides.py": "thorough",
    "docs/test_own_project.py": "integration",
    "docs/test_settings_page.py": "thorough",
    "fuzz": "slow",
    "languages": "integration",
    "languages/test_catalogues.py": "thorough",
    "linear": "linear",
    "linear/test_cost.py": "fast",
    "linter": "fast",
    "linter/test_baseline.py": "thorough",
    "linter/test_cost.py": "thorough",
    "linter/test_fix_drawn.py": "thorough",
    "linter/test_fix_many.py": "thorough",
    "linter/test_fix_twice.py": "thorough",
    "linter/test_fixes_apply.py": "slow",
    "linter/test_near.py": "thorough",
    "linter/test_prefilter.py": "thorough",
    "linter/test_read_with_it.py": "thorough",
    "linter/test_renew_file.py": "thorough",
    "linter/test_search.py": "thorough",
    "linter/test_token_prefilter.py": "thorough",
    "loaders": "fast",
    "loaders/test_real.py": "clients",
    "loaders/test_shortened.py": "thorough",
    "lsp": "integration",
    "lsp/test_ale.py": "clients",
    "lsp/test_capabilities.py": "thorough",
    "lsp/test_emacs.py": "clients",
    "lsp/test_kakoune.py": "clients",
    "lsp/test_names.py": "clients",
    "lsp/test_neovim.py": "clients",
    "lsp/test_on_save.py": "clients",
    "lsp/test_positions.py": "thorough",
    "lsp/test_schedule.py": "fast",
    "lsp/test_vscode.py": "clients",
    "mutation": "integration",
    "mutation/test_sites.py": "thorough",
    "pages": "fast",
    "parsers": "fast",
    "parsers/test_dockerfile.py": "thorough",
    "parsers/test_ini.py": "thorough",
    "parsers/test_near_parsers.py": "thorough",
    "parsers/test_properties.py": "thorough",
    "parsers/test_tfvars.py": "thorough",
    "plugins": "integration",
    "project": "integration",
    "project/test_config.py": "fast",
    "project/test_location.py": "fast",
    "reporters": "fast",
    "reporters/test_agreement.py": "thorough",
    "reporters/test_ci.py": "thorough",
    "reporters/test_diff.py": "thorough",
    "reporters/test_no_leaks.py": "thorough",
    "reporters/test_sarif.py": "thorough",
    "reporters/test_consumers.py": "clients",
    "reporters/test_html_browser.py": "clients",
    "rules": "fast",
    "startup": "integration",
    "startup/test_newest_python.py": "clients",
    "startup/test_typed.py": "fast",
    "templates": "clients",
    "test_api.py": "integration",
    "test_automation.py": "integration",
    "test_contracts.py": "integration",
    "test_own_hooks.py": "clients",
    "test_settings.py": "thorough",
    "test_deferred_imports.py": "thorough",
    "test_walk.py": "clients",
    "text": "fast",
    "text/test_messages.py": "thorough",
    "text/test_reprs.py": "thorough",
    "text/test_third_exit.py": "thorough",
    "tools": "integration",
    "web": "integration",
}
_TESTS = Path(__file__).parents[1]
# each takes minutes in one process: at the end, the other processes would have nothing left to do
_FIRST = frozenset({"test_walk.py", "test_recipes.py", "test_newest_python.py", "test_own_hooks.py"})


def lanes_of(path: str, marks: Iterable[str]) -> list[str]:
    """The lanes of a test in this file below tests/, which has these marks: one, if all is well."""
    return sorted(LANES.keys() & set(marks)) or lane_of_path(path)


def lane_of_path(path: str) -> list[str]:
    parts = path.split("/")
    paths = ("/".join(parts[:length]) for length in range(len(parts), 0, -1))
    return [BY_PATH[one] for one in paths if one in BY_PATH][:1]


@cache  # of thousands of tests in hundreds of files
def _below_tests(path: Path) -> str:
    return path.relative_to(_TESTS).as_posix() if path.is_relative_to(_TESTS) else path.name


def pytest_configure(config: pytest.Config) -> None:
    for lane, meaning in LANES.items():
        config.addinivalue_line("markers", f"{lane}: {meaning}")
    # with CI=true the same examples every time: a push is never refused for a fault that was there before it; fuzzing looks for new ones
    fixed = in_ci()
    settings.register_profile("full", deadline=None, derandomize=fixed)
    settings.register_profile("fast", deadline=None, derandomize=fixed, max_examples=12)
    if not config.getoption("--hypothesis-profile"):
        settings.load_profile("fast" if config.getoption("-m") == "fast" else "full")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    is_file = collection_path.suffix == ".py"
    return True if is_file and config.getoption("-m") == "fast" and lane_of_path(_below_tests(collection_path)) != ["fast"] else None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    wrong = []
    items.sort(key=lambda item: item.path.name not in _FIRST)
    for item in items:
        path = _below_tests(item.path)
        lanes = lanes_of(path, (mark.name for mark in item.iter_markers()))
        if len(lanes) == 1 and (lanes != ["fast"] or lane_of_path(path) == lanes):
            item.add_marker(lanes[0])
        else:
            wrong.append(f"{item.nodeid}: {' and '.join(lanes) or 'none'}")
    if wrong:
        raise pytest.UsageError("each test is in exactly one lane (tests/plugins/lanes.py):\n" + "\n".join(wrong))
