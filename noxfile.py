"""Every task, run with the environment that nox itself runs in: `.venv/bin/nox -s fast`; `nox -l` lists them."""

import sys
from pathlib import Path

import nox

nox.options.default_venv_backend = "none"
nox.options.sessions = ["lint", "types", "fast"]

CASES = "tests/rules/test_cases.py"


def run(session: nox.Session, module: str, *arguments: str) -> None:
    """A module of this environment, with the arguments after `--` at the end."""
    session.run(sys.executable, "-m", module, *arguments, *session.posargs)


def program(session: nox.Session, name: str, *arguments: str) -> None:
    """A program of this environment."""
    session.run(str(Path(sys.executable).with_name(name)), *arguments, *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Formatting, code rules, and known weaknesses of the GitHub action."""
    run(session, "ruff", "format", "--check", ".")
    run(session, "ruff", "check", ".")
    program(session, "zizmor", "--offline", "--no-progress", "--quiet", "action.yml")


@nox.session
def types(session: nox.Session) -> None:
    """mypy, in strict mode."""
    run(session, "mypy")


@nox.session
def architecture(session: nox.Session) -> None:
    """Which package may import which."""
    program(session, "lint-imports")


@nox.session
def docs(session: nox.Session) -> None:
    """The pages and guides are up to date and do what they say."""
    session.run(sys.executable, "-m", "tools.generate", "--check")
    run(session, "pytest", "-q", "tests/docs", "tests/pages")


@nox.session
def fast(session: nox.Session) -> None:
    """Units, cases and pages: about 15 seconds, for every save."""
    run(session, "pytest", "-q", "-m", "fast", "-n", "2")


@nox.session
def test(session: nox.Session) -> None:
    """All tests: in parallel, then the linear lane alone, because it measures processor time."""
    codes = [0, 5] if session.posargs else [0]  # 5: none of the tests named after `--` is in these lanes
    for options in (("-n", "auto", "-m", "not linear"), ("-m", "linear")):
        session.run(sys.executable, "-m", "pytest", "-q", *options, *session.posargs, success_codes=codes)


@nox.session
def integration(session: nox.Session) -> None:
    """Tests that need a disk, git or a process of their own."""
    run(session, "pytest", "-q", "-m", "integration", "-n", "auto")


@nox.session
def clients(session: nox.Session) -> None:
    """Tests with editors, shells, pre-commit, prek, npm, pip and loaders of .env files."""
    run(session, "pytest", "-q", "-m", "clients", "-n", "auto")


@nox.session
def slow(session: nox.Session) -> None:
    """Tests with large and hostile inputs, and long property tests."""
    run(session, "pytest", "-q", "-m", "slow", "-n", "auto")


@nox.session
def linear(session: nox.Session) -> None:
    """Four times the input takes four times the processor time: about two minutes, in one process."""
    run(session, "pytest", "-q", "-m", "linear")


@nox.session
def fuzz(session: nox.Session) -> None:
    """Inputs that nobody thought of, for everything that reads what others wrote: two minutes, or `-- --seconds 3600`."""
    session.run(sys.executable, "-m", "tests.fuzz", *session.posargs)


@nox.session
def proofs(session: nox.Session) -> None:
    """The tests of each promise of SECURITY.md, a line each; `-- --mutants` breaks each promise and says whether they notice."""
    session.run(sys.executable, "-m", "tools.proofs", *session.posargs)


@nox.session
def mutation(session: nox.Session) -> None:
    """One change in the code at a time, and whether a test notices it: about an hour; see docs/mutation.md."""
    session.run(sys.executable, "-m", "tools.mutation", *session.posargs)


@nox.session
def update(session: nox.Session) -> None:
    """Write the expectations of tests/cases; read the difference before you commit it."""
    run(session, "pytest", "-q", "--update", CASES)


@nox.session
def generate(session: nox.Session) -> None:
    """Write all that is made from tables: pages, names of rules, contracts, hooks."""
    run(session, "tools.generate")


@nox.session
def bench(session: nox.Session) -> None:
    """vtexlint and its peers, in turn; arguments after `--` go to `python -m benchmarks run`."""
    run(session, "benchmarks", "run")


@nox.session
def guard(session: nox.Session) -> None:
    """Instruction counts, compared with the recorded ones."""
    run(session, "benchmarks", "guard")
