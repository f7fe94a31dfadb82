""".pre-commit-hooks.yaml as users meet it: which files it fires on, and what pre-commit and prek do with it.

The runs of the real clients build the hook's environment from a package index, once a client in a session, and skip with a reason
where a client or an index cannot be had.
"""

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from identify.identify import ALL_TAGS, tags_from_path

from tests import clients
from tests.examples import examples
from tests.fake import KEY, TOKEN
from tests.paths import ROOT
from vtexlint._startup.typed import NamedTuple
from vtexlint.cli.options import OPTIONS
from vtexlint.parsers.formats import format_of

HOOKS: dict[str, dict[str, Any]] = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())}

FIRES = """
    .env .env.local .env.production.local prod.env env.example env.sample env.template env.dist env.local x.env.example vtex.env .envrc .dev.vars
    .dev.vars.example .ENV .Env.Example .env.tpl .env.j2 prod.env.tmpl .env.bak config/app.env.j2 a/b/.env deploy/.env.prod
    docker-compose.yml compose.yaml config.yaml.example values.yaml.tpl values.yml.j2 .github/workflows/deploy.yml
    appsettings.json appsettings.Development.json vtex.jsonc a.json5 a.jsonl a.ndjson prod.tfvars.json package.json my.code-workspace
    .env-prod .env_prod .env~ .flaskenv .envrc~ a.properties prod.auto.tfvars setup.cfg a.ini.old .npmrc Dockerfile Dockerfile.prod app.dockerfile
    a.http b.rest a.har terraform.tfstate.backup docker-compose.yml.prod a.yaml.jinja2 a.yml.orig a.yaml~ prod.tfvars
    wrangler.toml config.toml.dist pyproject.toml Pipfile poetry.lock uv.lock dist/settings.json vendor/.env
""".split()
SILENT = """
    src/env.py env.d.ts environment.ts env .env/bin/python .env.ts .env.py env.go src/env.js .env.md prod.env.sh env.rb README.md main.tf
    Dockerfile.md Dockerfile.ts~ env~ .env.ts.bak .env-prod.ts notes.txt yaml json toml myenv.example environment.yml.lock .envoy development.environment env-example x.yamlx .env.gpg
    node_modules/a/package.json a/node_modules/b/.env site-packages/x/config.yaml .yarn/cache/a.json
""".split()


def fires(hook: dict[str, Any], path: str) -> bool:
    """As pre-commit decides: both patterns are searched in the path."""
    return bool(re.search(hook["files"], path)) and not re.search(hook["exclude"], path)


@pytest.mark.parametrize("hook", HOOKS.values(), ids=HOOKS)
class TestManifest:
    def test_the_names_that_it_fires_on(self, hook: dict[str, Any]) -> None:
        assert [path for path in FIRES if not fires(hook, path)] == []
        assert [path for path in SILENT if fires(hook, path)] == []

    def test_pairs_cross_files_so_there_is_one_run(self, hook: dict[str, Any]) -> None:
        assert hook["require_serial"] is True

    def test_a_type_that_identify_does_not_know_would_break_every_user_s_config(self, hook: dict[str, Any]) -> None:
        assert set(hook["types"]) <= ALL_TAGS

    @pytest.mark.parametrize("name", [".env", ".env.local", "prod.env", "appsettings.json", ".envrc"])
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "latin-1"])
    def test_its_types_take_what_vtexlint_reads(self, hook: dict[str, Any], tmp_path: Path, name: str, encoding: str) -> None:
        path = tmp_path / name
        path.write_bytes(f"NAME=Jos\xe9\nVTEX_APP_KEY={KEY}\n".encode(encoding))
        assert set(hook["types"]) <= tags_from_path(str(path))

    def test_its_entry_is_a_command_line_that_exists(self, hook: dict[str, Any]) -> None:
        program, command, *options = hook["entry"].split()
        assert (program, command) == ("vtexlint", "check")
        assert set(options) <= {name for option in OPTIONS for name in option.names}


def test_both_hooks_fire_on_the_same_files() -> None:
    check, fix = HOOKS["vtexlint"], HOOKS["vtexlint-fix"]
    assert [(check[key], fix[key]) for key in ("files", "exclude", "types") if check[key] != fix[key]] == []


