"""No file names an address, a tag or a package of this project: nobody owns them until it is published.

Whoever registers such a name runs code on the machines of all who follow our own instructions. `vtexlint/_about.py` has the one address;
while it is empty, there is none.
"""

import json
import re
import subprocess
import tomllib
from collections.abc import Iterator

import pytest

from tests.paths import ROOT
from vtexlint import _about

# these name the packages of others, and tests hold them to npm's registry
LEFT_OUT = {"editors/vscode/package-lock.json", "tests/docs/hook_managers/package-lock.json", "tests/reporters/consumers/package-lock.json"}
# sites of others, which exist
SITES = {
    "api.vtex.com", "developers.vtex.com", "help.vtex.com", "share.vtex.com", "docs.github.com", "docs.gitlab.com", "docs.oasis-open.org",
    "docs.zizmor.sh", "json-schema.org", "schema.getpostman.com", "api.vtexcrm.com.br", "pre-commit.com", "prek.j178.dev",
    "typicode.github.io", "lefthook.dev", "registry.npmjs.org", "www.w3.org",
}  # fmt: skip
# projects of others on sites where anybody registers a name
PROJECTS = {
    "github.com/newren/git-filter-repo", "github.com/reviewdog/reviewdog", "github.com/dense-analysis/ale", "github.com/lint-staged/lint-staged",
    "github.com/vtex/openapi-schemas", "github.com/vtex/skills", "github.com/vtexdocs/ai-skills", "github.com/vtexdocs/dev-portal-content",
}  # fmt: skip
# hosts that nobody can register, or stores and hosts that are data of tests and examples
RESERVED = re.compile(
    r"(.*\.)?example\.(com|org|net)|.*\.(example|invalid|test)|localhost|[a-z]|.*\.(vtexcommercestable\.com\.br|myvtex\.com)"
    r"|fakestore\.(my)?vtex.*|api\.vtexcrm\.com\.br"  # hosts that VTEX does not have: what unknown-host reports
)

URL = re.compile(
    r"(?:https?|ssh|git)://(?:[^\s/@\"'`<>]*@)?(?P<host>[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?)(?P<path>(?::\d+)?/[^\s\"'`<>)\]}\\,]*)?"
)
# what installs or runs a package by a bare name, and names of ours where anybody registers them
NAMES = [
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        r"\b(?:pipx?3?|uv|uvx|npx|npm|pnpm|yarn|conda|brew|docker|poetry|pdm)\b"
        r"[^\n`&;|#]*?\b(?:install|add|run|dlx|pull|inject|upgrade|with|from)\b[^\n`&;|#]*?[\s'\"=]vtexlint(?=[\s'\"`\[=<>~!@,;:)]|$)",
        r"\b(?:uvx|npx|bunx)\s+(?:-\S+\s+)*['\"]?vtexlint(?![\w/.-])",
        r"\bvtexlint(?:\[[a-z,]*\])? @ ",
        r"\b(?:github|gitlab|bitbucket|codeberg)\.(?:com|org)[:/]vtexlint\b",
        r"\bvtexlint/vtexlint\b(?!\.toml\b)",  # the user's own settings
        r"(?<![\w.])@vtexlint/",
        r"\buses:\s*['\"]?vtexlint/",
        r"\bvtexlint@v?\d",
        r"\brefs/tags/v?\d+\.\d",
        r"\b(?:raw\.)?githubusercontent\.com\b",
        r"\bmarketplace\.visualstudio\.com\b|\bopen-vsx\.org/|\bitemName=",
        r"\bpypi\.org/|\btest\.pypi\b|\b(?:ghcr|quay|docker)\.io/",
    )
]


def strangers(text: str) -> Iterator[str]:
    """The addresses and names of a text that are neither ours by the constant nor somebody else's that exists."""
    for match in URL.finditer(text):
        host, path = match["host"].lower(), (match["path"] or "").rstrip(".,:;")
        if _about.HOME and f"{match[0]}/".startswith((f"{_about.HOME}/", f"{_about.HOME}.git/")):
            continue
        project = "/".join((host + path).split("/")[:3])
        if host not in SITES and project not in PROJECTS and not RESERVED.fullmatch(host):
            yield match[0]
    if _about.HOME:
        text = text.replace(_about.HOME, "")
    # these look into no index
    text = re.sub(r"^\S+(?: \S+)* --pip-args=\"--no-index .*$|^uvx --no-index .*$", "", text, flags=re.MULTILINE)
    for pattern in NAMES:
        yield from (match[0] for match in pattern.finditer(text))


