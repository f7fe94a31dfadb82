"""The promises of SECURITY.md and the tests that prove them: `python -m tools.proofs [--mutants] [NAME ...]` runs them, a line for each.

`--mutants` breaks each promise on purpose, in a copy of the tree, and reports whether its tests fail. Exit status 1 if a promise is not
kept, or a break makes no test fail.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from vtexlint._startup.typed import NamedTuple

ROOT = Path(__file__).parent.parent


class Proof(NamedTuple):
    """A promise as SECURITY.md states it, and the tests that fail where it is not kept. `how`: what they do, for its table."""

    name: str
    promise: str
    tests: tuple[str, ...]
    how: str


class Mutant(NamedTuple):
    """A break of a promise: in a file of the package, `old`, which is there once, becomes `new`; the tests that must then fail."""

    proof: str
    what: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]


PROOFS = (
    Proof(
        "offline",
        "**Offline.** vtexlint opens no network connection. One option does: `audit --scheduler` connects to the scheduler that it names, "
        "and to nothing else.",
        ("tests/cli/test_offline.py", "tests/cli/test_audit_cluster.py"),
        "every command, the server and the git hook, in a network namespace without interfaces and with their system calls traced; with "
        "`--scheduler`, each address that is connected to or bound",
    ),
    Proof(
        "secrets",
        "**A secret is never shown.** No report, message, snippet, log or crash contains the value of a token. Valid appKeys are shown: "
        "they identify, they do not authenticate.",
        (
            "tests/reporters/test_no_leaks.py",
            "tests/text/test_secret.py",
            "tests/text/test_redaction.py",
            "tests/text/test_random_letters.py",
            "tests/text/test_reprs.py",
            "tests/text/test_third_exit.py",
            "tests/text/test_foreign_errors.py",
            "tests/cli/test_planted.py",
            "tests/lsp/test_planted.py",
        ),
        "every case in every report format; tokens planted in every option, file name and message of every command and "
        "of the server; every "
        "class; text leaves only through two functions",
    ),
    Proof(
        "fixes",
        "**A fix loses nothing.** A file is replaced in one step, only the named values change, and the result is "
        "parsed again before it is "
        "written. A second `--fix` changes nothing.",
        (
            "tests/linter/test_fix_file.py",
            "tests/linter/test_fix_drawn.py",
            "tests/linter/test_fixes_apply.py",
            "tests/linter/test_fix_twice.py",
            "tests/project/test_write_file.py",
            "tests/project/test_write_races.py",
        ),
        "each way to write a pair, with each fault; fixes applied twice",
    ),
    Proof(
        "writing",
        "**Writing exposes nothing.** A run that is killed leaves nothing that git would add; users who could not read the old file "
        "cannot read the new one; nothing is written through a link that a repository brings.",
        (
            "tests/project/test_write_kills.py",
            "tests/project/test_write_rights.py",
            "tests/project/test_one_writer.py",
            "tests/cli/test_links.py",
        ),
        "a run is killed at each system call of a write; access lists; links out of the repository; no second writer",
    ),
    Proof(
        "input",
        "**No input breaks it.** Any bytes, depth and size give findings or a clear error.",
        ("tests/cli/test_hostile.py", "tests/fuzz", "tests/project/test_limits.py", "tests/project/test_barriers.py"),
        "hostile inputs, the corpus of `python -m tests.fuzz`, failures in one file while the others are checked",
    ),
    Proof(
        "filter",
        "**Nothing is skipped without a message.** What cannot be read is a finding, an error or a note; every file with a "
        "finding passes the filter.",
        (
            "tests/linter/test_prefilter.py",
            "tests/linter/test_token_prefilter.py",
            "tests/linter/test_near.py",
            "tests/project/test_which_files.py",
        ),
        "property tests of each filter against what it filters for",
    ),
    Proof(
        "trust",
        "**A repository names only its own files.** What its settings and its symbolic links name elsewhere is not "
        "read: on Windows, that "
        "would connect to `//host/share`.",
        ("tests/project/test_boundary.py", "tests/project/test_named_paths.py"),
        "no file function of Python is called with a refused path",
    ),
    Proof(
        "programs",
        "**A repository runs nothing.** git is run by its absolute path, never from the repository, and the CI scripts "
        "run no program of the checkout.",
        ("tests/project/git", "tests/templates"),
        "hostile git configurations; a git on PATH that a package brought; each CI template in a checkout that contains programs",
    ),
    Proof(
        "addresses",
        "**No address that others could register.** No text recommends to install from a name or a site that is not the publisher's.",
        ("tests/docs/test_addresses.py",),
        "each address in the tree",
    ),
)

MUTANTS = (
    Mutant(
        "secrets",
        "values are not masked in frames",
        "vtexlint/linter/masking.py",
        "        return (word if word in _KEYWORDS else _ELIDED), stop",
        "        return word, stop",
        ("tests/reporters/test_no_leaks.py",),
    ),
    Mutant(
        "secrets",
        "`say` does not redact",
        "vtexlint/cli/console.py",
        '    shown = safe(f"{localize(text)}{end}", commands=commands)',
        '    shown = f"{localize(text)}{end}"',
        ("tests/cli/test_planted.py",),
    ),
    Mutant(
        "secrets",
        "a print beside the exits",
        "vtexlint/cli/rules.py",
        "def main(arguments: list[str]) -> int:\n",
        "def main(arguments: list[str]) -> int:\n    print()\n",
        ("tests/text/test_third_exit.py",),
    ),
    Mutant(
        "writing",
        "another name of the scratch directory",
        "vtexlint/project/scratch.py",
        'INNER = ".git"',
        'INNER = ".new"',
        ("tests/project/test_write_kills.py",),
    ),
    Mutant(
        "filter",
        "letters of a token are not looked for",
        "vtexlint/linter/prefilter.py",
        "next(letter_places(data), None) is not None",
        "False",
        ("tests/linter/test_prefilter.py",),
    ),
    Mutant(
        "offline",
        "a socket in `check`",
        "vtexlint/cli/check.py",
        "def main(arguments: list[str]) -> int:\n",
        "def main(arguments: list[str]) -> int:\n    __import__('socket').socket()\n",
        ("tests/cli/test_offline.py",),
    ),
    Mutant(
        "trust",
        "links of the walk are followed",
        "vtexlint/project/boundary.py",
        "                raise LeavingError(link)",
        "                pass",
        ("tests/project/test_boundary.py",),
    ),
    Mutant(
        "programs",
        "git of the search path",
        "vtexlint/project/programs.py",
        "if not (os.path.isabs(entry) and os.path.isfile(program) and os.access(program, os.X_OK)):",
        "if not (os.path.isfile(program) and os.access(program, os.X_OK)):",
        ("tests/project/git",),
    ),
)
"""Breaks of the promises that their proofs must notice."""


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.proofs")
    parser.add_argument("--mutants", action="store_true")
    parser.add_argument("name", nargs="*", choices=[[], *(proof.name for proof in PROOFS)], default=[])
    options = parser.parse_args(arguments)
    work = _noticed if options.mutants else _proved
    done = [work(proof) for proof in PROOFS if not options.name or proof.name in options.name]
    return int(not all(done))


def table() -> str:
    """The rows of SECURITY.md."""
    return "".join(f"| {proof.promise} | {proof.how}: {', '.join(f'`{test}`' for test in proof.tests)} |\n" for proof in PROOFS)


def _run(tests: tuple[str, ...], root: Path) -> tuple[int, str]:
    """pytest's exit status and output, with the package of this tree, in processes of their own too."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-n", "auto", "-p", "no:cacheprovider", *tests]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def _proved(proof: Proof) -> bool:
    start = time.monotonic()
    status, said = _run(proof.tests, ROOT)
    counts = re.findall(r"\d+ (?:passed|failed|skipped|error)", said)
    print(f"{proof.name:10} {'NOT KEPT' if status else 'kept':8} {', '.join(counts)}, {time.monotonic() - start:.0f} s", flush=True)
    for line in re.findall(r"^(?:SKIPPED|FAILED|ERROR).*", said, re.MULTILINE):
        print(f"           {line}", flush=True)
    return status == 0


