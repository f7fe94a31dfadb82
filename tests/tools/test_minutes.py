"""The table of minutes: of a run that passed, of one that did not, and in docs/ci.md."""

import json
import re
import shutil
from pathlib import Path

import pytest

from tests.paths import ROOT
from tools import minutes

STEPS = "lint\t6\tok\nparallel\t402\tok\nlinear\t90\t"


def record(root: Path, lane: str, result: str) -> Path:
    """What a run has written, in a copy of the page's folder."""
    (root / "docs").mkdir(exist_ok=True)
    shutil.copy(ROOT / minutes.PAGE, root / minutes.PAGE)
    path = root / minutes.RECORDS / f"{lane}.tsv"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(STEPS + f"{result}\n")
    return path


def test_the_table_of_a_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = record(tmp_path, "usual", "ok")
    assert minutes.main(["show", str(path)], tmp_path) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines == [
        "| step | minutes |",
        "|---|---:|",
        "| lint | 0.1 |",
        "| parallel | 6.7 |",
        "| linear | 1.5 |",
        "| **all** | **8.3** |",
    ]
    kept = json.loads(path.with_suffix(".json").read_text())
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", kept["date"])
    assert "cores" in kept["machine"]


@pytest.mark.parametrize(("result", "said"), [("ok", "Everything passed."), ("failed", "It failed in `linear`.")])
def test_the_page_says_where_and_how_a_run_ended(tmp_path: Path, result: str, said: str) -> None:
    minutes.show(record(tmp_path, "usual", result))
    assert minutes.main(["docs"], tmp_path) == 0
    before, after = ((root / minutes.PAGE).read_text() for root in (ROOT, tmp_path))
    part = after.partition("<!-- minutes: usual -->")[2].partition("<!-- end -->")[0]
    assert said in part
    assert ("| linear | 1.5 | failed |" in part) == (result == "failed")
    assert after.partition("### The full lane")[2] == before.partition("### The full lane")[2]
    assert minutes.main(["docs"], tmp_path) == 0
    assert (tmp_path / minutes.PAGE).read_text() == after


def test_without_a_run_the_page_stays(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record(tmp_path, "usual", "ok").unlink()
    assert minutes.main(["docs"], tmp_path) == 1
    assert "no run" in capsys.readouterr().err
    assert (tmp_path / minutes.PAGE).read_text() == (ROOT / minutes.PAGE).read_text()


def test_a_page_without_a_place_is_an_error(tmp_path: Path) -> None:
    minutes.show(record(tmp_path, "full", "ok"))
    (tmp_path / minutes.PAGE).write_text("# nothing\n")
    with pytest.raises(ValueError, match="0 places for the minutes of `full`"):
        minutes.main(["docs"], tmp_path)


def test_another_command_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert minutes.main(["print"]) == 2
    assert "docs/ci.md" in capsys.readouterr().err