def tracked() -> list[str]:
    done = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip("this is not a checkout: git cannot list its files")
    return [name for name in done.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


@pytest.mark.integration
def test_every_address_in_the_tree() -> None:
    names = tracked()
    assert "vtexlint/_about.py" in names
    found = {}
    for name in names:
        if name in LEFT_OUT or name.startswith("tests/fuzz/corpus/") or name == "tests/docs/test_addresses.py":
            continue
        text = (ROOT / name).read_bytes().decode("utf-8", "replace")
        if strange := list(strangers(text)):
            found[name] = strange
    assert found == {}


# in pieces, so that no other search of the tree finds them
PLANTED = """
    GET https:#github.com/NAME/NAME/archive/refs/tags/v0.1.0.tar.gz
    https:#raw.githubusercontent.com/NAME/NAME/v0.1.0/templates/gitlab-ci.yml
    https:#NAME.dev
    https:#github.com/someone/NAME
    https:#gitlab.com/NAME/NAME.git
    ssh:#git@github.com/NAME/NAME
    git@github.com:NAME/NAME.git
    github.com/NAME
    repo: https:#github.com/NAME/NAME
    "$id": "https:#NAME.org/schemas/report.json"
    "NAME[lsp] @ https:#example.com/a.tar.gz"
    pip install NAME
    pip install -U 'NAME[lsp]'
    .venv/bin/pip install -q "NAME==0.1.0"
    python -I -m pip install NAME
    pipx install NAME
    pipx install "NAME[lsp]"
    pipx run NAME check
    uv tool install NAME
    uv pip install NAME
    uvx NAME check
    uvx NAME --no-index
    pipx run NAME --no-index
    uvx --from NAME NAME
    uv tool run NAME
    uv add --dev NAME
    npx NAME
    brew install NAME
    docker run NAME
    ref: refs/tags/v0.1.0
    uses: NAME/NAME@v0.1.0
    uses: NAME/action@v1
    NAME@v0.1.0
    npm install @NAME/cli
    https:#marketplace.visualstudio.com/items?itemName=NAME.NAME
    https:#pypi.org/project/NAME/
    docker pull ghcr.io/NAME/NAME
"""
KEPT = """
    pip install .
    pipx install '.[lsp,xlsx]'
    python3 -m venv .venv && .venv/bin/pip install -q . && .venv/bin/NAME check
    pipx install '/path/to/NAME[lsp]'
    pip install ./NAME
    code --install-extension NAME.vsix
    https:#git.example.com/tools/NAME
    git+https:#git.example.com/team/NAME@<commit>
    uses: <your-org>/NAME@<commit>
    https:#github.com/dense-analysis/ale
    https:#help.vtex.com/en/faq
    https:#fakestore.vtexcommercestable.com.br/api
    pipx inject "$NAME" x
    uvx --no-index --find-links wheels --from "$wheel" NAME check
    pipx run --pip-args="--no-index --find-links wheels" --spec "$wheel" NAME check
    NAME init
    ~/.config/NAME/NAME.toml
"""


def lines(text: str) -> list[str]:
    return [line.strip().replace("NAME", "vtexlint").replace(":#", "://") for line in text.strip().splitlines()]


@pytest.mark.parametrize("line", lines(PLANTED))
def test_what_it_finds(line: str) -> None:
    assert list(strangers(f"text\n{line}\ntext")), line


@pytest.mark.parametrize("line", lines(KEPT))
def test_what_it_lets_be(line: str) -> None:
    assert list(strangers(f"text\n{line}\ntext")) == []


def test_a_published_address_is_let_be_and_a_like_one_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    (home,) = lines("https:#github.com/owner/NAME")
    monkeypatch.setattr(_about, "HOME", home)
    assert list(strangers(f"{home} {home}.git {home}/blob/main/README.md")) == []
    assert list(strangers(f"{home}2/x"))
    assert list(strangers(home.replace("owner", "other")))


def test_the_constant_is_an_address_or_empty() -> None:
    assert _about.HOME == "" or re.fullmatch(r"https://[\w.-]+/[\w./-]*\w", _about.HOME)
    assert _about.page("docs/x.md") == (f"{_about.HOME}/blob/main/docs/x.md" if _about.HOME else None)


def test_manifests_name_no_other_home() -> None:
    manifest = json.loads((ROOT / "editors/vscode/package.json").read_text())
    told = [manifest[key] for key in ("repository", "bugs", "homepage", "qna", "badges", "sponsor") if key in manifest]
    told += list(tomllib.loads((ROOT / "pyproject.toml").read_text())["project"].get("urls", {}).values())
    told += [schema["$id"] for path in (ROOT / "schemas").glob("*.json") if "$id" in (schema := json.loads(path.read_text()))]
    assert [one for one in told if not _about.HOME or _about.HOME not in json.dumps(one)] == []
