"""The results as text, as Markdown for docs/speed.md, and as JSON."""

import json
import os
import platform
import re
import shlex
import subprocess
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.environments import ROOT
from benchmarks.measure import VTEXLINT, Row, Table

PAGE = ROOT / "docs/speed.md"
_SHORT = 0.2  # seconds: below, a median is shown in milliseconds


def machine() -> dict[str, Any]:
    """Where and with what the figures were taken."""
    model = next((line.split(":")[1].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")), platform.processor())
    git = ["git", "-C", str(ROOT), "describe", "--always", "--dirty", "--abbrev=12", "--exclude=*"]
    commit = subprocess.run(git, capture_output=True, text=True, check=False).stdout.strip()
    return {
        "date": datetime.now(UTC).strftime("%Y-%m-%d"),
        "commit": commit or "unknown",
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "processor": model or "unknown",
        "system": platform.platform(),
        "python": f"{platform.python_implementation()} {platform.python_version()}",
    }


def _lines(name: str) -> list[str]:
    try:
        return Path(name).read_text().splitlines()
    except OSError:
        return []


def seconds(value: float) -> str:
    return f"{value * 1000:.1f} ms" if value < _SHORT else f"{value:.2f} s"


def _ratio(value: float | None, base: float | None) -> str:
    return f"{value / base:.2f}" if value is not None and base else "-"


def cells(table: Table) -> list[list[str]]:
    """A heading and the rows: fastest first, those that failed last; the start-up cases in their own order."""
    memory = any(row.memory for row in table.rows)
    elapsed = not table.one_core and memory
    heading = [
        "",
        "processor time",
        *(["elapsed"] if elapsed else []),
        *(f"x {base}" for base in table.bases),
        *(["MiB"] if memory else []),
    ]
    found = [heading]
    ordered = sorted(table.rows, key=lambda row: row.median if row.median is not None else float("inf"))
    for row in ordered if memory else table.rows:
        if row.median is None:
            found.append([row.name, row.failure or "not run", *[""] * (len(heading) - 2)])
            continue
        found.append([
            row.name,
            seconds(row.median),
            *([seconds(sorted(row.elapsed)[len(row.elapsed) // 2])] if elapsed else []),
            *(_ratio(row.median, table.median(base)) for base in table.bases),
            *([f"{row.memory:.0f}" if row.memory else "-"] if memory else []),
        ])  # fmt: skip
    return found


def goals(table: Table) -> list[str]:
    """Each goal, and whether vtexlint reaches it."""
    own = next((row for row in table.rows if row.name == VTEXLINT), None)
    found = []
    for goal in table.goals:
        over, most = str(goal["over"]), float(goal["most"])
        is_own = over in ("MiB", "s")
        value = _value(own, table, over)
        unit = f"{most:g} {over}" if is_own else f"{most:g} times {over}"
        if value is not None:
            found.append(f"at most {unit}: {value:.2f}, {'reached' if value <= most else 'not reached'}")
        else:
            found.append(f"at most {unit}: not measured")
    return found


def _value(own: Row | None, table: Table, over: str) -> float | None:
    if own is None or own.median is None:
        return None
    if over == "MiB":
        return own.memory
    base = 1.0 if over == "s" else table.median(over)
    return own.median / base if base else None


def _missing(table: Table) -> list[str]:
    return [f"Not run: {name} ({why})." for name, why in table.missing.items()]


def as_text(table: Table) -> str:
    rows = cells(table)
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [
        table.title,
        *("  ".join(_aligned(cell, width, at) for at, (cell, width) in enumerate(zip(row, widths, strict=True))) for row in rows),
    ]
    return "\n".join(line.rstrip() for line in [*lines, *goals(table), *_missing(table)]) + "\n"


def _aligned(cell: str, width: int, column: int) -> str:
    return cell.rjust(width) if column else cell.ljust(width)


def as_markdown(table: Table) -> str:
    heading, *rows = cells(table)
    lines = [f"{table.title}:", "", _markdown_row(heading), "|---|" + "---:|" * (len(heading) - 1)]
    lines += [_markdown_row([f"**{cell}**" if row[0] == VTEXLINT else cell for cell in row]) for row in rows]
    if told := goals(table):
        lines += ["", f"Goals: {'; '.join(told)}."]
    if left := _missing(table):
        lines += ["", " ".join(left)]
    return "\n".join(lines) + "\n"


def _markdown_row(cells_: Iterable[str]) -> str:
    return "| " + " | ".join(cells_) + " |"


def as_json(tables: list[Table], versions: dict[str, str], about: dict[str, Any]) -> str:
    return json.dumps({"machine": about, "versions": versions, "tables": [asdict(table) for table in tables]}, indent=1) + "\n"


def from_json(text: str) -> tuple[list[Table], dict[str, str], dict[str, Any]]:
    """What `as_json` wrote."""
    data = json.loads(text)
    tables = [Table(**{**table, "rows": [Row(**row) for row in table["rows"]]}) for table in data["tables"]]
    return tables, data["versions"], data["machine"]


def about_markdown(about: dict[str, Any], versions: dict[str, str]) -> str:
    peers = "; ".join(f"{name} {version}" for name, version in sorted(versions.items()))
    return (
        f"Taken on {about['date']} at commit {about['commit']}: {about['cores']} cores ({about['processor']}), {about['python']}, "
        f"{about['system']}. Versions: {peers or 'no peers'}.\n"
    )


def commands_markdown(tables: list[Table]) -> str:
    """The command of each row of the tables of a tree and of a history, with short names of programs and files."""
    lines = ["| | command |", "|---|---|"]
    for table in tables:
        if table.key in ("tree", "history"):
            lines += [f"| {row.name}{', history' * (table.key == 'history')} | `{_command(row.command)}` |" for row in table.rows]
    return "\n".join(lines) + "\n"


def _command(words: list[str]) -> str:
    shown = [Path(words[0]).name, *(re.sub(r"^/.*/(?=benchmarks/)", "", word) for word in words[1:])]
    return shlex.join(shown).replace("|", "\\|")


def replace(page: str, name: str, content: str) -> str:
    """The page with another content between its lines `<!-- figures: NAME -->` and `<!-- end -->`; unchanged where it has none."""
    pattern = rf"(?ms)^(<!-- figures: {re.escape(name)} -->\n).*?^(<!-- end -->)$"
    return re.sub(pattern, lambda match: f"{match[1]}{content}{match[2]}", page)


def write_page(tables: list[Table], versions: dict[str, str], about: dict[str, Any]) -> None:
    """The tables into docs/speed.md, each where the page has a place for it."""
    text = PAGE.read_text()
    groups: dict[str, list[str]] = {}
    for table in tables:
        if table.title:
            groups.setdefault(table.key.split("-")[0] if table.key != "start-up" else table.key, []).append(as_markdown(table))
    for name, parts in groups.items():
        text = replace(text, name, "\n".join(parts))
    if any(table.key == "tree" for table in tables):
        text = replace(text, "commands", commands_markdown(tables))
    PAGE.write_text(replace(text, "machine", about_markdown(about, versions)))
