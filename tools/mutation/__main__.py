"""Mutation testing of the four packages that judge: `python -m tools.mutation [--seed N] [--most N] [--module PATH ...] [--list]`.

It changes one place of one module, in a copy of the tree, and runs the tests that cover it: one of them should fail. Exit status 1 where
more than one in twenty survives. Equivalent changes are listed with their reason in tools/mutation/equivalent.toml, and do not count.
"""

import argparse
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from tools.mutation import covering, running
from tools.mutation.equivalents import LIST, entry, equivalents, gone
from tools.mutation.running import EQUIVALENT, KILLED, SLOW, SURVIVED, Verdict
from tools.mutation.sites import Site, sample, sites_of
from tools.mutation.trees import ROOT, Tree

PACKAGES = ("credentials", "rules", "fixes", "linter")
GENERATED = "vtexlint/rules/names.py"
"""`python -m tools.generate --check` notices each change of it."""
MOST_SURVIVORS = 0.05
PAGE = ROOT / "docs/mutation.md"
_BEGIN, _END = "<!-- result -->\n", "<!-- end of result -->\n"
_OF_SEED = re.compile(r"^[\d-]+, seed (\d+):\n(?:(?![\d-]+, seed ).*\n)+", re.M)


def main(arguments: list[str]) -> int:
    options = _options(arguments)
    every = [site for module in modules() for site in sites_of(module, (ROOT / module).read_text())]
    known = equivalents(LIST.read_text())
    for key in gone(known, every):
        print(f"equivalent.toml: the code has changed, read it again: {key}")
    if gone(known, every):
        return 2
    wanted = [site for site in every if not options.module or site.module in options.module]
    sites = sample(wanted, options.seed, options.most, before=running.sampled(options.again) if options.again else ())
    if options.list:
        print(*(f"{site}{' (equivalent)' if site.key in known else ''}" for site in sites), sep="\n")
        return 0
    verdicts = _run(sites, known, options)
    print(_table(verdicts))
    if options.record:
        _record(verdicts, options.seed)
    return int(_share(verdicts) > MOST_SURVIVORS)


def modules() -> list[str]:
    """The modules of the four packages, by their paths below the root, but for one that is generated as a whole."""
    found = [path for package in PACKAGES for path in sorted((ROOT / "vtexlint" / package).rglob("*.py"))]
    return [path.relative_to(ROOT).as_posix() for path in found if path.relative_to(ROOT).as_posix() != GENERATED]


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.mutation")
    parser.add_argument("--seed", type=int, default=1, help="which sample (default: 1)")
    parser.add_argument("--most", type=int, default=450, metavar="N", help="how many sites (default: 450)")
    parser.add_argument("--module", action="append", metavar="PATH", help="only sites of this module; several are possible")
    parser.add_argument("--list", action="store_true", help="print the sites of the sample, and run nothing")
    parser.add_argument("--again", type=Path, metavar="FILE", help="the sample of the run that wrote this file: keep what it has killed")
    parser.add_argument(
        "--measure", action="append", default=[], metavar="TESTS", help="measure only these tests again, which have changed"
    )
    parser.add_argument("--seconds", type=float, default=1e9, metavar="N", help="begin no mutant after this time")
    parser.add_argument("--each", type=float, default=15.0, metavar="N", help="seconds of tests for each mutant (default: 15)")
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="mutants at the same time (default: 2)")
    parser.add_argument("--work", type=Path, default=ROOT / "build/mutation", metavar="DIR", help="where the copies and results are")
    parser.add_argument("--record", action="store_true", help="write the result to docs/mutation.md")
    options = parser.parse_args(arguments)
    options.work = options.work.resolve()
    return options


def _run(sites: list[Site], known: dict[tuple[str, str, str, str, int], str], options: argparse.Namespace) -> list[Verdict]:
    options.work.mkdir(parents=True, exist_ok=True)
    trees = [Tree(options.work / f"copy{number}") for number in range(options.jobs)]
    covered = covering.measure(trees[0], options.work, options.jobs, options.measure)
    covered.most_seconds = options.each
    result = options.work / f"{datetime.now(UTC):%Y-%m-%dT%H%M%S}.jsonl"
    print(f"{len(sites)} sites; verdicts in {result}", flush=True)
    start = time.monotonic()
    before, survived = running.kept(options.again, sites) if options.again else ([], set())
    done = {verdict.site.key for verdict in before}
    with result.open("w") as file:

        def told(verdict: Verdict) -> None:
            print(verdict.json(), file=file, flush=True)
            if verdict.outcome not in (KILLED, EQUIVALENT):
                print(f"[{time.monotonic() - start:.0f} s] {verdict.outcome} ({verdict.tests} tests): {verdict.site}", flush=True)

        for verdict in before:
            told(verdict)
        todo = [site for site in sites if site.key not in done]
        random.Random(options.seed).shuffle(todo)  # so that a part of a run is a sample too
        todo.sort(key=lambda site: site.key not in survived)  # what is hoped to be killed now comes first
        verdicts = before + running.judge_all(todo, covered, trees, known, told, options.seconds)
    running.check_unchanged(verdicts, covered, trees[0])
    for verdict in verdicts:
        if verdict.outcome == SURVIVED:
            print(entry(verdict.site))
    return verdicts


def _share(verdicts: Sequence[Verdict]) -> float:
    """How many of the mutants that are not equivalent survived, from 0 to 1."""
    counts = Counter(verdict.outcome for verdict in verdicts)
    return counts[SURVIVED] / max(1, len(verdicts) - counts[EQUIVALENT])


def _table(verdicts: Sequence[Verdict]) -> str:
    rows = ["| package | modules | mutants | killed | timed out | survived | equivalent |", "|---|---|---|---|---|---|---|"]
    for package in (*PACKAGES, ""):
        of_package = [verdict for verdict in verdicts if verdict.site.module.startswith(f"vtexlint/{package}")]
        counts = Counter(verdict.outcome for verdict in of_package)
        cells = [
            len({one.site.module for one in of_package}),
            len(of_package),
            *(counts[one] for one in (KILLED, SLOW, SURVIVED, EQUIVALENT)),
        ]
        rows.append(f"| {f'`{package}`' if package else 'all'} | {' | '.join(map(str, cells))} |")
    return "\n".join([*rows, "", f"{_share(verdicts):.1%} of the mutants that are not equivalent survived.", ""])


def _record(verdicts: Sequence[Verdict], seed: int) -> None:
    left = [f"- `{one.site.module}`, `{one.site.scope or 'module'}`: `{one.site.change}`\n" for one in verdicts if one.outcome == SURVIVED]
    listed = f"\nThe survivors:\n\n{''.join(sorted(left))}" if left else ""
    PAGE.write_text(recorded(PAGE.read_text(), seed, f"{datetime.now(UTC):%Y-%m-%d}, seed {seed}:\n\n{_table(verdicts)}{listed}"))


def recorded(page: str, seed: int, result: str) -> str:
    """The page with the result of a seed, which replaces an earlier one of the same seed; they are in the order of the seeds."""
    before, _, rest = page.partition(_BEGIN)
    kept, _, after = rest.partition(_END)
    results = {int(part[1]): part[0].strip() for part in _OF_SEED.finditer(kept)} | {seed: result.strip()}
    text = "\n\n".join(results[one] for one in sorted(results))
    return f"{before}{_BEGIN}{text}\n{_END}{after}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
