"""The command line: `python -m benchmarks --help`."""

import argparse
import sys
from pathlib import Path

from benchmarks import environments, growth, guard, measure, report, tree
from benchmarks.scenarios import GROUPS, Laboratory, clear

_DESCRIPTION = "How fast vtexlint is, next to its peers. Programs and data are put into a cache folder; the peers come from the registries."


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _run(options: argparse.Namespace) -> int:
    archive = options.tree or (tree.ARCHIVE if tree.ARCHIVE.exists() else None)
    lab = Laboratory(options.cache, archive, options.slow, options.repository)
    about = report.machine()
    tables = []
    for name in options.only or GROUPS:
        for scenario in GROUPS[name](lab):
            table = measure.run(scenario, options.cache / "home", options.rounds, _say)
            tables.append(table)
            if options.output:  # after each scenario: a run takes long, and may be stopped
                options.output.write_text(report.as_json(tables, lab.versions, about))
            if table.title:
                print(report.as_text(table), flush=True)
    if any(table.key.startswith("growth") for table in tables):
        print(growth.as_markdown(tables))
    print(report.about_markdown(about, lab.versions))
    if options.docs:
        _write_docs(tables, lab.versions, about)
    return 0


def _write_docs(tables: list[measure.Table], versions: dict[str, str], about: dict[str, object]) -> None:
    report.write_page(tables, versions, about)
    if any(table.key.startswith("growth") for table in tables):
        growth.write(tables)
        report.PAGE.write_text(report.replace(report.PAGE.read_text(), "growth", growth.as_markdown(tables)))


def _docs(options: argparse.Namespace) -> int:
    tables: dict[str, measure.Table] = {}  # of a scenario that is in several files, the last results
    versions: dict[str, str] = {}
    about: dict[str, object] = {}
    for path in options.results:
        more, programs, about = report.from_json(path.read_text())
        tables |= {table.key: table for table in more}
        versions |= programs
    _write_docs(list(tables.values()), versions, about)
    return 0


def _guard(options: argparse.Namespace) -> int:
    return guard.main(options.cache, options.accept)


def _editor(_: argparse.Namespace) -> int:
    from benchmarks import editing  # noqa: PLC0415  the language server's libraries

    editing.main()
    return 0


def _clear(options: argparse.Namespace) -> int:
    clear(options.cache)
    return 0


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=_DESCRIPTION)
    parser.add_argument(
        "--cache", type=Path, default=environments.default_cache(), help="where programs and data are kept (default: %(default)s)"
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    run = commands.add_parser("run", help="measure vtexlint and its peers in turn; print medians and ratios")
    run.add_argument("--only", action="append", choices=list(GROUPS), help="these scenarios alone; repeatable")
    run.add_argument("--rounds", type=int, help="rounds of each scenario (default: 3 to 40)")
    run.add_argument("--slow", action="store_true", help="also the peers that take minutes")
    run.add_argument("--tree", type=Path, help="a .tar.xz with the tree to measure (default: ../shared/bench, else a made tree)")
    run.add_argument("--repository", type=Path, help="measure the history of this repository, not of a made one")
    run.add_argument("--output", type=Path, help="write the results as JSON")
    run.add_argument("--docs", action="store_true", help="write the tables into docs/speed.md, and the chart")
    run.set_defaults(command=_run)
    docs = commands.add_parser("docs", help="write docs/speed.md and its chart from results of run --output")
    docs.add_argument("results", type=Path, nargs="+")
    docs.set_defaults(command=_docs)
    watch = commands.add_parser("guard", help="compare instruction counts with the recorded ones")
    watch.add_argument("--accept", action="store_true", help="record the counts of now")
    watch.set_defaults(command=_guard)
    editor = commands.add_parser("editor", help="measure the language server, edit by edit")
    editor.set_defaults(command=_editor)
    commands.add_parser("clear", help="remove the made data").set_defaults(command=_clear)
    options = parser.parse_args()
    options.cache = options.cache.expanduser().resolve()
    if "vtex" in str(options.cache).lower():
        parser.error("the path of the cache folder must not contain vtex: it would decide what is read")
    status: int = options.command(options)
    return status


if __name__ == "__main__":
    sys.exit(main())