def _noticed(proof: Proof) -> bool:
    noticed = True
    for mutant in MUTANTS:
        if mutant.proof == proof.name:
            with tempfile.TemporaryDirectory() as folder:
                _, said = _run(mutant.tests, _broken(mutant, Path(folder) / "tree"))
            failed = re.search(r"^FAILED .*", said, re.MULTILINE)
            print(f"{proof.name:10} {'noticed' if failed else 'NOT NOTICED':11} {mutant.what}", flush=True)
            print(f"{'':22} {failed[0] if failed else said[-1000:]}", flush=True)
            noticed &= failed is not None
    return noticed


def _broken(mutant: Mutant, copy: Path) -> Path:
    """A copy of the tree with the mutant in it."""
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".git", ".venv*", "node_modules", "build", "__pycache__", ".*_cache"))
    file = copy / mutant.file
    file.write_text(mutated(mutant))
    return copy


def mutated(mutant: Mutant) -> str:
    """The file's text with the mutant in it. Raises ValueError where the place is not there, or there several times."""
    text = (ROOT / mutant.file).read_text()
    if text.count(mutant.old) != 1:
        raise ValueError(f"{mutant.file}: {mutant.what}: the place is there {text.count(mutant.old)} times")
    return text.replace(mutant.old, mutant.new)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
