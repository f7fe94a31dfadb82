"""Source code that `--full` reads as a config file: what is found in it, and what is silent beside it."""

import pytest

from tests.fake import KEY, TOKEN
from tests.run import rules

CUT = TOKEN[:127]


@pytest.mark.parametrize("name", ["s.sh", "s.bash", "S.ZSH", "script"])
@pytest.mark.parametrize(
    "line",
    [
        "export VTEX_APP_KEY={} VTEX_APP_TOKEN={}",
        'VTEX_APP_KEY="{}"; VTEX_APP_TOKEN="{}"',
        "export VTEX_APP_KEY={} && export VTEX_APP_TOKEN={}",
        "VTEX_APP_KEY={}\nVTEX_APP_TOKEN='{}' # of the ERP",
    ],
)
def test_a_shell_script_of_assignments_alone(name: str, line: str) -> None:
    """No loader reads it."""
    assert rules(name, f"#!/bin/sh\n{line.format(KEY, TOKEN)}\n") == []
    assert rules(name, f"#!/bin/sh\n{line.format(KEY, CUT)}\n") == ["malformed-token"]
    if name != "script":
        assert rules(name, f"{line.format(KEY, TOKEN)}\n") == []
