"""CONTRIBUTING's recipes, run in a copy of the tree: each is one new module, one row and one case, and everything passes.

The commands are those of the page. What a person writes between them is here: the TODOs, filled in with a minimal rule, report or parser.
"""

import importlib.util
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import checkout
from tests.fake import KEY
from tests.paths import ROOT
from vtexlint._startup.typed import NamedTuple

# The recipes end with the linters, which the group `test` does not have; CI installs both groups, and there nothing may be missing.
LINTERS = ("ruff", "mypy", "importlinter")
ABSENT = [name for name in LINTERS if importlib.util.find_spec(name) is None]
pytestmark = [
    pytest.mark.integration,
    pytest.mark.skipif(bool(ABSENT) and not os.environ.get("CI"), reason=f"not installed: {', '.join(ABSENT)} (`--group lint`)"),
]

PAGE = (ROOT / "CONTRIBUTING.md").read_text()
Tree = dict[str, str]


def commands(heading: str) -> list[list[str]]:
    """The command lines of a section, for the Python that runs the tests."""
    section = PAGE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    lines = [
        line.strip() for block in re.findall(r"^ *```sh\n(.*?)^ *```$", section, re.MULTILINE | re.DOTALL) for line in block.splitlines()
    ]
    assert lines, heading
    assert all(line.startswith(".venv/bin/python -m ") for line in lines), lines
    return [[sys.executable, *_words(line)[1:]] for line in lines]


def _words(line: str) -> list[str]:
    return [quoted or plain for quoted, plain in re.findall(r'"([^"]*)"|(\S+)', line)]


