"""Variables that a command sets, each on a line of its own."""

from tests.fake import KEY, TOKEN
from vtexlint.credentials import shell_lines


def test_a_longer_text_is_not_read() -> None:
    command = f"VTEX_APP_TOKEN={TOKEN} run"
    longest = command.ljust(shell_lines._LONGEST)
    assert shell_lines.shell_lines(longest) is not None
    assert shell_lines.shell_lines(f"{longest} ") is None


def test_a_comma_before_a_name_separates() -> None:
    for before in ("--set-env-vars ", "--set-env-vars=", "", "run -e "):
        text = f"{before}A=1,VTEX_APP_KEY={KEY},VTEX_APP_TOKEN={TOKEN}"
        lines = shell_lines.shell_lines(text)
        assert lines is not None
        assert len(lines) == len(text)
        assert {f"VTEX_APP_KEY={KEY}", f"VTEX_APP_TOKEN={TOKEN}"} <= set(lines.splitlines())


def test_a_comma_that_separates_nothing_belongs_to_the_value() -> None:
    assert shell_lines.shell_lines(f"VTEX_APP_KEY={KEY},") is None
    assert shell_lines.shell_lines(f"VTEX_APP_KEYS={KEY},{KEY}") is None
    assert shell_lines.shell_lines(f"OTHER=1,VTEX_APP_TOKEN={TOKEN},") == f"OTHER=1\nVTEX_APP_TOKEN={TOKEN},"
