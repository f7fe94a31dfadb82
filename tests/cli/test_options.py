"""The quick reader of command lines reads what argparse reads, or leaves it to argparse."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import fake
from tests.cli.calls import call
from vtexlint.cli.options import OPTIONS, Options, parse_fast
from vtexlint.cli.parser import parser

NAMES = [name for option in OPTIONS for name in option.names]
VALUES = ["a", "text", "json", "a,b", "", "=", "x=y", "3", "0", "warning", "all", "always", "-x", "-"]
WORDS = st.one_of(
    st.sampled_from(NAMES),
    st.tuples(st.sampled_from([name for name in NAMES if name.startswith("--")]), st.sampled_from(VALUES)).map("=".join),
    st.sampled_from([*VALUES, "a b.env", "--unknown", "--form=text", "-qv", "-q=1"]),
)


@given(st.lists(WORDS, max_size=5))
def test_it_reads_what_argparse_reads(words: list[str]) -> None:
    found = parse_fast(words)
    if found is not None:
        assert vars(found) == vars(parser().parse_intermixed_args(words))


def test_a_value_may_be_attached() -> None:
    found = parse_fast(["--format=json", "--select=a,b", "--jobs=2", ".env", "--config=-x"])
    assert found
    assert (found.format, found.select, found.jobs, found.paths, found.config) == ("json", ("a", "b"), 2, [".env"], "-x")


def test_the_class_has_every_option_and_no_more() -> None:
    assert Options.__annotations__.keys() == {"paths", *(option.key for option in OPTIONS)} == vars(Options()).keys()


IN_THIS_DIRECTORY = "; `.` is the current directory"


@pytest.mark.parametrize(
    ("arguments", "argument"),
    [
        (["check", ""], "PATH"),
        (["check", "--", ""], "PATH"),
        (["check", "a.env", ""], "PATH"),
        (["check", "--config="], "--config"),
        (["check", "--output", ""], "--output"),
        (["history", ""], "PATH"),
        (["history", "--account", ""], "--account"),
        (["where", ""], "KEY"),
        (["where", fake.KEY, ""], "PATH"),
        (["where", fake.KEY, "--", ""], "PATH"),
        (["rotate", ""], "KEY"),
        (["rotate", fake.KEY, ""], "PATH"),
        (["inventory", ""], "PATH"),
        (["inventory", "--account="], "--account"),
        (["audit", ""], "REPOSITORY"),
        (["merge", ""], "REPORT"),
        (["init", ""], "DIRECTORY"),
        (["access", ""], "KEY"),
        (["access", fake.KEY, ""], "PATH"),
        (["account", "show", ""], "FILE"),
        (["explain", ""], "RULE"),
    ],
    ids=" ".join,
)
def test_an_empty_argument_is_not_the_current_directory(
    arguments: list[str], argument: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text(f"VTEX_APP_KEY={fake.KEY}\nVTEX_APP_TOKEN={fake.TOKEN}\n")
    status, out, err = call(monkeypatch, capsys, arguments, fake.pieces(fake.TOKEN), fake.token(2))
    assert (status, out) == (2, "")
    end = IN_THIS_DIRECTORY if argument in ("PATH", "DIRECTORY", "REPOSITORY") else ""
    assert f"vtexlint: {argument} is empty: if it is from a variable, the variable has no value{end} (see `" in err
    assert [path.name for path in tmp_path.iterdir()] == [".env"]


@pytest.mark.parametrize(
    "arguments",
    [["check", "--exclude", "", "."], ["check", "."], ["inventory"], ["where", "fakestore", "./"], ["history", "--branch=", "."]],
)
def test_other_values_may_be_empty(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "is empty" not in call(monkeypatch, capsys, arguments, ())[2]


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "--format", "concise", "--", "-x.env"],
        ["check", "--unknown-files", "--", "-x.env"],
        ["where", fake.KEY, "--format", "json", "--", "-x.env"],
        ["where", "--format", "json", "--", fake.KEY, "-x.env"],
        ["inventory", "--", "-x.env"],
        ["history", "--", "-x.env"],
        ["rotate", fake.KEY, "--diff", "--", "-x.env"],
    ],
    ids=" ".join,
)
def test_words_after_two_dashes_are_no_options(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "-x.env").write_text(f"VTEX_APP_KEY={fake.KEY} \nVTEX_APP_TOKEN={fake.TOKEN}\n")
    _, out, err = call(monkeypatch, capsys, arguments, fake.pieces(fake.TOKEN), fake.token(2))
    assert "\0" not in out + err
    if arguments[1] == "--unknown-files":
        assert "unrecognized arguments: --unknown-files;" in err
    else:
        assert "unrecognized" not in err
        assert "-x.env" in out + err


@pytest.mark.parametrize(
    ("arguments", "option"),
    [
        (["check", "--exclude", "--", "x.env"], "--exclude"),
        (["check", "--config", "--", "x.env"], "--config"),
        (["where", fake.KEY, "--format", "--", "x.env"], "--format"),
        (["audit", "--account", "--", "x.env"], "--account"),
    ],
)
def test_two_dashes_are_not_a_value_nor_is_what_follows_them(
    arguments: list[str], option: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.env").write_text("")
    status, out, err = call(monkeypatch, capsys, arguments, ())
    assert (status, out) == (2, "")
    assert f"{option}: expected one argument (see `" in err


@pytest.mark.parametrize(
    "name", ["--exit-zero", "-q", "--help", "--ignore=committed-secret", "--config=sub/x.toml", "-dash.txt", "-", "--"]
)
@pytest.mark.parametrize("command", ["check", "check --fix", "check --select swapped-values", "inventory", f"where {fake.KEY}", "history"])
def test_the_name_of_a_file_is_never_an_option(
    command: str, name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """A hook writes names of files behind its options: one of them must not switch off the check of the others."""
    monkeypatch.chdir(tmp_path)
    for path in (name, "app.env"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(f"VTEX_APP_KEY={fake.KEY}\nVTEX_APP_TOKEN={fake.TOKEN}\n")
    status, out, err = call(monkeypatch, capsys, [*command.split(), name, "app.env"], fake.pieces(fake.TOKEN), fake.token(2))
    assert (status, out) == (2, "")
    assert err == (
        f"vtexlint: {name} would be read as an option, but is also the name of a file: write ./{name} for the file, or rename it\n"
    )


@pytest.mark.parametrize(
    "words", [["./--ignore=x.env"], ["--", "--ignore=x.env"], ["--fail-on", "info", "--", "--", "--ignore=x.env"]], ids=" ".join
)
def test_such_a_file_can_be_named(
    words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    for path in ("--ignore=x.env", *(["--"] if words.count("--") == 2 else [])):
        (tmp_path / path).write_text(f"VTEX_APP_KEY={fake.TOKEN}\nVTEX_APP_TOKEN={fake.KEY}\n")
    status, out, _ = call(monkeypatch, capsys, ["check", *words], fake.pieces(fake.TOKEN), fake.token(2))
    assert status == 1
    assert "--ignore=x.env:1:" in out


@pytest.mark.parametrize("words", [["check", "--exit-zero", "app.env"], ["check", "--format=concise"], ["rules", "-q"]], ids=" ".join)
def test_files_of_other_names_make_no_option_doubtful(
    words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    for path in ("app.env", "exit-zero", "format=concise", "-q", "sub"):
        (tmp_path / path).write_text("")
    assert "would be read as an option" not in call(monkeypatch, capsys, words, ())[2]


@pytest.mark.parametrize("command", ["where", "rotate", "access"])
def test_only_what_is_required_is_said_to_be(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    status, out, err = call(monkeypatch, capsys, [command], ())
    assert (status, out) == (2, "")
    assert err == f"vtexlint: the following arguments are required: KEY (see `vtexlint {command} --help`)\n"
