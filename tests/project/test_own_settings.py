"""The user's own settings: where they are, what they may say, what outranks them, and who goes by them."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from tests.clients import commit_all
from tests.fake import KEY, TOKEN
from tests.lsp.client import Client
from tests.paths import ROOT
from vtexlint.api import check_paths
from vtexlint.cli.main import run
from vtexlint.project import config as config_module
from vtexlint.project.config import Configs, own_settings_path
from vtexlint.project.errors import TroubleError
from vtexlint.project.project import Project
from vtexlint.settings_table import OWN_KEYS, SettingsError, own_from_table

PAIR = f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}\n"
NAME = "fakestore"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / ".env").write_text(PAIR)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The path of the user's own settings, which are not there yet."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "folder"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "folder"))
    path = tmp_path / "folder/vtexlint/vtexlint.toml"
    path.parent.mkdir(parents=True)
    assert own_settings_path() == str(path)
    return path


def snapshot(path: Path, *keys: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"account": NAME, "roles": {key: [] for key in keys}}))
    return path


def rules(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    capsys.readouterr()
    run(["check", "--format", "json", *arguments])
    out, err = capsys.readouterr()
    return [finding["rule"] for finding in json.loads(out)["findings"]] if out else [err]


class TestWhere:
    @pytest.mark.skipif(os.name == "nt", reason="XDG")
    @pytest.mark.parametrize(
        ("xdg", "home", "path"),
        [
            ("/x", "/home/u", "/x/vtexlint/vtexlint.toml"),
            ("", "/home/u", "/home/u/.config/vtexlint/vtexlint.toml"),
            (None, "/home/u", "/home/u/.config/vtexlint/vtexlint.toml"),
            ("relative", "/home/u", "/home/u/.config/vtexlint/vtexlint.toml"),  # as the XDG specification demands
            (None, "relative", None),
        ],
    )
    def test_on_linux_and_macos(self, monkeypatch: pytest.MonkeyPatch, xdg: str | None, home: str, path: str | None) -> None:
        monkeypatch.delenv("XDG_CONFIG_HOME")
        if xdg is not None:
            monkeypatch.setenv("XDG_CONFIG_HOME", xdg)
        monkeypatch.setenv("HOME", home)
        assert own_settings_path() == path

    @pytest.mark.parametrize(
        ("appdata", "path"),
        [
            ("C:\\Users\\u\\AppData\\Roaming", "C:\\Users\\u\\AppData\\Roaming\\vtexlint\\vtexlint.toml"),
            ("", None),
            (None, None),
            ("x", None),
        ],
    )
    def test_on_windows(self, monkeypatch: pytest.MonkeyPatch, appdata: str | None, path: str | None) -> None:
        import ntpath

        class Windows:
            name = "nt"
            environ = {} if appdata is None else {"APPDATA": appdata}
            path = ntpath

        monkeypatch.setattr(config_module, "os", Windows)
        assert own_settings_path() == path

    def test_the_tests_read_nobody_s_own(self) -> None:
        path = own_settings_path()
        assert path is not None
        assert not os.path.lexists(path)
        assert not path.startswith(os.path.expanduser("~/.config"))


class TestWhatTheySay:
    def test_snapshots_by_any_path(
        self, project: Path, own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        found = snapshot(tmp_path / "home/saved/keys.json", KEY)
        assert "unlinked-key" not in rules(capsys)
        monkeypatch.setenv("HOME", str(tmp_path / "home"))
        monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))
        for name in (str(found), os.path.relpath(found, own.parent), "~/saved/keys.json", f"{NAME}={found}", f"{NAME}=~/saved/keys.json"):
            own.write_text(f"account-snapshots = [{json.dumps(name)}]\n")
            assert "unlinked-key" in rules(capsys)
            assert "unlinked-key" not in rules(capsys, "--isolated")

    def test_external_accounts_are_added_to_the_project_s(self, project: Path, own: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (project / ".env").write_text(f"VTEX_ACCOUNT=otherstore\n{PAIR}")
        assert "account-mismatch" in rules(capsys)
        (project / "vtexlint.toml").write_text('external-accounts = ["third"]\n')
        assert "account-mismatch" in rules(capsys)
        own.write_text(f'external-accounts = ["{NAME}"]\n')
        assert "account-mismatch" not in rules(capsys)
        assert "account-mismatch" in rules(capsys, "--isolated")

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            (
                'ignore = ["missing-token"]',
                "1:1: `ignore`: this setting belongs in the settings of a project; your own settings can have account-snapshots, external-accounts, color, language",
            ),
            ("\nbaseline = 'x'", "2:1: `baseline`: this setting belongs in the settings of a project"),
            ('colour = "always"', "1:1: `colour`: unknown setting `colour`; did you mean `color`?"),
            ('tongue = "es"', "1:1: `tongue`: unknown setting `tongue`; your own settings can have"),
            ('language = "pt_BR"', "1:1: `language`: one of en, es, pt-BR is expected"),
            ('color = "yes"', "1:1: `color`: one of auto, always, never is expected"),
            ("account-snapshots = 'x'", "1:1: `account-snapshots`: a list of strings is expected"),
            ("x =", "not valid TOML"),
        ],
    )
    def test_anything_else_is_an_error(self, project: Path, own: Path, capsys: pytest.CaptureFixture[str], text: str, message: str) -> None:
        own.write_text(f"{text}\n")
        (project / ".env").write_text("PORT=1\n")
        for arguments in (["."], [".env"], ["--baseline", "x.json"], ["--show-settings"]):
            assert run(["check", *arguments]) == 2
            assert f"{own}:" in (err := capsys.readouterr().err)
            assert message in err
        assert run(["check", "--isolated"]) == 0
        with pytest.raises(TroubleError, match=r"vtexlint\.toml"):
            check_paths(".")
        assert check_paths(".", no_config=True) == ()

    def test_what_is_no_file_is_an_error(self, project: Path, own: Path, capsys: pytest.CaptureFixture[str]) -> None:
        own.symlink_to("nowhere")
        assert run(["check"]) == 2
        assert f"{own}: the settings file is not a regular file" in capsys.readouterr().err

    def test_a_snapshot_that_is_not_there(self, project: Path, own: Path, capsys: pytest.CaptureFixture[str]) -> None:
        own.write_text('color = "never"\naccount-snapshots = [\n"gone.json"]\n')
        assert run(["check"]) == 2
        assert f"{own}:3:2: `account-snapshots`: " in capsys.readouterr().err

    def test_explain_reports_them_and_goes_on(self, own: Path, capsys: pytest.CaptureFixture[str], project: Path) -> None:
        own.write_text("ignore = []\n")
        assert run(["explain", "missing-token"]) == 0
        out, err = capsys.readouterr()
        assert out.startswith("missing-token ")
        assert err.startswith(f"vtexlint: {own}:1:1: `ignore`: this setting belongs in the settings of a project")

    def test_a_project_says_nothing_about_colours(self, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (project / "vtexlint.toml").write_text('color = "always"\n')
        assert run(["check"]) == 2
        assert "vtexlint.toml:1:1: `color`: this setting belongs in your own settings, not in a project's" in capsys.readouterr().err

    def test_a_link_of_the_user_s_is_followed(self, project: Path, own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        snapshot(tmp_path / "real.json", KEY)
        (own.parent / "link.json").symlink_to(tmp_path / "real.json")
        (tmp_path / "dotfiles.toml").write_text('account-snapshots = ["link.json"]\n')
        own.symlink_to(tmp_path / "dotfiles.toml")
        assert "unlinked-key" in rules(capsys)


class TestWhatOutranksThem:
    @pytest.mark.parametrize(
        ("own_color", "arguments", "environment", "colours"),
        [
            ("always", [], {}, True),
            ("never", [], {"FORCE_COLOR": "1"}, True),
            ("always", [], {"NO_COLOR": "1"}, False),
            ("always", ["--color", "never"], {}, False),
            ("always", ["--color", "auto"], {}, False),
            ("never", ["--color", "always"], {}, True),
            ("never", ["--color=always"], {"NO_COLOR": "1"}, True),
            ("auto", [], {}, False),
        ],
    )
    @pytest.mark.parametrize("command", ["check", "diff", "history", "explain"])
    def test_colours(
        self, project: Path, own: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
        command: str, own_color: str, arguments: list[str], environment: dict[str, str], colours: bool,
    ) -> None:  # fmt: skip
        own.write_text(f'color = "{own_color}"\n')
        (project / ".env").write_text(f"VTEX_APP_KEY={KEY} \nVTEX_APP_TOKEN={TOKEN}\n")
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        if command == "history":
            commit_all(project)
        programs = {
            "check": ["check"],
            "diff": ["check", "--diff", "--unsafe-fixes"],
            "history": ["history"],
            "explain": ["explain", "missing-token"],
        }
        run([*programs[command], *arguments])
        out = capsys.readouterr().out
        assert out
        assert ("\x1b[" in out) == colours

    @pytest.mark.parametrize("command", [["check"], ["check", "--diff", "--unsafe-fixes"], ["history", "."]])
    def test_isolated_sets_their_colours_aside(
        self, project: Path, own: Path, capsys: pytest.CaptureFixture[str], command: list[str]
    ) -> None:
        own.write_text('color = "always"\n')
        (project / ".env").write_text(f"VTEX_APP_KEY={KEY} \nVTEX_APP_TOKEN={TOKEN}\n")
        commit_all(project)
        cases: list[tuple[list[str], bool]] = [([], True), (["--isolated"], False)]
        for more, colours in cases:
            run([*command, *more])
            assert ("\x1b[" in capsys.readouterr().out) == colours

    def test_the_project_s_snapshot_and_the_command_line_s_outrank_the_user_s(
        self, project: Path, own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Where two tell different things of a key, the one that is named later counts."""

        def saved(path: Path, active: bool) -> str:
            path.write_text(json.dumps({"account": NAME, "appKeys": [{"appKey": KEY, "isActive": active}]}))
            return path.name

        saved(own.parent / "own.json", active=False)
        own.write_text('account-snapshots = ["own.json"]\n')
        assert "inactive-key" in rules(capsys)
        (project / "vtexlint.toml").write_text(f'account-snapshots = ["{saved(project / "project.json", active=True)}"]\n')
        assert "inactive-key" not in rules(capsys)
        saved(tmp_path / "flag.json", active=False)
        assert "inactive-key" in rules(capsys, "--account", "../flag.json")

    def test_show_settings_says_where_each_comes_from(
        self, project: Path, own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        own.write_text('color = "always"\nexternal-accounts = ["a"]\naccount-snapshots = ["own.json"]\n')
        (project / "vtexlint.toml").write_text(
            'external-accounts = ["b", "a"]\nfail-on = "warning"\nignore = ["missing-key"]\nexclude = ["x"]\n'
        )
        assert run(["check", "--show-settings", "--account", "c.json", "--ignore", "missing-token", "--scope", "config"]) == 0
        shown = capsys.readouterr().out
        assert shown.splitlines()[:3] == [
            f"# settings file: {project}/vtexlint.toml",
            f"# your own settings: {own}",
            "# color: always (your own settings)",
        ]
        notes = {line.partition(" ")[0]: line.rpartition("  # ")[2] for line in shown.splitlines() if "  # " in line}
        assert notes["external-accounts"] == "vtexlint.toml, your own settings"
        assert notes["account-snapshots"] == "your own settings, --account"
        assert notes["fail-on"] == "vtexlint.toml"
        assert notes["ignore"] == "vtexlint.toml, --ignore"
        assert notes["scope"] == "--scope"
        assert notes["loaders"] == "default"
        table = tomli.loads(shown)
        assert table["external-accounts"] == ["b", "a"]
        assert table["account-snapshots"] == ["own.json", "c.json"]
        assert table["ignore"] == ["missing-key", "missing-token"]
        assert table["scope"] == "config"
        assert run(["check", "--show-settings", "--isolated", "--select", "missing-key", "--fail-on", "error"]) == 0
        shown = capsys.readouterr().out
        assert shown.startswith("# settings file: none; these are the defaults\n# color: auto (default)\n")
        assert 'select = ["missing-key"]  # --select' in shown
        assert 'fail-on = "error"  # --fail-on' in shown


class TestWhoGoesByThem:
    def test_they_are_no_settings_of_a_project(
        self, own: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        own.write_text('color = "never"\n')
        (own.parent / ".env").write_text("PORT=1\n")
        monkeypatch.chdir(own.parent)
        assert run(["check"]) == 0
        assert Configs(Project(str(own.parent))).of_file(".env").path is None

    def test_init_does_not_write_them(self, project: Path, own: Path) -> None:
        subprocess.run(["git", "init", "-q"], check=True)
        run(["init", "-y"])
        assert not own.exists()

    def test_in_the_repository_that_is_checked_they_are_the_repository_s(
        self, project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A container whose home is the checkout: what the repository brings names files of the repository."""
        subprocess.run(["git", "init", "-q"], check=True)
        monkeypatch.setenv("XDG_CONFIG_HOME", str(project / ".config"))
        monkeypatch.setenv("APPDATA", str(project / ".config"))
        snapshot(tmp_path / "keys.json", KEY)
        snapshot(project / "keys.json", KEY)
        (project / ".config/vtexlint").mkdir(parents=True)
        own = project / ".config/vtexlint/vtexlint.toml"
        own.write_text('account-snapshots = ["../../keys.json"]\n')
        assert "unlinked-key" in rules(capsys)
        for name in (f"{tmp_path}/keys.json", "../../../keys.json", "//host/share/keys.json", "~/keys.json"):
            own.write_text(f'account-snapshots = ["{name}"]\n')
            assert run(["check"]) == 2
            err = capsys.readouterr().err
            assert f"{own}:1:23: `account-snapshots`: the path must be in this repository" in err
            assert "or your own settings" not in err

    def test_the_server_goes_by_them_and_sees_when_they_change(self, project: Path, own: Path, tmp_path: Path) -> None:
        saved = snapshot(tmp_path / "keys.json", KEY)
        uri = (project / ".env").as_uri()
        with Client(project) as client:
            client.open(uri, PAIR)
            assert "unlinked-key" not in client.rules(uri)
            own.write_text(f'account-snapshots = ["{saved}"]\n')
            client.change(uri, 2, f"{PAIR}#\n")
            assert "unlinked-key" in client.rules(uri, 2)
            own.write_text("ignore = []\n")
            client.change(uri, 3, PAIR)
            told = client.wait(lambda message: message.get("method") == "window/showMessage")
            assert "`ignore`: this setting belongs in the settings of a project" in told["params"]["message"]
            client.open(own.as_uri(), own.read_text(), "toml")
            (found,) = client.diagnostics(own.as_uri())
            assert "your own settings can have" in found["message"]
            client.change(own.as_uri(), 2, 'color = "never"\n')
            assert client.diagnostics(own.as_uri(), 2) == []

    def test_the_server_shows_a_path_that_leads_out_while_it_is_written(self, project: Path) -> None:
        uri = (project / "vtexlint.toml").as_uri()
        with Client(project) as client:
            client.open(uri, '\naccount-snapshots = ["a.json", "store=//host/share/x"]\n', "toml")
            (found,) = client.diagnostics(uri)
            assert found["range"]["start"] == {"line": 1, "character": 32}
            assert "`//host/share/x` is on another computer" in found["message"]
            client.change(uri, 2, 'baseline = "a/../../x"\n')
            (found,) = client.diagnostics(uri, 2)
            assert found["range"]["start"] == {"line": 0, "character": 12}
            client.change(uri, 3, 'baseline = "a/../x"\n')
            assert client.diagnostics(uri, 3) == []

    def test_a_run_without_them_asks_once_and_imports_nothing(self, project: Path, own: Path) -> None:
        code = (
            "import os, sys; seen = []; ask = os.lstat\n"
            "def lstat(path, *rest, **more): seen.append(os.fspath(path)); return ask(path, *rest, **more)\n"
            "os.lstat = lstat\n"
            "from vtexlint.cli.main import run; run(['check', '--select', 'missing-key', '.env'])\n"
            f"print(seen.count({str(own)!r}), 'vtexlint.project.own_settings' in sys.modules, 'vtexlint.project.named_paths' in sys.modules)"
        )
        done = subprocess.run([sys.executable, "-c", code], cwd=project, capture_output=True, text=True, check=True)
        assert done.stdout.splitlines()[-1] == "1 False False"


SCHEMA = json.loads((ROOT / "schemas/own-settings.schema.json").read_text())
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
VALUES: st.SearchStrategy[Any] = (
    st.sampled_from(["auto", "always", "never", "x", ""])
    | st.booleans()
    | st.integers()
    | st.lists(st.sampled_from(["a", "", "b=c"]) | st.integers(), max_size=3)
)


class TestTheSchema:
    def test_it_is_one_and_has_each_setting(self) -> None:
        jsonschema.Draft202012Validator.check_schema(SCHEMA)
        assert tuple(SCHEMA["properties"]) == OWN_KEYS

    @given(st.dictionaries(st.sampled_from([*OWN_KEYS, "ignore", "language"]), VALUES, max_size=3))
    def test_it_says_what_the_reader_says(self, table: dict[str, Any]) -> None:
        try:
            own_from_table(table)
            accepted = True
        except SettingsError:
            accepted = False
        assert accepted == VALIDATOR.is_valid(table)
