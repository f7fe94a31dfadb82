"""Variables that a command sets, each on a line of its own."""

from tests.fake import TOKEN
from vtexlint.credentials import shell_lines


def test_a_longer_text_is_not_read() -> None:
    command = f"VTEX_APP_TOKEN={TOKEN} run"
    longest = command.ljust(shell_lines._LONGEST)
    assert shell_lines.shell_lines(longest) is not None
    assert shell_lines.shell_lines(f"{longest} ") is None
