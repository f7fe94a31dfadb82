"""The tables of minutes: of a run that passed, of one that did not, of the last run of each step, and in docs/ci.md."""

import json
import re
import shutil
from pathlib import Path

import pytest

from tests.paths import ROOT
from tests.test_automation import STEPS as STEPS_OF_THE_SCRIPT
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
    assert after.partition("<!-- minutes: full -->")[0].partition("### The usual")[0] == before.partition("### The usual")[0]
    assert after.partition("## On GitHub")[2] == before.partition("## On GitHub")[2]
    assert minutes.main(["docs"], tmp_path) == 0
    assert (tmp_path / minutes.PAGE).read_text() == after


def full_table(root: Path) -> dict[str, list[str]]:
    """The cells of each row of the page's table of the full lane, by the name of its step."""
    part = (root / minutes.PAGE).read_text().partition("<!-- minutes: full -->")[2].partition("<!-- end -->")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in part.splitlines()[3:]]
    return {name: cells for name, *cells in rows}


class TestTheFullLane:
    STEP = "release\t240\tok\t\nlong-fuzz\t1206\tfailed\t--seconds 1200\n"

    def empty(self, root: Path) -> Path:
        """A page without figures, and where `.ci/run step` writes."""
        path = record(root, "step", "ok")
        page = root / minutes.PAGE
        page.write_text(minutes.replace(page.read_text(), "full", "Not recorded yet.\n"))
        path.write_text(self.STEP)
        return path

    def test_each_step_says_how_its_last_run_ended(self, tmp_path: Path) -> None:
        minutes.show(self.empty(tmp_path))
        assert minutes.main(["docs"], tmp_path) == 0
        rows = full_table(tmp_path)
        assert list(rows) == [name for name, _ in STEPS_OF_THE_SCRIPT]
        release, fuzz = rows["release"], rows["long-fuzz"]
        assert release[:2] == ["4.0", "ok"]
        assert fuzz[:2] == ["20.1", "failed, with `--seconds 1200`"]
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", release[2])
        assert re.fullmatch(r"`\w+`", release[3])
        assert "cores" in release[4]
        assert [name for name, cells in rows.items() if cells != ["", "not run yet", "", "", ""]] == ["release", "long-fuzz"]

    def test_a_later_run_replaces_its_own_steps(self, tmp_path: Path) -> None:
        path = self.empty(tmp_path)
        minutes.show(path)
        path.write_text("long-fuzz\t3600\tok\t\n")
        minutes.show(path)
        minutes.main(["docs"], tmp_path)
        rows = full_table(tmp_path)
        assert (rows["release"][0], rows["long-fuzz"][:2]) == ("4.0", ["60.0", "ok"])

    def test_a_whole_run_replaces_all(self, tmp_path: Path) -> None:
        path = self.empty(tmp_path)
        minutes.show(path)
        whole = path.with_name("full.tsv")
        whole.write_text("".join(f"{name}\t60\tok\t\n" for name, _ in STEPS_OF_THE_SCRIPT))
        minutes.show(whole)
        minutes.main(["docs"], tmp_path)
        assert {tuple(cells[:2]) for cells in full_table(tmp_path).values()} == {("1.0", "ok")}

    def test_what_ran_elsewhere_stays_on_the_page(self, tmp_path: Path) -> None:
        """`build` is not in the repository: another checkout has other records."""
        path = self.empty(tmp_path)
        minutes.show(path)
        minutes.main(["docs"], tmp_path)
        path.with_name(minutes.STEPS).unlink()
        path.write_text("browser\t120\tok\t\n")
        minutes.show(path)
        minutes.main(["docs"], tmp_path)
        rows = full_table(tmp_path)
        assert [rows[name][0] for name in ("release", "browser", "long-fuzz")] == ["4.0", "2.0", "20.1"]

    @pytest.mark.parametrize(("on_page", "expected"), [("2020-01-31", "4.0"), ("2999-01-31", "7.5")])
    def test_the_later_of_two_is_shown(self, tmp_path: Path, on_page: str, expected: str) -> None:
        path = self.empty(tmp_path)
        page = tmp_path / minutes.PAGE
        other = minutes.Row("7.5", "ok", on_page, "`0123456789ab`", "a machine")
        page.write_text(minutes.replace(page.read_text(), "full", minutes.step_table(["release"], {"release": other})))
        minutes.show(path)
        minutes.main(["docs"], tmp_path)
        assert full_table(tmp_path)["release"][0] == expected


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
