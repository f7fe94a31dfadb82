"""surrounding-whitespace in a .env file: as severe as what the configured loaders make of the line."""

from itertools import product

import pytest

from tests.fake import KEY, TOKEN
from tests.run import check
from vtexlint.diagnostics import Severity
from vtexlint.loaders.table import LOADERS
from vtexlint.settings import DEFAULT_LOADERS, Settings

RULE = "surrounding-whitespace"


def reported(line: str, loaders: tuple[str, ...] = DEFAULT_LOADERS, path: str = ".env") -> tuple[Severity, str] | None:
    """The severity and the message's last part for a token's line."""
    result = check(path, f"VTEX_APP_KEY={KEY}\n{line}\n", settings=Settings(loaders=loaders))
    found = [finding for finding in result.findings if finding.rule == RULE]
    assert len(found) <= 1
    return (found[0].severity, found[0].message.partition(": ")[2]) if found else None


def _filled(line: str) -> str:
    """`A` is the token's name, `T` the token."""
    return "VTEX_APP_TOKEN" + line.removeprefix("A").replace("T", TOKEN)


@pytest.mark.parametrize(
    ("line", "loaders", "expected"),
    [
        ("A = T", DEFAULT_LOADERS, (Severity.INFO, "the loaders that read this file ignore it, but bash and docker-run would not")),
        ("A=T  ", DEFAULT_LOADERS, (Severity.INFO, "the loaders that read this file ignore it, but docker-run would not")),
        ("A=T\t", DEFAULT_LOADERS, (Severity.WARNING, "it is kept in the value by node-20")),
        ("A = T", ("bash",), (Severity.ERROR, "the line is not read by bash")),
        ("A = T", ("compose", "docker-run"), (Severity.WARNING, "the line is not read by docker-run")),
        ("A= T", ("bash", "docker-run"), (Severity.ERROR, "it is kept in the value by docker-run, and the line is not read by bash")),
        ("A= 'T'", ("compose",), (Severity.INFO, "the loaders that read this file ignore it, but bash and docker-run would not")),
        ("A=T", tuple(LOADERS), None),
    ],
)
def test_severity_and_words_are_those_of_the_loaders(line: str, loaders: tuple[str, ...], expected: tuple[Severity, str] | None) -> None:
    assert reported(_filled(line), loaders) == expected


def test_whitespace_within_quotes_is_an_error_whatever_reads_the_file() -> None:
    for loaders in (DEFAULT_LOADERS, ("compose",)):
        found = reported(f'VTEX_APP_TOKEN="{TOKEN} "', loaders)
        assert found is not None
        assert found[0] == Severity.ERROR


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (f" {TOKEN}", "the appToken starts with a space"),
        (f"{TOKEN}  ", "the appToken ends with 2 spaces"),
        (f"{TOKEN}\\t\\n", "the appToken ends with a tab and a newline"),
        (f" {TOKEN}\\n\\n", "the appToken starts with a space and ends with 2 newlines"),
        (f"{TOKEN}\\r", "the appToken ends with a carriage return"),
        (f"{TOKEN}\\u000b", "the appToken ends with a vertical tab"),
        (f"{TOKEN}\\f", "the appToken ends with a form feed"),
        (f"\\t\\t{TOKEN}", "the appToken starts with 2 tabs"),
        (f"\\r\\r{TOKEN}", "the appToken starts with 2 carriage returns"),
        (f"\\u000b\\u000b{TOKEN}", "the appToken starts with 2 vertical tabs"),
        (f"\\f\\f{TOKEN}", "the appToken starts with 2 form feeds"),
    ],
)
def test_the_message_names_the_whitespace(value: str, expected: str) -> None:
    [finding] = check("a.json", f'{{"vtexAppKey": "{KEY}", "vtexAppToken": "{value}"}}').findings
    assert (finding.rule, finding.message) == (RULE, expected)


def test_an_envrc_is_read_by_bash_alone() -> None:
    assert reported(_filled("A = T"), ("compose",), ".envrc") == (Severity.ERROR, "the line is not read by bash")


@pytest.mark.thorough
@pytest.mark.parametrize("loaders", [DEFAULT_LOADERS, ("bash",), ("docker-run",), ("node-20",), ("compose", "bash"), tuple(LOADERS)])
def test_severity_agrees_with_what_the_models_make_of_the_very_line(loaders: tuple[str, ...]) -> None:
    spaces = ("", " ", "\t", " \v", "\f")
    for before, after, quote, trail in product(spaces[:3], spaces, ("", "'"), spaces):
        if (quote and not before + after.strip("\v\f")) or (quote and after.strip(" \t")) or not before + after + trail:
            continue  # only around the `=`, or after a plain value
        line = f"VTEX_APP_TOKEN{before}={after}{quote}{TOKEN}{quote}{'' if quote else trail}"
        read = [LOADERS[name](f"{line}\n").values() == {"VTEX_APP_TOKEN": TOKEN} for name in loaders]
        severity = Severity.INFO if all(read) else Severity.WARNING if any(read) else Severity.ERROR
        found = reported(line, loaders)
        assert found is not None, line
        assert found[0] == severity, (line, found)
