"""loader-dependent-value by setting, and that it costs nothing where there is nothing to report."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.examples import examples
from tests.fake import KEY, TOKEN, key, token
from tests.paths import ROOT
from tests.run import check
from vtexlint.cli.main import run
from vtexlint.pages import render
from vtexlint.pages.loaders import SITUATIONS, cell
from vtexlint.pages.topics import TOPICS
from vtexlint.rules import loader_dependent_value as rule
from vtexlint.settings import LOADERS, Settings

RULE = "loader-dependent-value"


def localize(line: str, *loaders: str, path: str = ".env") -> list[str]:
    """The messages about a token's line, with `T` for the token and `A` for its name, behind a sound key."""
    text = re.sub(r"\bT\b", TOKEN, re.sub(r"\bA\b", "VTEX_APP_TOKEN", line))
    chosen = Settings(loaders=loaders) if loaders else Settings()
    outcome = check(path, f"VTEX_APP_KEY={KEY}\n{text}\n", settings=chosen)
    return [finding.message.partition(": ")[2] for finding in outcome.findings if finding.rule == RULE]


@pytest.mark.parametrize(
    ("line", "loaders", "expected"),
    [
        ("A=T#c", ("dotenv", "node"), []),
        ("A=T#c", ("compose", "godotenv", "bash"), []),
        ("A=T#c", ("dotenv", "compose"), ["as written (compose); cut at the `#` (dotenv)"]),
        ("A: T", ("compose",), []),
        ("A: T", ("node",), ["not read (node)"]),
        ("A='T'", ("compose", "docker-run"), ["the text in the quotes (compose); with its quotes (docker-run)"]),
        ("A=T # c", ("dotenv", "docker-run"), ["as written (dotenv); with 4 characters after it (docker-run)"]),
        ("export A=T", ("bash", "docker-run"), ["as written (bash); the whole file rejected (docker-run)"]),
        ("A=T", ("bash", "docker-run"), []),
        ("A=`T`", ("bash",), ["the output of a command (bash)"]),
        ("A=T$x", ("bash", "docker-run"), ["as written (docker-run); cut at the `$` (bash)"]),
        ("A=x\\y", ("bash", "node"), ["as written (node); without its backslashes (bash)"]),
        ("A=T\\", ("bash", "node"), ["as written (node); cut at the `\\` (bash)"]),
        ("\tA=T", ("node", "bash", "docker-run"), []),
        ("\tA=T", ("node", "node-20"), ["as written (node); under another name (node-20)"]),
        ("\texport A=T", ("node-20",), ["under another name (node-20)"]),
        ("A=T # c", ("godotenv",), []),
        ("A=T # c # d", ("compose", "godotenv"), ["as written (compose); with 4 characters after it (godotenv)"]),
        # what surrounding-whitespace reports is not reported again
        ("A = T", ("bash", "docker-run", "node"), []),
        ("A=T  ", ("docker-run", "node"), []),
        ("A=T\r", ("docker-run", "bash", "node"), []),
        ('A="T', ("node", "compose", "bash"), []),
    ],
)
def test_by_setting(line: str, loaders: tuple[str, ...], expected: list[str]) -> None:
    assert localize(line, *loaders) == expected


def test_an_envrc_is_read_by_bash_whatever_the_settings_say() -> None:
    assert localize("A: T", "compose", path="x/.envrc") == ["not read (bash)"]
    assert localize("A=T#c", "dotenv", "compose", path=".envrc") == []