class Copy(NamedTuple):
    """A copy of the tree, with what is not committed yet."""

    root: Path
    mypy_cache: Path

    def run(self, *command: str, status: int = 0) -> str:
        # with bytecode, whatever runs the tests: hundreds of commands of the copy would each compile the whole package
        environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", "MYPY_CACHE_DIR": str(self.mypy_cache)}
        done = subprocess.run(command, cwd=self.root, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == status, f"{' '.join(command)}\n{done.stdout}{done.stderr}"
        return done.stdout

    def python(self, module: str, *arguments: str, status: int = 0) -> str:
        return self.run(sys.executable, "-m", module, *arguments, status=status)

    def tree(self) -> Tree:
        """Path -> text of each file; hexadecimal where it is not a text."""
        found = {}
        for path in self.root.rglob("*"):
            if path.is_file() and not {"__pycache__", ".git", ".pytest_cache", ".ruff_cache", ".hypothesis", ".import_linter_cache"} & set(
                path.parts
            ):
                data = path.read_bytes()
                found[path.relative_to(self.root).as_posix()] = data.decode("utf-8", "backslashreplace")
        return found

    def fill_in(self, path: str, changes: dict[str, str]) -> None:
        """Replace the TODOs of a file; none may be left."""
        text = (self.root / path).read_text()
        for before, after in changes.items():
            assert before in text, before
            text = text.replace(before, after)
        assert "TODO" not in text
        (self.root / path).write_text(text)


@pytest.fixture(scope="module")
def mypy_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return checkout.mypy_cache(tmp_path_factory.mktemp("mypy"))


@pytest.fixture
def copy(tmp_path: Path, mypy_cache: Path) -> Copy:
    return Copy(checkout.copy_to(tmp_path / "copy"), mypy_cache)


class Touched(NamedTuple):
    """What a recipe changed."""

    new: frozenset[str]
    changed: frozenset[str]
    generated: frozenset[str]
    tree: Tree

    @property
    def by_hand(self) -> tuple[set[str], set[str]]:
        """The files that are new, and those that have changed, but for what `tools.generate` wrote."""
        return set(self.new - self.generated), set(self.changed - self.generated)


def follow(copy: Copy, heading: str, fill_in: Callable[[], None]) -> Touched:
    """Run a recipe's commands, the first of which begins it."""
    before = copy.tree()
    begin, *rest = commands(heading)
    copy.run(*begin)
    fill_in()
    generated = re.findall(r"^wrote (.*)$", "".join([copy.run(*command) for command in rest]), re.MULTILINE)
    tree = copy.tree()
    changed = frozenset(name for name in before if tree.get(name) != before[name])
    return Touched(frozenset(tree.keys() - before.keys()), changed, frozenset(generated), tree)


def assert_one_row_more(before: Path, after: Tree, name: str) -> None:
    old, new = (before / name).read_text().splitlines(), after[name].splitlines()
    assert len(new) == len(old) + 1
    assert any(new[:at] + new[at + 1 :] == old for at in range(len(new)))


def assert_all_passes(copy: Copy, touched: Touched, *tests: str) -> None:
    modules = sorted(name for name in touched.new | touched.changed if name.endswith(".py"))
    copy.python("tools.generate", "--check")
    copy.python("ruff", "check", "--no-cache", ".")
    copy.python("ruff", "format", "--no-cache", "--check", *modules)
    copy.python("mypy", *modules)
    copy.run(str(Path(sys.executable).with_name("lint-imports")), "--no-cache")
    copy.python("pytest", "-q", "-x", "-p", "no:cacheprovider", "--hypothesis-seed=0", *ALWAYS, *tests)


ALWAYS = (
    "tests/docs/test_generated.py",
    "tests/docs/test_docs.py",
    "tests/docs/test_settings_page.py",
    "tests/parsers/test_formats.py",
    "tests/pages",
    "tests/rules/test_cases.py",
    "tests/cli/test_hooks.py::TestManifest",
    "tests/test_settings.py",
)


OF_EACH_CASE = ("test_cost", "test_fix_drawn", "test_fix_twice", "test_prefilter", "test_renew_file", "test_search", "test_token_prefilter")


def test_a_rule(copy: Copy) -> None:
    module = "vtexlint/rules/internal_account.py"

    def fill_in() -> None:
        copy.fill_in(
            module,
            {
                "TODO: what is wrong, in one or two sentences.": "The appKey belongs to an account that is for internal use alone.",
                "TODO: what VTEX answers, and where VTEX says so.": "A store that uses it answers 401 as soon as that account is closed.",
                "VTEX_APP_KEY=vtexappkey-fakestore-AAAAAA\nVTEX_APP_TOKEN=TODO": "VTEX_APP_KEY=vtexappkey-internal-AAAAAA\nVTEX_APP_TOKEN=TOKEN_A",
                "TODO: the remedy, step by step.": "Create a key in the store's own account, and use that one here.",
                "TODO: what is wrong, with {kind} where it is about one credential": "the {kind} belongs to an internal account",
                '"TODO: what to do"': '"use a key of the store\'s own account"',
                'credential.value == "TODO"': 'credential.value.startswith("vtexappkey-internal-")',
            },
        )
        (copy.root / "tests/cases/internal-account/first.env").write_text(
            "VTEX_APP_KEY=vtexappkey-internal-AAAAAA\nVTEX_APP_TOKEN={TOKEN}\n"
        )

    touched = follow(copy, "How to add a rule", fill_in)
    case = "tests/cases/internal-account/first.env"
    assert touched.by_hand == ({module, case, f"{case}.expected"}, {"vtexlint/rules/registry.py"})
    assert_one_row_more(ROOT, touched.tree, "vtexlint/rules/registry.py")
    assert "internal-account" in touched.tree[f"{case}.expected"]
    assert "docs/rules/internal-account.md" in touched.generated
    # test_case_forms asks for cases in each format, which tests/test_walk.py writes
    assert_all_passes(
        copy, touched, "tests/rules", "--deselect=tests/rules/test_case_forms.py", "tests/text", "tests/reporters/test_sarif.py"
    )

    (copy.root / "shop.env").write_text("VTEX_APP_KEY=vtexappkey-internal-AAAAAA\nVTEX_APP_TOKEN=\n")
    report = json.loads(copy.python("vtexlint", "check", "--format", "json", "shop.env", status=1))
    assert "internal-account" in [finding["rule"] for finding in report["findings"]]
    assert "internal-account" in copy.python("vtexlint", "rules")


def test_a_report_format(copy: Copy) -> None:
    module, table, case = "vtexlint/reporters/lines.py", "vtexlint/reporters/table.py", "tests/reporters/read_back/lines.py"

    def fill_in() -> None:
        copy.fill_in(
            module,
            {
                "TODO: what the format is for, and its specification.": "One line a finding, for a program that reads lines.",
                "TODO: how a finding is written; so far, one line for each.": "One line for each finding.",
            },
        )
        copy.fill_in(table, {"TODO: who reads it": "programs that read lines"})
        copy.fill_in(
            case, {"TODO: the findings, as a program that knows the format's specification reads them.": "The findings, a line each."}
        )

    touched = follow(copy, "How to add a report format", fill_in)
    assert touched.by_hand == ({module, case}, {table})
    assert_one_row_more(ROOT, touched.tree, table)
    assert "| `lines` | programs that read lines |" in touched.tree["docs/formats.md"]
    # the shells complete the formats of the table, and two dozen other things
    completed = ("TestShells::test_formats", "test_a_report_s_format_and_file", "test_the_scripts_hold_every_command_option_and_rule")
    assert_all_passes(copy, touched, "tests/cli/test_outputs.py", *(f"tests/cli/test_completion.py::{name}" for name in completed))

    (copy.root / "shop.env").write_text(f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN=\n")
    assert re.search(r"^shop\.env:2:\d+: \w+ empty-value ", copy.python("vtexlint", "check", "--format", "lines", "shop.env", status=1))
    for _ in range(2):  # the second time over its own report
        copy.python("vtexlint", "check", "--output", "lines=report.txt", "shop.env", status=1)
    assert "empty-value" in (copy.root / "report.txt").read_text()


def test_a_file_format(copy: Copy) -> None:
    module, table, case = "vtexlint/parsers/unit.py", "vtexlint/parsers/formats.py", "tests/cases/all-rules/unit.service"

    def fill_in() -> None:
        copy.fill_in(
            module,
            {
                "Parser of unit: TODO, its specification, and the reference reader that tests hold it to.": "Parser of units, as systemd reads them.",
                "TODO: so far, lines `NAME=value` as in a .env file.": "Section headings and `;` lines are comments, of the same length.",
                "return dotenv.parse(source)._replace": 'text = re.sub(r"(?m)^[\\[;]", "#", source.text)\n    return dotenv.parse(Source(source.display_path, text))._replace',
                "from vtexlint.parsers import dotenv": "import re\n\nfrom vtexlint.parsers import dotenv",
            },
        )

    touched = follow(copy, "How to add a file format", fill_in)
    new, changed = touched.by_hand
    assert (new - {f"{case}.expected", f"{case}.fixed"}, changed) == ({module, case}, {table})
    assert_one_row_more(ROOT, touched.tree, table)
    assert "surrounding-whitespace" in touched.tree[f"{case}.expected"]
    for name in ("vtexlint/parsers/model.py", "editors/vscode/src/documents.ts", "README.md"):
        assert ("unit" if name.endswith("model.py") else "service") in touched.tree[name], name
        assert name in touched.generated
    # what takes its formats from the table; repositories, hostile texts and what each case is searched for do not depend on its rows
    short = ("-m", "fast or thorough", *(f"--ignore=tests/linter/{name}.py" for name in OF_EACH_CASE))
    assert_all_passes(copy, touched, *short, "tests/parsers", "tests/lsp/test_positions.py", "tests/linter")

    (copy.root / "shop.service").write_text(f"[vtex]\nVTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN=\n")
    report = json.loads(copy.python("vtexlint", "check", "--fail-on", "info", "--format", "json", ".", status=1))
    assert [finding["path"] for finding in report["findings"]] == ["shop.service"]