WORDS = """
    env dev vars envrc example sample local prod tpl j2 tmpl template dist bak yml yaml toml json jsonc json5 jsonl ndjson code-workspace tfvars
    pipfile poetry uv lock py pyi ts d js go rb sh md txt log map gpg enc ini cfg conf properties tf csv environment docker-compose app x ENV JSON
    old orig save prod staging jinja2 gotmpl npmrc flaskenv envrc env-prod env_x env-cmdrc dockerfile containerfile har http rest tfstate ~ env~ yml~ ts~ copy
""".split()
COPIES = st.lists(st.sampled_from(["~", " copy", " copy 2", ".bak", ".prod"]), max_size=3).map("".join)
NAMES = st.builds(str.__add__, st.lists(st.sampled_from([*WORDS, ""]), min_size=1, max_size=5).map(".".join), COPIES) | st.text(
    "env.dvars-_json yml~cop", max_size=12
)
FOLDERS = st.sampled_from(["", "a/", "config/.env/", "src/json.d/", "dist/"])


@examples(600)
@given(FOLDERS, NAMES.filter(bool))
@example("", ".env")
@example("", "dev.vars")
def test_it_fires_on_what_check_walks_and_on_nothing_else(folder: str, name: str) -> None:
    path = folder + name
    assert fires(HOOKS["vtexlint"], path) is (format_of(path) is not None)


# The real clients.

BAD = {
    ".env": f"VTEX_APP_KEY={KEY} \nVTEX_APP_TOKEN=\n",
    "docker-compose.yml": f"services:\n  web:\n    environment:\n      - VTEX_APP_KEY={KEY}\n      - VTEX_APP_TOKEN={TOKEN}\n",
    "appsettings.json": f'{{"Vtex": {{"AppKey": "{TOKEN}", "AppToken": "{KEY}"}}}}\n',
}
GOOD = {
    ".env": "VTEX_APP_KEY=${KEY}\nVTEX_APP_TOKEN=${TOKEN}\n",
    "docker-compose.yml": "services:\n  web:\n    environment:\n      - VTEX_APP_KEY\n      - VTEX_APP_TOKEN\n",
    "appsettings.json": '{"Vtex": {"AppKey": "", "AppToken": ""}}\n',
}
RULES = {".env": "empty-value", "docker-compose.yml": "committed-secret", "appsettings.json": "swapped-values"}
CONFIG = """\
repos:
  - repo: {repo}
    rev: {rev}
    hooks:
      - id: {hook}
"""


class Client(NamedTuple):
    """A program that runs hooks, its cache filled: `environment` leads it there."""

    program: str
    environment: dict[str, str]
    offline: tuple[str, ...]  # a command line that takes the network away, where the system lets us

    def run(self, where: Path, *arguments: str, offline: bool = False) -> subprocess.CompletedProcess[str]:
        return clients.run(where, *(self.offline if offline else ()), self.program, *arguments, environment=self.environment)


