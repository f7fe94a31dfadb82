"""A command of vtexlint called in this process, with what a person enters; nothing of a token may be shown."""

import io
import sys
from collections.abc import Iterable

import pytest

from vtexlint.cli.main import run


def call(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str], pieces: Iterable[str], entered: str = ""
) -> tuple[int, str, str]:
    """The status and what is printed, on both streams. `pieces`: of tokens, none of which may be there."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(entered.encode())))
    try:
        status = run(arguments)
    except SystemExit as end:
        status = int(str(end.code))
    out, err = capsys.readouterr()
    assert [piece for piece in pieces if piece in out + err] == []
    return status, out, err