def test_a_line_that_spoils_others_is_told_once_and_in_its_place() -> None:
    text = f"VTEX_APP_KEY={KEY}\nFOO BAR\nVTEX_APP_TOKEN={TOKEN}\nVTEX_A_APP_KEY={key(suffix='BBBBBB')}\nVTEX_A_APP_TOKEN={token(1)}\n"
    found = [finding for finding in check(".env", text).findings if finding.rule == RULE]
    assert [(finding.location.start, finding.name) for finding in found] == [((2, 1), "")]
    assert "compose, godotenv" in found[0].message
    assert "node" in found[0].message


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("X= ", "the next lines are read as its value by node"),
        ("X=\t", "the next lines are read as its value by node"),
        ("export X=", "the whole file is rejected by ruby"),
        ("X-Y=1", "the whole file is rejected by godotenv"),
        ("X=", None),
        ("X= # c", None),
    ],
)
def test_a_line_above_that_keeps_a_loader_from_the_pair(line: str, expected: str | None) -> None:
    found = [finding for finding in check(".env", f"{line}\nVTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}\n").findings if finding.rule == RULE]
    assert [finding.message.partition(": ")[2] for finding in found] == ([expected] if expected else [])
    assert all(finding.location.start == (1, 1) for finding in found)


def test_an_unclosed_quote_is_told_by_syntax_error_alone() -> None:
    text = f"X='abc\nVTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN={TOKEN}\n"
    assert [finding.rule for finding in check(".env", text).findings] == ["syntax-error"]


def test_a_file_without_a_set_credential_is_not_judged() -> None:
    assert check(".env", "; c\nVTEX_APP_KEY=<your-key>\nVTEX_APP_TOKEN=${TOKEN}\nX=a`b\n").summary.warnings == 0


def test_other_formats_are_not_judged() -> None:
    assert [f.rule for f in check("a.yaml", f"VTEX_APP_KEY: {KEY}\nVTEX_APP_TOKEN: '{TOKEN}#c'\n").findings if f.rule == RULE] == []


def test_the_remedy_names_a_spelling_that_holds() -> None:
    def remedy(line: str, *loaders: str) -> str:
        text = f"VTEX_APP_KEY={KEY}\n{line}\n"
        outcome = check(".env", text, settings=Settings(loaders=loaders or LOADERS))
        return next(finding.help for finding in outcome.findings if finding.rule == RULE)

    assert "without quotes" in remedy(f"VTEX_APP_TOKEN=`{TOKEN}`")
    assert "single quotes" in remedy("VTEX_APP_TOKEN=Not#AToken", "dotenv", "compose")
    assert "differently however it is written" in remedy("VTEX_APP_TOKEN=Not#AToken")
    assert "letters, digits and underscores" in remedy(f"VTEX-APP-TOKEN={TOKEN}")