def _offline() -> tuple[str, ...]:
    command = ("unshare", "-rn")
    try:
        works = subprocess.run([*command, "true"], capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return ()
    return command if works else ()


@pytest.fixture(scope="session", params=["pre-commit", "prek"])
def client(request: pytest.FixtureRequest, own_repository: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> Client:
    program = shutil.which(request.param, path=str(clients.BIN)) or shutil.which(request.param)
    if program is None:
        pytest.skip(f"{request.param} is not installed (`pip install {request.param}`)")
    cache = str(tmp_path_factory.mktemp(f"{request.param}-cache"))
    made = Client(program, clients.environment(PRE_COMMIT_HOME=cache, PREK_HOME=cache), _offline())
    where = tmp_path_factory.mktemp(f"{request.param}-warm")
    repo, rev = own_repository
    (where / ".pre-commit-config.yaml").write_text(CONFIG.format(repo=repo, rev=rev, hook="vtexlint"))
    clients.commit_all(where)
    done = made.run(where, "install-hooks" if request.param == "pre-commit" else "prepare-hooks")
    if done.returncode and any(reason in done.stdout for reason in clients.NO_INDEX):
        pytest.skip(f"{request.param} finds no package index to build the hook from")
    assert done.returncode == 0, done.stdout
    # from here on no index is to be asked
    return made._replace(environment=made.environment | {"PIPclients.NO_INDEX": "1", "UV_OFFLINE": "1"})


Project = Callable[[dict[str, str]], Path]


@pytest.fixture
def project(client: Client, own_repository: tuple[Path, str], tmp_path: Path) -> Project:
    """Make a repository with the hook installed, and files staged for the next commit."""

    def make(files: dict[str, str], hook: str = "vtexlint") -> Path:
        repo, rev = own_repository
        (tmp_path / ".pre-commit-config.yaml").write_text(CONFIG.format(repo=repo, rev=rev, hook=hook))
        clients.commit_all(tmp_path)
        installed = client.run(tmp_path, "install")
        assert installed.returncode == 0, installed.stdout
        for name, text in files.items():
            (tmp_path / name).write_text(text)
        assert clients.run(tmp_path, "git", "add", "-A", environment=client.environment).returncode == 0
        return tmp_path

    return make


def _commits(where: Path, client: Client) -> subprocess.CompletedProcess[str]:
    return clients.run(where, *client.offline, "git", "commit", "-qm", "y", environment=client.environment)


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_blocked_without_a_network(client: Client, project: Project, name: str) -> None:
    where = project(GOOD | {name: BAD[name]})
    done = _commits(where, client)
    assert done.returncode == 1, done.stdout
    assert re.search(rf"^ *error {RULES[name]}(?: \[\*\])?: .*\n *--> {re.escape(name)}:", done.stdout, re.MULTILINE), done.stdout
    assert TOKEN not in done.stdout
    assert clients.run(where, "git", "log", "--format=%s", environment=client.environment).stdout == "x\n"


def test_good_files_go_through(client: Client, project: Project) -> None:
    where = project(GOOD | {"README.md": "x"})
    done = _commits(where, client)
    assert done.returncode == 0, done.stdout
    assert clients.run(where, "git", "log", "--format=%s", environment=client.environment).stdout == "y\nx\n"


def test_a_commit_of_other_files_does_not_start_it(client: Client, project: Project) -> None:
    where = project({"src.py": f'TOKEN = "{TOKEN}"\n', "env.d.ts": "x"})
    done = _commits(where, client)
    assert (done.returncode, "(no files to check)" in done.stdout) == (0, True), done.stdout


def test_pairs_across_files_are_seen_in_one_run(client: Client, project: Project) -> None:
    """One key with two tokens, in two of many files: no list is split."""
    other = TOKEN[::-1]
    files = {f"{n}.env": f"PORT={n}\n" for n in range(60)}
    files |= {"00.env": f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}\n", "zz.env": f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={other}\n"}
    done = _commits(project(files), client)
    assert "conflicting-pair" in done.stdout


def test_try_repo(client: Client, own_repository: tuple[Path, str], tmp_path: Path) -> None:
    for name, text in BAD.items():
        (tmp_path / name).write_text(text)
    clients.commit_all(tmp_path)
    # try-repo builds an environment of its own, so it may ask the index
    online = {name: value for name, value in client.environment.items() if name not in ("PIPclients.NO_INDEX", "UV_OFFLINE")}
    done = client._replace(environment=online).run(tmp_path, "try-repo", str(own_repository[0]), "vtexlint", "--all-files")
    assert done.returncode == 1, done.stdout
    for name, rule in RULES.items():
        assert re.search(rf"error {rule}(?: \[\*\])?: .*\n *--> {re.escape(name)}:", done.stdout), done.stdout


def test_the_fixing_hook_mends_the_file_and_stops_the_commit(client: Client, project: Callable[..., Path]) -> None:
    where = project({"local.yaml": f'vtex:\n  appKey: "{KEY} "\n  appToken: ${{TOKEN}}\n'}, hook="vtexlint-fix")
    done = _commits(where, client)
    assert done.returncode == 1, done.stdout
    assert (where / "local.yaml").read_text() == f'vtex:\n  appKey: "{KEY}"\n  appToken: ${{TOKEN}}\n'
    assert clients.run(where, "git", "add", "-A", environment=client.environment).returncode == 0
    assert _commits(where, client).returncode == 0
