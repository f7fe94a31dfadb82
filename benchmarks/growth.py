"""How processor time grows with size: the scenarios `growth-...` as a chart and as exponents."""

from benchmarks import chart
from benchmarks.environments import ROOT
from benchmarks.measure import VTEXLINT, Table
from benchmarks.texts import FORMATS

IMAGE = ROOT / "docs/speed.svg"


def lines(tables: list[Table]) -> tuple[list[chart.Line], list[chart.Line]]:
    """The lines of both panels, as far as they were measured."""
    by_size: list[chart.Line] = []
    by_pairs: list[chart.Line] = []
    for form in FORMATS:
        of_size, of_parser, of_pairs = [], [], []
        for table in tables:
            if not table.key.startswith(f"growth-{form}-"):
                continue
            at = table.key.removeprefix(f"growth-{form}-")
            own = table.median(VTEXLINT)
            if own is None:
                continue
            if at.startswith("pairs-"):
                of_pairs.append((float(at.removeprefix("pairs-")), own))
                continue
            of_size.append((float(at), own))
            parser = next((row.median for row in table.rows if row.name != VTEXLINT), None)
            if parser:
                of_parser.append((float(at), parser))
        by_size += [chart.Line(form, points, dashed) for points, dashed in ((of_size, False), (of_parser, True)) if len(points) > 1]
        by_pairs += [chart.Line(form, of_pairs)] if len(of_pairs) > 1 else []
    return by_size, by_pairs


def as_markdown(tables: list[Table]) -> str:
    """The exponents of vtexlint's lines between the middle size and the largest, and the times there."""
    by_size, by_pairs = lines(tables)
    rows = ["| | " + " | ".join(("largest", "processor time", "exponent")) + " |", "|---|---:|---:|---:|"]
    for what, unit, found in (("one pair", "MB", by_size), ("pairs alone", "pairs", by_pairs)):
        for line in found:
            if not line.dashed:
                size, seconds = line.points[-1]
                rows.append(f"| {what}, {line.form} | {size:g} {unit} | {seconds:.2f} s | {chart.slope(line.points):.2f} |")
    return "\n".join(rows) + "\n"


def write(tables: list[Table]) -> None:
    by_size, by_pairs = lines(tables)
    IMAGE.write_text(chart.draw(by_size, by_pairs))