@pytest.mark.parametrize(
    ("line", "loaders", "fixed"),
    [
        ("A: T", (), "A=T"),
        ("  A: T", (), "  A=T"),
        ("\tA: T", (), "A=T"),
        (" \tA: T", (), "A=T"),
        ("export  A=T#", ("bash", "docker-run"), None),
        ("A=`T`", (), "A=T"),
        ("export\tA=T", (), "export A=T"),
        ("A='T'\t# c", ("compose", "bash", "docker-run"), None),  # docker-run keeps the comment
        ("A='T'", ("compose", "docker-run"), "A=T"),
        ("export A=T", ("bash", "docker-run"), "A=T"),
        ("A=T\t# c", (), "A=T # c"),
        ("A=T#c", (), None),  # which of the two is meant is not known
        ('A="T"junk', (), None),
    ],
)
def test_the_fix_is_the_spelling_that_all_read_alike(
    line: str,
    loaders: tuple[str, ...],
    fixed: str | None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def filled(text: str) -> str:
        return f"VTEX_APP_KEY={KEY}\n" + re.sub(r"\bT\b", TOKEN, re.sub(r"\bA\b", "VTEX_APP_TOKEN", text)) + "\n"

    monkeypatch.chdir(tmp_path)
    (tmp_path / "vtexlint.toml").write_text(f"loaders = {json.dumps(loaders)}\n" if loaders else "")
    (tmp_path / ".env").write_text(filled(line))
    run(["check", "--select", RULE, "--fix", ".env"])
    assert (tmp_path / ".env").read_text() == filled(line)  # unsafe: not unless asked for
    run(["check", "--select", RULE, "--unsafe-fixes", "--fix", ".env"])
    assert (tmp_path / ".env").read_text() == filled(fixed or line)
    capsys.readouterr()
    assert run(["check", "--select", RULE, ".env"]) == (0 if fixed else 1)
    assert "was not fixed" not in capsys.readouterr().err


@examples(200)
@given(
    st.text("AbC#`'\"\\$ {}:=;\n", max_size=12),
    st.sampled_from(["=", ": ", " = ", '="', "='", "=`"]),
    st.lists(st.sampled_from(LOADERS), min_size=1),
)
def test_no_arrangement_leaks(text: str, separator: str, loaders: list[str]) -> None:
    half = len(TOKEN) // 2
    value = f"{text[:6]}{TOKEN[:half]}{text[6:]}{TOKEN[half:]}"
    outcome = check(
        ".env", f"VTEX_APP_KEY={KEY}\nVTEX_APP_TOKEN{separator}{value}\n", settings=Settings(loaders=tuple(loaders)), snippets=True
    )
    for finding in outcome.findings:
        assert not re.search("[A-Z]{12}", f"{finding}")


def modules(folder: Path, text: str) -> set[str]:
    (folder / ".env").write_text(text)
    code = "import sys; from vtexlint.cli.main import run; run(['check', '.env']); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True)
    return set(done.stderr.splitlines()[-1].split())


@pytest.mark.integration
def test_a_plain_file_imports_no_model(tmp_path: Path) -> None:
    plain = f'# it\'s `ours`\nVTEX_APP_KEY={KEY}\n\nexport VTEX_APP_TOKEN="{TOKEN}" # renewed\nURL=postgres://u:p@h/db?a=1&b=2\n'
    assert not {name for name in modules(tmp_path, plain) if "loaders" in name or "readings" in name}
    assert "vtexlint.loaders" in modules(tmp_path, plain + "X=a#b\n")


def test_the_page_is_rendered_and_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert (ROOT / "docs/loaders.md").read_text() == render.topic_page("loaders")
    assert run(["explain", "loaders"]) == 0
    text = capsys.readouterr().out
    assert "```" not in text
    assert max(map(len, text.splitlines())) <= 130
    for lines in SITUATIONS.values():
        for line in lines:
            assert len({cell(line, loader) for loader in LOADERS}) > 1 or line == "A=val"
    assert f"`{RULE}`" in TOPICS["loaders"]


@given(st.lists(st.text("AB_ =#\"'\t\r$é.1", max_size=8), max_size=5).map("\n".join))
def test_lines_that_are_known_without_the_pattern_match_it(text: str) -> None:
    assert rule._is_plain(text) is (rule._PLAIN.match(text) is not None)


PLAIN = (
    "A=1",
    "export B=x y",
    "C=",
    "# a comment",
    "",
    "  D = 2",
    "E=z # why",
    'F="q r"',
    "G='s'  # it's",
    "_H1=a=b",
    "\t",
    "J=1:2",
    "# é ~",
)
AMBIGUOUS = ("A=a#b", "A='a", "A=a$b", "A=`a`", "A=a\\b", "A", "A: 1", "export C=", "A= ", "A=é", "A-B=1", "1=2", "A=1 # b # c", "# ŝ")


@pytest.mark.parametrize("line", PLAIN)
def test_a_plain_line_needs_no_model_wherever_it_is(line: str) -> None:
    for text in (line, f"{line}\nX=1", f"X=1\n{line}", f"X=1\r\n{line}\r\n{line}"):
        assert rule._PLAIN.match(text), text
    assert bool(rule._BARE.fullmatch(line)) == (line.isascii() and "'" not in line and '"' not in line)


@pytest.mark.parametrize("line", AMBIGUOUS)
def test_an_ambiguous_line_needs_the_models_wherever_it_is(line: str) -> None:
    for text in (line, f"{line}\nX=1", f"X=1\n{line}", f"X=1\r\n{line}\r\nX=1"):
        assert not rule._PLAIN.match(text), text
