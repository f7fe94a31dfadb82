"""Tables, goals, the page's places for figures, and the chart."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from benchmarks import chart, growth, report
from benchmarks.measure import VTEXLINT, Row, Table
from benchmarks.scenarios import GROUPS


def table(**medians: float) -> Table:
    rows = [
        Row(name, [f"/bin/{name}", "."], [seconds, seconds * 9, seconds], [seconds] * 3, memory=50.0) for name, seconds in medians.items()
    ]
    goals: list[dict[str, float | str]] = [{"over": "cat", "most": 13.0}, {"over": "MiB", "most": 40.0}, {"over": "absent", "most": 1.0}]
    return Table("tree", "A tree", ["cat"], goals, True, rows, {"rg": "rg is not installed"})


def test_rows_are_ordered_by_median_with_ratios() -> None:
    rows = report.cells(table(vtexlint=1.0, cat=0.1))
    assert rows == [["", "processor time", "x cat", "MiB"], ["cat", "100.0 ms", "1.00", "50"], ["vtexlint", "1.00 s", "10.00", "50"]]


def test_a_row_that_failed_says_why_and_has_no_ratio() -> None:
    broken = table(vtexlint=1.0, cat=0.1)
    broken.rows[1].failure = "exit status 2: no such option"
    assert report.cells(broken)[-1] == ["cat", "exit status 2: no such option", "", ""]
    assert report.cells(broken)[1] == ["vtexlint", "1.00 s", "-", "50"]


def test_goals_reached_missed_and_not_measured() -> None:
    assert report.goals(table(vtexlint=1.0, cat=0.1)) == [
        "at most 13 times cat: 10.00, reached",
        "at most 40 MiB: 50.00, not reached",
        "at most 1 times absent: not measured",
    ]


def test_a_peer_that_is_missing_is_named() -> None:
    for text in (report.as_text(table(vtexlint=1.0)), report.as_markdown(table(vtexlint=1.0))):
        assert "Not run: rg (rg is not installed)." in text


def test_results_are_read_back_as_they_were_written() -> None:
    tables = [table(vtexlint=1.0, cat=0.1)]
    assert report.from_json(report.as_json(tables, {"cat": "9"}, {"cores": 2})) == (tables, {"cat": "9"}, {"cores": 2})


def test_a_place_of_the_page_is_replaced_and_nothing_else() -> None:
    page = "a\n<!-- figures: tree -->\nold\n<!-- end -->\nb\n<!-- figures: hits -->\nkept\n<!-- end -->\n"
    changed = report.replace(page, "tree", "new \\1\n")
    assert changed == page.replace("old\n", "new \\1\n")
    assert report.replace(page, "absent", "x") == page


def test_the_page_has_a_place_for_each_group() -> None:
    text = report.PAGE.read_text()
    assert [name for name in (*GROUPS, "machine", "commands") if report.replace(text, name, "x\n") == text] == []


def test_a_command_is_shown_without_the_places_of_this_machine() -> None:
    one = table(vtexlint=1.0)
    one.rows[0].command = ["/home/x/bin/vtexlint", "a|b", "/home/x/main/benchmarks/kingfisher-vtex.yml"]
    assert "| `vtexlint 'a\\|b' benchmarks/kingfisher-vtex.yml` |" in report.commands_markdown([one])


@pytest.mark.parametrize(("power", "expected"), [(1, 1.0), (2, 2.0)])
def test_the_exponent_of_a_line(power: int, expected: float) -> None:
    assert chart.slope([(x, 3.0 * x**power) for x in (1.0, 2.0, 4.0, 8.0)]) == pytest.approx(expected)


def measured(key: str, own: float, parser: float) -> Table:
    return Table(key, "", [], [], True, [Row("json.loads", [], [parser], [1]), Row(VTEXLINT, [], [own], [1])], {})


def test_the_chart_has_a_line_for_each_that_was_measured(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    tables = [measured(f"growth-json-{size}", size, size / 10) for size in (0.5, 1, 2)]
    tables += [measured(f"growth-env-pairs-{pairs}", pairs / 100, 1) for pairs in (125, 250)]
    monkeypatch.setattr(growth, "IMAGE", tmp_path / "speed.svg")
    growth.write(tables)
    lines = ET.parse(tmp_path / "speed.svg").getroot().findall("{*}polyline")
    assert [(line.get("stroke-dasharray") is not None, len(line.get("points", "").split())) for line in lines] == [
        (False, 3),
        (True, 3),
        (False, 2),
    ]
    assert "| one pair, json | 2 MB | 2.00 s | 1.00 |" in growth.as_markdown(tables)
    assert "| pairs alone, env | 250 pairs | 2.50 s | 1.00 |" in growth.as_markdown(tables)
