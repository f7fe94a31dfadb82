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
from identify.identify import ALL_TAGS, tags_from_path

from tests import clients
from tests.fake import KEY, TOKEN
from tests.paths import ROOT
from vtexlint._startup.typed import NamedTuple
from vtexlint.cli.options import OPTIONS

HOOKS: dict[str, dict[str, Any]] = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())}


@pytest.mark.parametrize("hook", HOOKS.values(), ids=HOOKS)
class TestManifest:
    def test_it_fires_on_every_file(self, hook: dict[str, Any]) -> None:
        """A token in source code is a leak too, and what git tracks is read, wherever it is."""
        assert {"files", "exclude", "exclude_types", "types_or"}.isdisjoint(hook)
        assert hook["types"] == ["file"]

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


# The real clients.

BAD = {
    ".env": f"VTEX_APP_KEY={KEY} \nVTEX_APP_TOKEN=\n",
    "docker-compose.yml": f"services:\n  web:\n    environment:\n      - VTEX_APP_KEY={KEY}\n      - VTEX_APP_TOKEN={TOKEN[::-1]}\n",
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
    return made._replace(environment=made.environment | {"PIP_NO_INDEX": "1", "UV_OFFLINE": "1"})


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


@pytest.mark.parametrize("name", ["src.py", "notes.md", "Makefile"])
def test_a_token_in_another_file_is_blocked(client: Client, project: Project, name: str) -> None:
    done = _commits(project({name: f'TOKEN = "{TOKEN}"\n', "env.d.ts": "x"}), client)
    assert done.returncode == 1, done.stdout
    assert re.search(rf"error committed-secret: .*\n *--> {re.escape(name)}:1:10", done.stdout), done.stdout


def test_pairs_across_files_are_seen_in_one_run(client: Client, project: Project) -> None:
    """One key with two tokens, in two of many files: no list is split."""
    other = TOKEN[::-1]
    files = {f"{n}.env": f"PORT={n}\n" for n in range(60)}
    files |= {"00.env": f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}\n", "zz.env": f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={other}\n"}
    done = _commits(project(files), client)
    assert "conflicting-pair" in done.stdout


@pytest.mark.parametrize("name", ["--exit-zero", "--ignore=committed-secret", "-", "-dash.txt"])
def test_the_name_of_a_file_is_no_option(client: Client, project: Project, name: str) -> None:
    """The client writes names behind the options: the commit stops, whatever the file would switch off."""
    done = _commits(project({name: "", "app.env": f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}\n"}), client)
    assert done.returncode == 1, done.stdout
    assert f"vtexlint: {name} would be read as an option, but is also the name of a file" in done.stdout


def test_try_repo(client: Client, own_repository: tuple[Path, str], tmp_path: Path) -> None:
    for name, text in BAD.items():
        (tmp_path / name).write_text(text)
    clients.commit_all(tmp_path)
    # try-repo builds an environment of its own, so it may ask the index
    online = {name: value for name, value in client.environment.items() if name not in ("PIP_NO_INDEX", "UV_OFFLINE")}
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
