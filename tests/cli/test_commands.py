"""The help of each command, and what is not a command."""

import json
import re
from pathlib import Path

import pytest

from tests.cli.checked import check
from tests.fake import TOKEN
from vtexlint._about import __version__
from vtexlint.cli.main import COMMANDS, run


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


class TestHelp:
    def test_check_s_help_fits_a_screen_and_has_examples(self, here: Path, capfd: pytest.CaptureFixture[str]) -> None:
        assert check("--help") == 0
        out = capfd.readouterr().out
        assert out.count("\n") <= 54
        assert max(map(len, out.splitlines())) <= 100
        assert "examples:\n" in out
        for example in re.findall(r"^  (vtexlint check [^<>\n]*?)(?:  |$)", out, re.MULTILINE):
            assert "-" in example or "." in example or example.strip() == "vtexlint check"

    def test_the_whole_program_s_help(self, capfd: pytest.CaptureFixture[str]) -> None:
        for words in ([], ["--help"], ["-h"], ["help"]):
            assert run(words) == 0
            out = capfd.readouterr().out
            assert out.count("\n") <= 36
            assert set(re.findall(r"^  (\w+) (?: |\[|[A-Z]|show )", out, re.MULTILINE)) >= set(COMMANDS)

    def test_version(self, capfd: pytest.CaptureFixture[str]) -> None:
        assert (run(["--version"]), run(["-V"]), run(["version"])) == (0, 0, 0)
        assert capfd.readouterr().out == f"vtexlint {__version__}\n" * 3
        assert check("--version") == 0
        assert capfd.readouterr().out == f"vtexlint {__version__}\n"

    @pytest.mark.parametrize("command", COMMANDS)
    def test_every_command_has_help(self, command: str, capfd: pytest.CaptureFixture[str]) -> None:
        for words in ([command, "--help"], ["help", command]):
            with pytest.raises(SystemExit) as caught:
                run(words)
            assert caught.value.code == 0
            assert f"usage: vtexlint {command}" in capfd.readouterr().out

    @pytest.mark.parametrize("command", COMMANDS)
    def test_it_names_the_command_in_each_language(self, command: str, capfd: pytest.CaptureFixture[str]) -> None:
        with pytest.raises(SystemExit):
            run([command, "--help", "--lang", "es"])
        assert f"uso: vtexlint {command}" in capfd.readouterr().out


class TestOtherCommands:
    @pytest.mark.parametrize(
        ("arguments", "told"),
        [
            (["chek"], "did you mean `vtexlint check`?"),
            (["explian"], "did you mean `vtexlint explain`?"),
            (["lint"], "did you mean `vtexlint check`?"),
            (["fix"], "did you mean `vtexlint check --fix`?"),
            (["help", "chek"], "did you mean `vtexlint check`?"),
            (["help", "key-casing"], "to read its page, run `vtexlint explain key-casing`"),
            (["committed-secret"], "to read its page, run `vtexlint explain committed-secret`"),
            (["absent.env"], "to check this path, run `vtexlint check absent.env`"),
            (["it's/there"], "run `vtexlint check 'it'\"'\"'s/there'`"),
            (["-"], "run `vtexlint check -`"),
            (["--fix", "."], "options come after the command: `vtexlint check --fix`"),
            (["--since=2024-01-01"], "options come after the command: `vtexlint history --since`"),
            (["--nothing"], "unknown command '--nothing'; `vtexlint --help` lists the commands"),
            (["history", "--statistics"], "--statistics is an option of `vtexlint check` (see `vtexlint history --help`)"),
            (["rules", "--color=never"], "--color is an option of `vtexlint check`"),
            (["zzz"], "`vtexlint --help` lists the commands"),
            (["--quiet"], "unknown command '--quiet'"),
            (["explain", "swaped-values"], "did you mean `swapped-values`?"),
            (["explain", "zzz"], "`vtexlint rules` lists the rules; the topics are authentication, loaders"),
            (["explain", "authentification"], "unknown rule or topic `authentification`; did you mean `authentication`?"),
            (["account", "shw", "a.json"], "did you mean show?"),
            (["account", "show", "a.json", "--formt", "json"], "did you mean --format?"),
            (["account", "show", "a.json", "--format", "jsno"], "did you mean json?"),
            (["account"], "the following arguments are required: COMMAND (see `vtexlint account --help`)"),
            (["server", "--foo"], "unrecognized arguments: --foo (see `vtexlint server --help`)"),
            (["server", "--stido"], "did you mean --stdio?"),
            (["history", "--brnch", "x"], "did you mean --branch?"),
            (["completion", "pwsh"], "invalid choice: 'pwsh' (choose from"),
            (["check", "--\x1b[2Jx"], "unrecognized arguments: --\\x1b[2Jx"),
            (["explain", "key-casing", "--colr", "always"], "did you mean --color?"),
            (["rules", "--format", "jsno"], "did you mean json?"),
            (["rules", "--formt", "json"], "did you mean --format?"),
        ],
    )
    def test_a_typing_error_is_told_the_nearest_right_word(
        self, here: Path, capfd: pytest.CaptureFixture[str], arguments: list[str], told: str
    ) -> None:
        try:
            status = run(arguments)
        except SystemExit as exit:
            status = int(exit.code or 0)
        assert status == 2
        error = capfd.readouterr().err
        assert told in error
        assert error.startswith("vtexlint: ")

    @pytest.mark.parametrize(
        "words",
        [
            ["{}"],
            ["explain", "{}"],
            ["check", "--{}"],
            ["check", "--format", "{}"],
            ["check", "--jobs", "{}"],
            ["check", "--output", "{}=x"],
            ["check", "--select", "{}"],
            ["history", "--since", "{}"],
            ["history", "--output", "{}"],
            ["account", "{}"],
            ["completion", "{}"],
        ],
    )
    def test_a_token_pasted_for_a_word_does_not_come_back(self, here: Path, capfd: pytest.CaptureFixture[str], words: list[str]) -> None:
        try:
            status = run([word.format(TOKEN) for word in words])
        except SystemExit as exit:
            status = int(exit.code or 0)
        out, err = capfd.readouterr()
        assert (status, out) == (2, "")
        assert not any(TOKEN[start : start + 12] in err for start in range(len(TOKEN) - 12))

    def test_a_path_in_a_command_s_place(self, here: Path, capfd: pytest.CaptureFixture[str]) -> None:
        (here / ".env").write_text("")
        assert run([".env"]) == 2
        assert "`vtexlint check .env`" in capfd.readouterr().err

    def test_rules_and_explain(self, capfd: pytest.CaptureFixture[str]) -> None:
        assert run(["rules", "--format", "json"]) == 0
        names = [rule["name"] for rule in json.loads(capfd.readouterr().out)["rules"]]
        assert run(["rules"]) == 0
        assert [line.split()[0] for line in capfd.readouterr().out.splitlines()] == names
        for name in names:
            assert run(["explain", name]) == 0
            assert capfd.readouterr().out.startswith(f"{name} (")


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "--exit-z"],
        ["history", "--exit-z"],
        ["init", "--dry"],
        ["server", "--std"],
        ["account", "show", "--form=json", "account.json"],
    ],
    ids=" ".join,
)
def test_no_command_takes_an_option_cut_short(arguments: list[str], here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What a shorter name stands for would change with every new option."""
    (here / "account.json").write_text('{"accountName": "fakestore", "appKeys": []}')
    with pytest.raises(SystemExit) as split_double_dash:
        run(arguments)
    assert split_double_dash.value.code == 2
    assert "unrecognized arguments: --" in capsys.readouterr().err
